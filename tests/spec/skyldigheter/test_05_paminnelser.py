"""Påminnelser.

Påminnelser skickas med e-post 30, 7 och 1 dag före sista dagen, och 1 dag efter. Det som redan är inlämnat eller klart
ger inga påminnelser, och inte heller det som inte har öppnat än.
"""

from spec.skyldigheter.paragraph import Spec


def test_the_four(spec: Spec) -> None:
    """De fyra påminnelserna.

    Varje påminnelse skickas en gång, hur ofta utskicket än körs.
    """
    spec.reminds(
        "interim-report-regions",
        [
            ("2022-08-30", ""),
            ("2022-08-31", "Sista dagen är 2022-09-30, om 30 dagar."),
            ("2022-09-01", ""),
            ("2022-09-23", "Sista dagen är 2022-09-30, om 7 dagar."),
            ("2022-09-29", "I morgon, 2022-09-30, är sista dagen."),
            ("2022-09-30", ""),
            (
                "2022-10-01",
                "Sista dagen var 2022-09-30. Det är för sent, men går fortfarande att lämna in.",
            ),
            ("2022-10-02", ""),
        ],
    )


def test_lapsed(spec: Spec) -> None:
    """Dagen efter att en rätt har förfallit.

    Den sista påminnelsen säger att rätten har förfallit.
    """
    spec.reminds("requisition-regions-skr", [("2022-12-02", "Sista dagen var 2022-12-01. Rätten har förfallit.")])


def test_missed_runs(spec: Spec) -> None:
    """När ett utskick inte har gått iväg.

    Om servern står stilla skickas påminnelsen när den är igång igen. Har flera inte gått iväg skickas bara den
    senaste, så
    att ingen får två på en gång. Mer än en vecka efter sista dagen påminns ingen.
    """
    spec.reminds(
        "interim-report-regions",
        [
            ("2022-08-29", ""),
            ("2022-09-26", "Sista dagen är 2022-09-30, om 4 dagar."),
            ("2022-09-30", "I dag, 2022-09-30, är sista dagen."),
            ("2022-10-08", ""),
        ],
    )


def test_handed_in(spec: Spec) -> None:
    """När det är inlämnat.

    Den som har lämnat in får inga fler påminnelser om det.
    """
    spec.reminds(
        "interim-report-regions",
        [("2022-08-31", "Sista dagen är 2022-09-30, om 30 dagar."), ("2022-09-23", ""), ("2022-09-29", "")],
        happens={"inlämnad": "2022-09-20 11:00:00"},
    )

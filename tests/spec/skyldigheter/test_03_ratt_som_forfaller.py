"""En rätt som förfaller.

Regionernas och SKR:s rekvisition ska ha kommit in senast den 1 december 2022: ”Rätten till bidrag förfaller om
rekvisition inte inkommit inom denna tid.”
"""

from spec.skyldigheter.paragraph import Spec


def test_the_right_lapses(spec: Spec) -> None:
    """Efter sista dagen har rätten förfallit.

    Det hjälper inte att ha börjat. Efter midnatt går rekvisitionen varken att ändra eller lämna in.
    """
    spec.stands(
        "requisition-regions-skr",
        [
            ("2022-11-30 23:59:59", 1, "Inte börjad"),
            ("2022-12-01 09:00:00", 0, "Pågår"),
            ("2022-12-01 23:59:59", 0, "Pågår"),
            ("2022-12-02 00:00:00", -1, "Förfallen"),
        ],
        happens={"börjad": "2022-12-01 08:00:00"},
    )
    spec.is_locked(
        "requisition-regions-skr",
        "2022-12-02 00:00:00",
        "Rätten har förfallit: sista dagen var 2022-12-01. Bara Regeringskansliet (Socialdepartementet) kan förlänga "
        "tiden.",
    )


def test_handed_in_on_the_last_day(spec: Spec) -> None:
    """Inlämnad på sista dagen är inlämnad i tid.

    Rätten finns kvar, hur lång tid det än tar innan någon läser rekvisitionen.
    """
    spec.stands(
        "requisition-regions-skr",
        [
            ("2022-12-01 23:59:59", 0, "Inlämnad"),
            ("2022-12-02 00:00:00", -1, "Inlämnad"),
        ],
        happens={"börjad": "2022-12-01 08:00:00", "inlämnad": "2022-12-01 23:59:59"},
    )


def test_opened_again(spec: Spec) -> None:
    """Öppnad igen efter sista dagen.

    Kammarkollegiet öppnar en rekvisition som kom in i tid, för att ett fel ska rättas. Den kom in inom tiden, så rätten
    förfaller inte för att rättelsen görs senare.
    """
    happens = {"inlämnad": "2022-12-01 15:00:00", "öppnad igen": "2022-12-06 10:00:00"}
    spec.stands(
        "requisition-regions-skr",
        [
            ("2022-12-05 09:00:00", -4, "Inlämnad"),
            ("2022-12-06 10:00:00", -5, "Pågår"),
        ],
        happens=happens,
    )
    spec.is_locked(
        "requisition-regions-skr",
        "2022-12-05 09:00:00",
        "Inlämnad 2022-12-01. Den som tar emot, Kammarkollegiet, kan öppna den igen.",
        happens=happens,
    )

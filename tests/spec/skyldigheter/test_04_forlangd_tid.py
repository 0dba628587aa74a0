"""Förlängd tid.

Regeringskansliet (Socialdepartementet) kan ge en enskild organisation en senare dag, med ett skäl. Då är det den dagen
som räknas, för den organisationen och för ingen annan.
"""

from spec.skyldigheter.paragraph import Spec


def test_a_later_day(spec: Spec) -> None:
    """Den nya dagen gäller.

    Också en rätt som har förfallit öppnas igen, och förfaller när den nya dagen är slut.
    """
    spec.stands(
        "requisition-regions-skr",
        [
            ("2022-12-02 00:00:00", 13, "Inte börjad"),
            ("2022-12-15 23:59:59", 0, "Inte börjad"),
            ("2022-12-16 00:00:00", -1, "Förfallen"),
        ],
        extended_to="2022-12-15",
    )


def test_in_time(spec: Spec) -> None:
    """Det som kommer in före den nya dagens slut är i tid.

    Utan förlängningen hade samma inlämning varit för sen.
    """
    spec.comes_in("interim-report-rss", [("2022-10-14 23:59:59", "i tid")], extended_to="2022-10-14")
    spec.comes_in("interim-report-rss", [("2022-10-14 23:59:59", "för sent")])


def test_never_a_shorter_time(spec: Spec) -> None:
    """Ingen får kortare tid.

    En dag som är tidigare än överenskommelsens egen räknas inte.
    """
    spec.comes_in("interim-report-rss", [("2022-09-30 23:59:59", "i tid")], extended_to="2022-09-15")

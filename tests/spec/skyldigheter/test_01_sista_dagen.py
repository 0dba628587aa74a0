"""Sista dagen.

”Senast den 30 september” betyder att hela den dagen räknas. Dagen är slut vid midnatt svensk tid, och det gäller var i
världen servern än står.
"""

from spec.skyldigheter.paragraph import Spec


def test_the_day_ends_at_midnight(spec: Spec) -> None:
    """Dagen är slut vid midnatt.

    En sekund före midnatt är det fortfarande sista dagen. När klockan slår midnatt är det för sent.
    """
    spec.stands(
        "interim-report-regions",
        [
            ("2022-09-29 23:59:59", 1, "Inte börjad"),
            ("2022-09-30 00:00:00", 0, "Inte börjad"),
            ("2022-09-30 23:59:59", 0, "Inte börjad"),
            ("2022-10-01 00:00:00", -1, "Försenad"),
        ],
    )


def test_what_comes_in_at_midnight_is_late(spec: Spec) -> None:
    """Det är tiden då något kommer in som räknas.

    En inlämning räknas från det ögonblick då den har kommit in till Naravard, inte från när arbetet började. Det går
    att lämna in efter sista dagen, men det syns att det kom för sent.
    """
    spec.comes_in(
        "interim-report-regions",
        [("2022-09-30 23:59:59", "i tid"), ("2022-10-01 00:00:00", "för sent")],
    )


def test_summer_time(spec: Spec) -> None:
    """Sommartid och vintertid.

    Den 31 mars 2023 är det sommartid sedan fem dagar, den 1 december 2022 är det vintertid. Midnatt är midnatt enligt
    svenska klockor på båda dagarna.
    """
    spec.stands(
        "financial-report-regions",
        [
            ("2023-03-30 23:59:59", 1, "Inte börjad"),
            ("2023-03-31 00:00:00", 0, "Inte börjad"),
            ("2023-03-31 23:59:59", 0, "Inte börjad"),
            ("2023-04-01 00:00:00", -1, "Försenad"),
        ],
    )
    spec.says("Natten mot den 26 mars 2023 ställs klockan fram. Dagen blir en timme kortare, men räknas som en dag.")
    spec.stands(
        "financial-report-regions",
        [
            ("2023-03-25 23:59:59", 6, "Inte börjad"),
            ("2023-03-26 00:00:00", 5, "Inte börjad"),
            ("2023-03-26 23:59:59", 5, "Inte börjad"),
            ("2023-03-27 00:00:00", 4, "Inte börjad"),
        ],
    )


def test_winter_time(spec: Spec) -> None:
    """En förlängd tid som slutar dagen då klockan ställs tillbaka.

    Söndagen den 30 oktober 2022 har 25 timmar. Den som har fått tiden förlängd till den dagen har alla 25.
    """
    spec.comes_in(
        "interim-report-regions",
        [
            ("2022-10-30 02:30:00", "i tid"),
            ("2022-10-30 23:59:59", "i tid"),
            ("2022-10-31 00:00:00", "för sent"),
        ],
        extended_to="2022-10-30",
    )


def test_without_a_day(spec: Spec) -> None:
    """Där texten inte anger någon dag.

    För RSS rekvisition av kommunernas medel anger överenskommelsen ingen sista dag. Naravard hittar inte på någon:
    skyldigheten kan göras när som helst, och blir varken försenad eller förfallen.
    """
    spec.stands(
        "requisition-rss",
        [
            ("2022-12-01 23:59:59", None, "Inte börjad"),
            ("2022-12-02 00:00:00", None, "Inte börjad"),
            ("2022-12-20 09:00:00", None, "Pågår"),
            ("2022-12-21 15:00:00", None, "Inlämnad"),
        ],
        happens={"börjad": "2022-12-19 10:00:00", "inlämnad": "2022-12-21 14:00:00"},
    )

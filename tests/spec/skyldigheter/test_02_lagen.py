"""Lägena.

Läget svarar på frågan ”hur står det till med den här skyldigheten?”. Det sparas aldrig, utan räknas ut varje gång ur
det som har hänt, överenskommelsens dagar och vad klockan är.
"""

from spec.skyldigheter.paragraph import Spec


def test_the_eight(spec: Spec) -> None:
    """Vad lägena heter och betyder.

    En skyldighet är alltid i precis ett av dem. Sex ord räcker: samma ord säger läget överallt, med en färg var.
    """
    spec.names_the_statuses(
        ["Inte börjad", "Inte börjad", "Pågår", "Inlämnad", "Godtagen", "Försenad", "Förfallen", "Förfallen"]
    )


def test_from_open_to_done(spec: Spec) -> None:
    """Från inte börjad till godtagen.

    En slutredovisning som påbörjas, lämnas in i tid och sedan godtas av den som tar emot den. När den väl är inlämnad
    spelar det ingen roll att sista dagen passerar.
    """
    spec.stands(
        "final-report-regions",
        [
            ("2023-01-09 08:00:00", 81, "Inte börjad"),
            ("2023-02-01 09:00:00", 58, "Pågår"),
            ("2023-03-28 16:00:00", 3, "Inlämnad"),
            ("2023-04-01 00:00:00", -1, "Inlämnad"),
            ("2023-04-20 10:00:00", -20, "Godtagen"),
        ],
        happens={
            "börjad": "2023-02-01 08:30:00",
            "inlämnad": "2023-03-28 15:10:00",
            "klar": "2023-04-20 09:45:00",
        },
    )


def test_late(spec: Spec) -> None:
    """Försenad.

    Texten anger inte vad som följer om slutredovisningen inte kommer. Då går den att lämna in också efter sista dagen.
    """
    spec.stands(
        "final-report-rss",
        [
            ("2023-03-31 23:59:59", 0, "Pågår"),
            ("2023-04-01 00:00:00", -1, "Försenad"),
            ("2023-04-03 13:00:00", -3, "Inlämnad"),
        ],
        happens={"börjad": "2023-03-30 09:00:00", "inlämnad": "2023-04-03 12:00:00"},
    )


def test_not_yet_open(spec: Spec) -> None:
    """Innan den första dagen.

    Utbetalningen av medlen till VFU sker enligt texten i december. Den öppnar vid midnatt när den första dagen börjar.
    """
    spec.stands(
        "vfu-payment",
        [
            ("2022-11-30 23:59:59", 31, "Inte börjad"),
            ("2022-12-01 00:00:00", 30, "Inte börjad"),
            ("2022-12-31 23:59:59", 0, "Inte börjad"),
            ("2023-01-01 00:00:00", -1, "Försenad"),
        ],
    )
    spec.is_locked(
        "vfu-payment",
        "2022-11-30 23:59:59",
        "Går att påbörja från och med 2022-12-01, enligt avsnitt 4.6.1. Ingen kan öppna den tidigare.",
    )

"""Medel efter redovisade veckor.

Medel kan fördelas efter tal som redovisas under året: vilka tal, av vem, till vem och till vilken dag säger
överenskommelsens data. I *God och nära vård 2022* fördelas de 250 miljonerna till VFU efter hur stor del av den
sammanlagda ökningen av antalet VFU-veckor som var och en står för (avsnitt 4.6.1). Regioner och kommuner redovisar
veckorna till Socialstyrelsen, och redovisningen är ”ett grundläggande krav för att ta del av medlen”.
"""

from spec.pengar.paragraph import Spec


def test_by_increase(spec: Spec) -> None:
    """Den som ökar får, den som minskar får inget.

    Texten säger inte vad som gäller för den som minskar. Naravard räknar en minskning som ingen ökning, både för den
    själv och i hela ökningen, som här är 40 veckor. Hela beloppet fördelas.
    """
    spec.shares_weeks(
        {"Region Gotland": (400, 430), "Gotland": (100, 110), "Region Blekinge": (300, 280)},
        {"Region Gotland": 187_500_000, "Gotland": 62_500_000, "Region Blekinge": 0},
    )


def test_too_late(spec: Spec) -> None:
    """Den som inte har redovisat i tid står utanför.

    Den sista dagen är den 30 november 2022, till midnatt. Region Blekinge kom in den 1 december och Region Kronoberg
    inte alls. Deras veckor räknas inte, och beloppet delas mellan de andra. Har någon fått längre tid gäller den.
    """
    spec.shares_weeks(
        {"Region Gotland": (400, 430), "Gotland": (100, 110), "Region Blekinge": (300, 360), "Region Kronoberg": None},
        {"Region Gotland": 187_500_000, "Gotland": 62_500_000, "Region Blekinge": 0, "Region Kronoberg": 0},
        late=["Region Blekinge"],
    )


def test_the_last_krona(spec: Spec) -> None:
    """Tre lika ökningar.

    Varje belopp avrundas nedåt. Den krona som blir över går till den största resten, och vid lika rest efter koden.
    """
    spec.shares_weeks(
        {"Region Gotland": (10, 11), "Gotland": (10, 11), "Region Blekinge": (10, 11)},
        {"Region Gotland": 83_333_334, "Gotland": 83_333_333, "Region Blekinge": 83_333_333},
    )


def test_no_one(spec: Spec) -> None:
    """Om ingen ökar.

    Då finns inget att fördela efter, och inget fastställs.
    """
    spec.refuses_weeks(
        {"Region Gotland": (400, 400), "Gotland": (100, 90)},
        "Ingen mottagare har ökat mellan vfu-weeks-2021 och vfu-weeks-2022.",
    )

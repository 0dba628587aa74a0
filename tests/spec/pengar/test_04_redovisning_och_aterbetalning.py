"""Redovisning, återbetalning och återkrav.

Vad redovisningen ska innehålla, hur många den är, till vem och till vilken dag säger överenskommelsens data, och
likaså om det som inte har använts ska betalas tillbaka. I *God och nära vård 2022* ska redovisningen enligt bilaga 2
och återbetalningen båda vara gjorda senast den 31 mars 2023.
"""

import datetime

from ledger_samples import Money, swedish
from naravard.ledger.facts import Certified, Fact, Reclaimed
from spec.pengar.paragraph import Spec


def test_the_figures_are_those_of_the_books(spec: Spec) -> None:
    """Redovisningens tal är de bokförda.

    Bidrag, kostnader och medel som inte har förbrukats hämtas ur det som är registrerat. När redovisningen är klar
    ligger talen fast. En kostnad till kräver att redovisningen öppnas igen med ett skäl.
    """
    money = spec.begins("region-09")
    money.take(money.cost("ambulans", 900_000))
    money.take(money.report())
    late = money.fact(
        type(money.cost("ambulans", 1)), "2023-03-16 09:00:00", grant="ambulans", amount=1, activity="a1",
        day=datetime.date(2022, 12, 31),
    )  # fmt: skip
    spec.refuses(
        money,
        late,
        "Den ekonomiska redovisningen är klar, och siffrorna i den är låsta (avsnitt 10.1). Hittat: en redovisning "
        "från 2023-03-15. Väntat: ingen redovisning, eller en som har öppnats igen. Gör så här: öppna "
        "redovisningen igen med ett skäl.",
    )


def test_the_cfo(spec: Spec) -> None:
    """Ekonomichefens granskning.

    Granskningen intygar att redovisningen är korrekt, eller säger att den inte är det, och då ska avvikelserna
    och åtgärderna stå där.
    """
    money = spec.begins("region-09")
    report = money.take(money.report())
    second = money.fact(Certified, "2023-03-20 09:00:00", report=report.id, alternative=2, deviations="Fel år")
    spec.refuses(
        money,
        second,
        "En redovisning som inte är korrekt kräver avvikelser och åtgärder (avsnitt 10.1). Hittat: en text saknas. "
        "Väntat: avvikelser och åtgärder i ord. Gör så här: skriv vad som inte är korrekt och vad som ska göras.",
    )
    money.take(money.fact(Certified, "2023-03-20 09:00:00", report=report.id, alternative=1))


def test_repayment(spec: Spec) -> None:
    """Det som är kvar återbetalas.

    Återbetalningen räknas anslag för anslag. Det som är kvar av ett belopp kan inte täcka kostnader för ett annat.
    """
    money = spec.begins("region-09")
    money.take(money.cost("ambulans", 900_000))
    columns = ["paid", "used", "left", "to_repay", "repaid"]
    spec.stands(money, "ambulans", columns, [934_968, 900_000, 34_968, 34_968, 0])
    money.take(money.repayment("ambulans", 34_968))
    spec.says("Efter återbetalningen den 31 mars 2023:")
    spec.stands(money, "ambulans", columns, [934_968, 900_000, 0, 0, 34_968])


def _demand(moment: str, money: Money) -> tuple[Money, Fact]:
    money.take(money.cost("ambulans", 934_968))
    return money, money.fact(
        Reclaimed, moment, grant="ambulans", amount=934_968, day=swedish(moment).date(), reference="Beslut 1",
        reason="Redovisningen kom inte in",
    )  # fmt: skip


def test_reclaim(spec: Spec) -> None:
    """Återkrav när redovisningen inte kom i tid.

    ”Om redovisning inte inkommer i tid kan regeringen återkräva stödet.” Det kan beslutas tidigast dagen efter sista
    dagen. Är allt använt blir kostnaderna regionens egna i den takt som återkravet betalas.
    """
    spec.tries(
        "Återkravet beslutas",
        [
            ("2023-03-30 12:00:00", "Det finns inget skäl att återkräva."),
            ("2023-03-31 23:59:59", "Det finns inget skäl att återkräva."),
            ("2023-04-01 00:00:00", "tas emot"),
        ],
        lambda moment: _demand(moment, spec.begins("region-09")),
    )
    money, demand = _demand("2023-04-03 09:00:00", spec.begins("region-09"))
    money.take(demand)
    columns = ["paid", "used", "own", "left", "reclaimed", "to_repay", "repaid"]
    spec.says("När återkravet är beslutat:")
    spec.stands(money, "ambulans", columns, [934_968, 934_968, 0, 0, 934_968, 934_968, 0])
    money.take(money.repayment("ambulans", 934_968, "2023-05-02 09:00:00", demand.id))
    spec.says("När det är betalat:")
    spec.stands(money, "ambulans", columns, [934_968, 0, 934_968, 0, 934_968, 0, 934_968])

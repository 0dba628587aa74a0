"""Dagarna, en för en.

Varje dag i *God och nära vård 2022* som rör pengar, prövad dagen före, på dagen och dagen efter. En dag är slut vid
midnatt svensk tid, och sekunden efter är för sent. Den som har fått förlängd tid har sin egen sista dag.
"""

import datetime
from functools import partial

from ledger_samples import Money, swedish
from naravard.ledger.facts import Allotted, Fact, Paid, Reclaimed, Sum, Used
from spec.pengar.paragraph import Spec

_CONDITION = "Ett villkor för utbetalningen är inte uppfyllt."
_LAPSED = "Rätten till medlen har förfallit."
_NO_CAUSE = "Det finns inget skäl att återkräva."


def _payment_of_placements(spec: Spec, moment: str, later: str = "") -> tuple[Money, Fact]:
    """Pay the placement money of a municipality whose account of the weeks came in at a moment."""
    money = spec.begins("kommun-0980", paid=False)
    spec.came(money, "vfu-report", moment, later)
    money.take(money.fact(Allotted, "2022-12-05 09:00:00", version=2, sums=(Sum("vfu", 1_000_000),)))
    return money, money.fact(
        Paid, "2022-12-12 09:00:00", requisition="", version=2, day=datetime.date(2022, 12, 12), reference="KK 2",
        sums=(Sum("vfu", 1_000_000),),
    )  # fmt: skip


def test_placement_weeks(spec: Spec) -> None:
    """30 november: VFU-veckorna.

    Redovisningen av VFU-veckor ska ha kommit in till Socialstyrelsen senast den 30 november 2022. Den är ett villkor
    för just de medlen, och gäller varje region och kommun för sig.
    """
    answers = [
        ("2022-11-29 23:59:59", "tas emot"),
        ("2022-11-30 23:59:59", "tas emot"),
        ("2022-12-01 00:00:00", _CONDITION),
    ]
    spec.tries("VFU-veckorna kom in", answers, lambda moment: _payment_of_placements(spec, moment))
    spec.says("Med förlängd tid till den 2 december:")
    later = [("2022-12-02 23:59:59", "tas emot"), ("2022-12-03 00:00:00", _CONDITION)]
    spec.tries("VFU-veckorna kom in", later, lambda moment: _payment_of_placements(spec, moment, "2022-12-02"))


def _accepted_requisition(spec: Spec, moment: str, later: str = "") -> tuple[Money, Fact]:
    money = spec.begins("region-09", paid=False)
    if later:
        spec.came(money, "requisition-regions-skr", None, later)
    return money, money.requisition(moment)


def test_requisition_with_more_time(spec: Spec) -> None:
    """1 december: rekvisitionen, med förlängd tid.

    Bara Regeringskansliet kan ge en senare dag, eftersom en rätt förfaller. Regionen har fått tid till den 15 december.
    """
    answers = [
        ("2022-12-02 00:00:00", "tas emot"),
        ("2022-12-15 23:59:59", "tas emot"),
        ("2022-12-16 00:00:00", _LAPSED),
    ]
    spec.tries(
        "Regionens rekvisition kommer in", answers, lambda moment: _accepted_requisition(spec, moment, "2022-12-15")
    )


def _cost(spec: Spec, day: str) -> tuple[Money, Fact]:
    money = spec.begins("region-09")
    return money, money.fact(
        Used, "2023-01-10 09:00:00", grant="ambulans", amount=1_000, activity="a1",
        day=datetime.date.fromisoformat(day),
    )  # fmt: skip


def test_the_period(spec: Spec) -> None:
    """31 december: kostnadernas sista dag.

    Redovisningen gäller kalenderåret. En kostnad hör till året efter den dag den gäller, inte den dag den bokförs.
    Så kan
    det som hör till 2022 bokföras i januari, men inte det som hör till 2023.
    """
    outside = "Kostnaden ligger utanför överenskommelsens tid."
    spec.tries(
        "Kostnadens dag, bokförd 10 januari 2023",
        [("2021-12-31", outside), ("2022-01-01", "tas emot"), ("2022-12-30", "tas emot"), ("2022-12-31", "tas emot"),
         ("2023-01-01", outside)],
        partial(_cost, spec),
    )  # fmt: skip


def _demand(spec: Spec, moment: str, came: str | None, later: str = "") -> tuple[Money, Fact]:
    money = spec.begins("region-09")
    money.take(money.cost("ambulans", 934_968))
    spec.came(money, "financial-report-regions", came, later)
    return money, money.fact(
        Reclaimed, moment, grant="ambulans", amount=934_968, day=swedish(moment).date(), reference="Beslut 1",
        reason="Redovisningen kom inte in i tid",
    )  # fmt: skip


def test_the_report(spec: Spec) -> None:
    """31 mars: den ekonomiska redovisningen.

    Kommer den inte in i tid kan stödet återkrävas. Det avgörs av när den kom in första gången.
    """
    spec.tries(
        "Redovisningen kom in. Återkravet beslutas den 12 april 2023",
        [
            ("2023-03-30 23:59:59", _NO_CAUSE),
            ("2023-03-31 23:59:59", _NO_CAUSE),
            ("2023-04-01 00:00:00", "tas emot"),
        ],
        lambda came: _demand(spec, "2023-04-12 09:00:00", came),
    )
    spec.says("Med förlängd tid till den 21 april, och ingen redovisning:")
    spec.tries(
        "Återkravet beslutas",
        [
            ("2023-04-20 12:00:00", _NO_CAUSE),
            ("2023-04-21 23:59:59", _NO_CAUSE),
            ("2023-04-22 00:00:00", "tas emot"),
        ],
        lambda moment: _demand(spec, moment, None, "2023-04-21"),
    )


def _demand_what_is_left(spec: Spec, moment: str) -> tuple[Money, Fact]:
    money = spec.begins("region-09")
    money.take(money.cost("ambulans", 900_000))
    spec.came(money, "financial-report-regions", "2023-03-20 09:00:00", "")
    return money, money.fact(
        Reclaimed, moment, grant="ambulans", amount=34_968, day=swedish(moment).date(), reference="Beslut 2",
        reason="Inte återbetalat i tid",
    )  # fmt: skip


def test_the_repayment(spec: Spec) -> None:
    """31 mars: återbetalningen.

    Det som är kvar ska vara återbetalat senast den 31 mars 2023. En återbetalning tas emot också efter dagen. Det som
    då fortfarande är kvar kan återkrävas, även om redovisningen kom i tid.
    """
    spec.tries(
        "Återkravet beslutas",
        [
            ("2023-03-30 12:00:00", _NO_CAUSE),
            ("2023-03-31 23:59:59", _NO_CAUSE),
            ("2023-04-01 00:00:00", "tas emot"),
        ],
        partial(_demand_what_is_left, spec),
    )

    def repayment(moment: str) -> tuple[Money, Fact]:
        money = spec.begins("region-09")
        money.take(money.cost("ambulans", 900_000))
        return money, money.repayment("ambulans", 34_968, moment)

    spec.tries(
        "Återbetalningen kommer",
        [("2023-03-31 23:59:59", "tas emot"), ("2023-04-01 00:00:00", "tas emot")],
        repayment,
    )

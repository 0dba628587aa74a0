"""The money after it has been paid: passed on, accounted for, paid back, demanded back, and told."""

import datetime
from typing import Any

import msgspec
import pytest

from ledger_samples import Money, shared_out, swedish
from naravard.agreement.duties import Progress
from naravard.ledger import Book, DutyStanding, balance, entries, flow
from naravard.ledger.facts import (
    Certified,
    CostReversed,
    Fact,
    OnwardReturned,
    Paid,
    Reclaimed,
    ReportReopened,
    Sum,
    Undone,
)
from naravard.ledger.refusals import Refusal
from naravard.ledger.tally import TwoRecipientsError


def test_the_rss_passes_money_on_and_takes_it_back() -> None:
    money = Money("rss-09", {}).paid()
    assert money.refused(money.onward("kommun-0180", Sum("nara-vard-kommuner", 1))).id == "not-passed-on-to"
    too_much = money.onward("kommun-0980", Sum("nara-vard-kommuner", 4_656_629))
    assert money.refused(too_much).id == "above-what-is-left"
    money.take(money.onward("kommun-0980", Sum("nara-vard-kommuner", 4_000_000)))
    money.take(money.cost("nara-vard-kommuner", 3_500_000, holder="kommun-0980", day="2022-12-22"))
    money.take(money.cost("nara-vard-kommuner", 700_000, day="2022-12-22"))
    grant = money.balance().grant("nara-vard-kommuner")
    assert (grant.onward, grant.used, grant.left, grant.own) == (4_000_000, 4_156_628, 500_000, 43_372)
    assert grant.share("kommun-0980").left == 500_000
    assert money.refused(money.repayment("nara-vard-kommuner", 1)).id == "above-what-is-left"
    back = {"by": "kommun-0980", "day": datetime.date(2023, 2, 1), "reference": "Å 1"}
    more = money.fact(OnwardReturned, "2023-02-01 09:00", sum=Sum("nara-vard-kommuner", 500_001), **back)
    assert money.refused(more).id == "above-what-is-left"
    money.take(money.fact(OnwardReturned, "2023-02-01 09:00", sum=Sum("nara-vard-kommuner", 500_000), **back))
    # the RSS's own costs above its share now take of what came back
    assert money.balance().grant("nara-vard-kommuner").left == 456_628
    money.take(money.repayment("nara-vard-kommuner", 456_628))
    assert money.balance().grant("nara-vard-kommuner").left == 0


def test_an_earmark_is_passed_on_as_an_earmark() -> None:
    """The signed agreement has no earmark that is passed on; the balance knows what one would be."""
    money = Money("rss-09", {})
    whole = Sum("nara-vard-kommuner", 100, {"for-nagot": 30})
    paid = money.fact(
        Paid, "2022-12-15 09:00", requisition="r", version=1, day=datetime.date(2022, 12, 15), reference="KK",
        sums=(whole,),
    )  # fmt: skip
    share = balance([paid, money.cost("nara-vard-kommuner", 10)]).grant("nara-vard-kommuner").share()
    assert (share.general_left, share.earmarks_left, share.left) == (60, {"for-nagot": 30}, 90)
    assert share.can_give(Sum("nara-vard-kommuner", 90, {"for-nagot": 30}))
    assert not share.can_give(Sum("nara-vard-kommuner", 61))
    assert not share.can_give(Sum("nara-vard-kommuner", 31, {"for-nagot": 31}))
    onward = money.onward("kommun-0980", Sum("nara-vard-kommuner", 50, {"for-nagot": 30}))
    spent = money.cost("nara-vard-kommuner", 50, holder="kommun-0980")
    taker = balance([paid, onward, spent]).grant("nara-vard-kommuner").share("kommun-0980")
    assert (taker.received, taker.used, taker.left) == (50, 20, 30)


def test_a_region_passes_nothing_on() -> None:
    money = Money().paid()
    assert money.refused(money.onward("kommun-0980", Sum("ambulans", 1))).id == "not-passed-on-to"
    assert money.refused(money.cost("ambulans", 1, holder="kommun-0980")).id == "not-passed-on-to"


def test_costs_that_do_not_belong() -> None:
    money = Money().paid()
    assert money.refused(money.cost("ambulans", 0)).id == "amount-not-whole-kronor"
    assert money.refused(money.cost("ambulans", 1, earmark="fast-lakarkontakt")).id == "earmark-unknown"
    assert money.refused(money.cost("vfu", 1)).id == "grant-not-allotted"
    for day, refused in (("2021-12-31", True), ("2022-01-01", False), ("2022-12-31", False), ("2023-01-01", True)):
        cost = money.cost("ambulans", 1, day=day)
        if refused:
            assert money.refused(cost).id == "cost-outside-the-period"
        else:
            money.take(cost)
    cost = money.take(money.cost("ambulans", 500, day="2022-12-31"))
    part: dict[str, Any] = {"cost": cost, "day": datetime.date(2023, 1, 3)}
    money.take(money.fact(CostReversed, "2023-01-03 09:00", amount=400, **part))
    assert money.refused(money.fact(CostReversed, "2023-01-03 09:00", amount=101, **part)).id == "above-the-cost"
    assert money.refused(money.cost("ambulans", 1, day="2022-12-31")).id == "before-the-latest"


def test_the_report_holds_the_ledgers_figures_and_is_certified_once() -> None:
    money = Money().paid()
    money.take(money.cost("ambulans", 1_000_000))
    report = money.report()
    off = msgspec.structs.replace(report.lines[0], unused=0)
    wrong = msgspec.structs.replace(report, lines=(off, *report.lines[1:]))
    assert money.refused(wrong).id == "report-differs"
    money.take(report)
    assert money.refused(money.cost("ambulans", 1, day="2022-12-31")).id == "before-the-latest"
    late = msgspec.structs.replace(money.cost("ambulans", 1), at=swedish("2023-03-16 09:00"))
    assert money.refused(late).id == "report-stands"

    def certified(alternative: int, deviations: str = "", measures: str = "") -> Any:
        return money.fact(
            Certified, "2023-03-20 09:00", report=report.id, alternative=alternative, deviations=deviations,
            measures=measures,
        )  # fmt: skip

    assert money.refused(certified(1, "Något")).id == "correct-with-deviations"
    assert money.refused(certified(2, "Något")).id == "deviations-missing"
    money.take(certified(2, "En kostnad ligger på fel år", "Rättas"))
    assert money.refused(certified(1)).id == "certified-before"
    money.take(money.fact(ReportReopened, "2023-03-21 09:00", report=report.id, reason="Rättas"))
    money.take(msgspec.structs.replace(late, at=swedish("2023-03-21 10:00")))
    assert money.refused(certified(1)).id == "before-the-latest"


def test_what_is_left_goes_back_and_no_more() -> None:
    money = Money().paid()
    money.take(money.cost("ambulans", 900_000))
    assert money.refused(money.repayment("ambulans", 34_969)).id == "above-what-is-left"
    money.take(money.repayment("ambulans", 34_968))
    grant = money.balance().grant("ambulans")
    assert (grant.repaid, grant.left, grant.to_repay, grant.unused) == (34_968, 0, 0, 34_968)


@pytest.mark.parametrize(
    ("at", "handed_in", "refused"),
    [
        ("2023-03-30 12:00", None, "no-cause-to-reclaim"),
        ("2023-03-31 23:59:59", None, "no-cause-to-reclaim"),
        ("2023-04-01 00:00:00", None, None),
        ("2023-04-01 00:00:00", "2023-03-31 23:59:59", "no-cause-to-reclaim"),
        ("2023-04-01 00:00:00", "2023-04-01 00:00:00", None),
    ],
)
def test_the_support_is_demanded_back_when_the_report_did_not_come_in_time(
    at: str, handed_in: str | None, refused: str | None
) -> None:
    money = Money().paid()
    money.take(money.cost("ambulans", 934_968))
    came = Progress(submitted_at=swedish(handed_in)) if handed_in else Progress()
    money.standings = {**money.standings, "financial-report-regions": DutyStanding(progress=came)}
    demand = money.fact(
        Reclaimed, at, grant="ambulans", amount=934_968, day=swedish(at).date(), reference="S1", reason="Försenad"
    )
    if refused:
        assert money.refused(demand).id == refused
        return
    assert money.refused(msgspec.structs.replace(demand, amount=934_969)).id == "above-what-was-paid"
    money.take(demand)
    assert money.balance().grant("ambulans").to_repay == 934_968
    again = msgspec.structs.replace(demand, id="igen", amount=1)
    assert money.refused(again).id == "above-what-was-paid"
    assert money.refused(money.repayment("ambulans", 1, "2023-05-02 09:00")).id == "above-what-is-left"
    assert money.refused(money.repayment("e-halsa", 1, "2023-05-02 09:00", demand.id)).id == (
        "reclaim-of-another-grant"
    )
    money.take(money.repayment("ambulans", 934_968, "2023-05-02 09:00", demand.id))
    grant = money.balance().grant("ambulans")
    assert (grant.repaid, grant.used, grant.own, grant.reclaim_open, grant.left) == (934_968, 0, 934_968, 0, 0)


def test_placement_money_is_paid_without_a_requisition_when_it_has_been_fixed() -> None:
    money = Money(
        "kommun-0980", {"vfu-report": DutyStanding(progress=Progress(submitted_at=swedish("2022-11-30 12:00")))}
    )
    assert money.refused(money.requisition()).id == "no-requisition-for-recipient"
    fixed = money.allot("2022-12-05 09:00")
    assert fixed.sums == ()  # the keys are awaited
    shares = msgspec.structs.replace(fixed, id="v2", version=2, sums=(Sum("vfu", 40_000),))
    money.take(shares)
    paid = money.fact(
        Paid, "2022-12-20 09:00", requisition="", version=2, day=datetime.date(2022, 12, 20), reference="KK 2",
        sums=(Sum("vfu", 40_000),),
    )  # fmt: skip
    money.standings = {}
    assert money.refused(paid).id == "condition-not-met"
    money.standings = {"vfu-report": DutyStanding(progress=Progress(submitted_at=swedish("2022-11-30 12:00")))}
    assert money.refused(msgspec.structs.replace(paid, sums=(Sum("vfu", 1),))).id == "not-the-whole"
    money.take(paid)
    assert money.balance().total.paid == 40_000
    again = msgspec.structs.replace(paid, id="igen")
    assert money.refused(again).id == "paid-before"


def test_the_flow_and_the_entries_tell_the_same_sums() -> None:
    money = Money().paid()
    money.take(money.cost("ambulans", 900_000))
    money.take(money.repayment("ambulans", 34_968))
    lines = {line.step: line for line in flow(money.book, money.balance(), money.terms)}
    assert lines["paid"].total == 30_039_872
    assert lines["paid"].days == (datetime.date(2022, 12, 15),)
    assert lines["paid"].clause == lines["repaid"].clause == "10.1"
    assert lines["allotted"].clause == "8"
    assert lines["left"].total == lines["paid"].total - lines["used"].total - lines["repaid"].total
    told = entries(money.book.facts.values())
    assert sum(entry.total for entry in told if entry.kind == "paid") == lines["paid"].total
    assert all(entry.name.en and entry.clause for entry in told)


def test_facts_survive_being_written_and_read() -> None:
    money = Money().paid()
    paid = money.book.payments()[0]
    money.take(money.fact(Undone, "2022-12-16 09:00", fact=paid, reason="Fel"))
    facts = list(money.book.facts.values())
    read = msgspec.json.decode(msgspec.json.encode(facts), type=list[Fact])
    assert Book(read).tally == money.book.tally


def test_facts_of_two_recipients_are_not_added() -> None:
    both = [*Money().paid().book.facts.values(), *Money("rss-09").paid().book.facts.values()]
    with pytest.raises(TwoRecipientsError):
        balance(both)
    with pytest.raises(TwoRecipientsError):
        Money("rss-09").refused(Money().paid().payment())


def test_a_refusal_says_it_all_in_both_languages() -> None:
    money = Money()
    money.allot()
    refused: Refusal = money.refused(money.requisition("2022-12-02 00:00:00"))
    assert refused.in_language("sv").replace("\u00a0", " ") == (
        "Rätten till medlen har förfallit (avsnitt 10.1). Hittat: rekvisitionen kom efter 2022-12-01. Väntat: senast "
        "2022-12-01. Gör så här: bara Regeringskansliet (Socialdepartementet) kan förlänga tiden."
    )
    assert "(section" in refused.in_language("en")


def test_all_recipients_add_up_to_what_is_shared_out() -> None:
    codes = [f"region-{cell.recipient.code}" for cell in shared_out().grant("ambulans").cells]
    assert sum(Money(code).allot().sums[-1].amount for code in codes) == 85_000_000

"""The whole way of real sums: Region Gotland, the RSS of Gotland, SKR; and every refusal on the way."""

import datetime

import msgspec
import pytest

from ledger_samples import Money, swedish
from naravard.agreement.duties import Progress
from naravard.ledger import DutyStanding, balance, to_come
from naravard.ledger.debts import owing
from naravard.ledger.facts import (
    Reclaimed,
    RequisitionAccepted,
    RequisitionReturned,
    Sum,
    Undone,
)

GOTLAND = {
    "nara-vard-regioner": 14_140_838, "medarbetare-regioner": 11_460_968, "vidareutbildning-regioner": 2_335_398,
    "karriartjanster": 583_850, "e-halsa": 583_850, "ambulans": 934_968,
}  # fmt: skip


def test_what_the_annex_gives_is_allotted_and_paid() -> None:
    money = Money().paid()
    found = money.balance()
    assert {grant.grant: grant.paid for grant in found.grants} == GOTLAND
    assert found.total.allotted == found.total.requisitioned == found.total.paid == found.total.left == 30_039_872
    assert found.grant("vfu").allotted == 0  # awaits its keys


def test_used_left_and_own() -> None:
    money = Money().paid()
    money.take(money.cost("ambulans", 900_000))
    money.take(money.cost("e-halsa", 600_000))
    ambulance, health = money.balance().grant("ambulans"), money.balance().grant("e-halsa")
    assert (ambulance.used, ambulance.left, ambulance.own, ambulance.to_repay) == (900_000, 34_968, 0, 34_968)
    assert (health.used, health.left, health.own) == (583_850, 0, 16_150)


def test_costs_before_the_payment_await_it_until_the_right_is_gone() -> None:
    money = Money()
    money.allot()
    money.take(money.cost("ambulans", 1_000_000))
    waiting = money.balance().grant("ambulans")
    assert (waiting.used, waiting.awaiting, waiting.own) == (0, 934_968, 65_032)
    coming = to_come(money.book, money.terms, swedish("2022-12-02 00:00"), money.standings)
    gone = balance(money.book.facts.values(), coming=coming).grant("ambulans")
    assert (gone.awaiting, gone.own) == (0, 1_000_000)
    before = to_come(money.book, money.terms, swedish("2022-12-01 23:59"), money.standings)
    assert before["ambulans"].amount == 934_968


def test_an_earmark_covers_only_its_own_costs() -> None:
    money = Money().paid()
    earmark = money.balance().grant("nara-vard-regioner").earmarks[0]
    assert (earmark.earmark, earmark.allotted) == ("fast-lakarkontakt", earmark.paid)
    money.take(money.cost("nara-vard-regioner", 14_140_838))
    grant = money.balance().grant("nara-vard-regioner")
    assert grant.left == earmark.allotted
    assert grant.own == earmark.allotted
    money.take(money.cost("nara-vard-regioner", 100_000, earmark="fast-lakarkontakt"))
    assert money.balance().grant("nara-vard-regioner").left == earmark.allotted - 100_000
    assert money.balance().grant("nara-vard-regioner").earmarks[0].used == 100_000


@pytest.mark.parametrize(
    ("at", "refused"),
    [
        ("2022-11-30 23:59:59", None),
        ("2022-12-01 23:59:59", None),
        ("2022-12-02 00:00:00", "right-lapsed"),
    ],
)
@pytest.mark.parametrize("recipient", ["region-09", "skr"])
def test_the_last_day_of_the_requisition(recipient: str, at: str, refused: str | None) -> None:
    money = Money(recipient)
    money.allot()
    asked = money.requisition(at)
    if refused:
        assert money.refused(asked).id == refused
    else:
        money.take(asked)


def test_the_rss_has_no_last_day_and_no_condition() -> None:
    money = Money("rss-09", {})
    money.allot()
    asked = money.take(money.requisition("2022-12-27 09:00"))
    money.take(money.fact(RequisitionAccepted, "2022-12-28 09:00", requisition=asked.id))
    money.take(money.payment("2022-12-29 09:00"))
    assert money.balance().total.paid == 6_208_838


def test_a_later_day_that_was_given_counts() -> None:
    later = DutyStanding(extended_to=datetime.date(2022, 12, 9))
    money = Money(standings={"requisition-regions-skr": later})
    money.allot()
    assert money.refused(money.requisition("2022-12-10 00:00:00")).id == "right-lapsed"
    money.take(money.requisition("2022-12-09 23:59:59"))


def test_a_requisition_that_came_in_time_and_was_returned_can_be_made_again_after_the_day() -> None:
    money = Money()
    money.allot()
    first = money.take(money.requisition("2022-12-01 12:00"))
    assert money.refused(money.requisition("2022-12-01 13:00")).id == "requisitioned-before"
    back = money.fact(RequisitionReturned, "2022-12-06 09:00", requisition=first, reason=" ")
    assert money.refused(back).id == "reason-missing"
    money.take(msgspec.structs.replace(back, reason="Fel bankgiro"))
    assert money.balance().total.requisitioned == 0
    money.take(money.requisition("2022-12-08 09:00"))


@pytest.mark.parametrize(
    ("came", "refused"),
    [
        ("2022-09-29 23:59:59", None),
        ("2022-09-30 23:59:59", None),
        ("2022-10-01 00:00:00", "condition-not-met"),
        (None, "condition-not-met"),
    ],
)
def test_the_interim_report_is_a_condition_of_the_regions_payment(came: str | None, refused: str | None) -> None:
    progress = Progress(submitted_at=swedish(came)) if came else Progress()
    money = Money(standings={"interim-report-regions": DutyStanding(progress=progress)})
    money.allot()
    asked = money.take(money.requisition())
    money.take(money.fact(RequisitionAccepted, "2022-11-01 09:00", requisition=asked.id))
    if refused:
        assert money.refused(money.payment()).id == refused
    else:
        money.take(money.payment())


def test_the_requisition_asks_for_at_most_what_is_allotted() -> None:
    money = Money()
    assert money.refused(money.requisition()).id == "not-allotted"
    money.allot()
    assert money.refused(money.requisition(ambulans=934_969)).id == "above-allotted"
    assert money.refused(money.requisition(ambulans=-1)).id == "amount-not-whole-kronor"
    bare = money.requisition(**{"nara-vard-regioner": 14_140_838})  # the earmark is left out
    assert money.refused(bare).id == "earmark-not-kept"
    assert money.refused(money.requisition(**dict.fromkeys(GOTLAND, 0))).id == "nothing-requisitioned"
    asked = money.requisition()
    awaiting = msgspec.structs.replace(asked, sums=(*asked.sums, Sum("vfu", 1)))
    assert money.refused(awaiting).id == "grant-not-allotted"
    other = msgspec.structs.replace(asked, sums=(Sum("nara-vard-kommuner", 1),))
    assert money.refused(other).id == "grant-not-the-recipients"
    twice = msgspec.structs.replace(asked, sums=(Sum("ambulans", 1), Sum("ambulans", 1)))
    assert money.refused(twice).id == "grant-twice"
    assert money.refused(msgspec.structs.replace(asked, version=2)).id == "version-not-current"
    money.take(money.requisition(ambulans=900_000))


def test_only_an_accepted_requisition_is_paid_whole_and_once() -> None:
    money = Money()
    money.allot()
    asked = money.take(money.requisition())
    assert money.refused(money.payment()).id == "not-accepted"
    accepted = money.fact(RequisitionAccepted, "2022-11-01 09:00", requisition=asked.id)
    assert money.refused(msgspec.structs.replace(accepted, requisition="annan")).id == "requisition-not-standing"
    money.take(accepted)
    assert money.refused(money.fact(RequisitionAccepted, "2022-11-02 09:00", requisition=asked.id)).id == (
        "accepted-before"
    )
    whole = money.payment()
    assert money.refused(msgspec.structs.replace(whole, sums=whole.sums[:-1])).id == "not-the-whole"
    assert money.refused(msgspec.structs.replace(whole, reference="")).id == "reference-missing"
    assert money.refused(msgspec.structs.replace(whole, day=datetime.date(2022, 12, 16))).id == "day-not-come"
    assert money.refused(msgspec.structs.replace(whole, requisition="")).id == "not-requisitioned"
    money.take(whole)
    assert money.refused(whole).id == "recorded-before"
    assert money.refused(money.payment()).id == "paid-before"
    back = money.fact(RequisitionReturned, "2022-12-16 09:00", requisition=asked, reason="Fel")
    assert money.refused(back).id == "paid-before"


def test_a_payment_by_mistake_is_taken_back_by_a_new_fact() -> None:
    money = Money().paid()
    paid = money.book.payments()[0]
    money.take(money.fact(Undone, "2022-12-16 09:00", fact=paid, reason="Banken skickade tillbaka"))
    assert money.balance().total.paid == 0
    assert money.refused(money.fact(Undone, "2022-12-16 09:00", fact=paid, reason="Igen")).id == "not-as-recorded"
    money.take(money.payment("2022-12-17 09:00"))
    assert money.balance().total.paid == 30_039_872


def test_a_correction_of_the_allocation_is_a_new_version() -> None:
    money = Money()
    first = money.allot()
    assert money.refused(msgspec.structs.replace(first, id="igen")).id == "version-not-next"
    less = msgspec.structs.replace(first, id="v2", version=2, sums=first.sums[:-1])
    money.take(less)
    assert money.balance().total.allotted == 30_039_872 - 934_968
    money.take(msgspec.structs.replace(first, id="v3", version=3))
    money.take(money.requisition())
    late = msgspec.structs.replace(less, id="v4", version=4, at=swedish("2022-11-01 09:00"))
    assert money.refused(late).id == "below-what-is-asked-for"


def test_what_is_paid_above_a_version_that_gives_less_is_to_be_repaid() -> None:
    money = Money().paid()
    first = money.book.tally.allotted
    assert first is not None
    last = first.sums[-1]
    lower = msgspec.structs.replace(last, amount=last.amount - 34_968)
    money.take(money.cost(last.grant, last.amount))
    assert money.balance().grant(last.grant).to_repay == 0
    money.take(
        msgspec.structs.replace(
            first, id="v2", version=2, sums=(*first.sums[:-1], lower), at=swedish("2023-02-01 09:00")
        )
    )
    grant = money.balance().grant(last.grant)
    assert (grant.left, grant.paid_above, grant.to_repay) == (0, 34_968, 34_968)
    (owed,) = [one for one in owing(money.book, money.balance()) if one.grant == last.grant]
    assert owed.to_repay == owed.can_be_repaid == 34_968
    too_much = money.repayment(last.grant, 34_969, at="2023-02-02 09:00")
    assert money.refused(too_much).id == "above-what-is-left"
    demand = {"grant": last.grant, "day": datetime.date(2023, 2, 2), "reference": "S", "reason": "Sänkt"}
    above = money.fact(Reclaimed, "2023-02-02 09:00", amount=34_969, **demand)
    assert money.refused(above).id == "no-cause-to-reclaim"
    money.take(money.fact(Reclaimed, "2023-02-02 09:00", amount=30_000, **demand))
    again = money.fact(Reclaimed, "2023-02-02 10:00", amount=4_969, **demand)
    assert money.refused(again).id == "no-cause-to-reclaim"
    money.take(money.repayment(last.grant, 4_968, at="2023-02-03 09:00"))
    assert money.balance().grant(last.grant).to_repay == 30_000
    (reclaim,) = (fact.id for fact in money.book.facts.values() if isinstance(fact, Reclaimed))
    money.take(money.repayment(last.grant, 30_000, at="2023-02-04 09:00", reclaim=reclaim))
    grant = money.balance().grant(last.grant)
    assert (grant.paid_above, grant.to_repay, grant.own) == (0, 0, 34_968)


def test_a_payment_that_is_taken_back_is_not_made_again_above_what_is_allotted_since() -> None:
    money = Money().paid()
    first, paid = money.book.tally.allotted, money.book.payments()[0]
    assert first is not None
    lower = msgspec.structs.replace(first.sums[-1], amount=first.sums[-1].amount - 1)
    sums = (*first.sums[:-1], lower)
    money.take(msgspec.structs.replace(first, id="v2", version=2, sums=sums, at=swedish("2022-12-16 09:00")))
    money.take(money.fact(Undone, "2022-12-17 09:00", fact=paid, reason="Banken skickade tillbaka"))
    assert money.refused(money.payment("2022-12-18 09:00")).id == "above-allotted"

"""Money back: recorded by grant, split exactly, taken back, demanded; and the duty that follows the money."""

import datetime

import pytest

from money_steps import locked, swedish
from naravard.agreement.duties import Status
from naravard.ledger.facts import OnwardReturned, PaidOnward, Sum
from naravard.web.access.actor import THE_SERVICE, NotAllowedError
from naravard.web.history.models import Event
from naravard.web.ledger.errors import MoneyChangedError, MoneyRefusedError
from naravard.web.ledger.models import Account, RecordedFact
from naravard.web.organisations.models import Organisation
from naravard.web.repayments import acts
from naravard.web.repayments.overview import RepaymentStage
from naravard.web.repayments.references import reference_of
from people_samples import acting, member
from repayment_steps import paid, reclaimed, repayment, report_is_in, used_all_but
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
GOTLAND = "region-09"
DAY = datetime.date(2023, 3, 30)


def owner(code: str = GOTLAND) -> Organisation:
    """Return the recipient."""
    found: Organisation = Organisation.objects.get(pk=code)
    return found


def owes(code: str = GOTLAND, **left: int) -> None:
    """Bring a recipient to its report, with something left."""
    paid(code)
    used_all_but(code, left)
    report_is_in(code)


def record(amounts: dict[str, int], at: str = "2023-03-30 12:00", *, code: str = GOTLAND, **changed: object) -> str:
    """Record a repayment as Kammarkollegiet's handler does."""
    given: dict[str, object] = {
        "day": swedish(at).date(),
        "reference": "ur bankens fil",
        "transferred": sum(amounts.values()),
        "amounts": amounts,
    }
    made: str = acts.record_repayment(
        actor=acting(member("kammarkollegiet", "payment-handler")),
        recipient=owner(code),
        agreement_id=WHOLE,
        at=swedish(at),
        **(given | changed),
    )
    return made


def demand(amount: int, at: str = "2023-04-20 10:00", grant: str = "ambulans") -> str:
    """Decide on a reclaim as the ministry does."""
    return reclaimed(
        recipient=owner(),
        agreement_id=WHOLE,
        grant=grant,
        amount=amount,
        day=swedish(at).date(),
        reference="S2023/00123",
        reason="Medlen kom inte tillbaka i tid.",
        at=swedish(at),
    )


def last_event() -> Event:
    """Return the newest event."""
    found = Event.objects.order_by("-sequence").first()
    assert found is not None
    return found


def test_one_transfer_is_split_over_grants_and_the_duty_is_done_with_the_last_krona() -> None:
    owes(ambulans=34_968, karriartjanster=1)
    record({"ambulans": 34_000})
    assert repayment().to_repay == 969
    assert repayment().state.status is Status.OPEN
    before = Event.objects.count()
    record({"ambulans": 968, "karriartjanster": 1})
    found = repayment(at="2023-03-30 12:00")
    assert found.stage is RepaymentStage.SETTLED
    assert found.to_repay == 0
    assert found.state.status is Status.DONE
    assert not found.was_late
    assert [one.amount for one in found.transfers] == [969, 34_000]
    assert Event.objects.count() == before + 1
    assert last_event().told.after["duty"] == "done"


def test_nothing_left_when_the_report_is_in_is_settled_and_owes_nothing() -> None:
    owes()
    assert repayment().stage is RepaymentStage.SETTLED
    assert repayment().to_repay == 0


def test_parts_that_do_not_make_the_transfer_are_refused_with_the_difference() -> None:
    owes(ambulans=34_968)
    facts = RecordedFact.objects.count()
    for transferred, told in ((34_969, "Fördela 1\u00a0kr till."), (34_967, "Minska delarna med 1\u00a0kr.")):
        with pytest.raises(MoneyRefusedError) as refused:
            record({"ambulans": 34_968}, transferred=transferred)
        assert refused.value.code == "split-differs"
        assert told in refused.value.says.sv
    assert RecordedFact.objects.count() == facts


def test_more_than_is_left_is_refused_whole_and_nothing_of_the_transfer_is_kept() -> None:
    owes(ambulans=100, karriartjanster=5)
    facts = RecordedFact.objects.count()
    with pytest.raises(MoneyRefusedError) as refused:
        record({"karriartjanster": 5, "ambulans": 101})
    assert refused.value.code == "above-what-is-left"
    assert RecordedFact.objects.count() == facts


def test_a_day_that_has_not_come_and_a_missing_reference_are_refused() -> None:
    owes(ambulans=100)
    with pytest.raises(MoneyRefusedError) as early:
        record({"ambulans": 100}, day=datetime.date(2023, 3, 31))
    assert early.value.code == "day-not-come"
    with pytest.raises(MoneyRefusedError) as nameless:
        record({"ambulans": 100}, reference="  ")
    assert nameless.value.code == "reference-missing"


def test_another_recipients_reference_is_told_from_a_slip_of_the_hand() -> None:
    owes(ambulans=100)
    paid("rss-09")
    mine = reference_of(Account.objects.get(organisation=GOTLAND, agreement_id=WHOLE))
    theirs = reference_of(Account.objects.get(organisation="rss-09", agreement_id=WHOLE))
    with pytest.raises(MoneyRefusedError) as other:
        record({"ambulans": 100}, reference=theirs)
    assert other.value.code == "reference-of-another"
    assert owner("rss-09").name in other.value.says.sv
    slip = mine[:-1] + str((int(mine[-1]) + 1) % 10)
    with pytest.raises(MoneyRefusedError) as wrong:
        record({"ambulans": 100}, reference=slip)
    assert "den sista siffran" in wrong.value.says.sv
    record({"ambulans": 100}, reference=f"{mine[:3]} {mine[3:]}")


@pytest.mark.parametrize(("day", "is_late"), [("2023-03-30", False), ("2023-03-31", False), ("2023-04-01", True)])
def test_the_day_the_money_came_decides_not_the_day_it_was_recorded(day: str, *, is_late: bool) -> None:
    owes(ambulans=100)
    record({"ambulans": 100}, at="2023-04-03 09:00", day=datetime.date.fromisoformat(day))
    found = repayment(at="2023-04-03 09:00")
    assert found.stage is RepaymentStage.SETTLED
    assert found.was_late is is_late
    assert found.state.was_late is is_late


@pytest.mark.parametrize(
    ("moment", "stage"),
    [
        ("2023-03-30 12:00", RepaymentStage.OWES),
        ("2023-03-31 23:59:59", RepaymentStage.OWES),
        ("2023-04-01 00:00:00", RepaymentStage.LATE),
    ],
)
def test_what_is_owed_is_late_from_midnight_in_swedish_summer_time(moment: str, stage: RepaymentStage) -> None:
    owes(ambulans=100)
    assert repayment(at=moment).stage is stage


def test_the_last_day_ends_at_ten_in_the_evening_utc_since_summer_time_has_begun() -> None:
    owes(ambulans=100)
    end = repayment().state.ends_at
    assert end.astimezone(datetime.UTC).isoformat() == "2023-03-31T22:00:00+00:00"


def test_what_was_recorded_by_mistake_is_taken_back_whole_and_the_duty_is_open_again() -> None:
    owes(ambulans=100, karriartjanster=5)
    transfer = record({"ambulans": 100, "karriartjanster": 5})
    acts.undo_repayment(
        actor=acting(member("kammarkollegiet", "payment-handler")),
        recipient=owner(),
        agreement_id=WHOLE,
        transfer=transfer,
        reason="Det var Region Dalarnas.",
        at=swedish("2023-03-30 15:00"),
    )
    found = repayment(at="2023-03-30 15:00")
    assert found.to_repay == 105
    assert found.state.status is Status.BEGUN
    assert [one.is_undone for one in found.transfers] == [True]
    assert last_event().told.after["duty"] == "reopened"
    with pytest.raises(MoneyRefusedError):
        acts.undo_repayment(
            actor=THE_SERVICE, recipient=owner(), agreement_id=WHOLE, transfer=transfer, reason="Igen",
            at=swedish("2023-03-30 16:00"),
        )  # fmt: skip


def test_a_demand_needs_its_cause() -> None:
    owes()
    with pytest.raises(MoneyRefusedError) as refused:
        demand(5)
    assert refused.value.code == "no-cause-to-reclaim"


def test_a_demand_is_followed_until_it_is_paid_and_covers_what_is_left() -> None:
    owes(ambulans=100)
    demand(300)
    found = repayment(at="2023-04-20 10:00")
    assert found.to_repay == 300
    record({"ambulans": 250}, at="2023-05-02 09:00")
    found = repayment(at="2023-05-02 09:00")
    assert (found.to_repay, found.reclaims[0].left, found.total("left")) == (50, 50, 0)
    record({"ambulans": 50}, at="2023-05-03 09:00")
    found = repayment(at="2023-05-03 09:00")
    assert (found.stage, found.reclaims[0].left, found.total("own")) == (RepaymentStage.SETTLED, 0, 200)


def test_more_than_was_paid_cannot_be_demanded_and_what_has_been_paid_on_stands() -> None:
    owes(ambulans=100)
    with pytest.raises(MoneyRefusedError) as above:
        demand(934_969)
    assert above.value.code == "above-what-was-paid"
    reclaim = demand(300)
    record({"ambulans": 10}, at="2023-05-02 09:00")
    undo = {"actor": THE_SERVICE, "recipient": owner(), "agreement_id": WHOLE, "reclaim": reclaim}
    with pytest.raises(MoneyRefusedError) as answered:
        acts.undo_reclaim(**undo, reason="Fel", at=swedish("2023-05-03 09:00"))
    assert answered.value.code == "later-facts-rest-on-it"


def test_a_demand_is_taken_back_with_a_reason() -> None:
    owes(ambulans=100)
    reclaim = demand(300)
    undo = {"actor": THE_SERVICE, "recipient": owner(), "agreement_id": WHOLE, "reclaim": reclaim}
    with pytest.raises(MoneyRefusedError) as silent:
        acts.undo_reclaim(**undo, reason=" ", at=swedish("2023-05-03 09:00"))
    assert silent.value.code == "reason-missing"
    acts.undo_reclaim(**undo, reason="Fel belopp", at=swedish("2023-05-03 09:00"))
    assert repayment(at="2023-05-03 09:00").to_repay == 100


def test_of_two_at_once_the_second_is_told() -> None:
    owes(ambulans=100)
    seen = Account.objects.get(organisation=GOTLAND, agreement_id=WHOLE).version
    record({"ambulans": 40}, seen_version=seen)
    with pytest.raises(MoneyChangedError):
        record({"ambulans": 40}, seen_version=seen)
    assert repayment().to_repay == 60


def test_what_is_left_with_a_municipality_is_handed_back_to_the_rss_before_the_rss_can_repay_it() -> None:
    paid("rss-09")
    money = locked("rss-09", swedish("2022-11-01 09:00"))
    part = Sum("nara-vard-kommuner", 1_000_000)
    given = {"by": THE_SERVICE, "sum": part, "day": datetime.date(2022, 11, 1), "reference": "V 1"}
    money.add(PaidOnward, to="kommun-0980", **given)
    used_all_but("rss-09", {})
    found = repayment("rss-09")
    (owed,) = [one.sums for one in found.grants if one.sums.to_repay]
    assert (owed.to_repay, owed.with_others, owed.can_be_repaid) == (1_000_000, 1_000_000, 0)
    assert found.holders == (("kommun-0980", 1_000_000),)
    back = locked("rss-09", swedish("2023-02-01 09:00"))
    back.take(
        OnwardReturned(
            id="b", recipient="rss-09", at=swedish("2023-02-01 09:00"), clause="10.1", by="kommun-0980", sum=part,
            day=datetime.date(2023, 2, 1), reference="T 1",
        ),
        by=THE_SERVICE,
    )  # fmt: skip
    report_is_in("rss-09")
    record({"nara-vard-kommuner": 1_000_000}, code="rss-09")
    assert repayment("rss-09").stage is RepaymentStage.SETTLED


def test_one_that_the_money_does_not_go_back_to_may_not_record() -> None:
    owes(ambulans=100)
    with pytest.raises(NotAllowedError):
        acts.record_repayment(
            actor=acting(member("regeringskansliet", "ministry-official")),
            recipient=owner(),
            agreement_id=WHOLE,
            day=DAY,
            reference="x",
            transferred=1,
            amounts={"ambulans": 1},
            at=swedish("2023-03-30 12:00"),
        )

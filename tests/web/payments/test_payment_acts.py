"""Requisitions accepted and returned, payments recorded and taken back: what the rules let happen, and what not."""

import datetime

import pytest

from money_steps import money, swedish
from naravard.ledger.facts import Sum
from naravard.web.access.actor import THE_SERVICE, Actor, NotAllowedError
from naravard.web.history.models import Event
from naravard.web.ledger.errors import LedgerRefusedError, MoneyChangedError, MoneyRefusedError
from naravard.web.payments import acts
from naravard.web.payments.inbox import received_from, received_of
from naravard.web.payments.states import State
from naravard.web.tasks.models import DutyRecord
from payments_steps import (
    ACCEPTED,
    BLEKINGE,
    GOTLAND,
    ON,
    PAYS,
    RSS,
    VFU,
    VISBY,
    accepted,
    allotted,
    batched,
    details,
    handler,
    organisation,
    placed,
    reported,
    requisitioned,
)
from people_samples import acting, member
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
AFTER = swedish("2022-10-10 09:00")


def about(code: str = GOTLAND) -> dict[str, object]:
    return {"organisation": organisation(code), "agreement_id": WHOLE}


def pay(
    claim: str, code: str = GOTLAND, at: datetime.datetime = PAYS, by: Actor | None = None, **changed: object
) -> object:
    given = {"claim": claim, "day": at.date(), "reference": "BG 1", "at": at} | changed
    return acts.record_payment(actor=by or handler(), **about(code), **given)


def state(code: str = GOTLAND, at: datetime.datetime = AFTER) -> State:
    found = received_from(money(code).shown, organisation(code), at)
    assert found is not None
    return found.state


def test_a_requisition_goes_from_not_come_to_paid() -> None:
    assert state() is State.NOT_COME
    details(GOTLAND)
    allotted(GOTLAND)
    reported(GOTLAND)
    fact = requisitioned(GOTLAND)
    assert state() is State.WAITS
    acts.accept_requisition(actor=handler(), **about(), requisition=fact.id, at=ACCEPTED)
    assert state() is State.ACCEPTED
    pay(f"r:{fact.id}")
    assert state() is State.PAID
    assert money(GOTLAND, at=AFTER).balance.total.paid == 30_039_872


def test_accepting_is_done_with_the_duty_and_leaves_one_event_in_the_recipients_history() -> None:
    accepted(GOTLAND)
    assert DutyRecord.objects.get(organisation=GOTLAND, duty_id="requisition-regions-skr").done_at == ACCEPTED
    event = Event.objects.latest("sequence")
    assert (event.kind, event.organisation_code, event.by_code) == (
        "requisition-accepted",
        GOTLAND,
        "kammarkollegiet",
    )


def test_what_is_not_met_has_to_be_answered_for() -> None:
    allotted(GOTLAND)
    fact = requisitioned(GOTLAND)
    with pytest.raises(MoneyRefusedError) as refused:
        acts.accept_requisition(actor=handler(), **about(), requisition=fact.id, at=ACCEPTED)
    assert (refused.value.code, refused.value.field) == ("checks-not-met", "reason")
    assert "Organisationsnumret; Bankgiro eller plusgiro" in refused.value.says.sv
    acts.accept_requisition(
        actor=handler(), **about(), requisition=fact.id, at=ACCEPTED, reason="Kontoutdrag i ärendet"
    )
    event = Event.objects.latest("sequence").told
    assert event.reason == "Kontoutdrag i ärendet"
    assert event.after is not None
    assert event.after["not_met"] == ["number", "account"]


def test_returning_opens_the_duty_with_the_reason_and_the_right_stands_after_the_last_day() -> None:
    details(GOTLAND)
    allotted(GOTLAND)
    fact = requisitioned(GOTLAND, swedish("2022-12-01 23:59"))
    acts.return_requisition(
        actor=handler(), **about(), requisition=fact.id, reason="Diarienumret saknas.", at=swedish("2022-12-05 09:00")
    )
    record = DutyRecord.objects.get(organisation=GOTLAND, duty_id="requisition-regions-skr")
    assert record.reopened_because == "Diarienumret saknas."
    assert state(at=swedish("2022-12-20 09:00")) is State.RETURNED
    coming = money(GOTLAND, at=swedish("2022-12-20 09:00")).coming
    assert all(coming[one.grant] == one for one in fact.sums)


def test_what_has_been_paid_is_not_returned_and_no_reason_no_return() -> None:
    claim = accepted(GOTLAND)
    with pytest.raises(MoneyRefusedError) as no_reason:
        acts.return_requisition(actor=handler(), **about(), requisition=claim[2:], reason=" ", at=PAYS)
    assert no_reason.value.code == "no-reason"
    pay(claim)
    with pytest.raises(LedgerRefusedError) as paid:
        acts.return_requisition(actor=handler(), **about(), requisition=claim[2:], reason="Fel", at=AFTER)
    assert paid.value.code == "paid-before"


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2022-12-01 00:00", State.NOT_COME),
        ("2022-12-01 23:59:59", State.NOT_COME),
        ("2022-12-02 00:00", State.LAPSED),
    ],
)
def test_the_right_stands_as_lapsed_from_the_midnight_after_the_last_day(at: str, expected: State) -> None:
    allotted(GOTLAND)
    allotted(RSS)
    assert state(at=swedish(at)) is expected
    assert state(RSS, swedish(at)) is State.NOT_COME


@pytest.mark.parametrize(("came", "is_paid"), [("2022-09-30 23:59:59", True), ("2022-10-01 00:00", False)])
def test_nothing_is_paid_when_the_interim_report_came_after_the_last_day(came: str, is_paid: bool) -> None:  # noqa: FBT001
    details(GOTLAND)
    allotted(GOTLAND)
    fact = requisitioned(GOTLAND)
    reported(GOTLAND, at=swedish(came))
    acts.accept_requisition(actor=handler(), **about(), requisition=fact.id, at=swedish("2022-10-03 09:00"))
    if is_paid:
        pay(f"r:{fact.id}", at=AFTER)
        return
    with pytest.raises(LedgerRefusedError) as refused:
        pay(f"r:{fact.id}", at=AFTER)
    assert refused.value.code == "condition-not-met"
    assert money(GOTLAND, at=AFTER).balance.total.paid == 0


def test_an_rss_is_paid_without_a_condition_since_the_data_gives_it_none() -> None:
    claim = accepted(RSS)
    pay(claim, RSS)
    assert money(RSS, at=AFTER).balance.total.paid == 6_208_838


def test_nothing_is_paid_twice() -> None:
    claim = accepted(GOTLAND)
    pay(claim)
    with pytest.raises(MoneyRefusedError) as again:
        pay(claim, at=AFTER)
    assert again.value.code == "nothing-to-pay"
    assert money(GOTLAND, at=AFTER).balance.total.paid == 30_039_872


def test_placement_money_is_paid_without_a_requisition_and_once() -> None:
    claim = placed(VISBY, 250_000)
    at = swedish("2022-12-15 09:00")
    pay(claim, VISBY, at, by=THE_SERVICE)
    assert money(VISBY, at=at).balance.grant(VFU).paid == 250_000
    with pytest.raises(MoneyRefusedError):
        pay(claim, VISBY, at, by=THE_SERVICE)


def test_placement_money_is_not_paid_to_one_whose_weeks_came_late() -> None:
    details(VISBY)
    allotted(VISBY, Sum(VFU, 250_000), at=swedish("2022-12-08 09:00"))
    reported(VISBY, "key-report", swedish("2022-12-01 00:00"))
    with pytest.raises(LedgerRefusedError) as refused:
        pay(f"g:{VFU}", VISBY, swedish("2022-12-15 09:00"), by=THE_SERVICE)
    assert refused.value.code == "condition-not-met"


def test_a_payment_taken_back_with_a_reason_can_be_made_again() -> None:
    claim = accepted(GOTLAND)
    fact = pay(claim)
    with pytest.raises(MoneyRefusedError) as no_reason:
        acts.undo_payment(actor=handler(), **about(), payment=fact.id, reason="", at=AFTER)
    assert no_reason.value.code == "no-reason"
    acts.undo_payment(actor=handler(), **about(), payment=fact.id, reason="Fel mottagare", at=AFTER)
    assert money(GOTLAND, at=AFTER).balance.total.paid == 0
    assert state() is State.ACCEPTED
    pay(claim, at=AFTER)
    assert money(GOTLAND, at=AFTER).balance.total.paid == 30_039_872
    kinds = list(Event.objects.order_by("-sequence").values_list("kind", flat=True)[:3])
    assert kinds == ["payment-recorded", "payment-undone", "payment-recorded"]


def test_the_day_and_the_reference_of_a_payment_have_to_be_right() -> None:
    claim = accepted(GOTLAND)
    for changed, code, field in (
        ({"day": datetime.date(2022, 9, 4)}, "paid-before-it-came", "day"),
        ({"day": PAYS.date() + datetime.timedelta(days=1)}, "day-not-come", "day"),
        ({"reference": " "}, "reference-missing", "reference"),
    ):
        with pytest.raises(MoneyRefusedError) as refused:
            pay(claim, **changed)
        assert (refused.value.code, refused.value.field) == (code, field)


def test_of_two_who_act_on_what_they_saw_the_second_is_told() -> None:
    details(GOTLAND)
    allotted(GOTLAND)
    fact = requisitioned(GOTLAND)
    seen = money(GOTLAND).account.version
    acts.accept_requisition(actor=handler(), **about(), requisition=fact.id, at=ACCEPTED, seen_version=seen)
    with pytest.raises(MoneyChangedError):
        acts.return_requisition(
            actor=handler("Bo Al"), **about(), requisition=fact.id, reason="Fel", at=ACCEPTED, seen_version=seen
        )


def test_what_is_in_an_open_batch_is_neither_returned_nor_paid_beside_it() -> None:
    claim = accepted(GOTLAND)
    batched((GOTLAND, claim))
    with pytest.raises(MoneyRefusedError) as returned:
        acts.return_requisition(actor=handler(), **about(), requisition=claim[2:], reason="Fel", at=AFTER)
    with pytest.raises(MoneyRefusedError) as paid:
        pay(claim, at=AFTER)
    assert returned.value.code == paid.value.code == "in-open-batch"


def test_only_the_one_who_pays_under_the_agreement_does() -> None:
    claim = accepted(GOTLAND)
    ministry = acting(member("regeringskansliet", "ministry-official"))
    with pytest.raises(NotAllowedError):
        acts.return_requisition(actor=ministry, **about(), requisition=claim[2:], reason="Fel", at=AFTER)
    with pytest.raises(NotAllowedError):
        acts.record_payment(actor=ministry, **about(), claim=claim, day=ON, reference="x", at=AFTER)


def test_the_list_has_every_recipient_that_requisitions_and_their_sums_are_those_of_the_facts() -> None:
    claim = accepted(GOTLAND)
    allotted(BLEKINGE)
    pay(claim)
    found = received_of(money(GOTLAND).shown, AFTER)
    assert len(found) == 21 + 21 + 1
    assert sum(one.paid for one in found) == 30_039_872
    assert {one.organisation.code: one.state for one in found}[BLEKINGE] is State.NOT_COME

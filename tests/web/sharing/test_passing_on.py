"""Payments onward within what is decided: at most what is left, back again, taken back, and seen by both."""

import datetime

import pytest

from money_steps import swedish
from naravard.ledger.facts import OnwardReturned, PaidOnward, Used
from naravard.web.access.actor import THE_SERVICE, NotAllowedError
from naravard.web.agreements.current import shown_or_404
from naravard.web.history.models import Event
from naravard.web.ledger.account_lock import locked_money
from naravard.web.ledger.errors import LedgerRefusedError, MoneyChangedError
from naravard.web.sharing.acts.consent import decide_sharing, send_sharing
from naravard.web.sharing.acts.draft import set_shares
from naravard.web.sharing.acts.onward_payments import hand_in_onward, record_return, undo_onward
from naravard.web.sharing.acts.onward_preparation import prepare_onward
from naravard.web.sharing.errors import SharingChangedError, SharingRefusedError
from naravard.web.tasks.errors import DutyRefusedError
from naravard.web.tasks.models import DutyRecord
from sharing_steps import (
    AFTER,
    GRANT,
    RSS,
    amounts,
    answered,
    decided,
    drafted,
    given,
    money_version,
    official,
    organisation,
    paid,
    passed_on,
    refusal,
    sent,
    stands,
)
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
SUM = 26_341_515
"""What annex 3 gives the RSS of Kalmar of the grant."""


def test_what_is_decided_bounds_what_is_passed_on() -> None:
    paid()
    proposal = decided(kept=1_000_000)
    share = amounts(proposal)["kommun-0821"]
    with pytest.raises(SharingRefusedError) as error:
        passed_on({"kommun-0834": 1, "kommun-0821": share + 1})
    assert (refusal(error), error.value.field) == ("above-decided", "belopp-0821")
    assert stands().grants[0].holdings[0].out == 0
    passed_on({"kommun-0821": share - 1})
    passed_on({"kommun-0821": 1})
    with pytest.raises(SharingRefusedError):
        passed_on({"kommun-0821": 1})
    with pytest.raises(SharingRefusedError):
        passed_on({"kommun-0980": 1})
    with pytest.raises(SharingRefusedError):
        passed_on({})


def test_nothing_is_passed_on_before_it_is_decided_or_paid() -> None:
    sent()
    with pytest.raises(SharingRefusedError) as error:
        passed_on({"kommun-0821": 1})
    assert refusal(error) == "not-decided"
    decide_sharing(**given(account="x", at=AFTER))
    with pytest.raises(LedgerRefusedError) as ledger:
        passed_on({"kommun-0821": 1})
    assert refusal(ledger) == "above-what-is-left"


def test_money_comes_back_at_most_what_the_municipality_has_left() -> None:
    paid()
    decided()
    passed_on({"kommun-0821": 1000})
    money = locked_money(organisation(), WHOLE, at=AFTER, seen_version=None)
    money.add(
        Used, by=THE_SERVICE, grant=GRANT, amount=600, day=AFTER.date(), activity="kommun-0821-1", holder="kommun-0821"
    )
    back = given(municipality="kommun-0821", day=AFTER.date(), reference="B 8", at=AFTER)
    with pytest.raises(LedgerRefusedError) as error:
        record_return(**back, amount=401)
    assert refusal(error) == "above-what-is-left"
    record_return(**back, amount=400)
    holding = next(one for one in stands().grants[0].holdings if one.code == "kommun-0821")
    assert (holding.out, holding.back, holding.received.amount, holding.used, holding.left) == (1000, 400, 600, 600, 0)


def test_a_payment_by_mistake_is_taken_back_with_a_reason() -> None:
    paid()
    decided()
    (fact,) = passed_on({"kommun-0821": 1000})
    undo = {key: value for key, value in given(at=AFTER, fact_id=fact.id).items() if key != "grant_id"}
    with pytest.raises(LedgerRefusedError) as error:
        undo_onward(**undo, reason=" ")
    assert refusal(error) == "reason-missing"
    undo_onward(**undo, reason="Fel kommun.")
    assert stands().grants[0].holdings[0].out == 0
    with pytest.raises(SharingRefusedError) as again:
        undo_onward(**undo, reason="Fel kommun.")
    assert refusal(again) == "no-such-payment"


def test_a_return_is_not_taken_back_above_what_is_then_decided() -> None:
    paid()
    first = decided()
    everything = amounts(first)["kommun-0821"]
    passed_on({"kommun-0821": everything})
    record_return(**given(municipality="kommun-0821", amount=everything, day=AFTER.date(), reference="B 8", at=AFTER))
    draft = drafted(at=AFTER)
    by_hand = amounts(draft)
    by_hand["kommun-0834"] += by_hand.pop("kommun-0821")
    by_hand["kommun-0821"] = 0
    reasons = {"kommun-0821": "Avstår.", "kommun-0834": "Tar över."}
    set_shares(**given(amounts=by_hand, reasons=reasons, at=AFTER))
    send_sharing(**given(answer_by=datetime.date(2022, 11, 1), what_changed="Borgholm avstår.", at=AFTER))
    decide_sharing(**given(account="Ingen har svarat.", at=swedish("2022-11-02 00:00")))
    back = next(fact for fact in stands().money.book.facts.values() if isinstance(fact, OnwardReturned))
    undo = {key: value for key, value in given(at=swedish("2022-11-02 10:00")).items() if key != "grant_id"}
    with pytest.raises(SharingRefusedError) as error:
        undo_onward(**undo, fact_id=back.id, reason="Fel.")
    assert refusal(error) == "above-decided"
    assert back.id not in stands().money.book.undone
    assert first.number == 1


def test_a_new_version_gives_nobody_less_than_it_already_has() -> None:
    paid()
    decided()
    passed_on({"kommun-0885": 1_000_000})
    draft = drafted(at=AFTER)
    by_hand = amounts(draft)
    by_hand["kommun-0834"] += by_hand["kommun-0885"] - 1
    by_hand["kommun-0885"] = 1
    with pytest.raises(SharingRefusedError) as error:
        set_shares(**given(amounts=by_hand, reasons=dict.fromkeys(by_hand, "x"), at=AFTER))
    assert refusal(error) == "below-passed-on"


def test_who_has_seen_older_money_is_told_of_it() -> None:
    paid()
    decided()
    seen = money_version()
    payment = {"payments": {"kommun-0821": 1}, "day": AFTER.date(), "reference": "B 7"}
    passed_on({"kommun-0821": 1})
    with pytest.raises(MoneyChangedError):
        prepare_onward(**given(at=AFTER), **payment, seen_money=seen)


def test_the_duty_is_done_when_everything_has_been_passed_on() -> None:
    paid()
    done = {key: value for key, value in given(at=AFTER).items() if key != "grant_id"}
    grants = [sharing.grant.id for sharing in stands().grants if sharing.whole]
    assert grants == [GRANT, "medarbetare-kommuner", "vidareutbildning-kommuner"]
    for grant in grants:
        with pytest.raises(SharingRefusedError) as error:
            hand_in_onward(**done)
        assert refusal(error) == "not-all-passed-on"
        passed_on(amounts(decided(grant=grant)), grant=grant)
    hand_in_onward(**done)
    assert DutyRecord.objects.get(organisation=RSS, duty_id="onward-payment-rss").done_at == AFTER
    with pytest.raises(DutyRefusedError):
        hand_in_onward(**done)


def test_an_act_tells_the_municipality_that_did_it() -> None:
    sent()
    answered("kommun-0821")
    told = Event.objects.order_by("-sequence")[0].told
    assert told.organisation is not None
    assert told.by is not None
    assert (told.kind, told.organisation.code, told.by.code) == ("sharing-answered", RSS, "kommun-0821")


def test_a_municipality_of_another_county_answers_nothing() -> None:
    sent()
    with pytest.raises(SharingChangedError):
        answered("kommun-0980")
    with pytest.raises(NotAllowedError):
        answered("kommun-0821", actor=official("kommun-0834"))


def test_payments_are_facts_of_the_ledger() -> None:
    paid()
    decided()
    facts = passed_on({"kommun-0821": 5, "kommun-0834": 7})
    assert [type(fact) for fact in facts] == [PaidOnward, PaidOnward]
    assert stands().money.balance.grant(GRANT).onward == 12
    assert shown_or_404(WHOLE).agreement.id == WHOLE
    assert DutyRecord.objects.count() == 0

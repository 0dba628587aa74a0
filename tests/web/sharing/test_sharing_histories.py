"""Whatever is done in whatever order: no krona is made or lost, and nobody is passed more than what is decided."""

import contextlib
import datetime
from fractions import Fraction
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from naravard.agreement.model import Base, Condition, Equal, Fixed, Limits, Mix, MixPart, Proportional, Rule, Text
from naravard.allocation import AllocationError
from naravard.ledger.facts import Used
from naravard.web.access.actor import THE_SERVICE
from naravard.web.agreements.current import shown_or_404
from naravard.web.ledger.account_lock import locked_money
from naravard.web.ledger.errors import MoneyRefusedError
from naravard.web.sharing.acts.consent import decide_sharing, send_sharing
from naravard.web.sharing.acts.draft import WrittenProposal, discard_draft, draft_sharing, set_shares
from naravard.web.sharing.acts.keys import add_county_key
from naravard.web.sharing.acts.onward_payments import pay_onward, record_return, undo_onward
from naravard.web.sharing.county import members_of
from naravard.web.sharing.models import Proposal
from naravard.web.sharing.overview import PASSED_ON
from sharing_steps import AFTER, AT, GRANT, allotted, codes, organisation, paid, stands
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
RSS = "rss-07"
"""Kronoberg: eight municipalities."""
CODES = [f"kommun-{code}" for code in ("0760", "0761", "0763", "0764", "0765", "0767", "0780", "0781")]
QUICK = settings(max_examples=25)  # each does a row of acts


def place(**more: Any) -> dict[str, Any]:
    return {
        "actor": THE_SERVICE, "organisation": organisation(RSS), "agreement_id": WHOLE, "grant_id": GRANT
    } | more  # fmt: skip


def key() -> str:
    numbers = {code[-4:]: Fraction(number, 7) for number, code in enumerate(CODES, start=3)}
    given = {name: value for name, value in place().items() if name != "grant_id"}
    return add_county_key(
        **given, name="Invånare", unit="st", source="SCB", describes="2021", numbers=numbers, at=AT
    ).key_id


def sharings() -> st.SearchStrategy[Rule]:
    half = MixPart(weight=Fraction(1, 3), key="lan-1"), MixPart(weight=Fraction(2, 3), rule=Equal())
    plain: st.SearchStrategy[Rule] = st.sampled_from([Equal(), Proportional(key="lan-1"), Mix(parts=half)])
    based = st.one_of(
        plain, st.builds(lambda rule, sum_: Base(amount=sum_, remainder=rule), plain, st.integers(0, 9**7))
    )
    without = st.sets(st.sampled_from([code[-4:] for code in CODES]), max_size=3)
    some = st.builds(
        lambda rule, out, money: Condition(name=Text("med"), rule=rule, not_met=tuple(sorted(out)), money=money),
        based, without, st.sampled_from(["left", "shared"]),
    )  # fmt: skip
    limited = st.builds(lambda rule, most: Limits(rule=rule, most=most), some, st.integers(1, 10**7))
    fixed = st.builds(lambda sum_: Fixed(amounts={"0760": sum_}), st.integers(0, 9**7))
    return st.one_of(based, some, limited, fixed)


def test_the_municipalities_are_those_of_the_county() -> None:
    assert codes(RSS) == CODES
    assert len(members_of(shown_or_404(WHOLE), RSS)) == 8


@QUICK
@given(
    rule=sharings(), kept=st.integers(0, 30_000_000), hand=st.lists(st.integers(-5000, 5000), min_size=8, max_size=8)
)
def test_what_is_shared_and_what_is_kept_are_the_grant_whatever_the_rule_and_the_hand(
    rule: Rule, kept: int, hand: list[int]
) -> None:
    with transaction.atomic():
        allotted(RSS)
        key()
        whole = next(one for one in stands(RSS).grants if one.grant.id == GRANT).whole
        assert whole is not None
        written = WrittenProposal(rule=rule, kept=kept, kept_reason="Gemensamt", motivation="Så.")
        try:
            draft = draft_sharing(**place(), written=written, at=AT)
        except (AllocationError, MoneyRefusedError):
            assert not Proposal.objects.exists()
        else:
            _is_whole(draft, whole.amount)
            amounts = {share.organisation_id: share.amount for share in draft.shares.all()}
            moved = {code: amounts[code] + change for code, change in zip(CODES, hand, strict=True)}
            try:
                set_shares(**place(), amounts=moved, reasons=dict.fromkeys(CODES, "För hand"), at=AT)
            except MoneyRefusedError:
                assert min(moved.values()) < 0 or sum(moved.values()) != draft.shared
            _is_whole(Proposal.objects.get(), whole.amount)
        transaction.set_rollback(True)


def _is_whole(proposal: Proposal, amount: int) -> None:
    shares = [share.amount for share in proposal.shares.all()]
    assert sum(shares) + proposal.kept == proposal.amount == amount
    assert min(*shares, proposal.kept, proposal.kept_by_rule) >= 0
    assert proposal.kept_by_rule <= proposal.kept


STEPS = st.lists(
    st.tuples(st.sampled_from(["propose", "decide", "pay", "back", "use", "undo"]), st.sampled_from(CODES),
              st.integers(0, 4_000_000)),
    min_size=8, max_size=30,
)  # fmt: skip


@QUICK
@given(steps=STEPS)
def test_no_history_of_payments_breaks_the_laws_of_the_ledger(steps: list[tuple[str, str, int]]) -> None:
    with transaction.atomic():
        paid(RSS)
        at = AFTER
        for what, code, amount in steps:
            at += datetime.timedelta(hours=1)
            with contextlib.suppress(MoneyRefusedError):
                _do(what, code, amount, at)
            _holds(at)
        transaction.set_rollback(True)


def _do(what: str, code: str, amount: int, at: datetime.datetime) -> None:
    moved = {"day": AFTER.date(), "reference": "B"}
    if what == "propose":
        if any(one.is_draft for one in Proposal.objects.all()):
            discard_draft(**place(), at=at)
        written = WrittenProposal(rule=Equal(), kept=amount, kept_reason="Gemensamt", motivation="Så.")
        draft_sharing(**place(), written=written, at=at)
        tomorrow = at.date() + datetime.timedelta(days=2)
        send_sharing(**place(), answer_by=tomorrow, what_changed="Annat", at=at)
    elif what == "decide":
        decide_sharing(**place(), account="Tyst.", at=at + datetime.timedelta(days=3))
    elif what == "pay":
        pay_onward(**place(), payments={code: amount}, **moved, at=at)
    elif what == "back":
        record_return(**place(), municipality=code, amount=amount, **moved, at=at)
    elif what == "use":
        money = locked_money(organisation(RSS), WHOLE, at=at, seen_version=None)
        money.add(Used, by=THE_SERVICE, grant=GRANT, amount=amount, day=AFTER.date(), activity=f"{code}-1", holder=code)
    else:
        facts = [fact.id for fact in stands(RSS, at).money.book.facts.values() if isinstance(fact, PASSED_ON)]
        given = {name: value for name, value in place().items() if name != "grant_id"}
        if facts:
            undo_onward(**given, fact_id=facts[amount % len(facts)], reason="Fel", at=at)


def _holds(at: datetime.datetime) -> None:
    sharing = next(one for one in stands(RSS, at).grants if one.grant.id == GRANT)
    grant = sharing.money.balance.grant(GRANT)
    assert grant.paid == grant.used + grant.repaid + grant.left
    assert grant.costs == grant.used + grant.awaiting + grant.own
    assert grant.onward == sum(holding.received.amount for holding in sharing.holdings)
    assert grant.share().left >= 0
    for holding in sharing.holdings:
        assert holding.received.amount == holding.out - holding.back == holding.used + holding.left
        assert min(holding.out, holding.back, holding.left, holding.to_come.amount, holding.received.amount) >= 0
    decided = sharing.decided
    if decided is not None:
        assert sum(holding.decided.amount for holding in sharing.holdings) + decided.kept == sharing.paid

"""Money passed on to municipalities, what comes back, what was recorded by mistake, and the duty when all is done."""

import datetime
from collections.abc import Mapping
from uuid import uuid4

from naravard.agreement.duties import duties_of
from naravard.agreement.model import Duty, Text
from naravard.agreement.wording import kronor
from naravard.ledger.facts import OnwardReturned, PaidOnward, Sum, Undone
from naravard.ledger.onward_shares import part_of
from naravard.web.access.actor import Actor
from naravard.web.access.acts import act, tell
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import Shown, shown_named
from naravard.web.history.content import Plain
from naravard.web.history.kinds import event, example
from naravard.web.ledger.account_lock import locked_money
from naravard.web.ledger.errors import NoMoneyError
from naravard.web.ledger.models import PreparedDecision
from naravard.web.ledger.preparation import require_prepared, settle
from naravard.web.organisations.models import Organisation
from naravard.web.sharing.acts.draft import parts_of
from naravard.web.sharing.acts.onward_preparation import (
    above_decided,
    decided_version,
    onward_matter,
    onward_rests_on,
    onward_values,
    parts_to_pay,
    told_of,
)
from naravard.web.sharing.acts.row_locks import GRANT, RSS, LockedSharing, leave, locked_sharing
from naravard.web.sharing.errors import refused
from naravard.web.sharing.models import Proposal
from naravard.web.sharing.overview import PASSED_ON, county_sharing
from naravard.web.tasks.changes import hand_in, locked_duty
from naravard.web.tasks.duties import thing_of

ABOUT = "payment"
"""What the agreement's data says that the duty to pass money on is about, where it falls on an RSS."""


@act(
    Permission.PAY_ONWARD,
    leaves=event(
        "paid-onward",
        Text(
            "{who} registrerade att {amount:kronor} av {thing:quoted} har betalats vidare till kommunerna.",
            "{who} recorded that {amount:kronor} of {thing:quoted} has been passed on to the municipalities.",
        ),
        example(GRANT, organisation=RSS, after={"amount": 400_000}),
    ),
)
def pay_onward(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    grant_id: str,
    payments: Mapping[str, int],
    day: datetime.date,
    reference: str,
    at: datetime.datetime,
    prepared: int | None = None,
) -> list[PaidOnward]:
    """Record payments of one grant to municipalities as another has prepared them, of the same day and reference.

    ``payments`` are kronor by organisation code. Earmarks go along in proportion to what is decided and not paid.
    ``prepared`` is what the actor saw (:attr:`.PreparedDecision.pk`).

    Raises:
        SharingRefusedError: when nothing is decided, or a sum is above what is decided and not passed on.
        MoneyRefusedError: when it is not prepared so.
        FourEyesProblem: when the actor prepared it.
        LedgerRefusedError: when the RSS has not that much left, or the day has not come.
    """
    sharing = locked_sharing(organisation, agreement_id, grant_id, at=at)
    decided = decided_version(sharing)
    waited = require_prepared(
        onward_matter(organisation.code, agreement_id, grant_id),
        onward_values(payments, day, reference),
        seen=onward_rests_on(sharing.money.book, grant_id, decided),
        actor=actor,
        prepared=prepared,
    )
    made = [
        sharing.money.add(PaidOnward, by=actor, to=code, sum=part, day=day, reference=reference.strip())
        for code, part in parts_to_pay(sharing, payments)
    ]
    settle(waited, PreparedDecision.DECIDED, actor, at)
    leave(sharing, "paid-onward", actor, decided, before=None, after=told_of(made, day, reference))
    return made


@act(
    Permission.SHARE_OUT,
    leaves=event(
        "onward-returned",
        Text(
            "{who} registrerade att {amount:kronor} av {thing:quoted} har kommit tillbaka från en kommun.",
            "{who} recorded that {amount:kronor} of {thing:quoted} has come back from a municipality.",
        ),
        example(GRANT, organisation=RSS, after={"amount": 50_000}),
    ),
)
def record_return(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    grant_id: str,
    municipality: str,
    amount: int,
    day: datetime.date,
    reference: str,
    at: datetime.datetime,
    seen_money: int | None = None,
) -> OnwardReturned:
    """Record that money passed on has come back from a municipality: at most what it has left.

    Raises:
        LedgerRefusedError: when it is more than that, or the day has not come.
    """
    sharing = locked_sharing(organisation, agreement_id, grant_id, at=at, seen_money=seen_money)
    share = sharing.money.balance.grant(grant_id).share(municipality)
    left = Sum(grant_id, share.left, {id_: part for id_, part in share.earmarks_left.items() if part})
    part = part_of(left, amount) if 0 <= amount <= share.left else Sum(grant_id, amount)
    latest = sharing.money.book.latest
    fact = OnwardReturned(
        id=uuid4().hex,
        recipient=organisation.code,
        at=max(at, latest) if latest else at,
        clause=sharing.money.terms.clause,
        by=municipality,
        sum=part,
        day=day,
        reference=reference.strip(),
    )
    sharing.money.take(fact, by=actor)
    _leave(sharing, "onward-returned", actor, after=told_of([fact], day, reference))
    return fact


@act(
    Permission.SHARE_OUT,
    leaves=event(
        "onward-undone",
        Text(
            "{who} tog tillbaka registreringen av {amount:kronor} av {thing:quoted} mellan {whose} och en kommun.",
            "{who} took back the recording of {amount:kronor} of {thing:quoted} between {whose} and a municipality.",
        ),
        example(GRANT, organisation=RSS, before={"amount": 50_000}),
    ),
)
def undo_onward(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    fact_id: str,
    reason: str,
    at: datetime.datetime,
    seen_money: int | None = None,
) -> Undone:
    """Take back a payment, or a return, that was recorded by mistake, with a reason; both stay in the history.

    Raises:
        SharingRefusedError: when there is no such payment, or what then is passed on would be above what is decided.
        LedgerRefusedError: when later facts rest on it.
    """
    money = locked_money(organisation, agreement_id, at=at, seen_version=seen_money)
    fact = money.book.facts.get(fact_id)
    if not isinstance(fact, PASSED_ON) or fact_id in money.book.undone:
        raise refused(
            "no-such-payment",
            "Det finns ingen sådan betalning att ta tillbaka. Läs in sidan på nytt.",
            "There is no such payment to take back. Load the page again.",
        )
    sharing = locked_sharing(organisation, agreement_id, fact.sum.grant, at=at)
    undone = sharing.money.add(Undone, by=actor, fact=fact, reason=reason.strip())
    if isinstance(fact, OnwardReturned):
        decided = sharing.with_status(Proposal.DECIDED)
        given = parts_of(decided).get(fact.by, Sum(fact.sum.grant, 0)) if decided else Sum(fact.sum.grant, 0)
        if sharing.received(fact.by).amount > given.amount:
            raise above_decided(kronor(given.amount), "reason")
    _leave(sharing, "onward-undone", actor, before=told_of([fact], fact.day, fact.reference), reason=reason.strip())
    return undone


@act(
    Permission.SHARE_OUT,
    leaves=event(
        "onward-handed-in",
        Text(
            "{who} meddelade att {whose} har betalat vidare allt: {thing:quoted}.",
            "{who} stated that {whose} has passed everything on: {thing:quoted}.",
        ),
        example(GRANT, organisation=RSS),
    ),
)
def hand_in_onward(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    at: datetime.datetime,
    seen_money: int | None = None,
) -> None:
    """Say that everything has been passed on: the duty to do so is done.

    Raises:
        SharingRefusedError: while something is not decided on or not passed on.
        DutyRefusedError: when the duty has been done.
    """
    shown = shown_named(agreement_id)
    duty = onward_duty(shown, organisation.code) if shown else None
    if shown is None or duty is None:
        raise NoMoneyError(agreement_id, organisation.code)
    carried = locked_duty(organisation, agreement_id, duty.id, at=at, seen_version=None)
    locked_money(organisation, agreement_id, at=at, seen_version=seen_money)
    if not county_sharing(shown, organisation, at).is_passed_on:
        raise refused(
            "not-all-passed-on",
            "Allt är inte betalt vidare än: varje belopp ska vara beslutat, och det som är beslutat ska vara betalt.",
            "Not everything has been passed on yet: each grant is to be decided on, and what is decided is to be paid.",
        )
    before = carried.facts
    hand_in(carried, by=actor)
    tell(
        actor=actor,
        organisation=organisation,
        thing=thing_of(agreement_id, duty),
        kind="onward-handed-in",
        at=at,
        before=before,
        after=carried.facts,
    )


def onward_duty(shown: Shown, rss_code: str) -> Duty | None:
    """Return the duty of an RSS to pass its money on, where the agreement has one."""
    return next((duty for duty in duties_of(shown.agreement, rss_code) if duty.about == ABOUT), None)


def _leave(
    sharing: LockedSharing,
    kind: str,
    actor: Actor,
    *,
    before: dict[str, Plain] | None = None,
    after: dict[str, Plain] | None = None,
    reason: str = "",
) -> None:
    decided = sharing.with_status(Proposal.DECIDED) or sharing.proposals[0]
    leave(sharing, kind, actor, decided, before=before, after=after, reason=reason)

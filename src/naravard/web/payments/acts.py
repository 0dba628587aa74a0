"""The acts of the one who pays: accept or return a requisition, record a payment, take one back.

Order of locks: the duty, then the recipient's money, then lines of batches, the event last.
"""

import datetime

from naravard.agreement.model import Text
from naravard.ledger.facts import Paid, PaymentReturned, RequisitionAccepted, RequisitionReturned, Undone
from naravard.web.access.actor import Actor, NotAllowedError
from naravard.web.access.acts import act, tell
from naravard.web.access.matters import OTHERS
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import shown_named
from naravard.web.history.content import Plain, Thing
from naravard.web.history.kinds import AGREEMENT, PAYER, event, example
from naravard.web.ledger.account_lock import LockedMoney, locked_money
from naravard.web.ledger.accounts import terms_for
from naravard.web.ledger.errors import LedgerRefusedError, NoMoneyError
from naravard.web.ledger.more import open_for_more
from naravard.web.organisations.models import Organisation
from naravard.web.payments import claim_payment, refusals
from naravard.web.payments.claims import REQUISITION
from naravard.web.payments.inbox import received_from
from naravard.web.payments.letters import came_back_letter
from naravard.web.payments.models import RETURNED, UNDONE, Line
from naravard.web.payments.payers import require_payer
from naravard.web.payments.second_person import require_recorder
from naravard.web.people.event_mail import payment_details_holders
from naravard.web.tasks import changes
from naravard.web.tasks.acts import may_receive
from naravard.web.tasks.changes import LockedDuty
from naravard.web.tasks.duties import thing_of

_REQUISITION = Thing("duty", "exempel/rekvisition", Text("Rekvisition", "Requisition"))
_PAYMENT = Thing("payment", "exempel/f1", AGREEMENT.name)
_PAID: dict[str, Plain] = {"amount": 30_039_872, "day": "2022-10-06"}
PAYMENT_RECORDED = event(
    "payment-recorded",
    Text(
        "{who} registrerade att {amount:kronor} betalades ut till {whose} {day}.",
        "{who} recorded that {amount:kronor} was paid to {whose} on {day}.",
    ),
    example(_PAYMENT, by=PAYER, after=_PAID),
)


@act(
    Permission.RECEIVE,
    matter=OTHERS,
    leaves=event(
        "requisition-accepted",
        Text(
            "{who} godtog rekvisitionen från {whose}: {amount:kronor}.",
            "{who} accepted the requisition from {whose}: {amount:kronor}.",
        ),
        example(_REQUISITION, by=PAYER, after={"amount": 30_039_872}),
    ),
)
def accept_requisition(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    requisition: str,
    at: datetime.datetime,
    seen_version: int | None = None,
    reason: str = "",
    duty_id: str = "",
) -> RequisitionAccepted:
    """Accept a recipient's requisition for payment.

    Checks of the paper that are not met have to be answered for: ``reason`` says why it is accepted all the same.

    Raises:
        MoneyRefusedError: when checks are not met and no reason is given, or when the ledger refuses.
        DutyRefusedError: when nothing has been handed in.
    """
    duty = _locked_requisition(actor, organisation, agreement_id, at, duty_id)
    money = locked_money(organisation, agreement_id, at=at, seen_version=seen_version)
    received = received_from(money.shown, organisation, at, duty.duty.id)
    lacks = received.lacks if received else []
    if lacks and not reason.strip():
        raise refusals.checks_not_met(lacks)
    fact = money.add(RequisitionAccepted, by=actor, clause=duty.duty.clause, requisition=requisition)
    changes.accept(duty)
    after: dict[str, Plain] = {"amount": _asked(money, requisition), "not_met": [check.id for check in lacks]}
    open_for_more(duty, money)
    _leave("requisition-accepted", actor, duty, after=after, reason=reason.strip())
    return fact


@act(
    Permission.RECEIVE,
    matter=OTHERS,
    leaves=event(
        "requisition-returned",
        Text(
            "{who} lämnade tillbaka rekvisitionen till {whose}: {amount:kronor}.",
            "{who} returned the requisition to {whose}: {amount:kronor}.",
        ),
        example(_REQUISITION, by=PAYER, before={"amount": 30_039_872}),
    ),
)
def return_requisition(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    requisition: str,
    reason: str,
    at: datetime.datetime,
    seen_version: int | None = None,
    duty_id: str = "",
) -> RequisitionReturned:
    """Send a recipient's requisition back to be changed, with a reason that the recipient sees.

    What came in time the first time may come again after the last day.

    Raises:
        MoneyRefusedError: when it is in a batch that is open, or when the ledger refuses.
        DutyRefusedError: when nothing has been handed in.
    """
    duty = _locked_requisition(actor, organisation, agreement_id, at, duty_id)
    money = locked_money(organisation, agreement_id, at=at, seen_version=seen_version)
    if not reason.strip():
        raise refusals.no_reason()
    standing = money.book.requisitions.get(requisition)
    if standing is None:
        raise refusals.not_there()
    claim_payment.refuse_in_batch(money, f"{REQUISITION}:{standing.id}")
    before: dict[str, Plain] = {
        "amount": _asked(money, requisition),
        "accepted": requisition in money.book.accepted,
    }
    fact = money.add(
        RequisitionReturned, by=actor, clause=duty.duty.clause, requisition=standing, reason=reason.strip()
    )
    changes.reopen(duty, because=reason.strip())
    _leave("requisition-returned", actor, duty, before=before, reason=reason.strip())
    return fact


@act(Permission.PAY, matter=OTHERS, leaves=PAYMENT_RECORDED)
def record_payment(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    claim: str,
    day: datetime.date,
    reference: str,
    at: datetime.datetime,
    seen_version: int | None = None,
) -> Paid:
    """Record that what a recipient has coming was paid outside a batch: a requisition, or a grant that needs none.

    Raises:
        MoneyRefusedError: when there is nothing to pay, when it is in a batch that is open, when the day cannot be
            right, when nobody else has seen it, or when the ledger refuses, as when a condition is not met.
        FourEyesProblem: when the actor accepted the requisition.
    """
    money = locked_money(organisation, agreement_id, at=at, seen_version=seen_version)
    require_payer(actor, money.shown)
    require_recorder(actor, agreement_id, organisation, claim)
    claim_payment.refuse_in_batch(money, claim)
    fact = _paid(money, claim, day, reference, actor)
    claim_payment.tell_paid(actor, money, fact, at)
    return fact


@act(
    Permission.PAY,
    matter=OTHERS,
    leaves=event(
        "payment-undone",
        Text(
            "{who} tog tillbaka registreringen av att {amount:kronor} betalades ut till {whose} {day}.",
            "{who} took back the record that {amount:kronor} was paid to {whose} on {day}.",
        ),
        example(_PAYMENT, by=PAYER, before=_PAID),
    ),
)
def undo_payment(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    payment: str,
    reason: str,
    at: datetime.datetime,
    seen_version: int | None = None,
) -> Undone:
    """Take back a payment that was recorded by mistake, with a reason. What was paid can then be paid again.

    Raises:
        MoneyRefusedError: when there is no such payment, or when other facts rest on it.
    """
    money = locked_money(organisation, agreement_id, at=at, seen_version=seen_version)
    require_payer(actor, money.shown)
    if not reason.strip():
        raise refusals.no_reason()
    told = money.book.facts.get(payment)
    if not isinstance(told, Paid):
        raise refusals.not_there()
    fact = money.add(Undone, by=actor, clause=told.clause, fact=told, reason=reason.strip())
    _end_line(told, UNDONE, actor, reason, at)
    tell(
        actor=actor,
        organisation=organisation,
        thing=claim_payment.thing_of_payment(money, told),
        kind="payment-undone",
        at=at,
        before=claim_payment.told_of_payment(told),
        after=None,
        reason=reason.strip(),
    )
    return fact


@act(
    Permission.PAY,
    matter=OTHERS,
    leaves=event(
        "payment-returned",
        Text(
            "{who} registrerade att {amount:kronor} som hade betalats ut till {whose} kom tillbaka från banken {day}.",
            "{who} recorded that {amount:kronor} that had been paid to {whose} came back from the bank on {day}.",
        ),
        example(_PAYMENT, by=PAYER, after=_PAID),
        mailed_to=(payment_details_holders,),
        letter=came_back_letter,
    ),
)
def return_payment(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    payment: str,
    day: datetime.date,
    reference: str,
    reason: str,
    at: datetime.datetime,
    seen_version: int | None = None,
) -> PaymentReturned:
    """Record that a payment came back from the bank, with its reason. What was paid can then be paid again.

    The recipient is told, since it is its account that did not take the money.

    Raises:
        MoneyRefusedError: when there is no such payment, when the day cannot be right, or when other facts rest on it.
    """
    money = locked_money(organisation, agreement_id, at=at, seen_version=seen_version)
    require_payer(actor, money.shown)
    told = money.book.facts.get(payment)
    if not isinstance(told, Paid):
        raise refusals.not_there()
    fact = _returned(money, told, day, reference, reason, actor)
    _end_line(told, RETURNED, actor, reason, at)
    tell(
        actor=actor,
        organisation=organisation,
        thing=claim_payment.thing_of_payment(money, told),
        kind="payment-returned",
        at=at,
        before=claim_payment.told_of_payment(told),
        after={
            "amount": sum(part.amount for part in told.sums),
            "day": day.isoformat(),
            "reference": fact.reference,
        },
        reason=fact.reason,
    )
    return fact


def _returned(
    money: LockedMoney, told: Paid, day: datetime.date, reference: str, reason: str, actor: Actor
) -> PaymentReturned:
    try:
        return money.add(
            PaymentReturned,
            by=actor,
            clause=told.clause,
            paid=told,
            day=day,
            reference=reference.strip() or told.reference,
            reason=reason.strip(),
        )
    except LedgerRefusedError as error:
        field = {"returned-before-paid": "day", "day-not-come": "day", "reason-missing": "reason"}.get(error.code, "")
        raise LedgerRefusedError(error.refusal, field) from error


def _end_line(told: Paid, state: str, actor: Actor, reason: str, at: datetime.datetime) -> None:
    """Say in the line of a batch that its payment no longer stands; one that was made without a batch has none."""
    line = Line.objects.select_for_update(no_key=True).filter(payment=told.id).first()
    if line is not None:
        line.state, line.reason, line.settled_at, line.settled_by = state, reason.strip(), at, actor.who.code
        line.save(update_fields=["state", "reason", "settled_at", "settled_by"])


def _paid(money: LockedMoney, claim: str, day: datetime.date, reference: str, actor: Actor) -> Paid:
    try:
        return claim_payment.pay(money, claim, day=day, reference=reference, by=actor)
    except LedgerRefusedError as error:
        field = {"reference-missing": "reference", "day-not-come": "day"}.get(error.code, "")
        raise LedgerRefusedError(error.refusal, field) from error


def _locked_requisition(
    actor: Actor, organisation: Organisation, agreement_id: str, at: datetime.datetime, duty_id: str
) -> LockedDuty:
    """Lock a recipient's duty to requisition, the first where none is named, for the one who receives it."""
    shown = shown_named(agreement_id)
    duties = terms_for(shown, organisation.code).requisitions if shown else ()
    asked = next((one for one in duties if duty_id in ("", one.id)), None)
    if asked is None:
        raise NoMoneyError(agreement_id, organisation.code)
    duty = changes.locked_duty(organisation, agreement_id, asked.id, at=at, seen_version=None)
    if not may_receive(actor, duty.duty.to):
        message = f"{duty.duty.id} is received by {duty.duty.to}"
        raise NotAllowedError(message)
    return duty


def _asked(money: LockedMoney, requisition: str) -> int:
    found = money.book.requisitions.get(requisition)
    return sum(part.amount for part in found.sums) if found else 0


def _leave(
    kind: str,
    actor: Actor,
    duty: LockedDuty,
    *,
    reason: str,
    before: dict[str, Plain] | None = None,
    after: dict[str, Plain] | None = None,
) -> None:
    tell(
        actor=actor,
        organisation=duty.task.organisation,
        thing=thing_of(duty.task.shown.agreement.id, duty.duty),
        kind=kind,
        at=duty.at,
        before=before,
        after=after,
        reason=reason,
    )

"""The inner function of the acts that pay: one claim becomes one fact, within the act's own transaction."""

import datetime

from naravard.agreement.duties import swedish_day
from naravard.agreement.wording import day as written_day
from naravard.ledger import Book
from naravard.ledger.facts import Paid
from naravard.web.access.actor import Actor
from naravard.web.access.acts import tell
from naravard.web.history.content import Plain, Thing
from naravard.web.ledger.account_lock import LockedMoney
from naravard.web.payments import refusals
from naravard.web.payments.claims import Claim, claims_of, ordered
from naravard.web.payments.models import WAITING, Line


def claimed(money: LockedMoney, key: str) -> Claim:
    """Return what is to be paid.

    Raises:
        MoneyRefusedError: when there is nothing to pay.
    """
    found = next((one for one in claims_of(money.book, money.terms, swedish_day(money.at)) if one.key == key), None)
    if found is None:
        raise refusals.not_there()
    return found


def refuse_in_batch(money: LockedMoney, key: str) -> None:
    """Refuse what is in a batch that is open.

    Raises:
        MoneyRefusedError: when it is.
    """
    line = (
        Line.objects.filter(
            agreement_id=money.shown.agreement.id, organisation=money.organisation, claim=key, state=WAITING
        )
        .select_related("batch")
        .first()
    )
    if line is not None:
        raise refusals.in_batch(line)


def pay(
    money: LockedMoney, key: str, *, day: datetime.date, reference: str, by: Actor, amount: int | None = None
) -> Paid:
    """Record that a claim has been paid: all of it, or the ``amount`` that the bank was asked for.

    Raises:
        MoneyRefusedError: when there is nothing to pay, when the day cannot be right, or when the ledger refuses.
    """
    claim = claimed(money, key)
    if amount is not None:
        claim = ordered(money.book, money.terms, claim, amount, swedish_day(money.at))
    came = payable_from(money.book, claim, money.at)
    if day < came:
        raise refusals.paid_before(written_day(day), written_day(came))
    return money.add(
        Paid,
        by=by,
        clause=claim.clause,
        requisition=claim.requisition,
        version=claim.version,
        day=day,
        reference=reference.strip(),
        sums=claim.sums,
    )


def tell_paid(actor: Actor, money: LockedMoney, fact: Paid, at: datetime.datetime) -> None:
    """Leave the event of a payment, in the recipient's history."""
    tell(
        actor=actor,
        organisation=money.organisation,
        thing=thing_of_payment(money, fact),
        kind="payment-recorded",
        at=at,
        before=None,
        after=told_of_payment(fact),
    )


def thing_of_payment(money: LockedMoney, fact: Paid) -> Thing:
    """Return a payment as what an event is about: it has the name of the agreement that it rests on."""
    return Thing("payment", f"{money.shown.agreement.id}/{fact.id}", money.shown.agreement.name)


def told_of_payment(fact: Paid) -> dict[str, Plain]:
    """Return a payment as events tell it."""
    return {
        "amount": sum(part.amount for part in fact.sums),
        "day": fact.day.isoformat(),
        "reference": fact.reference,
        "version": fact.version,
        "grants": [part.grant for part in fact.sums],
    }


def payable_from(book: Book, claim: Claim, at: datetime.datetime) -> datetime.date:
    """Return the first day that the claim could be paid on: when the requisition came in, or the sums were fixed."""
    if claim.requisition:
        return swedish_day(book.facts[claim.requisition].at)
    version = book.version(claim.version)
    return swedish_day(version.at) if version else swedish_day(at)

"""The inner function of the acts that pay: one claim becomes one fact, within the act's own transaction."""

import datetime
from dataclasses import replace

from naravard.agreement.duties import swedish_day
from naravard.agreement.wording import day as written_day
from naravard.ledger import Book
from naravard.ledger.facts import Paid
from naravard.web.access.actor import Actor
from naravard.web.access.acts import tell
from naravard.web.history.content import Plain, Thing
from naravard.web.ledger.account_lock import LockedMoney
from naravard.web.ledger.accounts import Money
from naravard.web.ledger.fixed_version import agreement_of
from naravard.web.payments import refusals
from naravard.web.payments.claims import REQUISITION, Claim, claim_words, claims_of
from naravard.web.payments.models import WAITING, Line


def claimed(money: LockedMoney, key: str) -> Claim:
    """Return what is to be paid; what needs no requisition by the clause of the version that gives it.

    Raises:
        MoneyRefusedError: when there is nothing to pay.
    """
    found = next((one for one in claims_of(money.book, money.terms, swedish_day(money.at)) if one.key == key), None)
    if found is None:
        raise refusals.not_there()
    if found.requisition:
        return found
    given = agreement_of(money.shown, found.version).grant(found.sums[0].grant)
    return replace(found, clause=given.clause)


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
    money: LockedMoney, key: str, *, day: datetime.date, reference: str, by: Actor, line: Line | None = None
) -> Paid:
    """Record that a claim has been paid: all of it, or what the bank was asked for in the ``line`` of a batch.

    Raises:
        MoneyRefusedError: when there is nothing to pay, when the day cannot be right, or when the ledger refuses.
    """
    claim = ordered(line, money) if line is not None else claimed(money, key)
    if claim is None:
        raise refusals.not_there()
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
        ordered_at=line.batch.made_at if line is not None else None,
    )


def ordered(line: Line, money: LockedMoney | Money) -> Claim | None:
    """Return what the bank was asked for in a line; None if that is not known, and is not what is due now.

    What is due may be more by now, less or nothing: by a new version of the allocation, a further instalment, or a
    payment that came back.
    """
    known, kept = claims_of(money.book, money.terms, swedish_day(line.batch.made_at)), line.sums
    if kept is None:
        return next((one for one in known if (one.key, one.amount) == (line.claim, line.amount)), None)
    kind, _, what = line.claim.partition(":")
    return Claim(
        key=line.claim,
        name=claim_words(line.claim, money.shown),
        requisition=what if kind == REQUISITION else "",
        version=kept.version,
        sums=kept.sums,
        clause=kept.clause,
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

"""How far a duty to pay has come: read out of what has been allotted and paid, for one recipient."""

import datetime
from itertools import accumulate

from msgspec import Struct

from naravard.agreement.model import Duty
from naravard.ledger.book import Book
from naravard.ledger.instalments import to_come, up_to_payment
from naravard.ledger.terms import DutyStanding, GrantTerms, Standings, Terms


class PaymentCourse(Struct, frozen=True, kw_only=True):
    """What has been paid to a recipient of what a duty says is to be paid."""

    begun: datetime.date | None = None
    """When the first of it was paid."""
    last: datetime.date | None = None
    """When the last of it was paid, or what it is a share of was covered."""
    is_left: bool = False
    """Whether more of it is to be paid: what can still be asked for too, not what a missed condition holds back."""


def payment_course(
    duty: Duty, book: Book, terms: Terms, standings: Standings, now: datetime.datetime
) -> PaymentCourse | None:
    """Return how far a duty to pay has come for a recipient; ``None`` if it gets nothing of what is to be paid."""
    grants = [one for one in terms.grants if _is_of(duty, one)]
    if not grants:
        return None
    if duty.pays_without_requisition:
        courses = [_of_share(duty, book, one) for one in grants]
    else:
        coming = to_come(book, terms, now, standings)
        courses = [_of_all(book, one, one.grant.id in coming and coming[one.grant.id].amount > 0) for one in grants]
    held = [
        any(standings.get(duty.id, DutyStanding()).state(duty, now).is_late for duty in one.conditions)
        for one in grants
    ]
    return PaymentCourse(
        begun=min((one.begun for one in courses if one.begun), default=None),
        last=max((one.last for one in courses if one.last), default=None),
        is_left=any(one.is_left and not back for one, back in zip(courses, held, strict=True)),
    )


def _is_of(duty: Duty, one: GrantTerms) -> bool:
    return duty in one.payouts if duty.pays_without_requisition else duty.is_of_grant(one.grant.id)


def _of_all(book: Book, one: GrantTerms, is_left: bool) -> PaymentCourse:  # noqa: FBT001 - a part of what is returned
    days = [
        paid.day for paid in book.payments() if any(part.grant == one.grant.id and part.amount for part in paid.sums)
    ]
    return PaymentCourse(begun=min(days, default=None), last=max(days, default=None), is_left=is_left)


def _of_share(duty: Duty, book: Book, one: GrantTerms) -> PaymentCourse:
    """Return how a payment without requisition stands: covered when what was paid reaches it and those before."""
    fixed = book.tally.allotted
    allotted = next((part for part in fixed.sums if part.grant == one.grant.id), None) if fixed else None
    before, least = (0, 0) if allotted is None else up_to_payment(one, allotted, duty)
    made = sorted(
        (paid.day, part.amount)
        for paid in book.payments()
        for part in paid.sums
        if not paid.requisition and part.grant == one.grant.id
    )
    reached = list(zip((day for day, _ in made), accumulate(amount for _, amount in made), strict=True))
    return PaymentCourse(
        begun=next((day for day, amount in reached if amount > before), None),
        last=next((day for day, amount in reached if amount >= least > before), None),
        is_left=(reached[-1][1] if reached else 0) < least,
    )

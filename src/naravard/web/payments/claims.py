"""What may be paid: each accepted requisition as a whole, and each grant that is paid without one."""

import datetime
from dataclasses import dataclass

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Duty, Text
from naravard.ledger import Book, Refusal, Terms, asking, refusal
from naravard.ledger.facts import Paid, PaymentReturned, Sum
from naravard.ledger.instalments import due_without_requisition
from naravard.ledger.terms import Standings
from naravard.web.agreements.current import Shown

REQUISITION, GRANT = "r", "g"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing that a recipient is to be paid, all of it at one time."""

    key: str
    """``r:`` and the requisition's id, or ``g:`` and the grant's: what a batch and a form know it by."""
    name: Text
    requisition: str
    """The id of the requisition; empty for a grant that needs none."""
    version: int
    sums: tuple[Sum, ...]
    clause: str
    duty: str = ""
    """The duty that the requisition was made for; empty for a grant that needs none."""

    @property
    def amount(self) -> int:
        """Whole kronor."""
        return sum(part.amount for part in self.sums)


def claims_of(book: Book, terms: Terms, day: datetime.date) -> list[Claim]:
    """Return what the recipient has coming on a day and has not been paid: accepted, or in need of no requisition."""
    found = [
        Claim(
            key=f"{REQUISITION}:{standing.id}",
            name=_requisition_name(terms, duty),
            requisition=standing.id,
            version=standing.version,
            sums=standing.sums,
            clause=duty.clause,
            duty=duty.id,
        )
        for duty in terms.requisitions
        for standing in asking(book, terms, duty).standing
        if standing.id in book.accepted and book.payment_of(standing.id) is None
    ]
    return [*found, *_without_requisition(book, terms, day)]


def _requisition_name(terms: Terms, duty: Duty) -> Text:
    return Text("Rekvisitionen", "The requisition") if len(terms.requisitions) == 1 else duty.short or duty.name


def _without_requisition(book: Book, terms: Terms, day: datetime.date) -> list[Claim]:
    fixed = book.tally.allotted
    if fixed is None:
        return []
    allotted = {part.grant: part for part in fixed.sums}
    due = (
        (one.grant, due_without_requisition(book, one, allotted[one.grant.id], day))
        for one in terms.grants
        if one.grant.id in allotted
    )
    return [
        Claim(
            key=f"{GRANT}:{grant.id}",
            name=grant.name,
            requisition="",
            version=fixed.version,
            sums=(part,),
            clause=grant.clause,
        )
        for grant, part in due
        if part.amount
    ]


def obstacle(
    claim: Claim,
    book: Book,
    terms: Terms,
    standings: Standings,
    at: datetime.datetime,
    ordered_at: datetime.datetime | None = None,
) -> Refusal | None:
    """Return why the ledger would not let the claim be paid at a moment, or None if it would.

    ``ordered_at`` is when the bank was asked for it, where it has been.
    """
    tried = Paid(
        id="tried",
        recipient=terms.recipient,
        at=max(at, book.latest) if book.latest else at,
        clause=claim.clause,
        requisition=claim.requisition,
        version=claim.version,
        day=swedish_day(at),
        reference="–",
        sums=claim.sums,
        ordered_at=ordered_at,
    )
    return refusal(tried, book, terms, standings)


def claim_words(key: str, shown: Shown) -> Text:
    """Say what a claim is, from its key alone."""
    kind, _, what = key.partition(":")
    if kind == REQUISITION:
        return Text("Rekvisitionen", "The requisition")
    return next((grant.name for grant in shown.agreement.grants if grant.id == what), Text(what))


def returned_and_not_paid(book: Book, terms: Terms, day: datetime.date) -> list[PaymentReturned]:
    """Return the payments that came back from the bank, and that have not been made again by a day."""
    waiting = {claim.key for claim in claims_of(book, terms, day)}
    made = [(paid.at, key) for paid in book.payments() for key in paid_claims(paid)]
    return [
        fact
        for fact in book.facts.values()
        if isinstance(fact, PaymentReturned)
        and any(
            key in waiting and not any(at >= fact.at and key == other for at, other in made)
            for key in paid_claims(fact.paid)
        )
    ]


def paid_claims(paid: Paid) -> list[str]:
    """Return the keys of what a payment paid."""
    if paid.requisition:
        return [f"{REQUISITION}:{paid.requisition}"]
    return [f"{GRANT}:{part.grant}" for part in paid.sums]

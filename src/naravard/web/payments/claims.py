"""What may be paid: each accepted requisition as a whole, and each grant that is paid without one."""

import datetime
from dataclasses import dataclass

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Duty, Text
from naravard.ledger import Book, Refusal, Terms, asking, refusal
from naravard.ledger.facts import Paid, Sum
from naravard.ledger.instalments import not_paid
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


def claims_of(book: Book, terms: Terms) -> list[Claim]:
    """Return what the recipient has coming and has not been paid: what is accepted, and what needs no requisition."""
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
    return [*found, *_without_requisition(book, terms)]


def _requisition_name(terms: Terms, duty: Duty) -> Text:
    return Text("Rekvisitionen", "The requisition") if len(terms.requisitions) == 1 else duty.short or duty.name


def _without_requisition(book: Book, terms: Terms) -> list[Claim]:
    fixed = book.tally.allotted
    given = {part.grant: part for part in fixed.sums} if fixed else {}
    return [
        Claim(
            key=f"{GRANT}:{one.grant.id}",
            name=one.grant.name,
            requisition="",
            version=fixed.version,
            sums=(left,),
            clause=one.grant.clause,
        )
        for one in terms.grants
        if fixed is not None
        and not one.needs_requisition
        and one.grant.id in given
        and (left := not_paid(book, given[one.grant.id])).amount
    ]


def obstacle(claim: Claim, book: Book, terms: Terms, standings: Standings, at: datetime.datetime) -> Refusal | None:
    """Return why the ledger would not let the claim be paid at a moment, or None if it would."""
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
    )
    return refusal(tried, book, terms, standings)


def claim_words(key: str, shown: Shown) -> Text:
    """Say what a claim is, from its key alone."""
    kind, _, what = key.partition(":")
    if kind == REQUISITION:
        return Text("Rekvisitionen", "The requisition")
    return next((grant.name for grant in shown.agreement.grants if grant.id == what), Text(what))

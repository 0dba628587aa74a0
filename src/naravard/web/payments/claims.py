"""What may be paid: an accepted requisition as a whole, and each grant that is paid without one."""

import datetime
from dataclasses import dataclass

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Text
from naravard.ledger import Book, Refusal, Terms, refusal
from naravard.ledger.facts import Paid, Sum
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

    @property
    def amount(self) -> int:
        """Whole kronor."""
        return sum(part.amount for part in self.sums)


def claims_of(book: Book, terms: Terms) -> list[Claim]:
    """Return what the recipient has coming and has not been paid: what is accepted, and what needs no requisition."""
    found = []
    standing = book.requisition
    if standing is not None and book.accepted and book.payment_of(standing.id) is None:
        found.append(
            Claim(
                key=f"{REQUISITION}:{standing.id}",
                name=Text("Rekvisitionen", "The requisition"),
                requisition=standing.id,
                version=standing.version,
                sums=standing.sums,
                clause=terms.clause,
            )
        )
    return [*found, *_without_requisition(book, terms)]


def _without_requisition(book: Book, terms: Terms) -> list[Claim]:
    fixed = book.tally.allotted
    given = {part.grant: part for part in fixed.sums} if fixed else {}
    return [
        Claim(
            key=f"{GRANT}:{one.grant.id}",
            name=one.grant.name,
            requisition="",
            version=fixed.version,
            sums=(given[one.grant.id],),
            clause=one.grant.clause,
        )
        for one in terms.grants
        if fixed is not None
        and not one.needs_requisition
        and one.grant.id in given
        and given[one.grant.id].amount
        and not book.tally.sum("paid", one.grant.id)
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

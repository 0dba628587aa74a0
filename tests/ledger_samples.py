"""Recipients of the signed agreement with a short way to make their facts."""

import datetime
from functools import cache
from itertools import count
from typing import Any

from naravard.agreement.duties import Progress
from naravard.agreement.duties.deadlines import STOCKHOLM
from naravard.agreement.library import open_agreement
from naravard.agreement.model import Agreement
from naravard.allocation import Allocation, allocate
from naravard.ledger import Balance, Book, DutyStanding, Refusal, Terms, allotted_from, record, refusal, terms_of
from naravard.ledger.facts import (
    Allotted,
    Fact,
    Paid,
    PaidOnward,
    Repaid,
    Reported,
    RequisitionAccepted,
    Requisitioned,
    Sum,
    Used,
)
from naravard.ledger.rules.accounts import report_lines


@cache
def signed() -> Agreement:
    """Return God och nära vård 2022."""
    return open_agreement("god-och-nara-vard-2022").agreement


@cache
def shared_out() -> Allocation:
    """Return its allocation."""
    return allocate(signed())


@cache
def terms(recipient: str) -> Terms:
    """Return what the agreement says of a recipient's money."""
    return terms_of(signed(), recipient)


def swedish(moment: str) -> datetime.datetime:
    """Return a moment by Swedish clocks: ``2022-12-01 23:59:59``."""
    return datetime.datetime.fromisoformat(moment).replace(tzinfo=STOCKHOLM)


INTERIM = {
    "interim-report-regions": DutyStanding(progress=Progress(submitted_at=swedish("2022-09-30 15:00"))),
}
"""The interim report came in in time."""


class Money:
    """One recipient's money, a step at a time; each step is refused or recorded."""

    def __init__(self, recipient: str = "region-09", standings: dict[str, DutyStanding] | None = None) -> None:
        self.recipient = recipient
        self.terms = terms(recipient)
        self.standings = INTERIM if standings is None else standings
        self.book = Book()
        self._ids = count(1)

    def fact(self, kind: type, at: str, **fields: Any) -> Any:
        """Make a fact without recording it."""
        return kind(id=f"f{next(self._ids)}", recipient=self.recipient, at=swedish(at), clause="10.1", **fields)

    def take(self, fact: Fact) -> Any:
        """Record a fact that is allowed."""
        record(fact, self.book, self.terms, self.standings)
        return fact

    def refused(self, fact: Fact) -> Refusal:
        """Return why a fact is refused, and see that nothing has changed."""
        before = self.book.tally
        refused = refusal(fact, self.book, self.terms, self.standings)
        assert refused is not None, fact
        assert self.book.tally == before
        return refused

    def balance(self) -> Balance:
        """Return what the facts come to."""
        return self.book.balance()

    def allot(self, at: str = "2022-03-01 09:00") -> Allotted:
        """Fix the agreement's allocation, with the sums that the annexes have."""
        fixed = self.book.tally.allotted
        version = fixed.version + 1 if fixed else 1
        made = allotted_from(
            shared_out(), self.recipient, fact_id=f"allotted-{version}", version=version, at=swedish(at)
        )
        self.take(made)
        return made

    def requisition(self, at: str = "2022-10-03 09:00", **changed: int) -> Requisitioned:
        """Make the requisition of everything; ``changed`` sets other amounts, as ``ambulans=1``."""
        fixed = self.book.tally.allotted
        sums = [] if fixed is None else list(fixed.sums)
        sums = [Sum(part.grant, changed[part.grant]) if part.grant in changed else part for part in sums]
        made: Requisitioned = self.fact(Requisitioned, at, version=fixed.version if fixed else 1, sums=tuple(sums))
        return made

    def payment(self, at: str = "2022-12-15 09:00") -> Paid:
        """Make the payment of the requisition that stands."""
        standing = self.book.newest
        assert standing is not None
        made: Paid = self.fact(
            Paid, at, requisition=standing.id, version=standing.version, day=swedish(at).date(), reference="KK 1",
            sums=standing.sums,
        )  # fmt: skip
        return made

    def paid(self) -> "Money":
        """Go all the way to the payment."""
        self.allot()
        asked = self.take(self.requisition())
        self.take(self.fact(RequisitionAccepted, "2022-11-01 09:00", requisition=asked.id))
        self.take(self.payment())
        return self

    def cost(self, grant: str, amount: int, *, day: str = "2022-12-20", earmark: str = "", holder: str = "") -> Used:
        """Make a cost."""
        made: Used = self.fact(
            Used, f"{max(day, '2022-12-20')} 12:00", grant=grant, amount=amount, activity="a1", earmark=earmark,
            holder=holder, day=datetime.date.fromisoformat(day),
        )  # fmt: skip
        return made

    def onward(self, to: str, part: Sum, at: str = "2022-12-21 09:00") -> PaidOnward:
        """Make a payment onwards."""
        made: PaidOnward = self.fact(PaidOnward, at, to=to, sum=part, day=swedish(at).date(), reference="R 1")
        return made

    def report(self, at: str = "2023-03-15 09:00") -> Reported:
        """Make the financial report with the figures that stand."""
        fixed = self.book.tally.allotted
        assert fixed is not None
        made: Reported = self.fact(Reported, at, version=fixed.version, lines=report_lines(self.balance()))
        return made

    def repayment(self, grant: str, amount: int, at: str = "2023-03-31 12:00", reclaim: str = "") -> Repaid:
        """Make a repayment."""
        made: Repaid = self.fact(
            Repaid, at, grant=grant, amount=amount, day=swedish(at).date(), reference="Å 1", reclaim=reclaim
        )
        return made

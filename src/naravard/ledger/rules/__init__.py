"""Which fact may come next: :func:`refusal` says why one may not, :func:`record` adds one that may.

The rules ask nothing about the actor: that the one who certifies is not the one who prepared is for the room where
people are. A fact that is refused changes nothing.
"""

from collections.abc import Callable, Iterable

from naravard.ledger.book import Book
from naravard.ledger.facts import (
    Allotted,
    Certified,
    CostReversed,
    Fact,
    OnwardReturned,
    Paid,
    PaidOnward,
    PaymentReturned,
    Reclaimed,
    Repaid,
    Reported,
    ReportReopened,
    RequisitionAccepted,
    Requisitioned,
    RequisitionReturned,
    Undone,
    Used,
)
from naravard.ledger.refusals import Refusal
from naravard.ledger.rules import accounts, allotment, common, costs, onward, payment, repayment, requisition
from naravard.ledger.rules.common import Case
from naravard.ledger.terms import Standings, Terms

__all__ = ["NotAllowedByLedgerError", "record", "refusal"]

_RULES: dict[type, Callable[..., Refusal | None]] = {
    Allotted: allotment.allotted,
    Requisitioned: requisition.requisitioned,
    RequisitionReturned: requisition.returned,
    RequisitionAccepted: requisition.accepted,
    Paid: payment.paid,
    PaymentReturned: repayment.payment_returned,
    PaidOnward: onward.paid_onward,
    OnwardReturned: onward.onward_returned,
    Used: costs.used,
    CostReversed: costs.cost_reversed,
    Reported: accounts.reported,
    Certified: accounts.certified,
    ReportReopened: accounts.report_reopened,
    Repaid: repayment.repaid,
    Reclaimed: repayment.reclaimed,
    Undone: repayment.undone,
}


class NotAllowedByLedgerError(Exception):
    """A fact that the rules do not allow was to be recorded."""

    def __init__(self, refused: Refusal) -> None:
        super().__init__(refused.in_language("sv"))
        self.refusal = refused


def refusal(
    fact: Fact, history: Book | Iterable[Fact], terms: Terms, standings: Standings | None = None
) -> Refusal | None:
    """Return why a fact may not come after those that are there, or ``None`` when it may.

    ``standings`` is what the recipient has done about its duties, and later days that it was given.
    """
    book = history if isinstance(history, Book) else Book(history)
    case = Case(book=book, terms=terms, standings=standings or {})
    return common.every_fact(fact, case) or _RULES[type(fact)](fact, case)


def record(fact: Fact, book: Book, terms: Terms, standings: Standings | None = None) -> None:
    """Add a fact to a book; :class:`NotAllowedByLedgerError` when it may not come next, and then nothing is added."""
    refused = refusal(fact, book, terms, standings)
    if refused is not None:
        raise NotAllowedByLedgerError(refused)
    book.add(fact)

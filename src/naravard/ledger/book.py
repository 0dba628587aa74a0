"""A recipient's facts so far, indexed for the questions that the rules ask; a fact is added in constant time."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator

from naravard.agreement.model import Duty
from naravard.ledger.balances import Balance, balance_of
from naravard.ledger.facts import (
    Allotted,
    Certified,
    CostReversed,
    Fact,
    Paid,
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
from naravard.ledger.tally import Tally, tally
from naravard.ledger.terms import Terms


class Book:
    """One recipient's facts in the order they were recorded."""

    def __init__(self, facts: Iterable[Fact] = ()) -> None:
        self.facts: dict[str, Fact] = {}
        self.tally = Tally()
        self.undone: set[str] = set()
        """The ids of what no longer stands: recorded by mistake, or a payment that came back."""
        self.cost_left: dict[str, int] = {}
        """What remains of each booked cost, by its id."""
        self.requisitions: dict[str, Requisitioned] = {}
        """Those that stand, by id, the oldest first: not sent back."""
        self.accepted: set[str] = set()
        """The ids of the requisitions that stand and are accepted."""
        self.came: dict[str, datetime.datetime] = {}
        """When each requisition came, by id: one that was sent back and is made again came when it first did."""
        self.sent_back: dict[str, RequisitionReturned] = {}
        """By duty, the requisition that was sent back and has not been made again."""
        self.allocations: list[Allotted] = []
        """Every fixed allocation, the oldest first."""
        self.reports: dict[str, Reported] = {}
        """Those that stand, by duty: not opened again."""
        self.certificates: dict[str, Certified] = {}
        """By the report that they are of."""
        self.reclaim_left: Counter[str] = Counter()
        self.latest: datetime.datetime | None = None
        self._take(facts)

    def add(self, fact: Fact) -> None:
        """Take a fact in, allowed or not: :func:`~naravard.ledger.rules.refusal` says whether it is."""
        self._take((fact,))

    def balance(self) -> Balance:
        """Return what the facts come to."""
        return balance_of(self.tally)

    @property
    def newest(self) -> Requisitioned | None:
        """The requisition that was made last and stands."""
        return next(reversed(self.requisitions.values()), None)

    def version(self, number: int) -> Allotted | None:
        """Return what a version of the allocation gives; ``None`` if it was never allotted."""
        return next((one for one in self.allocations if one.version == number), None)

    def standing_facts(self) -> Iterator[Fact]:
        """Give the facts that hold: not taken back, and of requisitions and allocations only those in force."""
        for fact in self.facts.values():
            replaced = (isinstance(fact, Requisitioned) and fact.id not in self.requisitions) or (
                isinstance(fact, Allotted) and fact != self.tally.allotted
            )
            if fact.id not in self.undone and not replaced:
                yield fact

    def report_of(self, duty: Duty, terms: Terms) -> Reported | None:
        """Return the financial report of a duty that stands: drawn up and not opened again."""
        return next((one for named, one in self.reports.items() if terms.is_of(duty, named)), None)

    def payment_of(self, requisition: str) -> Paid | None:
        """Return the payment of a requisition, unless it was taken back or came back."""
        return next((paid for paid in self.payments() if paid.requisition == requisition), None)

    def unpaid_requisitions(self) -> tuple[Requisitioned, ...]:
        """Return the requisitions that stand and have not been paid."""
        return tuple(one for one in self.requisitions.values() if self.payment_of(one.id) is None)

    def payments(self) -> tuple[Paid, ...]:
        """Return the payments that stand."""
        return tuple(fact for fact in self.facts.values() if isinstance(fact, Paid) and fact.id not in self.undone)

    def _take(self, facts: Iterable[Fact]) -> None:
        taken = tuple(facts)
        self.tally = self.tally + tally(taken)
        for fact in taken:
            self.facts[fact.id] = fact
            self.latest = max(self.latest, fact.at) if self.latest else fact.at
            self._index_requisition(fact)
            self._index_costs(fact)
            self._index_report(fact)
            self._index_reclaim(fact)

    def _index_requisition(self, fact: Fact) -> None:
        if isinstance(fact, Allotted):
            self.allocations.append(fact)
        elif isinstance(fact, Requisitioned):
            self.requisitions[fact.id] = fact
            before = self.sent_back.pop(fact.duty, None)
            self.came[fact.id] = self.came[before.requisition.id] if before else fact.at
        elif isinstance(fact, RequisitionReturned):
            self.requisitions.pop(fact.requisition.id, None)
            self.accepted.discard(fact.requisition.id)
            self.sent_back[fact.requisition.duty] = fact
        elif isinstance(fact, RequisitionAccepted):
            self.accepted.add(fact.requisition)

    def _index_costs(self, fact: Fact) -> None:
        if isinstance(fact, Used):
            self.cost_left[fact.id] = fact.amount
        elif isinstance(fact, CostReversed):
            self.cost_left[fact.cost.id] -= fact.amount

    def _index_report(self, fact: Fact) -> None:
        if isinstance(fact, Reported):
            self.reports[fact.duty] = fact
        elif isinstance(fact, Certified):
            self.certificates[fact.report] = fact
        elif isinstance(fact, ReportReopened):
            self.reports = {duty: one for duty, one in self.reports.items() if one.id != fact.report}
            self.certificates.pop(fact.report, None)

    def _index_reclaim(self, fact: Fact) -> None:
        if isinstance(fact, Reclaimed):
            self.reclaim_left[fact.id] += fact.amount
        elif isinstance(fact, Repaid) and fact.reclaim:
            self.reclaim_left[fact.reclaim] -= fact.amount
        elif isinstance(fact, PaymentReturned):
            self.undone.add(fact.paid.id)
        elif isinstance(fact, Undone):
            self.undone.add(fact.fact.id)
            if isinstance(fact.fact, Repaid) and fact.fact.reclaim:
                self.reclaim_left[fact.fact.reclaim] += fact.fact.amount
            elif isinstance(fact.fact, Reclaimed):
                self.reclaim_left[fact.fact.id] -= fact.fact.amount

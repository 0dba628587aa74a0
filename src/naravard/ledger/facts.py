"""What happens to a recipient's money: facts in the past tense, in whole kronor, never changed once they are there.

A fact belongs to one recipient, known by its organisation code, and rests on a clause. What turned out wrong is put
right by a further fact that carries the one it takes back, so that facts can be folded in any order and split. Facts
are tagged structs: ``msgspec.json`` writes and reads them as :data:`Fact`.
"""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct


class Sum(Struct, frozen=True):
    """Kronor of one grant, and how much of it is set aside for its earmarks, by their ids."""

    grant: str
    amount: int
    earmarks: Mapping[str, int] = {}

    @property
    def general(self) -> int:
        """What is not set aside for an earmark."""
        return self.amount - sum(self.earmarks.values())


def added_up(parts: Sequence[Sum]) -> Sum:
    """Return sums of one grant, at least one, as one sum."""
    earmarks: Counter[str] = Counter()
    for part in parts:
        earmarks.update(part.earmarks)
    return Sum(parts[0].grant, sum(part.amount for part in parts), dict(earmarks))


class FactBase(Struct, frozen=True, kw_only=True, tag_field="kind"):
    """What every fact has."""

    id: str
    recipient: str
    """The recipient's organisation code: ``region-09``, ``rss-09``, ``kommun-0980``, ``skr``."""
    at: datetime.datetime
    """When it was recorded; aware."""
    clause: str
    """The clause that it rests on."""


class Allotted(FactBase, frozen=True, kw_only=True, tag="allotted"):
    """The recipient's sums were fixed (fördelningen fastställdes); the highest version is what holds."""

    version: int
    sums: tuple[Sum, ...]
    """One for each grant that has amounts; a grant that awaits a key is not here."""


class Requisitioned(FactBase, frozen=True, kw_only=True, tag="requisitioned"):
    """The recipient asked for money (rekvirerade): a sum for each grant."""

    version: int
    """The fixed allocation that it rests on."""
    sums: tuple[Sum, ...]
    duty: str = ""
    """The duty that it was made for; empty where it was the only one there was."""


class RequisitionReturned(FactBase, frozen=True, kw_only=True, tag="requisition-returned"):
    """The requisition was sent back to be changed, with a reason."""

    requisition: Requisitioned
    reason: str


class RequisitionAccepted(FactBase, frozen=True, kw_only=True, tag="requisition-accepted"):
    """The requisition was accepted for payment."""

    requisition: str
    """The id of the requisition."""


class Paid(FactBase, frozen=True, kw_only=True, tag="paid"):
    """Money was paid to the recipient."""

    requisition: str
    """The id of the requisition; empty for a grant that is paid without one."""
    version: int
    day: datetime.date
    reference: str
    sums: tuple[Sum, ...]
    ordered_at: datetime.datetime | None = None
    """When the bank was asked for it; ``None`` where it was recorded without an order. What was ordered was held
    against the rules then: that the bank has paid it is so, whatever has been decided since."""


class PaymentReturned(FactBase, frozen=True, kw_only=True, tag="payment-returned"):
    """A payment that had been made came back to the payer, all of it: the recipient's bank did not take it."""

    paid: Paid
    day: datetime.date
    """When the money was back in the payer's account."""
    reference: str
    reason: str


class PaidOnward(FactBase, frozen=True, kw_only=True, tag="paid-onward"):
    """The recipient passed money on, as an RSS to a municipality."""

    to: str
    sum: Sum
    day: datetime.date
    reference: str


class OnwardReturned(FactBase, frozen=True, kw_only=True, tag="onward-returned"):
    """Money that had been passed on came back, as from a municipality to its RSS."""

    by: str
    sum: Sum
    day: datetime.date
    reference: str


class Used(FactBase, frozen=True, kw_only=True, tag="used"):
    """A cost was booked on an activity."""

    grant: str
    amount: int
    day: datetime.date
    activity: str
    earmark: str = ""
    """The earmark whose purpose it serves; empty for the grant's purpose at large."""
    holder: str = ""
    """Who bore the cost: the organisation that money was passed on to; empty for the recipient itself."""


class CostReversed(FactBase, frozen=True, kw_only=True, tag="cost-reversed"):
    """A booked cost was taken back, in whole or in part."""

    cost: Used
    amount: int
    day: datetime.date


class ReportLine(Struct, frozen=True, kw_only=True):
    """One grant in a financial report."""

    grant: str
    paid: int
    costs: int
    unused: int


class Reported(FactBase, frozen=True, kw_only=True, tag="reported"):
    """The financial report was drawn up; from now on costs stand as they are."""

    version: int
    lines: tuple[ReportLine, ...]
    duty: str = ""
    """The duty that it was drawn up for; empty where it was the only one there was."""


class Certified(FactBase, frozen=True, kw_only=True, tag="certified"):
    """The chief financial officer reviewed the report: alternative 1, it is correct, or alternative 2, it is not."""

    report: str
    alternative: Literal[1, 2]
    deviations: str = ""
    measures: str = ""


class ReportReopened(FactBase, frozen=True, kw_only=True, tag="report-reopened"):
    """The financial report was opened to be changed, with a reason; the earlier version is kept."""

    report: str
    reason: str


class Repaid(FactBase, frozen=True, kw_only=True, tag="repaid"):
    """The recipient paid money back to the state."""

    grant: str
    amount: int
    day: datetime.date
    reference: str
    reclaim: str = ""
    """The id of the reclaim that it answers to; empty for what the recipient has left."""


class Reclaimed(FactBase, frozen=True, kw_only=True, tag="reclaimed"):
    """It was decided to demand money back."""

    grant: str
    amount: int
    day: datetime.date
    reference: str
    reason: str


class Undone(FactBase, frozen=True, kw_only=True, tag="undone"):
    """Something recorded by mistake was taken back, with a reason."""

    fact: Paid | PaidOnward | OnwardReturned | Repaid | Reclaimed
    reason: str


Fact = (
    Allotted | Requisitioned | RequisitionReturned | RequisitionAccepted | Paid | PaymentReturned | PaidOnward
    | OnwardReturned | Used | CostReversed | Reported | Certified | ReportReopened | Repaid | Reclaimed | Undone
)  # fmt: skip
"""Any of them."""

"""A recipient's allotted sums by grant with the earmarks, the version they rest on, and the way to the explanation.

For any room's page: ``allotted_of(money)`` goes into the template as ``allotted``, and the template says
``{% include "fixing/parts/allotted.html" %}``. Nothing is allotted yet where ``allotted`` is none: the part says so.
"""

from dataclasses import dataclass

from naravard.agreement.duties import organisation_code
from naravard.agreement.model import Duty, Grant, Text
from naravard.allocation import Allocation, GrantAllocation
from naravard.allocation.model import Cell
from naravard.ledger.facts import Sum
from naravard.web.fixing.addresses import Explanations, version_url
from naravard.web.ledger.accounts import Money
from naravard.web.ledger.fixed_version import allocation_of
from naravard.web.ledger.models import FixedAllocation


@dataclass(frozen=True, slots=True)
class AllottedPart:
    """How much of a grant is set aside for an earmark."""

    name: Text
    clause: str
    amount: int
    url: str


@dataclass(frozen=True, slots=True)
class AllottedLine:
    """One grant that has been allotted."""

    grant: Grant
    amount: int
    url: str
    """Where the sum is explained."""
    parts: tuple[AllottedPart, ...]


@dataclass(frozen=True, slots=True)
class AwaitedLine:
    """One grant that cannot be shared out yet, and the duty that will bring what it waits for."""

    grant: Grant
    duty: Duty | None


@dataclass(frozen=True, slots=True)
class AllottedSums:
    """What a fixed version gives a recipient."""

    fixed: FixedAllocation
    version_url: str
    lines: tuple[AllottedLine, ...]
    awaited: tuple[AwaitedLine, ...]
    total: int


def allotted_of(money: Money) -> AllottedSums | None:
    """Return the sums that are allotted to a recipient, as the fact has them; none while nothing is fixed."""
    fact = money.book.tally.allotted
    if fact is None:
        return None
    fixed = FixedAllocation.objects.get(agreement_id=money.shown.agreement.id, version=fact.version)
    allocation = allocation_of(fixed)
    explanations = Explanations(fixed)
    code = money.organisation.code
    lines = tuple(_line(part, allocation.grant(part.grant), code, explanations) for part in fact.sums)
    return AllottedSums(
        fixed=fixed,
        version_url=version_url(fixed),
        lines=lines,
        awaited=awaited_by(allocation, code),
        total=sum(line.amount for line in lines),
    )


def awaited_by(allocation: Allocation, code: str = "") -> tuple[AwaitedLine, ...]:
    """Return the grants that await their keys: all of them, or those that an organisation is to receive of."""
    agreement = allocation.agreement
    return tuple(
        AwaitedLine(granted.grant, _bringing(allocation, granted))
        for granted in allocation.grants
        if granted.awaits
        and (not code or any(organisation_code(each) == code for each in agreement.recipients_of(granted.grant)))
    )


def cell_of(granted: GrantAllocation, code: str) -> Cell:
    """Return an organisation's cell of a grant."""
    return next(cell for cell in granted.cells if organisation_code(cell.recipient) == code)


def _bringing(allocation: Allocation, granted: GrantAllocation) -> Duty | None:
    duties = allocation.agreement.duties
    return next((duty for duty in duties if not set(duty.brings).isdisjoint(granted.awaits)), None)


def _line(part: Sum, granted: GrantAllocation, code: str, explanations: Explanations) -> AllottedLine:
    cell = cell_of(granted, code)
    parts = tuple(
        AllottedPart(
            each.earmark.name,
            each.earmark.clause,
            part.earmarks.get(each.earmark.id, 0),
            explanations.url(granted.grant.id, cell, each.earmark.id),
        )
        for each in granted.earmarks
    )
    return AllottedLine(granted.grant, part.amount, explanations.url(granted.grant.id, cell), parts)

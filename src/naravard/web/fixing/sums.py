"""The sums of an allocation one by one: by recipient and grant, with the earmarks, on the basis that was fixed."""

from collections.abc import Iterator
from dataclasses import dataclass

from naravard.agreement.duties import organisation_code
from naravard.agreement.model import Earmark, Grant
from naravard.allocation import Allocation
from naravard.allocation.model import Cell
from naravard.web.ledger.fixed_version import SIGNED


@dataclass(frozen=True, slots=True)
class FixedSum:
    """What one recipient gets of one grant, or of one of its earmarks."""

    grant: Grant
    cell: Cell
    amount: int
    """Kronor, whole."""
    earmark: Earmark | None = None
    """Set for a part of the grant that is set aside: no money of its own."""

    @property
    def code(self) -> str:
        """The organisation's code."""
        return organisation_code(self.cell.recipient)

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is the sum of, to be compared between versions."""
        return self.code, self.grant.id, self.earmark.id if self.earmark else ""


def sums_of(allocation: Allocation, basis: str) -> Iterator[FixedSum]:
    """Give every sum in the agreement's order, each grant's followed by its earmarks', recipient by recipient."""
    for granted in allocation.grants:
        for cell in granted.cells:
            yield FixedSum(granted.grant, cell, amount_of(cell, basis))
            for part in granted.earmarks:
                own = part.cell(cell.recipient.code)
                yield FixedSum(granted.grant, own, amount_of(own, basis), part.earmark)


def amount_of(cell: Cell, basis: str) -> int:
    """Return a cell's sum: as signed, or as computed."""
    return cell.binding if basis == SIGNED else cell.computed

"""What an allocation is made of: cells that know how they came about.

Shapes: an :class:`Allocation` holds one :class:`GrantAllocation` per grant, in the agreement's order; each of those holds
one :class:`Cell` per recipient, in the order of :meth:`Agreement.recipients_of`. Money is whole kronor as ``int``; exact
values are ``Fraction`` kronor.
"""

from dataclasses import dataclass, field
from fractions import Fraction

from naravard.agreement.model import Agreement, Earmark, Grant, Recipient, Rounding, Rule


@dataclass(frozen=True, slots=True)
class Step:
    """One step from the pot to a recipient's exact amount: a node of the rule's tree, evaluated for one recipient.

    ``exact`` is what this step gives the recipient. ``figures`` holds the numbers it rests on, by name: ``pot`` (the
    kronor shared in this step), ``key_value``, ``key_total``, ``share``, ``weight``, ``base``, ``count``, ``before``,
    ``after``, ``increase``, ``total_increase``, ``least``, ``most``, ``inner`` (before limits or conditions).
    ``keys`` names the keys used, in the same order as their figures.
    """

    rule: Rule
    exact: Fraction
    figures: dict[str, Fraction]
    keys: tuple[str, ...] = ()
    parts: tuple["Step", ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One recipient's sum of one grant (or earmark), with all that is needed to explain it."""

    recipient: Recipient
    exact: Fraction
    step: Step
    rounded_down: int
    """The exact amount rounded down to the rounding unit."""
    remainder: Fraction
    """``exact - rounded_down``."""
    rank: int
    """Place among the remainders of the grant, 1 for the largest; ties by recipient code."""
    raised: int
    """Kronor added by the rounding: 0 or one rounding unit."""
    override: int = 0
    """Signed amount minus computed amount."""

    @property
    def computed(self) -> int:
        """The computed amount, whole kronor, before any override."""
        return self.rounded_down + self.raised

    @property
    def binding(self) -> int:
        """The signed amount: the computed with its override."""
        return self.computed + self.override


@dataclass(frozen=True, slots=True)
class EarmarkAllocation:
    """An earmark's allocation: a part of its grant, no money of its own."""

    earmark: Earmark
    cells: tuple[Cell, ...]
    unallocated: int


@dataclass(frozen=True, slots=True)
class GrantAllocation:
    """One grant shared among its recipients, or waiting for a key."""

    grant: Grant
    rounding: Rounding
    cells: tuple[Cell, ...]
    """Empty while a key is awaited."""
    awaits: tuple[str, ...] = ()
    """The ids of the keys that have no numbers yet."""
    unallocated: int = 0
    """Kronor that no one receives: a condition not met, a greatest amount, rounding down."""
    raised_count: int = 0
    """How many cells were raised by the rounding."""
    earmarks: tuple[EarmarkAllocation, ...] = ()

    def cell(self, code: str) -> Cell:
        """Return the recipient's cell; ``KeyError`` when the recipient has none."""
        for cell in self.cells:
            if cell.recipient.code == code:
                return cell
        raise KeyError(code)


@dataclass(frozen=True, slots=True)
class Allocation:
    """The whole agreement's allocation."""

    agreement: Agreement
    grants: tuple[GrantAllocation, ...] = field(default=())

    def grant(self, grant_id: str) -> GrantAllocation:
        """Return the grant's allocation; ``KeyError`` when the agreement has no such grant."""
        for allocated in self.grants:
            if allocated.grant.id == grant_id:
                return allocated
        raise KeyError(grant_id)

"""What an allocation is made of: cells that know how they came about.

Shapes: an :class:`Allocation` holds one :class:`GrantAllocation` per grant, in the agreement's order; each of those
holds one :class:`Cell` per recipient, in the order of :meth:`Agreement.recipients_of`. Money is whole kronor as
``int``; exact values are ``Fraction`` kronor. What a rule gave everyone is kept once, as :class:`Worked`; a
recipient's :class:`RuleStep` is read out of it when someone asks.
"""

from collections.abc import Mapping
from fractions import Fraction

from msgspec import Struct

from naravard.agreement.model import Agreement, Earmark, Grant, Onward, Recipient, Rounding, Rule
from naravard.allocation.errors import AwaitsKeyError, UnknownGrantError


class RuleStep(Struct, frozen=True, gc=False):
    """One step from the pot to a recipient's exact amount: a node of the rule's tree, evaluated for one recipient.

    ``exact`` is what this step gives the recipient. ``figures`` holds the numbers it rests on, by name: ``pot`` (the
    kronor shared in this step), ``count`` (how many share them), ``key_value``, ``key_total``, ``share``, ``weight``,
    ``base``, ``before``, ``after``, ``increase``, ``total_increase``, ``met`` (1 or 0), ``inner`` (before limits or
    conditions), ``least``, ``most``, ``scale``. ``keys`` names the keys used, in the order of their figures.
    """

    rule: Rule
    exact: Fraction
    figures: dict[str, Fraction]
    keys: tuple[str, ...] = ()
    parts: tuple["RuleStep", ...] = ()
    earmark: Earmark | None = None
    """Set when the step shares out an earmark."""
    outside: bool = False
    """The recipient does not take part at all."""


class Worked(Struct, frozen=True):
    """A rule carried out for all its recipients: who gets what, exactly, and the figures it rests on."""

    rule: Rule
    amounts: Mapping[str, Fraction]
    """Exact kronor by recipient code."""
    common: Mapping[str, Fraction]
    """Figures that are the same for everyone."""
    own: Mapping[str, Mapping[str, Fraction]] = {}
    """Figures by name, then by recipient code."""
    keys: tuple[str, ...] = ()
    parts: tuple["Worked", ...] = ()
    left: Fraction = Fraction(0)
    """Exact kronor of the pot that no one receives."""
    outside: frozenset[str] = frozenset()
    """Codes of those who do not take part at all."""
    earmark: Earmark | None = None

    def step(self, code: str) -> RuleStep:
        """Return this rule as one recipient sees it."""
        figures = dict(self.common)
        for name, by_code in self.own.items():
            if code in by_code:
                figures[name] = by_code[code]
        if "key_value" in figures:
            figures["share"] = figures["key_value"] / figures["key_total"]
        elif "increase" in figures:
            figures["share"] = figures["increase"] / figures["total_increase"]
        parts = tuple(part.step(code) for part in self.parts if code in part.amounts)
        return RuleStep(self.rule, self.amounts[code], figures, self.keys, parts, self.earmark, code in self.outside)


class Cell(Struct, frozen=True, gc=False):
    """One recipient's sum of one grant (or earmark), with all that is needed to explain it."""

    recipient: Recipient
    exact: Fraction
    rounded_down: int
    """The exact amount rounded down to the rounding unit."""
    rank: int
    """Place among the remainders of the grant, 1 for the largest; ties by recipient code."""
    raised: int
    """Kronor added by the rounding: 0 or one rounding unit."""
    worked: Worked
    earmarked: tuple[Worked, ...] = ()
    """The grant's earmarks that have rules of their own; their exact sums are in ``exact``."""
    override: int = 0
    """Signed amount minus computed amount."""
    moved: int = 0
    """Of an earmark: kronor moved from (below 0) or to the recipient, so that no one's earmarks pass its grant."""

    @property
    def remainder(self) -> Fraction:
        """What the exact amount has above ``rounded_down``."""
        return self.exact - self.rounded_down

    @property
    def computed(self) -> int:
        """The computed amount, whole kronor, before any override."""
        return self.rounded_down + self.raised + self.moved

    @property
    def binding(self) -> int:
        """The signed amount: the computed with its override."""
        return self.computed + self.override

    @property
    def step(self) -> RuleStep:
        """How the rule came to the exact amount, as a tree of steps."""
        return self.worked.step(self.recipient.code)

    @property
    def earmark_steps(self) -> tuple[RuleStep, ...]:
        """How the earmarks with rules of their own came to theirs."""
        return tuple(worked.step(self.recipient.code) for worked in self.earmarked)


class EarmarkAllocation(Struct, frozen=True):
    """An earmark's allocation: a part of its grant, no money of its own."""

    earmark: Earmark
    cells: tuple[Cell, ...]
    unallocated: int
    raised_count: int = 0

    def cell(self, code: str) -> Cell:
        """Return the recipient's cell; ``KeyError`` when the recipient has none."""
        return _cell(self.cells, code)


class GrantAllocation(Struct, frozen=True):
    """One grant shared among its recipients, or waiting for a key."""

    grant: Grant
    rounding: Rounding
    cells: tuple[Cell, ...]
    """Empty while a key is awaited."""
    awaits: tuple[str, ...] = ()
    """The ids of the keys that have no numbers yet."""
    unallocated: int = 0
    """Kronor that no one receives: a condition not met, a greatest amount, rounding down, less than one unit."""
    left_by_rule: Fraction = Fraction(0)
    """The exact part of ``unallocated`` that the rule left; the rest was left by the rounding."""
    raised_count: int = 0
    """How many cells were raised by the rounding."""
    earmarks: tuple[EarmarkAllocation, ...] = ()
    brought: tuple[str, ...] = ()
    """The keys that this grant uses whose numbers the caller brought."""

    def cell(self, code: str) -> Cell:
        """Return the recipient's cell; ``KeyError`` when the recipient has none."""
        return _cell(self.cells, code)

    def earmark(self, earmark_id: str) -> EarmarkAllocation:
        """Return the earmark's allocation; ``KeyError`` when the grant has no such earmark."""
        for allocated in self.earmarks:
            if allocated.earmark.id == earmark_id:
                return allocated
        raise KeyError(earmark_id)


class Allocation(Struct, frozen=True):
    """The whole agreement's allocation."""

    agreement: Agreement
    grants: tuple[GrantAllocation, ...] = ()

    def grant(self, grant_id: str) -> GrantAllocation:
        """Return the grant's allocation; ``KeyError`` when the agreement has no such grant."""
        for allocated in self.grants:
            if allocated.grant.id == grant_id:
                return allocated
        raise KeyError(grant_id)

    def computed(self, grant_id: str) -> GrantAllocation:
        """Return the allocation of a grant that is to have amounts; an ``AllocationError`` says why it has none."""
        try:
            allocated = self.grant(grant_id)
        except KeyError:
            raise UnknownGrantError(grant_id, [grant.id for grant in self.agreement.grants]) from None
        if allocated.awaits:
            raise AwaitsKeyError(grant_id, allocated.awaits)
        return allocated


class CountyShare(Struct, frozen=True):
    """One county's sum shared out to its municipalities."""

    county: Recipient
    """Who received the sum at the first level: the region or the RSS."""
    amount: int
    cells: tuple[Cell, ...]
    unallocated: int = 0
    raised_count: int = 0

    def cell(self, code: str) -> Cell:
        """Return the recipient's cell; ``KeyError`` when the recipient has none."""
        return _cell(self.cells, code)


class SecondLevel(Struct, frozen=True):
    """A grant's second level: every county's sum shared out."""

    grant: Grant
    onward: Onward
    rounding: Rounding
    counties: tuple[CountyShare, ...]
    awaits: tuple[str, ...] = ()
    brought: tuple[str, ...] = ()

    def county_of(self, code: str) -> CountyShare:
        """Return the county's share that holds this recipient; ``KeyError`` when there is none."""
        for county in self.counties:
            if any(cell.recipient.code == code for cell in county.cells):
                return county
        raise KeyError(code)


def _cell(cells: tuple[Cell, ...], code: str) -> Cell:
    for cell in cells:
        if cell.recipient.code == code:
            return cell
    raise KeyError(code)

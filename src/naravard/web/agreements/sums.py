"""Sums over an agreement for its overview and the national picture: by area, by recipients, by county."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from naravard.agreement.model import Agreement, Area, Grant, Recipient, RecipientGroup
from naravard.agreement.reference import County, counties
from naravard.allocation.model import Allocation, Cell, GrantAllocation

TO = "till"
"""What the query of an area's page calls the groups of recipients whose grants it shows; all if none are asked for."""


@dataclass(frozen=True, slots=True)
class AreaSum:
    """An area with its grants; ``area`` is ``None`` for grants that serve them all."""

    area: Area | None
    grants: tuple[Grant, ...]

    @property
    def amount(self) -> int:
        """The grants' sum."""
        return sum(grant.amount for grant in self.grants)


@dataclass(frozen=True, slots=True)
class RecipientSum:
    """What grants to one combination of groups hold together."""

    groups: tuple[RecipientGroup, ...]
    grants: tuple[Grant, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The groups' ids."""
        return tuple(group.id for group in self.groups)

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of recipients."""
        return frozenset(group.kind for group in self.groups)

    @property
    def amount(self) -> int:
        """The grants' sum."""
        return sum(grant.amount for grant in self.grants)


@dataclass(frozen=True, slots=True)
class CountySum:
    """What the recipients of one county get together, and by inhabitant where the agreement counts them."""

    county: County
    to_region: int
    to_municipalities: int
    inhabitants: Fraction | None

    @property
    def amount(self) -> int:
        """The county's whole sum."""
        return self.to_region + self.to_municipalities

    @property
    def per_inhabitant(self) -> Fraction | None:
        """Kronor per inhabitant, exact."""
        return Fraction(self.amount) / self.inhabitants if self.inhabitants else None


def by_area(agreement: Agreement) -> list[AreaSum]:
    """Return the grants area by area, last those that serve them all; areas without grants too."""
    found = [
        AreaSum(area, tuple(grant for grant in agreement.grants if grant.area == area.id)) for area in agreement.areas
    ]
    known = {area.id for area in agreement.areas}
    rest = tuple(grant for grant in agreement.grants if grant.area not in known)
    return [*found, AreaSum(None, rest)] if rest else found


def by_recipients(agreement: Agreement) -> list[RecipientSum]:
    """Return the grants by whom they go to, in the order the agreement names them."""
    found: dict[tuple[str, ...], list[Grant]] = defaultdict(list)
    for grant in agreement.grants:
        found[grant.recipients].append(grant)
    return [
        RecipientSum(tuple(agreement.group(group) for group in groups), tuple(grants))
        for groups, grants in found.items()
    ]


def by_county(agreement: Agreement, allocation: Allocation) -> list[CountySum]:
    """Return every county that has recipients, in the order of the codes."""
    to_region: dict[str, int] = defaultdict(int)
    to_municipalities: dict[str, int] = defaultdict(int)
    for _grant, cell in cells(allocation):
        sums = to_region if cell.recipient.kind == "region" else to_municipalities
        sums[county_served_by(cell.recipient)] += cell.binding
    inhabitants = inhabitants_by_county(agreement)
    return [
        CountySum(county, to_region[county.code], to_municipalities[county.code], inhabitants.get(county.code))
        for county in counties()
        if county.code in to_region or county.code in to_municipalities
    ]


def inhabitants_by_county(agreement: Agreement) -> dict[str, Fraction]:
    """Return the inhabitants of each county by the key that the agreement counts them with; empty without one."""
    if agreement.per_inhabitant is None:
        return {}
    return numbers_by_county(agreement.key(agreement.per_inhabitant).values or {})


def numbers_by_county(numbers: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Return a key's number for each county: its own, or its municipalities' together where it has none."""
    own = {code: value for code, value in numbers.items() if len(code) == len("01")}
    found: dict[str, Fraction] = defaultdict(Fraction)
    for code, value in numbers.items():
        found[code[:2]] += value
    return {**found, **own}


def cells(allocation: Allocation) -> Iterator[tuple[GrantAllocation, Cell]]:
    """Give every cell with its grant."""
    for allocated in allocation.grants:
        for cell in allocated.cells:
            yield allocated, cell


def county_of(recipient: Recipient) -> str:
    """Return the recipient's county code; empty where there is none."""
    return recipient.county or (recipient.code[:2] if recipient.kind == "municipality" else "")


def county_served_by(recipient: Recipient) -> str:
    """Return the county whose region, RSS or municipality this is; empty for others, wherever they are."""
    return county_of(recipient) if recipient.kind in {"region", "rss", "municipality"} else ""


def awaiting(allocation: Allocation) -> list[GrantAllocation]:
    """Return the grants that await a key."""
    return [allocated for allocated in allocation.grants if allocated.awaits]

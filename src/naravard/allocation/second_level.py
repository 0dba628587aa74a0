"""The second level: each county's binding sum shared out to its municipalities, one rounding per municipality."""

from collections.abc import Mapping
from fractions import Fraction

from naravard.agreement.model import Onward, Recipient
from naravard.allocation.errors import NoMunicipalitiesError, NoOnwardError
from naravard.allocation.keys import KeyNumbers, Numbers, keys_of
from naravard.allocation.model import Allocation, Cell, CountyShare, GrantAllocation, SecondLevel
from naravard.allocation.rounding import round_amounts
from naravard.allocation.rules.dispatch import work
from naravard.allocation.rules.task import SharingTask


def share_onward(
    allocation: Allocation,
    grant_id: str,
    *,
    onward: Onward | None = None,
    keys: Mapping[str, Numbers] | None = None,
    recipients: tuple[Recipient, ...] | None = None,
) -> SecondLevel:
    """Share each county's sum of a grant among its municipalities.

    ``onward`` says how, instead of what the grant says; ``keys`` brings numbers, also for keys that the agreement does
    not declare; ``recipients`` are the municipalities, instead of the group that ``onward`` names.
    """
    granted = allocation.computed(grant_id)
    how = onward or granted.grant.onward
    if how is None:
        raise NoOnwardError(grant_id)
    numbers = KeyNumbers(allocation.agreement, keys)
    used = keys_of(how.rule)
    awaits = tuple(key for key in used if numbers.knows(key) and not numbers.has_numbers(key))
    if awaits:
        return SecondLevel(granted.grant, how, granted.rounding, (), awaits)
    members = allocation.agreement.group(how.recipients).members if recipients is None else recipients
    by_county: dict[str, list[Recipient]] = {}
    for member in members:
        by_county.setdefault(member.county, []).append(member)
    everyone = frozenset(member.code for member in members)
    counties = tuple(_share(granted, cell, how, by_county, numbers, everyone) for cell in granted.cells)
    brought = tuple(key for key in used if numbers.is_brought(key))
    return SecondLevel(granted.grant, how, granted.rounding, counties, (), brought)


def _share(
    granted: GrantAllocation,
    cell: Cell,
    how: Onward,
    by_county: Mapping[str, list[Recipient]],
    numbers: KeyNumbers,
    everyone: frozenset[str],
) -> CountyShare:
    """Share one county's binding sum."""
    county = cell.recipient
    members = by_county.get(county.county) if county.county else None
    if not members:
        raise NoMunicipalitiesError(granted.grant.id, county.name)
    codes = tuple(member.code for member in members)
    where = f"{granted.grant.id}.onward.{county.code}"
    worked = work(how.rule, SharingTask(Fraction(cell.binding), codes, numbers, where, everyone, granted.rounding.unit))
    rounded = round_amounts(worked.amounts, granted.rounding)
    cells = tuple(
        Cell(
            member,
            worked.amounts[member.code],
            rounded[member.code].down,
            rounded[member.code].rank,
            rounded[member.code].raised,
            worked,
        )
        for member in members
    )
    given = sum(each.computed for each in cells)
    return CountyShare(county, cell.binding, cells, cell.binding - given, sum(1 for each in cells if each.raised))

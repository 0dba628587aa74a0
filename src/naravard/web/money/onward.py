"""The second level: what each county's sum becomes for its municipalities, where the agreement says how."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from naravard.agreement.model import Recipient
from naravard.allocation import AllocationError
from naravard.allocation.model import Cell, CountyShare, SecondLevel
from naravard.allocation.second_level import share_onward
from naravard.web.agreements.current import Shown

_SNAPSHOTS_KEPT = 32


@dataclass(frozen=True, slots=True)
class OnwardPart:
    """What one recipient gets out of its county's sum of one grant."""

    second: SecondLevel
    county: CountyShare
    cell: Cell


@dataclass(frozen=True)
class OnwardBook:
    """The second level of every grant that has one."""

    levels: Mapping[str, SecondLevel] = field(default_factory=dict)
    """By grant. A level that awaits a key has no counties."""
    problems: Mapping[str, AllocationError] = field(default_factory=dict)
    """Why a grant's second level cannot be computed."""
    parts: Mapping[tuple[str, str], tuple[OnwardPart, ...]] = field(default_factory=dict)
    """By kind and code of the recipient."""

    def of(self, recipient: Recipient) -> tuple[OnwardPart, ...]:
        """Return what a recipient gets at the second level."""
        return self.parts.get((recipient.kind, recipient.code), ())


@lru_cache(maxsize=_SNAPSHOTS_KEPT)
def onward_of(shown: Shown) -> OnwardBook:
    """Return the second level of an agreement that the pages show."""
    levels: dict[str, SecondLevel] = {}
    problems: dict[str, AllocationError] = {}
    parts: dict[tuple[str, str], list[OnwardPart]] = {}
    for allocated in shown.allocation.grants if shown.allocation else ():
        if shown.allocation is None or allocated.grant.onward is None or allocated.awaits:
            continue
        try:
            second = share_onward(shown.allocation, allocated.grant.id)
        except AllocationError as error:
            problems[allocated.grant.id] = error
            continue
        levels[allocated.grant.id] = second
        for county in second.counties:
            for cell in county.cells:
                own = (cell.recipient.kind, cell.recipient.code)
                parts.setdefault(own, []).append(OnwardPart(second, county, cell))
    return OnwardBook(levels, problems, {own: tuple(found) for own, found in parts.items()})

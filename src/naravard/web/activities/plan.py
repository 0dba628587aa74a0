"""How much an organisation may plan for, and how much it has: by area and grant, with the room that is left.

A region's frames are the board's decision (:mod:`naravard.web.activities.decisions.frames`); until there is one, and
for all others, each area's frame is what its grants have been allotted.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from naravard.web.activities.decisions.frames import current_decision
from naravard.web.activities.decisions.models import Decision
from naravard.web.activities.models import Activity
from naravard.web.agreements.current import Shown
from naravard.web.ledger.accounts import money_of
from naravard.web.ledger.holders import uses_of
from naravard.web.organisations.models import Organisation

Place = tuple[str, str]
"""The ids of an area (empty for none) and a grant."""
BINDING = frozenset({Activity.DECIDED, Activity.ENDED})
"""The states in which an activity's budget takes of the frame."""


@dataclass(frozen=True, slots=True)
class AllottedGrant:
    """What there is of one grant for an organisation, in kronor."""

    amount: int = 0
    earmarks: Mapping[str, int] | None = None
    passed_on: int | None = None
    """What an RSS has passed on to a municipality; none for one that is given the grant itself."""

    @property
    def set_aside(self) -> Mapping[str, int]:
        """Kronor set aside by earmark."""
        return self.earmarks or {}


@dataclass(frozen=True, slots=True)
class AreaGrant:
    """A grant within an area: its frame and what is planned, in kronor."""

    area: str
    grant: str
    frame: int
    decided: int
    proposed: int

    @property
    def left(self) -> int:
        """What is left of the frame; below zero where the frame has been lowered since."""
        return self.frame - self.decided


@dataclass(frozen=True)
class Plan:
    """An organisation's frames and activities under one agreement."""

    shown: Shown
    organisation: Organisation
    allotted: Mapping[str, AllottedGrant]
    """By grant id."""
    frames: Mapping[Place, int]
    activities: tuple[Activity, ...]
    version: int
    """The fixed allocation that the allotted sums rest on; 0 while nothing is fixed."""
    decision: Decision | None = None
    """A region's current decision; None before its board's first, and for all others."""

    @cached_property
    def cells(self) -> tuple[AreaGrant, ...]:
        """Every grant within every area that has a frame or an activity, in the agreement's order."""
        used = dict.fromkeys((one.area, one.grant) for one in self.activities)
        places = sorted({*self.frames, *used}, key=self._order)
        return tuple(self.cell(area, grant) for area, grant in places)

    def cell(self, area: str, grant: str) -> AreaGrant:
        """Return one grant within one area."""
        here = [one for one in self.activities if (one.area, one.grant) == (area, grant)]
        return AreaGrant(
            area,
            grant,
            self.frames.get((area, grant), 0),
            sum(one.budget for one in here if one.status in BINDING),
            sum(one.budget for one in here if one.status == Activity.PROPOSED),
        )

    def area(self, area: str) -> AreaGrant:
        """Return one area, its grants added up."""
        cells = [cell for cell in self.cells if cell.area == area]
        return AreaGrant(
            area,
            "",
            sum(cell.frame for cell in cells),
            sum(cell.decided for cell in cells),
            sum(cell.proposed for cell in cells),
        )

    def grant(self, grant: str) -> AreaGrant:
        """Return one grant, its areas added up, within what is allotted of it."""
        cells = [cell for cell in self.cells if cell.grant == grant]
        return AreaGrant(
            "",
            grant,
            self.allotted[grant].amount if grant in self.allotted else 0,
            sum(cell.decided for cell in cells),
            sum(cell.proposed for cell in cells),
        )

    @property
    def areas(self) -> tuple[AreaGrant, ...]:
        """Every area, in the agreement's order."""
        return tuple(self.area(area) for area in dict.fromkeys(cell.area for cell in self.cells))

    def areas_of(self, grant_id: str) -> tuple[str, ...]:
        """Return the ids of the areas that have money of a grant."""
        return tuple(
            cell.area for cell in self.cells if cell.grant == grant_id and (cell.area, grant_id) in self.frames
        )

    def with_activity(self, changed: Activity) -> "Plan":
        """Return the plan as it is when an activity is as given."""
        others = tuple(one for one in self.activities if one.pk != changed.pk or changed.pk is None)
        return replace(self, activities=(*others, changed))

    def under(self, decision: Decision, frames: Mapping[Place, int]) -> "Plan":
        """Return the plan as it is when another decision holds."""
        return replace(self, decision=decision, frames=frames)

    def _order(self, place: Place) -> tuple[int, int, str, str]:
        areas = [area.id for area in self.shown.agreement.areas]
        grants = [grant.id for grant in self.shown.agreement.grants]
        area, grant = place
        return (
            areas.index(area) if area in areas else len(areas),
            grants.index(grant) if grant in grants else len(grants),
            area,
            grant,
        )


def plan_of(shown: Shown, organisation: Organisation, now: datetime.datetime) -> Plan:
    """Return an organisation's plan under an agreement as it stands."""
    allotted, version = allotted_of(shown, organisation, now)
    held = current_decision(shown.agreement.id, organisation.code)
    return Plan(
        shown,
        organisation,
        allotted,
        held.frames if held else default_frames(shown, allotted),
        tuple(activities_of(shown.agreement.id, organisation)),
        version,
        held.decision if held else None,
    )


def activities_of(agreement_id: str, organisation: Organisation) -> Iterable[Activity]:
    """Return an organisation's activities under an agreement, by number."""
    found = Activity.objects.filter(agreement_id=agreement_id, organisation=organisation)
    return found.select_related("officer").order_by("number")


def default_frames(shown: Shown, allotted: Mapping[str, AllottedGrant]) -> dict[Place, int]:
    """Return the frames that need no decision: each grant's sum in its own area, or in no area if it serves all."""
    return {
        (grant.area or "", grant.id): allotted[grant.id].amount
        for grant in shown.agreement.grants
        if grant.id in allotted
    }


def allotted_of(
    shown: Shown, organisation: Organisation, now: datetime.datetime
) -> tuple[dict[str, AllottedGrant], int]:
    """Return what there is of each grant that an organisation may use, and the fixed version that it rests on.

    A municipality plans within what its county's RSS is allotted; what has been passed on to it stands beside.
    """
    found: dict[str, AllottedGrant] = {}
    version = 0
    uses = uses_of(shown, organisation.code)
    givers = Organisation.objects.in_bulk({use.recipient for use in uses})
    moneys = {code: money_of(shown, giver, now) for code, giver in givers.items()}
    for use in uses:
        if use.recipient not in moneys:
            continue
        balance = moneys[use.recipient].balance
        version = max(version, balance.version)
        grant = balance.grant(use.grant.id)
        before = found.get(use.grant.id, AllottedGrant())
        earmarks = dict(before.set_aside)
        for each in grant.earmarks:
            earmarks[each.earmark] = earmarks.get(each.earmark, 0) + each.allotted
        passed_on = grant.share(use.holder).received if use.holder else before.passed_on
        found[use.grant.id] = AllottedGrant(before.amount + grant.allotted, earmarks, passed_on)
    return found, version

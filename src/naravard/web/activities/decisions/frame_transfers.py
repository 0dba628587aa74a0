"""The frames of a version of the decision: what they start from, and money moved between areas, conserved to the krona.

Kronor by the ids of area and grant. Moving keeps every grant's sum; nothing here can make or lose a krona.
"""

from collections.abc import Mapping

from naravard.web.activities.decisions import refusals
from naravard.web.activities.plan import AllottedGrant, Place, Plan, default_frames

Frames = Mapping[Place, int]


def starting_frames(plan: Plan, before: Frames | None) -> dict[Place, int]:
    """Return what a version starts from: the frames before it, with each grant's sum as it is allotted now.

    What has been allotted since goes to the grant's own area; what is no longer allotted is taken from there first.
    """
    start = default_frames(plan.shown, plan.allotted)
    if before is None:
        return start
    found = {place: amount for place, amount in before.items() if place[1] in plan.allotted}
    for (area, grant), allotted in start.items():
        found.setdefault((area, grant), 0)
        change = allotted - sum(amount for place, amount in found.items() if place[1] == grant)
        for place in sorted((one for one in found if one[1] == grant), key=lambda one: one[0] != area):
            step = max(change, -found[place])
            found[place] += step
            change -= step
    return {place: amount for place, amount in found.items() if amount or place in start}


def moved(frames: Frames, plan: Plan, grant: str, from_area: str, to_area: str, amount: int) -> dict[Place, int]:
    """Return frames with an amount of a grant moved from one area to another.

    What is set aside for the grant's earmarks stays in the grant's own area: it keeps its purpose.

    Raises:
        MoneyRefusedError: when it cannot be.
    """
    there = frames.get((from_area, grant), 0)
    if from_area == to_area or amount <= 0 or (from_area, grant) not in frames:
        raise refusals.nothing_to_move()
    if to_area and to_area not in {area.id for area in plan.shown.agreement.areas}:
        raise refusals.nothing_to_move()
    if amount > there:
        raise refusals.more_than_there_is(plan.shown.agreement, grant, from_area, there, amount)
    own = plan.shown.agreement.grant(grant).area
    kept = sum(plan.allotted.get(grant, AllottedGrant()).set_aside.values()) if own == from_area else 0
    if there - amount < kept:
        raise refusals.earmark_stays(plan.shown.agreement, grant, kept, there - kept)
    return {**frames, (from_area, grant): there - amount, (to_area, grant): frames.get((to_area, grant), 0) + amount}


def is_conserved(frames: Frames, plan: Plan) -> bool:
    """Tell whether the frames share out exactly what is allotted of every grant."""
    sums = dict.fromkeys(plan.allotted, 0)
    for (_area, grant), amount in frames.items():
        sums[grant] = sums.get(grant, 0) + amount
    return all(sums[grant] == (plan.allotted[grant].amount if grant in plan.allotted else 0) for grant in sums)

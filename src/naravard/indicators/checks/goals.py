"""What is said of goals: that they are there, that an open text is read in a way that is told, that a level is one."""

from naravard.agreement.draft import Draft, nearest
from naravard.agreement.model import Goal
from naravard.indicators.model import Indicator

Indicators = tuple[Indicator, ...]

RISES = frozenset({"increase", "significant-increase"})


def known(draft: Draft, indicators: Indicators) -> None:
    """A251: an indicator measures goals that the agreement has."""
    goals = _goals(draft)
    for one in indicators:
        for measured in one.goals:
            if measured.goal not in goals and draft.whole(draft.agreement, "goals"):
                near = nearest(measured.goal, goals)
                draft.report("A251", draft.at(measured, "goal"), near=near, goal=measured.goal, known=tuple(goals))


def readings(draft: Draft, indicators: Indicators) -> None:
    """A252: where a goal is a rise, it is told why it is read as it is."""
    goals = _goals(draft)
    for one in indicators:
        for measured in one.goals:
            goal = goals.get(measured.goal)
            if goal is not None and goal.target.kind in RISES and measured.why is None:
                draft.report("A252", draft.at(measured), goal=measured.goal)


def levels(draft: Draft, indicators: Indicators) -> None:
    """A253: a level that someone else has set has a number, and a source that is there."""
    for one in indicators:
        for other in one.other_goals:
            numberless = other.target.value is None and other.target.kind in ("at-least", "at-most", "increase")
            if numberless or other.source not in one.sources_by_id:
                draft.report("A253", draft.at(other), id=other.id)


def measured_by_some(draft: Draft, indicators: Indicators) -> None:
    """A254: where there are indicators, each goal with a level is measured by one."""
    if not indicators or not all(draft.whole(one, "goals") for one in indicators):
        return
    measured = {goal.goal for one in indicators for goal in one.goals}
    for goal in _goals(draft).values():
        if goal.target.kind != "achieved" and goal.id not in measured:
            draft.report("A254", draft.at(goal), goal=goal.id)


def _goals(draft: Draft) -> dict[str, Goal]:
    return {goal.id: goal for goal in draft.agreement.goals}

"""What binds activities: an area's frame, a grant's sum within it, and what is set aside for earmarks.

An area's money is one frame, but a grant is given for a purpose (the rows of the agreement's table of money), so what
is decided on never exceeds any grant's sum either; nothing in the agreement's data lets money go from one grant's
purpose to another's. What is set aside for an earmark is kept for it, as the ledger does: an earmark's activities may
also take of the rest of its grant, never the other way round.
"""

from naravard.web.activities.decisions.models import Decision
from naravard.web.activities.plan import BINDING, AllottedGrant, Plan
from naravard.web.activities.refusals import (
    above_area,
    above_grant,
    no_board_decision,
    no_mandate,
    not_fixed,
    takes_of_earmarks,
)


def refuse_beyond(plan: Plan, area: str, grant: str) -> None:
    """Refuse a plan in which the activities of an area and a grant exceed what there is for them.

    Raises:
        MoneyRefusedError: ``not-fixed``, ``above-area-frame``, ``above-grant`` or ``takes-of-earmark``.
    """
    agreement, cell = plan.shown.agreement, plan.cell(area, grant)
    if plan.version == 0 and cell.decided > 0:
        raise not_fixed()
    whole = plan.area(area)
    if whole.decided > whole.frame:
        raise above_area(agreement, whole, plan.organisation.kind)
    if cell.decided > cell.frame:
        raise above_grant(agreement, cell)
    if plan.grant(grant).left < 0:  # less has been allotted since the board's decision
        raise above_grant(agreement, plan.grant(grant))
    _keep_earmarks(plan, grant)


def refuse_without_mandate(plan: Plan) -> None:
    """Refuse a director's decision where the board has not let the director decide on activities.

    Raises:
        MoneyRefusedError: ``no-board-decision`` or ``no-mandate``.
    """
    if plan.decision is None:
        raise no_board_decision()
    if plan.decision.activities_by != Decision.BY_DIRECTOR:
        raise no_mandate()


def _keep_earmarks(plan: Plan, grant: str) -> None:
    allotted = plan.allotted.get(grant, AllottedGrant())
    planned: dict[str, int] = {}
    for one in plan.activities:
        if one.grant == grant and one.status in BINDING:
            planned[one.earmark] = planned.get(one.earmark, 0) + one.budget
    beyond = sum(max(0, planned.get(earmark, 0) - amount) for earmark, amount in allotted.set_aside.items())
    others = sum(amount for earmark, amount in planned.items() if earmark not in allotted.set_aside)
    set_aside = sum(allotted.set_aside.values())
    if others + beyond > allotted.amount - set_aside:
        raise takes_of_earmarks(
            plan.shown.agreement,
            grant,
            general=others,
            room=max(0, allotted.amount - set_aside - beyond),
            set_aside=set_aside,
        )

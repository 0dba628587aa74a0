"""The acts that reallocate within an area: from one activity to another, or to and from what is not planned there.

The region director does so by the board's mandate; what the board decides itself is entered with where it stands.
"""

import datetime
from copy import copy

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.acts import act, tell
from naravard.web.access.permissions import Permission
from naravard.web.activities.acts import locked_activity
from naravard.web.activities.decisions import refusals
from naravard.web.activities.decisions.models import Reallocation, ReallocationLine
from naravard.web.activities.decisions.row_locks import locked_region
from naravard.web.activities.limits import refuse_beyond, refuse_without_mandate
from naravard.web.activities.models import Activity
from naravard.web.activities.plan import BINDING, Place, Plan
from naravard.web.activities.refusals import no_board_decision
from naravard.web.history.content import Told
from naravard.web.history.kinds import AREA, event, example
from naravard.web.history.sentences import Words
from naravard.web.ledger.errors import MoneyChangedError
from naravard.web.organisations.models import Organisation

UNPLANNED = 0
"""Stands for what is not planned in the area, where an activity's number would stand."""


def _named(side: str) -> Words:
    """Return words for the activity that money is moved from or to. What no activity uses has words of its own."""

    def words(told: Told) -> Text:
        name = (told.after or {}).get(side)
        return Text(str(name)) if name else Text("det som inte är planerat", "what is not planned")

    return words


@act(
    Permission.DECIDE_ON_ACTIVITIES,
    leaves=event(
        "money-reallocated",
        Text(
            "{who} omfördelade {amount:kronor} från {giver} till {taker}.",
            "{who} reallocated {amount:kronor} from {giver} to {taker}.",
        ),
        example(AREA, after={"amount": 200_000, "from": "Mobila team", "to": None}),
        giver=_named("from"),
        taker=_named("to"),
    ),
)
def reallocate_within_area(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    from_number: int,
    to_number: int,
    amount: int,
    reason: str,
    at: datetime.datetime,
    day: datetime.date,
    reference: str = "",
    seen_version: int | None = None,
) -> Reallocation:
    """Move kronor between two activities of one area, or between one and what is not planned (0) there.

    Nothing is made or lost: what one loses the other gets. ``seen_version`` is the area's (:func:`area_version`).

    Raises:
        MoneyRefusedError: without a mandate or a reason, when the activities are of different areas, when there is not
            that much to take, or when a grant does not hold it.
    """
    organisation, plan = locked_region(organisation, agreement_id, at)
    refuse_without_mandate(plan)
    return _reallocated(
        actor,
        plan,
        (from_number, to_number, amount),
        decider=f"{actor.who.name.sv}, {actor.described.sv}",
        reason=reason,
        reference=reference,
        day=day,
        at=at,
        seen_version=seen_version,
    )


@act(
    Permission.PREPARE_DECISIONS,
    leaves=event(
        "board-reallocation-entered",
        Text(
            "{who} förde in att {decider} omfördelade {amount:kronor} från {giver} till {taker} ({reference}).",
            "{who} entered that {decider} reallocated {amount:kronor} from {giver} to {taker} ({reference}).",
        ),
        example(
            AREA,
            after={
                "amount": 200_000,
                "from": None,
                "to": "Mobila team",
                "decider": "Regionstyrelsen",
                "reference": "§ 41",
            },
        ),
        giver=_named("from"),
        taker=_named("to"),
    ),
)
def enter_board_reallocation(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    from_number: int,
    to_number: int,
    amount: int,
    reason: str,
    board: str,
    reference: str,
    day: datetime.date,
    at: datetime.datetime,
    today: datetime.date,
    seen_version: int | None = None,
) -> Reallocation:
    """Enter that the board has reallocated within an area: where its decision stands, and the day it was made.

    As :func:`reallocate_within_area`; for regions whose board decides on the activities itself, and for all others too.

    Raises:
        MoneyRefusedError: as there, before the board's first decision, and when the decision's place or day is not
            said or has not been yet.
    """
    organisation, plan = locked_region(organisation, agreement_id, at)
    check_board(plan, board, reference, day, today)
    return _reallocated(
        actor,
        plan,
        (from_number, to_number, amount),
        decider=board.strip(),
        reason=reason,
        reference=reference,
        day=day,
        at=at,
        seen_version=seen_version,
        kind="board-reallocation-entered",
    )


def check_board(plan: Plan, board: str, reference: str, day: datetime.date, today: datetime.date) -> None:
    """Refuse a board's reallocation that does not say by whom and where, or that has not been yet.

    Raises:
        MoneyRefusedError: with the field that is wrong.
    """
    if plan.decision is None:
        raise no_board_decision()
    for field, value, sv, en in (
        ("board", board, "den nämnd som beslutade", "the board that decided"),
        ("reference", reference, "protokoll och paragraf", "minutes and paragraph"),
    ):
        if not value.strip():
            raise refusals.not_written(field, f"Fyll i {sv}.", f"Fill in {en}.")
    if day > today:
        raise refusals.not_written(
            "day",
            f"Dagen {day} har inte varit än. Beslutet förs in när nämnden har beslutat.",
            f"The day {day} has not been yet. The decision is entered when the board has decided.",
        )


def _reallocated(
    actor: Actor,
    plan: Plan,
    move: tuple[int, int, int],
    *,
    decider: str,
    reason: str,
    reference: str,
    day: datetime.date,
    at: datetime.datetime,
    seen_version: int | None,
    kind: str = "money-reallocated",
) -> Reallocation:
    """Move the money, keep before and after, and tell of it."""
    from_number, to_number, amount = move
    if not reason.strip():
        raise refusals.no_reason()
    giver, taker = parties(plan, from_number, to_number)
    area = (giver or taker).area  # type: ignore[union-attr]  # one of them is an activity
    if seen_version is not None and seen_version != area_version(plan, area):
        raise MoneyChangedError
    before = {one.number: one.budget for one in (giver, taker) if one}
    after, giver, taker = changed(plan, giver, taker, amount)
    assert plan.decision is not None  # noqa: S101 - for the type checker; both acts have asked for one
    made = Reallocation.objects.create(
        agreement_id=plan.shown.agreement.id,
        organisation=plan.organisation,
        kind=Reallocation.WITHIN,
        decision=plan.decision,
        decider=decider,
        by=actor.who.code,
        reason=reason.strip(),
        reference=reference.strip(),
        day=day,
        at=at,
    )
    _keep(made, plan, after, before, [one for one in (giver, taker) if one is not None])
    tell(
        actor=actor,
        organisation=plan.organisation,
        thing=(taker or giver).thing(),  # type: ignore[union-attr]  # one of them is an activity
        kind=kind,
        at=at,
        before={f"budget_{one.number}": before[one.number] for one in (giver, taker) if one},
        after={f"budget_{one.number}": one.budget for one in (giver, taker) if one}
        | {
            "amount": amount,
            "from": giver.name if giver else "",
            "to": taker.name if taker else "",
            "decider": decider,
            "reference": reference.strip(),
        },
        reason=reason.strip(),
    )
    return made


def _keep(made: Reallocation, plan: Plan, after: Plan, before: dict[int, int], changed_: list[Activity]) -> None:
    """Save the new budgets, and write what each activity and each grant's unplanned rest had before and after."""
    for one in changed_:
        one.version += 1
        one.reason = made.reason
        one.save()
        _line(made, (one.area, one.grant), one, before[one.number], one.budget)
    for place in dict.fromkeys((one.area, one.grant) for one in changed_):
        room, left = plan.cell(*place).left, after.cell(*place).left
        if left != room:
            _line(made, place, None, room, left)


def area_version(plan: Plan, area: str) -> int:
    """Return a number that grows with every change of an area's activities, so that two at once can be told."""
    return sum(one.version for one in plan.activities if one.area == area)


def parties(plan: Plan, from_number: int, to_number: int) -> tuple[Activity | None, Activity | None]:
    """Return whom the money is taken from and whom it goes to; none for what is not planned.

    Raises:
        MoneyRefusedError: when they are the same, of different areas, or in a state that gives or takes no money.
    """
    found = [
        None if number == UNPLANNED else locked_activity(plan, number, None) for number in (from_number, to_number)
    ]
    giver, taker = found
    if from_number == to_number:
        raise refusals.not_written("to", "Välj två olika.", "Choose two different ones.")
    if giver is not None and taker is not None and giver.area != taker.area:
        raise refusals.other_area()
    if (giver is not None and giver.status not in BINDING) or (taker is not None and taker.status != Activity.DECIDED):
        raise refusals.not_decided_activity()
    return giver, taker


def changed(
    plan: Plan, giver: Activity | None, taker: Activity | None, amount: int
) -> tuple[Plan, Activity | None, Activity | None]:
    """Return the plan as it is when the amount has moved, and the two activities with their new budgets, as copies.

    Raises:
        MoneyRefusedError: when there is not that much to take, or a grant does not hold it.
    """
    if amount <= 0:
        raise refusals.not_written("amount", "Skriv ett belopp över 0 kronor.", "Write an amount above 0 kronor.")
    after = plan
    if giver is not None:
        if giver.budget < amount:
            raise refusals.more_than_left(giver.budget, amount)
        giver = copy(giver)
        giver.budget -= amount
        after = after.with_activity(giver)
    if taker is not None:
        if giver is None and plan.area(taker.area).left < amount:
            raise refusals.more_than_left(max(0, plan.area(taker.area).left), amount)
        taker = copy(taker)
        taker.budget += amount
        after = after.with_activity(taker)
        refuse_beyond(after, taker.area, taker.grant)
    return after, giver, taker


def _line(made: Reallocation, place: Place, activity: Activity | None, before: int, after: int) -> None:
    area, grant = place
    ReallocationLine.objects.create(
        reallocation=made, area=area, grant=grant, activity=activity, before=before, after=after
    )

"""The act that enters what the board decided; from then on it holds. Only by it does money move between areas."""

import datetime

from naravard.agreement.model import Text
from naravard.documents.memorandum import read
from naravard.web.access.actor import Actor
from naravard.web.access.acts import act, tell
from naravard.web.access.permissions import Permission
from naravard.web.activities.decisions import refusals
from naravard.web.activities.decisions.frame_transfers import is_conserved, starting_frames
from naravard.web.activities.decisions.frames import CurrentDecision, current_decision, frames_in
from naravard.web.activities.decisions.models import Decision, Reallocation, ReallocationLine
from naravard.web.activities.decisions.preparation import refuse_below_decided
from naravard.web.activities.decisions.row_locks import MEMORANDUM, locked_decision, locked_region, save
from naravard.web.activities.decisions.sent_files import keep_files
from naravard.web.activities.limits import refuse_beyond
from naravard.web.activities.models import Activity
from naravard.web.activities.plan import Place, Plan
from naravard.web.history.kinds import event, example
from naravard.web.organisations.models import Organisation


@act(
    Permission.PREPARE_DECISIONS,
    leaves=event(
        "board-decision-entered",
        Text(
            "{who} förde in att {board} {decided_on} beslutade om {thing}: {total:kronor} ({protocol}, {paragraph}).",
            "{who} entered that {board} decided on {thing} on {decided_on}: {total:kronor} ({protocol}, {paragraph}).",
        ),
        example(
            MEMORANDUM,
            after={
                "board": "Regionstyrelsen",
                "decided_on": "2022-03-15",
                "total": 40_000_000,
                "protocol": "Protokoll 2022:3",
                "paragraph": "§ 41",
            },
        ),
    ),
)
def enter_board_decision(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    number: int,
    board: str,
    protocol: str,
    paragraph: str,
    decided_on: datetime.date,
    at: datetime.datetime,
    today: datetime.date,
    seen_version: int | None = None,
) -> Decision:
    """Enter the board's decision on what was proposed: minutes, paragraph and day. It takes effect with this.

    What moved between areas is kept as a reallocation by the board. Where the board decides on the activities itself,
    those that the basis proposed are decided on.

    Raises:
        MoneyRefusedError: when nothing is proposed, something is missing, the day cannot be, what is already decided
            on does not fit, or another allocation has been fixed since it was proposed.
    """
    organisation, plan = locked_region(organisation, agreement_id, at)
    decision = locked_decision(plan, number, seen_version)
    if decision.state != Decision.PROPOSED:
        raise refusals.wrong_state(decision)
    check_entry(decision, board, protocol, paragraph, decided_on, today)
    frames = frames_in(decision)
    if not is_conserved(frames, plan):
        raise refusals.other_amounts(decision.rests_on, plan.version)
    refuse_below_decided(plan, frames)
    before = current_decision(agreement_id, organisation.code)
    decision.board, decision.protocol, decision.paragraph = board.strip(), protocol.strip(), _with_sign(paragraph)
    decision.decided_on, decision.state = decided_on, Decision.DECIDED
    decision.entered_at, decision.entered_by = at, actor.who.code
    save(decision)
    keep_files(decision, read(decision.memorandum), at=at)
    _keep_what_moved(actor, decision, plan, before, frames, at, decided_on)
    decided = _decide_on_the_basis(actor, decision, plan, frames, at)
    tell(
        actor=actor,
        organisation=organisation,
        thing=decision.thing(),
        kind="board-decision-entered",
        at=at,
        before={"state": Decision.PROPOSED},
        after={
            "board": decision.board,
            "protocol": decision.protocol,
            "paragraph": decision.paragraph,
            "decided_on": decided_on.isoformat(),
            "total": sum(frames.values()),
            "activities": [activity.code for activity in decided],
        },
        reason=decision.reason,
    )
    return decision


def _with_sign(paragraph: str) -> str:
    """Return a paragraph of minutes as minutes write it: ``92`` is ``§ 92``."""
    written = paragraph.strip()
    return f"§ {written}" if written[:1].isdigit() else written


def check_entry(
    decision: Decision,
    board: str,
    protocol: str,
    paragraph: str,
    decided_on: datetime.date,
    today: datetime.date,
) -> None:
    """Refuse a board's decision in which something is missing, or that was made on a day when it could not be.

    Raises:
        MoneyRefusedError: with the field that is wrong.
    """
    for field, value, sv, en in (
        ("board", board, "den nämnd som beslutade", "the board that decided"),
        ("protocol", protocol, "protokollet", "the minutes"),
        ("paragraph", paragraph, "paragrafen", "the paragraph"),
    ):
        if not value.strip():
            raise refusals.not_written(field, f"Fyll i {sv}.", f"Fill in {en}.")
    if decided_on > today:
        raise refusals.not_written(
            "decided_on",
            f"Dagen {decided_on} har inte varit än. Beslutet förs in när nämnden har beslutat.",
            f"The day {decided_on} has not been yet. The decision is entered when the board has decided.",
        )
    dated = read(decision.memorandum).dated
    if decided_on < dated:
        raise refusals.not_written(
            "decided_on",
            f"Dagen {decided_on} är före tjänsteskrivelsens dag, {dated}. Skriv dagen då nämnden beslutade.",
            f"The day {decided_on} is before that of the memorandum, {dated}. Write the day when the board decided.",
        )


def _keep_what_moved(
    actor: Actor,
    decision: Decision,
    plan: Plan,
    held: CurrentDecision | None,
    frames: dict[Place, int],
    at: datetime.datetime,
    day: datetime.date,
) -> None:
    if held is None:
        return
    before = starting_frames(plan, held.frames)
    changed = sorted(place for place in {*before, *frames} if before.get(place, 0) != frames.get(place, 0))
    if not changed:
        return
    made = Reallocation.objects.create(
        agreement_id=decision.agreement_id,
        organisation=decision.organisation,
        kind=Reallocation.BETWEEN,
        decision=decision,
        decider=decision.board,
        by=actor.who.code,
        reason=decision.reason,
        reference=f"{decision.protocol}, {decision.paragraph}",
        day=day,
        at=at,
    )
    for area, grant in changed:
        ReallocationLine.objects.create(
            reallocation=made,
            area=area,
            grant=grant,
            before=before.get((area, grant), 0),
            after=frames.get((area, grant), 0),
        )


def _decide_on_the_basis(
    actor: Actor, decision: Decision, plan: Plan, frames: dict[Place, int], at: datetime.datetime
) -> list[Activity]:
    """Decide on the activities that the basis proposed, as it had them, where the board decides itself."""
    if decision.activities_by != Decision.BY_BOARD:
        return []
    proposed = {one.number: one for one in read(decision.memorandum).basis if one.proposed}
    chosen = [one for one in plan.activities if one.number in proposed and one.status == Activity.PROPOSED]
    for activity in chosen:
        activity.budget = proposed[activity.number].budget
        activity.status, activity.decided_at, activity.decided_by = Activity.DECIDED, at, actor.who.code
    under = plan.under(decision, frames)
    for activity in sorted(chosen, key=lambda one: under.area(one.area).left):  # what exceeds most is reported first
        refuse_beyond(under, activity.area, activity.grant)
        activity.version += 1
        activity.save()
    return chosen

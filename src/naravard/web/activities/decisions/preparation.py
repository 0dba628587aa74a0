"""The acts that prepare a region's decision: begin, write, move money between areas, propose, take back, withdraw."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, fields

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Text
from naravard.documents.memorandum import written
from naravard.web.access.actor import Actor
from naravard.web.access.acts import act, tell
from naravard.web.access.permissions import Permission
from naravard.web.activities.decisions import refusals
from naravard.web.activities.decisions.frame_transfers import is_conserved, moved, starting_frames
from naravard.web.activities.decisions.frames import current_decision, frames_in
from naravard.web.activities.decisions.labels import LABELS
from naravard.web.activities.decisions.memorandum import background_of, drafted, fill, points_of
from naravard.web.activities.decisions.models import Decision
from naravard.web.activities.decisions.row_locks import (
    MEMORANDUM,
    locked_decision,
    locked_region,
    put_frames,
    save,
    versions_of,
)
from naravard.web.activities.decisions.sent_files import keep_files
from naravard.web.activities.plan import Plan
from naravard.web.history.content import Plain, Told
from naravard.web.history.kinds import event, example
from naravard.web.history.sentences import in_both
from naravard.web.organisations.models import Organisation

PREPARED = (Decision.DRAFT, Decision.PROPOSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What is written in a memorandum; none for what stays as it is."""

    heading: str | None = None
    background: str | None = None
    reference_number: str | None = None
    board: str | None = None
    points: list[str] | None = None
    served_on: str | None = None
    activities_by: str | None = None
    handler: str | None = None
    signatures: list[list[str]] | None = None
    extracts: list[str] | None = None


def _written(told: Told) -> Text:
    labels = [label for key, label in LABELS.items() if key in (told.after or {})]
    return in_both(lambda each: ", ".join(label.in_language(each) for label in labels))


@act(
    Permission.PREPARE_DECISIONS,
    leaves=event(
        "decision-begun",
        Text("{who} påbörjade {thing}.", "{who} began {thing}."),
        example(MEMORANDUM),
    ),
)
def begin_decision(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    at: datetime.datetime,
    activities_by: str = Decision.BY_DIRECTOR,
    reason: str = "",
) -> Decision:
    """Begin the next version of a region's decision, filled in from the agreement's data and the current version.

    Raises:
        MoneyRefusedError: when nothing is fixed, when one is being prepared, or when a later version has no reason.
    """
    organisation, plan = locked_region(organisation, agreement_id, at)
    if plan.version == 0:
        raise refusals.not_fixed()
    newest = versions_of(plan).first()
    if newest is not None and newest.state in PREPARED:
        raise refusals.one_is_prepared(newest.number)
    before = current_decision(agreement_id, organisation.code)
    if before is not None and not reason.strip():
        raise refusals.no_reason()
    decision = Decision(
        agreement_id=agreement_id,
        organisation=organisation,
        number=newest.number + 1 if newest else 1,
        activities_by=_known_way(activities_by),
        rests_on=plan.version,
        reason=reason.strip(),
        made_at=at,
        made_by=actor.who.code,
    )
    fill(decision, plan, swedish_day(at))
    if before is not None:
        _take_over(decision, before.decision)
    decision.save()
    put_frames(decision, starting_frames(plan, before.frames if before else None))
    _tell(actor, decision, "decision-begun", at, None, {"number": decision.number}, reason)
    return decision


@act(
    Permission.PREPARE_DECISIONS,
    leaves=event(
        "decision-written",
        Text("{who} skrev i {thing}: {written}.", "{who} wrote in {thing}: {written}."),
        example(MEMORANDUM, after={"heading": "Fördelning", "points": "1. Nämnden beslutar"}),
        written=_written,
    ),
)
def write_decision(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    number: int,
    wording: Wording,
    at: datetime.datetime,
    seen_version: int | None = None,
) -> Decision:
    """Write a draft's text. The same again changes nothing and leaves no event.

    Raises:
        MoneyRefusedError: when it is no draft, or something cannot be written so.
    """
    _, plan = locked_region(organisation, agreement_id, at)
    decision = _draft(plan, number, seen_version)
    given = {one.name: value for one in fields(wording) if (value := getattr(wording, one.name)) is not None}
    if "activities_by" in given:
        _known_way(given["activities_by"])
        given = _follow_the_way(decision, plan, given)
    changed = [name for name, value in given.items() if getattr(decision, name) != value]
    if not changed:
        return decision
    before = {name: _plain(getattr(decision, name)) for name in changed}
    for name in changed:
        setattr(decision, name, given[name])
    save(decision)
    _tell(actor, decision, "decision-written", at, before, {name: _plain(given[name]) for name in changed})
    return decision


@act(
    Permission.PREPARE_DECISIONS,
    leaves=event(
        "decision-money-moved",
        Text(
            "{who} lät {thing} föreslå att {amount:kronor} flyttas mellan områden.",
            "{who} let {thing} propose that {amount:kronor} be moved between areas.",
        ),
        example(MEMORANDUM, after={"amount": 1_000_000}),
    ),
)
def move_between_areas(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    number: int,
    grant: str,
    from_area: str,
    to_area: str,
    amount: int,
    at: datetime.datetime,
    seen_version: int | None = None,
) -> Decision:
    """Let a draft propose that an area's money of a grant goes to another. Only the board's decision lets it.

    Raises:
        MoneyRefusedError: when it is no draft, or the money cannot be moved.
    """
    _, plan = locked_region(organisation, agreement_id, at)
    decision = _draft(plan, number, seen_version)
    frames = frames_in(decision)
    after = moved(frames, plan, grant, from_area, to_area, amount)
    put_frames(decision, after)
    save(decision)
    names = {f"{area or '-'}/{grant}": frames.get((area, grant), 0) for area in (from_area, to_area)}
    became = {f"{area or '-'}/{grant}": after[area, grant] for area in (from_area, to_area)}
    _tell(actor, decision, "decision-money-moved", at, dict(names), dict(became) | {"amount": amount})
    return decision


@act(
    Permission.PREPARE_DECISIONS,
    leaves=event(
        "decision-amounts-renewed",
        Text(
            "{who} lät {thing} bygga på version {rests_on} av fördelningen.",
            "{who} let {thing} rest on version {rests_on} of the allocation.",
        ),
        example(MEMORANDUM, after={"rests_on": 2}),
    ),
)
def renew_amounts(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    number: int,
    at: datetime.datetime,
    seen_version: int | None = None,
) -> Decision:
    """Let a draft rest on the newest fixed allocation: what is new goes to its grant's own area.

    Raises:
        MoneyRefusedError: when it is no draft.
    """
    _, plan = locked_region(organisation, agreement_id, at)
    decision = _draft(plan, number, seen_version)
    before: dict[str, Plain] = {"rests_on": decision.rests_on}
    put_frames(decision, starting_frames(plan, frames_in(decision)))
    decision.rests_on = plan.version
    save(decision)
    _tell(actor, decision, "decision-amounts-renewed", at, before, {"rests_on": plan.version})
    return decision


@act(
    Permission.PREPARE_DECISIONS,
    leaves=event(
        "decision-proposed",
        Text(
            "{who} lämnade {thing} till nämnden: {total:kronor}.",
            "{who} proposed {thing} to the board: {total:kronor}.",
        ),
        example(MEMORANDUM, after={"total": 40_000_000}),
    ),
)
def propose_decision(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    number: int,
    at: datetime.datetime,
    day: datetime.date,
    seen_version: int | None = None,
) -> Decision:
    """Hand a draft to the board: what it says is kept whole from now on. ``day`` is the memorandum's.

    Raises:
        MoneyRefusedError: when it is no draft, something is missing, or its amounts are not those allotted now.
    """
    _, plan = locked_region(organisation, agreement_id, at)
    decision = _draft(plan, number, seen_version)
    if missing := lacking(decision):
        raise refusals.lacking(missing)
    frames = frames_in(decision)
    if decision.rests_on != plan.version or not is_conserved(frames, plan):
        raise refusals.other_amounts(decision.rests_on, plan.version)
    refuse_below_decided(plan, frames)
    memorandum = drafted(decision, plan, day)
    decision.memorandum, decision.state, decision.proposed_at = written(memorandum), Decision.PROPOSED, at
    save(decision)
    keep_files(decision, memorandum, at=at)
    after: dict[str, Plain] = {"total": memorandum.total, "rests_on": decision.rests_on}
    _tell(actor, decision, "decision-proposed", at, {"state": Decision.DRAFT}, after)
    return decision


@act(
    Permission.PREPARE_DECISIONS,
    leaves=event(
        "decision-taken-back",
        Text("{who} tog tillbaka {thing} till utkast.", "{who} took {thing} back to a draft."),
        example(MEMORANDUM),
    ),
)
def take_decision_back(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    number: int,
    reason: str,
    at: datetime.datetime,
    seen_version: int | None = None,
) -> Decision:
    """Take what was proposed back to a draft, with a reason, so that it can be changed.

    Raises:
        MoneyRefusedError: when it is not proposed, or there is no reason.
    """
    _, plan = locked_region(organisation, agreement_id, at)
    decision = locked_decision(plan, number, seen_version)
    if decision.state != Decision.PROPOSED:
        raise refusals.wrong_state(decision)
    if not reason.strip():
        raise refusals.no_reason()
    before = _whole(decision)
    decision.memorandum, decision.state, decision.proposed_at = "", Decision.DRAFT, None
    save(decision)
    _tell(actor, decision, "decision-taken-back", at, before, {"state": Decision.DRAFT}, reason)
    return decision


@act(
    Permission.PREPARE_DECISIONS,
    leaves=event(
        "decision-withdrawn",
        Text("{who} drog tillbaka {thing}.", "{who} withdrew {thing}."),
        example(MEMORANDUM),
    ),
)
def withdraw_decision(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    number: int,
    reason: str,
    at: datetime.datetime,
    seen_version: int | None = None,
) -> Decision:
    """Withdraw what is being prepared for good, with a reason: the board did not want it, or it is no longer needed.

    Raises:
        MoneyRefusedError: when it has been decided on or withdrawn, or there is no reason.
    """
    _, plan = locked_region(organisation, agreement_id, at)
    decision = locked_decision(plan, number, seen_version)
    if decision.state not in PREPARED:
        raise refusals.wrong_state(decision)
    if not reason.strip():
        raise refusals.no_reason()
    before = _whole(decision)
    decision.memorandum = decision.memorandum or written(drafted(decision, plan, swedish_day(at)))
    decision.state = Decision.WITHDRAWN
    save(decision)
    _tell(actor, decision, "decision-withdrawn", at, before, {"state": decision.state}, reason)
    return decision


def _whole(decision: Decision) -> dict[str, Plain]:
    """Return all that was proposed or drafted, as the event tells it that it was taken back."""
    told: dict[str, Plain] = {
        name: getattr(decision, name) for name in ("state", "activities_by", "rests_on", "heading", "background")
    }
    told["points"] = _plain(decision.points)
    told["frames"] = [f"{line.area or '–'}, {line.grant}: {line.amount}" for line in decision.frames.all()]
    return told


def lacking(decision: Decision) -> list[Text]:
    """Return what is missing in a memorandum."""
    wanted = (
        (decision.heading, Text("en rubrik", "a heading")),
        (decision.background, Text("en ärendebeskrivning", "a background")),
        (decision.board, Text("den nämnd som beslutar", "the board that decides")),
        (decision.points, Text("beslutspunkter", "decision points")),
        (decision.signatures, Text("underskrifter", "signatures")),
    )
    return [name for value, name in wanted if not value]


def refuse_below_decided(plan: Plan, frames: Mapping[tuple[str, str], int]) -> None:
    """Refuse frames in which what is already decided on does not fit.

    Raises:
        LedgerRefusedError: ``below-decided``.
    """
    for cell in plan.cells:
        frame = frames.get((cell.area, cell.grant), 0)
        if cell.decided > frame:
            raise refusals.below_decided(plan.shown.agreement, cell, frame)


def _draft(plan: Plan, number: int, seen_version: int | None) -> Decision:
    decision = locked_decision(plan, number, seen_version)
    if decision.state != Decision.DRAFT:
        raise refusals.wrong_state(decision)
    return decision


def _known_way(activities_by: str) -> str:
    if activities_by not in (Decision.BY_DIRECTOR, Decision.BY_BOARD):
        raise refusals.not_written("activities_by", "Välj vem som beslutar om aktiviteterna.", "Choose who decides.")
    return activities_by


def _follow_the_way(decision: Decision, plan: Plan, given: dict[str, object]) -> dict[str, object]:
    """Let points and background that nobody has rewritten follow who decides on the activities."""
    agreement, before, after = plan.shown.agreement, decision.activities_by, str(given["activities_by"])
    if before == after:
        return given
    if given.get("points", decision.points) == points_of(agreement, before):
        given["points"] = points_of(agreement, after)
    if given.get("background", decision.background) == background_of(agreement, before):
        given["background"] = background_of(agreement, after)
    return given


def _take_over(decision: Decision, before: Decision) -> None:
    """Let a later version have who signs, who gets an extract and where it is registered, as the current one."""
    for name in ("handler", "signatures", "extracts", "served_on", "board", "reference_number"):
        setattr(decision, name, getattr(before, name))


def _plain(value: object) -> Plain:
    if isinstance(value, list):
        return [", ".join(one) if isinstance(one, list) else str(one) for one in value]
    return str(value)


def _tell(
    actor: Actor,
    decision: Decision,
    kind: str,
    at: datetime.datetime,
    before: Mapping[str, Plain] | None,
    after: Mapping[str, Plain] | None,
    reason: str = "",
) -> None:
    tell(
        actor=actor,
        organisation=decision.organisation,
        thing=decision.thing(),
        kind=kind,
        at=at,
        before=before,
        after=after,
        reason=reason.strip(),
    )

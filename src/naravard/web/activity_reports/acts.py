"""The acts on an activity report: written in, made ready, opened for changes, signed and handed in (10.1, 10.2)."""

import datetime
from collections.abc import Mapping

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.acts import act, tell
from naravard.web.access.permissions import Permission
from naravard.web.activity_reports.report import PAPER, duty_id_of, report_of
from naravard.web.agreements.current import all_shown
from naravard.web.history.models import Event
from naravard.web.history.told import Plain
from naravard.web.organisations.models import Organisation
from naravard.web.papers import drafting
from naravard.web.papers.errors import PaperRefusedError, lacks, not_described
from naravard.web.papers.keeping import keep, link, require_others_prepared, told_of
from naravard.web.papers.models import HandedInPaper, PaperDraft
from naravard.web.papers.signed_files import ELECTRONIC, SignedFile, require_good
from naravard.web.tasks import changing, refusals
from naravard.web.tasks.carried import is_carried
from naravard.web.tasks.changing import HeldDuty, held
from naravard.web.tasks.errors import NoSuchDutyError
from naravard.web.tasks.reading import thing_of

_PREPARED = Text("förberett verksamhetsrapporten", "prepared the activity report")


@act(Permission.WORK_ON_DUTIES, leaves=("activity-report-written",))
def write_activity_report(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    values: Mapping[str, str],
    version: int,
    at: datetime.datetime,
) -> PaperDraft:
    """Write in one's own organisation's activity report; the first who does begins its duty."""
    actor.require_own(organisation)
    duty = _open_duty(organisation, agreement_id, at)
    before = duty.facts
    draft = drafting.held_draft(organisation, agreement_id, PAPER)
    was = drafting.write(draft, values, version=version, by=actor, at=at)
    if duty.state.can_be_begun and not duty.record.begun_by:
        changing.begin(duty, by=actor)
    _tell("activity-report-written", duty, actor, before | was, {name: values[name] for name in was})
    return draft


@act(Permission.WORK_ON_DUTIES, leaves=("activity-report-ready",))
def ready_activity_report(
    *, actor: Actor, organisation: Organisation, agreement_id: str, version: int, at: datetime.datetime
) -> PaperDraft:
    """Make the activity report ready to be signed: what it says is fixed, and the file is made."""
    actor.require_own(organisation)
    duty = _open_duty(organisation, agreement_id, at)
    before = duty.facts
    draft = drafting.held_draft(organisation, agreement_id, PAPER)
    report = report_of(duty.task.shown, organisation, at)
    if report.paper is None:
        raise not_described(PAPER)
    if report.lacks:
        raise lacks("activity-report-lacks", Text("Rapporten", "The report"), report.lacks)
    drafting.make_ready(draft, report.document(swedish_day(at)), version=version, by=actor, at=at)
    if duty.state.can_be_begun and not duty.record.begun_by:
        changing.begin(duty, by=actor)
    _tell("activity-report-ready", duty, actor, before, {"edition": draft.edition})
    return draft


@act(Permission.WORK_ON_DUTIES, leaves=("activity-report-opened",))
def open_activity_report(
    *, actor: Actor, organisation: Organisation, agreement_id: str, version: int, at: datetime.datetime
) -> PaperDraft:
    """Open an activity report that waits to be signed, to be changed."""
    actor.require_own(organisation)
    duty = _held_duty(organisation, agreement_id, at)
    before = duty.facts
    draft = drafting.held_draft(organisation, agreement_id, PAPER)
    drafting.open_for_changes(draft, version=version, at=at)
    _tell("activity-report-opened", duty, actor, before, {})
    return draft


@act(Permission.SIGN, leaves=("activity-report-handed-in",))
def hand_in_activity_report(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    version: int,
    way: str,
    at: datetime.datetime,
    signed: SignedFile | None = None,
) -> HandedInPaper:
    """Sign and hand in an activity report that others have prepared. ``signed`` has been looked at already."""
    actor.require_own(organisation)
    duty = _open_duty(organisation, agreement_id, at)
    before = duty.facts
    draft = drafting.held_draft(organisation, agreement_id, PAPER)
    drafting.require_ready(draft, version=version)
    require_others_prepared(draft, duty, actor, _PREPARED)
    file = require_good(signed, bytes(draft.pdf or b""), actor.who.name) if way == ELECTRONIC else None
    if not duty.record.begun_by:
        duty.record.begun_by = draft.ready_by
    changing.hand_in(duty, by=actor)
    report = report_of(duty.task.shown, organisation, at)
    assert report.paper is not None  # noqa: S101 - for the type checker; it was made ready out of it
    paper = keep(draft, duty, name=report.paper.name, way=way, signed=file, by=actor, at=at)
    event = _tell("activity-report-handed-in", duty, actor, before, told_of(paper))
    link(paper, event)
    return paper


def _held_duty(organisation: Organisation, agreement_id: str, at: datetime.datetime) -> HeldDuty:
    shown = next((shown for shown in all_shown() if shown.agreement.id == agreement_id), None)
    if shown is None:
        raise NoSuchDutyError(agreement_id, PAPER, organisation.code)
    return held(organisation, agreement_id, duty_id_of(shown, organisation), at=at, seen_version=None)


def _open_duty(organisation: Organisation, agreement_id: str, at: datetime.datetime) -> HeldDuty:
    duty = _held_duty(organisation, agreement_id, at)
    if not duty.state.can_be_submitted:
        raise refusals.cannot_be_submitted(duty.task)
    if not is_carried(agreement_id, duty.duty):
        raise PaperRefusedError(
            "not-carried-yet",
            Text(
                "Handlingar görs här från den dag överenskommelsens fördelning har fastställts.",
                "Papers are made here from the day that the agreement's allocation has been fixed.",
            ),
        )
    return duty


def _tell(kind: str, duty: HeldDuty, actor: Actor, before: Mapping[str, Plain], after: Mapping[str, Plain]) -> Event:
    return tell(
        actor=actor,
        organisation=duty.task.organisation,
        thing=thing_of(duty.task.shown.agreement.id, duty.duty),
        kind=kind,
        at=duty.at,
        before=before,
        after=duty.facts | dict(after),
    )

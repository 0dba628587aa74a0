"""The acts on a report of keys: write it, hand it in, let the RSS hand it in, receive it, open it again.

The report carries its duty (:mod:`naravard.web.tasks.changes`): when it first came in decides whether it was in time.
An RSS acts for a municipality that has let it. What was handed in is kept as a version that never changes.
"""

import datetime
import hashlib
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import msgspec

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.acts import act, tell
from naravard.web.access.matters import OTHERS
from naravard.web.access.permissions import Permission
from naravard.web.history.content import Plain, Thing, Told
from naravard.web.history.kinds import RECEIVER, TOWN, EventKind, event, example
from naravard.web.organisations.models import Organisation
from naravard.web.placements.models import Coordination, ReportDraft, SubmittedReport
from naravard.web.placements.overview import coordinator_let, submitted_of
from naravard.web.placements.questions import ABOUT, MOST, as_text, asked_of, coordinator_of
from naravard.web.tasks import changes, refusals
from naravard.web.tasks.acts import require_receiver
from naravard.web.tasks.changes import LockedDuty, locked_duty
from naravard.web.tasks.duties import thing_of
from naravard.web.tasks.errors import DutyRefusedError, NoSuchDutyError
from naravard.web.tasks.paper_duties import is_carried

Numbers = Mapping[str, int | Fraction]
"""Numbers by the id that the agreement's data gives them."""
_DUTY = Thing("duty", "exempel/redovisade-tal", Text("Redovisning av tal", "Report of numbers"))


def _event(did: str, says: Text, **told: Any) -> EventKind:
    return event(f"key-report-{did}", says, example(_DUTY, organisation=TOWN, **told))


def _coordination_chosen(told: Told) -> Text:
    """Say that the RSS may hand in, or may no longer."""
    if (told.after or {}).get("coordinator"):
        return Text(
            "{who} lät RSS lämna in {thing:quoted} för {whose}.",
            "{who} let the RSS hand in {thing:quoted} for {whose}.",
        )
    return Text(
        "{who} tog tillbaka att RSS lämnar in {thing:quoted} för {whose}.",
        "{who} took back that the RSS hands in {thing:quoted} for {whose}.",
    )


@act(
    Permission.WORK_ON_DUTIES,
    matter=OTHERS,
    leaves=_event(
        "saved", Text("{who} skrev på {thing:quoted} för {whose}.", "{who} wrote on {thing:quoted} for {whose}.")
    ),
)
def save_report(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    duty_id: str,
    numbers: Numbers,
    at: datetime.datetime,
    note: str = "",
    seen_version: int | None = None,
) -> ReportDraft:
    """Keep the numbers as far as they are written. The first time begins the duty.

    Raises:
        DutyRefusedError: when it cannot be written now, when a number is asked for by nothing or is none, or when
            someone else has acted since.
    """
    duty = _own_locked_duty(actor, organisation, agreement_id, duty_id, at, seen_version)
    if not duty.state.can_be_submitted:
        raise refusals.cannot_be_submitted(duty.task)
    _check(duty, numbers, whole=False)
    before = _facts(duty, _drafted(duty))
    if duty.state.can_be_begun:
        changes.begin(duty, by=actor)
    else:
        duty.save()
    draft, _ = ReportDraft.objects.update_or_create(
        agreement_id=agreement_id,
        duty_id=duty_id,
        organisation=organisation,
        defaults={"numbers": _written(numbers), "note": note.strip(), "saved_at": at, "saved_by": actor.who.code},
    )
    _leave("key-report-saved", duty, actor, before, _facts(duty, draft.numbers))
    return draft


@act(
    Permission.SUBMIT_REPORTS,
    matter=OTHERS,
    leaves=_event(
        "submitted",
        Text(
            "{who} lämnade in {thing:quoted} för {whose}, version {number}.",
            "{who} handed in {thing:quoted} for {whose}, version {number}.",
        ),
        after={"number": 2},
    ),
)
def submit_report(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    duty_id: str,
    numbers: Numbers,
    at: datetime.datetime,
    note: str = "",
    seen_version: int | None = None,
) -> SubmittedReport:
    """Hand a report in: the next version, whole, with all that the agreement asks for.

    Raises:
        DutyRefusedError: as :func:`save_report`, and when a number is missing.
    """
    duty = _own_locked_duty(actor, organisation, agreement_id, duty_id, at, seen_version)
    _check(duty, numbers, whole=True)
    versions = submitted_of(agreement_id, duty_id, organisation.code)
    before = _facts(duty, versions[0].numbers if versions else {})
    changes.hand_in(duty, by=actor, note=note.strip())
    report = SubmittedReport(
        agreement_id=agreement_id,
        duty_id=duty_id,
        organisation=organisation,
        number=versions[0].number + 1 if versions else 1,
        numbers=_written(numbers),
        note=note.strip(),
        submitted_at=at,
        submitted_by=actor.who.code,
        submitted_in=actor.organisation.code if actor.organisation else organisation.code,
    )
    report.digest = digest_of(report)
    report.save()
    ReportDraft.objects.filter(agreement_id=agreement_id, duty_id=duty_id, organisation=organisation).delete()
    after = _facts(duty, report.numbers) | {"number": report.number, "digest": report.digest}
    _leave("key-report-submitted", duty, actor, before, after)
    return report


@act(
    Permission.SUBMIT_REPORTS,
    leaves=event(
        "coordination-chosen",
        _coordination_chosen,
        example(_DUTY, organisation=TOWN, after={"coordinator": "rss-09"}),
        example(_DUTY, organisation=TOWN, after={"coordinator": None}),
    ),
)
def choose_coordination(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    duty_id: str,
    wanted: bool,
    at: datetime.datetime,
    seen_version: int | None = None,
) -> Coordination:
    """Let the county's RSS write and hand in one's own report, or do so no longer.

    Raises:
        DutyRefusedError: when there is no RSS for it, when it is so already, or when someone else has acted since.
    """
    duty = _own_locked_duty(actor, organisation, agreement_id, duty_id, at, seen_version)
    coordinator = coordinator_of(duty.task.shown, organisation.code)
    if not coordinator:
        raise DutyRefusedError(
            "no-coordinator",
            Text("Ingen RSS kan samordna redovisningen.", "No RSS can coordinate the report."),
        )
    was = coordinator_let(agreement_id, duty_id, organisation.code)
    if bool(was) == wanted:
        raise DutyRefusedError("nothing-changes", Text("Det är redan så.", "It is so already."))
    duty.save()
    made = Coordination.objects.create(
        agreement_id=agreement_id,
        duty_id=duty_id,
        organisation=organisation,
        coordinator=coordinator if wanted else "",
        decided_at=at,
        decided_by=actor.who.code,
    )
    _leave("coordination-chosen", duty, actor, {"coordinator": was or None}, {"coordinator": made.coordinator or None})
    return made


@act(
    Permission.RECEIVE,
    matter=OTHERS,
    leaves=_event(
        "accepted",
        Text("{who} godtog {thing:quoted} från {whose}.", "{who} accepted {thing:quoted} from {whose}."),
        by=RECEIVER,
    ),
)
def accept_report(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    duty_id: str,
    at: datetime.datetime,
    seen_version: int | None = None,
) -> None:
    """Accept another's report: nothing more is to be done."""
    duty = _received(actor, organisation, agreement_id, duty_id, at, seen_version)
    before = duty.facts
    changes.accept(duty)
    _leave("key-report-accepted", duty, actor, before, duty.facts)


@act(
    Permission.RECEIVE,
    matter=OTHERS,
    leaves=_event(
        "reopened",
        Text("{who} öppnade {thing:quoted} från {whose} igen.", "{who} opened {thing:quoted} from {whose} again."),
        by=RECEIVER,
    ),
)
def reopen_report(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    duty_id: str,
    reason: str,
    at: datetime.datetime,
    seen_version: int | None = None,
) -> None:
    """Open another's report again, with a reason, so that it can be corrected. What was handed in is kept.

    The version handed in last counts until the next is in, and when the first came in decides whether it was in time.
    """
    duty = _received(actor, organisation, agreement_id, duty_id, at, seen_version)
    if not reason.strip():
        raise refusals.needs_a_reason()
    before = duty.facts
    changes.reopen(duty, because=reason.strip())
    _leave("key-report-reopened", duty, actor, before, duty.facts, reason.strip())


def digest_of(report: SubmittedReport) -> str:
    """Return the SHA-256 of a report's content, in hex."""
    content = {
        "agreement": report.agreement_id,
        "duty": report.duty_id,
        "organisation": report.organisation_id,
        "number": report.number,
        "numbers": report.numbers,
        "note": report.note,
        "submitted_at": report.submitted_at.astimezone(datetime.UTC).isoformat(timespec="microseconds"),
    }
    return hashlib.sha256(msgspec.json.encode(content, order="sorted")).hexdigest()


def _own_locked_duty(
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    duty_id: str,
    at: datetime.datetime,
    seen_version: int | None,
) -> LockedDuty:
    """Lock a report of one's own organisation, or of one that lets it hand in."""
    own = actor.organisation is None or actor.organisation.code == organisation.code
    if not own and actor.organisation.code != coordinator_let(agreement_id, duty_id, organisation.code):  # type: ignore[union-attr]
        actor.require_own(organisation)
    return _locked_duty_of_keys(organisation, agreement_id, duty_id, at, seen_version)


def _received(
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    duty_id: str,
    at: datetime.datetime,
    seen_version: int | None,
) -> LockedDuty:
    """Lock a report that one's own organisation receives."""
    duty = _locked_duty_of_keys(organisation, agreement_id, duty_id, at, seen_version)
    require_receiver(actor, duty)
    return duty


def _locked_duty_of_keys(
    organisation: Organisation, agreement_id: str, duty_id: str, at: datetime.datetime, seen_version: int | None
) -> LockedDuty:
    duty = locked_duty(organisation, agreement_id, duty_id, at=at, seen_version=seen_version)
    if duty.duty.about != ABOUT:
        raise NoSuchDutyError(agreement_id, duty_id, organisation.code)
    if not is_carried(duty.task.shown, duty.duty):
        raise not_yet()
    return duty


def not_yet() -> DutyRefusedError:
    """Say that the allocation has not been fixed, so that the report is not made here yet."""
    return DutyRefusedError(
        "not-fixed",
        Text(
            "Fördelningen är inte fastställd än. När den är fastställd kan talen redovisas här.",
            "The allocation has not been fixed yet. When it has been fixed the numbers can be reported here.",
        ),
    )


def _check(duty: LockedDuty, numbers: Numbers, *, whole: bool) -> None:
    asked = {one.id: one for one in asked_of(duty.task.shown.agreement, duty.duty)}
    for name, number in numbers.items():
        if name not in asked:
            raise DutyRefusedError(
                "not-asked-for",
                Text(f"Redovisningen frågar inte efter ”{name}”.", f"The report does not ask for “{name}”."),
            )
        if type(number) not in (int, Fraction) or not asked[name].takes(number):
            hint = asked[name].hint
            raise DutyRefusedError(
                "not-such-a-number" if asked[name].decimals else "not-a-whole-number",
                Text(
                    f"{asked[name].name.sv}: {number} går inte att redovisa. {hint.sv} Högst {MOST}.",
                    f"{asked[name].name.in_language('en')}: {number} cannot be reported. {hint.in_language('en')} At "
                    f"most {MOST}.",
                ),
                name,
            )
    missing = [one for one in asked.values() if one.id not in numbers]
    if whole and missing:
        raise DutyRefusedError(
            "number-missing",
            Text(
                f"{missing[0].name.sv} saknas. {missing[0].hint.sv}",
                f"{missing[0].name.in_language('en')} is missing. {missing[0].hint.in_language('en')}",
            ),
            missing[0].id,
        )


def _written(numbers: Numbers) -> dict[str, str]:
    return {name: as_text(number) for name, number in numbers.items()}


def _drafted(duty: LockedDuty) -> Mapping[str, str]:
    draft = ReportDraft.objects.filter(
        agreement_id=duty.task.shown.agreement.id, duty_id=duty.duty.id, organisation=duty.task.organisation
    ).first()
    return draft.numbers if draft else {}


def _facts(duty: LockedDuty, numbers: Mapping[str, str]) -> dict[str, Plain]:
    return duty.facts | {name: int(number) if number.isdecimal() else number for name, number in numbers.items()}


def _leave(
    kind: str,
    duty: LockedDuty,
    actor: Actor,
    before: Mapping[str, Plain],
    after: Mapping[str, Plain],
    reason: str = "",
) -> None:
    tell(
        actor=actor,
        organisation=duty.task.organisation,
        thing=thing_of(duty.task.shown.agreement.id, duty.duty),
        kind=kind,
        at=duty.at,
        before=before,
        after=after,
        reason=reason,
    )

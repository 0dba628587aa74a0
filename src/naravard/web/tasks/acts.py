"""The acts on a duty: begin, undo that, hand in or sign, accept, open again, ask for time, extend, take that back.

What is handed in is not taken back by the one who handed it in: it has come in to an authority. Its receiver opens it
again, with a reason; where the text names no receiver, the organisation itself does. Each act takes the version that
was seen (``seen_version``; ``None`` if that is not known) and refuses when someone else has acted since.
"""

import datetime
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from naravard.agreement.model import Duty, Text
from naravard.agreement.wording import long_day
from naravard.web.access.actor import Actor, NotAllowedError
from naravard.web.access.acts import act, tell
from naravard.web.access.doings import Doing
from naravard.web.access.matters import OTHERS
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import Shown
from naravard.web.agreements.mandates import has_mandate
from naravard.web.history.content import Plain, Thing, Told
from naravard.web.history.kinds import BO, RECEIVER, event, example
from naravard.web.organisations.models import Organisation
from naravard.web.tasks import changes, contents, extensions, refusals
from naravard.web.tasks.changes import LockedDuty, locked_duty
from naravard.web.tasks.contents import AttachedFile
from naravard.web.tasks.demands import BINDING, REPORT, Demand
from naravard.web.tasks.duties import thing_of
from naravard.web.tasks.models import DutyRecord, Extension, ExtensionRequest
from naravard.web.tasks.paper_duties import refuse_carried

_NOTHING_MORE: Mapping[str, Plain] = MappingProxyType({})
_DUTY = Thing("duty", "exempel/delredovisning", Text("Delredovisning", "Interim report"))


def _handed_in_or_recorded(told: Told) -> Text:
    """Return the sentence: that it was handed in, or that another's decision was recorded."""
    if (told.after or {}).get("decided_on"):
        return Text(
            "{who} förde in {thing:quoted}: beslutat {decided_on}, diarienummer {reference_number}.",
            "{who} recorded {thing:quoted}: decided {decided_on}, reference number {reference_number}.",
        )
    return Text("{who} lämnade in {thing:quoted} för {whose}.", "{who} handed in {thing:quoted} for {whose}.")


_REOPENED = event(
    "duty-reopened",
    Text("{who} öppnade {thing:quoted} från {whose} igen.", "{who} opened {thing:quoted} from {whose} again."),
    example(_DUTY, by=RECEIVER),
)


@act(
    Permission.WORK_ON_DUTIES,
    leaves=event(
        "duty-begun",
        Text("{who} påbörjade {thing:quoted} för {whose}.", "{who} began {thing:quoted} for {whose}."),
        example(_DUTY),
        example(_DUTY, for_whom=BO),
    ),
)
def begin_duty(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    duty_id: str,
    at: datetime.datetime,
    seen_version: int | None = None,
) -> DutyRecord:
    """Begin a duty of one's own organisation. Whoever begins it prepares it."""
    duty = locked_duty(organisation, agreement_id, duty_id, at=at, seen_version=seen_version)
    _not_a_paper(duty)
    before = duty.facts
    changes.begin(duty, by=actor)
    return leave("duty-begun", duty, actor, before)


@act(
    Permission.WORK_ON_DUTIES,
    leaves=event(
        "duty-put-back",
        Text(
            "{who} ångrade påbörjandet av {thing:quoted} för {whose}.",
            "{who} undid the beginning of {thing:quoted} for {whose}.",
        ),
        example(_DUTY),
    ),
)
def put_duty_back(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    duty_id: str,
    at: datetime.datetime,
    seen_version: int | None = None,
) -> DutyRecord:
    """Undo the beginning of a duty that has never been handed in, so that another can prepare it."""
    duty = locked_duty(organisation, agreement_id, duty_id, at=at, seen_version=seen_version)
    _not_a_paper(duty)
    before = duty.facts
    changes.put_back(duty)
    return leave("duty-put-back", duty, actor, before)


@act(
    Permission.SUBMIT_REPORTS,
    leaves=event(
        "duty-submitted",
        _handed_in_or_recorded,
        example(_DUTY),
        example(
            Thing("duty", "exempel/beslut", Text("Beslut om utbetalning", "Decision on payment")),
            after={"decided_on": "2022-12-15", "reference_number": "S2022/1"},
        ),
    ),
)
def submit_duty(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    duty_id: str,
    at: datetime.datetime,
    seen_version: int | None = None,
    reference_number: str = "",
    note: str = "",
    text: str = "",
    file: AttachedFile | None = None,
    decided_on: datetime.date | None = None,
) -> DutyRecord:
    """Hand in what does not bind the organisation. Where the text names no receiver it is done with that.

    ``text`` or ``file`` is what is handed in; where someone receives it one of them is needed. What another decides and
    the organisation records is told by the day it was decided and its reference number.

    Raises:
        DutyRefusedError: when what is needed did not come, or when it cannot be handed in now.
    """
    duty = locked_duty(organisation, agreement_id, duty_id, at=at, seen_version=seen_version)
    _not_a_paper(duty)
    more: dict[str, Plain] = {}
    if duty.duty.recorded_by is not None:
        day = refusals.decided_day(decided_on, reference_number, at)
        words = f"Beslutat {long_day(day).sv}, diarienummer {reference_number.strip()}."
        text, more = f"{words}\n\n{text}".strip(), {"decided_on": str(day)}
    return _hand_in(duty, actor, REPORT, reference_number, note, text, file, more)


@act(
    Permission.SIGN,
    leaves=event(
        "duty-signed",
        Text(
            "{who} skrev under och lämnade in {thing:quoted} för {whose}.",
            "{who} signed and handed in {thing:quoted} for {whose}.",
        ),
        example(_DUTY),
    ),
)
def sign_duty(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    duty_id: str,
    at: datetime.datetime,
    seen_version: int | None = None,
    reference_number: str = "",
    note: str = "",
    text: str = "",
    file: AttachedFile | None = None,
) -> DutyRecord:
    """Sign and hand in what binds the organisation: a requisition or a financial report that another has prepared."""
    duty = locked_duty(organisation, agreement_id, duty_id, at=at, seen_version=seen_version)
    _not_a_paper(duty)
    return _hand_in(duty, actor, BINDING, reference_number, note, text, file)


@act(
    Permission.RECEIVE,
    matter=OTHERS,
    leaves=event(
        "duty-accepted",
        Text("{who} godtog {thing:quoted} från {whose}.", "{who} accepted {thing:quoted} from {whose}."),
        example(_DUTY, by=RECEIVER),
    ),
)
def accept_duty(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    duty_id: str,
    at: datetime.datetime,
    seen_version: int | None = None,
) -> DutyRecord:
    """Accept what another organisation has handed in to one's own: it is done."""
    duty = locked_duty(organisation, agreement_id, duty_id, at=at, seen_version=seen_version)
    require_receiver(actor, duty)
    _not_a_paper(duty, received=True)
    before = duty.facts
    changes.accept(duty)
    return leave("duty-accepted", duty, actor, before)


@act(Permission.RECEIVE, matter=OTHERS, leaves=_REOPENED)
def reopen_duty(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    duty_id: str,
    reason: str,
    at: datetime.datetime,
    seen_version: int | None = None,
) -> DutyRecord:
    """Open again what was handed in to one's own organisation, so that the one who handed it in can change it."""
    duty = locked_duty(organisation, agreement_id, duty_id, at=at, seen_version=seen_version)
    require_receiver(actor, duty)
    _not_a_paper(duty, received=True)
    return _reopen(duty, actor, reason)


@act(Permission.SUBMIT_REPORTS, leaves=_REOPENED)
def reopen_own_duty(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    duty_id: str,
    reason: str,
    at: datetime.datetime,
    seen_version: int | None = None,
) -> DutyRecord:
    """Open again what one's own organisation has done, where the text names no one who receives it."""
    duty = locked_duty(organisation, agreement_id, duty_id, at=at, seen_version=seen_version)
    actor.require(duty.task.demand.permission)
    if duty.duty.to is not None:
        message = f"{duty.duty.id} is opened again by its receiver"
        raise NotAllowedError(message)
    _not_a_paper(duty)
    return _reopen(duty, actor, reason)


@act(
    Permission.WORK_ON_DUTIES,
    leaves=event(
        "duty-time-asked",
        Text(
            "{who} bad om mer tid för {thing:quoted} för {whose}, till {wanted_day}.",
            "{who} asked for more time for {thing:quoted} for {whose}, until {wanted_day}.",
        ),
        example(_DUTY, after={"wanted_day": "2022-10-14"}),
    ),
)
def ask_for_time(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    duty_id: str,
    to_day: datetime.date,
    reason: str,
    at: datetime.datetime,
    seen_version: int | None = None,
) -> DutyRecord:
    """Ask for a later day, with a reason; whoever may give it answers (:func:`extend_duty`, :func:`decline_time`).

    Raises:
        DutyRefusedError: when no time is needed, when the day is no later one, or when a request waits already.
    """
    duty = locked_duty(organisation, agreement_id, duty_id, at=at, seen_version=seen_version)
    _require_reason(reason)
    extensions.check_extension(duty.task, to_day, at)
    extensions.check_asking(duty.task)
    before = duty.facts
    ExtensionRequest.objects.create(
        **_place(duty), to_day=to_day, reason=reason.strip(), asked_at=at, asked_by=actor.who.code
    )
    duty.save()
    after = duty.facts | {"wanted_day": to_day.isoformat()}
    return leave("duty-time-asked", duty, actor, before, reason.strip(), after)


@act(
    Permission.EXTEND,
    matter=OTHERS,
    leaves=event(
        "duty-time-declined",
        Text(
            "{who} avslog begäran om mer tid för {thing:quoted} för {whose}.",
            "{who} declined the request for more time for {thing:quoted} for {whose}.",
        ),
        example(_DUTY, by=RECEIVER),
    ),
)
def decline_time(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    duty_id: str,
    reason: str,
    at: datetime.datetime,
    seen_version: int | None = None,
) -> DutyRecord:
    """Answer a request for more time with no, and why. The last day stays.

    Raises:
        DutyRefusedError: when no request waits.
    """
    duty = locked_duty(organisation, agreement_id, duty_id, at=at, seen_version=seen_version)
    _require_extender(actor, duty)
    _require_reason(reason)
    extensions.check_declining(duty.task)
    before = duty.facts
    _answer_request(duty, actor, reason, None)
    duty.save()
    return leave("duty-time-declined", duty, actor, before, reason.strip())


@act(
    Permission.EXTEND,
    matter=OTHERS,
    leaves=event(
        "duty-extended",
        Text(
            "{who} förlängde tiden för {thing:quoted} för {whose} till {last_day}.",
            "{who} extended the time for {thing:quoted} for {whose} to {last_day}.",
        ),
        example(_DUTY, by=RECEIVER, after={"last_day": "2022-10-14"}),
    ),
)
def extend_duty(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    duty_id: str,
    to_day: datetime.date,
    reason: str,
    at: datetime.datetime,
    seen_version: int | None = None,
    reference_number: str = "",
) -> DutyRecord:
    """Give one organisation a later day, with a reason.

    Who receives it can, and one with the mandate; where a right lapses only the latter (:func:`may_extend`). A request
    that waits is answered by it.
    """
    duty = locked_duty(organisation, agreement_id, duty_id, at=at, seen_version=seen_version)
    _require_extender(actor, duty)
    _require_reason(reason)
    extensions.check_extension(duty.task, to_day, at)
    _answer_request(duty, actor, reason, to_day)
    return _extend(duty, actor, "duty-extended", to_day, reason, reference_number)


@act(
    Permission.EXTEND,
    matter=OTHERS,
    leaves=event(
        "duty-extension-taken-back",
        Text(
            "{who} tog tillbaka den förlängda tiden för {thing:quoted} för {whose}. Sista dagen är {last_day}.",
            "{who} took back the extended time for {thing:quoted} for {whose}; the last day is {last_day}.",
        ),
        example(_DUTY, by=RECEIVER, after={"last_day": "2022-09-30"}),
    ),
)
def take_extension_back(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    duty_id: str,
    reason: str,
    at: datetime.datetime,
    seen_version: int | None = None,
    reference_number: str = "",
) -> DutyRecord:
    """Take a later day back, with a reason: the agreement's own day counts again. Both stay in the history."""
    duty = locked_duty(organisation, agreement_id, duty_id, at=at, seen_version=seen_version)
    _require_extender(actor, duty)
    _require_reason(reason)
    extensions.check_taking_back(duty.task)
    return _extend(duty, actor, "duty-extension-taken-back", None, reason, reference_number)


def _not_a_paper(duty: LockedDuty, *, received: bool = False) -> None:
    refuse_carried(duty.task.shown, duty.duty, received=received)


def may_receive(actor: Actor, to: str | None) -> bool:
    """Tell whether the actor receives what is handed in to ``to``; the service receives for all."""
    mine = actor.organisation.code if actor.organisation else to
    return to is not None and mine == to and actor.may(Permission.RECEIVE)


def may_extend(actor: Actor, shown: Shown, duty: Duty) -> bool:
    """Tell whether the actor may give a later day: the receiver where no right lapses, one with the mandate always."""
    needed = Permission.EXTEND_RIGHTS if duty.lapses else Permission.EXTEND
    if actor.may(needed) and has_mandate(actor, shown, Doing.EXTENDS):
        return True
    mine = actor.organisation.code if actor.organisation else None
    return actor.may(Permission.EXTEND) and not duty.lapses and duty.to is not None and mine == duty.to


def leave(
    kind: str,
    duty: LockedDuty,
    actor: Actor,
    before: dict[str, Plain],
    reason: str = "",
    after: dict[str, Plain] | None = None,
) -> DutyRecord:
    """Leave the event of what has been done to a duty; ``after`` are its facts as they are now, if not said."""
    tell(
        actor=actor,
        organisation=duty.task.organisation,
        thing=thing_of(duty.task.shown.agreement.id, duty.duty),
        kind=kind,
        at=duty.at,
        before=before,
        after=after or duty.facts,
        reason=reason,
    )
    return duty.record


def _hand_in(
    duty: LockedDuty,
    actor: Actor,
    demand: Demand,
    reference_number: str,
    note: str,
    text: str,
    file: AttachedFile | None,
    more: Mapping[str, Plain] = _NOTHING_MORE,
) -> DutyRecord:
    if duty.task.demand is not demand:
        message = f"{duty.duty.id} asks for {duty.task.demand.permission.value}"
        raise NotAllowedError(message)
    before = duty.facts
    changes.hand_in(duty, by=actor, reference_number=reference_number.strip(), note=note.strip())
    kept = contents.keep(duty, text=text, file=file, by=actor)
    return leave(demand.did, duty, actor, before, after={**duty.facts, **kept, **more})


def _reopen(duty: LockedDuty, actor: Actor, reason: str) -> DutyRecord:
    _require_reason(reason)
    before = duty.facts
    changes.reopen(duty, because=reason.strip())
    return leave("duty-reopened", duty, actor, before, reason.strip())


def _extend(
    duty: LockedDuty, actor: Actor, kind: str, to_day: datetime.date | None, reason: str, reference_number: str
) -> DutyRecord:
    before = duty.facts
    Extension.objects.create(
        **_place(duty),
        to_day=to_day,
        reason=reason.strip(),
        reference_number=reference_number.strip(),
        made_at=duty.at,
        made_by=actor.who.code,
    )
    duty.save()
    return leave(kind, duty, actor, before, reason.strip())


def _place(duty: LockedDuty) -> dict[str, Any]:
    """Return whose duty it is, as the rows about it have it."""
    return {
        "agreement_id": duty.task.shown.agreement.id,
        "duty_id": duty.duty.id,
        "organisation": duty.task.organisation,
    }


def _answer_request(duty: LockedDuty, actor: Actor, reason: str, to_day: datetime.date | None) -> None:
    ExtensionRequest.objects.filter(**_place(duty), answered_at=None).update(
        answered_at=duty.at, answered_by=actor.who.code, granted_to=to_day, answer=reason.strip()
    )


def require_receiver(actor: Actor, duty: LockedDuty) -> None:
    """Refuse one whose organisation does not receive the duty.

    Raises:
        NotAllowedError: if it does not.
    """
    if not may_receive(actor, duty.duty.to):
        message = f"{duty.duty.id} is received by {duty.duty.to}"
        raise NotAllowedError(message)


def _require_extender(actor: Actor, duty: LockedDuty) -> None:
    if not may_extend(actor, duty.task.shown, duty.duty):
        message = f"the time for {duty.duty.id} is extended by {duty.duty.to} or one with the mandate"
        raise NotAllowedError(message)


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise refusals.needs_a_reason()

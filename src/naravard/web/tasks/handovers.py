"""What waits because of a duty: to be received, to be mended, to be signed, or to be done since its day is near."""

import datetime
from collections.abc import Collection, Iterator

from django.urls import reverse

from naravard.agreement.amendments import ChangedValue, changes_of
from naravard.agreement.duties import Status, begins_at, ends_at
from naravard.agreement.model import Duty, Text
from naravard.agreement.wording import clause_reference, long_day, quoted
from naravard.web.access.doings import Doing
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import Shown
from naravard.web.handovers.handover import ANSWERS_STAND, SOON, Asked, Handover, grouped, source
from naravard.web.tasks.duties import Task, tasks_of
from naravard.web.tasks.duty_book import duty_book
from naravard.web.tasks.inbox import WAITS
from naravard.web.tasks.models import DutyRecord, ExtensionRequest, ReceiverReminder
from naravard.web.tasks.next_steps import NextStep, NextSteps
from naravard.web.tasks.paper_duties import fixed_agreements, receiving_room_of, room_of
from naravard.web.tasks.receiver_reminders import newest_reminders
from naravard.web.tasks.words import capital, distance

_TO_DO = (Status.OPEN, Status.BEGUN, Status.LATE)


@source
def received(asked: Asked) -> Iterator[Handover]:
    """Give what others have handed in and nobody has accepted, one line for each duty."""
    codes = asked.codes(Permission.RECEIVE)
    duties = {
        (shown.agreement.id, duty.id): (shown, duty, code)
        for shown in asked.every
        for code in codes
        for duty in duty_book(shown).to(code)
    }
    if not duties:
        return
    found = DutyRecord.objects.filter(WAITS, duty_id__in={duty_id for _, duty_id in duties})
    rows = found.values_list("agreement_id", "duty_id", "submitted_at", "resubmitted_at")
    fixed = fixed_agreements()
    waiting = [((row[0], row[1]), at) for row in rows if (row[0], row[1]) in duties and (at := row[3] or row[2])]
    for agreement_id, duty_id, count, since in grouped(waiting):
        shown, duty, code = duties[agreement_id, duty_id]
        room = receiving_room_of(shown, duty, fixed)
        address = reverse("tasks:country_duty", args=[agreement_id, duty_id])
        yield Handover(
            id="to-receive", organisation=asked.organisations[code], permission=Permission.RECEIVE, shown=shown,
            about=duty.id, count=count, since=since, url=room or f"{address}?lage=submitted",
            what=Text(f"Ta emot: {duty.name.sv} ({count})", f"Receive: {duty.name.in_language('en')} ({count})"),
            why=_handed_in(count),
        )  # fmt: skip


def _handed_in(count: int) -> Text:
    if count == 1:
        return Text("En har lämnat in och väntar på besked.", "One has handed in and waits for an answer.")
    return Text(f"{count} har lämnat in och väntar på besked.", f"{count} have handed in and wait for an answer.")


@source
def of_duties(asked: Asked) -> Iterator[Handover]:
    """Give what an organisation is to mend, to sign, or to do since its last day is near or has passed."""
    organisations = [
        asked.organisations[code]
        for code in asked.codes(Permission.WORK_ON_DUTIES, Permission.SUBMIT_REPORTS, Permission.SIGN)
    ]
    steps = NextSteps([one.code for one in organisations])
    fixed = steps.fixed
    reminded = newest_reminders(one.code for one in organisations)
    for task in tasks_of(organisations, asked.now, asked.every):
        step = steps.of(task)
        if step is None or task.state.status not in _TO_DO:
            continue
        reminder = reminded.get(task.key)
        if reminder is not None and not _came_after(task, reminder):
            yield _reminded(task, step, reminder, fixed)
            continue
        if task.is_reopened:
            yield _reopened(task, fixed)
        elif step.is_signing and task.record.begun_at is not None:
            yield _to_sign(task, step, task.record.begun_at, fixed)
        elif (left := task.days_left) is not None and left <= SOON:
            yield _near(task, step, fixed)


@source
def time_asked(asked: Asked) -> Iterator[Handover]:
    """Give the requests for more time that nobody has answered, to each of those who may."""
    codes = asked.codes(Permission.EXTEND)
    if not codes:
        return
    for request in ExtensionRequest.objects.filter(answered_at=None).select_related("organisation").order_by("id"):
        shown = asked.shown(request.agreement_id)
        duty = duty_book(shown).find(request.duty_id, request.organisation_id) if shown else None
        if shown is None or duty is None:
            continue
        whose, day = request.organisation.text, long_day(request.to_day)
        for code in codes:
            is_receiver = code == duty.to and not duty.lapses
            if not is_receiver and code not in shown.agreement.mandated(Doing.EXTENDS):
                continue
            yield Handover(
                id="time-asked", organisation=asked.organisations[code], shown=shown,
                permission=Permission.EXTEND if is_receiver else Permission.EXTEND_RIGHTS,
                about=f"{duty.id}/{request.organisation_id}/{request.pk}", since=request.asked_at,
                url=reverse("tasks:holder", args=[shown.agreement.id, duty.id, request.organisation_id]),
                what=Text(
                    f"Svara på begäran om mer tid: {whose.sv}, {duty.name.sv}",
                    f"Answer the request for more time: {whose.in_language('en')}, {duty.name.in_language('en')}",
                ),
                why=Text(
                    f"{whose.sv} ber om tid till och med {day.sv}: {quoted(request.reason)}",
                    f"{whose.in_language('en')} asks for time until {day.en}: {quoted(request.reason, 'en')}",
                ),
                follows=duty.if_missed,
            )  # fmt: skip


@source
def days_amended(asked: Asked) -> Iterator[Handover]:
    """Give each day that an amendment has moved, for some days from when it holds.

    Those who have the duty are told, and whoever receives what is to be done.
    """
    codes = asked.codes(Permission.WORK_ON_DUTIES)
    for shown in asked.every if codes else ():
        for number, amendment in enumerate(shown.agreement.amended_by, start=1):
            since = begins_at(amendment.from_)
            if since < asked.now - ANSWERS_STAND:
                continue
            moved = [one for one in changes_of(shown.signed, number) if one.value in ("due", "opens")]
            for one, code in ((one, code) for one in moved for code in codes):
                duty = duty_book(shown).find(one.item, code)
                if duty is not None:
                    url = reverse("tasks:duty", args=[code, shown.agreement.id, duty.id])
                    yield _day_amended(asked, shown, duty, one, code, url)
                received = next((each for each in shown.agreement.duties if each.id == one.item), None)
                if received is not None and received.to == code:
                    url = reverse("tasks:country_duty", args=[shown.agreement.id, received.id])
                    yield _day_amended(asked, shown, received, one, code, url)


def _day_amended(asked: Asked, shown: Shown, duty: Duty, moved: ChangedValue, code: str, url: str) -> Handover:
    new, old = long_day(moved.after), long_day(moved.before) if moved.before else None
    sv, en = ("Sista dagen", "The last day") if moved.value == "due" else ("Första dagen", "The first day")
    amendment = moved.amendment
    clause = clause_reference(moved.change.clause), clause_reference(moved.change.clause, "en")
    return Handover(
        id="day-amended", organisation=asked.organisations[code], shown=shown, permission=Permission.WORK_ON_DUTIES,
        about=f"{duty.id}/{moved.value}/{amendment.id}", since=begins_at(amendment.from_),
        url=url,
        what=Text(
            f"{sv} är ändrad: {duty.name.sv}, {new.sv}", f"{en} is changed: {duty.name.in_language('en')}, {new.en}"
        ),
        why=Text(
            f"”{amendment.name.sv}” ändrar den{f' från {old.sv}' if old else ''} ({clause[0]}).",
            f"“{amendment.name.in_language('en')}” changes it{f' from {old.en}' if old else ''} ({clause[1]}).",
        ),
        follows=duty.if_missed,
    )  # fmt: skip


@source
def time_declined(asked: Asked) -> Iterator[Handover]:
    """Give the answer no to a request for more time, for some days, to whoever asked."""
    codes = asked.codes(Permission.WORK_ON_DUTIES)
    since = asked.now - ANSWERS_STAND
    answered = ExtensionRequest.objects.filter(
        organisation__in=codes, answered_at__gte=since, answered_at__lte=asked.now
    )
    for request in answered.filter(granted_to=None).order_by("id"):
        shown, at = asked.shown(request.agreement_id), request.answered_at
        duty = duty_book(shown).find(request.duty_id, request.organisation_id) if shown else None
        if shown is None or duty is None or at is None:
            continue
        name, day = duty.name, long_day(request.to_day)
        yield Handover(
            id="time-declined", organisation=asked.organisations[request.organisation_id], shown=shown,
            permission=Permission.WORK_ON_DUTIES, about=f"{duty.id}/{request.pk}", since=at,
            only_for=frozenset({request.asked_by}),
            url=reverse("tasks:duty", args=[request.organisation_id, shown.agreement.id, duty.id]),
            what=Text(f"Mer tid avslagen: {name.sv}", f"More time declined: {name.in_language('en')}"),
            why=Text(
                f"Du bad om tid till och med {day.sv}. Svaret är nej: ”{request.answer}”.",
                f"You asked for time until {day.en}. The answer is no: “{request.answer}”.",
            ),
            follows=duty.if_missed,
        )  # fmt: skip


def _reopened(task: Task, fixed: Collection[str]) -> Handover:
    because = task.record.reopened_because
    receiver = task.receiver or Text("Den som tar emot", "The receiver")
    at = task.record.reopened_at
    assert at is not None  # noqa: S101 - for the type checker; asked before
    if task.has_more:
        return Handover(
            id="to-do-more", organisation=task.organisation, permission=Permission.WORK_ON_DUTIES, shown=task.shown,
            duty=task.duty.id, since=at, url=_url(task, fixed), due=task.state.due, follows=task.duty.if_missed,
            what=Text(
                f"Lämna in en gång till: {task.duty.name.sv}", f"Hand in once more: {task.duty.name.in_language('en')}"
            ),
            why=Text(because),
        )  # fmt: skip
    return Handover(
        id="to-mend", organisation=task.organisation, permission=Permission.WORK_ON_DUTIES, shown=task.shown,
        duty=task.duty.id, since=at, url=_url(task, fixed), due=task.state.due, follows=task.duty.if_missed,
        what=Text(
            f"Ändra och lämna in igen: {task.duty.name.sv}",
            f"Change and hand in again: {task.duty.name.in_language('en')}",
        ),
        why=Text(
            f"{receiver.sv} har lämnat tillbaka det: ”{because}”.",
            f"{receiver.in_language('en')} has returned it: “{because}”.",
        ),
    )  # fmt: skip


def _came_after(task: Task, reminder: ReceiverReminder) -> bool:
    """Tell whether it has come in, or has been opened again, since the reminder."""
    record = task.record
    return any(at is not None and at > reminder.made_at for at in (record.submitted_at, record.reopened_at))


def _reminded(task: Task, step: NextStep, reminder: ReceiverReminder, fixed: Collection[str]) -> Handover:
    by, due, passed = reminder.by_organisation.text, task.state.due, (task.days_left or 0) < 0
    said = f": ”{reminder.message}”" if reminder.message else ""
    says = f": “{reminder.message}”" if reminder.message else ""
    last_sv = f" Sista dagen {'var' if passed else 'är'} {long_day(due).sv}." if due else ""
    last_en = f" The last day {'was' if passed else 'is'} {long_day(due).en}." if due else ""
    return Handover(
        id="reminded", organisation=task.organisation, permission=step.permission, shown=task.shown, duty=task.duty.id,
        not_for=step.not_for,
        since=reminder.made_at, url=_url(task, fixed), due=due, follows=task.duty.if_missed,
        what=Text(f"Påminnelse: {task.duty.name.sv}", f"Reminder: {task.duty.name.in_language('en')}"),
        why=Text(
            f"{by.sv} påminner om det som inte har kommit in{said}.{last_sv}",
            f"{by.in_language('en')} reminds you of what has not come in{says}.{last_en}",
        ),
    )  # fmt: skip


def _to_sign(task: Task, step: NextStep, at: datetime.datetime, fixed: Collection[str]) -> Handover:
    return Handover(
        id="duty-to-sign", organisation=task.organisation, permission=step.permission, shown=task.shown,
        duty=task.duty.id, is_duty=True, since=at, url=_url(task, fixed), due=task.state.due,
        follows=task.duty.if_missed, not_for=step.not_for,
        what=Text(f"Skriv under: {task.duty.name.sv}", f"Sign: {task.duty.name.in_language('en')}"),
        why=Text("Någon hos er har förberett det.", "Someone in your organisation has prepared it."),
    )  # fmt: skip


def _near(task: Task, step: NextStep, fixed: Collection[str]) -> Handover:
    due, left = task.state.due, task.days_left
    assert due is not None  # noqa: S101 - for the type checker; asked before
    assert left is not None  # noqa: S101 - the same
    words, far = long_day(due), distance(left)
    passed = left < 0
    return Handover(
        id="duty-near", organisation=task.organisation, permission=step.permission, shown=task.shown, duty=task.duty.id,
        not_for=step.not_for,
        is_duty=True, is_day=True, url=_url(task, fixed), due=due, follows=task.duty.if_missed,
        since=ends_at(due) if passed else begins_at(due - datetime.timedelta(days=SOON)),
        what=capital(task.duty.name),
        why=Text(
            f"Sista dagen {'var' if passed else 'är'} {words.sv} ({far.sv}).",
            f"The last day {'was' if passed else 'is'} {words.en} ({far.en}).",
        ),
    )  # fmt: skip


def _url(task: Task, fixed: Collection[str]) -> str:
    code, shown = task.organisation.code, task.shown
    return room_of(shown, task.duty, code, fixed) or reverse(
        "tasks:duty", args=[code, shown.agreement.id, task.duty.id]
    )

"""A calendar that other programs subscribe to: one all-day event for each duty with a day (RFC 5545, RFC 7986).

A last day is a calendar day, so the events have dates and no times, and no time zone is needed. There are no alarms:
mail reminds. What is given twice gives the same text, to the letter, so that a server can say that nothing has changed.
"""

import datetime
from collections.abc import Iterable

from icalendar import STATUS, TRANSP, Calendar, Event, Timezone, vDuration, vText
from msgspec import Struct

from naravard.agreement.duties import DutyState
from naravard.agreement.model import Duty, Text
from naravard.agreement.wording import clause_reference, day

PRODUCT = "-//Naravard//Naravard//SV"
FETCHED_AGAIN_AFTER = datetime.timedelta(hours=6)
"""How often we ask programs to fetch the calendar again."""


class CalendarEntry(Struct, frozen=True, kw_only=True):
    """A duty of an organisation, as it stands in a calendar."""

    agreement_id: str
    agreement_name: Text
    duty: Duty
    state: DutyState
    organisation_code: str
    organisation_name: Text
    address: str
    """The whole address of the duty's page."""
    receiver: Text | None = None
    tells_status: bool = True
    """Whether it says what has been done; a calendar for everyone does not."""
    sequence: int = 0
    """How many times it has been changed: calendars take what has a higher number for newer."""


def calendar(
    entries: Iterable[CalendarEntry], *, name: str, now: datetime.datetime, installation: str, language: str = "sv"
) -> bytes:
    """Return the calendar as UTF-8 text; entries without a day are left out.

    ``now`` is when it was made, which every event states (``DTSTAMP``); ``installation`` is the host name that people
    reach the service at, so that two services' events are never taken for one; ``language`` is ``"sv"`` or ``"en"``.
    """
    events = [
        _event(entry, entry.state.due, now, installation, language) for entry in entries if entry.state.due is not None
    ]
    feed = Calendar()
    feed.add("VERSION", "2.0")
    feed.add("PRODID", PRODUCT)
    feed.add("METHOD", "PUBLISH")
    feed.add("NAME", vText(name))
    feed.add("X-WR-CALNAME", vText(name))  # what programs older than RFC 7986 read
    feed.add("REFRESH-INTERVAL", vDuration(FETCHED_AGAIN_AFTER), parameters={"VALUE": "DURATION"})
    feed.add("X-PUBLISHED-TTL", vDuration(FETCHED_AGAIN_AFTER))
    for shown in events or (_nothing(),):
        feed.add_component(shown)
    written: bytes = feed.to_ical()
    return written


def uid(entry: CalendarEntry, installation: str) -> str:
    """Return what the event is known by, the same however often the calendar is fetched and the day moved."""
    return f"{entry.agreement_id}.{entry.duty.id}.{entry.organisation_code}@{installation}"


def _nothing() -> Timezone:
    """Return what shows nothing in a calendar: one must hold something (RFC 5545, 3.6), and a time zone may stand."""
    return Timezone.from_tzinfo(datetime.UTC)


def _event(entry: CalendarEntry, due: datetime.date, now: datetime.datetime, installation: str, language: str) -> Event:
    return Event.new(
        uid=uid(entry, installation),
        sequence=entry.sequence,
        stamp=now,
        start=due,
        end=due + datetime.timedelta(days=1),
        summary=_summary(entry, language),
        description=_description(entry, language),
        url=entry.address,
        status=STATUS.CONFIRMED,
        transparency=TRANSP.TRANSPARENT,
    )


def _summary(entry: CalendarEntry, language: str) -> str:
    name = entry.duty.name.in_language(language)
    summary = f"{name} – {entry.organisation_name.in_language(language)}"
    if entry.tells_status and entry.state.status.is_finished:
        return f"{entry.state.status.label.in_language(language)}: {summary}"
    return summary


def _description(entry: CalendarEntry, language: str) -> str:
    duty, state = entry.duty, entry.state
    clause = clause_reference(duty.clause, language)
    told = [Text(f"Läge: {state.status.label.sv}.", f"Status: {state.status.label.en}.")] if entry.tells_status else []
    lines = [
        *told,
        Text(f"Enligt {clause} i {entry.agreement_name.sv}.",
             f"According to {clause} of {entry.agreement_name.in_language('en')}."),
    ]  # fmt: skip
    if state.is_extended and state.original_due is not None:
        original = day(state.original_due)
        lines.append(Text(f"Tiden är förlängd från {original}.", f"The time is extended from {original}."))
    if entry.receiver is not None:
        lines.append(Text(f"Till: {entry.receiver.sv}.", f"To: {entry.receiver.in_language('en')}."))
    if duty.if_missed is not None:
        missed = duty.if_missed
        lines.append(Text(f"Om det inte görs: {missed.sv}", f"If it is not done: {missed.in_language('en')}"))
    lines.append(Text(entry.address))
    return "\n".join(line.in_language(language) for line in lines)

"""Asking for events: by organisation, by thing, by date; newest first, page by page.

A page is found by where it begins (the time and number of the event before it), never by counting from the start, so
that the last page of a long history comes as quickly as its first.
"""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from naravard.web.history.models import Event, Events

_THING = re.compile(r"(?P<kind>[\w.-]{1,100}):(?P<id>[\w.:/-]{1,200})")
_CODE = re.compile(r"[\w.-]{1,100}")
_YEARS = range(1900, 3000)


class UnreadableError(ValueError):
    """What was asked for cannot be read; ``field`` and ``value`` say what was written where."""

    def __init__(self, field: str, value: str) -> None:
        super().__init__(f"{field}: {value}")
        self.field, self.value = field, value


@dataclass(frozen=True, slots=True)
class EventQuery:
    """Which events are asked for; what is empty asks for all."""

    organisation: str = ""
    thing: str = ""
    """``kind:id``, as in ``agreement:liten``."""
    since: datetime.date | None = None
    until: datetime.date | None = None
    """The last day, itself included; days are Swedish days."""

    @classmethod
    def read(cls, values: Mapping[str, str]) -> "EventQuery":
        """Read what a person has written under ``organisation``, ``thing``, ``since`` and ``until``.

        Raises:
            UnreadableError: for the first that cannot be read.
        """
        cleaned = {name: value.strip() for name, value in values.items()}
        for name, form in (("organisation", _CODE), ("thing", _THING)):
            if cleaned.get(name) and not form.fullmatch(cleaned[name]):
                raise UnreadableError(name, cleaned[name])
        return cls(
            organisation=cleaned.get("organisation", ""),
            thing=cleaned.get("thing", ""),
            since=_day("since", cleaned.get("since", "")),
            until=_day("until", cleaned.get("until", "")),
        )

    def events(self, among: Events | None = None) -> Events:
        """Return the events asked for among some, all of them where none are given; newest first."""
        found: Events = (Event.objects.all() if among is None else among).order_by("-at", "-sequence")
        if self.organisation:
            found = found.filter(organisation_code=self.organisation)
        if matched := _THING.fullmatch(self.thing):
            found = found.filter(thing_kind=matched["kind"], thing_id=matched["id"])
        if self.since:
            found = found.filter(at__gte=_midnight(self.since))
        if self.until:
            found = found.filter(at__lt=_midnight(self.until + datetime.timedelta(days=1)))
        return found


@dataclass(frozen=True, slots=True)
class EventPage:
    """Some events in the order they are shown, and whether there are older and newer ones."""

    events: list[Event]
    has_older: bool
    has_newer: bool


def page_of(events: Events, size: int, *, before: Event | None = None, after: Event | None = None) -> EventPage:
    """Return the newest of the events, or those right before (older than) or right after (newer than) a given one."""
    if after is not None:
        nearest_first = events.filter(Q(at__gt=after.at) | Q(sequence__gt=after.sequence), at__gte=after.at).reverse()
        found = list(nearest_first[: size + 1])
        return EventPage(found[:size][::-1], has_older=True, has_newer=len(found) > size)
    if before is not None:
        events = events.filter(Q(at__lt=before.at) | Q(sequence__lt=before.sequence), at__lte=before.at)
    found = list(events[: size + 1])
    return EventPage(found[:size], has_older=len(found) > size, has_newer=before is not None)


def _midnight(day: datetime.date) -> datetime.datetime:
    """Return when the day begins in Sweden."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))


def _day(field: str, value: str) -> datetime.date | None:
    if not value:
        return None
    try:
        day = datetime.date.fromisoformat(value)
    except ValueError:
        raise UnreadableError(field, value) from None
    if day.year not in _YEARS:
        raise UnreadableError(field, value)
    return day

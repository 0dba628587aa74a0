"""The pages of the history: what concerns everyone, what concerns an organisation, and what concerns oneself."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import open_to_everyone, requires, signed_in
from naravard.web.access.permissions import Permission
from naravard.web.history.content import Plain, Told
from naravard.web.history.kinds import sentence
from naravard.web.history.models import Event, Events
from naravard.web.history.search import EventPage, EventQuery, UnreadableError, page_of
from naravard.web.organisations.frame import page as organisation_page
from naravard.web.organisations.views.lookup import own
from naravard.web.people.models import Person

PAGE = 50
FIELDS = {"thing": "sak", "since": "fran", "until": "till"}
"""What is asked for, by its name in the address."""
PUBLIC = ("agreement", "reference-data")
"""The kinds of things that are everyone's matter."""
AT_OTHERS = "andra"
"""Asks for what the organisation has done in the matters of others."""
_LONGEST_NUMBER = 18


@dataclass(frozen=True, slots=True)
class ValueChange:
    """One value before and after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ShownEvent:
    """One event as the page shows it."""

    event: Event
    told: Told
    sentence: Text
    changes: list[ValueChange]


@open_to_everyone
def history(request: HttpRequest) -> HttpResponse:
    """Tell what has been done to what concerns everyone, newest first: all of it, a thing's, or that of some days."""
    events = Event.objects.filter(organisation_code="", thing_kind__in=PUBLIC)
    return _answer(request, events, lambda **values: render(request, "home/history/public.html", **_rendered(values)))


@signed_in
def mine(request: HttpRequest, person: Person) -> HttpResponse:
    """Tell what has been done about the one who reads: account, roles and stand-ins."""
    thing = person.thing()
    events = Event.objects.filter(thing_kind=thing.kind, thing_id=thing.id)
    return _answer(request, events, lambda **values: render(request, "home/history/mine.html", **_rendered(values)))


@requires(Permission.SEE)
def of_organisation(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Tell what has been done in an organisation's matters, or what it has itself done in the matters of others."""
    at_others = request.GET.get("hos") == AT_OTHERS
    code = own(actor).code
    events = Event.objects.filter(by_code=code) if at_others else Event.objects.filter(organisation_code=code)
    return _answer(
        request,
        events,
        lambda **values: organisation_page(
            request, "home/history/organisation.html", actor, "home:organisation_history", at_others=at_others, **values
        ),
    )


def _rendered(values: dict[str, Any]) -> dict[str, Any]:
    """Return a page's values as ``render`` takes them."""
    status = values.pop("status", 200)
    return {"context": values, "status": status}


def _answer(request: HttpRequest, among: Events, show: Callable[..., HttpResponse]) -> HttpResponse:
    """Answer with the events asked for among some; ``show`` renders the page around them."""
    written = {name: request.GET.get(field, "") for name, field in FIELDS.items()}
    try:
        asked = EventQuery.read(written)
    except UnreadableError as error:
        return show(written=written, problem=_words(error), status=400)
    page = _page(request, asked.events(among), among)
    return show(
        written=written,
        is_asked=any(written.values()),
        shown=[_shown(event) for event in page.events],
        older=page.events[-1].sequence if page.events and page.has_older else None,
        newer=page.events[0].sequence if page.events and page.has_newer else None,
    )


def _page(request: HttpRequest, events: Events, among: Events) -> EventPage:
    before, after = (_event_or_404(request.GET.get(name, ""), among) for name in ("fore", "efter"))
    return page_of(events, PAGE, before=before, after=after)


def _event_or_404(number: str, among: Events) -> Event | None:
    """Return the event with this number, where one is given; others' events do not exist."""
    if not number:
        return None
    is_number = number.isascii() and number.isdigit() and len(number) <= _LONGEST_NUMBER
    event = among.filter(sequence=int(number)).first() if is_number else None
    if event is None:
        raise Http404(_("Det finns ingen händelse med numret ”%(number)s” här.") % {"number": number})
    return event


def _shown(event: Event) -> ShownEvent:
    told = event.told
    return ShownEvent(event, told, sentence(told), changes(told))


def changes(told: Told) -> list[ValueChange]:
    """Return the values that differ between before and after, by name."""
    before, after = told.before or {}, told.after or {}
    return [
        ValueChange(name, _value(before.get(name)), _value(after.get(name)))
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name)
    ]


def _value(value: Plain) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _words(error: UnreadableError) -> str:
    """Return what could not be read, and how it is written."""
    if error.field in ("since", "until"):
        return _("Datumet ”%(value)s” går inte att läsa. Skriv år, månad och dag: ÅÅÅÅ-MM-DD.") % {"value": error.value}
    return _("”%(value)s” går inte att läsa. Skriv slag och id med kolon emellan: agreement:liten.") % {
        "value": error.value
    }

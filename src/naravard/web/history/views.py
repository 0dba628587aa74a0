"""The page of the history. It tells of public facts only (agreements taken in), so anyone may read it."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from naravard.agreement.model import Text
from naravard.web.access.addresses import open_to_everyone
from naravard.web.history.finding import Asked, Page, UnreadableError, page_of
from naravard.web.history.models import Event
from naravard.web.history.presenters import sentence
from naravard.web.history.told import Plain, Told

PAGE = 50
FIELDS = {"organisation": "organisation", "thing": "sak", "since": "fran", "until": "till"}
"""What is asked for, by its name in the address."""
_LONGEST_NUMBER = 18


@dataclass(frozen=True, slots=True)
class Change:
    """One value before and after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One event as the page shows it."""

    event: Event
    told: Told
    sentence: Text
    changes: list[Change]


@open_to_everyone
def history(request: HttpRequest) -> HttpResponse:
    """Tell what has been done, newest first: all of it, an organisation's, a thing's, or that of some days."""
    written = {name: request.GET.get(field, "") for name, field in FIELDS.items()}
    try:
        asked = Asked.read(written)
    except UnreadableError as error:
        return render(request, "history/history.html", {"written": written, "problem": _words(error)}, status=400)
    page = _page(request, asked)
    values = {
        "written": written,
        "is_asked": any(written.values()),
        "shown": [_shown(event) for event in page.events],
        "older": page.events[-1].sequence if page.events and page.has_older else None,
        "newer": page.events[0].sequence if page.events and page.has_newer else None,
    }
    return render(request, "history/history.html", values)


def _page(request: HttpRequest, asked: Asked) -> Page:
    before, after = (_event_or_404(request.GET.get(name, "")) for name in ("fore", "efter"))
    return page_of(asked.events(), PAGE, before=before, after=after)


def _event_or_404(number: str) -> Event | None:
    """Return the event with this number, where one is given."""
    if not number:
        return None
    is_number = number.isascii() and number.isdigit() and len(number) <= _LONGEST_NUMBER
    event = Event.objects.filter(sequence=int(number)).first() if is_number else None
    if event is None:
        raise Http404(_("Det finns ingen händelse med numret ”%(number)s” här.") % {"number": number})
    return event


def _shown(event: Event) -> Shown:
    told = event.told
    return Shown(event, told, sentence(told), changes(told))


def changes(told: Told) -> list[Change]:
    """Return the values that differ between before and after, by name."""
    before, after = told.before or {}, told.after or {}
    return [
        Change(name, _value(before.get(name)), _value(after.get(name)))
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
        return _("Datumet ”%(value)s” går inte att läsa. Skriv år, månad och dag: 2022-12-01.") % {"value": error.value}
    if error.field == "thing":
        return _("”%(value)s” går inte att läsa. Skriv slag och id med kolon emellan: agreement:liten.") % {
            "value": error.value
        }
    return _("Organisationens kod ”%(value)s” går inte att läsa. Skriv till exempel 09 eller 1480.") % {
        "value": error.value
    }

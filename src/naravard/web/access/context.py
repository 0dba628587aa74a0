"""What the frame of every page needs: where the reader is, the other language, the version."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from naravard.web.access.actor import ActiveRole
from naravard.web.access.addresses import person_of, standings_of
from naravard.web.people.models import Person
from naravard.web.site.version import VERSION


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One entry of the main navigation."""

    url: str
    label: str
    current: bool
    counts: bool = False
    """Whether it leads to what waits for the reader, and says how much that is."""


@dataclass(frozen=True, slots=True)
class Me:
    """The one who has signed in, and the roles of the day."""

    person: Person
    standings: list[ActiveRole]

    @property
    def stands_in(self) -> list[ActiveRole]:
        """The roles handed over by others, which are shown wherever they are used."""
        return [standing for standing in self.standings if standing.for_whom is not None]


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the frame's values. Who reads is asked of the database only where a page shows it."""
    other = "sv" if get_language() == "en" else "en"
    me: Any = SimpleLazyObject(lambda: _me(request))
    return {
        "program_version": VERSION,
        "operator": settings.OPERATOR,
        "me": me,
        "places": SimpleLazyObject(lambda: places(request.path, me)),
        "other_language": other,
        "other_language_url": _address_in(other, request),
    }


def _address_in(language: str, request: HttpRequest) -> str:
    """Return the address of the page in a language; the same where no page was found.

    What the address leads to is known from the request: to look it up once more would take as long as the first time.
    """
    here, led = request.get_full_path(), request.resolver_match
    if led is None:
        return here
    with override(language):
        try:
            there = reverse(led.view_name, args=led.args, kwargs=led.kwargs)
        except NoReverseMatch:  # an address without a name
            return here
    _path, mark, asked = here.partition("?")
    return f"{there}{mark}{asked}"


def places(path: str, me: Me | None = None) -> list[MenuEntry]:
    """Return the main navigation, with the part of the house that ``path`` lies in marked."""
    start = reverse("start")
    found = [
        (start, _("Start")),
        *(_own_places(me) if me else ()),
        (reverse("agreements:list"), _("Överenskommelser")),
        (reverse("land"), _("Landet")),
        (reverse("handbook:contents"), _("Handbok")),
    ]
    waiting = reverse("home:tasks")
    return [
        MenuEntry(url, label, path == url if url == start else path.startswith(url), counts=url == waiting)
        for url, label in found
    ]


def _own_places(me: Me) -> list[tuple[str, str]]:
    """Return the rooms of one who has signed in: the tasks, and the organisation or the list of them."""
    codes = list(dict.fromkeys(standing.organisation.code for standing in me.standings))
    found = [(reverse("home:tasks"), _("Att göra"))]
    if len(codes) == 1:
        found.append((reverse("home:organisation", args=codes), _("Min organisation")))
    elif codes:
        found.append((reverse("people:me"), _("Mina organisationer")))
    return found


def _me(request: HttpRequest) -> Me | None:
    person = person_of(request)
    return Me(person, standings_of(request)) if person else None

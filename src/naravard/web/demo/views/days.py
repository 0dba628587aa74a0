"""The page where the day is chosen."""

import datetime
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from naravard.agreement.model import Text
from naravard.agreement.wording import long_day
from naravard.web.access.addresses import person_of
from naravard.web.demo.clock_moves import ClockMove, is_backward, move, shown_day
from naravard.web.demo.only_here import only_here
from naravard.web.demo.year.days import FIRST, LAST, START
from naravard.web.demo.year.script import agreements

_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class LastDay:
    """A last day of the agreements, and what is to be done by then."""

    day: datetime.date
    duties: list[Text]
    lapses: bool

    @property
    def choices(self) -> list[tuple[str, datetime.date]]:
        """The days around it, each with its label."""
        return [
            (_("Dagen före"), self.day - _DAY),
            (_("Sista dagen"), self.day),
            (_("Dagen efter"), self.day + _DAY),
        ]


@only_here
@require_http_methods(["GET", "HEAD", "POST"])
def day(request: HttpRequest) -> HttpResponse:
    """Show the days to choose among, or let the day be another; backward asks first, since the year begins again."""
    if request.method != "POST":
        return _page(request)
    written = request.POST.get("dag", "")
    try:
        chosen = datetime.date.fromisoformat(written)
    except ValueError:
        return _page(request, written, _("Skriv en dag som år, månad och dag, som i %(first)s.") % {"first": FIRST})
    if not FIRST <= chosen <= LAST:
        words = _("Dagen ska vara från och med %(first)s till och med %(last)s.")
        return _page(request, written, words % {"first": FIRST, "last": LAST})
    if is_backward(chosen) and request.POST.get("sakert") != "ja":
        return render(
            request,
            "demo/back.html",
            {"day": chosen, "day_words": long_day(chosen), "shown": long_day(shown_day())},
            status=422,
        )
    messages.success(request, _told(move(chosen)))
    return HttpResponseRedirect(reverse("home:tasks" if person_of(request) else "demo:day"), status=303)


def last_days() -> list[LastDay]:
    """Return the last days of the year's agreements, in order, each with its duties."""
    found: dict[datetime.date, LastDay] = {}
    for shown in agreements():
        for duty in shown.agreement.duties:
            if duty.due is not None:
                at = found.get(duty.due) or LastDay(duty.due, [], lapses=False)
                found[duty.due] = LastDay(duty.due, [*at.duties, duty.name], lapses=at.lapses or duty.lapses)
    return [found[due] for due in sorted(found)]


def _page(request: HttpRequest, written: str = "", problem: str = "") -> HttpResponse:
    shown = shown_day()
    values = {
        "shown": long_day(shown),
        "shown_day": shown,
        "written": written or shown.isoformat(),
        "problem": problem,
        "next": min(shown + _DAY, LAST),
        "week": min(shown + 7 * _DAY, LAST),
        "start": START,
        "first": FIRST,
        "last": LAST,
        "last_days": [entry for entry in last_days() if FIRST < entry.day < LAST],
    }
    return render(request, "demo/day.html", values, status=422 if problem else 200)


def _told(moved: ClockMove) -> str:
    """Say what day it is now, and what others have done."""
    words = _("Nu är det %(day)s.") % {"day": long_day(moved.day).in_language(get_language() or "sv")}
    if moved.began_anew:
        words += " " + _("Året har börjat om, så det som var gjort på sidorna är borta.")
    if moved.played.done:
        others = ngettext(
            "Under tiden har andra gjort %(count)s sak.",
            "Under tiden har andra gjort %(count)s saker.",
            moved.played.done,
        )
        words += " " + others % {"count": moved.played.done}
    return words

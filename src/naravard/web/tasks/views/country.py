"""The state of the whole country for those who watch it: duty by duty, and for one duty who has done it and who not."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from naravard.agreement.duties import Status, days_left
from naravard.agreement.model import Duty, Text
from naravard.agreement.status_words import StatusWord
from naravard.agreement.wording import long_day
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires_somewhere, standings_of
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import Shown, all_shown, foremost, shown_or_404
from naravard.web.agreements.frame import Crumb, place_of
from naravard.web.site.clock import now
from naravard.web.site.lists import chosen_in
from naravard.web.site.tables import export, exports, present
from naravard.web.tasks.counties import county_tiles
from naravard.web.tasks.duties import Task, tasks_for
from naravard.web.tasks.duty_book import duty_book
from naravard.web.tasks.paper_duties import is_carried, receives_where_it_stands
from naravard.web.tasks.receiver_reminders import can_be_reminded
from naravard.web.tasks.tables import by_duty_table, by_holder_table, late_of
from naravard.web.tasks.words import distance, done_words

UNFINISHED = "kvar"
"""The filter that asks for all who have not handed in."""


@dataclass(frozen=True, slots=True)
class CountryDuty:
    """How many have done one duty."""

    shown: Shown
    duty: Duty
    counts: Counter[Status]
    left: int | None
    late: int
    """How many did not do it in time, whether it has come since or not."""

    @property
    def url(self) -> str:
        """The page of who has and who has not."""
        return reverse("tasks:country_duty", args=[self.shown.agreement.id, self.duty.id])

    @property
    def of(self) -> int:
        """How many have the duty."""
        return self.counts.total()

    @property
    def finished(self) -> int:
        """How many have handed it in."""
        return self.counts[Status.SUBMITTED] + self.counts[Status.DONE]

    @property
    def says(self) -> Text:
        """How many have done it, in words that fit what it is."""
        return done_words(self.duty, self.finished, self.of)

    @property
    def last_day(self) -> Text | None:
        """The last day in words."""
        return long_day(self.duty.due) if self.duty.due else None

    @property
    def distance(self) -> Text | None:
        """How far it is from today."""
        return distance(self.left) if self.left is not None else None

    @property
    def parts(self) -> list[tuple[StatusWord, int, str]]:
        """Each of the six words that is true of someone: the word, of how many, and where they are listed."""
        return [(word, some, f"{self.url}?lage={word.value}") for word, some in _words(self.counts)]


@require_safe
@requires_somewhere(Permission.WATCH_COUNTRY)
def country(request: HttpRequest, _actor: Actor, form: str = "") -> HttpResponse:
    """Show for each duty of an agreement how many have handed it in, and how many are late."""
    every = [shown for shown in all_shown() if shown.agreement.duties]
    if not every:
        return render(request, "tasks/country_empty.html")
    wanted = request.GET.get("overenskommelse", foremost(every).agreement.id)
    shown = next((shown for shown in every if shown.agreement.id == wanted), None)
    if shown is None:
        raise Http404(_("Den överenskommelsen har inga skyldigheter här."))
    by_duty = _by_duty(shown)
    if form:
        return export(by_duty_table(shown, by_duty), form)
    counts = [_counted(shown, duty, tasks) for duty, tasks in by_duty]
    values = {
        "shown": shown,
        "agreement": shown.agreement,
        "every": every,
        "counts": counts,
        "where": [place_of(shown)],
    }
    return render(request, "tasks/country.html", values | {"exports": exports(request)})


@require_safe
@requires_somewhere(Permission.WATCH_COUNTRY)
def country_duty(request: HttpRequest, _actor: Actor, agreement_id: str, duty_id: str, form: str = "") -> HttpResponse:
    """Show who has handed in one duty and who has not, in the whole country."""
    shown = shown_or_404(agreement_id)
    duty = duty_book(shown).duties.get(duty_id)
    if duty is None:
        raise Http404(_("Överenskommelsen har ingen skyldighet som heter ”%(id)s”.") % {"id": duty_id})
    every = tasks_for(shown, [duty], now())
    wanted = chosen_in(request, "lage", [(UNFINISHED, any(not task.state.status.is_over for task in every))], form=form)
    tasks = [task for task in every if _is_wanted(task, wanted)]
    table = by_holder_table(shown, duty, tasks)
    if form:
        return export(table, form)

    values = {
        "shown": shown,
        "agreement": shown.agreement,
        "duty": duty,
        "count": _counted(shown, duty, every),
        "wanted": wanted,
        "unfinished": UNFINISHED,
        "choices": _words(Counter(task.state.status for task in every)),
        "table": present(request, table),
        "tiles": county_tiles(every),
        "remind_url": _remind_url(request, shown, duty, every),
        "accept_url": _accept_url(request, shown, duty, every),
        "where": [place_of(shown)],
        "crumbs": [Crumb(_("Läget i landet"), reverse("tasks:country") + f"?overenskommelse={agreement_id}")],
    }
    return render(request, "tasks/country_duty.html", values)


def _remind_url(request: HttpRequest, shown: Shown, duty: Duty, every: Sequence[Task]) -> str:
    """Return where the receiver reminds those that are missing; empty for others, or if nobody is."""
    if not _receives(request, duty) or not any(can_be_reminded(task) for task in every):
        return ""
    return reverse("tasks:remind", args=[shown.agreement.id, duty.id])


def _accept_url(request: HttpRequest, shown: Shown, duty: Duty, every: Sequence[Task]) -> str:
    """Return where the receiver accepts many at once; empty for others, or if fewer than two wait."""
    if not _receives(request, duty) or sum(task.is_waiting for task in every) < 2:
        return ""
    if is_carried(shown, duty) and not receives_where_it_stands(shown, duty):
        return ""
    return reverse("tasks:accept_many", args=[shown.agreement.id, duty.id])


def _receives(request: HttpRequest, duty: Duty) -> bool:
    return any(
        one.organisation.code == duty.to and Permission.RECEIVE in one.role.permissions for one in standings_of(request)
    )


def _by_duty(shown: Shown) -> list[tuple[Duty, list[Task]]]:
    duties = sorted(shown.agreement.duties, key=lambda duty: (duty.due is None, str(duty.due or "")))
    found: dict[str, list[Task]] = {duty.id: [] for duty in duties}
    for task in tasks_for(shown, duties, now()):
        found[task.duty.id].append(task)
    return [(duty, found[duty.id]) for duty in duties]


def _counted(shown: Shown, duty: Duty, tasks: Sequence[Task]) -> CountryDuty:
    counts = Counter(task.state.status for task in tasks)
    return CountryDuty(shown, duty, counts, days_left(now(), duty.due) if duty.due else None, late_of(tasks))


def _words(counts: Counter[Status]) -> list[tuple[StatusWord, int]]:
    """Return the words that are true of someone, and of how many."""
    found: Counter[StatusWord] = Counter()
    for status, some in counts.items():
        found[status.shown.word] += some
    return [(word, found[word]) for word in StatusWord if found[word]]


def _is_wanted(task: Task, wanted: str) -> bool:
    if wanted == UNFINISHED:
        return not task.state.status.is_finished
    return wanted not in {*Status, *StatusWord} or wanted in (task.state.status, task.state.shown.word)

"""All agreements and grants of an organisation in one list, for its own people."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Text
from naravard.agreement.status_words import StatusWord
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import person_of, requires, standings_of
from naravard.web.access.permissions import Permission
from naravard.web.home.agreement_overview import (
    AgreementEntry,
    OverviewFilter,
    own_overview,
)
from naravard.web.home.tables import overview_table
from naravard.web.organisations.frame import page
from naravard.web.organisations.models import Organisation
from naravard.web.organisations.views.lookup import own
from naravard.web.reminders.calendar_answers import calendar_answer
from naravard.web.reminders.calendars import entries_for
from naravard.web.site.clock import now
from naravard.web.site.tables import ShownTable, export, exports, present
from naravard.web.tasks.board import board
from naravard.web.tasks.ways import Way
from naravard.web.tasks.words import capital, number

OWN = "home:agreements"
_SAME_FOR_ALL = frozenset({"due", "next", "clause", "status"})
"""The columns that say nothing if all grants of an agreement wait for the same."""


@dataclass(frozen=True, slots=True)
class EntryShown:
    """One agreement on the page."""

    entry: AgreementEntry
    table: ShownTable
    way: Way | None
    """Who takes the next step, where that is known."""


@require_safe
@requires(Permission.SEE)
def agreements(request: HttpRequest, actor: Actor, form: str = "") -> HttpResponse:
    """Show all agreements and grants of an organisation: sums, conditions, next days, and how they stand."""
    organisation, at = own(actor), now()
    every, wanted = own_overview(organisation, at), OverviewFilter.from_query(request.GET)
    if form:
        return export(overview_table(organisation, wanted.chosen(every), is_public=False), form)
    person = person_of(request)
    assert person is not None  # noqa: S101 - for the type checker; requires() asks for one
    tasks = [one.task for entry in every if not entry.is_closed for one in entry.deadlines if one.task]
    arranged = board(tasks, person, standings_of(request), swedish_day(at))
    ways = {line.task.key: line.way for group in arranged.groups for line in group.lines}
    return page(
        request, "home/agreements.html", actor, OWN,
        heading=_heading(every, arranged.answer),
        tasks_url=reverse("tasks:organisation", args=[organisation.code]),
        public_url=reverse("home:recipient", args=[organisation.code]),
        **list_values(request, organisation, every, wanted, ways),
    )  # fmt: skip


@require_safe
@requires(Permission.SEE)
def agreements_calendar(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Answer with the days of an organisation under its agreements, as a calendar."""
    organisation = own(actor)
    every = OverviewFilter.from_query(request.GET).chosen(own_overview(organisation, now()))
    tasks = [one.task for entry in every for one in entry.deadlines if one.task]
    addresses = {one.task.key: one.url for entry in every for one in entry.deadlines if one.task}
    entries = entries_for(tasks, lambda task: request.build_absolute_uri(addresses[task.key]))
    return calendar_answer(entries, f"Naravard: {organisation.name}", f"{organisation.code}-overenskommelser")


def _heading(every: Sequence[AgreementEntry], answer: Text) -> Text:
    open_now = sum(not entry.is_closed for entry in every)
    if not open_now:
        return Text("Ingen överenskommelse gäller organisationen nu", "No agreement concerns the organisation now")
    count, one = capital(number(open_now)), open_now == 1
    nouns = Text("överenskommelse", "agreement") if one else Text("överenskommelser", "agreements")
    sv, en = answer.sv, answer.in_language("en")
    return Text(
        f"{count.sv} {nouns.sv}: {sv[:1].lower()}{sv[1:]}",
        f"{count.in_language('en')} {nouns.in_language('en')}: {en[:1].lower()}{en[1:]}",
    )


def list_values(
    request: HttpRequest,
    organisation: Organisation,
    every: Sequence[AgreementEntry],
    wanted: OverviewFilter,
    ways: Mapping[tuple[str, str, str], Way | None],
) -> dict[str, Any]:
    """Return what the list of agreements shows: on the organisation's own page, and on everyone's."""
    chosen = wanted.chosen(every)
    shown = [_shown(request, organisation, entry, ways) for entry in chosen]
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return {
        "every": every,
        "wanted": wanted,
        "years": sorted({year for entry in every for year in entry.years}, reverse=True),
        "statuses": _statuses(every),
        "open": [one for one in shown if not one.entry.is_closed],
        "closed": [one for one in shown if one.entry.is_closed],
        "chosen": chosen,
        "told": frozenset(),  # agreements whose sums stand elsewhere on the page
        "exports": exports(request),
        "calendar_url": f"{request.path.rstrip('/')}.ics{query}",
    }


def _statuses(every: Iterable[AgreementEntry]) -> list[StatusWord]:
    found = {entry.status.shown.word for entry in every if entry.status}
    return [word for word in StatusWord if word in found]


def _shown(
    request: HttpRequest,
    organisation: Organisation,
    entry: AgreementEntry,
    ways: Mapping[tuple[str, str, str], Way | None],
) -> EntryShown:
    table = overview_table(organisation, [entry], is_public=entry.is_public)
    without = set() if any(line.giver for line in entry.lines) else {"through"}
    if len({(line.next.holder.code, line.next.duty.id) if line.next else None for line in entry.lines}) == 1:
        without |= _SAME_FOR_ALL
    agreement_id = entry.shown.agreement.id
    way = ways.get(entry.next.task.key) if entry.next and entry.next.task else None
    shown = present(request, table, without=without, sort_name=f"sort-{agreement_id}", stacked=True, export_base="")
    return EntryShown(entry, shown, way)

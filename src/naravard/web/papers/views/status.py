"""What the first page of a paper's room shows of how it stands: the duty, who can do what, the receipt."""

from typing import Any

from django.http import HttpRequest

from naravard.web.access.actor import Actor, permissions_in
from naravard.web.access.addresses import person_of, standings_of
from naravard.web.organisations.views.lookup import own
from naravard.web.papers.kinds import PaperKind
from naravard.web.papers.overview import extension_after
from naravard.web.papers.paper import WrittenPaper
from naravard.web.papers.words import in_time
from naravard.web.people.models import Person
from naravard.web.site.clock import today
from naravard.web.tasks.board import line_of
from naravard.web.tasks.who import who_may


def standing_of(request: HttpRequest, actor: Actor, kind: PaperKind, work: WrittenPaper) -> dict[str, Any]:
    """Return the values of the page's template."""
    person = person_of(request)
    assert person is not None  # noqa: S101 - for the type checker; the view asks for one who has signed in
    found = standings_of(request)
    may = permissions_in(found, own(actor).code)
    newest = work.newest
    return {
        "task": work.task,
        "line": line_of(work.task, person, found, today()),
        "steps": who_may(work.task, today()),
        "may_write": kind.writes in may,
        "may_sign": kind.signs in may,
        "preparers": preparers_of(work),
        "newest_at": newest.handed_in_at if newest else None,
        "newest_in_time": in_time(newest, today()) if newest else None,
        "newest_extended": extension_after(newest) if newest else None,
        "ready_at": work.draft.ready_at,
    }


def preparers_of(work: WrittenPaper) -> list[str]:
    """Return the names of those who have prepared the paper, as they are called now."""
    codes = [code for code in work.draft.preparers if code.startswith("person-")]
    names = {person.named().code: person.name for person in Person.objects.filter(pk__in=_ids(codes))}
    return [names[code] for code in codes if code in names]


def _ids(codes: list[str]) -> list[str]:
    return [code.removeprefix("person-") for code in codes]

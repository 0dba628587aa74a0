"""The first page after sign-in, and the tasks of one organisation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import person_of, requires, signed_in, standings_of
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import all_shown
from naravard.web.funds.warnings import warning_lines
from naravard.web.organisations.frame import page
from naravard.web.people.models import Person
from naravard.web.site.clock import now
from naravard.web.site.tables import export, exports
from naravard.web.tasks.board import board
from naravard.web.tasks.inbox import Received, inbox, waiting_words
from naravard.web.tasks.reading import tasks_of
from naravard.web.tasks.tables import tasks_table

SECTION = "tasks:organisation"


@require_safe
@signed_in
def mine(request: HttpRequest, person: Person) -> HttpResponse:
    """Show what falls on the reader's organisations, the nearest day first, and what waits to be received."""
    found, every = standings_of(request), all_shown()
    organisations = list({one.organisation.code: one.organisation for one in found}.values())
    arranged = board(tasks_of(organisations, now(), every), person, found)
    received = inbox(found, every)
    received_first = bool(received) and not arranged.is_urgent and (_waits(received) or not arranged.count)
    values = {
        "board": arranged,
        "answer": waiting_words(received) if received_first else arranged.answer,
        "received_first": received_first,
        "watches": any(Permission.WATCH_COUNTRY in one.role.permissions for one in found),
        "received": received,
        "waiting": waiting_words(received),
        "several": len(organisations) > 1,
        "has_role": bool(found),
        "own": organisations,
        "warning_lines": warning_lines(organisations, every, now()),
    }
    return render(request, "tasks/mine.html", values)


@require_safe
@requires(Permission.SEE)
def of_organisation(request: HttpRequest, actor: Actor, form: str = "") -> HttpResponse:
    """Show an organisation's tasks, the nearest day first."""
    assert actor.organisation is not None  # noqa: S101 - for the type checker; requires() always gives one
    tasks = tasks_of([actor.organisation], now())
    if form:
        return export(tasks_table(actor.organisation, tasks), form)
    person = person_of(request)
    assert person is not None  # noqa: S101 - for the type checker; requires() asks for one
    arranged = board(tasks, person, standings_of(request))
    name: Text = actor.organisation.text
    return page(request, "tasks/organisation.html", actor, SECTION, board=arranged, name=name, exports=exports(request))


def _waits(received: list[Received]) -> bool:
    return any(one.waiting for one in received)

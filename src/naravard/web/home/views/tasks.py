"""The first page after sign-in: what falls on the reader, and what waits."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from naravard.web.access.addresses import signed_in, standings_of
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import all_shown
from naravard.web.funds.warnings import warning_lines
from naravard.web.people.models import Person
from naravard.web.site.clock import now
from naravard.web.tasks.board import board
from naravard.web.tasks.duties import tasks_of
from naravard.web.tasks.inbox import ReceivedDuty, inbox, waiting_words


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
    return render(request, "home/tasks.html", values)


def _waits(received: list[ReceivedDuty]) -> bool:
    return any(one.waiting for one in received)

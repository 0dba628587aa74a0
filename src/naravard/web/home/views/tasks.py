"""The first page after sign-in: what waits for the reader, then what the reader's organisations are to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from naravard.agreement.duties import swedish_day
from naravard.web.access.addresses import signed_in, standings_of
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import all_shown, still_open
from naravard.web.funds.warnings import warning_lines
from naravard.web.handovers.overview import waits_for
from naravard.web.people.models import Person
from naravard.web.site.clock import now
from naravard.web.tasks.board import board
from naravard.web.tasks.duties import tasks_of
from naravard.web.tasks.handover_lines import lines_of, waiting_words
from naravard.web.tasks.inbox import inbox


@require_safe
@signed_in
def mine(request: HttpRequest, person: Person) -> HttpResponse:
    """Show what waits for the reader, then what else the reader's organisations are to do, the nearest day first."""
    found, at = standings_of(request), now()
    every = still_open(all_shown(), swedish_day(at))
    organisations = list({one.organisation.code: one.organisation for one in found}.values())
    waiting = waits_for(person, found, at, every)
    several = len(organisations) > 1
    told = {one.duty_key for one in waiting}
    others = [task for task in tasks_of(organisations, at, every) if task.key not in told]
    values = {
        "lines": lines_of(waiting, at, several=several),
        "answer": waiting_words(waiting),
        "board": board(others, person, found, swedish_day(at)),
        "watches": any(Permission.WATCH_COUNTRY in one.role.permissions for one in found),
        "received": inbox(found, every, at),
        "several": several,
        "has_role": bool(found),
        "own": organisations,
        "warning_lines": warning_lines(organisations, every, at),
    }
    return render(request, "home/tasks.html", values)

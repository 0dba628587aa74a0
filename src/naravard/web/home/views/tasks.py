"""The first page after sign-in: what waits for the reader, then what the reader's organisations are to do."""

import datetime
from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from naravard.agreement.duties import swedish_day
from naravard.web.access.actor import ActiveRole, permissions_in
from naravard.web.access.addresses import signed_in, standings_of
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import all_shown, still_open
from naravard.web.funds.urgency import DutyKey, Pressing, Waiting, asked_of, for_reader, pressing_of, stakes_of
from naravard.web.funds.warnings import counted, pictures_of
from naravard.web.handovers.handover import Handover
from naravard.web.handovers.overview import waits_for, waits_in_each
from naravard.web.organisations.models import Organisation
from naravard.web.people.models import Person
from naravard.web.site.clock import now
from naravard.web.tasks.board import board
from naravard.web.tasks.duties import tasks_of
from naravard.web.tasks.handover_lines import lines_of, more_words, waiting_words
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
    pictures = pictures_of(organisations, every, at)
    pressing = _pressing(waiting, organisations, person, found, stakes_of(pictures), at)
    is_own = pressing is not None and pressing.whom is None
    left = [one for one in waiting if pressing is None or one.key != pressing.handover.key]
    others = [task for task in tasks_of(organisations, at, every) if task.key not in told]
    values = {
        "pressing": pressing,
        "as_heading": is_own,
        "lines": lines_of(left, at, several=several),
        "more": more_words(left) if is_own else None,
        "answer": pressing.heading if pressing is not None and is_own else waiting_words(waiting),
        "board": board(others, person, found, swedish_day(at)),
        "watches": any(Permission.WATCH_COUNTRY in one.role.permissions for one in found),
        "received": inbox(found, every, at),
        "several": several,
        "has_role": bool(found),
        "own": organisations,
        "warning_counts": counted(pictures, several=several),
    }
    return render(request, "home/tasks.html", values)


def _pressing(
    waiting: Sequence[Handover],
    organisations: Sequence[Organisation],
    person: Person,
    found: Sequence[ActiveRole],
    stakes: Mapping[DutyKey, int],
    now: datetime.datetime,
) -> Pressing | None:
    """Return the most pressing thing that waits for the reader; for others of the organisations where nothing does."""
    mine: list[Waiting] = [(one, None) for one in waiting]
    if not mine:
        may = {one.code: permissions_in(list(found), one.code) for one in organisations}
        every = waits_in_each(organisations, now, {one.code: asked_of(one) for one in organisations})
        mine = for_reader(every, person.named().code, may)
    return next(iter(pressing_of(mine, stakes, now)), None)

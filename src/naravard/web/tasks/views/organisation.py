"""The tasks of one organisation."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Text
from naravard.web.access.actor import Actor, permissions_in
from naravard.web.access.addresses import person_of, requires, standings_of
from naravard.web.access.permissions import Permission
from naravard.web.handovers.overview import waits_in
from naravard.web.organisations.frame import page
from naravard.web.organisations.views.lookup import own
from naravard.web.site.clock import now
from naravard.web.site.tables import export, exports
from naravard.web.tasks.board import board
from naravard.web.tasks.duties import tasks_of
from naravard.web.tasks.handover_lines import lines_with_whom
from naravard.web.tasks.tables import tasks_table

SECTION = "tasks:organisation"


@require_safe
@requires(Permission.SEE)
def of_organisation(request: HttpRequest, actor: Actor, form: str = "") -> HttpResponse:
    """Show what waits in an organisation and for whom, then its tasks, the nearest day first."""
    organisation, at = own(actor), now()
    tasks = tasks_of([organisation], at)
    if form:
        return export(tasks_table(organisation, tasks), form)
    person = person_of(request)
    assert person is not None  # noqa: S101 - for the type checker; requires() asks for one
    arranged = board(tasks, person, standings_of(request), swedish_day(at))
    name: Text = organisation.text
    may = permissions_in(standings_of(request), organisation.code)
    lines = lines_with_whom(waits_in(organisation, at), at, may)
    return page(
        request, "tasks/organisation.html", actor, SECTION, board=arranged, name=name, lines=lines,
        exports=exports(request),
    )  # fmt: skip

"""How an activity report stands, and what the next step is."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.activity_reports.desk import DESK
from naravard.web.papers.views.desk import desk_page, work_of
from naravard.web.papers.views.standing import standing_of


@require_safe
@requires(Permission.SEE)
def report(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """How an activity report stands: what it is to tell, by which day, who takes the next step, and the receipt."""
    work = work_of(DESK, actor, agreement_id)
    values = standing_of(request, actor, DESK, work)
    return desk_page(request, "activity_reports/report.html", actor, DESK, work, **values)

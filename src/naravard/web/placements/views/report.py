"""An organisation's reports of keys as they stand, and those of the county that an RSS coordinates."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from naravard.agreement.model import Duty
from naravard.web.access.actor import Actor, permissions_in
from naravard.web.access.addresses import person_of, requires, standings_of
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import Shown, shown_or_404
from naravard.web.ledger.frame import money_page
from naravard.web.organisations.models import Organisation
from naravard.web.organisations.views.lookup import own
from naravard.web.placements.overview import ReportOfKeys, report_of, reports_for
from naravard.web.placements.questions import coordinated_by, coordinator_of, reports_of
from naravard.web.placements.tables import reports_table
from naravard.web.placements.views.lookup import ROOM
from naravard.web.site.clock import now, today
from naravard.web.site.tables import export, present
from naravard.web.tasks.board import TaskLine, line_of
from naravard.web.tasks.paper_duties import is_carried


@require_safe
@requires(Permission.SEE)
def report(request: HttpRequest, actor: Actor, agreement_id: str, form: str = "") -> HttpResponse:
    """What an organisation has reported of what an agreement shares money by, what it is still to, and for whom."""
    shown, organisation = shown_or_404(agreement_id), own(actor)
    own_reports = [report_of(shown, duty, organisation, now()) for duty in reports_of(shown, organisation.code)]
    counties = [_county(request, actor, shown, duty) for duty in coordinated_by(shown, organisation.code)]
    if form:
        tables = [reports_table(shown, one.task.duty, [one]) for one in own_reports] + [
            entry["whole"] for entry in counties
        ]
        if not tables:
            raise Http404
        return export(tables[0], form)
    may = permissions_in(standings_of(request), organisation.code)
    return money_page(
        request,
        "placements/report.html",
        actor,
        shown,
        room=ROOM,
        entries=[_entry(request, shown, one) for one in own_reports],
        counties=counties,
        may_write=Permission.WORK_ON_DUTIES in may,
        may_submit=Permission.SUBMIT_REPORTS in may,
    )


def line_for(request: HttpRequest, report: ReportOfKeys) -> TaskLine:
    """Return how a report's duty stands, for the one who reads."""
    person = person_of(request)
    assert person is not None  # noqa: S101 - for the type checker; every view asks for one who has signed in
    return line_of(report.task, person, standings_of(request), today())


def _entry(request: HttpRequest, shown: Shown, report: ReportOfKeys) -> dict[str, Any]:
    """Return what the room's first page shows of one's own report."""
    duty, code = report.task.duty, report.organisation.code
    places = [code, shown.agreement.id, duty.id]
    coordinator = coordinator_of(shown, code)
    return {
        "report": report,
        "task": report.task,
        "line": line_for(request, report),
        "receipts": [(one, reverse("placements:receipt", args=[*places, one.number])) for one in report.submitted],
        "numbers": [(one, report.newest.exact.get(one.id)) for one in report.asked] if report.newest else [],
        "write_url": reverse("placements:write", args=places),
        "coordinator": Organisation.objects.filter(pk=coordinator).first() if coordinator else None,
        "coordination_url": reverse("placements:coordination", args=places) if coordinator else "",
        "is_carried": is_carried(shown, duty),
    }


def _county(request: HttpRequest, actor: Actor, shown: Shown, duty: Duty) -> dict[str, Any]:
    """Return what the room's first page shows of the county's reports: all of them, and those that are let."""
    code = own(actor).code
    members = [one for one in reports_for(shown, duty, now()) if coordinator_of(shown, one.organisation.code) == code]
    let = [one for one in members if one.coordinator == code]
    table = reports_table(shown, duty, members, code)
    return {
        "duty": duty,
        "members": members,
        "let": let,
        "finished": sum(1 for one in members if one.task.state.status.is_finished),
        "whole": table,
        "table": present(request, table, stacked=True),
    }

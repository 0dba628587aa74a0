"""The list of agreements, one agreement in one picture, and its areas."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements import calendar, sums
from naravard.web.agreements.current import all_shown, shown_or_404
from naravard.web.agreements.frame import page
from naravard.web.agreements.in_force import in_force, numbers_in_force
from naravard.web.agreements.sums import TO
from naravard.web.site.clock import today


@open_to_everyone
def agreements(request: HttpRequest) -> HttpResponse:
    """List the agreements."""
    return render(request, "agreements/list.html", {"every": all_shown(), "today": today()})


@open_to_everyone
def overview(request: HttpRequest, agreement_id: str) -> HttpResponse:
    """Show one agreement: what it is for, who signed it, and where the money goes."""
    shown = shown_or_404(agreement_id)
    agreement, valid = shown.agreement, in_force(shown)
    return page(
        request,
        "agreements/overview.html",
        shown,
        "agreements:overview",
        valid=valid,
        numbers=numbers_in_force(shown),
        areas=sums.by_area(agreement),
        recipients=sums.by_recipients(agreement),
        awaiting=sums.awaiting(valid.allocation) if valid.allocation else [],
        coming=calendar.coming(agreement, today()),
        is_past=agreement.period.to < today(),
    )


@open_to_everyone
def area(request: HttpRequest, agreement_id: str, area_id: str) -> HttpResponse:
    """Show one area: its money, requirements, dates and goals."""
    shown = shown_or_404(agreement_id)
    agreement = shown.agreement
    found = next((entry for entry in sums.by_area(agreement) if entry.area and entry.area.id == area_id), None)
    if found is None or found.area is None:
        raise Http404(_("Överenskommelsen har inget område som heter ”%(id)s”.") % {"id": area_id})
    to = request.GET.get(TO, "")
    if to:
        found = replace(found, grants=tuple(one for one in found.grants if "-".join(one.recipients) == to))
    return page(
        request,
        "agreements/area.html",
        shown,
        "agreements:overview",
        entry=found,
        only=found.grants[0].recipients if to and found.grants else (),
        area=found.area,
        grouped=shown.clauses.grouped([entry for entry in agreement.requirements if entry.area == area_id]),
        goals=[goal for goal in agreement.goals if goal.area == area_id],
    )

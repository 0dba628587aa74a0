"""What has it cost: booked costs by activity, by grant and by month, and each of them."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from naravard.documents.table import Table
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.costs import tables
from naravard.web.costs.intake_preview import out_of_date
from naravard.web.costs.models import CostFile
from naravard.web.costs.places import CostPlace
from naravard.web.costs.views.frame import address, cost_page, place_of
from naravard.web.site.tables import export, present

_Made = Callable[[CostPlace], Table]


@require_safe
@requires(Permission.SEE)
def costs(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """What it has cost, by activity, by grant and by month, and how much of that the grant covers."""
    place = place_of(actor, agreement_id)
    booked = tables.costs_of(place)
    waiting = CostFile.objects.filter(
        organisation=place.organisation, agreement_id=agreement_id, state=CostFile.WAITING
    )
    activities, grants = tables.by_activity(place, booked), tables.grant_costs(place)
    return cost_page(
        request,
        "costs/costs.html",
        actor,
        place,
        total=sum(cost.left for cost in booked),
        own_costs=sum(one.own for one in grants),
        waiting=list(waiting.defer("chart", "comparison")),
        recount=[taken for taken in place.taken_in.values() if out_of_date(place, taken)],
        by_activity=present(
            request,
            activities,
            sort_name="aktiviteter",
            export_base=_base(place, "by_activity"),
            stacked=True,
        )
        if activities.rows
        else None,
        by_grant=present(
            request,
            tables.by_grant(place, grants),
            sort_name="medel",
            export_base=_base(place, "by_grant"),
            stacked=True,
        ),
        by_month=present(
            request, tables.by_months(place, booked), sort_name="manader", export_base=_base(place, "by_month")
        ),
        listed=present(
            request,
            tables.each_cost(place, booked),
            sort_name="alla",
            export_base=_base(place, "each_cost"),
            stacked=True,
        ),
        remainders=present(request, tables.remainders(place), sort_name="oren", export_base=""),
    )


@require_safe
@requires(Permission.SEE)
def by_activity_file(request: HttpRequest, actor: Actor, agreement_id: str, form: str) -> HttpResponse:  # noqa: ARG001
    """Costs by activity as a file."""
    return _file(actor, agreement_id, form, lambda place: tables.by_activity(place, tables.costs_of(place)))


@require_safe
@requires(Permission.SEE)
def by_grant_file(request: HttpRequest, actor: Actor, agreement_id: str, form: str) -> HttpResponse:  # noqa: ARG001
    """Costs by grant as a file: covered, awaiting payment, and the organisation's own."""
    return _file(actor, agreement_id, form, tables.by_grant)


@require_safe
@requires(Permission.SEE)
def by_month_file(request: HttpRequest, actor: Actor, agreement_id: str, form: str) -> HttpResponse:  # noqa: ARG001
    """Costs by month as a file."""
    return _file(actor, agreement_id, form, lambda place: tables.by_months(place, tables.costs_of(place)))


@require_safe
@requires(Permission.SEE)
def each_cost_file(request: HttpRequest, actor: Actor, agreement_id: str, form: str) -> HttpResponse:  # noqa: ARG001
    """Every booked cost as a file."""
    return _file(actor, agreement_id, form, lambda place: tables.each_cost(place, tables.costs_of(place)))


def _file(actor: Actor, agreement_id: str, form: str, made: _Made) -> HttpResponse:
    return export(made(place_of(actor, agreement_id)), form)


def _base(place: CostPlace, name: str) -> str:
    return address(place, name, "csv").removesuffix(".csv")

"""Follow-up during the year: what is planned, used and expected, grant by grant, with warnings well before 31 March."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.documents.table import Table
from naravard.ledger.forecast import Method
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import shown_or_404
from naravard.web.funds.charts import activity_panel, forecast_panel, month_panel
from naravard.web.funds.picture import Picture
from naravard.web.funds.spending import Spent, spent_by_activity, spent_by_month
from naravard.web.funds.tables.flow import held_table
from naravard.web.funds.tables.follow_up import activities_table, areas_table, followed, grants_table, months_table
from naravard.web.funds.views.money import amounts_of, picture_or_404
from naravard.web.funds.warnings import of_follow_up
from naravard.web.ledger.frame import money_page
from naravard.web.organisations.views.lookup import own
from naravard.web.site.tables import ShownTable, export, present

ROOM = "funds:follow_up"
METHOD = "metod"
"""The query's name for the forecast's method."""
GRANTS, AREAS, ACTIVITIES, MONTHS = "", "omraden", "aktiviteter", "manader"
_MOST_IN_A_CHART = 20
_SPARE = ("allotted", "awaiting", "left")
"""What the page leaves to the files before what is expected, which is what it answers."""


@require_safe
@requires(Permission.SEE)
def follow_up(
    request: HttpRequest, actor: Actor, agreement_id: str, part: str = GRANTS, form: str = ""
) -> HttpResponse:
    """How an organisation's money is being used: planned, used, expected by the end of the year, and at risk."""
    picture = picture_or_404(shown_or_404(agreement_id), own(actor))
    method = _method(request, picture)
    if form:
        return export(_asked_for(picture, method, part), form)
    values = _values(request, picture, method)
    return money_page(request, "funds/follow_up.html", actor, picture.shown, room=ROOM, **values)


def _method(request: HttpRequest, picture: Picture) -> Method:
    """Return the method that was asked for, or the one that says most."""
    wanted = request.GET.get(METHOD, "")
    return Method(wanted) if wanted in set(Method) else picture.method


def _asked_for(picture: Picture, method: Method, part: str) -> Table:
    if part == ACTIVITIES:
        return activities_table(picture, spent_by_activity(picture))
    if part == MONTHS:
        return months_table(picture, spent_by_month(picture))
    rows = followed(picture, method)
    return areas_table(picture, rows, method) if part == AREAS else grants_table(picture, rows, method)


def _planned(spent: Sequence[Spent]) -> Sequence[Spent]:
    """Return the activities that the chart shows: as many as it has room for, the greatest first."""
    return sorted(spent, key=lambda one: -max(one.budget, one.costs))[:_MOST_IN_A_CHART]


def _values(request: HttpRequest, picture: Picture, method: Method) -> dict[str, Any]:
    rows, spent, months = followed(picture, method), spent_by_activity(picture), spent_by_month(picture)
    values: dict[str, Any] = {
        "heading": _heading(picture, method),
        "money": picture.own,
        "warnings": of_follow_up(picture.risks),
        "warnings_heading": Text("Pengar som kan bli kvar", "Money that may be left"),
        "method": method,
        "methods": [(one, f"?{METHOD}={one.value}", one is method) for one in Method],
        "is_rss": bool(picture.own and picture.own.terms.onward),
        "grants": _shown(request, replace(grants_table(picture, rows, method), note=None), GRANTS),
        "areas": _shown(request, areas_table(picture, rows, method), AREAS) if picture.shown.agreement.areas else None,
        "has_rows": bool(rows),
        "held": _held(request, picture) if picture.shares else None,
        "expected_shares": _expected_shares(picture, method),
    }
    if rows:
        outlooks = [one for one in picture.outlooks(method) if one.available or one.costs]
        values["forecast_panels"] = [forecast_panel(picture.shown, outlooks)]
    if spent:
        values["activities"] = _activities_shown(request, picture, spent)
        values["activity_panels"] = [activity_panel(_planned(spent))]
    if any(one.costs for one in months):
        values["months"] = _shown(request, months_table(picture, months), MONTHS)
        values["month_panels"] = [month_panel(months)]
    return values


def _heading(picture: Picture, method: Method) -> Text:
    """Answer how much is expected to be left."""
    name, last = picture.organisation.text, picture.shown.agreement.period.to
    left = sum(outlook.expected_left for outlook in picture.outlooks(method))
    left += sum(share.left for share in picture.share_outlooks(method).values())
    if not left:
        return Text(f"Hur använder {name.sv} medlen?", f"How does {name.in_language('en')} use the funds?")
    return Text(
        f"{kronor(left)} väntas vara kvar {last}",
        f"{kronor(left)} are expected to be left on {last}",
    )


def _expected_shares(picture: Picture, method: Method) -> list[tuple[Text, int]]:
    """Return what is expected to be left of each part that is held of another's grant."""
    expected = picture.share_outlooks(method)
    return [(picture.shown.agreement.grant(grant).name, share.left) for grant, share in expected.items() if share.left]


def _shown(request: HttpRequest, table: Table, part: str) -> ShownTable:
    base = f"{request.path}{part}" if part else None
    ids = {column.id for column in table.columns} & {"awaiting", "expected_own"}
    quiet = {column_id for column_id in ids if not any(table.column(column_id))}
    name = f"sort-{part}" if part else "sort"
    return present(request, table, without=quiet, spare=_SPARE, sort_name=name, export_base=base)


def _activities_shown(request: HttpRequest, picture: Picture, spent: Sequence[Any]) -> ShownTable:
    return present(
        request,
        activities_table(picture, spent),
        sort_name="sort-aktiviteter",
        export_base=f"{request.path}{ACTIVITIES}",
        stacked=True,
    )


def _held(request: HttpRequest, picture: Picture) -> ShownTable:
    table = held_table(picture, amounts_of(picture, is_own=True))
    return present(request, table, sort_name="sort-genom-andra", export_base="", stacked=True)

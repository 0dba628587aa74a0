"""The country: what each county gets under an agreement."""

from fractions import Fraction
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from naravard.agreement.model import Text
from naravard.documents import headings
from naravard.documents.table import TOTAL, Column, Table
from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements import sums
from naravard.web.agreements.current import Shown, foremost
from naravard.web.agreements.in_force import all_in_force
from naravard.web.agreements.provenance import provenance
from naravard.web.agreements.tiles import tile_map
from naravard.web.site.tables import export, present


@open_to_everyone
def land(request: HttpRequest, form: str = "") -> HttpResponse:
    """Show the counties under the agreement that is asked for, the newest unless another is chosen."""
    every = [
        shown for shown in all_in_force() if shown.allocation and sums.by_county(shown.agreement, shown.allocation)
    ]
    if not every:
        return render(request, "agreements/land_empty.html")
    wanted = request.GET.get("overenskommelse", foremost(every).agreement.id)
    shown = next((shown for shown in every if shown.agreement.id == wanted), None)
    if shown is None or shown.allocation is None:
        raise Http404(_("Den överenskommelsen delar inte ut pengar länsvis här."))
    counties = sums.by_county(shown.agreement, shown.allocation)
    table = counties_table(shown, counties)
    if form:
        return export(table, form)

    return render(
        request,
        "agreements/land.html",
        {
            "shown": shown,
            "agreement": shown.agreement,
            "every": every,
            "table": present(request, table),
            "map": tile_map(counties),
            "awaiting": sums.awaiting(shown.allocation),
        },
    )


def counties_table(shown: Shown, counties: list[sums.CountySum]) -> Table:
    """Return the counties' sums as a table."""
    whole = sum((one.inhabitants or Fraction(0) for one in counties), Fraction(0))
    amount = sum(one.amount for one in counties)
    has_inhabitants = bool(counties[0].inhabitants)
    recipients = reverse("money:recipients", args=[shown.agreement.id])

    def link(one: sums.CountySum) -> str:
        return reverse("money:recipient", args=[shown.agreement.id, one.county.code])

    columns: tuple[Column[sums.CountySum], ...] = (
        Column("county_code", headings.COUNTY_CODE, "code", of=lambda one: one.county.code, on_page=False),
        Column(
            "county", headings.COUNTY, of=lambda one: one.county.name, total=TOTAL,
            link=link,
        ),
        Column(
            "region", Text("Till regionen", "To the region"), "kronor", of=lambda one: one.to_region, total=sum,
            link=link,
        ),
        Column(
            "municipalities", Text("Till kommunerna", "To the municipalities"), "kronor",
            of=lambda one: one.to_municipalities, total=sum,
            link=lambda one: f"{recipients}?{urlencode({'lan': one.county.code, 'utan': 'regioner'})}",
        ),
        Column(
            "amount", headings.SUM, "kronor", of=lambda one: one.amount, total=sum,
            made_of=("region", "municipalities"),
        ),
        Column(
            "inhabitants", headings.INHABITANTS, "number", of=lambda one: one.inhabitants, on_page=has_inhabitants,
            total=lambda _values: whole or None,
        ),
        Column(
            "per_inhabitant", Text("Kronor per invånare", "Kronor per inhabitant"), "number", 2,
            of=lambda one: one.per_inhabitant, on_page=has_inhabitants,
            total=lambda _values: Fraction(amount) / whole if whole else None,
        ),
    )  # fmt: skip
    return Table.of(
        counties,
        columns,
        id=f"{shown.agreement.id}-lan",
        caption=Text("Medel per län", "Money by county"),
        provenance=provenance(shown),
    )

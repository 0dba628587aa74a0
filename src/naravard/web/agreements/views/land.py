"""The country: what each county gets under an agreement."""

from fractions import Fraction

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from naravard.agreement.model import Text
from naravard.documents.table import Column, Table
from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements import sums
from naravard.web.agreements.current import Shown, all_shown, foremost
from naravard.web.agreements.provenance import provenance
from naravard.web.agreements.tiles import tiles
from naravard.web.site.tables import export, present

COLUMNS = (
    Column("county_code", Text("Länskod", "County code"), "code"),
    Column("county", Text("Län", "County")),
    Column("region", Text("Till regionen", "To the region"), "kronor"),
    Column("municipalities", Text("Till kommunerna", "To the municipalities"), "kronor"),
    Column("amount", Text("Tillsammans", "Total"), "kronor"),
    Column("inhabitants", Text("Invånare", "Inhabitants"), "number"),
    Column("per_inhabitant", Text("Kronor per invånare", "Kronor per inhabitant"), "number", 2),
)


@open_to_everyone
def land(request: HttpRequest, form: str = "") -> HttpResponse:
    """Show the counties under the agreement that is asked for, the newest unless another is chosen."""
    every = [shown for shown in all_shown() if shown.allocation and sums.by_county(shown.agreement, shown.allocation)]
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

    def link(number: int, column: str) -> str | None:
        code = counties[number].county.code
        return reverse("money:recipient", args=[shown.agreement.id, code]) if column == "county" else None

    without = {"county_code"} if counties[0].inhabitants else {"county_code", "inhabitants", "per_inhabitant"}
    return render(
        request,
        "agreements/land.html",
        {
            "shown": shown,
            "agreement": shown.agreement,
            "every": every,
            "table": present(request, table, link=link, without=without),
            "tiles": tiles(counties),
            "awaiting": sums.awaiting(shown.allocation),
        },
    )


def counties_table(shown: Shown, counties: list[sums.CountySum]) -> Table:
    """Return the counties' sums as a table."""
    rows = tuple(
        (
            entry.county.code,
            entry.county.name,
            entry.to_region,
            entry.to_municipalities,
            entry.amount,
            entry.inhabitants,
            entry.per_inhabitant,
        )
        for entry in counties
    )
    amount = sum(entry.amount for entry in counties)
    inhabitants = sum((entry.inhabitants or Fraction(0) for entry in counties), Fraction(0))
    total = (
        "",
        _("Hela landet"),
        sum(entry.to_region for entry in counties),
        sum(entry.to_municipalities for entry in counties),
        amount,
        inhabitants or None,
        Fraction(amount) / inhabitants if inhabitants else None,
    )
    return Table(
        id=f"{shown.agreement.id}-lan",
        caption=Text("Medel per län", "Money by county"),
        columns=COLUMNS,
        rows=rows,
        total=total,
        provenance=provenance(shown),
    )

"""The start page: what this is, the newest agreement in one picture, what is due."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements import calendar, sums
from naravard.web.agreements.current import all_shown, foremost
from naravard.web.agreements.in_force import in_force
from naravard.web.agreements.tiles import tile_map
from naravard.web.site.clock import today


@open_to_everyone
def start(request: HttpRequest) -> HttpResponse:
    """Show the newest agreement, and what else there is."""
    every = all_shown()
    if not every:
        return render(request, "agreements/start_empty.html")
    shown = foremost(every)
    agreement, valid = shown.agreement, in_force(shown)
    counties = sums.by_county(valid.agreement, valid.allocation) if valid.allocation else []
    return render(
        request,
        "agreements/start.html",
        {
            "shown": shown,
            "valid": valid,
            "agreement": agreement,
            "others": [other for other in every if other is not shown],
            "newer": [other for other in every if other.agreement.period.to > agreement.period.to],
            "areas": sums.by_area(agreement),
            "recipients": sums.by_recipients(agreement),
            "map": tile_map(counties),
            "awaiting": sums.awaiting(valid.allocation) if valid.allocation else [],
            "days": calendar.days(agreement, today()),
            "coming": calendar.coming(agreement, today()),
            "is_past": agreement.period.to < today(),
        },
    )

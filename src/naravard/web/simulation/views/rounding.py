"""Change how the whole agreement's amounts are rounded."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse

from naravard.agreement import wording
from naravard.allocation.changes import Change
from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements.frame import page
from naravard.web.simulation.changes import ROUNDING, rounding_words
from naravard.web.simulation.grant_fields import rounding_fields
from naravard.web.simulation.grant_form import METHODS, read_unit
from naravard.web.simulation.input.entries import Entries
from naravard.web.simulation.scenario import Scenario
from naravard.web.simulation.views.query import (
    NAME,
    SimulationQuery,
    asked,
    entered,
    result_url,
    simulation_crumb,
    to_result,
)


@open_to_everyone
def rounding(request: HttpRequest, agreement_id: str) -> HttpResponse:
    """Show the agreement's rounding to change; when it has been, lead on to the result."""
    asking = asked(request, agreement_id)
    if request.method == "POST":
        entries = entered(request)
        scenario = _read(asking, entries)
        answer = to_result(asking.shown, scenario, entries) if scenario is not None else None
        if answer is not None:
            return answer
    else:
        now = (asking.comparison.after.agreement if asking.comparison else asking.shown.agreement).rounding
        entries = Entries({"method": now.method, "unit": wording.whole(now.unit)})
    return page(
        request,
        "simulation/rounding.html",
        asking.shown,
        NAME,
        simulation_crumb(asking.shown, asking.scenario),
        fields=rounding_fields(entries),
        agreed=rounding_words(asking.shown.agreement.rounding),
        details=entries.problems,
        back_url=result_url(asking.shown, asking.scenario),
    )


def _read(asking: SimulationQuery, entries: Entries) -> Scenario | None:
    """Return the scenario with the rounding, first among its changes, since grants may rest on it."""
    method = entries.choice("method", "method", METHODS)
    unit = read_unit(entries)
    if entries.problems or method is None:
        return None
    own = asking.shown.agreement.rounding
    pairs = [("method", own.method, method), ("unit", str(own.unit), str(unit or 1))]
    made = [Change(f"{ROUNDING}.{name}", now) for name, was, now in pairs if was != now]
    rest = asking.scenario.without(ROUNDING)
    return replace(rest, changes=(*((change.path, change.text) for change in made), *rest.changes))

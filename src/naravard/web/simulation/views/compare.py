"""Several variants beside one another. They stand in the address, each packed whole."""

from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from naravard.agreement import wording
from naravard.allocation import AllocationError
from naravard.allocation.variants import VariantComparison, compare_variants
from naravard.documents.simulation_tables import variants_table
from naravard.documents.table import Table
from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements.current import Shown
from naravard.web.agreements.frame import page
from naravard.web.agreements.provenance import provenance
from naravard.web.simulation.address import unpacked
from naravard.web.simulation.comparison import MOST_VARIANTS, VARIANT, compare_query
from naravard.web.simulation.scenario import Scenario
from naravard.web.simulation.views.files import FILE, file_field, uploaded_scenarios
from naravard.web.simulation.views.query import NAME, SimulationQuery, asked, result_url, simulation_crumb
from naravard.web.site.forms.problems import EntryError, Problem, from_allocation, problems_at
from naravard.web.site.tables import export, present


@open_to_everyone
def compare(request: HttpRequest, agreement_id: str, form: str = "") -> HttpResponse:
    """Show variants side by side; uploaded ones are added and lead on to the address that holds them all."""
    asking = asked(request, agreement_id)
    scenarios, problems = _scenarios(request.GET)
    if request.method == "POST":
        answer = _added(request, asking, scenarios, problems)
        if answer is not None:
            return answer
    compared = _compared(asking.shown, scenarios, problems)
    if form and compared:
        return export(_table(asking.shown, compared), form)
    return page(
        request,
        "simulation/compare.html",
        asking.shown,
        NAME,
        simulation_crumb(asking.shown, Scenario()),
        compared=compared,
        variants=_variants(asking.shown, scenarios, compared),
        table=present(request, _table(asking.shown, compared), whole=True) if compared else None,
        field=replace(file_field(multiple=True), details=problems_at(FILE, problems)),
        details=problems,
        is_full=len(scenarios) >= MOST_VARIANTS,
    )


def _table(shown: Shown, compared: VariantComparison) -> Table:
    return variants_table(compared, provenance=provenance(shown))


def _scenarios(query: QueryDict) -> tuple[list[Scenario], list[Problem]]:
    """Read the variants out of the address."""
    scenarios: list[Scenario] = []
    problems: list[Problem] = []
    for token in query.getlist(VARIANT)[:MOST_VARIANTS]:
        try:
            inner = QueryDict(urlencode(parse_qsl(unpacked(token), max_num_fields=1_000)))
        except (EntryError, ValueError) as error:
            problems.extend(error.problems if isinstance(error, EntryError) else ())
            continue
        scenario, wrong = Scenario.from_query(inner)
        problems.extend(wrong)
        scenarios.append(scenario)
    return scenarios, problems


def _added(
    request: HttpRequest, asking: SimulationQuery, scenarios: list[Scenario], problems: list[Problem]
) -> HttpResponse | None:
    """Add the uploaded variants, and lead on; ``None`` when something must be put right."""
    try:
        every = [*scenarios, *uploaded_scenarios(request, asking.shown)]
        query = compare_query(every)
    except EntryError as error:
        problems.extend(error.problems)
        return None
    return HttpResponseRedirect(f"{reverse('simulation:compare', args=[asking.agreement_id])}?{query}")


def _compared(shown: Shown, scenarios: list[Scenario], problems: list[Problem]) -> VariantComparison | None:
    """Compute the variants; ``None`` when there are none, or one of them cannot be computed."""
    if not scenarios or problems:
        return None
    try:
        return compare_variants(shown.agreement, [scenario.as_variant(shown.agreement.id) for scenario in scenarios])
    except AllocationError as error:
        problems.append(from_allocation(error))
        return None


def _variants(shown: Shown, scenarios: list[Scenario], compared: VariantComparison | None) -> list[dict[str, object]]:
    """Return each variant with its address, the address of the comparison without it, and what it moves."""
    found: list[dict[str, object]] = []
    base = reverse("simulation:compare", args=[shown.agreement.id])
    for place, scenario in enumerate(scenarios):
        rest = [other for number, other in enumerate(scenarios) if number != place]
        comparison = compared.comparisons[place] if compared else None
        found.append(
            {
                "name": scenario.name or _("Variant"),
                "url": result_url(shown, scenario),
                "without_url": f"{base}?{compare_query(rest)}" if rest else base,
                "comparison": comparison,
                "difference": wording.signed_kronor(comparison.total_after - comparison.total_before)
                if comparison
                else "",
                "changes": [f"{path}={written}" for path, written in scenario.changes],
                "keys": [key for key, _token in scenario.keys],
            }
        )
    return found

"""What the address asks: the agreement, the scenario, and what it comes to or why it cannot be computed."""

from dataclasses import dataclass, field

from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from naravard.allocation import AllocationError
from naravard.allocation.simulation import Comparison
from naravard.web.agreements.current import Shown, shown_or_404
from naravard.web.agreements.frame import Crumb
from naravard.web.simulation.input.entries import Entries
from naravard.web.simulation.results import comparison_of
from naravard.web.simulation.scenario import Scenario
from naravard.web.site.forms.problems import EntryError, Problem, from_allocation

NAME = "simulation:simulation"
VIEW = "visa"


@dataclass(slots=True)
class SimulationQuery:
    """An address, read."""

    shown: Shown
    scenario: Scenario
    comparison: Comparison | None
    problems: list[Problem] = field(default_factory=list)
    """Why there is no comparison."""

    @property
    def agreement_id(self) -> str:
        """The agreement's id."""
        return self.shown.agreement.id


def asked(request: HttpRequest, agreement_id: str) -> SimulationQuery:
    """Read the address of a simulation's page; 404 when the agreement's money cannot be allocated at all."""
    shown = shown_or_404(agreement_id)
    if shown.allocation is None:
        raise Http404(_("Överenskommelsens pengar kan inte fördelas, så det finns inget att pröva."))
    scenario, problems = Scenario.from_query(request.GET)
    if problems:
        return SimulationQuery(shown, scenario, None, problems)
    try:
        scenario.query()
        return SimulationQuery(shown, scenario, comparison_of(shown, scenario))
    except EntryError as error:
        return SimulationQuery(shown, Scenario(), None, list(error.problems))
    except AllocationError as error:
        return SimulationQuery(shown, scenario, None, [from_allocation(error)])


def entered(request: HttpRequest) -> Entries:
    """Return a form's fields as they were sent."""
    return Entries({name: str(request.POST.get(name, "")) for name in request.POST})


def result_url(shown: Shown, scenario: Scenario, **more: str) -> str:
    """Return the address of a scenario's result.

    Raises:
        EntryError: it would be too long.
    """
    query = scenario.query(**more)
    base = reverse(NAME, args=[shown.agreement.id])
    return f"{base}?{query}" if query else base


def to_result(shown: Shown, scenario: Scenario, entries: Entries, **more: str) -> HttpResponseRedirect | None:
    """Lead on to a scenario's result; ``None`` when it cannot be computed, which ``entries`` then says."""
    try:
        url = result_url(shown, scenario, **more)
        comparison_of(shown, scenario)
    except EntryError as error:
        entries.problems.extend(error.problems)
    except AllocationError as error:
        entries.refuse(from_allocation(error, field_of(error)))
    else:
        return HttpResponseRedirect(url)
    return None


def field_of(error: AllocationError) -> str:
    """Return the field of a grant's form that an error of the allocation belongs to; empty where that is unclear."""
    from naravard.allocation.rules import errors

    fields: list[tuple[type[AllocationError], str]] = [
        (errors.BaseTooGreatError, "base"),
        (errors.LimitsImpossibleError, "least"),
        (errors.FixedDoesNotMeetPotError, "fixed"),
        (errors.FixedUnknownCodeError, "fixed"),
        (errors.NoOneMeetsConditionError, "not_met"),
        (errors.UnknownConditionCodeError, "not_met"),
        (errors.WeightsDoNotAddUpError, "weight1"),
        (errors.NothingIncreasedError, "before"),
    ]
    return next((name for kind, name in fields if isinstance(error, kind)), "amount")


def simulation_crumb(shown: Shown, scenario: Scenario) -> Crumb:
    """Return the step back to the simulation, with its scenario."""
    return Crumb(_("Simulering"), result_url(shown, scenario))

"""Change one grant: its sum, its rule, its rounding."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from naravard.allocation import AllocationError
from naravard.allocation.rule_words import describe_rule
from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements.frame import page
from naravard.web.simulation.grant_fields import GrantFields
from naravard.web.simulation.grant_form import OWN_FILE, GrantForm
from naravard.web.simulation.input.entries import Entries
from naravard.web.simulation.input.uploads import uploaded_text
from naravard.web.simulation.notices import NAME as NOTICES
from naravard.web.simulation.notices import packed_notices
from naravard.web.simulation.views.query import (
    NAME,
    SimulationQuery,
    asked,
    entered,
    result_url,
    simulation_crumb,
    to_result,
)
from naravard.web.site.forms.problems import EntryError


@open_to_everyone
def grant(request: HttpRequest, agreement_id: str, grant_id: str) -> HttpResponse:
    """Show a grant's form; when it has been filled in, lead on to the result."""
    asking = asked(request, agreement_id)
    form = _form(asking, grant_id)
    if form is None:
        return HttpResponseRedirect(result_url(asking.shown, asking.scenario))
    if request.method == "POST":
        entries = entered(request)
        answer = _read(request, asking, form, entries)
        if answer is not None:
            return answer
    else:
        entries = Entries(form.entries())
    return page(
        request,
        "simulation/grant.html",
        asking.shown,
        NAME,
        simulation_crumb(asking.shown, asking.scenario),
        form=form,
        fields=GrantFields(form, entries),
        details=entries.problems,
        rule_words=describe_rule(form.original.rule, form.agreement),
        count=len(form.frame.recipients),
        back_url=result_url(asking.shown, asking.scenario),
    )


def _form(asking: SimulationQuery, grant_id: str) -> GrantForm | None:
    """Return the grant's form; ``None`` when other parts of the scenario must be put right first."""
    if all(grant.id != grant_id for grant in asking.shown.agreement.grants):
        raise Http404(_("Överenskommelsen har inget sådant belopp."))
    for scenario in (asking.scenario, asking.scenario.without(grant_id)):
        try:
            return GrantForm.of(asking.shown.agreement, scenario, grant_id)
        except AllocationError:
            continue
    return None


def _read(request: HttpRequest, asking: SimulationQuery, form: GrantForm, entries: Entries) -> HttpResponse | None:
    """Read the form; ``None`` when something must be put right."""
    uploaded = None
    try:
        uploaded = uploaded_text(request, OWN_FILE)
    except EntryError as error:
        entries.problems.extend(error.problems)
    scenario, notices = form.read(entries, uploaded)
    if scenario is None:
        return None
    return to_result(asking.shown, scenario, entries, **{NOTICES: packed_notices(notices)})

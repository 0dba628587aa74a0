"""An agreement's results: what is known of each goal, and all that is measured."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from naravard.agreement.model import Text
from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements.current import Shown, shown_or_404
from naravard.web.agreements.frame import Crumb, page
from naravard.web.results.overview import results_of
from naravard.web.results.tables import goal_rows, goals_table, indicators_table, values_table
from naravard.web.site.tables import export, exports, present

RESULTS = "results:results"
"""The section that the pages of results belong to."""


@open_to_everyone
def results(request: HttpRequest, agreement_id: str, form: str = "") -> HttpResponse:
    """Show what is known of each goal, and the indicators; as a file every published value."""
    shown = shown_or_404(agreement_id)
    found = results_of(shown)
    if form:
        name = f"{shown.agreement.id}-varden"
        return export(values_table(shown, found, name=name, caption=Text("Värden", "Values")), form)
    rows = goal_rows(shown, found)
    verdicts = [row.verdict for row in rows if row.level.set_by is None]
    return page(
        request,
        "results/results.html",
        shown,
        RESULTS,
        count=len(verdicts),
        met=verdicts.count("met"),
        not_met=verdicts.count("not-met"),
        goals=present(request, goals_table(shown, rows), sort_name="mal", export_base="") if rows else None,
        indicators=present(request, indicators_table(shown, found), export_base="") if found else None,
        exports=exports(request) if found else (),
    )


def results_crumb(shown: Shown) -> Crumb:
    """Return the crumb that leads back to the agreement's results."""
    return Crumb(_("Resultat"), reverse(RESULTS, args=[shown.agreement.id]))

"""*Visa beräkning*: why an amount is what it is, from the pot to the krona; grants, earmarks, the second level."""

from fractions import Fraction

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naravard.agreement.model import Grant
from naravard.allocation import AllocationError
from naravard.allocation.explanation import explain, explain_onward
from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements.frame import Crumb, page
from naravard.web.agreements.in_force import in_force_or_404
from naravard.web.money.addresses import earmark_url, explanation_url, grant_url
from naravard.web.money.explanation import Explained, beside, rounding_shown
from naravard.web.money.figures import explained_lines
from naravard.web.money.onward import onward_of
from naravard.web.money.tables.cell import remainders_table, steps_table
from naravard.web.money.tables.onward import onward_table
from naravard.web.money.views.lookup import (
    GRANTS,
    allocation_or_404,
    grant_crumb,
    grant_or_404,
    grants_crumb,
    shared_or_404,
)
from naravard.web.site.tables import TABLE_FORMS, Export, export, name_of, present
from naravard.web.site.templatetags.naravard import language


@open_to_everyone
def explanation(
    request: HttpRequest, agreement_id: str, grant_id: str, code: str, earmark_id: str = "", form: str = ""
) -> HttpResponse:
    """Show why a recipient gets what it gets of a grant, or of an earmark: the calculation, step by step."""
    return _answer(request, _explained(agreement_id, grant_id, code, earmark_id), form)


@open_to_everyone
def onward(request: HttpRequest, agreement_id: str, grant_id: str, code: str, form: str = "") -> HttpResponse:
    """Show why a municipality gets what it gets out of its county's sum."""
    return _answer(request, _explained_onward(agreement_id, grant_id, code), form)


@open_to_everyone
def remainders_file(_request: HttpRequest, agreement_id: str, grant_id: str, form: str) -> HttpResponse:
    """Answer with all remainders of a grant as a file, the largest first."""
    shown = in_force_or_404(agreement_id, grant_id)
    allocated = shared_or_404(shown, grant_id)
    return export(remainders_table(shown, grant_id, allocated.cells), form)


def _explained(agreement_id: str, grant_id: str, code: str, earmark_id: str) -> Explained:
    shown = in_force_or_404(agreement_id, grant_id)
    allocated = shared_or_404(shown, grant_id)
    try:
        found = explain(allocation_or_404(shown), grant_id, code, earmark=earmark_id or None)
    except AllocationError as error:
        raise Http404(error.in_language(language())) from error
    cells = allocated.earmark(earmark_id).cells if earmark_id else allocated.cells
    return Explained(shown, found, cells, earmark_id)


def _explained_onward(agreement_id: str, grant_id: str, code: str) -> Explained:
    shown = in_force_or_404(agreement_id, grant_id)
    shared_or_404(shown, grant_id)
    second = onward_of(shown).levels.get(grant_id)
    if second is None:
        raise Http404(_("Beloppet har ingen beräknad fördelning till kommunerna."))
    try:
        found = explain_onward(allocation_or_404(shown), second, code)
    except AllocationError as error:
        raise Http404(error.in_language(language())) from error
    return Explained(shown, found, second.county_of(code).cells)


def _answer(request: HttpRequest, explained: Explained, form: str) -> HttpResponse:
    shown, found = explained.shown, explained.explanation
    table = steps_table(shown, found)
    if form:
        return export(table, form)
    subject, cell = found.subject, found.cell
    grant = grant_or_404(shown, subject.grant_id)
    crumbs = [grants_crumb(shown), grant_crumb(shown, grant)]
    if subject.kind == "earmark":
        crumbs.append(Crumb(cell.recipient.name, explanation_url(shown, grant.id, cell.recipient.code)))
    before, after = beside(explained)
    return page(
        request,
        "money/explanation.html",
        shown,
        GRANTS,
        *crumbs,
        subject=subject,
        cell=cell,
        grant=grant,
        share=cell.exact / subject.pot if subject.pot else Fraction(0),
        lines=explained_lines(found.lines[1:], language()),
        table=present(request, table),
        before=before,
        after=after,
        **rounding_shown(request, explained),
        **_inside(request, explained, grant),
    )


def _inside(request: HttpRequest, explained: Explained, grant: Grant) -> dict[str, object]:
    """Return what the amount of a grant holds: its earmarks, and what the county's municipalities get of it."""
    shown, subject = explained.shown, explained.explanation.subject
    code = subject.cell.recipient.code
    if subject.kind != "grant":
        return {}
    allocated = allocation_or_404(shown).grant(grant.id)
    earmarks = [
        {
            "earmark": part.earmark,
            "cell": part.cell(code),
            "url": earmark_url(shown, grant.id, code, part.earmark.id),
        }
        for part in allocated.earmarks
    ]
    second = onward_of(shown).levels.get(grant.id)
    counties = [county for county in second.counties if county.county.code == code] if second else []
    if second is None or not counties:
        return {"earmarks": earmarks}
    table = present(request, onward_table(shown, second, code), sort_name="sort-vidare", export_base="")
    base = f"{grant_url(shown, grant)}vidare"
    files = tuple(Export(name_of(form), f"{base}.{form}?lan={code}") for form in TABLE_FORMS)
    return {"earmarks": earmarks, "onward_table": table, "onward_exports": files}

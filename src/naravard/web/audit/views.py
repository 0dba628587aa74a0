"""The pages of the audit. The main page gives the answer first; long comparisons have pages of their own."""

import json
from urllib.parse import quote, urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from naravard.agreement.wording import signed_kronor
from naravard.allocation.audit import Audit, AuditLine
from naravard.allocation.changes import write_value
from naravard.allocation.departures import Departure
from naravard.documents.files import as_file
from naravard.documents.table import Table
from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements.current import Shown, shown_or_404
from naravard.web.agreements.frame import Crumb, page
from naravard.web.audit.current import audit_of
from naravard.web.audit.tables import (
    amounts_table,
    areas_table,
    columns_table,
    differing_table,
    figures_table,
    remarks_table,
    rows_table,
)
from naravard.web.site.tables import export, exports, present
from naravard.web.site.templatetags.naravard import language

NAME = "audit:audit"
PARTS = {"kolumner": columns_table, "delar": areas_table, "oklarheter": remarks_table}
"""Tables of the main page, by the names of their files."""


@open_to_everyone
def audit_page(request: HttpRequest, agreement_id: str, form: str = "") -> HttpResponse:
    """Show the answer, the amounts that differ, the sums, and the text against the annexes."""
    shown = shown_or_404(agreement_id)
    if shown.allocation is None:
        return page(request, "audit/no_allocation.html", shown, NAME)
    audit = audit_of(shown)
    differing = differing_table(shown, audit)
    if form:
        return export(differing, form)
    base = request.path.rstrip("/")
    return page(
        request,
        "audit/audit.html",
        shown,
        NAME,
        audit=audit,
        differing=present(request, differing, sort_name="skillnad", stacked=True),
        columns=present(request, columns_table(shown, audit), sort_name="summa", export_base=f"{base}/kolumner"),
        areas=present(request, areas_table(shown, audit), sort_name="del", export_base=f"{base}/delar"),
        remark_files=exports(request, f"{base}/oklarheter"),
        reasons=_reasons(audit),
        departures=[(departure, _trial_url(shown, departure)) for departure in audit.departures],
        columns_differ=[each for each in audit.columns if not each.equal],
        rows_differ=[each for each in audit.rows if not each.equal],
        figures=(*audit.keys, *audit.shares),
        figures_differ=[each for each in (*audit.keys, *audit.shares) if not each.equal],
        printed=[line for line in audit.report() if line.kind == "table"],
        unmatched=_unmatched(audit),
        whole_files=[(form.upper(), f"{base}/allt.{form}") for form in ("xlsx", "json")],
    )


@open_to_everyone
def amounts(request: HttpRequest, agreement_id: str, form: str = "") -> HttpResponse:
    """Show every compared amount."""
    shown, audit = _audited_or_404(agreement_id)
    return _table_page(request, shown, amounts_table(shown, audit), form, _("Undertecknade och beräknade belopp"))


@open_to_everyone
def row_sums(request: HttpRequest, agreement_id: str, form: str = "") -> HttpResponse:
    """Show every row's sum."""
    shown, audit = _audited_or_404(agreement_id)
    return _table_page(request, shown, rows_table(shown, audit), form, _("Stämmer radernas summor?"))


@open_to_everyone
def figures(request: HttpRequest, agreement_id: str, form: str = "") -> HttpResponse:
    """Show every printed key value and share."""
    shown, audit = _audited_or_404(agreement_id)
    return _table_page(request, shown, figures_table(shown, audit), form, _("Stämmer de tryckta nyckeltalen?"))


@open_to_everyone
def part_file(_request: HttpRequest, agreement_id: str, part: str, form: str) -> HttpResponse:
    """Answer with one of the main page's tables as a file."""
    shown, audit = _audited_or_404(agreement_id)
    return export(PARTS[part](shown, audit), form)


@open_to_everyone
def whole_file(_request: HttpRequest, agreement_id: str, form: str) -> HttpResponse:
    """Answer with the whole audit: a workbook with a sheet for each comparison, or JSON."""
    shown, audit = _audited_or_404(agreement_id)
    name = f"{agreement_id}-granskning.{form}"
    if form == "json":
        content = json.dumps(audit.as_data(), ensure_ascii=False, indent=2).encode() + b"\n"
        media_type = "application/json"
    elif form == "xlsx":
        made = (
            differing_table,
            amounts_table,
            columns_table,
            rows_table,
            figures_table,
            areas_table,
            remarks_table,
        )
        file = as_file([table(shown, audit) for table in made], form, language())
        content, media_type = file.content, file.media_type
    else:
        raise Http404(_("Hela granskningen finns som XLSX och JSON."))
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _audited_or_404(agreement_id: str) -> tuple[Shown, Audit]:
    shown = shown_or_404(agreement_id)
    if shown.allocation is None:
        raise Http404(_("Överenskommelsens pengar kan inte fördelas, så det finns inget att jämföra."))
    return shown, audit_of(shown)


def _table_page(request: HttpRequest, shown: Shown, table: Table, form: str, heading: str) -> HttpResponse:
    if form:
        return export(table, form)
    return page(
        request,
        "audit/table.html",
        shown,
        NAME,
        Crumb(_("Granskning"), reverse(NAME, args=[shown.agreement.id])),
        heading=heading,
        table=present(request, table),
    )


def _trial_url(shown: Shown, departure: Departure) -> str:
    """Return where the text's rule can be tried: its missing numbers are brought first."""
    grant = departure.grant
    if grant.text_rule is None:
        return reverse("simulation:grant", args=[shown.agreement.id, grant.id])
    query = urlencode({"set": f"{grant.id}.rule={write_value(grant.text_rule.rule)}"}, quote_via=quote)
    missing = next((need.key.id for need in departure.needs if need.missing), None)
    if missing is None:
        return f"{reverse('simulation:simulation', args=[shown.agreement.id])}?{query}"
    return f"{reverse('simulation:key', args=[shown.agreement.id, missing])}?{query}"


def _reasons(audit: Audit) -> list[dict[str, object]]:
    """Return, for each amount that differs, the reason that the agreement's data gives, if any."""
    overrides = {(override.grant, override.recipient): override for override in audit.agreement.overrides}
    return [
        {
            "cell": cell,
            "override": overrides.get((cell.grant.id, cell.code)),
            "difference": signed_kronor(cell.difference),
        }
        for cell in audit.differing
    ]


def _unmatched(audit: Audit) -> list[AuditLine]:
    """Return what is printed for others than recipients, and the recipients that are not printed, in sentences."""
    return [line for line in audit.report() if line.kind in ("unmatched", "override")]

"""The annexes: those that were signed, as printed, and one computed for each kind of recipient."""

from dataclasses import dataclass, replace
from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from naravard.agreement.model import Text
from naravard.documents.annexes import available, computed_annex, is_signed, signed_annex
from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements.current import Shown, shown_or_404
from naravard.web.agreements.frame import Crumb, page
from naravard.web.agreements.provenance import provenance
from naravard.web.money.tables.annexes import AnnexTable, computed_table, signed_table
from naravard.web.money.views.lookup import ANNEXES, allocation_or_404
from naravard.web.site.tables import Export, export, present
from naravard.web.site.templatetags.naravard import language

_PDFS_KEPT = 32


@dataclass(frozen=True, slots=True)
class Listed:
    """One annex in the list of them."""

    id: str
    heading: Text
    is_signed: bool
    url: str


@open_to_everyone
def annexes(request: HttpRequest, agreement_id: str) -> HttpResponse:
    """List the annexes, the signed ones first."""
    shown = shown_or_404(agreement_id)
    return page(request, "money/annexes.html", shown, ANNEXES, every=listed(shown))


@open_to_everyone
def annex(request: HttpRequest, agreement_id: str, annex_id: str, form: str = "") -> HttpResponse:
    """Show one annex with its totals, and where it differs from what the rules give."""
    shown = shown_or_404(agreement_id)
    heading = _heading_or_404(shown, annex_id)
    found = _table(shown, annex_id)
    if form:
        return export(found.table, form)
    pdf = Export("PDF", reverse("money:annex_pdf", args=[agreement_id, annex_id]))
    table = present(request, found.table)
    return page(
        request,
        "money/annex.html",
        shown,
        ANNEXES,
        Crumb(_("Bilagor"), reverse(ANNEXES, args=[agreement_id])),
        heading=heading,
        is_signed=is_signed(shown.agreement, annex_id),
        published=next((entry for entry in shown.agreement.published if entry.id == annex_id), None),
        found=found,
        table=replace(table, exports=(pdf, *table.exports)),
    )


@open_to_everyone
def annex_pdf(_request: HttpRequest, agreement_id: str, annex_id: str) -> HttpResponse:
    """Answer with the annex as PDF, for archives and for everyone."""
    shown = shown_or_404(agreement_id)
    _heading_or_404(shown, annex_id)
    answer = HttpResponse(_pdf(shown, annex_id, language()), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{agreement_id}-{annex_id}.pdf"'
    return answer


def listed(shown: Shown) -> list[Listed]:
    """Return the agreement's annexes; none computed when the money cannot be allocated."""
    agreement = shown.agreement
    return [
        Listed(
            annex_id,
            heading,
            is_signed(agreement, annex_id),
            reverse("money:annex", args=[agreement.id, annex_id]),
        )
        for annex_id, heading in available(agreement).items()
        if shown.allocation is not None or is_signed(agreement, annex_id)
    ]


def _heading_or_404(shown: Shown, annex_id: str) -> Text:
    for entry in listed(shown):
        if entry.id == annex_id:
            return entry.heading
    raise Http404(_("Överenskommelsen har ingen bilaga som heter ”%(id)s”.") % {"id": annex_id})


def _table(shown: Shown, annex_id: str) -> AnnexTable:
    if is_signed(shown.agreement, annex_id):
        return signed_table(shown, annex_id)
    return computed_table(shown, allocation_or_404(shown), annex_id)


@lru_cache(maxsize=_PDFS_KEPT)
def _pdf(shown: Shown, annex_id: str, words: str) -> bytes:
    from naravard.documents.pdf import pdf_bytes

    if is_signed(shown.agreement, annex_id):
        return pdf_bytes(signed_annex(shown.agreement, annex_id, provenance(shown)), words)
    allocation = allocation_or_404(shown)
    return pdf_bytes(computed_annex(allocation, annex_id, provenance(shown), binding=True), words)

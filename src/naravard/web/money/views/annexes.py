"""The annexes: those that were signed, as printed, and one computed for each kind of recipient."""

from dataclasses import dataclass, replace
from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from naravard.agreement.model import Text
from naravard.allocation.printed_words import table_in_words
from naravard.documents.annexes import available, computed_annex, is_signed, signed_annex
from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements.current import Shown, shown_or_404
from naravard.web.agreements.frame import Crumb, page
from naravard.web.agreements.in_force import in_force
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
    valid = in_force(shown)
    return page(request, "money/annexes.html", shown, ANNEXES, every=listed(shown, valid), valid=valid)


@open_to_everyone
def annex(request: HttpRequest, agreement_id: str, annex_id: str, form: str = "") -> HttpResponse:
    """Show one annex with its totals, and where it differs from what the rules give.

    A signed annex is shown as it was printed; the others have the amounts that are in force.
    """
    shown, valid, heading = _annex_or_404(agreement_id, annex_id)
    found = _table(shown, annex_id)
    if form:
        return export(found.table, form)
    pdf = Export("PDF", reverse("money:annex_pdf", args=[agreement_id, annex_id]))
    table = present(request, found.table, whole=True)
    published = next((entry for entry in shown.agreement.published if entry.id == annex_id), None)
    return page(
        request,
        "money/annex.html",
        shown,
        ANNEXES,
        Crumb(_("Bilagor"), reverse(ANNEXES, args=[agreement_id])),
        heading=heading,
        is_signed=is_signed(shown.agreement, annex_id),
        published=published,
        said=table_in_words(shown.agreement, published) if published else None,
        found=found,
        valid=valid,
        table=replace(table, exports=(pdf, *table.exports)),
    )


@open_to_everyone
def annex_pdf(_request: HttpRequest, agreement_id: str, annex_id: str) -> HttpResponse:
    """Answer with the annex as PDF, for archives and for everyone."""
    shown, _held, _heading = _annex_or_404(agreement_id, annex_id)
    answer = HttpResponse(_pdf(shown, annex_id, language()), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{agreement_id}-{annex_id}.pdf"'
    return answer


def listed(shown: Shown, valid: Shown) -> list[Listed]:
    """Return the annexes that the agreement has signed, and those of what is in force; none that cannot be computed."""
    agreement = shown.agreement
    signed = {annex_id: text for annex_id, text in available(agreement).items() if is_signed(agreement, annex_id)}
    rest = {} if valid.allocation is None else available(valid.agreement)
    computed = {annex_id: text for annex_id, text in rest.items() if not is_signed(valid.agreement, annex_id)}
    return [
        Listed(annex_id, heading, annex_id in signed, reverse("money:annex", args=[agreement.id, annex_id]))
        for annex_id, heading in (signed | {one: computed[one] for one in computed if one not in signed}).items()
    ]


def _annex_or_404(agreement_id: str, annex_id: str) -> tuple[Shown, Shown, Text]:
    """Return what an annex is made from, what is in force, and its heading."""
    shown = shown_or_404(agreement_id)
    valid = in_force(shown)
    for entry in listed(shown, valid):
        if entry.id == annex_id:
            return shown if entry.is_signed else valid, valid, entry.heading
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

"""The files of a paper that was handed in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.organisations.views.lookup import own
from naravard.web.papers.overview import paper_or_404


@require_safe
@requires(Permission.SEE)
def pdf(_request: HttpRequest, actor: Actor, receipt_number: str) -> HttpResponse:
    """The paper as it was made ready to be signed, as PDF."""
    paper = paper_or_404(own(actor), receipt_number)
    return pdf_answer(bytes(paper.pdf), f"{paper.paper_id}-{paper.organisation_id}-{paper.edition}.pdf")


@require_safe
@requires(Permission.SEE)
def signed(_request: HttpRequest, actor: Actor, receipt_number: str) -> HttpResponse:
    """The signed file, or the picture of the paper signed by hand, byte for byte as it was handed in."""
    paper = paper_or_404(own(actor), receipt_number)
    if paper.signed_pdf is None:
        raise Http404(_("Handlingen skrevs under på papper. Det finns ingen undertecknad fil här."))
    name = f"{paper.paper_id}-{paper.organisation_id}-{paper.edition}-undertecknad.pdf"
    return pdf_answer(bytes(paper.signed_pdf), name, attached=True)


def pdf_answer(content: bytes, name: str, *, attached: bool = False) -> HttpResponse:
    """Return a PDF: one of ours is shown, one that someone has uploaded is only saved."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'{"attachment" if attached else "inline"}; filename="{name}"'
    return answer

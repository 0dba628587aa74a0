"""What a requisition, a financial report or another paper must hold."""

from django.http import HttpRequest, HttpResponse

from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements.current import shown_or_404
from naravard.web.agreements.frame import page
from naravard.web.agreements.in_force import numbers_in_force


@open_to_everyone
def papers(request: HttpRequest, agreement_id: str) -> HttpResponse:
    """Show the papers and the reference numbers they must carry."""
    shown = shown_or_404(agreement_id)
    return page(request, "agreements/papers.html", shown, "agreements:papers", numbers=numbers_in_force(shown))

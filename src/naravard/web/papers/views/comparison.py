"""What has been changed between two editions of a paper."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import shown_or_404
from naravard.web.ledger.frame import money_page
from naravard.web.organisations.views.lookup import own
from naravard.web.papers.entries import compared, from_json
from naravard.web.papers.overview import edition_before, paper_or_404
from naravard.web.papers.views.papers import ROOM
from naravard.web.papers.views.receipt import crumb_of, receipt_crumb


@require_safe
@requires(Permission.SEE)
def comparison(request: HttpRequest, actor: Actor, receipt_number: str) -> HttpResponse:
    """What differs between an edition of a paper and the one before it, field by field."""
    paper = paper_or_404(own(actor), receipt_number)
    before = edition_before(paper)
    differences = compared(from_json(before.content), from_json(paper.content)) if before else []
    values: dict[str, Any] = {"paper": paper, "before": before, "differences": differences}
    crumbs = crumb_of(actor, paper), receipt_crumb(actor, paper)
    return money_page(
        request, "papers/comparison.html", actor, shown_or_404(paper.agreement_id), *crumbs, room=ROOM, **values
    )

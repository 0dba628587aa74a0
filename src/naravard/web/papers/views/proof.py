"""Whether a receipt still holds."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import shown_or_404
from naravard.web.ledger.frame import money_page
from naravard.web.organisations.views.lookup import own
from naravard.web.papers.overview import event_of, paper_or_404
from naravard.web.papers.proof import proof_of
from naravard.web.papers.views.papers import ROOM
from naravard.web.papers.views.receipt import crumb_of, receipt_crumb
from naravard.web.papers.words import swedish_time
from naravard.web.site.clock import now


@require_safe
@requires(Permission.SEE)
def proof(request: HttpRequest, actor: Actor, receipt_number: str) -> HttpResponse:
    """Whether a receipt holds: hashes worked out again from what is kept, and the event's place in the chain."""
    paper = paper_or_404(own(actor), receipt_number)
    points = proof_of(paper)
    values: dict[str, Any] = {
        "paper": paper,
        "points": points,
        "holds": all(point.holds for point in points),
        "event": event_of(paper),
        "at": swedish_time(now()),
    }
    crumbs = crumb_of(actor, paper), receipt_crumb(actor, paper)
    return money_page(
        request, "papers/proof.html", actor, shown_or_404(paper.agreement_id), *crumbs, room=ROOM, **values
    )

"""The receipt of a paper that was handed in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from naravard.agreement.duties import swedish_day
from naravard.agreement.wording import long_day
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import shown_or_404
from naravard.web.agreements.frame import Crumb
from naravard.web.history.models import Event
from naravard.web.ledger.frame import money_page
from naravard.web.organisations.models import Organisation
from naravard.web.organisations.views.lookup import own
from naravard.web.papers.entries import from_json
from naravard.web.papers.kinds import PaperKind
from naravard.web.papers.models import HandedInPaper
from naravard.web.papers.overview import edition_before, event_of, extension_after, is_newest, paper_or_404
from naravard.web.papers.receipt_pdf import receipt_document, receipt_pdf
from naravard.web.papers.views.files import pdf_answer
from naravard.web.papers.views.papers import ROOM
from naravard.web.papers.words import (
    NAME_SAID_OWN,
    REVOCATION,
    in_time,
    swedish_time,
    time_of_signature,
    way_of_signing,
)
from naravard.web.site.clock import today
from naravard.web.site.templatetags.naravard import language
from naravard.web.tasks.carriers import CARRIERS


@require_safe
@requires(Permission.SEE)
def receipt(request: HttpRequest, actor: Actor, receipt_number: str) -> HttpResponse:
    """The receipt of a paper, to print: who handed in what, when in Swedish time, and what proves it."""
    paper = paper_or_404(own(actor), receipt_number)
    shown = shown_or_404(paper.agreement_id)
    event, kind = event_of(paper), CARRIERS.get(paper.paper_id)
    values: dict[str, Any] = {
        "paper": paper,
        "receiver": Organisation.objects.filter(pk=paper.receiver_code).first(),
        "told": event.told if event else None,
        "event": event,
        "amount": _amount(event),
        "day": long_day(swedish_day(paper.handed_in_at)),
        "at": swedish_time(paper.handed_in_at),
        "in_time": in_time(paper, today()),
        "extended": extension_after(paper),
        "way": way_of_signing(paper.way),
        "signatures": [one | _told(one, paper) for one in paper.signatures],
        "revocation": REVOCATION if paper.is_electronic else None,
        "entries": from_json(paper.content),
        "before": edition_before(paper),
        "is_newest": is_newest(paper),
        "beside": kind.beside_receipt(paper, own(actor).code) if isinstance(kind, PaperKind) else (),
    }
    return money_page(request, "papers/receipt.html", actor, shown, crumb_of(actor, paper), room=ROOM, **values)


@require_safe
@requires(Permission.SEE)
def receipt_file(_request: HttpRequest, actor: Actor, receipt_number: str) -> HttpResponse:
    """The receipt as PDF."""
    paper = paper_or_404(own(actor), receipt_number)
    event = event_of(paper)
    receiver = Organisation.objects.filter(pk=paper.receiver_code).first()
    document = receipt_document(paper, shown_or_404(paper.agreement_id), receiver, event, _amount(event), today())
    return pdf_answer(receipt_pdf(document, language()), f"kvitto-{paper.receipt_number}.pdf")


def crumb_of(actor: Actor, paper: HandedInPaper) -> Crumb:
    """Return the way back to the list of papers."""
    return Crumb(_("Inlämnade handlingar"), reverse(ROOM, args=[own(actor).code, paper.agreement_id]))


def receipt_crumb(actor: Actor, paper: HandedInPaper) -> Crumb:
    """Return the way back to a paper's receipt."""
    address = reverse("papers:receipt", args=[own(actor).code, paper.receipt_number])
    return Crumb(_("Kvitto %(number)s") % {"number": paper.receipt_number}, address)


def _amount(event: Event | None) -> int | None:
    """Return the sum that the paper was handed in about, as its event tells; None if it is about none."""
    after = event.told.after if event is not None else None
    amount = (after or {}).get("amount")
    return amount if isinstance(amount, int) else None


def _told(signature: dict[str, Any], paper: HandedInPaper) -> dict[str, Any]:
    """Return when a signature was made, and what is to be said of it."""
    moment, remark = time_of_signature(signature, paper.handed_in_at)
    named = NAME_SAID_OWN if signature.get("is_own_name") else None
    return {"at": moment, "remarks": [one for one in (remark, named) if one is not None]}

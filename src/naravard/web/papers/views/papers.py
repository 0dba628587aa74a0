"""The papers of an organisation under an agreement: those it has handed in, and those it has received."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from naravard.agreement.model import Text
from naravard.documents import headings
from naravard.documents.table import Column, Table
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import shown_or_404
from naravard.web.ledger.frame import money_page
from naravard.web.organisations.models import Organisation
from naravard.web.organisations.views.lookup import own
from naravard.web.papers.models import HandedInPaper
from naravard.web.papers.overview import extensions_after, own_papers, received_papers
from naravard.web.papers.words import short_in_time, swedish_time
from naravard.web.site.tables import export, present

ROOM = "papers:papers"
_CAPTION = Text("Inlämnade handlingar", "Papers handed in")


@require_safe
@requires(Permission.SEE)
def papers(request: HttpRequest, actor: Actor, agreement_id: str, form: str = "") -> HttpResponse:
    """What an organisation has handed in and received under an agreement, with a receipt for each paper."""
    shown = shown_or_404(agreement_id)
    organisation = own(actor)
    found = [*own_papers(organisation, agreement_id), *received_papers(organisation, agreement_id)]
    found.sort(key=lambda paper: (paper.handed_in_at, paper.pk), reverse=True)
    table = _table(organisation, found)
    if form:
        return export(table, form)
    values: dict[str, Any] = {"table": present(request, table, stacked=True), "papers": found}
    return money_page(request, "papers/papers.html", actor, shown, room=ROOM, **values)


def _table(organisation: Organisation, found: list[HandedInPaper]) -> Table:
    names = Organisation.objects.in_bulk({paper.receiver_code for paper in found})
    extended = extensions_after(found)
    columns: tuple[Column[HandedInPaper], ...] = (
        Column("paper", Text("Handling", "Paper"), of=lambda paper: paper.name),
        Column("edition", Text("Utgåva", "Edition"), "number", 0, of=lambda paper: paper.edition),
        Column("sender", headings.FROM, of=lambda paper: paper.organisation.text),
        Column(
            "receiver", headings.TO,
            of=lambda paper: names[paper.receiver_code].text if paper.receiver_code in names else "–",
        ),
        Column("handed_in", headings.SUBMITTED, "code", of=lambda paper: swedish_time(paper.handed_in_at)),
        Column(
            "in_time", headings.IN_TIME, of=lambda paper: short_in_time(paper, extended.get(paper.pk)),
        ),
        Column(
            "receipt", headings.RECEIPT, "code", of=lambda paper: paper.receipt_number,
            link=lambda paper: reverse("papers:receipt", args=[organisation.code, paper.receipt_number]),
        ),
    )  # fmt: skip
    return Table.of(found, columns, id="inlamnade-handlingar", caption=_CAPTION)

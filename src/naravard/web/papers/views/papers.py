"""The papers of an organisation under an agreement: those it has handed in, and those it has received."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from naravard.agreement.model import Text
from naravard.documents.table import Column, Table
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import shown_or_404
from naravard.web.ledger.frame import money_page
from naravard.web.organisations.models import Organisation
from naravard.web.organisations.views.answering import own
from naravard.web.papers.models import HandedInPaper
from naravard.web.papers.reading import own_papers, received_papers
from naravard.web.papers.words import swedish_time
from naravard.web.site.tables import export, present
from naravard.web.site.templatetags.naravard import language

ROOM = "papers:papers"
_COLUMNS = (
    Column("paper", Text("Handling", "Paper")),
    Column("edition", Text("Utgåva", "Edition"), "number", decimals=0),
    Column("sender", Text("Från", "From")),
    Column("receiver", Text("Till", "To")),
    Column("handed_in", Text("Inlämnad", "Handed in"), "code"),
    Column("in_time", Text("I tid", "In time")),
    Column("receipt", Text("Kvitto", "Receipt"), "code"),
)
_CAPTION = Text("Inlämnade handlingar", "Papers handed in")


@require_safe
@requires(Permission.SEE)
def papers(request: HttpRequest, actor: Actor, agreement_id: str, form: str = "") -> HttpResponse:
    """What an organisation has handed in and received under an agreement, with a receipt for each paper."""
    shown = shown_or_404(agreement_id)
    organisation = own(actor)
    found = [*own_papers(organisation, agreement_id), *received_papers(organisation, agreement_id)]
    found.sort(key=lambda paper: (paper.handed_in_at, paper.pk), reverse=True)
    table = _table(found)
    if form:
        return export(table, form)

    def link(number: int, column: str) -> str | None:
        number_of = found[number].receipt_number
        return reverse("papers:receipt", args=[organisation.code, number_of]) if column == "receipt" else None

    values: dict[str, Any] = {"table": present(request, table, link=link, stacked=True), "papers": found}
    return money_page(request, "papers/papers.html", actor, shown, room=ROOM, **values)


def _table(found: list[HandedInPaper]) -> Table:
    names = Organisation.objects.in_bulk({paper.receiver_code for paper in found})
    words = language()
    return Table(
        id="inlamnade-handlingar",
        caption=_CAPTION,
        columns=_COLUMNS,
        rows=tuple(
            (
                paper.name.in_language(words),
                paper.edition,
                paper.organisation.text.in_language(words),
                names[paper.receiver_code].text.in_language(words) if paper.receiver_code in names else "–",
                swedish_time(paper.handed_in_at),
                _in_time(paper).in_language(words),
                paper.receipt_number,
            )
            for paper in found
        ),
    )


def _in_time(paper: HandedInPaper) -> Text:
    if paper.last_day is None:
        return Text("ingen sista dag", "no last day")
    return Text("för sent", "too late") if paper.was_late else Text("ja", "yes")

"""The duties with a date: who, what, to whom, by when, and what follows if it is missed."""

from django.http import HttpRequest, HttpResponse

from naravard.agreement.actors import acting_name, actors_in_words
from naravard.agreement.model import Duty, Text
from naravard.documents import headings
from naravard.documents.table import Column, Table
from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements import calendar
from naravard.web.agreements.current import Shown, shown_or_404
from naravard.web.agreements.frame import page
from naravard.web.agreements.provenance import provenance
from naravard.web.site.clock import today
from naravard.web.site.tables import export, exports


@open_to_everyone
def duties(request: HttpRequest, agreement_id: str, form: str = "") -> HttpResponse:
    """Show the duties in the order of time, seen from today."""
    shown = shown_or_404(agreement_id)
    if form:
        return export(duties_table(shown), form)
    every = calendar.days(shown.agreement, today())
    return page(
        request,
        "agreements/duties.html",
        shown,
        "agreements:duties",
        days=every,
        passed=[entry for entry in every if entry.has_passed],
        ahead=[entry for entry in every if not entry.has_passed],
        coming=calendar.coming(shown.agreement, today()),
        is_past=shown.agreement.period.to < today(),
        today=today(),
        exports=exports(request),
    )


def duties_table(shown: Shown) -> Table:
    """Return the duties as a table."""
    agreement = shown.agreement
    columns: tuple[Column[Duty], ...] = (
        Column("due", headings.BY, "date", of=lambda duty: duty.due),
        Column("duty", headings.WHAT, of=lambda duty: duty.name),
        Column("who", headings.WHO, of=lambda duty: actors_in_words(agreement, duty.who, acting=True)),
        Column("to", headings.TO, of=lambda duty: acting_name(agreement, duty.to) if duty.to else None),
        Column("clause", headings.SECTION, "code", of=lambda duty: duty.clause),
        Column("if_missed", headings.IF_MISSED, of=lambda duty: duty.if_missed),
        Column("text", headings.WORDING, of=lambda duty: duty.text),
    )
    return Table.of(
        agreement.duties,
        columns,
        id=f"{agreement.id}-datum",
        caption=Text("Datum", "Dates"),
        provenance=provenance(shown),
    )

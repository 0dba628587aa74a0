"""The duties with a date: who, what, to whom, by when, and what follows if it is missed."""

from django.http import HttpRequest, HttpResponse

from naravard.agreement.model import Text
from naravard.documents.table import Column, Table
from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements import calendar
from naravard.web.agreements.actors import acting_name, actors_in_words
from naravard.web.agreements.current import Shown, shown_or_404
from naravard.web.agreements.frame import page
from naravard.web.agreements.provenance import provenance
from naravard.web.site.clock import today
from naravard.web.site.tables import export, exports
from naravard.web.site.templatetags.naravard import language

COLUMNS = (
    Column("due", Text("Senast", "By"), "date"),
    Column("duty", Text("Vad", "What")),
    Column("who", Text("Vem", "Who")),
    Column("to", Text("Till", "To")),
    Column("clause", Text("Avsnitt", "Section"), "code"),
    Column("if_missed", Text("Om dagen passeras", "If the day passes")),
    Column("text", Text("Lydelse", "Wording")),
)


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
        coming=calendar.coming(shown.agreement, today()),
        is_past=shown.agreement.period.to < today(),
        today=today(),
        exports=exports(request),
    )


def duties_table(shown: Shown) -> Table:
    """Return the duties as a table."""
    agreement, words = shown.agreement, language()
    rows = tuple(
        (
            duty.due,
            duty.name.in_language(words),
            actors_in_words(agreement, duty.who, acting=True).in_language(words),
            acting_name(agreement, duty.to).in_language(words) if duty.to else None,
            duty.clause,
            duty.if_missed.in_language(words) if duty.if_missed else None,
            duty.text or None,
        )
        for duty in agreement.duties
    )
    return Table(
        id=f"{agreement.id}-datum",
        caption=Text("Datum", "Dates"),
        columns=COLUMNS,
        rows=rows,
        provenance=provenance(shown),
    )

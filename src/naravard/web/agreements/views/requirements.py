"""The requirements: everything that shall, should or may be done, in the agreement's own words."""

from django.http import HttpRequest, HttpResponse

from naravard.agreement.model import Requirement, Text
from naravard.documents.table import Column, Table
from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements import filters
from naravard.web.agreements.actors import acting_name, actors_in_words
from naravard.web.agreements.current import Shown, shown_or_404
from naravard.web.agreements.frame import page
from naravard.web.agreements.provenance import provenance
from naravard.web.agreements.templatetags.agreement import LEVEL_WORDS
from naravard.web.site.tables import export, exports
from naravard.web.site.templatetags.naravard import language

COLUMNS = (
    Column("id", Text("Beteckning", "Id"), "code"),
    Column("level", Text("Nivå", "Level")),
    Column("who", Text("Vem", "Who")),
    Column("area", Text("Område", "Area")),
    Column("clause", Text("Avsnitt", "Section"), "code"),
    Column("condition", Text("Villkor för medel", "Condition for the money")),
    Column("text", Text("Lydelse", "Wording")),
)


@open_to_everyone
def requirements(request: HttpRequest, agreement_id: str, form: str = "") -> HttpResponse:
    """List the requirements that match the filter."""
    shown = shown_or_404(agreement_id)
    agreement = shown.agreement
    wanted = filters.RequirementFilter.from_query(request.GET)
    chosen = wanted.chosen(agreement)
    if form:
        return export(requirements_table(shown, chosen), form)
    return page(
        request,
        "agreements/requirements.html",
        shown,
        "agreements:requirements",
        wanted=wanted,
        chosen=chosen,
        grouped=shown.clauses.grouped(chosen),
        levels=[(level, LEVEL_WORDS[level]) for level in filters.LEVELS],
        groups=[(group, acting_name(agreement, group)) for group in filters.groups_named(agreement)],
        named_clauses=filters.clauses_named(agreement),
        exports=exports(request),
    )


def requirements_table(shown: Shown, chosen: list[Requirement]) -> Table:
    """Return the requirements as a table."""
    agreement, words = shown.agreement, language()
    yes = Text("ja", "yes").in_language(words)
    rows = tuple(
        (
            entry.id,
            LEVEL_WORDS[entry.level].in_language(words),
            actors_in_words(agreement, entry.who, acting=True).in_language(words),
            agreement.area(entry.area).name.in_language(words) if entry.area else None,
            entry.clause,
            yes if entry.condition else None,
            entry.text,
        )
        for entry in chosen
    )
    return Table(
        id=f"{agreement.id}-krav",
        caption=Text("Krav", "Requirements"),
        columns=COLUMNS,
        rows=rows,
        provenance=provenance(shown),
    )

"""The requirements: everything that shall, should or may be done, in the agreement's own words."""

from django.http import HttpRequest, HttpResponse

from naravard.agreement.actors import acting_name, actors_in_words
from naravard.agreement.labels import LEVEL_WORDS
from naravard.agreement.model import Clause, Requirement, Text
from naravard.documents import headings
from naravard.documents.table import Column, Table, yes_if
from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements import filters
from naravard.web.agreements.clauses import GroupedRequirements
from naravard.web.agreements.current import Shown, shown_or_404
from naravard.web.agreements.frame import page
from naravard.web.agreements.provenance import provenance
from naravard.web.site.tables import export, exports


@open_to_everyone
def requirements(request: HttpRequest, agreement_id: str, form: str = "") -> HttpResponse:
    """List the requirements that match the filter."""
    shown = shown_or_404(agreement_id)
    agreement = shown.agreement
    wanted = filters.RequirementFilter.from_query(request.GET)
    chosen = wanted.chosen(agreement)
    if form:
        return export(requirements_table(shown, chosen), form)
    grouped = shown.clauses.grouped(chosen)
    return page(
        request,
        "agreements/requirements.html",
        shown,
        "agreements:requirements",
        wanted=wanted,
        chosen=chosen,
        grouped=grouped,
        contents=_contents(shown, grouped),
        levels=[(level, LEVEL_WORDS[level]) for level in filters.LEVELS],
        groups=[(group, acting_name(agreement, group)) for group in filters.groups_named(agreement)],
        named_clauses=filters.clauses_named(agreement),
        exports=exports(request),
    )


def _contents(shown: Shown, grouped: list[GroupedRequirements]) -> list[tuple[str, Clause | None]]:
    """Return the chapters to go to, each with the first clause of it that has requirements; none for a short page."""
    firsts = {group.chapter: group.clause_id for group in reversed(grouped)}
    if len(firsts) < 2:
        return []
    return [(clause_id, shown.clauses.find(chapter)) for chapter, clause_id in reversed(firsts.items())]


def requirements_table(shown: Shown, chosen: list[Requirement]) -> Table:
    """Return the requirements as a table."""
    agreement = shown.agreement
    columns: tuple[Column[Requirement], ...] = (
        Column("id", headings.ID, "code", of=lambda one: one.id),
        Column("level", headings.LEVEL, of=lambda one: LEVEL_WORDS[one.level]),
        Column("who", headings.WHO, of=lambda one: actors_in_words(agreement, one.who, acting=True)),
        Column("area", headings.AREA, of=lambda one: agreement.area(one.area).name if one.area else None),
        Column("clause", headings.SECTION, "code", of=lambda one: one.clause),
        Column(
            "condition", Text("Villkor för medel", "Condition for the money"),
            of=lambda one: yes_if(one.condition),
        ),
        Column(
            "limit", Text("Gräns för annat krav", "Limit to another requirement"), of=lambda one: yes_if(one.limit),
        ),
        Column("text", headings.WORDING, of=lambda one: one.text),
    )  # fmt: skip
    return Table.of(
        chosen, columns, id=f"{agreement.id}-krav", caption=Text("Krav", "Requirements"), provenance=provenance(shown)
    )

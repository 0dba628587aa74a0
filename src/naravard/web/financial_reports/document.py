"""The financial report as a paper: the agreement's own headings and labels, filled with the ledger's figures."""

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from naravard.agreement.model import Duty, Paper, PaperField, Text
from naravard.agreement.wording import kronor
from naravard.documents import headings
from naravard.documents.paper_pdf import PaperDocument, PaperSection
from naravard.documents.table import TOTAL, Column, Table
from naravard.web.agreements.current import Shown
from naravard.web.financial_reports.figures import EarmarkFigures, Figures, GrantFigures, NamedItem
from naravard.web.ledger.amount_links import AmountLinks
from naravard.web.organisations.models import Organisation
from naravard.web.papers.composition import Filled, compose
from naravard.web.papers.prefill import fields_of, known_values

CHOSEN, NOT_CHOSEN = "Ja", "Nej"
_SEE_TABLES = "Se tabellerna under punkten."
_OTHERS = Text("Övriga kostnader", "Other costs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What the CFO, or whoever corresponds, said of the report."""

    alternative: int
    name: str
    position: str
    phone: str
    email: str
    deviations: str = ""
    measures: str = ""


def report_document(
    paper: Paper,
    shown: Shown,
    organisation: Organisation,
    duty: Duty,
    *,
    figures: Figures,
    values: Mapping[str, str],
    numbers: Mapping[str, str],
    comments: Mapping[str, str],
    review: Review | None,
    edition: int,
    made: datetime.date,
) -> PaperDocument:
    """Return the report; without a review what the CFO says is left empty.

    ``values`` is what has been written in fields that nothing else fills, and ``comments`` words on areas, by their id.
    """
    filled = Filled(
        values={**values, **known_values(paper, shown, organisation), **_figures(paper, figures, review)},
        tables={field.id: cost_tables(figures) for field in fields_of(paper) if field.holds == "cost-items"},
        numbers=numbers,
        certifier=review.name if review else "",
    )
    document = compose(paper, shown, organisation, duty, filled, edition=edition, version=figures.version, made=made)
    areas = tuple((area.name, Text(comments[area.id])) for area in shown.agreement.areas if comments.get(area.id))
    items = {part.number for part in paper.parts if any(field.holds == "cost-items" for field in part.fields)}
    return replace(
        document,
        sections=tuple(
            _with(section, figures, areas) if section.number in items else section for section in document.sections
        ),
    )


def cost_tables(figures: Figures) -> tuple[Table, ...]:
    """Return a table of costs for each grant that was paid or bears costs, and the costs by area if grants share areas.

    A grant's table has the items that are named, the others as one row, and their sum.
    """
    grants = tuple(_costs(one, figures.least) for one in figures.grants if one.paid or one.costs)
    return (*grants, _by_area(figures)) if figures.areas else grants


def sums_table(
    figures: Figures,
    labels: Mapping[str, Text],
    names: Mapping[str, Text] | None = None,
    amounts: AmountLinks | None = None,
) -> Table:
    """Return all sums of the report: a row for each grant, its earmarks beneath it, and the sum of the grants.

    ``names`` are the grants' in both languages, by id, and ``amounts`` where a page lets the sums lead.
    """
    known = names or {}
    rows: list[_Row] = []
    for grant in figures.grants:
        rows.append(_Row(known.get(grant.grant, Text(grant.name)), grant, grant.grant))
        rows += [
            _Row(Text(f"varav {one.name}", f"of which {one.name}"), one, grant.grant, one.earmark)
            for one in grant.earmarks
        ]
    columns: list[Column[_Row]] = [
        Column("grant", headings.GRANT, of=lambda row: row.name, total=TOTAL),
        _figure("allotted", labels["allotted"], amounts),
        _figure("paid", labels["paid"], amounts),
        _figure("costs", labels["costs"], amounts),
        _figure("own", headings.OF_WHICH_OWN, amounts),
        _figure("unused", labels["unused"], amounts),
    ]
    return Table.of(
        rows, columns, id="summor", caption=Text("Anslag för anslag", "Grant by grant"),
        counted=lambda row: isinstance(row.sums, GrantFigures),
    )  # fmt: skip


class _Row(NamedTuple):
    name: Text
    sums: GrantFigures | EarmarkFigures
    grant: str
    earmark: str = ""


def _figure(name: str, heading: Text, amounts: AmountLinks | None) -> Column[_Row]:
    return Column(
        name, heading, "kronor", of=lambda row: getattr(row.sums, name, None), total=sum,
        link=(lambda row: amounts.of(name, row.grant, earmark=row.earmark)) if amounts else None,
    )  # fmt: skip


def _by_area(figures: Figures) -> Table:
    return Table.of(
        figures.areas,
        (
            Column("area", headings.AREA, of=lambda one: Text(one.name), total=TOTAL),
            Column("costs", headings.COSTS, "kronor", of=lambda one: one.costs, total=sum),
        ),
        id="kostnader-per-omrade",
        caption=Text("Kostnaderna fördelade på områden", "The costs by area"),
    )


def labels_of(paper: Paper | None) -> dict[str, Text]:
    """Return what the agreement's paper calls each sum, by the name of the figure."""
    plain = {
        "allotted": Text("Enligt överenskommelsen", "By the agreement"),
        "paid": Text("Utbetalt", "Paid"),
        "costs": Text("Kostnader", "Costs"),
        "unused": Text("Inte förbrukat", "Not used"),
    }
    if paper is None:
        return plain
    return plain | {field.figure: Text(field.label) for field in fields_of(paper) if field.figure in plain}


def field_of(paper: Paper, figure: str) -> PaperField | None:
    """Return the field that holds a figure or a part of the review."""
    return next((field for field in fields_of(paper) if field.figure == figure), None)


def _with(section: PaperSection, figures: Figures, areas: tuple[tuple[Text, Text], ...]) -> PaperSection:
    """Put the sums of all grants before the costs, and the words on areas after them."""
    note = None
    if figures.total("own"):
        own = kronor(figures.total("own"))
        note = Text(
            f"Kostnaderna är {own} högre än vad medlen täcker. Det är egna kostnader och minskar inte det som inte har "
            "förbrukats.",
            f"The costs are {own} above what the funds cover. They are own costs and do not lower what was not used.",
        )
    sums = sums_table(figures, labels_of(None))
    return replace(section, tables=(sums, *section.tables), texts=(*section.texts, *areas), note=note)


def _costs(one: GrantFigures, least: int) -> Table:
    named = Counter(item.name for item in one.items)
    rows: list[tuple[str, int]] = [(_called(item, is_alone=named[item.name] == 1), item.amount) for item in one.items]
    if one.rest_count:
        rows.append((_OTHERS.sv, one.rest))
    return Table.of(
        rows or [("Inga kostnader", 0)],
        _COSTS,
        id=f"kostnader-{one.grant}",
        caption=Text(one.name),
        note=_note(one, least),
    )


def _called(item: NamedItem, *, is_alone: bool) -> str:
    """Return an item as people call it, without its code; of several activities of one name each has its number."""
    number = f"nr {item.code.rpartition('-')[2]}"
    if item.name == item.code:
        return f"Aktivitet {number}"
    return item.name if is_alone else f"{item.name} ({number})"


_COSTS: tuple[Column[tuple[str, int]], ...] = (
    Column("item", Text("Kostnadspost", "Cost item"), of=lambda row: row[0], total=Text("Summa kostnader")),
    Column("amount", headings.KRONOR, "kronor", of=lambda row: row[1], total=sum),
)


def _note(one: GrantFigures, least: int) -> Text | None:
    if not one.rest_count:
        return None
    if one.rest_count == 1:
        return Text(
            f"Övriga kostnader är en post under {kronor(least)}.", f"Other costs are one item below {kronor(least)}."
        )
    return Text(
        f"Övriga kostnader är {one.rest_count} poster, var och en under {kronor(least)}.",
        f"Other costs are {one.rest_count} items, each below {kronor(least)}.",
    )


def _figures(paper: Paper, figures: Figures, review: Review | None) -> dict[str, str]:
    filled = {name: kronor(figures.total(name)) for name in ("allotted", "paid", "costs", "unused")}
    items = {field.id: _SEE_TABLES for field in fields_of(paper) if field.holds == "cost-items"}
    if review is not None:
        told = [("Avvikelser", review.deviations), ("Åtgärder", review.measures)]
        filled |= {
            "correct": CHOSEN if review.alternative == 1 else NOT_CHOSEN,
            "not-correct": CHOSEN if review.alternative == 2 else NOT_CHOSEN,
            "deviations": " ".join(f"{name}: {text}" for name, text in told if text),
            "reviewer": review.name,
            "reviewer-position": review.position,
            "reviewer-phone": review.phone,
            "reviewer-email": review.email,
        }
    return items | {field.id: filled[field.figure] for field in fields_of(paper) if field.figure in filled}

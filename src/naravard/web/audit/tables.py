"""The audit's comparisons as tables."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.urls import reverse

from naravard.agreement.model import Remark, Text
from naravard.agreement.numerals import share, whole
from naravard.agreement.wording import clause_reference, decimal
from naravard.agreement.wording import whole as whole_words
from naravard.allocation.audit import Audit, AuditedArea, AuditedCell, AuditedFigure, AuditedSum
from naravard.allocation.printed_words import COUNTED, unit_in_words
from naravard.documents import headings
from naravard.documents.headings import in_kr
from naravard.documents.table import Column, Table, Value, yes_or_no
from naravard.web.agreements.current import Shown
from naravard.web.agreements.provenance import provenance
from naravard.web.agreements.templatetags.agreement import explanation_url
from naravard.web.site.templatetags.naravard import language

Thing = TypeVar("Thing")

_PRINTED_COLUMN = Text("Kolumn som tryckt", "Column as printed")
_PRINTED_ROW = Text("Rad som tryckt", "Row as printed")
_TOGETHER = Text("Summan av beloppen", "The amounts together")
_SIGNED = Text("Undertecknat", "Signed")
_PRINTED_SUM = Text("Tryckt summa", "Printed sum")
_PRINTED_ROW_SUM = Text("Tryckt radsumma", "Printed row sum")
_STATED = Text("Angivet i texten", "Stated in the text")
_ROWS = Text("Summan av raderna", "The rows together")
_FIGURES: tuple[Column[AuditedFigure], ...] = (
    Column("annex", headings.ANNEX, of=lambda one: _clause_words(one.table.clause)),
    Column("heading", _PRINTED_COLUMN, of=lambda one: one.column.heading, swedish=True),
    Column("recipient_code", headings.CODE, "code", of=lambda one: one.code),
    Column("row", _PRINTED_ROW, of=lambda one: one.label, swedish=True),
    Column("printed", headings.PRINTED, "code", of=lambda one: _printed(one.printed)),
    Column("known", Text("Enligt nyckeln", "By the key"), "code", of=lambda one: _known(one)),
    Column("equal", headings.AGREES, of=lambda one: yes_or_no(answer=one.equal)),
)
_REMARKS: tuple[Column[Remark], ...] = (
    Column("remark", Text("Oklarhet", "Remark"), of=lambda one: one.name),
    Column("found", Text("Iakttaget", "Found"), of=lambda one: one.found),
    Column("follows", Text("Det betyder", "What follows"), of=lambda one: one.follows),
    Column("clauses", headings.CLAUSES, of=lambda one: ", ".join(dict.fromkeys(quote.clause for quote in one.quotes))),
    Column("quotes", Text("Så står det", "Wording"), of=lambda one: " … ".join(quote.text for quote in one.quotes)),
)


def _are_counted(shown: Shown) -> bool:
    """Tell whether some annex counts weeks or places, so that not all amounts are kronor."""
    return any(table.unit in COUNTED for table in shown.agreement.published)


def _in_kr(heading: Text, shown: Shown) -> Text:
    """Return the heading of amounts: in kronor, unless the rows say themselves what they are in."""
    return heading if _are_counted(shown) else in_kr(heading)


def _units(shown: Shown) -> tuple[Column[Any], ...]:
    """Return the column that says what each row's amounts are in, where not all are kronor."""
    if not _are_counted(shown):
        return ()
    return (Column("unit", Text("Enhet", "Unit"), of=lambda one: unit_in_words(one.table)),)


def differing_table(shown: Shown, audit: Audit) -> Table:
    """Return the amounts that differ."""
    caption = Text("Belopp som skiljer sig från beräkningen", "Amounts that differ from the computation")
    return _table(shown, audit.differing, _cells(shown, has_codes=False), "skillnader", caption)


def amounts_table(shown: Shown, audit: Audit) -> Table:
    """Return every compared amount."""
    caption = Text("Undertecknade och beräknade belopp", "Signed and computed amounts")
    return _table(shown, audit.cells, _cells(shown, has_codes=True), "belopp", caption)


def _cells(shown: Shown, *, has_codes: bool) -> tuple[Column[AuditedCell], ...]:
    """Return the columns of compared amounts, named as in the files of ``naravard audit``; a page may have no codes."""

    def link(one: AuditedCell) -> str:
        return explanation_url(shown, one.grant.id, one.code)

    return (
        Column("annex", headings.ANNEX, of=lambda one: _clause_words(one.table.clause)),
        Column("table", Text("Bilagans id", "The annex's id"), "code", of=lambda one: one.table.id, on_page=False),
        Column("grant_name", headings.FUNDS, of=lambda one: one.grant.name),
        Column("grant", Text("Medlets id", "The grant's id"), "code", of=lambda one: one.grant.id, on_page=False),
        Column("recipient_code", headings.CODE, "code", of=lambda one: one.code, on_page=has_codes),
        Column("recipient", headings.RECIPIENT, of=lambda one: one.name, link=link, swedish=True),
        *_units(shown),
        Column("published", _in_kr(_SIGNED, shown), "kronor", of=lambda one: one.published, link=link),
        Column("computed", _in_kr(headings.COMPUTED, shown), "kronor", of=lambda one: one.computed, link=link),
        Column("exact", headings.EXACT, "fraction", 4, of=lambda one: one.exact),
        Column(
            "difference", _in_kr(headings.DIFFERENCE, shown), "change", of=lambda one: one.difference,
            made_of=("published", "-computed"),
        ),
        Column("accounted", headings.ACCOUNTED_FOR, of=lambda one: yes_or_no(answer=one.accounted), on_page=False),
    )  # fmt: skip


def columns_table(shown: Shown, audit: Audit) -> Table:
    """Return the columns' sums, those that cannot be compared last."""

    def annex(one: AuditedSum) -> str:
        return reverse("money:annex", args=[shown.agreement.id, one.table.id])

    def grant(one: AuditedSum) -> str | None:
        return reverse("money:grant", args=[shown.agreement.id, one.grant.id]) if one.grant else None

    columns: tuple[Column[AuditedSum], ...] = (
        Column("annex", headings.ANNEX, of=lambda one: _clause_words(one.table.clause)),
        Column(
            "heading", _PRINTED_COLUMN, of=lambda one: one.heading, swedish=True,
            link=grant,
        ),
        *_units(shown),
        Column("printed", _in_kr(_PRINTED_SUM, shown), "kronor", of=lambda one: one.printed, link=annex),
        Column("summed", _in_kr(_ROWS, shown), "kronor", of=lambda one: one.summed, link=annex),
        Column("stated", _in_kr(_STATED, shown), "kronor", of=lambda one: one.stated, link=grant),
        Column("equal", headings.AGREES, of=lambda one: yes_or_no(answer=one.equal)),
    )  # fmt: skip
    sums = (*audit.columns, *audit.without_computed)
    return _table(shown, sums, columns, "kolumnsummor", Text("Kolumnernas summor", "The columns' sums"))


def rows_table(shown: Shown, audit: Audit) -> Table:
    """Return the rows' sums."""

    def link(one: AuditedSum) -> str:
        if not one.code:
            return reverse("money:annex", args=[shown.agreement.id, one.table.id])
        return reverse("money:recipient", args=[shown.agreement.id, one.code])

    columns: tuple[Column[AuditedSum], ...] = (
        Column("annex", headings.ANNEX, of=lambda one: _clause_words(one.table.clause)),
        Column("recipient_code", headings.CODE, "code", of=lambda one: one.code),
        Column("row", _PRINTED_ROW, of=lambda one: one.label or one.heading, swedish=True),
        *_units(shown),
        Column("printed", _in_kr(_PRINTED_ROW_SUM, shown), "kronor", of=lambda one: one.printed, link=link),
        Column("summed", _in_kr(_TOGETHER, shown), "kronor", of=lambda one: one.summed, link=link),
        Column("equal", headings.AGREES, of=lambda one: yes_or_no(answer=one.equal)),
    )  # fmt: skip
    return _table(shown, audit.rows, columns, "radsummor", Text("Radernas summor", "The rows' sums"))


def areas_table(shown: Shown, audit: Audit) -> Table:
    """Return what the text says that the areas and the whole hold, beside what the grants make."""
    whole = Text("Hela överenskommelsen", "The whole agreement")

    def area(one: AuditedArea) -> str:
        if one.area is None:
            return reverse("money:grants", args=[shown.agreement.id])
        return reverse("agreements:area", args=[shown.agreement.id, one.area.id])

    columns: tuple[Column[AuditedArea], ...] = (
        Column("area", Text("Del", "Part"), of=lambda one: one.area.name if one.area else whole),
        Column(
            "stated", headings.STATED_KR, "kronor", of=lambda one: one.stated,
            link=lambda one: shown.clauses.link(one.clause),
        ),
        Column("summed", in_kr(_TOGETHER), "kronor", of=lambda one: one.summed, link=area),
        Column("equal", headings.AGREES, of=lambda one: yes_or_no(answer=one.equal)),
        Column(
            "clause", headings.SECTION, "code", of=lambda one: one.clause,
            link=lambda one: shown.clauses.link(one.clause),
        ),
    )  # fmt: skip
    return _table(shown, audit.areas, columns, "delar", Text("Delarna och helheten", "The parts and the whole"))


def remarks_table(shown: Shown, audit: Audit) -> Table:
    """Return the slips and gaps in the text."""
    return _table(shown, audit.remarks, _REMARKS, "oklarheter", Text("Oklarheter i texten", "Remarks on the text"))


def figures_table(shown: Shown, audit: Audit) -> Table:
    """Return the printed key values and shares."""
    caption = Text("Tryckta nyckeltal och andelar", "Printed key values and shares")
    return _table(shown, (*audit.keys, *audit.shares), _FIGURES, "nyckeltal", caption)


def _table(shown: Shown, things: Sequence[Thing], columns: Sequence[Column[Thing]], name: str, caption: Text) -> Table:
    return Table.of(
        things, columns, id=f"{shown.agreement.id}-granskning-{name}", caption=caption, provenance=provenance(shown)
    )


def _printed(printed: str) -> Value:
    """Return what is printed, a long number in groups."""
    number = whole(printed)
    return whole_words(number) if number is not None else printed


def _known(figure: AuditedFigure) -> str:
    """Return what the key gives, with as many decimals as are printed and two more, in the form that is printed."""
    known, printed = figure.known, figure.printed
    if figure.column.holds != "share":
        return whole_words(int(known)) if known.denominator == 1 else decimal(known, 4, language())
    digits = printed.replace("%", "").strip()
    point = max(digits.find(","), digits.find("."))
    places = len(digits) - 1 - point if point >= 0 and share(printed) is not None else 0
    if "%" in printed:
        return f"{decimal(known * 100, places + 2, language())} %"
    return decimal(known, places + 2, language())


def _clause_words(clause: str) -> str:
    words = clause_reference(clause, language())
    return words[:1].upper() + words[1:]

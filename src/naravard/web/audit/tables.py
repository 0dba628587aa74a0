"""The audit's comparisons as tables."""

from collections.abc import Sequence
from fractions import Fraction

from naravard.agreement.model import Text
from naravard.agreement.numerals import share, whole
from naravard.agreement.wording import clause_reference, decimal
from naravard.agreement.wording import whole as whole_words
from naravard.allocation.audit import Audit, AuditedCell, AuditedFigure, AuditedSum
from naravard.documents.table import Column, Row, Table, Value
from naravard.web.agreements.current import Shown
from naravard.web.agreements.provenance import provenance
from naravard.web.site.templatetags.naravard import language

_YES, _NO = Text("ja", "yes"), Text("nej", "no")

_CELLS = (
    Column("annex", Text("Bilaga", "Annex")),
    Column("table", Text("Bilagans id", "The annex's id"), "code"),
    Column("grant_name", Text("Medel", "Grant")),
    Column("grant", Text("Medlets id", "The grant's id"), "code"),
    Column("recipient_code", Text("Kod", "Code"), "code"),
    Column("recipient", Text("Mottagare", "Recipient")),
    Column("published", Text("Undertecknat, kr", "Signed, kr"), "kronor"),
    Column("computed", Text("Beräknat, kr", "Computed, kr"), "kronor"),
    Column("exact", Text("Exakt", "Exact"), "fraction", 4),
    Column("difference", Text("Skillnad, kr", "Difference, kr"), "change"),
    Column("accounted", Text("Redovisad", "Accounted for")),
)
ONLY_IN_FILES = ("table", "grant", "accounted")
"""Columns that machines need and readers do not; named as in the files of ``naravard audit``."""
_SUMS = (
    Column("annex", Text("Bilaga", "Annex")),
    Column("heading", Text("Kolumn som tryckt", "Column as printed")),
    Column("printed", Text("Tryckt summa, kr", "Printed sum, kr"), "kronor"),
    Column("summed", Text("Raderna tillsammans, kr", "The rows together, kr"), "kronor"),
    Column("stated", Text("Angivet i texten, kr", "Stated in the text, kr"), "kronor"),
    Column("equal", Text("Stämmer", "Agrees")),
)
_ROWS = (
    Column("annex", Text("Bilaga", "Annex")),
    Column("recipient_code", Text("Kod", "Code"), "code"),
    Column("row", Text("Rad som tryckt", "Row as printed")),
    Column("printed", Text("Tryckt radsumma, kr", "Printed row sum, kr"), "kronor"),
    Column("summed", Text("Beloppen tillsammans, kr", "The amounts together, kr"), "kronor"),
    Column("equal", Text("Stämmer", "Agrees")),
)
_FIGURES = (
    Column("annex", Text("Bilaga", "Annex")),
    Column("heading", Text("Kolumn som tryckt", "Column as printed")),
    Column("recipient_code", Text("Kod", "Code"), "code"),
    Column("row", Text("Rad som tryckt", "Row as printed")),
    Column("printed", Text("Tryckt", "Printed"), "code"),
    Column("known", Text("Enligt nyckeln", "By the key"), "code"),
    Column("equal", Text("Stämmer", "Agrees")),
)
_AREAS = (
    Column("area", Text("Del", "Part")),
    Column("stated", Text("Angivet i texten, kr", "Stated in the text, kr"), "kronor"),
    Column("summed", Text("Beloppen tillsammans, kr", "The grants together, kr"), "kronor"),
    Column("equal", Text("Stämmer", "Agrees")),
    Column("clause", Text("Avsnitt", "Section"), "code"),
)
_REMARKS = (
    Column("remark", Text("Oklarhet", "Remark")),
    Column("found", Text("Iakttaget", "Found")),
    Column("follows", Text("Det betyder", "What follows")),
    Column("clauses", Text("Avsnitt", "Clauses")),
    Column("quotes", Text("Så står det", "Wording")),
)


def differing_table(shown: Shown, audit: Audit) -> Table:
    """Return the amounts that differ."""
    return _cells_table(
        shown,
        audit.differing,
        "skillnader",
        Text("Belopp som skiljer sig från beräkningen", "Amounts that differ from the computation"),
    )


def amounts_table(shown: Shown, audit: Audit) -> Table:
    """Return every compared amount."""
    return _cells_table(
        shown,
        audit.cells,
        "belopp",
        Text("Undertecknade och beräknade belopp", "Signed and computed amounts"),
    )


def columns_table(shown: Shown, audit: Audit) -> Table:
    """Return the columns' sums, those that cannot be compared last."""
    sums = (*audit.columns, *audit.without_computed)
    rows = tuple(
        (_annex(each), each.heading, each.printed, each.summed, each.stated, _agrees(equal=each.equal)) for each in sums
    )
    return _table(shown, "kolumnsummor", Text("Kolumnernas summor", "The columns' sums"), _SUMS, rows)


def rows_table(shown: Shown, audit: Audit) -> Table:
    """Return the rows' sums."""
    rows = tuple(
        (
            _annex(each),
            each.code or None,
            each.label or each.heading,
            each.printed,
            each.summed,
            _agrees(equal=each.equal),
        )
        for each in audit.rows
    )
    return _table(shown, "radsummor", Text("Radernas summor", "The rows' sums"), _ROWS, rows)


def areas_table(shown: Shown, audit: Audit) -> Table:
    """Return what the text says that the areas and the whole hold, beside what the grants make."""
    whole_words = Text("Hela överenskommelsen", "The whole agreement")
    rows = tuple(
        (
            (each.area.name if each.area else whole_words).in_language(language()),
            each.stated,
            each.summed,
            _agrees(equal=each.equal),
            each.clause,
        )
        for each in audit.areas
    )
    return _table(shown, "delar", Text("Delarna och helheten", "The parts and the whole"), _AREAS, rows)


def remarks_table(shown: Shown, audit: Audit) -> Table:
    """Return the slips and gaps in the text."""
    words = language()
    rows = tuple(
        (
            remark.name.in_language(words),
            remark.found.in_language(words),
            remark.follows.in_language(words),
            ", ".join(dict.fromkeys(quote.clause for quote in remark.quotes)),
            " … ".join(quote.text for quote in remark.quotes),
        )
        for remark in audit.remarks
    )
    return _table(shown, "oklarheter", Text("Oklarheter i texten", "Remarks on the text"), _REMARKS, rows)


def figures_table(shown: Shown, audit: Audit) -> Table:
    """Return the printed key values and shares."""
    rows = tuple(_figure_row(figure) for figure in (*audit.keys, *audit.shares))
    caption = Text("Tryckta nyckeltal och andelar", "Printed key values and shares")
    return _table(shown, "nyckeltal", caption, _FIGURES, rows)


def _cells_table(shown: Shown, cells: Sequence[AuditedCell], name: str, caption: Text) -> Table:
    rows = tuple(
        (
            _clause_words(cell.table.clause),
            cell.table.id,
            cell.grant.name.in_language(language()),
            cell.grant.id,
            cell.code,
            cell.name,
            cell.published,
            cell.computed,
            cell.exact,
            cell.difference,
            _agrees(equal=cell.accounted),
        )
        for cell in cells
    )
    return _table(shown, name, caption, _CELLS, rows)


def _table(shown: Shown, name: str, caption: Text, columns: tuple[Column, ...], rows: tuple[Row, ...]) -> Table:
    return Table(
        id=f"{shown.agreement.id}-granskning-{name}",
        caption=caption,
        columns=columns,
        rows=rows,
        provenance=provenance(shown),
    )


def _figure_row(figure: AuditedFigure) -> Row:
    column = figure.column
    return (
        _annex(figure),
        column.heading,
        figure.code or None,
        figure.label,
        _printed(figure.printed),
        _known(figure.known, figure.printed, is_share=column.holds == "share"),
        _agrees(equal=figure.equal),
    )


def _printed(printed: str) -> Value:
    """Return what is printed, a long number in groups."""
    number = whole(printed)
    return whole_words(number) if number is not None else printed


def _known(known: Fraction, printed: str, *, is_share: bool) -> str:
    """Return what the key gives, with as many decimals as are printed and two more, in the form that is printed."""
    if not is_share:
        return whole_words(int(known)) if known.denominator == 1 else decimal(known, 4, language())
    digits = printed.replace("%", "").strip()
    point = max(digits.find(","), digits.find("."))
    places = len(digits) - 1 - point if point >= 0 and share(printed) is not None else 0
    if "%" in printed:
        return f"{decimal(known * 100, places + 2, language())} %"
    return decimal(known, places + 2, language())


def _annex(item: AuditedSum | AuditedFigure) -> str:
    return _clause_words(item.table.clause)


def _clause_words(clause: str) -> str:
    words = clause_reference(clause, language())
    return words[:1].upper() + words[1:]


def _agrees(*, equal: bool) -> str:
    return (_YES if equal else _NO).in_language(language())

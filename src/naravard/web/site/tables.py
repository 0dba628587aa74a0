"""One table value (:class:`naravard.documents.table.Table`) as a page shows it: sorted, linked, with its exports.

A view builds a ``Table``; the page and the CSV, XLSX and JSON files all come from it::

    table = duties_table(shown)
    if form:
        return export(table, form)
    return render(request, "…", {"table": present(request, table)})

What a column is, and where its cells lead, is declared by the table's columns.
The address of an export is the page's own with ``.csv`` instead of the last slash (see :class:`FormConverter`).
"""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from html import escape
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString, mark_safe

from naravard.agreement.model import Text
from naravard.agreement.plain_text import swedish_order
from naravard.documents.figures import shown as figure_shown
from naravard.documents.files import FORMATS, as_file
from naravard.documents.table import Column, Row, Table, Value
from naravard.web.site.templatetags.naravard import language, words

_LINK = '<a class="govuk-link govuk-link--no-visited-state" href="{}">{}</a>'
_AMOUNT = '<a class="govuk-link nv-sum-link" href="{}" aria-label="{}">{}</a>'
"""An amount as a link: it keeps the looks of a figure, and its name says which figure it is."""
_NOTE = ' <span class="nv-table__note">{}</span>'


class FormConverter:
    """The end of an export's address: ``csv``, ``json`` or ``xlsx``."""

    regex = "|".join(FORMATS)

    def to_python(self, value: str) -> str:
        """Return the form as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Return the form as it stands."""
        return value


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A heading: its words, the link that sorts by it, and how it is sorted now."""

    id: str
    heading: Text
    is_numeric: bool
    is_money: bool
    sort_url: str
    sorted: str
    """``ascending``, ``descending`` or nothing, as ``aria-sort`` has it."""


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell: its words, an address, a remark, and whether the words are Swedish on a page that is not."""

    text: str
    heading: Text
    is_numeric: bool
    url: str | None = None
    swedish: bool = False
    note: str = ""
    unbroken: bool = False
    """Days and codes stay on one line."""
    is_money: bool = False
    is_sum: bool = False
    """Whether it is the sum of the rows above it."""
    made_of: str = ""
    """The columns of its own row that it is worked out from, by their ids."""


@dataclass(frozen=True, slots=True)
class Export:
    """A link to the table as a file."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class ShownTable:
    """All that the partial ``site/parts/table.html`` needs."""

    table: Table
    columns: tuple[ShownColumn, ...]
    rows: tuple[tuple[ShownCell, ...], ...]
    parts: frozenset[int]
    """The places of the rows that are parts of other rows, and so not in the row of totals."""
    total: tuple[ShownCell, ...]
    exports: tuple[Export, ...]
    stacked: bool

    @property
    def body(self) -> SafeString:
        """The rows as HTML."""
        return _rows_html(self.rows, self.parts, stacked=self.stacked)

    @property
    def foot(self) -> SafeString:
        """The row of totals as HTML."""
        return _rows_html([self.total], stacked=self.stacked) if self.total else SafeString()


def present(
    request: HttpRequest,
    table: Table,
    *,
    without: Collection[str] = (),
    sort_name: str = "sort",
    stacked: bool = False,
    export_base: str | None = None,
) -> ShownTable:
    """Prepare a table for the page.

    Args:
        request: its query says the order (``?sort=id``, ``?sort=-id``) and, with the path, the exports' address.
        table: the table.
        without: ids of columns that this page leaves out beyond those that no page has.
        sort_name: the query's name for the order, when a page has several tables.
        stacked: rows become small cards on a phone; for tables with much text.
        export_base: the exports' address without its form; left out: from the page's own; empty: no exports.
    """
    order, spoken = request.GET.get(sort_name, ""), language()
    kept = [place for place, column in enumerate(table.columns) if column.on_page and column.id not in without]
    ordered = in_order(table, order)
    ids = {table.columns[place].id for place in kept}
    made_of = {place: _made_of(table.columns[place], ids) for place in kept}
    return ShownTable(
        table=table,
        columns=tuple(_heading(request, table.columns[place], order, sort_name) for place in kept),
        rows=tuple(
            tuple(
                _cell(row[place], table.columns[place], spoken, table.things[number], made_of[place]) for place in kept
            )
            for number, row in ordered
        ),
        parts=frozenset(place for place, (number, _row) in enumerate(ordered) if number in table.uncounted),
        total=tuple(_total(table, place, spoken) for place in kept) if table.total else (),
        exports=exports(request, export_base),
        stacked=stacked,
    )


def in_order(table: Table, order: str) -> list[tuple[int, Row]]:
    """Return the rows with their numbers, sorted by a column (``id`` or ``-id``); as they stand for other words."""
    rows, spoken = list(enumerate(table.rows)), language()
    wanted = order.removeprefix("-")
    for place, column in enumerate(table.columns):
        if column.id == wanted:
            filled = [row for row in rows if row[1][place] is not None]
            empty = [row for row in rows if row[1][place] is None]
            filled.sort(key=lambda row: _sort_key(row[1][place], spoken), reverse=order.startswith("-"))
            return filled + empty
    return rows


def exports(request: HttpRequest, base: str | None = None) -> tuple[Export, ...]:
    """Return links to the page's table as files, with the page's own query, so that filters hold there too."""
    if base == "":
        return ()
    address = base or request.path.rstrip("/")
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return tuple(Export(form.upper(), f"{address}.{form}{query}") for form in ("csv", "xlsx", "json"))


def export(table: Table, form: str) -> HttpResponse:
    """Answer with the table as a file to save."""
    file = as_file([table], form, language())
    answer = HttpResponse(file.content, content_type=file.media_type)
    answer["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return answer


def _heading(request: HttpRequest, column: Column[Any], order: str, sort_name: str) -> ShownColumn:
    now = {column.id: "ascending", f"-{column.id}": "descending"}.get(order, "")
    first = f"-{column.id}" if column.is_numeric else column.id
    second = column.id if column.is_numeric else f"-{column.id}"
    query = request.GET.copy()
    query[sort_name] = second if order == first else first
    return ShownColumn(column.id, column.heading, column.is_numeric, column.is_money, f"?{query.urlencode()}", now)


def _made_of(column: Column[Any], ids: Collection[str]) -> str:
    """Return what a column's figures are worked out from, if the page has all of it."""
    return " ".join(column.made_of) if all(one.removeprefix("-") in ids for one in column.made_of) else ""


def _cell(value: Value, column: Column[Any], spoken: str, one: object = None, made_of: str = "") -> ShownCell:
    """Return a cell as the page shows it; one of the row of totals is about nothing, and leads nowhere.

    No money consists of nothing, and is no link either.
    """
    leads = column.link is not None and one is not None and value is not None and not (column.is_money and value == 0)
    return ShownCell(
        text=figure_shown(value, column, spoken),
        heading=column.heading,
        is_numeric=column.is_numeric,
        is_money=column.is_money,
        made_of=made_of if column.is_money else "",
        url=(column.link(one) or None) if leads and column.link else None,
        swedish=column.swedish and one is not None and spoken != "sv",
        note=column.remark(one) if one is not None and column.remark else "",
        unbroken=column.kind in {"date", "code"},
    )


def _total(table: Table, place: int, spoken: str) -> ShownCell:
    """Return a cell of the row of totals, which says whether it is the sum of the rows."""
    column, value = table.columns[place], table.total[place] if table.total else None
    return replace(_cell(value, column, spoken), is_sum=column.is_money and table.adds_up(place))


def _sort_key(value: Value, spoken: str) -> tuple[int, Fraction, str]:
    """Order figures by size, days by time, and words as the Swedish alphabet has them."""
    if isinstance(value, datetime.date):
        return 0, Fraction(value.toordinal()), ""
    if isinstance(value, int | Fraction):
        return 0, Fraction(value), ""
    text = value.in_language(spoken) if isinstance(value, Text) else value or ""
    return 1, Fraction(0), swedish_order(text)


def _rows_html(rows: Iterable[tuple[ShownCell, ...]], parts: Collection[int] = (), *, stacked: bool) -> SafeString:
    """Return ``<tr>`` elements; the first cell of each row is its heading. Everything from outside is escaped.

    They are put together in code: a template takes ten times as long, and a table may have 300 rows.
    """
    every = (_row(row, stacked=stacked, is_part=place in parts) for place, row in enumerate(rows))
    return mark_safe("\n".join(every))  # noqa: S308 - each text is escaped below


def _row(row: tuple[ShownCell, ...], *, stacked: bool, is_part: bool) -> str:
    first, *others = row
    start, end = ('<th scope="row"', "</th>") if first.text else ("<td", "</td>")  # an empty heading heads nothing
    about = escape(first.text)
    heading = f"{start}{_attributes(first)}>{_content(first, '')}{end}"
    cells = (f"<td{_label(cell) if stacked else ''}{_attributes(cell)}>{_content(cell, about)}</td>" for cell in others)
    return f"<tr{' data-part' if is_part else ''}>{heading}{''.join(cells)}</tr>"


def _attributes(cell: ShownCell) -> str:
    """Return a cell's attributes; the way that an amount came about stands there where it has no link."""
    kind = ' class="nv-table__number"' if cell.is_numeric else ' class="nv-figure"' if cell.unbroken else ""
    if cell.is_sum:
        kind += " data-sum"
    elif cell.made_of and not cell.url:
        kind += f' data-made-of="{escape(cell.made_of)}"'
    return f'{kind} lang="sv"' if cell.swedish else kind


def _label(cell: ShownCell) -> str:
    """Return the heading that stands before the value where the table is stacked, on a phone."""
    return f' data-label="{escape(words(cell.heading))}"'


def _content(cell: ShownCell, about: str) -> str:
    text = escape(cell.text)
    if cell.url and cell.is_money:
        text = _AMOUNT.format(escape(cell.url), f"{escape(words(cell.heading))}, {about}: {text}", text)
    elif cell.url:
        text = _LINK.format(escape(cell.url), text)
    return f"{text}{_NOTE.format(escape(cell.note))}" if cell.note else text

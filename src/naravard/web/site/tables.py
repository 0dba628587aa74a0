"""One table value (:class:`naravard.documents.table.Table`) as a page shows it: sorted, linked, with its exports.

A view builds a ``Table``; the page and the CSV, XLSX and JSON files all come from it::

    table = duties_table(shown)
    if form:
        return export(table, form)
    return render(request, "…", {"table": present(request, table)})

What a column is, and where its cells lead, is declared by the table's columns. A page shows only what varies, at most
seven columns and fifty rows at a time (decision 78); the files have all of it.
The address of an export is the page's own with ``.csv`` instead of the last slash (see :class:`FormConverter`).
"""

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from html import escape
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from naravard.agreement.model import Text
from naravard.agreement.plain_text import swedish_order
from naravard.agreement.status_words import ShownStatus
from naravard.agreement.wording import amounts_in_english
from naravard.documents.figures import shown as figure_shown
from naravard.documents.files import FORMATS, as_file
from naravard.documents.table import Column, Row, Table, Value
from naravard.web.site.templatetags.naravard import language, words

_LINK = '<a class="govuk-link govuk-link--no-visited-state" href="{}">{}</a>'
_AMOUNT = '<a class="govuk-link nv-sum-link" href="{}" aria-label="{}">{}</a>'
"""An amount as a link: it keeps the looks of a figure, and its name says which figure it is."""
_TAG = '<strong class="govuk-tag govuk-tag--{}">{}</strong>'
_LABEL = '<span class="nv-label">{}</span>'
_NOTE = ' <span class="nv-table__note">{}</span>'

NOUGHT = "–"
"""What stands for 0, so that the figures that say something are seen."""
MOST_COLUMNS = 7
LONG = 20
"""Over how many rows the headings and the first column stay in sight."""
TABLE_FORMS = ("csv", "excel", "xlsx", "json")
"""The forms of a table's files, in the order in which a page offers them."""
ROWS_A_PAGE = 50
ALL = "alla"
"""What the query's name for the page is given to get every row."""
_ALIKE = 3
"""From how many rows a column with one value says it once: two may be alike by chance."""


class FormConverter:
    """The end of an export's address: ``csv``, ``excel``, ``json`` or ``xlsx``."""

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
    """Empty where there is nothing to sort."""
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
    colour: str = ""
    """Of its tag, where it is one of the six words for how something stands."""
    is_label: bool = False
    """Whether it is a property, and so stands in an outline."""

    @property
    def content(self) -> SafeString:
        """The words as HTML, with their link."""
        return mark_safe(_content(self, ""))  # noqa: S308 - each text is escaped there


@dataclass(frozen=True, slots=True)
class Export:
    """A link to the table as a file."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Pages:
    """Which of a long table's rows are shown, and the addresses of the others."""

    first: int
    last: int
    of: int
    before_url: str
    after_url: str
    all_url: str


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
    said_once: tuple[ShownCell, ...] = ()
    """What is the same in every row, and so stands in the caption."""
    noughts: tuple[Text, ...] = ()
    """The headings of the columns that are 0 in every row."""
    left_out: tuple[Text, ...] = ()
    """The headings of the columns that only the files have room for."""
    pages: Pages | None = None

    @property
    def is_long(self) -> bool:
        """Whether the headings and the first column stay in sight."""
        return len(self.rows) > LONG

    @property
    def is_wide(self) -> bool:
        """Whether it has more columns than there is room for: an annex as it was signed."""
        return len(self.columns) > MOST_COLUMNS

    @property
    def noughts_words(self) -> str:
        """The headings of the columns that are 0 in every row, in the page's language."""
        return ", ".join(words(one) for one in self.noughts)

    @property
    def left_out_words(self) -> str:
        """The headings of the columns that only the files have, in the page's language."""
        return ", ".join(words(one) for one in self.left_out)

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
    spare: Sequence[str] = (),
    sort_name: str = "sort",
    stacked: bool = False,
    whole: bool = False,
    fixed: bool = False,
    export_base: str | None = None,
) -> ShownTable:
    """Prepare a table for the page.

    Args:
        request: its query says the order (``?sort=id``, ``?sort=-id``) and, with the path, the exports' address.
        table: the table.
        without: ids of columns that this page leaves out beyond those that no page has.
        spare: ids of columns that give way where there is no room for all, the first of them first; then the last ones.
        sort_name: the query's name for the order, when a page has several tables.
        stacked: rows become small cards on a phone; for tables with much text.
        whole: every column and value stands where it is, as in an annex that was signed.
        fixed: the rows stay in their order, as where they must not be ranked by their values.
        export_base: the exports' address without its form; left out: from the page's own; empty: no exports.
    """
    order, spoken = "" if fixed else request.GET.get(sort_name, ""), language()
    declared = [place for place, column in enumerate(table.columns) if column.on_page and column.id not in without]
    ids = {table.columns[place].id for place in declared}
    alike = [] if whole else [place for place in declared[1:] if _is_alike(table, place)]
    varying = [place for place in declared if place not in alike]
    kept = varying if whole else _with_room(table, varying, spare)
    ordered = in_order(table, order)
    rows, pages = (ordered, None) if whole else _page_of(request, ordered, sort_name)
    made_of = {place: _made_of(table.columns[place], ids) for place in kept}
    nought = [place for place in alike if table.columns[place].is_numeric and not table.rows[0][place]]
    sortable = len(table.rows) > 1 and not fixed
    return ShownTable(
        table=table,
        columns=tuple(_heading(request, table.columns[place], order, sort_name, sortable=sortable) for place in kept),
        rows=tuple(
            tuple(
                _cell(row[place], table.columns[place], spoken, table.things[number], made_of[place]) for place in kept
            )
            for number, row in rows
        ),
        parts=frozenset(place for place, (number, _row) in enumerate(rows) if number in table.uncounted),
        total=tuple(_total(table, place, spoken) for place in kept) if table.total else (),
        exports=exports(request, export_base),
        stacked=stacked,
        said_once=tuple(
            _cell(table.rows[0][place], table.columns[place], spoken, table.things[0])
            for place in alike
            if place not in nought and table.rows[0][place] is not None
        ),
        noughts=tuple(table.columns[place].heading for place in nought if table.rows[0][place] is not None),
        left_out=tuple(table.columns[place].heading for place in varying if place not in kept),
        pages=pages,
    )


def _with_room(table: Table, places: Sequence[int], spare: Sequence[str]) -> Sequence[int]:
    """Return the columns that a page has room for: those that can be spared give way first, then the last ones."""
    given = sorted((place for place in places if table.columns[place].id in spare),
                   key=lambda place: spare.index(table.columns[place].id))  # fmt: skip
    gone = given[: max(0, len(places) - MOST_COLUMNS)]
    return [place for place in places if place not in gone][:MOST_COLUMNS]


def _is_alike(table: Table, place: int) -> bool:
    """Tell whether a column says one thing of every row, so that it can be said once.

    Amounts are only so where they are 0: their sum is worth seeing. What leads to several places, or has a remark, is
    kept.
    """
    column, values = table.columns[place], [row[place] for row in table.rows]
    if len(values) < _ALIKE or any(not _reads_alike(value, values[0], column) for value in values):
        return False
    if column.is_money or (table.total and table.total[place] is not None):
        return not values[0]
    if column.remark and any(column.remark(one) for one in table.things):
        return False
    return column.link is None or values[0] is None or len({column.link(one) for one in table.things}) == 1


def _reads_alike(value: Value, other: Value, column: Column[Any]) -> bool:
    """Tell whether two cells say the same: shares that are rounded to the same figure do."""
    if value == other:
        return True
    is_rounded = column.is_numeric and not column.is_money and value is not None and other is not None
    return is_rounded and figure_shown(value, column) == figure_shown(other, column)


def _page_of(
    request: HttpRequest, rows: Sequence[tuple[int, Row]], sort_name: str
) -> tuple[Sequence[tuple[int, Row]], Pages | None]:
    """Return the rows of the page that is asked for, and where the others are; all of a table that is short enough."""
    name = _page_name(sort_name)
    asked = request.GET.get(name, "")
    if len(rows) <= ROWS_A_PAGE or asked == ALL:
        return rows, None
    last_page = (len(rows) - 1) // ROWS_A_PAGE
    page = min(max(int(asked), 1) - 1, last_page) if asked.isdecimal() else 0
    start, end = page * ROWS_A_PAGE, min((page + 1) * ROWS_A_PAGE, len(rows))

    def url(value: str) -> str:
        query = request.GET.copy()
        query[name] = value
        return f"?{query.urlencode()}"

    return rows[start:end], Pages(
        first=start + 1,
        last=end,
        of=len(rows),
        before_url=url(str(page)) if page else "",
        after_url=url(str(page + 2)) if page < last_page else "",
        all_url=url(ALL),
    )


def _page_name(sort_name: str) -> str:
    return "sida" if sort_name == "sort" else f"sida-{sort_name.removeprefix('sort-')}"


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
    return tuple(Export(name_of(form), f"{address}.{form}{query}") for form in TABLE_FORMS)


def name_of(form: str) -> str:
    """Return what a form of file is called on a page."""
    return _("CSV för Excel") if form == "excel" else form.upper()


def export(table: Table, form: str) -> HttpResponse:
    """Answer with the table as a file to save."""
    file = as_file([table], form, language())
    answer = HttpResponse(file.content, content_type=file.media_type)
    answer["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return answer


def _heading(request: HttpRequest, column: Column[Any], order: str, sort_name: str, *, sortable: bool) -> ShownColumn:
    now = {column.id: "ascending", f"-{column.id}": "descending"}.get(order, "") if sortable else ""
    first = f"-{column.id}" if column.is_numeric else column.id
    second = column.id if column.is_numeric else f"-{column.id}"
    query = request.GET.copy()
    query[sort_name] = second if order == first else first
    query.pop(_page_name(sort_name), None)
    url = f"?{query.urlencode()}" if sortable else ""
    return ShownColumn(column.id, column.heading, column.is_numeric, column.is_money, url, now)


def _made_of(column: Column[Any], ids: Collection[str]) -> str:
    """Return what a column's figures are worked out from, if the page has all of it."""
    return " ".join(column.made_of) if all(one.removeprefix("-") in ids for one in column.made_of) else ""


def _cell(value: Value, column: Column[Any], spoken: str, one: object = None, made_of: str = "") -> ShownCell:
    """Return a cell as the page shows it; one of the row of totals is about nothing, and leads nowhere.

    Nought is a dash, and leads nowhere: it consists of nothing.
    """
    is_nought = column.is_numeric and value == 0
    leads = column.link is not None and one is not None and value is not None and not is_nought
    text = NOUGHT if is_nought else figure_shown(value, column, spoken)
    return ShownCell(
        text=amounts_in_english(text) if spoken == "en" and column.is_numeric else text,
        heading=column.heading,
        is_numeric=column.is_numeric,
        is_money=column.is_money,
        made_of=made_of if column.is_money else "",
        url=(column.link(one) or None) if leads and column.link else None,
        swedish=column.swedish and one is not None and spoken != "sv",
        note=column.remark(one) if one is not None and column.remark else "",
        unbroken=column.kind in {"date", "code"},
        colour=value.colour if isinstance(value, ShownStatus) else "",
        is_label=column.kind == "label" and value is not None,
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
    is_nought = cell.is_numeric and cell.text == NOUGHT
    kind = ' class="nv-table__number nv-table__nought"' if is_nought else ""
    kind = kind or ' class="nv-table__number"' if cell.is_numeric else ' class="nv-figure"' if cell.unbroken else ""
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
    elif cell.colour:
        text = _TAG.format(cell.colour, text)
    elif cell.is_label:
        text = _LABEL.format(text)
    elif cell.url:
        text = _LINK.format(escape(cell.url), text)
    return f"{text}{_NOTE.format(escape(cell.note))}" if cell.note else text

"""Tables as a workbook (XLSX): one sheet per table with real numbers, and a sheet that says where they come from.

A table's sheet has its rows and nothing else, so that a sum over a column is the sum of the rows; the totals stand in
words on the last sheet, for those who check.

Number formats are written as OOXML wants them (``#,##0``): a Swedish Excel or LibreOffice shows them as ``# ##0``, and
any other in its user's own way.
"""

import datetime
import io
import re
import textwrap
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from naravard.agreement.model import Text
from naravard.documents.figures import shown
from naravard.documents.table import TOTAL, Column, Kind, Provenance, Table, Value

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_NUMBER_FORMATS: dict[Kind, str] = {
    "text": "@",
    "label": "@",
    "code": "@",
    "kronor": "#,##0;\N{MINUS SIGN}#,##0;0",
    "change": "+#,##0;\N{MINUS SIGN}#,##0;0",
    "number": "#,##0.######",
    "fraction": "#,##0.000000",
    "per cent": "0.0%",
    "date": "yyyy-mm-dd",
}
_FIXED_DAY = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
"""Stands in the document's properties when no day is given, so that the same data gives the same bytes."""
_LONGEST_SHEET_NAME = 31
_WIDEST_COLUMN = 60
_TALLEST = 405.0
"""The tallest row that spreadsheets show, in whole lines."""
_LONG, _SHORT_OF_FULL = 400, 4
"""Signs of a text whose lines are reckoned, and how many signs a line is short of full for the words to stay whole."""
_LINE = 15.0
"""The height of a line, points."""
_WORDS = {
    "source": {"sv": "Källa", "en": "Source"},
    "agreement": {"sv": "Överenskommelse", "en": "Agreement"},
    "id": {"sv": "Överenskommelsens id", "en": "The agreement's id"},
    "digest": {"sv": "Dataversion (SHA-256)", "en": "Data version (SHA-256)"},
    "fixed": {"sv": "Fastställd fördelning", "en": "Fixed allocation"},
    "program": {"sv": "Framställd med", "en": "Made with"},
    "made": {"sv": "Framställd den", "en": "Made on"},
    "table": {"sv": "Tabell", "en": "Table"},
    "note": {"sv": "Anmärkning", "en": "Note"},
    "page": {"sv": "Sida &P av &N", "en": "Page &P of &N"},
}


def xlsx_bytes(tables: Sequence[Table], language: str = "sv") -> bytes:
    """Return a workbook with one sheet per table and a last sheet on their source."""
    from xlsxwriter.workbook import Workbook

    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    _describe(book, tables, language)
    names = _SheetNames()
    for table in tables:
        _Sheet(book, names.next(table.caption.in_language(language)), table, language).write()
    _write_source(book, names.next(_WORDS["source"][language]), tables, language)
    book.close()
    return out.getvalue()


def _describe(book: "Workbook", tables: Sequence[Table], language: str) -> None:
    provenance = next((table.provenance for table in tables if table.provenance is not None), None)
    made = provenance.made if provenance is not None else None
    created = datetime.datetime(made.year, made.month, made.day, tzinfo=datetime.UTC) if made else _FIXED_DAY
    book.set_properties(
        {
            "title": tables[0].caption.in_language(language),
            "subject": provenance.agreement.in_language(language) if provenance else "",
            "author": provenance.program if provenance else "Naravard",
            "comments": provenance.digest if provenance else "",
            "created": created,
        }
    )


class _SheetNames:
    """Gives sheet names that Excel accepts: short, unlike one another, without the signs it refuses."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def next(self, wanted: str) -> str:
        plain = re.sub(r"[\[\]:*?/\\]", " ", wanted).strip("' ") or "1"
        name = plain[:_LONGEST_SHEET_NAME].rstrip()
        number = 2
        while name.lower() in self._taken:
            suffix = f" ({number})"
            name = plain[: _LONGEST_SHEET_NAME - len(suffix)].rstrip() + suffix
            number += 1
        self._taken.add(name.lower())
        return name


class _Sheet:
    """Writes one table on a sheet of its own, headings in the first row."""

    def __init__(self, book: "Workbook", name: str, table: Table, language: str) -> None:
        self._book, self._table, self._language = book, table, language
        self._sheet: Worksheet = book.add_worksheet(name)
        self._widths = [_width(table, place, language) for place in range(len(table.columns))]
        self._body = [self._format(column) for column in table.columns]

    def write(self) -> None:
        """Write headings and rows, and set up the sheet for screen and paper."""
        heads = (self._book.add_format(self._heading(column)) for column in self._table.columns)
        for place, (column, head) in enumerate(zip(self._table.columns, heads, strict=True)):
            self._sheet.write_string(0, place, column.heading.in_language(self._language), head)
            self._sheet.set_column(place, place, self._widths[place])
        headings = [column.heading.in_language(self._language) for column in self._table.columns]
        self._sheet.set_row(0, _height(headings, self._widths))
        for number, row in enumerate(self._table.rows, start=1):
            plain = [value.in_language(self._language) if isinstance(value, Text) else value for value in row]
            self._write_row(number, plain)
            words = [value if isinstance(value, str) else "" for value in plain]
            if any(len(text) > width for text, width in zip(words, self._widths, strict=True)):
                self._sheet.set_row(number, _height(words, self._widths))
        self._set_up()

    def _write_row(self, number: int, row: "list[str | int | Fraction | datetime.date | None]") -> None:
        for place, (value, form) in enumerate(zip(row, self._body, strict=True)):
            if value is None:
                self._sheet.write_blank(number, place, None, form)
            elif isinstance(value, datetime.date):
                moment = datetime.datetime(value.year, value.month, value.day)  # noqa: DTZ001 - a sheet knows no zones
                self._sheet.write_datetime(number, place, moment, form)
            elif isinstance(value, (int, Fraction)):
                self._sheet.write_number(number, place, value, form)
            else:
                self._sheet.write_string(number, place, value, form)

    def _format(self, column: Column[Any]) -> "Format":
        look: dict[str, object] = {"num_format": _number_format(column), "valign": "top"}
        if column.kind in ("text", "label"):
            look["text_wrap"] = True
        return self._book.add_format(look)

    def _heading(self, column: Column[Any]) -> dict[str, object]:
        side = "right" if column.is_numeric else "left"
        return {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom", "align": side}

    def _set_up(self) -> None:
        sheet, last = self._sheet, max(len(self._table.columns) - 1, 0)
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        if self._table.rows:
            sheet.autofilter(0, 0, len(self._table.rows), last)
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        if len(self._table.columns) > 5:
            sheet.set_landscape()
        caption = self._table.caption.in_language(self._language).replace("&", "&&")
        sheet.set_header(f"&L{caption}")
        sheet.set_footer(f"&R{_WORDS['page'][self._language]}")


def _number_format(column: Column[Any]) -> str:
    if column.decimals is None:
        return _NUMBER_FORMATS[column.kind]
    places = "." + "0" * column.decimals if column.decimals else ""
    return f"0{places}%" if column.kind == "per cent" else f"#,##0{places}"


def _width(table: Table, place: int, language: str) -> float:
    column = table.columns[place]
    cells = [len(shown(value, column, language)) for value in _widest(table, place)]
    words = column.heading.in_language(language).split() or [""]
    return min(max([*cells, *(len(word) for word in words), 6]) + 3, _WIDEST_COLUMN)


def _widest(table: Table, place: int) -> list[Value]:
    """Return the values of a column among which the widest is: of whole kronor the least and the greatest."""
    values = [row[place] for row in table.rows]
    if table.columns[place].kind not in ("kronor", "change"):
        return values
    sums = [value for value in values if isinstance(value, int)]
    return [min(sums), max(sums)] if sums else []


def _height(texts: Sequence[str], widths: Sequence[float]) -> float:
    """Return the height that a row of broken texts needs; not every program works it out by itself.

    No row is taller than spreadsheets show. Breaking a long text takes time, so that its lines are reckoned instead:
    each is some signs short of full.
    """
    return min(_LINE * max(1, *(_lines(text, width) for text, width in zip(texts, widths, strict=True))), _TALLEST)


def _lines(text: str, width: float) -> int:
    signs = max(int(width) - 1, 1)
    if len(text) > _LONG:
        return -(-len(text) // max(signs - _SHORT_OF_FULL, 1)) + text.count("\n")
    return len(textwrap.wrap(text, signs))


def _write_source(book: "Workbook", name: str, tables: Sequence[Table], language: str) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    widths = (26, 90)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    for number, (word, text) in enumerate(_source_lines(tables, language)):
        sheet.write_string(number, 0, word, bold)
        sheet.write_string(number, 1, text, wrapped)
        sheet.set_row(number, _height((word, text), widths))
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _source_lines(tables: Sequence[Table], language: str) -> list[tuple[str, str]]:
    lines: list[tuple[str, str]] = []
    provenance = next((table.provenance for table in tables if table.provenance is not None), None)
    if provenance is not None:
        lines += _provenance_lines(provenance, language)
    for table in tables:
        lines.append((_WORDS["table"][language], table.caption.in_language(language)))
        if table.note is not None:
            lines.append((_WORDS["note"][language], table.note.in_language(language)))
        lines += _totals(table, language)
    return lines


def _totals(table: Table, language: str) -> Iterator[tuple[str, str]]:
    """Give the figures of the row of totals with their headings."""
    for column, value in zip(table.columns, table.total or (), strict=False):
        if column.is_numeric and value is not None:
            heading = column.heading.in_language(language)
            yield f"{TOTAL.in_language(language)}: {heading}", shown(value, column, language)


def _provenance_lines(provenance: Provenance, language: str) -> list[tuple[str, str]]:
    facts = [
        ("agreement", provenance.agreement.in_language(language)),
        ("id", provenance.agreement_id),
        ("digest", provenance.digest),
        ("fixed", provenance.fixed_words(language)),
        ("program", provenance.program),
        ("made", provenance.made.isoformat() if provenance.made else ""),
    ]
    return [(_WORDS[word][language], text) for word, text in facts if text]

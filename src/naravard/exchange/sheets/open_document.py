"""A spreadsheet of LibreOffice's own kind (ODS), as the workbook that is read: the same sheets, rows and cells.

What is calculated stands in the file beside its formula. Rows and cells that are the same are kept once with how many
times they come; those are written out, up to what is taken in, so that a small file cannot become a large one.
"""

import datetime
import re
import tempfile
import zipfile
from collections.abc import Iterator
from math import isfinite
from typing import TYPE_CHECKING, BinaryIO, cast
from xml.etree import ElementTree as Xml

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"
_IN_MEMORY = 100_000_000
"""Bytes; the process that reads what others send writes no file (:mod:`naravard.documents.own_process`)."""
_ENDS_WITH_ZEROS = re.compile(r"0\d+")
_LONGEST_SHEET_NAME = 31

_OASIS = "{urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _OFFICE, _TEXT, _STYLE = (f"{_OASIS}{name}:1.0}}" for name in ("table", "office", "text", "style"))
_CELLS = {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}
_UNSEEN_ROWS = ("collapse", "filter")

MOST_CELLS = 1_000_000
"""Cells that are written out. A year of costs has a tenth of it."""
MOST_ALIKE = 1_000
"""Rows with something in them that are kept as one. Nobody writes as many that are the same."""

Value = str | float | bool | datetime.datetime | None


class TooManyCellsError(ValueError):
    """It holds more cells than are written out."""


def is_spreadsheet(archive: zipfile.ZipFile) -> bool:
    """Tell whether a packed file is a spreadsheet of this kind."""
    if "mimetype" not in archive.namelist():
        return False
    with archive.open("mimetype") as part:
        return part.read(len(MIMETYPE)) == MIMETYPE


def is_locked(archive: zipfile.ZipFile) -> bool:
    """Tell whether it is locked with a password: its parts are then said to be encrypted."""
    return _MANIFEST in archive.namelist() and b"encryption-data" in archive.read(_MANIFEST)


def as_workbook(archive: zipfile.ZipFile, *, most_rows: int, most_columns: int) -> BinaryIO:
    """Return it as a workbook; of each sheet as many rows and columns as are read, and one more.

    Raises:
        KeyError: when it has no content.
        ParseError: when the content breaks off.
        TooManyCellsError: when it holds more cells than are written out.
    """
    from xlsxwriter.workbook import Workbook

    made = cast("BinaryIO", tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115 - whoever asks closes
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = Workbook(made, {**options, "default_date_format": "yyyy-mm-dd"})
    try:
        _write_sheets(archive, book, most_rows, most_columns)
    except Exception:
        book.close()
        made.close()
        raise
    book.close()
    made.seek(0)
    return made


def _write_sheets(archive: zipfile.ZipFile, book: "Workbook", most_rows: int, most_columns: int) -> None:
    names: set[str] = set()
    with archive.open(_CONTENT) as content:
        hidden_styles: set[str] = set()
        sheet: Worksheet | None = None
        row = written = 0
        for event, each in Xml.iterparse(content, events=("start", "end")):  # noqa: S314 - weighed: no definitions
            if event == "start":
                if each.tag == f"{_TABLE}table":
                    sheet, row = book.add_worksheet(_name(each.get(f"{_TABLE}name", ""), names)), 0
                    if each.get(f"{_TABLE}style-name") in hidden_styles:
                        sheet.hide()
            elif each.tag == f"{_STYLE}style":
                if any(one.get(f"{_TABLE}display") == "false" for one in each):
                    hidden_styles.add(each.get(f"{_STYLE}name", ""))
            elif each.tag == f"{_TABLE}table-row" and sheet is not None:
                times, count = _write_row(sheet, row, each, most_rows, most_columns)
                row, written = row + times, written + count
                if written > MOST_CELLS:
                    raise TooManyCellsError(_CONTENT)
                each.clear()


def _write_row(sheet: "Worksheet", first: int, row: Xml.Element, most_rows: int, most_columns: int) -> tuple[int, int]:
    """Write a row as many times as it comes; return how many times that is, and how many cells were written."""
    times, count = _times(row, "rows"), 0
    cells = list(_cells(row, most_columns))
    filled = sum(value is not None for value in cells)
    if filled and times <= MOST_ALIKE:
        is_hidden = row.get(f"{_TABLE}visibility") in _UNSEEN_ROWS
        for number in range(first, min(first + times, most_rows + 1)):
            if is_hidden:
                sheet.set_row(number, None, None, {"hidden": True})
            for place, value in enumerate(cells):
                if value is not None:
                    sheet.write(number, place, value)
                    count += 1
    elif filled:
        count = MOST_CELLS + 1
    return times, count


def _cells(row: Xml.Element, most: int) -> Iterator[Value]:
    place = 0
    for cell in row:
        if cell.tag in _CELLS:
            value = _value(cell)
            for _time in range(min(_times(cell, "columns"), most + 1 - place)):
                yield value
                place += 1


def _times(element: Xml.Element, of: str) -> int:
    written = element.get(f"{_TABLE}number-{of}-repeated", "1")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else 1


def _value(cell: Xml.Element) -> Value:
    kind, text = cell.get(f"{_OFFICE}value-type", ""), _text(cell)
    if kind in ("float", "currency", "percentage"):
        if _ENDS_WITH_ZEROS.fullmatch(text):  # shown with zeros before it, which are a part of a code
            return text
        number = _number(cell.get(f"{_OFFICE}value", ""))
        return text if number is None else number
    if kind == "date":
        return _moment(cell.get(f"{_OFFICE}date-value", "")) or text
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value") == "true"
    return cell.get(f"{_OFFICE}string-value") or text or None


def _number(written: str) -> float | None:
    try:
        found = float(written)
    except ValueError:
        return None
    return found if isfinite(found) else None


def _moment(written: str) -> datetime.datetime | None:
    try:
        return datetime.datetime.fromisoformat(written[:19])
    except ValueError:
        return None


def _text(cell: Xml.Element) -> str:
    return "\n".join("".join(_pieces(line)) for line in cell if line.tag == f"{_TEXT}p")


def _pieces(line: Xml.Element) -> Iterator[str]:
    yield line.text or ""
    for piece in line:
        if piece.tag == f"{_TEXT}s":
            yield " " * min(_spaces(piece), 100)
        elif piece.tag == f"{_TEXT}tab":
            yield "\t"
        else:
            yield from _pieces(piece)
        yield piece.tail or ""


def _spaces(piece: Xml.Element) -> int:
    written = piece.get(f"{_TEXT}c", "1")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else 1


def _name(written: str, taken: set[str]) -> str:
    """Return a sheet's name as a workbook can have it, unlike the others."""
    name = re.sub(r"[\[\]:*?/\\]", " ", written).strip("' ")[:_LONGEST_SHEET_NAME] or "Blad"
    number, found = 1, name
    while found.casefold() in taken:
        number += 1
        found = f"{name[: _LONGEST_SHEET_NAME - 4]} ({number})"
    taken.add(found.casefold())
    return found

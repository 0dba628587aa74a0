"""Reading a sheet of costs, XLSX or CSV, into vouchers, and all that is wrong with it."""

import csv
import datetime
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast

from msgspec import Struct, structs

from naravard.agreement.day_text import month_of
from naravard.exchange.encoding import judged
from naravard.exchange.sheets.cells import Cell
from naravard.exchange.sheets.columns import SHEET, are_headings, letter, recognised
from naravard.exchange.sheets.findings import CellFinding, SheetFindings
from naravard.exchange.sheets.limits import LIMITS, SheetLimits
from naravard.exchange.sheets.package import hidden_rows, ordinary
from naravard.exchange.sheets.rows import MOST_ABOVE, SheetRows
from naravard.exchange.sheets.weight import NotWeighedError, weigh
from naravard.exchange.sie import Voucher

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

DELIMITERS = ";\t,"
MOST_COLUMNS = 60
_USUAL: Final = "cp1252"
"""What spreadsheets write in Sweden where they do not write Unicode."""
_MEGABYTE = 1_000_000
_SEPARATOR = re.compile(r"\ufeff?\"?sep=(?P<sign>[;,\t|])\"?[;,\t|]*\r?\n", re.IGNORECASE)
"""The line by which Excel is told how fields are parted."""
_NUMBERED_MONTH = re.compile(r"(?:20\d\d[-_ .]?)?(0[1-9]|1[0-2])")
_ZEROS = re.compile("0{2,}")
"""A number format that shows figures before a number: 0042."""


class SheetReading(Struct, frozen=True, kw_only=True):
    """What came of a sheet."""

    vouchers: tuple[Voucher, ...]
    findings: tuple[CellFinding, ...]
    rows: int
    has_errors: bool
    sheet: str = ""
    """The sheet of a workbook that was read; empty for what has no sheets, or if none was."""
    unread: tuple[str, ...] = ()
    """The workbook's other sheets."""

    @property
    def days(self) -> tuple[datetime.date, datetime.date] | None:
        """The first and the last day, or None if there are no rows."""
        found = [voucher.date for voucher in self.vouchers]
        return (min(found), max(found)) if found else None


def read_csv(
    stream: BinaryIO, *, name: str, activities: Mapping[str, str], limits: SheetLimits = LIMITS
) -> SheetReading:
    """Read a CSV file: parted by semicolons, tabs or commas, in UTF-8, UTF-16 or Windows-1252.

    ``activities`` are the numbers that the column of activities may have, and what each is called.
    """
    findings = SheetFindings(name)
    content = stream.read(limits.csv + 1)
    if len(content) > limits.csv:
        findings.add("K002", limit=limits.csv // _MEGABYTE)
        return nothing_read(findings)
    text = _decoded(content, findings)
    if text is None:
        return nothing_read(findings)
    text, delimiter = _parted(text)
    reader = SheetRows(findings, activities, limits.rows, is_ragged=delimiter != ",")
    return _read(reader, reader.vouchers(_csv_rows(text, delimiter, findings)), findings)


def read_workbook(
    stream: BinaryIO, *, name: str, activities: Mapping[str, str], limits: SheetLimits = LIMITS, sheet: str = ""
) -> SheetReading:
    """Read a workbook: the sheet named ``sheet``; without it the only one that has the headings.

    If several have them and each is named for a month, or no day stands on two, each is a part of the year, and all are
    read. Otherwise it is asked which one is meant, and nothing is read.
    """
    findings = SheetFindings(name)
    try:
        _refuse_too_large(stream, limits)
        weigh(stream, limits)
        own = ordinary(stream)
        book = _opened(own, values=True)
    except NotWeighedError as error:
        limit = limits.workbook if error.finding_id == "K002" else limits.unpacked
        most = limits.cells if error.finding_id == "K041" else limit // _MEGABYTE
        findings.add(error.finding_id, found=error.found, limit=most)
        return nothing_read(findings)
    try:
        return _read_opened(own, book, findings, activities, limits.rows, sheet)
    except BrokenSheetError as error:
        findings.add("K003", found=str(error))
        return nothing_read(findings)
    finally:
        book.close()
        if own is not stream:
            own.close()


def _read_opened(
    stream: BinaryIO, book: "Workbook", findings: SheetFindings, activities: Mapping[str, str], most: int, sheet: str
) -> SheetReading:
    titles = _chosen(book, findings, sheet)
    if not titles:
        if not findings.has_errors:
            findings.add("K001")
        return nothing_read(findings)
    readings = []
    found = []
    for title in titles:
        found.append(of_sheet := SheetFindings(findings.file))
        readings.append(_read_sheet(stream, book, title, of_sheet, activities, most))
    if _overlap(readings) and not _are_months(titles):
        findings.add("K024", found=", ".join(titles), sheet=titles[0])
        return nothing_read(findings)
    for of_sheet in found:
        findings.join(of_sheet)
    if len(titles) > 1:
        findings.add("K036", found=", ".join(f"{each.sheet} ({each.rows})" for each in readings))
    return SheetReading(
        vouchers=tuple(voucher for each in readings for voucher in each.vouchers),
        findings=tuple(findings.kept),
        rows=sum(each.rows for each in readings),
        has_errors=findings.has_errors,
        sheet=", ".join(titles),
        unread=tuple(one.title for one in book.worksheets if one.title not in titles),
    )


def _read_sheet(
    stream: BinaryIO, book: "Workbook", title: str, findings: SheetFindings, activities: Mapping[str, str], most: int
) -> SheetReading:
    findings.sheet = title
    reader = SheetRows(findings, activities, most)
    reading = _read(reader, reader.vouchers(_sheet_rows(book, title)), findings)
    if reader.empty_cells:
        _tell_of_formulas(stream, title, reader.empty_cells, findings)
    if book[title].sheet_state != "visible":
        findings.add("K037")
    if hidden := hidden_rows(stream, title):
        findings.add("K038", found=hidden)
    return structs.replace(reading, sheet=title)


def _are_months(titles: Sequence[str]) -> bool:
    """Tell whether each sheet is named for a month of its own: *Jan*, *mars 2022*, *2022-04*."""
    months = [_month(title) for title in titles]
    return 0 not in months and len(set(months)) == len(months)


def _month(title: str) -> int:
    numbered = _NUMBERED_MONTH.fullmatch(title.strip())
    return int(numbered[1]) if numbered else month_of(re.sub(r"[\d\s._-]+", "", title).casefold())


def _overlap(readings: Sequence[SheetReading]) -> bool:
    """Tell whether several sheets have costs of the same days, or one of them has none that can be read."""
    spans = sorted(days for each in readings if (days := each.days) is not None)
    if len(readings) > 1 and len(spans) < len(readings):
        return True
    return any(later[0] <= earlier[1] for earlier, later in pairwise(spans))


def _read(reader: SheetRows, vouchers: Iterator[Voucher], findings: SheetFindings) -> SheetReading:
    found = tuple(vouchers)
    return SheetReading(
        vouchers=found, findings=tuple(findings.kept), rows=reader.count, has_errors=findings.has_errors
    )


def nothing_read(findings: SheetFindings) -> SheetReading:
    """Return what came of a file that was not read."""
    return SheetReading(vouchers=(), findings=tuple(findings.kept), rows=0, has_errors=True)


def _decoded(content: bytes, findings: SheetFindings) -> str | None:
    if not content.strip():
        findings.add("K001")
        return None
    found = judged(io.BytesIO(content), usual=_USUAL)
    try:
        text = content.decode(found.encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        findings.add("K006", found=f"{content[error.start]:02X}, {error.start}")
        return None
    if stray := next((sign for sign in text if sign < " " and sign not in "\t\r\n"), None):
        findings.add("K006", found=f"{ord(stray):02X}")
        return None
    if not (found.encoding.startswith("utf") or content.isascii()):
        findings.add("K007", encoding=found.name, found=", ".join(f"”{word}”" for word in found.words))
    return text


def _parted(text: str) -> tuple[str, str]:
    """Return a file without the line that says how its fields are parted, and the sign that parts them."""
    said = _SEPARATOR.match(text)
    if said is not None:
        return "\n" + text[said.end() :], said["sign"]  # the lines keep their numbers
    first = [line for line in text.splitlines()[: MOST_ABOVE + 1] if line.strip()]
    return text, max(DELIMITERS, key=lambda sign: max((_fitting(line, sign) for line in first), default=0))


def _fitting(line: str, delimiter: str) -> int:
    try:
        return len(recognised(next(csv.reader([line], delimiter=delimiter))))
    except csv.Error:
        return 0


def _csv_rows(text: str, delimiter: str, findings: SheetFindings) -> Iterator[tuple[int, Sequence[Cell]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            too_long = "field larger" in str(error)
            findings.add("K039" if too_long else "K025", cell=f"A{line}", limit=csv.field_size_limit())
            return
        yield line, cells


def _refuse_too_large(stream: BinaryIO, limits: SheetLimits) -> None:
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    if size > limits.workbook:
        raise NotWeighedError("K002")
    if size == 0:
        raise NotWeighedError("K001")


def _opened(stream: BinaryIO, *, values: bool) -> "Workbook":
    from openpyxl import load_workbook

    stream.seek(0)
    try:
        return load_workbook(stream, read_only=True, data_only=values, keep_links=False)
    except Exception as error:  # what can be wrong in a workbook's parts has no common kind
        raise NotWeighedError("K003", type(error).__name__) from None


def _chosen(book: "Workbook", findings: SheetFindings, sheet: str) -> list[str]:
    """Return the sheets to read; none if the one that is asked for is missing."""
    titles = [one.title for one in book.worksheets]
    if sheet:
        wanted = [title for title in titles if title.casefold() == sheet.strip().casefold()]
        if not wanted:
            findings.add("K026", sheet=sheet, found=", ".join(titles))
        return wanted
    fitting = [title for title in titles if _has_headings(book, title)]
    fitting = [title for title in fitting if book[title].sheet_state == "visible"] or fitting
    named = [title for title in titles if title.casefold() in (SHEET.sv.casefold(), SHEET.en.casefold())]
    return fitting or named[:1] or titles[:1]


def _has_headings(book: "Workbook", title: str) -> bool:
    return any(are_headings(cells) for _number, cells in _sheet_rows(book, title, most=MOST_ABOVE + 1))


def _sheet_rows(book: "Workbook", title: str, most: int | None = None) -> Iterator[tuple[int, Sequence[Cell]]]:
    """Give a sheet's rows with their numbers; of those in a row that are not in the file, the first is enough.

    One cell far down makes a million of them. Above the headings they count as rows of titles, and are all given.
    """
    sheet = book[title]
    sheet.reset_dimensions()  # a sheet's own word for its size is not to be trusted
    before: object = None
    try:
        for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, max_row=most), start=1):
            if cells is not before or number <= MOST_ABOVE:  # openpyxl gives one and the same for all that are missing
                yield number, [_shown(cell) for cell in cells]
            before = cells
    except Exception as error:  # as above: a broken part shows when it is read
        raise BrokenSheetError(type(error).__name__) from None


def _shown(cell: Any) -> Cell:
    """Return a cell's value; a whole number with the zeros that its format shows before it."""
    value = cell.value
    if type(value) is int and value >= 0:
        try:
            zeros = _ZEROS.fullmatch(cell.number_format or "")
        except IndexError:  # the workbook has no list of formats
            return value
        return str(value).zfill(len(zeros[0])) if zeros else value
    return cast("Cell", value)


class BrokenSheetError(ValueError):
    """A sheet breaks off while it is read."""


def _tell_of_formulas(stream: BinaryIO, title: str, empty: list[tuple[int, int]], findings: SheetFindings) -> None:
    """Say of cells that seem empty, but have a formula that was never calculated, what is wrong with them."""
    wanted: dict[int, list[int]] = {}
    for number, place in empty:
        wanted.setdefault(number, []).append(place)
    book = _opened(stream, values=False)
    told: set[str] = set()
    for number, cells in _sheet_rows(book, title, most=max(wanted)):
        for place in wanted.get(number, ()):
            cell = cells[place] if place < len(cells) else None
            if isinstance(cell, str) and cell.startswith("="):
                told.add(f"{letter(place)}{number}")
                findings.add("K019", cell=f"{letter(place)}{number}", found=cell)
    book.close()
    kept = [one for one in findings.kept if one.id == "K019" or one.cell not in told]
    findings.kept = [one for one in kept if not (one.id == "K016" and any(each[1:] == one.cell[1:] for each in told))]

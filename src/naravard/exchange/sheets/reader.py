"""Reading a sheet of costs, XLSX or CSV, into vouchers, and all that is wrong with it."""

import csv
import datetime
import io
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO

from msgspec import Struct, structs

from naravard.exchange.sheets.cells import Cell
from naravard.exchange.sheets.columns import SHEET, letter, recognised
from naravard.exchange.sheets.findings import CellFinding, SheetFindings
from naravard.exchange.sheets.limits import LIMITS, SheetLimits
from naravard.exchange.sheets.rows import SheetRows
from naravard.exchange.sheets.weight import NotWeighedError, weigh
from naravard.exchange.sie import Voucher

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

DELIMITERS = ";\t,"
MOST_COLUMNS = 60
_BYTE_ORDERS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_MEGABYTE = 1_000_000


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


def read_csv(stream: BinaryIO, *, name: str, activities: Collection[str], limits: SheetLimits = LIMITS) -> SheetReading:
    """Read a CSV file: parted by semicolons, tabs or commas, in UTF-8, UTF-16 or Windows-1252.

    ``activities`` are the numbers that the column of activities may have.
    """
    findings = SheetFindings(name)
    content = stream.read(limits.csv + 1)
    if len(content) > limits.csv:
        findings.add("K002", limit=limits.csv // _MEGABYTE)
        return _nothing(findings)
    text = _decoded(content, findings)
    if text is None:
        return _nothing(findings)
    reader = SheetRows(findings, activities, limits.rows)
    return _read(reader, reader.vouchers(_csv_rows(text, findings)), findings)


def read_workbook(
    stream: BinaryIO, *, name: str, activities: Collection[str], limits: SheetLimits = LIMITS, sheet: str = ""
) -> SheetReading:
    """Read a workbook: the sheet named ``sheet``; without it the only one that has the headings.

    If several have them, it is asked which one is meant, and nothing is read.
    """
    findings = SheetFindings(name)
    try:
        _refuse_too_large(stream, limits)
        weigh(stream, limits)
        book = _opened(stream, values=True)
    except NotWeighedError as error:
        limit = limits.workbook if error.finding_id == "K002" else limits.unpacked
        findings.add(error.finding_id, found=error.found, limit=limit // _MEGABYTE)
        return _nothing(findings)
    try:
        return _read_opened(stream, book, findings, SheetRows(findings, activities, limits.rows), sheet)
    except BrokenSheetError as error:
        findings.add("K003", found=str(error))
        return _nothing(findings)
    finally:
        book.close()


def _read_opened(
    stream: BinaryIO, book: "Workbook", findings: SheetFindings, reader: SheetRows, sheet: str
) -> SheetReading:
    title = _chosen(book, findings, sheet)
    if title is None:
        if not findings.has_errors:
            findings.add("K001")
        return _nothing(findings)
    findings.sheet = title
    reading = _read(reader, reader.vouchers(_sheet_rows(book, title)), findings)
    if reader.empty_cells:
        reading = _with_formulas(stream, title, reader.empty_cells, findings, reading)
    unread = tuple(one.title for one in book.worksheets if one.title != title)
    return structs.replace(reading, sheet=title, unread=unread)


def _read(reader: SheetRows, vouchers: Iterator[Voucher], findings: SheetFindings) -> SheetReading:
    found = tuple(vouchers)
    return SheetReading(
        vouchers=found, findings=tuple(findings.kept), rows=reader.count, has_errors=findings.has_errors
    )


def _nothing(findings: SheetFindings) -> SheetReading:
    return SheetReading(vouchers=(), findings=tuple(findings.kept), rows=0, has_errors=True)


def _decoded(content: bytes, findings: SheetFindings) -> str | None:
    if not content.strip():
        findings.add("K001")
        return None
    marked = next((encoding for mark, encoding in _BYTE_ORDERS.items() if content.startswith(mark)), None)
    for encoding in [marked] if marked else ["utf-8-sig", "cp1252"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError as error:
            wrong = f"{content[error.start]:02X}, {error.start}"
            continue
        if stray := next((sign for sign in text if sign < " " and sign not in "\t\r\n"), None):
            findings.add("K006", found=f"{ord(stray):02X}")
            return None
        if encoding == "cp1252":
            findings.add("K007")
        return text
    findings.add("K006", found=wrong)
    return None


def _csv_rows(text: str, findings: SheetFindings) -> Iterator[tuple[int, Sequence[Cell]]]:
    heading = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=lambda sign: len(recognised(next(csv.reader([heading], delimiter=sign)))))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            findings.add("K025", cell=f"A{line}", found=str(error))
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


def _chosen(book: "Workbook", findings: SheetFindings, sheet: str) -> str | None:
    """Return the sheet to read; None if there is none, or if it is not sure which one is meant."""
    titles = [one.title for one in book.worksheets]
    if sheet:
        wanted = next((title for title in titles if title.casefold() == sheet.strip().casefold()), None)
        if wanted is None:
            findings.add("K026", sheet=sheet, found=", ".join(titles))
        return wanted
    fitting = [title for title in titles if _has_headings(book, title)]
    if len(fitting) > 1:
        findings.add("K024", found=", ".join(fitting), sheet=fitting[0])
        return None
    named = next((title for title in titles if title.casefold() in (SHEET.sv.casefold(), SHEET.en.casefold())), None)
    return next(iter(fitting), None) or named or next(iter(titles), None)


def _has_headings(book: "Workbook", title: str) -> bool:
    for _number, cells in _sheet_rows(book, title, most=10):
        if any(cell is not None for cell in cells):
            return len(recognised(cells)) >= 2
    return False


def _sheet_rows(book: "Workbook", title: str, most: int | None = None) -> Iterator[tuple[int, Sequence[Cell]]]:
    sheet = book[title]
    sheet.reset_dimensions()  # a sheet's own word for its size is not to be trusted
    try:
        yield from enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS, max_row=most), start=1)
    except Exception as error:  # as above: a broken part shows when it is read
        raise BrokenSheetError(type(error).__name__) from None


class BrokenSheetError(ValueError):
    """A sheet breaks off while it is read."""


def _with_formulas(
    stream: BinaryIO, title: str, empty: list[tuple[int, int]], findings: SheetFindings, reading: SheetReading
) -> SheetReading:
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
    kept = [one for one in kept if not (one.id == "K016" and any(each[1:] == one.cell[1:] for each in told))]
    return SheetReading(vouchers=reading.vouchers, findings=tuple(kept), rows=reading.rows, has_errors=True)

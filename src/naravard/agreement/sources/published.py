"""The signed annexes, as printed, with their numbers as plain digits."""

import re

from msgspec.structs import replace

from naravard.agreement import numerals, wording
from naravard.agreement.draft import Draft
from naravard.agreement.model import PublishedColumn, PublishedRow, PublishedTable
from naravard.agreement.model.annexes import KRONOR_EACH
from naravard.agreement.sources.codes import is_total
from naravard.agreement.sources.folder_files import Tables, usable_code
from naravard.agreement.tables import CsvRow, CsvTable

NUMBERED_COLUMNS = ("grant", "total", "key")
DASHES = ("-", "\u2013", "\u2014", "\u2212")
"""How an annex prints that there is nothing."""


def filled_published(draft: Draft, tables: Tables, published: PublishedTable) -> PublishedTable:
    """Fill a published table with its rows and its row of totals."""
    wanted = ("code", *(column.column for column in published.columns))
    table = tables.table(draft.at(published, "file"), published.file, wanted)
    if table is None:
        draft.places.spoil(published, "rows")
        return published
    before = len(draft.findings)
    rows: dict[str, PublishedRow] = {}
    totals: PublishedRow | None = None
    for row in table.rows:
        if not usable_code(draft, table, row, rows):
            continue
        cells = {column.column: _cell(draft, table, row, column, published) for column in published.columns}
        code = row.cells["code"]
        if is_total(code):
            totals = PublishedRow(code="", cells=cells)
            draft.places.keep(totals, table.at(row.line), {})
        else:
            rows[code] = PublishedRow(code=code, cells=cells)
            draft.places.keep(rows[code], table.at(row.line), {})
    filled = replace(published, rows=tuple(rows.values()), totals=totals)
    draft.places.move(published, filled)
    if len(draft.findings) > before or not table.whole:
        draft.places.spoil(filled, "rows")
    return filled


def _cell(draft: Draft, table: CsvTable, row: CsvRow, column: PublishedColumn, published: PublishedTable) -> str:
    """Return a cell as printed, but numbers as plain digits so that they can be counted with, and amounts as kronor."""
    written = row.cells[column.column]
    if column.holds != "name" and written in DASHES:
        return ""
    if not written or column.holds not in NUMBERED_COLUMNS:
        return written
    whole = numerals.whole(written)
    if column.holds == "key":
        number = numerals.decimal(written, comma=table.decimal_comma)
        if number is not None:
            return re.sub(rf"[{numerals.SPACES}_]", "", written).replace(",", ".")
    elif (each := KRONOR_EACH.get(published.unit)) is not None:
        amount = numerals.decimal(written, comma=table.decimal_comma)
        if amount is not None and amount >= 0 and (amount * each).denominator == 1:
            return str(amount * each)
    elif whole is not None and whole >= 0:
        return str(whole)
    elif (misprinted := numerals.misgrouped(written)) is not None:
        draft.report("A130", table.at(row.line), value=written, column=column.heading, read=wording.whole(misprinted))
        return str(misprinted)
    draft.report("A132", table.at(row.line), value=written, column=column.heading)
    return written

"""The numbers of an allocation key, from its CSV file."""

import re
from fractions import Fraction

from msgspec.structs import replace

from naravard.agreement import numerals
from naravard.agreement.draft import Draft
from naravard.agreement.findings import Place
from naravard.agreement.model import AllocationKey, Text
from naravard.agreement.sources.codes import is_total
from naravard.agreement.sources.folder_files import Tables, usable_code
from naravard.agreement.tables import CsvRow, CsvTable

_MAY_BE_THOUSANDS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")


def filled_key(draft: Draft, tables: Tables, key: AllocationKey) -> AllocationKey:
    """Fill a key with the numbers and names of its file; one without a file stays as it is."""
    if key.file is None:
        return key
    table = tables.table(draft.at(key, "file"), key.file, ("code", key.column))
    if table is None:
        draft.places.spoil(key, "values")
        return key
    before = len(draft.findings)
    values: dict[str, Fraction] = {}
    names: dict[str, str] = {}
    parts: dict[tuple[str | int, ...], Place] = {}
    printed: tuple[Fraction, Place] | None = None
    for row in table.rows:
        if is_total(row.cells["code"]) and not row.cells[key.column]:
            continue
        number = _key_number(draft, table, row, key.column) if usable_code(draft, table, row, values) else None
        if number is None:
            continue
        code = row.cells["code"]
        if is_total(code):
            printed = number, table.at(row.line)
            continue
        values[code] = number
        names[code] = row.cells.get("name", "")
        parts["values", code] = table.at(row.line)
    filled = replace(key, values=values, names={code: name for code, name in names.items() if name})
    draft.places.move(key, filled)
    draft.places.add_parts(filled, parts)
    if len(draft.findings) > before or not table.whole:
        draft.places.spoil(filled, "values")
    else:
        _thousands(draft, table, key.column)
    if not draft.whole(filled, "values"):
        return filled
    if printed is not None and printed[0] != sum(values.values()):
        total = sum(values.values(), Fraction(0))
        draft.report(
            "A082",
            printed[1],
            key=key.id,
            total=printed[0],
            sum=total,
            difference=abs(total - printed[0]),
            hint=Text(""),
        )
    return filled


def _thousands(draft: Draft, table: CsvTable, column: str) -> None:
    """A126: where all decimals are three digits, they may be meant as thousands."""
    decimals = [(row.line, row.cells[column]) for row in table.rows if re.search("[.,]", row.cells[column])]
    if decimals and all(_MAY_BE_THOUSANDS.fullmatch(written) for _line, written in decimals):
        line, written = decimals[0]
        meant = re.sub("[.,]", " ", written)
        draft.report("A126", table.at(line), value=written, meant=meant, column=column, count=len(decimals))


def _key_number(draft: Draft, table: CsvTable, row: CsvRow, column: str) -> Fraction | None:
    written = row.cells[column]
    if not written:
        draft.report("A112", table.at(row.line), column=column)
        return None
    number = numerals.decimal(written, comma=table.decimal_comma)
    if number is None:
        draft.report("A114", table.at(row.line), value=written, column=column)
    elif number < 0:
        draft.report("A115", table.at(row.line), value=number, code=row.cells["code"])
        return None
    return number

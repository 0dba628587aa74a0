"""Tables as CSV and JSON: exact, in UTF-8, the same bytes every time.

Whole kronor are whole numbers. An exact amount that is no whole number is text, in JSON too: with decimals where they
end (``2.5``), otherwise as a fraction (``12345/7``), since nothing shorter is exact. Other numbers are decimal, rounded
at the tenth decimal, and a share is a part of 1. Headings are the columns' ids, the same in every language.
"""

import csv
import datetime
import io
import json
from fractions import Fraction

from naravard.documents.table import Column, Table, Value

_MOST_DECIMALS = 10


def csv_text(table: Table) -> str:
    """Return the table as CSV: a line of column ids, then the rows. Totals are left out; they can be added up."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.id for column in table.columns])
    for row in table.rows:
        writer.writerow([_plain(value, column) for value, column in zip(row, table.columns, strict=True)])
    return out.getvalue()


def json_text(table: Table) -> str:
    """Return the table as JSON: what it is, its columns, and one object per row by column id."""
    return json.dumps(as_data(table), ensure_ascii=False, indent=2) + "\n"


def as_data(table: Table) -> dict[str, object]:
    """Return the table as plain data for JSON."""
    data: dict[str, object] = {
        "table": table.id,
        "caption": {"sv": table.caption.sv, "en": table.caption.in_language("en")},
    }
    if table.note is not None:
        data["note"] = {"sv": table.note.sv, "en": table.note.in_language("en")}
    if table.provenance is not None:
        data["agreement"] = table.provenance.agreement_id
        data["digest"] = table.provenance.digest
        data["program"] = table.provenance.program
        if table.provenance.made is not None:
            data["made"] = table.provenance.made.isoformat()
    data["columns"] = [
        {"id": column.id, "sv": column.heading.sv, "en": column.heading.in_language("en"), "kind": column.kind}
        for column in table.columns
    ]
    data["rows"] = [_object(row, table.columns) for row in table.rows]
    if table.total is not None:
        data["total"] = _object(table.total, table.columns)
    return data


def _object(row: tuple[Value, ...], columns: tuple[Column, ...]) -> dict[str, object]:
    return {column.id: _json_value(value, column) for value, column in zip(row, columns, strict=True)}


def _json_value(value: Value, column: Column) -> object:
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, Fraction) and value.denominator == 1:
        return int(value)
    text = _plain(value, column)
    return float(text) if isinstance(value, Fraction) and column.kind != "fraction" else text


def _plain(value: Value, column: Column) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if not isinstance(value, Fraction):
        return str(value)
    places = needed_decimals(value, _MOST_DECIMALS)
    if column.kind == "fraction" and places == _MOST_DECIMALS:
        return str(value)
    return _decimal(value, places)


def needed_decimals(value: Fraction, most: int) -> int:
    """Return how many decimals show the value exactly, or ``most`` when no lower number does."""
    for places in range(most):
        if (value * 10**places).denominator == 1:
            return places
    return most


def _decimal(value: Fraction, places: int) -> str:
    units = int(abs(value) * 10**places + Fraction(1, 2))
    whole, part = divmod(units, 10**places)
    sign = "-" if value < 0 and units else ""
    return f"{sign}{whole}.{str(part).zfill(places)}" if places else f"{sign}{whole}"

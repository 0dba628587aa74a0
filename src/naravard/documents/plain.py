"""Tables as CSV and JSON: exact, in UTF-8, the same bytes every time.

Whole kronor are whole numbers. An exact amount that is no whole number is text, in JSON too: with decimals where they
end (``2.5``), otherwise as a fraction (``12345/7``), since nothing shorter is exact. Other numbers are decimal, rounded
at the tenth decimal, and a share is a part of 1. Headings are the columns' ids, the same in every language. Totals are
left out: they can be added up, and a sum over a column is then the same in every file.

Spreadsheets take a text that begins with =, +, - or @ for a formula and run it. In CSV such a text gets an apostrophe
before it, which they take for *this is a text*; numbers, JSON and workbooks, which say what is text, are as they are.

A spreadsheet in Sweden takes a comma for decimals, a semicolon between columns, and letters beyond a to z for nonsense
where no byte-order mark says that it is UTF-8. :func:`excel_csv_text` is for it alone, with headings that people read.
"""

import csv
import datetime
import io
import json
import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from naravard.agreement.model import Text
from naravard.documents.table import Column, Table, Value

_MOST_DECIMALS = 10
_LOSES_NOUGHT = re.compile(r"0\d+", re.ASCII)
"""A code that a spreadsheet would take for a number."""
_BEGIN_FORMULAS = frozenset(("=", "+", "-", "@", "\t", "\r"))


def csv_text(table: Table, language: str = "sv") -> str:
    """Return the table as CSV: a line of column ids, then the rows, words in the language."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.id for column in table.columns])
    for row in table.rows:
        writer.writerow([_cell(value, column, language) for value, column in zip(row, table.columns, strict=True)])
    return out.getvalue()


def excel_csv_text(table: Table, language: str = "sv") -> str:
    """Return the table as CSV for a Swedish spreadsheet: byte-order mark, semicolons, headings and decimal commas.

    A code that begins with a nought stands as the formula ``="0114"``, since the nought is lost otherwise.
    """
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([_cell(column.heading, column, language) for column in table.columns])
    for row in table.rows:
        writer.writerow(
            [_excel_cell(value, column, language) for value, column in zip(row, table.columns, strict=True)]
        )
    return out.getvalue()


def _excel_cell(value: Value, column: Column[Any], language: str) -> str:
    if isinstance(value, Fraction):  # "1/2" would be read as a day
        return _decimal(value, needed_decimals(value, _MOST_DECIMALS)).replace(".", ",")
    if isinstance(value, str) and _LOSES_NOUGHT.fullmatch(value):
        return f'="{value}"'
    return _cell(value, column, language)


def json_text(tables: Sequence[Table], language: str = "sv") -> str:
    """Return tables as JSON: one as an object, several as a list."""
    every = [as_data(table, language) for table in tables]
    return json.dumps(every[0] if len(every) == 1 else every, ensure_ascii=False, indent=2) + "\n"


def as_data(table: Table, language: str = "sv") -> dict[str, object]:
    """Return a table as plain data for JSON: what it is, its columns, and one object per row by column id."""
    data: dict[str, object] = {
        "table": table.id,
        "caption": {"sv": table.caption.sv, "en": table.caption.in_language("en")},
    }
    if table.note is not None:
        data["note"] = {"sv": table.note.sv, "en": table.note.in_language("en")}
    if table.provenance is not None:
        data["agreement"] = table.provenance.agreement_id
        data["digest"] = table.provenance.digest
        if table.provenance.version is not None:
            data["allocation_version"] = table.provenance.version
        if table.provenance.fixed is not None:
            data["allocation_fixed"] = table.provenance.fixed.isoformat()
        data["program"] = table.provenance.program
        if table.provenance.made is not None:
            data["made"] = table.provenance.made.isoformat()
    data["columns"] = [
        {"id": column.id, "sv": column.heading.sv, "en": column.heading.in_language("en"), "kind": column.kind}
        for column in table.columns
    ]
    data["rows"] = [
        {column.id: _json_value(value, column, language) for value, column in zip(row, table.columns, strict=True)}
        for row in table.rows
    ]
    return data


def _json_value(value: Value, column: Column[Any], language: str) -> object:
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, Fraction) and value.denominator == 1:
        return int(value)
    text = _plain(value, column, language)
    return float(text) if isinstance(value, Fraction) and column.kind != "fraction" else text


def _cell(value: Value, column: Column[Any], language: str) -> str:
    if type(value) is int:  # most cells of a large table are a whole number or a text
        return str(value)
    if type(value) is str:
        return no_formula(value)
    text = _plain(value, column, language)
    return no_formula(text) if isinstance(value, (str, Text)) else text


def no_formula(text: str) -> str:
    """Return a text as a spreadsheet takes for a text: one that would be run as a formula gets an apostrophe first."""
    return f"'{text}" if text[:1] in _BEGIN_FORMULAS else text


def _plain(value: Value, column: Column[Any], language: str) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, Text):
        return value.in_language(language)
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

"""Tables as files to save or download: the one place that knows which formats there are.

``as_file(tables, "xlsx", "sv")`` gives the name, the media type and the bytes. Several tables become several sheets in
a workbook and a list in JSON; CSV holds one table only. None of them has the row of totals among its rows.

CSV comes in two: ``csv`` is for programs, ``excel`` for spreadsheets that are opened by a double click in Sweden.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from naravard.documents.table import Table

FORMATS = ("csv", "excel", "json", "xlsx")
_ENDINGS = {"excel": "excel.csv"}
"""How a file's name ends, where that is not its form."""

_MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "excel": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class TableFile:
    """A finished file."""

    name: str
    media_type: str
    content: bytes


def as_file(tables: Sequence[Table], form: str, language: str = "sv") -> TableFile:
    """Return the tables as a file in ``form`` (one of :data:`FORMATS`); ``KeyError`` for a form that is unknown.

    The name says which fixed version the amounts are: a CSV file has no other place for it.
    """
    first = tables[0]
    version = first.provenance.version if first.provenance else None
    named = version is None or first.id.endswith(f"-version-{version}")
    name = first.id if named else f"{first.id}-version-{version}"
    return TableFile(f"{name}.{_ENDINGS.get(form, form)}", _MEDIA_TYPES[form], _content(tables, form, language))


def _content(tables: Sequence[Table], form: str, language: str) -> bytes:
    if form == "xlsx":
        from naravard.documents.workbook import xlsx_bytes

        return xlsx_bytes(tables, language)
    if form in ("csv", "excel"):
        from naravard.documents.plain import csv_text, excel_csv_text

        if len(tables) != 1:
            message = f"CSV holds one table, not {len(tables)}"
            raise ValueError(message)
        text = csv_text(tables[0], language) if form == "csv" else excel_csv_text(tables[0], language)
        return text.encode()
    from naravard.documents.plain import json_text

    return json_text(tables, language).encode()

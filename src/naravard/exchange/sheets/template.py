"""The workbook to fill in: the headings, a cell format for each, and what each column is for."""

import datetime
import io
from collections.abc import Sequence

from naravard.agreement.model import Text
from naravard.exchange.sheets.columns import COLUMNS, SHEET

_HELP = Text("Så här", "How to")
_MADE = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
_ROWS = 1_000


def template(activities: Sequence[tuple[str, str]], language: str = "sv") -> bytes:
    """Return an empty workbook; ``activities`` are numbers and names of those that costs can be booked on."""
    from xlsxwriter.workbook import Workbook

    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": SHEET.in_language(language), "author": "Naravard", "created": _MADE})
    bold = book.add_format({"bold": True, "bottom": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    formats = {
        "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        "amount": book.add_format({"num_format": "#,##0.00"}),
    }
    text = book.add_format({"num_format": "@"})
    sheet = book.add_worksheet(SHEET.in_language(language))
    for place, column in enumerate(COLUMNS):
        sheet.write_string(0, place, column.heading.in_language(language), bold)
        sheet.set_column(place, place, 40 if column.id == "text" else 16, formats.get(column.id, text))
    sheet.freeze_panes(1, 0)
    if activities:
        place = [column.id for column in COLUMNS].index("activity")
        numbers = [number for number, _name in activities][:50]
        sheet.data_validation(1, place, _ROWS, place, {"validate": "list", "source": numbers, "error_type": "warning"})
    how = book.add_worksheet(_HELP.in_language(language))
    how.set_column(0, 0, 22)
    how.set_column(1, 1, 80)
    how.set_column(2, 2, 16)
    lines = [(one.heading.in_language(language), one.tells.in_language(language), one.example) for one in COLUMNS]
    for number, (heading, tells, example) in enumerate(lines):
        how.write_string(number, 0, heading, bold)
        how.write_string(number, 1, tells, wrapped)
        how.write_string(number, 2, example)
    for number, (code, name) in enumerate(activities, start=len(lines) + 1):
        how.write_string(number, 0, code)
        how.write_string(number, 1, name, wrapped)
    book.close()
    return out.getvalue()

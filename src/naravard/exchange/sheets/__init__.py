"""Costs in a spreadsheet: XLSX and CSV, read into vouchers, with what is wrong told cell by cell.

A file is data from outside: a workbook is weighed before it is unpacked, and nothing in it is run.
"""

from naravard.exchange.sheets.apart import read_workbook_apart
from naravard.exchange.sheets.columns import COLUMNS, NAMES, SheetColumn
from naravard.exchange.sheets.findings import CellFinding, entries
from naravard.exchange.sheets.limits import LIMITS, SheetLimits
from naravard.exchange.sheets.reader import SheetReading, read_csv, read_workbook
from naravard.exchange.sheets.template import template

__all__ = [
    "COLUMNS",
    "LIMITS",
    "NAMES",
    "CellFinding",
    "SheetColumn",
    "SheetLimits",
    "SheetReading",
    "entries",
    "read_csv",
    "read_workbook",
    "read_workbook_apart",
    "template",
]

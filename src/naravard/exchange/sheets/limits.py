"""How much of a spreadsheet is taken in."""

from msgspec import Struct


class SheetLimits(Struct, frozen=True, kw_only=True):
    """Bytes and rows."""

    csv: int = 50_000_000
    """Bytes of a CSV file."""
    workbook: int = 20_000_000
    """Bytes of a workbook, as it is sent."""
    unpacked: int = 200_000_000
    """Bytes of all that is packed in it."""
    parts: int = 2_000
    """How many parts a workbook has."""
    rows: int = 100_000
    cells: int = 2_000_000
    """Cells of a whole workbook, wherever they stand."""


LIMITS = SheetLimits()

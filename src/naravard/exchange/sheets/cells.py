"""Cells as values: öre, days and codes. What cannot be one says which finding it is."""

import datetime
import re
from decimal import Decimal

MOST_ORE = 99_999_999_999_999
LONGEST = 200
_BLANKS = re.compile(r"[\s\u00a0\u202f\u2009]+")
_AMOUNT = re.compile(r"(-?)(\d{1,15})(?:[.,](\d+))?")
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ]00:00(?::00)?)?")
_ACCOUNT = re.compile(r"\d{1,20}")
_SIGNIFICANT = ".15g"
"""Spreadsheets keep numbers with fifteen figures; what a float has after them is no one's."""

Cell = str | int | float | bool | datetime.datetime | datetime.date | datetime.time | datetime.timedelta | None


class WrongCellError(Exception):
    """A cell does not hold what it should; never leaves the reader."""

    def __init__(self, finding_id: str, found: str = "") -> None:
        super().__init__(finding_id)
        self.finding_id, self.found = finding_id, found


def is_empty(cell: Cell) -> bool:
    """Tell whether nothing stands in a cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def ore_of(cell: Cell) -> int:
    """Return an amount as öre.

    >>> ore_of("1 250,50"), ore_of(-0.1), ore_of("300 kr")
    (125050, -10, 30000)
    """
    if is_empty(cell):
        raise WrongCellError("K012")
    if isinstance(cell, bool) or not isinstance(cell, (str, int, float)):
        raise WrongCellError("K013", str(cell))
    written = _written(cell)
    match = _AMOUNT.fullmatch(written)
    if match is None or not written.isascii():
        raise WrongCellError("K013", str(cell))
    minus, kronor, decimals = match.groups()
    if decimals and len(decimals.rstrip("0")) > 2:
        raise WrongCellError("K014", str(cell))
    ore = int(kronor) * 100 + int(((decimals or "") + "00")[:2])
    if ore > MOST_ORE:
        raise WrongCellError("K015", str(cell))
    return -ore if minus else ore


def day_of(cell: Cell) -> datetime.date:
    """Return a day: a date cell, or a text like 2022-03-15."""
    if is_empty(cell):
        raise WrongCellError("K011")
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if isinstance(cell, datetime.date):
        return cell
    match = _DAY.fullmatch(str(cell).strip()) if isinstance(cell, (str, int)) else None
    try:
        if match:
            return datetime.date(*map(int, match.groups()))
    except ValueError:
        pass
    raise WrongCellError("K010", str(cell))


def code_of(cell: Cell) -> str:
    """Return a code as text; a number without decimals is the figures that it shows."""
    if is_empty(cell):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    written = str(cell).strip()
    if len(written) > LONGEST or not written.isprintable():
        raise WrongCellError("K023", written)
    return written


def account_of(cell: Cell) -> str:
    """Return an account: figures."""
    written = code_of(cell)
    if written and not (written.isascii() and _ACCOUNT.fullmatch(written)):
        raise WrongCellError("K018", written)
    return written


def text_of(cell: Cell) -> str:
    """Return a text on one line."""
    return code_of(" ".join(cell.split()) if isinstance(cell, str) else cell)


def _written(cell: str | int | float) -> str:
    if isinstance(cell, float):
        return f"{Decimal(format(cell, _SIGNIFICANT)):f}"
    written = _BLANKS.sub("", str(cell)).replace("−", "-").replace("–", "-")
    return written.removesuffix("kr").removesuffix("SEK").removesuffix(":-")

"""Cells as values: öre, days and codes. What cannot be one says which finding it is."""

import datetime
import re
import unicodedata
from decimal import Decimal

from naravard.agreement import amount_text, day_text
from naravard.agreement.amount_text import AmountTextError

MOST_ORE = 99_999_999_999_999
LONGEST = 200
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200e\u200f\u2060\ufeff\u00ad"), None)
"""What takes no room and says nothing: it comes with text that was copied from elsewhere."""
_FORCED = re.compile(r'="(?P<formula>(?:[^"]|"")*)"|\'(?P<quoted>.*)', re.DOTALL)
"""How spreadsheets are made to take figures for a text."""
ERRORS = frozenset(
    (
        "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!", "#CALC!",
        "#FIELD!", "#BLOCKED!", "#UNKNOWN!", "#CONNECT!", "#BUSY!", "#REFERENS!", "#DIVISION/0!", "#VÄRDEFEL!",
        "#NAMN?", "#SKÄRNING!", "#OGILTIGT!", "#SAKNAS!", "#BERÄKNING!", "#FÄLT!",
    )
)  # fmt: skip
"""What spreadsheets show where a formula has no value, in English and in Swedish."""
_FIRST_SERIAL, _LAST_SERIAL = 36526, 55153
"""The days from 2000 to 2050 as spreadsheets count them."""
_ACCOUNT = re.compile(r"\d{1,20}")
_SIGNIFICANT = ".15g"
"""Spreadsheets keep numbers with fifteen figures; what a float has after them is no one's."""

_FINDINGS: dict[amount_text.Why, str] = {
    "empty": "K012",
    "no-amount": "K013",
    "ambiguous": "K027",
    "decimals": "K014",
    "groups": "K028",
    "too-large": "K015",
}

Cell = str | int | float | bool | datetime.datetime | datetime.date | datetime.time | datetime.timedelta | None


class WrongCellError(Exception):
    """A cell does not hold what it should; never leaves the reader."""

    def __init__(self, finding_id: str, found: str = "", expected: str = "") -> None:
        super().__init__(finding_id)
        self.finding_id, self.found, self.expected = finding_id, found, expected


def plain(cell: Cell) -> Cell:
    """Return a cell's text as the user sees it, in one form of its letters.

    >>> plain('="0042"'), plain("'0042")
    ('0042', '0042')
    """
    if not isinstance(cell, str):
        return cell
    text = unicodedata.normalize("NFC", cell).translate(_UNSEEN)
    forced = _FORCED.fullmatch(text.strip())
    if forced is None:
        return text
    return forced["formula"].replace('""', '"') if forced["formula"] is not None else forced["quoted"]


def is_error(cell: Cell) -> bool:
    """Tell whether a cell holds what spreadsheets show where a formula has no value."""
    return isinstance(cell, str) and cell.strip().upper() in ERRORS


def is_empty(cell: Cell) -> bool:
    """Tell whether nothing stands in a cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def ore_of(cell: Cell) -> int:
    """Return an amount as öre: a number's own value, or a text that can mean one amount only.

    >>> ore_of("1 250,50"), ore_of(-0.1), ore_of("300 kr")
    (125050, -10, 30000)
    """
    if is_empty(cell):
        raise WrongCellError("K012")
    if isinstance(cell, bool) or not isinstance(cell, (str, int, float)):
        raise WrongCellError("K013", str(cell))
    try:
        ore = amount_text.ore_of(cell) if isinstance(cell, str) else _ore_of_number(cell)
    except AmountTextError as error:
        raise WrongCellError(_FINDINGS[error.why], str(cell), " / ".join(error.readings)) from None
    if abs(ore) > MOST_ORE:
        raise WrongCellError("K015", str(cell))
    return ore


def _ore_of_number(number: float) -> int:
    try:
        ore = Decimal(format(number, _SIGNIFICANT) if isinstance(number, float) else number) * 100
        whole = int(ore)
    except (ValueError, ArithmeticError):  # not a number, or without end
        raise AmountTextError("no-amount") from None
    if ore != whole:
        raise AmountTextError("decimals")
    return whole


def day_of(cell: Cell) -> datetime.date:
    """Return a day: a date cell, or a text that can mean one day only."""
    if is_empty(cell):
        raise WrongCellError("K011")
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if isinstance(cell, datetime.date):
        return cell
    day = day_text.day_of(str(cell)) if isinstance(cell, (str, int)) and not isinstance(cell, bool) else None
    if day is None:
        serial = str(cell).strip()
        if len(serial) == 5 and serial.isascii() and serial.isdigit() and _FIRST_SERIAL <= int(serial) <= _LAST_SERIAL:
            meant = datetime.date(1899, 12, 30) + datetime.timedelta(days=int(serial))
            raise WrongCellError("K029", serial, meant.isoformat())
        raise WrongCellError("K030" if day_text.is_ambiguous(str(cell)) else "K010", str(cell))
    return day


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

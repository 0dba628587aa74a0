"""Numbers and dates as people write them in an agreement folder, read exactly: no float anywhere.

The reading functions return ``None`` where the text is not such a number. The ``suggest`` functions guess what was
meant, for the way out of a finding; their guesses are never used as values.
"""

import datetime
import re
from fractions import Fraction

from naravard.agreement.day_text import day_of

SPACES = " \u00a0\u2007\u2009\u202f"
"""Plain, no-break, figure, thin and narrow no-break space."""
MOST_DIGITS = 15
"""No sum of money here needs more, and a number of a million digits is a mistake or an attack."""

_MINUS = "-\u2212"
_GROUPED = rf"\d{{1,3}}(?:[{SPACES}_]\d{{3}})+|\d+"
_WHOLE = re.compile(
    rf"(?P<sign>[{_MINUS}+]?)(?P<digits>{_GROUPED})(?:[{SPACES}]*(?:kr|kronor|sek))?", re.IGNORECASE | re.ASCII
)
_DECIMAL = re.compile(rf"(?P<sign>[{_MINUS}+]?)(?P<digits>{_GROUPED})(?:(?P<point>[.,])(?P<decimals>\d+))?", re.ASCII)
_ONLY_DIGITS = re.compile(r"\d+", re.ASCII)
_RATIO = re.compile(r"(\d{1,15})\s*/\s*(\d{1,15})", re.ASCII)
_PER_CENT = re.compile(rf"(?P<number>.+?)[{SPACES}]*(?:%|procent)", re.IGNORECASE | re.ASCII)
_SCALED = re.compile(
    rf"(?P<number>\d+(?:[{SPACES}]\d{{3}})*(?:[.,]\d+)?)[{SPACES}]*"
    r"(?P<scale>tkr|tusen|mkr|mnkr|mn|milj|miljon|miljoner|mdkr|mdr|miljard|miljarder)\.?"
    rf"(?:[{SPACES}]*(?:kr|kronor))?",
    re.IGNORECASE | re.ASCII,
)
_SCALES = {"t": 1_000, "mi": 1_000_000, "mk": 1_000_000, "mn": 1_000_000, "md": 1_000_000_000}
_GROUPED_OTHERWISE = re.compile(r"\d{1,3}(?P<mark>[.,'’])\d{3}(?:(?P=mark)\d{3})*", re.ASCII)
_WITH_DECIMALS = re.compile(
    rf"(?P<whole>{_GROUPED})(?:[.,]0{{1,2}}|[:,][-\u2013])(?:[{SPACES}]*(?:kr|kronor))?", re.IGNORECASE | re.ASCII
)

_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})[./ -]+(\d{4})", re.ASCII)


def whole(text: str) -> int | None:
    """Read whole kronor or another whole number: ``6 373 000 000``, ``6_373_000_000``, ``6373000000``, ``500 kr``."""
    match = _WHOLE.fullmatch(text.strip())
    if match is None:
        return None
    digits = _digits(match["digits"])
    if len(digits) > MOST_DIGITS:
        return None
    return -int(digits) if match["sign"] and match["sign"] in _MINUS else int(digits)


def misgrouped(text: str) -> int | None:
    """Read a whole number whose digits are not in groups of three, as a printed table may have it: ``42 045981``."""
    digits = _digits(text.strip())
    return int(digits) if _ONLY_DIGITS.fullmatch(digits) and len(digits) <= MOST_DIGITS else None


def is_too_long(text: str) -> bool:
    """Tell whether a text is a whole number that is greater than any that is counted with here."""
    match = _WHOLE.fullmatch(text.strip())
    return match is not None and len(_digits(match["digits"])) > MOST_DIGITS


def decimal(text: str, *, comma: bool) -> Fraction | None:
    """Read a number with or without decimals, exactly; a decimal comma only where ``comma`` allows it."""
    text = text.strip()
    if len(text) <= MOST_DIGITS and text.isascii() and text.isdecimal():
        return Fraction(int(text))
    match = _DECIMAL.fullmatch(text)
    if match is None or (match["point"] == "," and not comma):
        return None
    digits, decimals = _digits(match["digits"]), match["decimals"] or ""
    if len(digits) > MOST_DIGITS or len(decimals) > 2 * MOST_DIGITS:
        return None
    value = Fraction(int(digits + decimals), 10 ** len(decimals))
    return -value if match["sign"] and match["sign"] in _MINUS else value


def share(text: str) -> Fraction | None:
    """Read a share or another exact number: ``1/2``, ``0.5``, ``0,5``, ``50 %``."""
    text = text.strip()
    if match := _RATIO.fullmatch(text):
        return Fraction(int(match[1]), int(match[2])) if int(match[2]) else None
    if match := _PER_CENT.fullmatch(text):
        value = decimal(match["number"], comma=True)
        return None if value is None else value / 100
    return decimal(text, comma=True)


def day(text: str) -> datetime.date | None:
    """Read a date, ``2022-12-01``."""
    match = _ISO_DAY.fullmatch(text.strip())
    return _day(int(match[1]), int(match[2]), int(match[3])) if match else None


def is_written_as_day(text: str) -> bool:
    """Tell whether a text is written as a date, whether or not there is such a day."""
    return _ISO_DAY.fullmatch(text.strip()) is not None


def suggest_whole(text: str) -> int | None:
    """Guess the kronor meant by ``2 miljoner``, ``1,5 mnkr``, ``6.373.000`` or ``100,00``."""
    text = text.strip()
    if match := _SCALED.fullmatch(text):
        number = decimal(match["number"], comma=True)
        scale = match["scale"].lower()
        factor = _SCALES["t"] if scale.startswith("t") else _SCALES["md" if scale.startswith("miljard") else scale[:2]]
        kronor = None if number is None else number * factor
        return int(kronor) if kronor is not None and kronor.denominator == 1 else None
    if _GROUPED_OTHERWISE.fullmatch(text):
        return whole(re.sub(r"\D", "", text))
    if match := _WITH_DECIMALS.fullmatch(text):
        return whole(match["whole"])
    return None


def suggest_day(text: str) -> datetime.date | None:
    """Guess the date meant by ``1 december 2022``, ``1/12 2022`` or ``20221201``; where two could be, the day first."""
    if (certain := day_of(text)) is not None:
        return certain
    match = _DAY_FIRST.fullmatch(text.strip())
    return _day(int(match[3]), int(match[2]), int(match[1])) if match else None


def _day(year: int, month: int, day_of_month: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day_of_month)
    except ValueError:
        return None


def _digits(text: str) -> str:
    return re.sub(rf"[{SPACES}_]", "", text)

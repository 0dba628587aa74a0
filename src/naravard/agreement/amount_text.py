"""An amount as people and their programs write it in a text: read when it can mean one thing only.

Files of costs and the fields of forms hold amounts as text, and every program writes them in its own way. Three figures
after a single mark are thousands in one country and decimals in another (``12.500``): such a text is asked about and
never guessed, since a guess is wrong by a factor of a thousand. Numbers that a spreadsheet keeps as numbers, and the
amounts of SIE files, whose mark is always a point, are not read here.
"""

import re
from typing import Literal

from naravard.agreement.wording import whole

Why = Literal["empty", "no-amount", "ambiguous", "decimals", "groups", "too-large"]

MOST_DIGITS = 15
"""Figures of whole kronor; no sum of money needs more."""

_BLANKS = "\\s\u00a0\u2007\u2009\u202f"
_MARKS = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d", "-"),
        **dict.fromkeys("\u2019\u02bc\u2032\u00b4`", "'"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202c\u2066\u2069", None),
        **{chr(0xFF10 + figure): str(figure) for figure in range(10)},
        "\uff0b": "+",
    }
)
_CURRENCY = re.compile(
    rf"^(?P<sign>[-+]?)[{_BLANKS}]*(?P<before>(?:sek|kr|kronor)\.?)?[{_BLANKS}]*(?P<rest>.*?)[{_BLANKS}]*"
    rf"(?P<after>(?::-|:--|,-|\.-)?[{_BLANKS}]*(?:sek|kr|kronor)?\.?)$",
    re.IGNORECASE | re.DOTALL,
)
_BARE = re.compile(r"(?P<before>[-+]?)(?P<number>[^-+]*)(?P<after>[-+]?)")
_PARENTHESES = re.compile(rf"[(][{_BLANKS}]*(?P<number>[^()+-]+?)[{_BLANKS}]*[)]")
_FIGURES = re.compile(r"\d+", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?P<mark>[ '])\d{3}(?:(?P=mark)\d{3})*", re.ASCII)


class AmountTextError(ValueError):
    """A text is no amount that can be read; ``why`` says in which way, ``readings`` what an ambiguous one can mean."""

    def __init__(self, why: Why, readings: tuple[str, ...] = ()) -> None:
        super().__init__(why)
        self.why: Why = why
        self.readings = readings


def ore_of(text: str) -> int:
    """Return öre.

    >>> ore_of("1 250,50"), ore_of("1250,00-"), ore_of("(1'250)"), ore_of("SEK 1.250.000,5"), ore_of("+,50")
    (125050, -125000, -125000, 125000050, 50)

    Raises:
        AmountTextError: when the text is empty, is no amount, or can mean two.
    """
    written = text.translate(_MARKS).strip()
    if written.startswith("'"):
        written = written[1:].strip()  # how a spreadsheet is told that a cell is text
    if not written:
        raise AmountTextError("empty")
    written, currency = _without_currency(written)
    if currency and written == "-":
        return 0  # how spreadsheets show nought in a column of money
    minus, number = _signed(written)
    ore = _ore(number, without_ore="-" in currency)
    return -ore if minus else ore


def kronor_of(text: str) -> int:
    """Return whole kronor; decimals may stand there as long as they are noughts.

    >>> kronor_of("1 250,00"), kronor_of("12 500 kr")
    (1250, 12500)

    Raises:
        AmountTextError: as :func:`ore_of`, and when there are öre.
    """
    kronor, ore = divmod(ore_of(text), 100)
    if ore:
        raise AmountTextError("decimals")
    return kronor


def _without_currency(written: str) -> tuple[str, str]:
    """Return what stands between the words of a currency, and those words; ``:-`` says that no öre follow."""
    match = _CURRENCY.fullmatch(written)
    if match is None:
        raise AmountTextError("no-amount")
    before, after = match["before"] or "", match["after"] or ""
    rest = match["sign"] + match["rest"]
    if after.startswith((",-", ".-")) and not rest[-1:].isdigit():
        raise AmountTextError("no-amount")
    if not after.strip(" .") and after.strip():
        rest, after = rest + after, ""  # a full stop alone is no currency
    return rest.strip(), before + after.strip()


def _signed(written: str) -> tuple[bool, str]:
    enclosed = _PARENTHESES.fullmatch(written)
    if enclosed is not None:
        return True, enclosed["number"]
    bare = _BARE.fullmatch(written)
    if bare is None or (bare["before"] and bare["after"]):
        raise AmountTextError("no-amount")
    return "-" in (bare["before"], bare["after"]), bare["number"].strip()


def _ore(number: str, *, without_ore: bool) -> int:
    number = re.sub(f"[{_BLANKS}]", " ", number)
    if not re.fullmatch(r"[\d .,']+", number, re.ASCII) or not re.search(r"\d", number):
        raise AmountTextError("no-amount")
    whole_part, decimals = _parts(number, without_ore=without_ore)
    figures = _whole(whole_part)
    if len(figures) > MOST_DIGITS:
        raise AmountTextError("too-large")
    if len(decimals.rstrip("0")) > 2:
        raise AmountTextError("decimals")
    return int(figures or "0") * 100 + int((decimals + "00")[:2])


def _parts(number: str, *, without_ore: bool) -> tuple[str, str]:
    """Return the whole part, grouped at most by blanks or apostrophes, and the decimals."""
    points, commas = number.count("."), number.count(",")
    if points and commas:
        decimal = "." if number.rindex(".") > number.rindex(",") else ","
        thousands = "," if decimal == "." else "."
        if number.count(decimal) > 1:
            raise AmountTextError("no-amount")
        before, after = number.split(decimal)
        return _ungrouped(before, thousands), _decimals(after)
    mark = "." if points else ","
    if points + commas > 1:
        return _ungrouped(number, mark), ""
    if not points and not commas:
        return number, ""
    before, after = number.split(mark)
    if _FIGURES.fullmatch(after) and len(after) == 3 and re.fullmatch(r"[1-9]\d{0,2}", before, re.ASCII):
        if without_ore:
            return before + after, ""
        raise AmountTextError("ambiguous", (whole(int(before + after)), f"{before},{after.rstrip('0').ljust(2, '0')}"))
    return before, _decimals(after)


def _ungrouped(number: str, mark: str) -> str:
    if not re.fullmatch(rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+", number, re.ASCII):
        raise AmountTextError("groups")
    return number.replace(mark, "")


def _decimals(after: str) -> str:
    if not _FIGURES.fullmatch(after):
        raise AmountTextError("no-amount")
    return after


def _whole(part: str) -> str:
    part = re.sub(r" +", " ", part.strip())
    if not part or _FIGURES.fullmatch(part):
        return part
    if not _GROUPED.fullmatch(part):
        raise AmountTextError("groups")
    return part.replace(" ", "").replace("'", "")

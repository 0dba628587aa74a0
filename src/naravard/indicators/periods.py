"""When a value was measured: a day, a month, a quarter, a year or several years, as it is written in a file.

>>> measured("2012–2014")
MeasuredPeriod(first=datetime.date(2012, 1, 1), last=datetime.date(2014, 12, 31))
>>> measured("2022-13") is None
True
"""

import datetime
import re
from calendar import monthrange
from functools import lru_cache
from typing import NamedTuple

from naravard.agreement.model import Text
from naravard.agreement.wording import long_day

_YEARS = re.compile(r"(\d{4})(?:\s*[–/-]\s*(\d{4}))?", re.ASCII)
_QUARTER = re.compile(r"(\d{4})[- ]?[QK]([1-4])", re.ASCII | re.IGNORECASE)
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_FIRST_YEAR = 1900
_MONTHS_OF_A_QUARTER = 3


class MeasuredPeriod(NamedTuple):
    """From a day to a day, both included."""

    first: datetime.date
    last: datetime.date


@lru_cache(maxsize=4096)
def measured(text: str) -> MeasuredPeriod | None:
    """Read a period; None if it is none."""
    text = text.strip()
    if (match := _YEARS.fullmatch(text)) and not (len(text) == len("2022-03") and text[4] == "-"):
        first, last = int(match[1]), int(match[2] or match[1])
        return _between((first, 1), (last, 12)) if first <= last else None
    if match := _QUARTER.fullmatch(text):
        start = _MONTHS_OF_A_QUARTER * (int(match[2]) - 1) + 1
        return _between((int(match[1]), start), (int(match[1]), start + 2))
    if match := _MONTH.fullmatch(text):
        return _between((int(match[1]), int(match[2])), (int(match[1]), int(match[2])))
    try:
        day = datetime.date.fromisoformat(text) if len(text) == len("2022-12-31") else None
    except ValueError:
        return None
    return MeasuredPeriod(day, day) if day is not None and day.year >= _FIRST_YEAR else None


def period_words(text: str) -> Text:
    """Return a period as a sentence has it: a day is written out."""
    found = measured(text)
    if found is not None and found.first == found.last:
        return long_day(found.first)
    return Text(text)


def _between(first: tuple[int, int], last: tuple[int, int]) -> MeasuredPeriod | None:
    try:
        start = datetime.date(*first, 1)
        end = datetime.date(*last, monthrange(*last)[1])
    except ValueError:
        return None
    return MeasuredPeriod(start, end) if start.year >= _FIRST_YEAR else None

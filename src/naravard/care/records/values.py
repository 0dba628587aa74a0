"""What the words in a file mean: days, times of the day, yes and no. Each different word is read once."""

import datetime
import re
from typing import Final

_ISO_DAY: Final = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_TIME: Final = re.compile(r"(?:.*[T ])?(\d{1,2})[:.]?(\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?")
_YES: Final = frozenset({"1", "ja", "j", "true", "yes", "y", "sant", "x"})
_NO: Final = frozenset({"0", "nej", "n", "false", "no", "falskt", ""})
EARLIEST: Final = datetime.date(1900, 1, 1)
EARLIEST_BIRTH: Final = datetime.date(1850, 1, 1)


def day_of(word: str) -> datetime.date | None:
    """Return the day that a word names (2022-01-31, 20220131, 31.1.2022, 31/1/2022), or None if no such day exists."""
    if found := _ISO_DAY.fullmatch(word):
        year, month, day = found.groups()
    elif found := _DAY_FIRST.fullmatch(word):
        day, month, year = found.groups()
    else:
        return None
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


def second_of(word: str) -> int | None:
    """Return the second of the day that a word names (10:20, 10.20, 10:20:33, 1020), or None if it names none."""
    found = _TIME.fullmatch(word)
    if found is None:
        return None
    hour, minute, second = (int(part or 0) for part in found.groups())
    return hour * 3600 + minute * 60 + second if hour < 24 and minute < 60 and second < 60 else None


def answer_of(word: str) -> bool | None:
    """Return what a word answers, or None if it is neither yes nor no."""
    written = word.strip().casefold()
    return True if written in _YES else False if written in _NO else None

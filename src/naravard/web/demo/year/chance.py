"""What looks like chance and is none: the same words always give the same number."""

import datetime
import hashlib

from naravard.agreement.duties.deadlines import STOCKHOLM

_SATURDAY = 5
_OPENS, _MINUTES = 8 * 60 + 5, 8 * 60 + 20
"""Minutes of the day: work begins five past eight and goes on for eight hours and twenty minutes."""


def number(below: int, *words: object) -> int:
    """Return a number from 0, below another, that follows from some words.

    >>> number(100, "region-09", "vfu"), number(100, "region-09", "vfu"), number(100, "region-10", "vfu")
    (57, 57, 67)
    """
    digest = hashlib.blake2b("/".join(map(str, words)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % below


def moment(day: datetime.date, *words: object) -> datetime.datetime:
    """Return a time within office hours in Sweden on a day."""
    minute = _OPENS + number(_MINUTES, "moment", day, *words)
    second = number(60, "second", day, *words)
    return datetime.datetime.combine(day, datetime.time(minute // 60, minute % 60, second), STOCKHOLM)


def workday(day: datetime.date) -> datetime.date:
    """Return the day itself, or the Friday before where it is a Saturday or a Sunday.

    >>> workday(datetime.date(2022, 11, 27))
    datetime.date(2022, 11, 25)
    """
    return day - datetime.timedelta(days=max(0, day.weekday() - _SATURDAY + 1))


def weekday_after(day: datetime.date) -> datetime.date:
    """Return the day itself, or the Monday after where it is a Saturday or a Sunday.

    >>> weekday_after(datetime.date(2022, 11, 27))
    datetime.date(2022, 11, 28)
    """
    return day if day.weekday() < _SATURDAY else day + datetime.timedelta(days=7 - day.weekday())

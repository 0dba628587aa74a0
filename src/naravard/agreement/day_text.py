"""A day as people and their programs write it in a text: read when it can mean one day only.

A day that is written with figures alone is read with its year first, of four figures (``2022-03-15``, ``20220315``,
``2022/03/15 10:30``), or with its year last when it is plain which figure is the month: by points, as nobody but those
who write the day first does it (``15.3.2022``), or since the other is greater than twelve (``15/3 2022``). A year of
two figures is never read: ``22-03-15`` has two meanings.
"""

import datetime
import re

_MARKS = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "-"),
        **dict.fromkeys("\u00a0\u2007\u2009\u202f", " "),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f", None),
        **{chr(0xFF10 + figure): str(figure) for figure in range(10)},
    }
)
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_ALSO = {"may": 5, "oct": 10, "mars": 3, "sept": 9}
_LONG = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
    "december", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_TIME = (
    r"(?:(?:[Tt]|,? (?:kl\.? )?)(?:\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?|\d{4}(?:\d{2})?)"
    r"(?:Z|[+-]\d{2}:?\d{2})?)?\.?"
)
"""A time of day after the day, which says nothing of the day, and a full stop."""
_YEAR_FIRST = re.compile(rf"(\d{{4}})(?:(\d{{2}})(\d{{2}})|([-/. ])(\d{{1,2}})\4(\d{{1,2}})){_TIME}", re.ASCII)
_POINTS = re.compile(rf"(\d{{1,2}})\. ?(\d{{1,2}})\. ?(\d{{4}}){_TIME}", re.ASCII)
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([-/])(\d{{1,2}})(?:\2| )(\d{{4}}){_TIME}", re.ASCII)
_WEEKDAY = r"(?:(?:mån|tis|ons|tors?|fre|lör|sön)(?:dag(?:en)?)?\.?,? )?"
_IN_WORDS = re.compile(rf"{_WEEKDAY}(?:den )?(\d{{1,2}})(?::?[ae])?[. -]+([a-z]{{3,9}})[,. -]+(\d{{4}}){_TIME}")
_YEAR_THEN_WORDS = re.compile(r"(\d{4})[ -]([a-z]{3,9})\.?[ -](\d{1,2})")
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?, ?(\d{4})")


def day_of(text: str) -> datetime.date | None:
    """Return the day, or None if the text is no day or can mean two.

    >>> str(day_of("15 mars 2022")), str(day_of("2022-03-15 10:30")), day_of("03/04/2022"), day_of("2022-02-30")
    ('2022-03-15', '2022-03-15', None, None)
    """
    written = " ".join(text.translate(_MARKS).split())
    if match := _YEAR_FIRST.fullmatch(written):
        return _day(match[1], match[2] or match[5], match[3] or match[6])
    if match := _POINTS.fullmatch(written):
        return _day(match[3], match[2], match[1])
    if match := _YEAR_LAST.fullmatch(written):
        first, second = int(match[1]), int(match[3])
        if first > 12:
            return _day(match[4], match[3], match[1])
        if second > 12:
            return _day(match[4], match[1], match[3])
        return _day(match[4], match[1], match[1]) if first == second else None
    words = written.lower()
    if match := _IN_WORDS.fullmatch(words):
        return _day(match[3], str(month_of(match[2])), match[1])
    if match := _YEAR_THEN_WORDS.fullmatch(words):
        return _day(match[1], str(month_of(match[2])), match[3])
    if match := _MONTH_FIRST.fullmatch(words):
        return _day(match[3], str(month_of(match[1])), match[2])
    return None


def is_ambiguous(text: str) -> bool:
    """Tell whether a text is written as a day of which it is not plain which figure is the month."""
    match = _YEAR_LAST.fullmatch(" ".join(text.translate(_MARKS).split()))
    return match is not None and max(int(match[1]), int(match[3])) <= 12 and match[1] != match[3]


def month_of(word: str) -> int:
    """Return the number of the month that a word names, in lower case, short or long; 0 for none."""
    if word in _LONG:
        return _LONG.index(word) % 12 + 1
    if word in _MONTHS:
        return _MONTHS.index(word) + 1
    return _ALSO.get(word, 0)


def _day(year: str, month: str, day: str) -> datetime.date | None:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None

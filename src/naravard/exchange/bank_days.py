"""Which days Swedish banks are open: payments are made on those, and on no others.

Closed are Saturdays, Sundays, public holidays, and midsummer's, Christmas and New Year's Eve. The half days before some
holidays are open. The holidays are those of the library ``holidays``.
"""

import datetime
from functools import cache

from naravard.agreement.model import Text

_SATURDAY = 5
_CLOSED = ("public", "de_facto")
"""What the library calls public holidays, and the eves on which banks are closed by agreement."""
_WEEKEND = (Text("en lördag", "a Saturday"), Text("en söndag", "a Sunday"))


def is_bank_day(day: datetime.date) -> bool:
    """Say whether banks are open on a day."""
    return why_closed(day) is None


def why_closed(day: datetime.date) -> Text | None:
    """Return what makes banks closed on a day, as it follows on ``är``: ``annandag jul``; ``None`` if they are open.

    >>> import datetime
    >>> why_closed(datetime.date(2022, 12, 26)).sv
    'annandag jul'
    """
    names = {language: _holidays(day.year, language).get(day, "") for language in ("sv", "en_US")}
    if names["sv"]:
        return Text(names["sv"][0].lower() + names["sv"][1:], names["en_US"])
    return _WEEKEND[day.weekday() - _SATURDAY] if day.weekday() >= _SATURDAY else None


def next_bank_day(day: datetime.date) -> datetime.date:
    """Return the day itself if banks are open, else the first one after it when they are."""
    while not is_bank_day(day):
        day += datetime.timedelta(days=1)
    return day


@cache
def _holidays(year: int, language: str) -> dict[datetime.date, str]:
    from holidays import country_holidays

    return dict(country_holidays("SE", years=year, language=language, categories=_CLOSED, include_sundays=False))

"""When a day begins and ends in Sweden.

A last day in an agreement ("senast den 30 september 2022") is a calendar day in Sweden: what comes before the midnight
that ends it is in time. Times are aware, so that a server in another time zone, and the two nights a year when the
clocks are changed, give the same answer.
"""

import datetime
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def begins_at(day: datetime.date) -> datetime.datetime:
    """Return the midnight in Sweden with which the day begins."""
    return datetime.datetime.combine(day, datetime.time.min, STOCKHOLM)


def ends_at(day: datetime.date) -> datetime.datetime:
    """Return the midnight in Sweden that ends the day: the first moment that is too late.

    >>> ends_at(datetime.date(2022, 9, 30)).isoformat(), ends_at(datetime.date(2022, 12, 1)).isoformat()
    ('2022-10-01T00:00:00+02:00', '2022-12-02T00:00:00+01:00')
    """
    if day == datetime.date.max:  # 9999-12-31, as "until further notice" is sometimes written, has no next day
        return datetime.datetime.combine(day, datetime.time.max, STOCKHOLM)
    return begins_at(day + datetime.timedelta(days=1))


def swedish_day(at: datetime.datetime) -> datetime.date:
    """Return the calendar day it is in Sweden at a moment; ``ValueError`` when the time has no time zone."""
    if at.tzinfo is None:
        message = f"{at!r} has no time zone, so no one knows which day it is in Sweden"
        raise ValueError(message)
    return at.astimezone(STOCKHOLM).date()


def days_left(now: datetime.datetime, day: datetime.date) -> int:
    """Return the calendar days from today in Sweden to a day: 0 on the day itself, below 0 when it has passed."""
    return (day - swedish_day(now)).days

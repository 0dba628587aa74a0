"""The time it is for pages and acts: the only place in the web room that looks at the clock."""

import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string


def now() -> datetime.datetime:
    """Return the time, with its zone; the day is the one pretended, where one is.

    ``NARAVARD_TODAY`` pretends a day for a whole run; in the demonstration the day can be set while it runs
    (``settings.PRETENDED_DAY`` names the function that gives it).
    """
    real = timezone.localtime()
    pretended = _pretended()
    return real if pretended is None else real.replace(year=pretended.year, month=pretended.month, day=pretended.day)


def today() -> datetime.date:
    """Return the day in Sweden."""
    return now().date()


def _pretended() -> datetime.date | None:
    if settings.NARAVARD_TODAY:
        return datetime.date.fromisoformat(settings.NARAVARD_TODAY)
    return import_string(settings.PRETENDED_DAY)() if settings.PRETENDED_DAY else None

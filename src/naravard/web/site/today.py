"""The day it is for the pages: the only place in the web room that looks at the clock for a date."""

import datetime

from django.conf import settings
from django.utils import timezone


def today() -> datetime.date:
    """Return the day in Sweden, or the one that ``NARAVARD_TODAY`` pretends it to be."""
    pretended: str = settings.NARAVARD_TODAY
    return datetime.date.fromisoformat(pretended) if pretended else timezone.localdate()

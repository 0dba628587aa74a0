"""The day that the demonstration shows (:mod:`naravard.web.site.clock` asks for it)."""

import datetime

from naravard.web.demo import store
from naravard.web.demo.year.days import START


def pretended_day() -> datetime.date:
    """Return the day that has been set."""
    at = store.standing()
    return at.day if at else START

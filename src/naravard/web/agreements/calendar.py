"""Duties in the order of time, seen from a day: what has passed, what comes next, what has no day."""

import datetime
from dataclasses import dataclass
from itertools import groupby

from naravard.agreement.model import Agreement, Duty


@dataclass(frozen=True, slots=True)
class DutyDay:
    """The duties of one day."""

    date: datetime.date | None
    duties: tuple[Duty, ...]
    days_left: int | None
    """Below zero when the day has passed."""

    @property
    def has_passed(self) -> bool:
        """Say whether the day is over."""
        return self.days_left is not None and self.days_left < 0


def days(agreement: Agreement, today: datetime.date) -> list[DutyDay]:
    """Return all duties by day, those without a day last."""
    ordered = sorted(agreement.duties, key=lambda duty: (duty.due is None, duty.due or today))
    return [
        DutyDay(date, tuple(duties), (date - today).days if date else None)
        for date, duties in groupby(ordered, key=lambda duty: duty.due)
    ]


def coming(agreement: Agreement, today: datetime.date) -> list[DutyDay]:
    """Return the days that are still to come, the nearest first."""
    return [entry for entry in days(agreement, today) if entry.date is not None and not entry.has_passed]

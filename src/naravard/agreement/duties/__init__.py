"""Duties in time: when a day ends, whom a duty falls on, how it stands, and when to remind of it.

Pure: what has been done comes as facts with times, and the time it is comes as an argument. Nothing here is stored;
see ``docs/decisions/0016-duties-are-facts-and-their-status-is-computed.md``.
"""

from naravard.agreement.duties.deadlines import begins_at, days_left, ends_at, swedish_day
from naravard.agreement.duties.holders import Holder, duties_of, holders_of, organisation_code, receiver_of
from naravard.agreement.duties.mandates import mandated_by_name, only_extends
from naravard.agreement.duties.reminders import AFTER, OFFSETS, Reminder, reminder_due
from naravard.agreement.duties.state import DutyState, Progress, state_of
from naravard.agreement.duties.status import Status, is_acted

__all__ = [
    "AFTER",
    "OFFSETS",
    "DutyState",
    "Holder",
    "Progress",
    "Reminder",
    "Status",
    "begins_at",
    "days_left",
    "duties_of",
    "ends_at",
    "holders_of",
    "is_acted",
    "mandated_by_name",
    "only_extends",
    "organisation_code",
    "receiver_of",
    "reminder_due",
    "state_of",
    "swedish_day",
]

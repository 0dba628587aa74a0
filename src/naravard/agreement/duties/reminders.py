"""When to remind of a duty: 30, 7 and 1 days before its last day, and 1 day after.

A timer asks once a day, but may miss some. What was missed is given later, though only the latest that applies: never
two at once, and never an earlier one after a later. What has been given counts for one last day, so that a later day
begins again; whoever keeps it keeps the day beside the offset.
"""

import datetime

from msgspec import Struct

from naravard.agreement.duties.state import DutyState
from naravard.agreement.duties.status import Status
from naravard.agreement.model import Text
from naravard.agreement.wording import day

BEFORE = (30, 7, 1)
"""Days before the last day."""
AFTER = -1
"""One day after the last day."""
OFFSETS = (*BEFORE, AFTER)
"""In the order in which they are given: days left on the day each is due."""
NO_LATER_THAN = -7
"""A reminder that the day has passed is given at most seven days after it."""

_REMINDED = (Status.OPEN, Status.BEGUN)
_REMINDED_AFTER = (Status.LATE, Status.LAPSED)


class Reminder(Struct, frozen=True, kw_only=True):
    """A reminder to give now."""

    offset: int
    """Which of :data:`OFFSETS` it is; with ``due`` it is given once."""
    due: datetime.date
    days_left: int
    status: Status
    says: Text
    """How it stands with the day, in a sentence or two."""


def reminder_due(state: DutyState, already: frozenset[int]) -> Reminder | None:
    """Return the reminder to give, if any.

    ``state`` is how the duty stands now; ``already`` are the offsets given before for the same last day
    (``state.due``). A duty that is not open yet is not reminded of; the day it opens is when it can be acted on.
    """
    if state.due is None or state.days_left is None:
        return None
    offset = _latest(state.days_left)
    if offset is None or any(given <= offset for given in already):
        return None
    if state.status not in (_REMINDED_AFTER if offset == AFTER else _REMINDED):
        return None
    return Reminder(
        offset=offset,
        due=state.due,
        days_left=state.days_left,
        status=state.status,
        says=_says(state.status, state.due, state.days_left),
    )


def _latest(left: int) -> int | None:
    """Return the latest offset whose day has come."""
    if left < 0:
        return AFTER if left >= NO_LATER_THAN else None
    return min((offset for offset in BEFORE if left <= offset), default=None)


def _says(status: Status, due: datetime.date, left: int) -> Text:
    last = day(due)
    if status is Status.LAPSED:
        return Text(
            f"Sista dagen var {last}. Rätten har förfallit.",
            f"The last day was {last}. The right has lapsed.",
        )
    if status is Status.LATE:
        return Text(
            f"Sista dagen var {last}. Det är för sent, men går fortfarande att lämna in.",
            f"The last day was {last}. It is late, but it can still be handed in.",
        )
    if left == 0:
        return Text(f"I dag, {last}, är sista dagen.", f"Today, {last}, is the last day.")
    if left == 1:
        return Text(f"I morgon, {last}, är sista dagen.", f"Tomorrow, {last}, is the last day.")
    return Text(f"Sista dagen är {last}, om {left} dagar.", f"The last day is {last}, in {left} days.")

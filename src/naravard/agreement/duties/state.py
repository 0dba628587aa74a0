"""How a duty stands at a moment: worked out from its days and from what has been done, never stored."""

import datetime

from msgspec import Struct

from naravard.agreement.duties import locks
from naravard.agreement.duties.deadlines import begins_at, days_left, ends_at
from naravard.agreement.duties.status import Status, is_acted
from naravard.agreement.model import Duty, Text
from naravard.agreement.status_words import DONE, ShownStatus

_TOO_LATE = Text("kom för sent", "came too late")
_NOT_DONE = (Status.NOT_YET_OPEN, Status.OPEN, Status.BEGUN, Status.LATE)


class Progress(Struct, frozen=True, kw_only=True):
    """What has been done about a duty: facts with aware times, ``None`` for what has not happened."""

    begun_at: datetime.datetime | None = None
    submitted_at: datetime.datetime | None = None
    """When it came in the first time, which decides whether it came in time; kept when the receiver opens it again."""
    done_at: datetime.datetime | None = None
    reopened_at: datetime.datetime | None = None
    """When the receiver opened it again to be changed; ``None`` again once it has been handed in again."""


class DutyState(Struct, frozen=True, kw_only=True):
    """How a duty stands for one organisation at a moment."""

    status: Status
    opens: datetime.date | None
    due: datetime.date | None
    """The last day that counts: the agreement's, or a later one that the organisation was given."""
    original_due: datetime.date | None
    """The agreement's own last day."""
    ends_at: datetime.datetime | None
    """The first moment that is too late."""
    days_left: int | None
    """Calendar days to the last day: 0 on it, below 0 after it; ``None`` where there is no day, or it may not count."""
    is_conditional: bool
    """It falls on the organisation only if something is so (:attr:`Duty.only_if`), and nobody has begun it."""
    was_late: bool
    """It came in, but after the end."""
    can_be_begun: bool
    can_be_submitted: bool
    locked: Text | None
    """Why nothing can be changed, and who can open it."""
    is_acted: bool = False
    """It is something that is done, and no paper that is handed in and accepted."""

    @property
    def shown(self) -> ShownStatus:
        """How it stands: one of the six words, and that it came too late where it did."""
        word = DONE if self.is_acted and self.status.is_finished else self.status.shown
        return word.but(_TOO_LATE) if self.was_late and self.status.is_finished else word

    @property
    def label(self) -> Text:
        """The same as words only."""
        return self.shown.plain

    @property
    def is_late(self) -> bool:
        """Whether it was not done in time: it has not come though its day has passed, or it came after it."""
        return self.was_late or self.status in (Status.LATE, Status.LAPSED)

    @property
    def is_extended(self) -> bool:
        """Whether the organisation has been given a later day."""
        return self.due != self.original_due


def state_of(
    duty: Duty,
    progress: Progress,
    *,
    now: datetime.datetime,
    extended_to: datetime.date | None = None,
    receiver: Text | None = None,
    extender: Text | None = None,
) -> DutyState:
    """Return how a duty stands for one organisation.

    ``extended_to`` is a later day that the organisation was given; an earlier one, or one for a duty without a day,
    counts for nothing. ``receiver`` is the name of who receives it (:func:`~.holders.receiver_of`), needed where
    ``duty.to`` is an organisation of the agreement's own. ``extender`` is the name of who can give more time where a
    right lapses (:func:`~.mandates.mandated_by_name`), ``None`` where nobody can. What falls on someone only if
    something is so counts no days, and is not late, until it is begun.
    """
    due = _later(duty.due, extended_to)
    conditional = duty.only_if is not None and progress == Progress()
    end = ends_at(due) if due is not None and not conditional else None
    status = _status(duty, progress, now, end)
    if duty.closed is not None and now >= begins_at(duty.closed) and status in _NOT_DONE:
        status = Status.CLOSED
    return DutyState(
        status=status,
        opens=duty.opens,
        due=due,
        original_due=duty.due,
        ends_at=end,
        days_left=days_left(now, due) if due is not None and not conditional else None,
        is_conditional=conditional,
        was_late=_came_late(progress, end),
        can_be_begun=status is Status.OPEN or (status is Status.LATE and progress.begun_at is None),
        can_be_submitted=status in (Status.OPEN, Status.BEGUN, Status.LATE),
        locked=locks.why(status, duty, due, locks.receiver(duty, receiver), _finished_at(progress), extender),
        is_acted=is_acted(duty),
    )


def _later(due: datetime.date | None, extended_to: datetime.date | None) -> datetime.date | None:
    return max(due, extended_to) if due is not None and extended_to is not None else due


def _status(duty: Duty, progress: Progress, now: datetime.datetime, end: datetime.datetime | None) -> Status:
    reopened = progress.reopened_at is not None
    if progress.done_at is not None and not reopened:
        return Status.DONE
    if progress.submitted_at is not None and not reopened:
        return Status.SUBMITTED
    if duty.opens is not None and now < begins_at(duty.opens):
        return Status.NOT_YET_OPEN
    came_in_time = _came_at(progress) is not None and not _came_late(progress, end)
    if end is not None and now >= end and not came_in_time:
        return Status.LAPSED if duty.lapses else Status.LATE
    return Status.OPEN if progress.begun_at is None and not reopened else Status.BEGUN


def _came_late(progress: Progress, end: datetime.datetime | None) -> bool:
    came = _came_at(progress)
    return came is not None and end is not None and came >= end


def _came_at(progress: Progress) -> datetime.datetime | None:
    return progress.submitted_at or progress.done_at


def _finished_at(progress: Progress) -> datetime.datetime | None:
    return progress.done_at or progress.submitted_at

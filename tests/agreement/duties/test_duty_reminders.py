"""Reminders: 30, 7 and 1 days before and 1 day after, each once, however the timer runs."""

import datetime
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duty_samples import DUE, duties, duty, facts, times
from naravard.agreement.duties import OFFSETS, Progress, Reminder, Status, begins_at, ends_at, reminder_due, state_of
from naravard.agreement.model import Duty

NOTHING = Progress()
NOON = timedelta(hours=12)


def asked(made: Duty, days_left: int, already: tuple[int, ...] = (), progress: Progress = NOTHING) -> Reminder | None:
    """Ask at noon so many days before the last day."""
    now = begins_at(DUE - timedelta(days=days_left)) + NOON
    return reminder_due(state_of(made, progress, now=now), frozenset(already))


def given_offset(reminder: Reminder | None) -> int | None:
    return reminder.offset if reminder else None


@pytest.mark.parametrize(
    ("left", "already", "offset"),
    [
        (31, (), None),
        (30, (), 30),
        (30, (30,), None),
        (8, (30,), None),
        (7, (30,), 7),
        (1, (30, 7), 1),
        (0, (30, 7, 1), None),
        (-1, (30, 7, 1), -1),
        (-2, (30, 7, 1, -1), None),
        (29, (), 30),  # the timer missed a day
        (5, (30,), 7),
        (5, (), 7),  # only the latest that applies
        (0, (), 1),
        (6, (1,), None),  # never an earlier one after a later
        (-7, (), -1),
        (-8, (), None),  # nothing long afterwards
    ],
)
def test_what_is_given(left: int, already: tuple[int, ...], offset: int | None) -> None:
    assert given_offset(asked(duty(), left, already)) == offset


@pytest.mark.parametrize("left", [30, 7, 1, 0, -1])
@pytest.mark.parametrize("finished", [Progress(submitted_at=begins_at(date(2022, 2, 1))),
                                      Progress(done_at=begins_at(date(2022, 2, 1)))])  # fmt: skip
def test_what_is_finished_is_not_reminded_of(left: int, finished: Progress) -> None:
    assert asked(duty(), left, progress=finished) is None


def test_what_has_no_day_is_not_reminded_of() -> None:
    assert asked(duty(due=None), 1) is None


def test_what_is_not_open_yet_is_reminded_of_when_it_opens() -> None:
    late_opening = duty(opens=DUE - timedelta(days=5))
    assert asked(late_opening, 7) is None
    assert given_offset(asked(late_opening, 5)) == 7


def test_what_came_in_time_and_was_opened_again_is_not_called_late() -> None:
    progress = Progress(submitted_at=begins_at(DUE), reopened_at=ends_at(DUE))
    assert asked(duty(), -1, progress=progress) is None


def test_the_words() -> None:
    said = [asked(duty(lapses=lapses), left) for lapses, left in
            [(False, 30), (False, 1), (False, 0), (False, -1), (True, -1)]]  # fmt: skip
    assert [reminder.says.sv for reminder in said if reminder] == [
        "Sista dagen är 2022-09-30, om 30 dagar.",
        "I morgon, 2022-09-30, är sista dagen.",
        "I dag, 2022-09-30, är sista dagen.",
        "Sista dagen var 2022-09-30. Det är för sent, men går fortfarande att lämna in.",
        "Sista dagen var 2022-09-30. Rätten har förfallit.",
    ]
    assert [reminder.status for reminder in said if reminder][-2:] == [Status.LATE, Status.LAPSED]
    assert all(reminder.says.en for reminder in said if reminder)


def test_a_later_day_begins_anew() -> None:
    later = DUE + timedelta(days=30)
    state = state_of(duty(lapses=True), NOTHING, now=begins_at(DUE) + NOON, extended_to=later)
    reminder = reminder_due(state, frozenset())  # what was given for the old day is not given for this one
    assert reminder is not None
    assert (reminder.offset, reminder.due, reminder.days_left) == (30, later, 30)


@given(duties, facts, st.lists(times, max_size=60), st.none() | st.integers(1, 60))
def test_each_is_given_once_and_in_order_however_the_timer_runs(
    made: Duty, progress: Progress, runs: list[datetime.datetime], longer: int | None
) -> None:
    sent: dict[date, list[int]] = {}
    for place, now in enumerate(sorted(runs)):
        is_extended = longer is not None and made.due is not None and place > len(runs) // 2
        extended_to = made.due + timedelta(days=longer) if is_extended and made.due and longer else None
        state = state_of(made, progress, now=now, extended_to=extended_to)
        already = frozenset(sent.get(state.due, [])) if state.due else frozenset[int]()
        reminder = reminder_due(state, already)
        if reminder is not None:
            sent.setdefault(reminder.due, []).append(reminder.offset)
            assert reminder.due == state.due
            assert reminder.days_left <= reminder.offset
            assert not state.status.is_finished
    for offsets in sent.values():
        assert offsets == sorted(set(offsets), reverse=True)
        assert set(offsets) <= set(OFFSETS)


@given(st.integers(1, 60), st.booleans())
def test_a_timer_that_runs_every_day_gives_all_four(start: int, lapses: bool) -> None:  # noqa: FBT001 - drawn
    sent: list[tuple[int, int]] = []
    for left in range(start + 30, -20, -1):
        reminder = asked(duty(lapses=lapses), left, tuple(offset for offset, _ in sent))
        if reminder is not None:
            sent.append((reminder.offset, left))
    assert sent == [(30, 30), (7, 7), (1, 1), (-1, -1)]

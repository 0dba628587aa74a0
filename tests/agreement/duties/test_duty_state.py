"""How a duty stands: exactly one of seven words, worked out from days and facts."""

import datetime
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duty_samples import DUE, days, duties, duty, facts, times
from naravard.agreement.duties import Progress, Status, begins_at, ends_at, state_of
from naravard.agreement.model import Duty, Text

END = ends_at(DUE)
SECOND = timedelta(seconds=1)
NOON = begins_at(date(2022, 9, 1)) + timedelta(hours=12)
NOTHING = Progress()
BEGUN = Progress(begun_at=NOON)

HOW_FAR = {
    Status.NOT_YET_OPEN: 0,
    Status.OPEN: 1,
    Status.BEGUN: 1,
    Status.LATE: 2,
    Status.LAPSED: 2,
    Status.SUBMITTED: 3,
    Status.DONE: 4,
}


@pytest.mark.parametrize(
    ("made", "progress", "now", "status"),
    [
        (duty(), NOTHING, NOON, Status.OPEN),
        (duty(), BEGUN, NOON, Status.BEGUN),
        (duty(), NOTHING, END - SECOND, Status.OPEN),
        (duty(), NOTHING, END, Status.LATE),
        (duty(), BEGUN, END, Status.LATE),
        (duty(lapses=True), BEGUN, END - SECOND, Status.BEGUN),
        (duty(lapses=True), BEGUN, END, Status.LAPSED),
        (duty(opens=DUE), BEGUN, begins_at(DUE) - SECOND, Status.NOT_YET_OPEN),
        (duty(opens=DUE), NOTHING, begins_at(DUE), Status.OPEN),
        (duty(due=None), NOTHING, END, Status.OPEN),
        (duty(due=None), BEGUN, END, Status.BEGUN),
        (duty(due=None), Progress(submitted_at=NOON), END, Status.SUBMITTED),
        (duty(lapses=True), Progress(submitted_at=END - SECOND), END, Status.SUBMITTED),
        (duty(), Progress(submitted_at=NOON, done_at=END), END, Status.DONE),
        (duty(), Progress(done_at=NOON), NOON, Status.DONE),
    ],
)
def test_the_status(made: Duty, progress: Progress, now: datetime.datetime, status: Status) -> None:
    assert state_of(made, progress, now=now).status is status


@pytest.mark.parametrize(("at", "late"), [(END - SECOND, False), (END, True)])
def test_what_comes_in_at_midnight_is_late(at: datetime.datetime, late: bool) -> None:  # noqa: FBT001 - a table
    assert state_of(duty(), Progress(submitted_at=at), now=at).was_late is late


def test_a_later_day_moves_the_end() -> None:
    extended = DUE + timedelta(days=14)
    state = state_of(duty(lapses=True), BEGUN, now=END, extended_to=extended)
    assert (state.status, state.due, state.original_due, state.days_left) == (Status.BEGUN, extended, DUE, 13)
    assert state.is_extended
    assert state.ends_at == ends_at(extended)
    in_time = Progress(submitted_at=ends_at(extended) - SECOND)
    assert not state_of(duty(), in_time, now=ends_at(extended), extended_to=extended).was_late
    assert state_of(duty(), in_time, now=ends_at(extended)).was_late


def test_what_is_no_extension_counts_for_nothing() -> None:
    assert state_of(duty(), NOTHING, now=END, extended_to=DUE - timedelta(days=1)).due == DUE
    assert state_of(duty(due=None), NOTHING, now=END, extended_to=DUE).due is None


@pytest.mark.parametrize("lapses", [False, True])
def test_opened_again_after_the_end_what_came_in_time_is_neither_late_nor_lapsed(lapses: bool) -> None:  # noqa: FBT001
    progress = Progress(begun_at=NOON, submitted_at=END - SECOND, reopened_at=END + SECOND)
    state = state_of(duty(lapses=lapses), progress, now=END + timedelta(days=3))
    assert state.status is Status.BEGUN
    assert state.can_be_submitted
    assert not state.was_late
    assert state.locked is None


def test_opened_again_what_came_late_is_still_late() -> None:
    progress = Progress(begun_at=NOON, submitted_at=END, reopened_at=END + SECOND)
    assert state_of(duty(), progress, now=END + timedelta(days=3)).status is Status.LATE


@given(duties, facts, times, st.none() | days)
def test_what_holds_for_any_duty_facts_and_time(
    made: Duty, progress: Progress, now: datetime.datetime, extended: date | None
) -> None:
    state = state_of(made, progress, now=now, extended_to=extended)
    assert state.status in Status
    assert (state.locked is None) == state.can_be_submitted
    assert state.can_be_submitted or not state.can_be_begun
    assert (state.due is None) == (state.ends_at is None) == (state.days_left is None) == (made.due is None)
    if state.status in (Status.LATE, Status.LAPSED):
        assert state.days_left is not None
        assert state.days_left < 0
        assert (state.status is Status.LAPSED) == made.lapses
    if progress == NOTHING:
        assert state.status not in (Status.BEGUN, Status.SUBMITTED, Status.DONE)


@given(duties, facts, times, times, st.none() | days)
def test_time_alone_only_carries_forward(
    made: Duty, progress: Progress, one: datetime.datetime, other: datetime.datetime, extended: date | None
) -> None:
    before, after = sorted((one, other))
    first = state_of(made, progress, now=before, extended_to=extended).status
    then = state_of(made, progress, now=after, extended_to=extended).status
    assert HOW_FAR[first] <= HOW_FAR[then]


@given(duties, facts, times, days)
def test_a_later_day_never_makes_it_worse(made: Duty, progress: Progress, now: datetime.datetime, day: date) -> None:
    plain, extended = state_of(made, progress, now=now), state_of(made, progress, now=now, extended_to=day)
    assert plain.was_late or not extended.was_late
    if plain.status not in (Status.LATE, Status.LAPSED):
        assert extended.status is plain.status


def test_every_lock_says_why_and_who_can_open() -> None:
    soon = duty(opens=date(2022, 12, 1), due=date(2022, 12, 31))
    done = Progress(submitted_at=NOON, done_at=END)
    said = {
        "not open": state_of(soon, NOTHING, now=NOON).locked,
        "lapsed": state_of(duty(lapses=True), NOTHING, now=END, extender=Text("Departementet", "the Ministry")).locked,
        "lapsed for good": state_of(duty(lapses=True), NOTHING, now=END).locked,
        "submitted": state_of(duty(), Progress(submitted_at=END - SECOND), now=END).locked,
        "done": state_of(duty(), done, now=END).locked,
        "own receiver": state_of(duty(to="kommittén"), done, now=END, receiver=Text("Kommittén")).locked,
        "unnamed receiver": state_of(duty(to="kommittén"), done, now=END).locked,
        "no receiver": state_of(duty(to=None), done, now=END).locked,
    }
    assert {case: text.sv.replace("\u00a0", " ") for case, text in said.items() if text} == {
        "not open": "Går att påbörja från och med 2022-12-01, enligt avsnitt 7. Ingen kan öppna den tidigare.",
        "lapsed": "Rätten har förfallit: sista dagen var 2022-09-30. Bara Departementet kan förlänga tiden.",
        "lapsed for good": "Rätten har förfallit: sista dagen var 2022-09-30. Överenskommelsen ger ingen rätt att "
        "förlänga tiden.",
        "submitted": "Inlämnad 2022-09-30. Den som tar emot, Socialstyrelsen, kan öppna den igen.",
        "done": "Klar sedan 2022-10-01. Den som tar emot, Socialstyrelsen, kan öppna den igen.",
        "own receiver": "Klar sedan 2022-10-01. Den som tar emot, Kommittén, kan öppna den igen.",
        "unnamed receiver": "Klar sedan 2022-10-01. Den som tar emot kan öppna den igen.",
        "no receiver": "Klar sedan 2022-10-01. Ingen mottagare är angiven. Den egna organisationen kan öppna den igen.",
    }
    assert all(text.en and text.en != text.sv for text in said.values() if text)


def test_under_a_closed_agreement_nothing_more_is_to_be_done() -> None:
    """What was done stands as it was done, and a right that lapsed has lapsed; the rest is over, and says so."""
    closed = DUE + timedelta(days=30)
    before, after = begins_at(closed) - SECOND, begins_at(closed)
    made, right = duty(closed=closed), duty(lapses=True, closed=closed)
    assert state_of(made, NOTHING, now=before).status is Status.LATE
    state = state_of(made, BEGUN, now=after)
    assert (state.status, state.is_late, state.can_be_begun, state.can_be_submitted) == (
        Status.CLOSED,
        False,
        False,
        False,
    )
    assert state.locked is not None
    assert state.locked.sv == "Överenskommelsen är avslutad sedan 2022-10-30. Inget mer ska göras."
    handed_in = Progress(submitted_at=END - SECOND)
    assert state_of(made, handed_in, now=after).status is Status.SUBMITTED
    assert state_of(right, NOTHING, now=after).status is Status.LAPSED


def test_an_extended_lapse_names_the_day_it_was_extended_to() -> None:
    later = DUE + timedelta(days=3)
    locked = state_of(duty(lapses=True), NOTHING, now=ends_at(later), extended_to=later).locked
    assert locked is not None
    assert "2022-10-03" in locked.sv


def test_every_status_has_its_words_in_both_languages() -> None:
    assert [status.label.sv for status in Status] == [
        "Inte börjad", "Inte börjad", "Pågår", "Inlämnad", "Godtagen", "Försenad", "Förfallen", "Förfallen",
    ]  # fmt: skip
    for status in Status:
        assert status.label.en
        assert status.meaning.sv.endswith(".")
        assert status.meaning.en.endswith(".")

"""A day ends at midnight in Sweden, also when the clocks are changed and wherever the server stands."""

import datetime
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naravard.agreement.duties import begins_at, days_left, ends_at, swedish_day

DAYS = st.dates(date(1996, 1, 1), date(2100, 1, 1))  # the clocks have been changed as they are now since 1996
MOMENTS = st.datetimes(
    datetime.datetime(1996, 1, 2),  # noqa: DTZ001 - the zone is drawn beside it
    datetime.datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([datetime.UTC, ZoneInfo("Europe/Stockholm"), ZoneInfo("America/New_York")]),
)


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2022, 9, 30), "2022-09-30T22:00:00+00:00"),
        (date(2022, 12, 1), "2022-12-01T23:00:00+00:00"),
        (date(2023, 3, 31), "2023-03-31T22:00:00+00:00"),
        (date(2022, 3, 26), "2022-03-26T23:00:00+00:00"),
        (date(2022, 3, 27), "2022-03-27T22:00:00+00:00"),  # 23 hours long
        (date(2022, 10, 29), "2022-10-29T22:00:00+00:00"),
        (date(2022, 10, 30), "2022-10-30T23:00:00+00:00"),  # 25 hours long
    ],
)
def test_when_the_days_of_the_agreement_and_of_the_changed_clocks_end(day: date, end: str) -> None:
    assert ends_at(day).astimezone(datetime.UTC).isoformat() == end


@given(DAYS)
def test_a_day_ends_when_the_next_begins(day: date) -> None:
    assert ends_at(day) == begins_at(day + timedelta(days=1))
    assert (ends_at(day) - begins_at(day).astimezone(datetime.UTC)) in {
        timedelta(hours=hours) for hours in (23, 24, 25)
    }


@given(MOMENTS)
def test_every_moment_lies_in_its_day(at: datetime.datetime) -> None:
    day = swedish_day(at)
    assert begins_at(day) <= at < ends_at(day)


@given(MOMENTS, st.integers(-40, 40))
def test_days_left_are_calendar_days(at: datetime.datetime, days: int) -> None:
    assert days_left(at, swedish_day(at) + timedelta(days=days)) == days


def test_half_past_two_that_comes_twice_is_one_day() -> None:
    twice = datetime.datetime(2022, 10, 30, 2, 30, tzinfo=ZoneInfo("Europe/Stockholm"))
    assert swedish_day(twice) == swedish_day(twice.replace(fold=1)) == date(2022, 10, 30)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        swedish_day(datetime.datetime(2022, 9, 30, 12))  # noqa: DTZ001 - that is the point


def test_the_last_day_there_is_has_an_end() -> None:
    assert ends_at(date.max) > begins_at(date.max)

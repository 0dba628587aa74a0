"""Which days banks are open in Sweden."""

import datetime

import pytest

from naravard.exchange.bank_days import is_bank_day, next_bank_day, why_closed


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2022-12-24", "julafton"),
        ("2022-12-26", "annandag jul"),
        ("2022-12-31", "nyårsafton"),
        ("2022-06-24", "midsommarafton"),
        ("2022-06-06", "nationaldagen"),
        ("2022-05-26", "Kristi himmelsfärdsdag"),
        ("2023-04-07", "långfredagen"),
        ("2024-11-02", "alla helgons dag"),
        ("2022-12-17", "en lördag"),
        ("2022-12-18", "en söndag"),
    ],
)
def test_banks_are_closed_on_holidays_their_eves_and_weekends(day: str, why: str) -> None:
    found = why_closed(datetime.date.fromisoformat(day))
    assert found is not None
    assert found.sv.casefold() == why.casefold()
    assert found.en


@pytest.mark.parametrize("day", ["2022-12-23", "2022-04-14", "2022-12-27", "2022-11-04", "2022-06-07"])
def test_half_days_and_weekdays_are_bank_days(day: str) -> None:
    assert is_bank_day(datetime.date.fromisoformat(day))


def test_after_christmas_the_next_bank_day_is_found() -> None:
    assert next_bank_day(datetime.date(2022, 12, 24)) == datetime.date(2022, 12, 27)
    assert next_bank_day(datetime.date(2022, 12, 27)) == datetime.date(2022, 12, 27)

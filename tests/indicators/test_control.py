"""Control charts: what holds whatever the numbers, and which periods follow one another."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shipped_indicators import loaded

from naravard.indicators.control import FEWEST, about_control, control_chart
from naravard.indicators.series import Series, SeriesKey, all_series
from spec.resultat.paragraph import value

NUMBERS = st.lists(st.fractions(0, 100, max_denominator=100), min_size=FEWEST, max_size=30)


def series(numbers: list[Fraction], periods: list[str] | None = None) -> Series:
    named = periods or [str(1990 + place) for place in range(len(numbers))]
    values = tuple(value(str(number), period=period) for number, period in zip(numbers, named, strict=True))
    return Series(SeriesKey("population", "00"), values, ())


@settings(max_examples=20)
@given(numbers=NUMBERS, factor=st.fractions(Fraction(1, 10), 10, max_denominator=10), shift=st.integers(0, 50))
def test_another_unit_changes_no_signal(numbers: list[Fraction], factor: Fraction, shift: int) -> None:
    one, other = control_chart(series(numbers)), control_chart(series([factor * n + shift for n in numbers]))
    assert one is not None
    assert other is not None
    assert one.signals == other.signals
    assert other.upper == factor * one.upper + shift


@settings(max_examples=20)
@given(numbers=NUMBERS)
def test_the_limits_lie_around_the_mean(numbers: list[Fraction]) -> None:
    chart = control_chart(series(numbers))
    assert chart is not None
    assert chart.upper - chart.mean == chart.mean - chart.lower >= 0
    outside = {str(1990 + place) for place, number in enumerate(numbers) if not chart.lower <= number <= chart.upper}
    assert {signal.period for signal in chart.signals if signal.rule == 1} == outside


def test_a_series_that_never_varies_tells_nothing() -> None:
    chart = control_chart(series([Fraction(7)] * FEWEST))
    assert chart is not None
    assert chart.signals == ()
    assert "Inget tyder på en förändring" in about_control(series([Fraction(7)] * FEWEST)).sv


def test_three_of_four_near_a_limit_is_rule_four() -> None:
    numbers = [Fraction(n) for n in (10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 15, 11, 15, 15)]
    chart = control_chart(series(numbers))
    assert chart is not None
    assert [signal.period for signal in chart.signals if signal.rule == 4] == ["2003"]


def periods(kind: str) -> list[str]:
    return {
        "months": [f"{2021 + place // 12}-{place % 12 + 1:02}" for place in range(14)],
        "quarters": [f"{2019 + place // 4}-Q{place % 4 + 1}" for place in range(14)],
        "years": [str(2005 + place) for place in range(14)],
        "last days of years": [f"{2005 + place}-12-31" for place in range(14)],
        "last days of months": [
            "2021-01-31", "2021-02-28", "2021-03-31", "2021-04-30", "2021-05-31", "2021-06-30", "2021-07-31",
            "2021-08-31", "2021-09-30", "2021-10-31", "2021-11-30", "2021-12-31", "2022-01-31", "2022-02-28",
        ],
    }[kind]  # fmt: skip


@pytest.mark.parametrize("kind", ["months", "quarters", "years", "last days of years", "last days of months"])
def test_periods_that_follow_one_another_are_neighbours(kind: str) -> None:
    numbers = [Fraction(10 + 2 * (place % 2)) for place in range(14)]
    chart = control_chart(series(numbers, periods(kind)))
    assert chart is not None
    assert chart.upper - chart.mean == 2 * Fraction(266, 100)


def test_no_two_neighbours_give_no_limits() -> None:
    numbers = [Fraction(10 + place % 2) for place in range(14)]
    assert control_chart(series(numbers, [str(1990 + 2 * place) for place in range(14)])) is None


def test_no_published_series_is_long_enough() -> None:
    for one in loaded().indicators:
        for found in all_series(one).values():
            assert control_chart(found) is None
            assert "färre än 12" in about_control(found).sv

"""Control charts (XmR): whether a series has changed, or only varies as it always does.

The mean of the values and the mean of the moving ranges (the differences between neighbours) give limits: mean ± 2.66
times the mean moving range. The method and its constant are Shewhart's and Wheeler's; the constant is 3 / 1.128. Four
rules tell of change, each by its number. Nothing is said of a series with fewer values than :data:`FEWEST`; new
limits begin where the definition or the method does, since a series never holds two; and no range is taken over a gap.
"""

import datetime
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Literal, NamedTuple

from naravard.agreement.model import Text
from naravard.indicators.model import IndicatorValue
from naravard.indicators.periods import measured
from naravard.indicators.series import Series

FEWEST = 12
"""Values that a chart needs; with fewer the limits themselves are noise."""
FACTOR = Fraction(266, 100)
RUN = 8
"""Neighbours on the same side of the mean: rule 2."""
TREND = 6
"""Neighbours that all rise, or all fall: rule 3."""
NEAR, OF = 3, 4
"""Of so many neighbours so many nearer a limit than the mean: rule 4."""

Rule = Literal[1, 2, 3, 4]


class Signal(NamedTuple):
    """A rule that a value completes."""

    rule: Rule
    period: str


class ControlChart(NamedTuple):
    """Limits and what they tell."""

    mean: Fraction
    lower: Fraction
    upper: Fraction
    values: tuple[IndicatorValue, ...]
    signals: tuple[Signal, ...]


def rule_words(rule: Rule) -> Text:
    """Return what a rule says."""
    return {
        1: Text("Regel 1: ett värde utanför gränserna.", "Rule 1: a value outside the limits."),
        2: Text(
            f"Regel 2: {RUN} värden i rad på samma sida om medelvärdet.",
            f"Rule 2: {RUN} values in a row on the same side of the mean.",
        ),
        3: Text(
            f"Regel 3: {TREND} värden i rad som alla stiger eller alla sjunker.",
            f"Rule 3: {TREND} values in a row that all increase or all decrease.",
        ),
        4: Text(
            f"Regel 4: {NEAR} av {OF} värden i rad närmare en gräns än medelvärdet, på samma sida.",
            f"Rule 4: {NEAR} of {OF} values in a row nearer a limit than the mean, on the same side.",
        ),
    }[rule]


def control_chart(series: Series) -> ControlChart | None:
    """Return a series' control chart; None if it has too few exact values, or no two neighbours."""
    values = tuple(value for value in series.values if value.is_single and value.bound == "exact")
    numbers = [value.value for value in values if value.value is not None]
    ranges = [abs(second - first) for first, second in _neighbours(values)]
    if len(numbers) < FEWEST or not ranges:
        return None
    mean = sum(numbers, Fraction(0)) / len(numbers)
    reach = FACTOR * sum(ranges, Fraction(0)) / len(ranges)
    lower, upper = mean - reach, mean + reach
    return ControlChart(mean, lower, upper, values, tuple(_signals(values, mean, lower, upper)))


def about_control(series: Series) -> Text:
    """Say what a control chart tells of a series, or that there are too few values to tell change from chance."""
    chart = control_chart(series)
    if chart is None:
        return Text(
            f"Serien har färre än {FEWEST} exakta värden i följd, så det går inte att skilja förändring från slump.",
            f"The series has fewer than {FEWEST} exact values in a row, so change cannot be told from chance.",
        )
    if not chart.signals:
        return Text(
            "Serien varierar inom sina egna gränser. Inget tyder på en förändring.",
            "The series varies within its own limits. Nothing indicates a change.",
        )
    told = {signal.rule: signal.period for signal in chart.signals}
    swedish = " ".join(f"{rule_words(rule).sv} Senast {period}." for rule, period in told.items())
    english = " ".join(f"{rule_words(rule).en} Latest {period}." for rule, period in told.items())
    return Text(
        f"Något har ändrats, mer än slumpen förklarar. {swedish}",
        f"Something has changed, more than chance explains. {english}",
    )


def _signals(values: Sequence[IndicatorValue], mean: Fraction, lower: Fraction, upper: Fraction) -> Iterator[Signal]:
    """Give each rule that each value completes, within what has no gap."""
    for run in _unbroken(values):
        numbers = [value.value for value in run if value.value is not None]
        sides = [(number > mean) - (number < mean) for number in numbers]
        steps = [(second > first) - (second < first) for first, second in pairwise(numbers)]
        near = [
            side if abs(number - mean) * 2 > upper - mean else 0 for number, side in zip(numbers, sides, strict=True)
        ]
        for place, value in enumerate(run):
            if not lower <= numbers[place] <= upper:
                yield Signal(1, value.period)
            if place + 1 >= RUN and abs(sum(sides[place + 1 - RUN : place + 1])) == RUN:
                yield Signal(2, value.period)
            if place + 1 >= TREND and abs(sum(steps[place + 1 - TREND : place])) == TREND - 1:
                yield Signal(3, value.period)
            last = near[max(0, place + 1 - OF) : place + 1]
            if near[place] and len(last) == OF and last.count(near[place]) >= NEAR:
                yield Signal(4, value.period)


def _neighbours(values: Sequence[IndicatorValue]) -> Iterator[tuple[Fraction, Fraction]]:
    """Give values that follow one another without a gap."""
    for run in _unbroken(values):
        for first, second in pairwise(run):
            if first.value is not None and second.value is not None:
                yield first.value, second.value


def _unbroken(values: Sequence[IndicatorValue]) -> Iterator[list[IndicatorValue]]:
    """Give the parts of a series within which each period begins the day after the one before it ends."""
    run: list[IndicatorValue] = []
    for value in values:
        if run and not _follows(run[-1], value):
            yield run
            run = []
        run.append(value)
    if run:
        yield run


def _follows(first: IndicatorValue, second: IndicatorValue) -> bool:
    """Tell whether a period begins the day after another ends; days of measurement a month or a year apart do too."""
    before, after = measured(first.period), measured(second.period)
    if before is None or after is None:
        return False
    if before.first == before.last and after.first == after.last:
        return after.first in _next_days(before.last)
    return after.first - before.last == datetime.timedelta(days=1)


def _next_days(day: datetime.date) -> frozenset[datetime.date]:
    """Return what day of measurement follows: the same of the next month, quarter or year, or that month's last."""
    found = set()
    for months in (1, 3, 12):
        month = day.month - 1 + months
        year, month = day.year + month // 12, month % 12 + 1
        last = (datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)).day
        is_last = (day + datetime.timedelta(days=1)).day == 1
        found.add(datetime.date(year, month, last if is_last else min(day.day, last)))
    return frozenset(found)

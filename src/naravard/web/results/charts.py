"""Results as bars: one method over time, and regions by one method, each against the goal's level."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from naravard.agreement.model import Text
from naravard.indicators.goals import GoalLevel
from naravard.indicators.model import Indicator, IndicatorValue, MeasuringMethod
from naravard.indicators.periods import period_words
from naravard.indicators.series import Series
from naravard.web.results.tables import RegionRow
from naravard.web.site.bars import Bar, BarRow, Panel


def series_panel(indicator: Indicator, series: Series, levels: Sequence[GoalLevel]) -> Panel | None:
    """Return one method's values in order of time, with the level to reach; None if a single bar would tell nothing."""
    method = indicator.methods_by_id[series.key.method]
    rows = tuple(BarRow(period_words(value.period), "", bars) for value in series.values if (bars := _bars(value)))
    mark = level_of(method, levels)
    if not rows or (len(rows) == 1 and mark is None):
        return None
    return Panel(method.name, rows, mark=mark)


def regions_panel(method: MeasuringMethod, rows: Iterable[RegionRow], levels: Sequence[GoalLevel]) -> Panel | None:
    """Return the regions' values by one method; None if the source does not say what they are shares of."""
    if method.counts is None:
        return None
    drawn = tuple(BarRow(Text(row.name), "", bars) for row in rows if row.value and (bars := _bars(row.value)))
    return Panel(method.name, drawn, mark=level_of(method, levels)) if len(drawn) > 1 else None


def level_of(method: MeasuringMethod, levels: Iterable[GoalLevel]) -> Fraction | None:
    """Return the level that a method's values can be held against: of what they are a share of, and no rise."""
    for level in levels:
        if not level.is_rise and level.target.value is not None and method.counts == level.counts:
            return level.target.value
    return None


def _bars(value: IndicatorValue) -> tuple[Bar, ...]:
    """Return a value's bar; a span between units as what is certain, and what differs."""
    if value.value is None:
        return ()
    if value.to is not None:
        return (Bar("part", 0, value.value), Bar("fall", value.value, value.to))
    return (Bar("part" if value.bound == "exact" else "fall", 0, value.value),)

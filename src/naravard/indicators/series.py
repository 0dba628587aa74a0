"""Values in order of time, method by method: one series never holds values of two methods.

A value that is published once more by a later source is a revision: the later one is in the series, and the earlier is
kept beside it, so that a reader sees that it has changed.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from naravard.agreement.model import Text
from naravard.indicators.model import Indicator, IndicatorValue, Likeness, Sex
from naravard.indicators.periods import measured


class SeriesKey(NamedTuple):
    """What a series is of."""

    method: str
    place: str
    sex: Sex = "all"
    age: str = ""


class Series(NamedTuple):
    """The values of one method at one place, of one sex and age, in order of time."""

    key: SeriesKey
    values: tuple[IndicatorValue, ...]
    revised: tuple[IndicatorValue, ...]
    """Values that a later source has replaced."""

    def at(self, period: str) -> IndicatorValue | None:
        """Return the value of a period; None if there is none."""
        return next((value for value in self.values if value.period == period), None)

    def before(self, day: datetime.date) -> IndicatorValue | None:
        """Return the latest value that was measured before a day."""
        earlier = [value for value in self.values if value.is_single and _last(value) < day]
        return earlier[-1] if earlier else None

    def on(self, day: datetime.date | None) -> IndicatorValue | None:
        """Return the value of the period that a day lies in, the shortest; the latest of all if no day is given."""
        if day is None:
            return self.values[-1] if self.values else None
        within = [value for value in self.values if _first(value) <= day <= _last(value)]
        return min(within, key=lambda value: _last(value) - _first(value), default=None)


class Segment(NamedTuple):
    """An indicator as it was under one agreement, and how it answers to the one that is shown."""

    agreement: str
    indicator: Indicator
    likeness: Likeness
    why: Text | None
    """None for the indicator that is shown."""


def all_series(indicator: Indicator) -> Mapping[SeriesKey, Series]:
    """Return the series of an indicator, in the order in which its values are written."""
    gathered: dict[SeriesKey, list[IndicatorValue]] = {}
    for value in indicator.values:
        gathered.setdefault(SeriesKey(value.method, value.place, value.sex, value.age), []).append(value)
    return {key: _series(key, values) for key, values in gathered.items()}


def history(
    agreement_id: str, indicator: Indicator, known: Mapping[tuple[str, str, int], Indicator]
) -> tuple[Segment, ...]:
    """Return an indicator and what it was before, the latest first; it ends where nothing earlier is known.

    Args:
        agreement_id: The agreement whose indicator it is.
        indicator: The indicator that is shown.
        known: Indicators by agreement, id and version.
    """
    segments = [Segment(agreement_id, indicator, "same", None)]
    likeness: Likeness = "same"
    seen = {(agreement_id, *indicator.key)}
    here, at = indicator, agreement_id
    while True:
        for earlier in here.earlier:
            key = (earlier.agreement or at, earlier.indicator or here.id, earlier.version)
            if earlier.likeness != "new" and key in known and key not in seen:
                likeness = "changed" if "changed" in (likeness, earlier.likeness) else earlier.likeness
                seen.add(key)
                here, at = known[key], key[0]
                segments.append(Segment(at, here, likeness, earlier.why))
                break
        else:
            return tuple(segments)


def continued(segments: Sequence[Segment]) -> tuple[IndicatorValue, ...]:
    """Return the values that make one series: those of the shown indicator and of each that is the same."""
    same: Iterable[Segment] = (one for one in segments if one.likeness in ("same", "ended"))
    return tuple(value for segment in reversed(tuple(same)) for value in segment.indicator.values)


def _series(key: SeriesKey, values: list[IndicatorValue]) -> Series:
    latest = {value.period: value for value in values}
    kept = tuple(sorted(latest.values(), key=lambda value: (_first(value), _last(value))))
    return Series(key, kept, tuple(value for value in values if value is not latest[value.period]))


def _first(value: IndicatorValue) -> datetime.date:
    found = measured(value.period)
    return found.first if found is not None else datetime.date.min


def _last(value: IndicatorValue) -> datetime.date:
    found = measured(value.period)
    return found.last if found is not None else datetime.date.min

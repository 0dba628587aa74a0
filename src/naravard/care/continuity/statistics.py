"""What is said of a group of patients: mean, weighted mean, median and quartiles, made once from whole numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from naravard.care.continuity.histogram import Histogram, value_of

LAST_CLASS = 12
"""Patients with this many visits or more are one class when figures are standardised."""
Quartiles = tuple[Fraction, Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """What is said of an index in a group."""

    patients: int
    visits: int
    visits_quartiles: Quartiles
    mean: Fraction
    """Over patients, each counting once."""
    weighted: Fraction
    """Over patients, each counting with its visits."""
    quartiles: Quartiles
    standardised: Fraction | None
    """The mean if the group's patients had the declared spread of visits."""
    standard_share: Fraction
    """How much of the declared spread the group has any patients for."""


def figures(index: str, histogram: Histogram, standard: Mapping[int, Fraction]) -> GroupFigures:
    """Return what is said of an index in a group; ``standard`` are the shares of the classes of visits."""
    values = sorted((value_of(index, key), key[0], count) for key, count in histogram.counts.items())
    patients = histogram.patients
    visits = sum(number * count for _value, number, count in values)
    by_class: dict[int, list[tuple[Fraction, int]]] = {}
    for value, number, count in values:
        by_class.setdefault(class_of(number), []).append((value, count))
    means = {one: _total(of) / sum(count for _value, count in of) for one, of in by_class.items()}
    share = sum((standard.get(one, Fraction(0)) for one in means), Fraction(0))
    spread = sorted((Fraction(number), count) for _value, number, count in values)
    return GroupFigures(
        patients,
        visits,
        quartiles(spread, patients),
        _total((value, count) for value, _number, count in values) / patients,
        _total((value, number * count) for value, number, count in values) / visits,
        quartiles([(value, count) for value, _number, count in values], patients),
        sum((means[one] * standard.get(one, 0) for one in means), Fraction(0)) / share if share else None,
        share,
    )


def class_of(visits: int) -> int:
    """Return the class of a number of visits."""
    return min(visits, LAST_CLASS)


def spread_of(histograms: Iterable[Histogram]) -> dict[int, Fraction]:
    """Return the share of the patients that each class of visits has."""
    counts: dict[int, int] = {}
    for histogram in histograms:
        for (number, _total_of), count in histogram.counts.items():
            counts[class_of(number)] = counts.get(class_of(number), 0) + count
    whole = sum(counts.values())
    return {one: Fraction(count, whole) for one, count in sorted(counts.items())}


def quartiles(values: list[tuple[Fraction, int]], count: int) -> Quartiles:
    """Return the quartiles of values in order, each with how many have it.

    The quarter that falls between two values is their mean (definition 2 of Hyndman and Fan), as the median's usual.
    """
    return _quantile(values, count, 1), _quantile(values, count, 2), _quantile(values, count, 3)


def _quantile(values: list[tuple[Fraction, int]], count: int, quarters: int) -> Fraction:
    whole, rest = divmod(count * quarters, 4)
    lower = _at(values, max(whole, 1) if rest == 0 else whole + 1)
    return lower if rest else (lower + _at(values, min(whole + 1, count))) / 2


def _at(values: list[tuple[Fraction, int]], place: int) -> Fraction:
    passed = 0
    for value, count in values:
        passed += count
        if passed >= place:
            return value
    raise ValueError(place)


def _total(values: Iterable[tuple[Fraction, int]]) -> Fraction:
    """Add fractions on one denominator: many times quicker than one by one, and as exact."""
    every = list(values)
    common = lcm(*{value.denominator for value, _count in every})
    return Fraction(sum(value.numerator * (common // value.denominator) * count for value, count in every), common)

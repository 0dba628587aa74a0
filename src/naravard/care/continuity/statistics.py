"""What is said of a group of patients: mean, weighted mean, median and quartiles, made once from whole numbers."""

import itertools
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from operator import mul
from typing import Any

import numpy as np

from naravard.care.continuity.histogram import REPEAT_UNIT, Histogram, value_of

LAST_CLASS = 12
"""Patients with this many visits or more are one class when figures are standardised."""
_MOST_VISITS = 1 << 13
_SPLIT = 1 << 30
_SMALL = 1 << 26
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
    """Return what is said of an index in a group; ``standard`` are the shares of the classes of visits.

    Almost all values are fractions of small whole numbers, which columns hold; the others are taken one by one.
    """
    columns = _Columns.of(index, histogram)
    return columns.figures(standard) if columns is not None else figures_one_by_one(index, histogram, standard)


def figures_one_by_one(index: str, histogram: Histogram, standard: Mapping[int, Fraction]) -> GroupFigures:
    """Return the same, each value a fraction: what the columns are held against."""
    values = sorted((value_of(index, key), key[0], count) for key, count in histogram.whole().items())
    patients = histogram.patients
    visits = sum(number * count for _value, number, count in values)
    by_class: dict[int, list[tuple[Fraction, int]]] = {}
    for value, number, count in values:
        by_class.setdefault(class_of(number), []).append((value, count))
    means = {one: _total(of) / sum(count for _value, count in of) for one, of in by_class.items()}
    spread = sorted((Fraction(number), count) for _value, number, count in values)
    return GroupFigures(
        patients,
        visits,
        quartiles(spread, patients),
        _total((value, count) for value, _number, count in values) / patients,
        _total((value, number * count) for value, number, count in values) / visits,
        quartiles([(value, count) for value, _number, count in values], patients),
        *_standardised({one: (mean.numerator, mean.denominator) for one, mean in means.items()}, standard),
    )


def _standardised(
    means: Mapping[int, tuple[int, int]], standard: Mapping[int, Fraction]
) -> tuple[Fraction | None, Fraction]:
    """Return the mean at the declared spread, and how much of it there are means for; means come as two numbers."""
    shares = [(standard[one], mean) for one, mean in means.items() if one in standard]
    share = _sum_of((share.numerator, share.denominator) for share, _mean in shares)
    weighted = _sum_of((part * share.numerator, whole * share.denominator) for share, (part, whole) in shares)
    return weighted / share if share else None, share


def _sum_of(quotients: Iterable[tuple[int, int]]) -> Fraction:
    """Add quotients on one denominator: many times quicker than one by one, and as exact."""
    every = list(quotients)
    common = lcm(*{whole for _part, whole in every})
    return Fraction(sum(part * (common // whole) for part, whole in every), common)


@dataclass(frozen=True, slots=True)
class _Columns:
    """A group's values as columns of whole numbers, in the order of their numbers of visits.

    A quotient of whole numbers under 2**53 is rounded right, and quotients of denominators under 2**26 that differ do
    so by more than the rounding: so their order as numbers in floating point is their order as fractions.
    """

    numbers: Any
    parts: Any
    """The numerators. The denominators follow from the number of visits."""
    wholes: Any
    counts: Any
    """How many patients have each; None for one each."""

    @classmethod
    def of(cls, index: str, histogram: Histogram) -> "_Columns | None":
        """Return the columns, or None if whole numbers of 64 bits might not hold them."""
        if any(isinstance(total, Fraction) for _number, total in histogram.counts):
            return None
        numbers, totals, counts = histogram.columns()
        if not len(numbers) or int(numbers[-1]) > _MOST_VISITS:
            return None
        parts, wholes = totals, numbers
        if index == "coc":
            parts, wholes = totals - numbers, numbers * (numbers - 1)
        elif index == "hi":
            wholes = numbers * numbers
        elif index == "secon":
            wholes = (numbers - 1) * REPEAT_UNIT
        return cls(numbers, parts, wholes, counts)

    def figures(self, standard: Mapping[int, Fraction]) -> GroupFigures:
        """Return what is said of the group."""
        patients = len(self.numbers) if self.counts is None else int(self.counts.sum())
        begins = np.concatenate([[0], np.flatnonzero(self.numbers[1:] != self.numbers[:-1]) + 1])
        # Of each number of visits: how many have it, and the sum of their numerators, in two parts that 64 bits hold.
        if self.counts is None:
            count = np.diff(begins, append=patients).tolist()
        else:
            count = np.add.reduceat(self.counts, begins).tolist()
        sums = self._sums(begins)
        number, whole = self.numbers[begins].tolist(), self.wholes[begins].tolist()
        common = lcm(*whole)
        sums = [total * (common // of) for total, of in zip(sums, whole, strict=True)]
        visits = sum(map(mul, number, count))
        by_class: dict[int, tuple[int, int]] = {}
        for one, total, many in zip(number, sums, count, strict=True):
            before = by_class.get(class_of(one), (0, 0))
            by_class[class_of(one)] = before[0] + total, before[1] + many
        spread = list(itertools.accumulate(count))
        return GroupFigures(
            patients,
            visits,
            _quartiles(lambda place: Fraction(number[bisect_left(spread, place)]), patients),
            Fraction(sum(sums), common * patients),
            Fraction(sum(map(mul, sums, number)), common * visits),
            self._quartiles(patients),
            *_standardised({one: (total, common * many) for one, (total, many) in by_class.items()}, standard),
        )

    def _sums(self, begins: Any) -> list[int]:
        """Return the sum of the numerators from each place to the next; large ones in two parts that 64 bits hold."""
        if self.counts is None and int(self.parts.max()) < _SMALL:
            found: list[int] = np.add.reduceat(self.parts, begins).tolist()
            return found
        high, low = np.divmod(self.parts, _SPLIT)
        counts = 1 if self.counts is None else self.counts
        ups, downs = (np.add.reduceat(part * counts, begins).tolist() for part in (high, low))
        return [up * _SPLIT + down for up, down in zip(ups, downs, strict=True)]

    def _quartiles(self, patients: int) -> Quartiles:
        parts, wholes = self._small()
        if int(wholes.max()) >= _SMALL:
            counts = itertools.repeat(1) if self.counts is None else self.counts.tolist()
            triples = zip(parts.tolist(), wholes.tolist(), counts, strict=False)
            return quartiles(sorted((Fraction(part, whole), many) for part, whole, many in triples), patients)
        order = np.argsort(parts / wholes)
        passed = None if self.counts is None else np.cumsum(self.counts[order])

        def at(place: int) -> Fraction:
            found = order[place - 1 if passed is None else np.searchsorted(passed, place)]
            return Fraction(int(parts[found]), int(wholes[found]))

        return _quartiles(at, patients)

    def _small(self) -> tuple[Any, Any]:
        """Return the values with smaller numerators and denominators where these are large."""
        if int(self.wholes[-1]) < _SMALL:  # they rise with the number of visits
            return self.parts, self.wholes
        parts, rest = np.divmod(self.parts, REPEAT_UNIT)
        if not rest.any():
            return parts, self.wholes // REPEAT_UNIT
        common = np.gcd(self.parts, self.wholes)
        return self.parts // common, self.wholes // common


def class_of(visits: int) -> int:
    """Return the class of a number of visits."""
    return min(visits, LAST_CLASS)


def spread_of(histograms: Iterable[Histogram]) -> dict[int, Fraction]:
    """Return the share of the patients that each class of visits has."""
    counts = np.zeros(LAST_CLASS + 1, np.int64)
    for histogram in histograms:
        for (number, _total_of), count in histogram.counts.items():
            counts[class_of(number)] += count
        for numbers, _totals in histogram.rows:
            counts += np.bincount(np.minimum(numbers, LAST_CLASS), minlength=LAST_CLASS + 1)
    whole = int(counts.sum())
    return {one: Fraction(count, whole) for one, count in enumerate(counts.tolist()) if count}


def quartiles(values: list[tuple[Fraction, int]], count: int) -> Quartiles:
    """Return the quartiles of values in order, each with how many have it.

    The quarter that falls between two values is their mean (definition 2 of Hyndman and Fan), as the median's usual.
    """

    def at(place: int) -> Fraction:
        passed = 0
        for value, many in values:
            passed += many
            if passed >= place:
                return value
        raise ValueError(place)

    return _quartiles(at, count)


def _quartiles(at: Callable[[int], Fraction], count: int) -> Quartiles:
    return _quantile(at, count, 1), _quantile(at, count, 2), _quantile(at, count, 3)


def _quantile(at: Callable[[int], Fraction], count: int, quarters: int) -> Fraction:
    whole, rest = divmod(count * quarters, 4)
    lower = at(max(whole, 1) if rest == 0 else whole + 1)
    return lower if rest else (lower + at(min(whole + 1, count))) / 2


def _total(values: Iterable[tuple[Fraction, int]]) -> Fraction:
    return _sum_of((value.numerator * count, value.denominator) for value, count in values)

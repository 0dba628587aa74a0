"""What an engine answers: how many patients have which numbers of visits and which sums, group by group.

Whole numbers only. IndexSums in floating point differ between threads, orders of rows and engines; means and medians
are made from these once, as fractions.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np

Group = tuple[str, ...]
"""What the patients of a group have in common, in the order of the rules' dimensions."""
Key = tuple[int, int | Fraction]
"""A number of visits, and the sum that an index is worked out from at that number."""

LARGEST_MOMENT = 16
"""Visits that one moment may hold for the sums of SECON to be whole numbers; patients with more are worked out one by
one from the definition."""
PER_MOMENT = lcm(*range(1, LARGEST_MOMENT + 1))
REPEAT_UNIT = PER_MOMENT * PER_MOMENT
"""SECON's expected repeats are counted in parts of this many, so that they are whole numbers."""


@dataclass(slots=True)
class Histogram:
    """One index in one group: by number of visits and sum, how many patients; each value by the index's own formula."""

    counts: Counter[Key] = field(default_factory=Counter)
    rows: list[tuple[Any, Any]] = field(default_factory=list)
    """Patients one by one, as columns of whole numbers: of visits, and sums."""

    def add(self, other: "Histogram") -> None:
        """Add another group's patients."""
        self.counts.update(other.counts)
        self.rows.extend(other.rows)

    @property
    def patients(self) -> int:
        """How many patients."""
        return self.counts.total() + sum(len(numbers) for numbers, _totals in self.rows)

    def columns(self) -> tuple[Any, Any, Any]:
        """Return numbers of visits, sums and how many patients have them (None for one each), in order of visits.

        A sum that is no whole number is refused.
        """
        if len(self.rows) == 1 and not self.counts:
            numbers, totals = (column.astype(np.int64, copy=False) for column in self.rows[0])
            return _in_order(numbers, totals, None)
        keys = np.array([(number, int(total)) for number, total in self.counts], np.int64).reshape(-1, 2)
        if any(isinstance(total, Fraction) for _number, total in self.counts):
            raise ValueError(self.counts)
        each = [np.fromiter(self.counts.values(), np.int64, len(self.counts))]
        each.extend(np.ones(len(row_numbers), np.int64) for row_numbers, _row_totals in self.rows)
        numbers, totals = (
            np.concatenate([keys[:, at], *(row[at] for row in self.rows)]).astype(np.int64, copy=False) for at in (0, 1)
        )
        return _in_order(numbers, totals, np.concatenate(each))

    def whole(self) -> Counter[Key]:
        """Return by number of visits and sum how many patients have them, those of columns too."""
        every = Counter(self.counts)
        for numbers, totals in self.rows:
            every.update(zip(numbers.tolist(), totals.tolist(), strict=True))
        return every


def _in_order(numbers: Any, totals: Any, counts: Any) -> tuple[Any, Any, Any]:
    if (numbers[1:] >= numbers[:-1]).all():
        return numbers, totals, counts
    order = np.argsort(numbers, kind="stable")
    return numbers[order], totals[order], counts if counts is None else counts[order]


@dataclass(frozen=True, slots=True)
class ListVisits:
    """A ratio of sums: of all visits (``whole``), how many were what is asked for (``part``)."""

    part: int
    whole: int
    patients: int
    """Whose visits they were."""

    def __add__(self, other: "ListVisits") -> "ListVisits":
        """Add the sums of other patients."""
        return ListVisits(self.part + other.part, self.whole + other.whole, self.patients + other.patients)


NO_VISITS = ListVisits(0, 0, 0)


@dataclass(slots=True)
class IndexSums:
    """What an engine has counted for one reference date."""

    histograms: dict[str, dict[Group, Histogram]] = field(default_factory=dict)
    """By index (but SLICC and HI) and group."""
    tallies: dict[Group, ListVisits] = field(default_factory=dict)
    """SLICC's visits by group."""
    listed: dict[Group, int] = field(default_factory=dict)
    """Listed patients by group; the places of what is of visits are empty. Where no listing is known: who has visited,
    by their whole group."""
    tied: dict[Group, int] = field(default_factory=dict)
    """Eligible patients of whom the order of some visits is unknown and matters."""
    visits: dict[str, int] = field(default_factory=dict)
    """Visits by what became of them: counted, or why not."""
    population: dict[str, int] = field(default_factory=dict)
    """Patients by what became of them: listed, dead, not listed on the day, listed twice."""


def value_of(index: str, key: Key) -> Fraction:
    """Return an index's value from a number of visits and a sum."""
    visits, total = key
    if index == "coc":
        return Fraction(total - visits, visits * (visits - 1))
    if index == "hi":
        return Fraction(total, visits * visits)
    if index == "secon":
        return Fraction(total, REPEAT_UNIT * (visits - 1))
    return Fraction(total, visits)  # upc, own-doctor


def folded(histograms: Mapping[Group, Histogram], places: tuple[int, ...]) -> dict[Group, Histogram]:
    """Return the histograms of coarser groups: only some of the dimensions are kept."""
    coarse: dict[Group, Histogram] = {}
    for group, histogram in histograms.items():
        coarse.setdefault(tuple(group[place] for place in places), Histogram()).add(histogram)
    return coarse


def folded_tallies(tallies: Mapping[Group, ListVisits], places: tuple[int, ...]) -> dict[Group, ListVisits]:
    """Return the tallies of coarser groups."""
    coarse: dict[Group, ListVisits] = {}
    for group, tally in tallies.items():
        name = tuple(group[place] for place in places)
        coarse[name] = coarse.get(name, NO_VISITS) + tally
    return coarse


def folded_counts(counts: Mapping[Group, int], places: tuple[int, ...]) -> dict[Group, int]:
    """Return the counts of coarser groups."""
    coarse: Counter[Group] = Counter()
    for group, count in counts.items():
        coarse[tuple(group[place] for place in places)] += count
    return dict(coarse)

"""Exact amounts that are worked out when someone asks: so many kronor for each unit of a number.

A large agreement has a million of them, and a mix needs only their sum. One fraction for each recipient is then enough.
"""

from collections.abc import ItemsView, Iterator, Mapping, Sequence, ValuesView
from fractions import Fraction
from math import lcm


class Portions(Mapping[str, Fraction]):
    """Exact kronor by recipient code: each number times the same kronor per unit."""

    __slots__ = ("_made", "numbers", "per_unit", "whole")

    def __init__(
        self, numbers: Mapping[str, Fraction], per_unit: Fraction, whole: Mapping[str, int] | None = None
    ) -> None:
        """Keep the numbers; ``whole`` are the same as whole numbers, where all of them are."""
        self.numbers, self.per_unit, self.whole = numbers, per_unit, whole
        self._made: dict[str, Fraction] | None = None

    def __getitem__(self, code: str) -> Fraction:
        return self.per_unit * self.numbers[code] if self._made is None else self._made[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self.numbers)

    def __len__(self) -> int:
        return len(self.numbers)

    def items(self) -> ItemsView[str, Fraction]:
        """Return codes and amounts, worked out once."""
        return self._all.items()

    def values(self) -> ValuesView[Fraction]:
        """Return the amounts, worked out once."""
        return self._all.values()

    @property
    def _all(self) -> dict[str, Fraction]:
        if self._made is None:
            self._made = {code: self.per_unit * number for code, number in self.numbers.items()}
        return self._made


def added(columns: Sequence[Mapping[str, Fraction]]) -> dict[str, Fraction]:
    """Add columns of exact amounts, recipient by recipient."""
    portions = [column for column in columns if isinstance(column, Portions)]
    if len(portions) == len(columns):
        return _added_portions(portions)
    total = dict(columns[0].items())
    for column in columns[1:]:
        for code, amount in column.items():
            total[code] += amount
    return total


def _added_portions(columns: Sequence[Portions]) -> dict[str, Fraction]:
    """Add portions over one denominator: one fraction is made for each recipient, and none for each part."""
    common = lcm(*(column.per_unit.denominator for column in columns))
    total: dict[str, int | Fraction] = dict.fromkeys(columns[0], 0)
    for column in columns:
        times = column.per_unit.numerator * (common // column.per_unit.denominator)
        for code, number in (column.whole or column.numbers).items():
            total[code] += number * times
    return {code: Fraction(number, common) for code, number in total.items()}

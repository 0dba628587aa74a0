"""Öre and kronor: accounting files have öre, money here is whole kronor, and nothing may be lost between them.

The rule: öre are added up exactly for each activity, over everything that is taken in from one source, and the sum is
rounded once, half a krona away from zero. What the rounding leaves is never booked and never forgotten: the next time
the whole sum is rounded again, so that remainders cannot gather.
"""

from collections.abc import Mapping
from fractions import Fraction

from naravard.agreement.wording import decimal

ORE = 100


def kronor_of(ore: int) -> int:
    """Return whole kronor, half a krona rounded away from zero.

    >>> kronor_of(125050), kronor_of(125049), kronor_of(-125050)
    (1251, 1250, -1251)
    """
    kronor, rest = divmod(abs(ore), ORE)
    rounded = kronor + (rest >= ORE // 2)
    return -rounded if ore < 0 else rounded


def bookable(ore: int) -> int:
    """Return the kronor that can be booked as cost: never below zero, since a cost is not."""
    return max(kronor_of(ore), 0)


def by_month(months: Mapping[str, int]) -> dict[str, int]:
    """Return öre by month as kronor that add up to the rounded whole.

    Each month gets what the rounded sum grows by, so that no month is off by more than a krona.

    >>> by_month({"2022-02": 150, "2022-01": 150})
    {'2022-01': 2, '2022-02': 1}
    """
    found, before, summed = {}, 0, 0
    for month in sorted(months):
        summed += months[month]
        found[month] = kronor_of(summed) - before
        before += found[month]
    return found


def exact_ore(ore: int, language: str = "sv") -> str:
    """Write öre as kronor with two decimals.

    >>> exact_ore(-5).split()
    ['−0,05', 'kr']
    """
    return f"{decimal(Fraction(ore, ORE), 2, language)}\N{NO-BREAK SPACE}kr"

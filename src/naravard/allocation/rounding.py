"""Exact amounts become whole kronor, once, by a method with a name.

The sum that is handed out is the exact sum rounded down to the rounding unit. ``largest-remainder`` rounds every amount
down and hands the units that are then left to the largest remainders, one each; equal remainders go in the order of
the recipient codes. ``cumulative`` rounds the running total, in the order of the codes, halves up; where that would
hand out more than there is, running totals are rounded down. ``down`` rounds every amount down and leaves the rest.

Whatever the method, an amount is moved by less than one unit.
"""

from collections.abc import Mapping
from fractions import Fraction
from math import lcm

from msgspec import Struct

from naravard.agreement.model import Rounding


class Rounded(Struct, frozen=True, gc=False):
    """What the rounding did to one amount."""

    down: int
    """Rounded down to the unit, whole kronor."""
    rank: int
    """Place among the remainders, 1 for the largest."""
    raised: int
    """Kronor added: 0 or one unit."""

    @property
    def amount(self) -> int:
        """The rounded amount, whole kronor."""
        return self.down + self.raised


def round_amounts(
    amounts: Mapping[str, Fraction], rounding: Rounding, ceilings: Mapping[str, int] | None = None
) -> dict[str, Rounded]:
    """Round exact amounts by recipient code.

    ``ceilings`` are amounts that may not be passed (an earmark stays within its grant's cell): a unit that finds no
    room goes to the next in turn, and is left when no one has room.
    """
    unit = rounding.unit
    common = lcm(*(amount.denominator for amount in amounts.values()))
    whole = common * unit
    scaled = {code: amount.numerator * (common // amount.denominator) for code, amount in amounts.items()}
    parts = {code: divmod(number, whole) for code, number in scaled.items()}
    ranked = sorted(parts, key=lambda code: (-parts[code][1], code))
    if rounding.method == "largest-remainder":
        spare = sum(scaled.values()) // whole - sum(units for units, _ in parts.values())
        turn = ranked
    elif rounding.method == "cumulative":
        lifted = _lifted_by_running_total(scaled, parts, whole)
        spare = len(lifted)
        turn = lifted + [code for code in ranked if code not in lifted]
    else:
        spare, turn = 0, []
    raised = _first_with_room(turn, spare, parts, unit, ceilings)
    return {
        code: Rounded(parts[code][0] * unit, rank, unit if code in raised else 0)
        for rank, code in enumerate(ranked, start=1)
    }


def _lifted_by_running_total(scaled: Mapping[str, int], parts: Mapping[str, tuple[int, int]], whole: int) -> list[str]:
    """Return the codes whose amount is a unit above its floor when the running total is rounded."""
    halves_up = 2 * (sum(scaled.values()) % whole) < whole
    lifted = []
    running = before = 0
    for code in sorted(scaled):
        running += scaled[code]
        after = (2 * running + whole) // (2 * whole) if halves_up else running // whole
        if after - before > parts[code][0]:
            lifted.append(code)
        before = after
    return lifted


def _first_with_room(
    turn: list[str],
    spare: int,
    parts: Mapping[str, tuple[int, int]],
    unit: int,
    ceilings: Mapping[str, int] | None,
) -> frozenset[str]:
    """Return the first ``spare`` codes in turn that can take one more unit."""
    if ceilings is None:
        return frozenset(turn[:spare])
    roomy = [code for code in turn if (parts[code][0] + 1) * unit <= ceilings[code] and parts[code][1]]
    return frozenset(roomy[:spare])

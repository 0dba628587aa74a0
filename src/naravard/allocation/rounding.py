"""Exact amounts become whole kronor, once, by a method with a name.

The sum that is handed out is the exact sum rounded down to the rounding unit. ``largest-remainder`` rounds every amount
down and hands the units that are then left to the largest remainders, one each; equal remainders go in the order of
the recipient codes. ``cumulative`` rounds the running total, in the order of the codes, halves up; where that would
hand out more than there is, running totals are rounded down. ``down`` rounds every amount down and leaves the rest.

Whatever the method, an amount is moved by less than one unit. Parts of the same whole that are rounded each for itself
may together pass it by a unit; :func:`moves_within` then moves units until they do not.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from heapq import heapify, heappop, heappush
from math import ceil, lcm

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


def moves_within(
    parts: Sequence[Mapping[str, int]],
    exact: Sequence[Mapping[str, Fraction]],
    wholes: Mapping[str, int],
    unit: int,
    *,
    fill: bool = False,
) -> list[dict[str, int]]:
    """Return what to add to each part, by recipient code, so that no one's parts together pass its whole.

    ``parts`` and ``exact`` are the rounded and the exact amounts of each part. A unit goes from someone whose parts
    come to too much to someone who has room, in the same part, so that every part keeps its sum: the pair is taken
    that the move brings least away from the exact amounts. Nothing goes to someone whose exact amount is nothing. A
    unit that no one has room for is taken away. With ``fill`` the parts are all there is of the whole: what room there
    is then (each part was rounded down by less than a unit) goes to the part that is farthest from its exact sum.
    """
    amounts = [dict(part) for part in parts]
    room = {code: whole - sum(part[code] for part in amounts) for code, whole in wholes.items()}
    queues = [
        [(part[code] - exact[place][code], code) for code, free in room.items() if free >= unit and exact[place][code]]
        for place, part in enumerate(amounts)
    ]
    for queue in queues:
        heapify(queue)
    for code in sorted(code for code, free in room.items() if free < 0):
        while room[code] < 0:
            for queue in queues:
                while queue and room[queue[0][1]] < unit:
                    heappop(queue)
            givers = [place for place, part in enumerate(amounts) if part[code] > 0]
            if not givers:  # a signed amount below nothing, which no part can be within
                break
            place = min(givers, key=lambda each: _cost(queues[each], amounts[each][code] - exact[each][code]))
            given = min(-room[code], amounts[place][code])
            if queues[place]:
                above, receiver = heappop(queues[place])
                given = min(given, room[receiver])
                amounts[place][receiver] += given
                room[receiver] -= given
                heappush(queues[place], (above + given, receiver))
            amounts[place][code] -= given
            room[code] += given
    if fill:
        _fill(amounts, exact, room)
    return [
        {code: amount - part[code] for code, amount in moved.items()}
        for moved, part in zip(amounts, parts, strict=True)
    ]


def _fill(amounts: list[dict[str, int]], exact: Sequence[Mapping[str, Fraction]], room: Mapping[str, int]) -> None:
    """Give what room is left to the parts, the one farthest from its exact sum first.

    No part is given more than it misses of its exact sum rounded up.

    A part may be less than a unit of rounding, so that the room of one recipient is shared between several.
    """
    lacking = [sum(exact[place].values()) - sum(part.values()) for place, part in enumerate(amounts)]
    for code in sorted(code for code, free in room.items() if free > 0):
        left = room[code]
        takers = [place for place in range(len(amounts)) if exact[place][code]]
        while takers and left:
            place = max(takers, key=lambda each: (lacking[each], -each))
            given = min(left, max(ceil(lacking[place]), 0))
            if not given:
                break
            amounts[place][code] += given
            lacking[place] -= given
            left -= given


def _cost(queue: list[tuple[Fraction, str]], above: Fraction) -> tuple[bool, Fraction]:
    """Return how far a move would bring both away from the exact amounts; one that no one receives costs the most."""
    return (False, queue[0][0] - above) if queue else (True, -above)

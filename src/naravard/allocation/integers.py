"""The allocation a second time, on scaled integers: written apart from the first, so that each can catch the other.

No fractions are used. A sum shared among recipients is a :class:`Shared`: one whole number per recipient and one
scale that all of them stand over. Nothing here is imported from ``rules`` or ``rounding``. The tests let both compute
generated agreements and compare every cell; the product itself uses ``allocate``.
"""

from collections.abc import Mapping
from fractions import Fraction
from math import lcm

from msgspec import Struct

from naravard.agreement.model import (
    Agreement,
    Base,
    Condition,
    Equal,
    Fixed,
    Grant,
    Increase,
    Limits,
    Mix,
    Proportional,
    Rounding,
    Rule,
)

Keys = Mapping[str, Mapping[str, Fraction]]


class Shared(Struct, frozen=True):
    """Exact sums by recipient code, each to be divided by ``scale``."""

    parts: dict[str, int]
    scale: int
    outside: frozenset[str] = frozenset()

    def over(self, scale: int) -> dict[str, int]:
        """Return the parts over a multiple of the scale."""
        return {code: part * (scale // self.scale) for code, part in self.parts.items()}


class GrantColumn(Struct, frozen=True):
    """A grant's (or earmark's) whole kronor by recipient code, and what no one receives."""

    amounts: dict[str, int]
    unallocated: int
    exact: Shared


def allocate_on_integers(agreement: Agreement, keys: Keys | None = None) -> dict[str, GrantColumn]:
    """Return the column of every grant that awaits no key; an earmark's stands under ``grant/earmark``."""
    numbers = {key.id: key.values for key in agreement.keys if key.values is not None} | dict(keys or {})
    columns: dict[str, GrantColumn] = {}
    for grant in agreement.grants:
        try:
            columns.update(_columns(agreement, grant, numbers))
        except KeyError:
            continue
    return columns


def _columns(agreement: Agreement, grant: Grant, keys: Keys) -> dict[str, GrantColumn]:
    codes = [recipient.code for recipient in agreement.recipients_of(grant)]
    rounding = grant.rounding or agreement.rounding
    own = {e.id: _share(e.rule, e.amount, 1, codes, keys) for e in grant.earmarks if e.rule is not None}
    pot = grant.amount - sum(e.amount for e in grant.earmarks if e.id in own)
    main = _share(grant.rule, pot, 1, codes, keys)
    whole = _sum([main, *own.values()], codes)
    columns = {grant.id: _column(whole, grant.amount, rounding, None)}
    for earmark in grant.earmarks:
        shared = own.get(earmark.id)
        if shared is None:
            parts = {code: part * earmark.amount for code, part in main.parts.items()}
            shared = Shared(parts, main.scale * (pot or 1))
        columns[f"{grant.id}/{earmark.id}"] = _column(shared, earmark.amount, rounding, columns[grant.id].amounts)
    _keep_within(grant, columns, rounding.unit)
    return columns


# --- rules ---------------------------------------------------------------------------------------------------------


def _share(rule: Rule, pot: int, scale: int, codes: list[str], keys: Keys) -> Shared:
    """Share ``pot / scale`` kronor by any rule."""
    match rule:
        case Mix(parts=parts):
            shared = []
            for part in parts:
                inner = part.rule if part.rule is not None else Proportional(key=part.key or "")
                shared.append(_share(inner, pot * part.weight.numerator, scale * part.weight.denominator, codes, keys))
            return _sum(shared, codes)
        case Base(amount=amount, remainder=remainder):
            rest = _share(remainder, pot - amount * len(codes) * scale, scale, codes, keys)
            parts_with_base = {code: part + amount * rest.scale for code, part in rest.parts.items()}
            return Shared(parts_with_base, rest.scale, rest.outside if amount == 0 else frozenset())
        case Condition():
            return _conditional(rule, pot, scale, codes, keys)
        case Limits(least=least, most=most):
            return _limited(_share(rule.rule, pot, scale, codes, keys), least or 0, most)
        case Fixed():
            return _fixed(rule, codes, keys)
        case Equal():
            return Shared(dict.fromkeys(codes, pot), scale * len(codes))
        case Proportional(key=key):
            return _by_weight(_whole([keys[key][code] for code in codes]), codes, pot, scale)
        case Increase(before=before, after=after):
            both = _whole([keys[key][code] for key in (before, after) for code in codes])
            early, late = both[: len(codes)], both[len(codes) :]
            return _by_weight([max(0, y - x) for x, y in zip(early, late, strict=True)], codes, pot, scale)


def _fixed(rule: Fixed, codes: list[str], keys: Keys) -> Shared:
    if rule.key is None:
        return Shared({code: rule.amounts[code] for code in codes}, 1)
    numbers = [keys[rule.key][code] for code in codes]
    common = lcm(*(number.denominator for number in numbers))
    return Shared(dict(zip(codes, _whole(numbers), strict=True)), common)


def _by_weight(weights: list[int], codes: list[str], pot: int, scale: int) -> Shared:
    parts = {code: pot * weight for code, weight in zip(codes, weights, strict=True)}
    return Shared(parts, scale * sum(weights))


def _whole(numbers: list[Fraction]) -> list[int]:
    """Scale numbers to whole ones that stand in the same proportions."""
    common = lcm(*(number.denominator for number in numbers))
    return [number.numerator * (common // number.denominator) for number in numbers]


def _sum(shared: list[Shared], codes: list[str]) -> Shared:
    """Add sums that stand over different scales."""
    common = lcm(*(each.scale for each in shared))
    scaled = [each.over(common) for each in shared]
    outside = frozenset.intersection(*(each.outside for each in shared))
    return Shared({code: sum(each[code] for each in scaled) for code in codes}, common, outside)


def _conditional(rule: Condition, pot: int, scale: int, codes: list[str], keys: Keys) -> Shared:
    if rule.met is not None:
        meeting = [code for code in codes if keys[rule.met][code] > 0]
    else:
        meeting = [code for code in codes if code not in rule.not_met]
    inner = _share(rule.rule, pot, scale, meeting if rule.money == "shared" else codes, keys)
    parts = {code: inner.parts[code] if code in meeting else 0 for code in codes}
    return Shared(parts, inner.scale, inner.outside | frozenset(code for code in codes if code not in meeting))


def _limited(inner: Shared, least: int, most: int | None) -> Shared:
    """Hold sums between limits: try how many of the largest stand at the greatest and of the smallest at the least."""
    taking_part = sorted((part, code) for code, part in inner.parts.items() if code not in inner.outside)
    weights = [part for part, _ in taking_part]
    money, count = sum(weights), len(weights)
    for low in range(count + 1):
        for high in range(count - low + 1 if most is not None else 1):
            rest = money - (low * least + high * (most or 0)) * inner.scale
            limits = least * inner.scale, None if most is None else most * inner.scale
            found = _fit(weights, low, high, rest, limits)
            if found is not None:
                return _at_limits(inner, taking_part, low, high, (least, most or 0), found)
    everyone_at_most = {code: (most or 0) if part else min(least, most or 0) for part, code in taking_part}
    return Shared({code: everyone_at_most.get(code, 0) for code in inner.parts}, 1, inner.outside)


def _fit(weights: list[int], low: int, high: int, rest: int, limits: tuple[int, int | None]) -> tuple[int, int] | None:
    """Return the scale (numerator, denominator) that gives ``rest`` to those between the limits, if there is one.

    The ``low`` smallest must then come to the least at most, and the ``high`` largest to the greatest at least.
    """
    least, most = limits
    count = len(weights)
    between = weights[low : count - high]
    total = sum(between)
    below = weights[low - 1] if low else 0
    above = weights[count - high] if high else 0
    if total == 0:
        together = high == 0 or (above > 0 and below * (most or 0) <= least * above)
        return (0, 1) if rest == 0 and together and (least == 0 or not between) else None
    if rest < 0 or below * rest > least * total or between[0] * rest < least * total:
        return None
    if most is not None and (between[-1] * rest > most * total or (high and above * rest < most * total)):
        return None
    return rest, total


def _at_limits(
    inner: Shared,
    taking_part: list[tuple[int, str]],
    low: int,
    high: int,
    limits: tuple[int, int],
    found: tuple[int, int],
) -> Shared:
    numerator, denominator = found
    scale = inner.scale * denominator
    parts = dict.fromkeys(inner.parts, 0)
    for place, (part, code) in enumerate(taking_part):
        if place < low:
            parts[code] = limits[0] * scale
        elif place >= len(taking_part) - high:
            parts[code] = limits[1] * scale
        else:
            parts[code] = part * numerator
    return Shared(parts, scale, inner.outside)


# --- rounding ------------------------------------------------------------------------------------------------------


def _column(shared: Shared, pot: int, rounding: Rounding, ceilings: Mapping[str, int] | None) -> GrantColumn:
    """Round a column, once."""
    unit = shared.scale * rounding.unit
    floors = {code: part // unit for code, part in shared.parts.items()}
    by_remainder = sorted(sorted(shared.parts), key=lambda code: shared.parts[code] % unit, reverse=True)
    if rounding.method == "down":
        lucky: list[str] = []
    elif rounding.method == "cumulative":
        lucky = _by_running_total(shared.parts, unit)
    else:
        lucky = by_remainder[: sum(shared.parts.values()) // unit - sum(floors.values())]
    if ceilings is not None:
        queue = [*lucky, *(code for code in by_remainder if code not in lucky)]
        able = [c for c in queue if shared.parts[c] % unit and (floors[c] + 1) * rounding.unit <= ceilings[c]]
        lucky = able[: len(lucky)]
    amounts = {code: (floor + (code in lucky)) * rounding.unit for code, floor in floors.items()}
    return GrantColumn(amounts, pot - sum(amounts.values()), shared)


def _by_running_total(parts: Mapping[str, int], unit: int) -> list[str]:
    order = sorted(parts)
    ends = [sum(parts[code] for code in order[: place + 1]) for place in range(len(order))]
    nearest = [end // unit + (2 * (end % unit) >= unit) for end in ends]
    if nearest[-1] * unit > ends[-1]:
        nearest = [end // unit for end in ends]
    steps = [after - before for before, after in zip([0, *nearest[:-1]], nearest, strict=True)]
    return [code for code, step in zip(order, steps, strict=True) if step > parts[code] // unit]


def _exact(column: GrantColumn) -> list[Fraction]:
    return [Fraction(part, column.exact.scale) for part in column.exact.parts.values()]


def _keep_within(grant: Grant, columns: dict[str, GrantColumn], unit: int) -> None:
    """Move one unit at a time between two recipients' earmarks until no one's pass the grant, cheapest first."""
    names = [f"{grant.id}/{earmark.id}" for earmark in grant.earmarks]
    amounts = {name: dict(columns[name].amounts) for name in names}
    whole = columns[grant.id].amounts

    def free(code: str) -> int:
        return whole[code] - sum(amounts[name][code] for name in names)

    def above(name: str, code: str) -> Fraction:
        exact = columns[name].exact
        return amounts[name][code] - Fraction(exact.parts[code], exact.scale)

    for code in sorted(whole):
        while free(code) < 0:
            moves = [
                (above(name, to) - above(name, code), order, to, name)
                for order, name in enumerate(names)
                if amounts[name][code]
                for to in whole
                if columns[name].exact.parts[to] and free(to) >= unit
            ]
            if moves:
                _, _, to, name = min(moves)
                amounts[name][to] += unit
            else:
                name = max((each for each in names if amounts[each][code]), key=lambda each: above(each, code))
            amounts[name][code] -= unit
    if sum(earmark.amount for earmark in grant.earmarks) == grant.amount:
        for code in sorted(whole):
            lacking = [
                (sum(_exact(columns[name])) - sum(amounts[name].values()), -order, name)
                for order, name in enumerate(names)
                if columns[name].exact.parts[code]
            ]
            if lacking and free(code) > 0:
                amounts[max(lacking)[2]][code] += free(code)
    for name, earmark in zip(names, grant.earmarks, strict=True):
        left = earmark.amount - sum(amounts[name].values())
        columns[name] = GrantColumn(amounts[name], left, columns[name].exact)

"""Hypothesis strategies for agreements that can be allocated: every kind of rule, alone and inside each other.

The first recipient of a generated agreement has a number above zero in every key, increases in every pair of keys and
meets every condition; so every rule has someone to share with, and what the strategies make is never refused.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from hypothesis import strategies as st

from naravard.agreement.model import (
    Agreement,
    AllocationKey,
    Base,
    Condition,
    Earmark,
    Equal,
    Fixed,
    Grant,
    Increase,
    Limits,
    Mix,
    MixPart,
    Proportional,
    Rounding,
    Rule,
    Text,
)
from small_agreements import agreement, earmark, grant, key

CODES = ("01", "03", "04", "05", "06", "07", "08", "09", "10", "12", "13", "14")
KEYS = ("a", "b", "c")
BEFORE, AFTER = "before", "after"

amounts = st.one_of(st.integers(0, 50), st.integers(0, 10**5), st.integers(10**6, 10**10))
weights = st.one_of(
    st.integers(0, 12),
    st.integers(0, 2_500_000),
    st.fractions(min_value=0, max_value=1000, max_denominator=12),
)


@dataclass(frozen=True)
class World:
    """Who can receive and what can be shared by."""

    codes: tuple[str, ...]
    keys: tuple[AllocationKey, ...]


@st.composite
def worlds(draw: st.DrawFn, least: int = 1, most: int = len(CODES)) -> World:
    """Generate recipients and keys."""
    codes = CODES[: draw(st.integers(least, most))]
    keys = []
    for key_id in KEYS:
        values = {code: Fraction(draw(weights)) for code in codes}
        values[codes[0]] += 1
        keys.append(key(key_id, values))
    before = {code: draw(st.integers(0, 100)) for code in codes}
    after = {code: draw(st.integers(0, 100)) for code in codes}
    after[codes[0]] = before[codes[0]] + draw(st.integers(1, 9))
    return World(codes, (*keys, key(BEFORE, before), key(AFTER, after)))


@st.composite
def split(draw: st.DrawFn, amount: int, codes: tuple[str, ...]) -> dict[str, int]:
    """Generate whole kronor for the codes that add up to the amount."""
    cuts = sorted(draw(st.lists(st.integers(0, amount), min_size=len(codes) - 1, max_size=len(codes) - 1)))
    ends = [*cuts, amount]
    return dict(zip(codes, (end - start for start, end in zip([0, *cuts], ends, strict=True)), strict=True))


leaf_rules: st.SearchStrategy[Rule] = st.one_of(
    st.sampled_from(KEYS).map(lambda key_id: Proportional(key=key_id)),
    st.just(Equal()),
    st.just(Increase(before=BEFORE, after=AFTER)),
)


@st.composite
def mixes(draw: st.DrawFn, inner: st.SearchStrategy[Rule]) -> Rule:
    """Generate a mix of rules with weights that add up to 1."""
    counts = draw(st.lists(st.integers(0, 6), min_size=1, max_size=3).filter(any))
    total = sum(counts)
    return Mix(parts=tuple(MixPart(weight=Fraction(count, total), rule=draw(inner)) for count in counts))


def _conditioned(rule: Rule, money: Literal["left", "shared"], failing: tuple[str, ...] | None) -> Rule:
    """Put a condition around a rule; with no list of those who fail, who has a number in key c meets it."""
    name = Text("Har ansökt", "Has applied")
    if failing is None:
        return Condition(name=name, rule=rule, money=money, met="c")
    return Condition(name=name, rule=rule, money=money, not_met=failing)


homogeneous_rules: st.SearchStrategy[Rule] = st.recursive(
    leaf_rules,
    lambda inner: st.one_of(
        mixes(inner), st.builds(_conditioned, inner, st.sampled_from(("left", "shared")), st.none())
    ),
    max_leaves=4,
)
"""Rules under which twice the pot is twice the exact amounts."""


@st.composite
def rules(
    draw: st.DrawFn, world: World, pot: Fraction, *, unit: int = 1, depth: int = 3, shared: bool = False
) -> tuple[Rule, bool]:
    """Generate a rule that can share the pot, and say whether it may leave money."""
    kinds = ["leaf"]
    if depth:
        kinds += ["mix", "base", "condition", "limits"]
    if pot.denominator == 1 and not shared:
        kinds.append("fixed")
    kind = draw(st.sampled_from(kinds))
    if kind == "leaf":
        return draw(leaf_rules), False
    if kind == "fixed":
        return Fixed(amounts=draw(split(int(pot), world.codes))), False
    if kind == "mix":
        return draw(_mix(world, pot, depth, shared=shared))
    if kind == "base":
        amount = draw(st.integers(0, int(pot) // len(world.codes)))
        rest = pot - amount * len(world.codes)
        rule, leaves = draw(rules(world, rest, depth=depth - 1, shared=shared))
        return Base(amount=amount, remainder=rule), leaves
    if kind == "condition":
        money = draw(st.sampled_from(("left", "shared")))
        failing = draw(st.one_of(st.none(), st.lists(st.sampled_from(world.codes), unique=True).map(tuple)))
        if failing is not None:
            failing = tuple(code for code in failing if code != world.codes[0])
        again = shared or money == "shared"
        rule, leaves = draw(rules(world, pot, unit=unit, depth=depth - 1, shared=again))
        return _conditioned(rule, money, failing), leaves or money == "left"
    return draw(_limits(world, pot, unit, depth, shared=shared))


@st.composite
def _mix(draw: st.DrawFn, world: World, pot: Fraction, depth: int, *, shared: bool) -> tuple[Rule, bool]:
    counts = draw(st.lists(st.integers(0, 6), min_size=1, max_size=3).filter(any))
    parts, leaves = [], False
    for count in counts:
        weight = Fraction(count, sum(counts))
        rule, leaving = draw(rules(world, pot * weight, depth=depth - 1, shared=shared))
        short = isinstance(rule, Proportional) and draw(st.booleans())
        parts.append(MixPart(weight=weight, key=rule.key) if short else MixPart(weight=weight, rule=rule))
        leaves = leaves or leaving
    return Mix(parts=tuple(parts)), leaves


@st.composite
def _limits(draw: st.DrawFn, world: World, pot: Fraction, unit: int, depth: int, *, shared: bool) -> tuple[Rule, bool]:
    rule, leaves = draw(rules(world, pot, depth=depth - 1, shared=shared))
    units = int(pot) // unit // len(world.codes)
    least = None if leaves else draw(st.one_of(st.none(), st.integers(0, units).map(lambda count: count * unit)))
    lowest = (least or 0) // unit
    most = draw(st.one_of(st.none(), st.integers(lowest, 3 * units + 3).map(lambda count: count * unit)))
    return Limits(rule=rule, least=least, most=most), leaves or most is not None


roundings = st.builds(
    Rounding,
    method=st.sampled_from(("largest-remainder", "cumulative", "down")),
    unit=st.sampled_from((1, 1, 1, 10, 1000)),
)


@st.composite
def grants(draw: st.DrawFn, world: World, grant_id: str = "medel") -> Grant:
    """Generate a grant with earmarks and a rounding."""
    amount = draw(amounts)
    rounding = draw(roundings)
    earmarks: list[Earmark] = []
    left = amount
    for place in range(draw(st.integers(0, 2))):
        part = draw(st.integers(0, left))
        rule = draw(rules(world, Fraction(part), depth=1))[0] if draw(st.booleans()) else None
        earmarks.append(earmark(part, rule, f"varav-{place}"))
        left -= part
    pot = amount - sum(each.amount for each in earmarks if each.rule is not None)
    rule, _ = draw(rules(world, Fraction(pot), unit=rounding.unit))
    return grant(rule, amount, grant_id=grant_id, earmarks=tuple(earmarks), rounding=rounding)


@st.composite
def agreements(draw: st.DrawFn, most_grants: int = 2) -> Agreement:
    """Generate a whole agreement."""
    world = draw(worlds())
    made = [draw(grants(world, f"medel-{place}")) for place in range(draw(st.integers(1, most_grants)))]
    return agreement(*made, keys=world.keys, names={code: f"Region {code}" for code in world.codes})

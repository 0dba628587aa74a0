"""Each kind of rule by hand: what it gives, exactly, and what it leaves."""

from collections.abc import Mapping
from fractions import Fraction

import pytest

from naravard.agreement.model import (
    Base,
    Condition,
    Equal,
    Fixed,
    Increase,
    Limits,
    Mix,
    MixPart,
    Proportional,
    Rule,
    Text,
)
from naravard.allocation import allocate
from small_agreements import agreement, grant, key

KEYS = (
    key("folk", {"01": 500, "03": 300, "04": 150, "05": 50}),
    key("vard", {"01": 10, "03": 10, "04": 0, "05": 20}),
    key("fore", {"01": 10, "03": 20, "04": 30, "05": 0}),
    key("efter", {"01": 40, "03": 10, "04": 40, "05": 0}),
    key("ansokt", {"01": 1, "03": 0, "04": 1, "05": 1}),
    key("tabell", {"01": 400, "03": 300, "04": 200, "05": 100}),
)
FOLK, VARD = Proportional(key="folk"), Proportional(key="vard")
APPLIED = Text("Har ansökt", "Has applied")


def exact(rule: Rule, amount: int = 1000) -> tuple[list[Fraction], Fraction]:
    """Return the exact amounts in the order of the codes, and what the rule left."""
    granted = allocate(agreement(grant(rule, amount), keys=KEYS)).grant("medel")
    return [cell.exact for cell in granted.cells], granted.left_by_rule


def half_and_half(first: Rule, second: Rule) -> Mix:
    """Make a mix of two halves."""
    return Mix(parts=(MixPart(weight=Fraction(1, 2), rule=first), MixPart(weight=Fraction(1, 2), rule=second)))


CASES: Mapping[str, tuple[Rule, list[Fraction | int], int]] = {
    "proportional": (FOLK, [500, 300, 150, 50], 0),
    "proportional, zero in the key": (VARD, [250, 250, 0, 500], 0),
    "equal": (Equal(), [250, 250, 250, 250], 0),
    "mix": (half_and_half(FOLK, VARD), [375, 275, 75, 275], 0),
    "mix by shorthand": (
        Mix(parts=(MixPart(weight=Fraction(1, 4), key="folk"), MixPart(weight=Fraction(3, 4), key="vard"))),
        [Fraction(625, 2), Fraction(525, 2), Fraction(75, 2), Fraction(775, 2)],
        0,
    ),
    "base": (Base(amount=100, remainder=FOLK), [400, 280, 190, 130], 0),
    "base takes all": (Base(amount=250, remainder=FOLK), [250, 250, 250, 250], 0),
    "increase, a decrease counts as nothing": (Increase(before="fore", after="efter"), [750, 0, 250, 0], 0),
    "fixed by table": (Fixed(amounts={"01": 900, "03": 0, "04": 100, "05": 0}), [900, 0, 100, 0], 0),
    "fixed by key": (Fixed(key="tabell"), [400, 300, 200, 100], 0),
    "condition, left": (Condition(name=APPLIED, rule=FOLK, money="left", met="ansokt"), [500, 0, 150, 50], 300),
    "condition, shared": (
        Condition(name=APPLIED, rule=FOLK, money="shared", met="ansokt"),
        [Fraction(5000, 7), 0, Fraction(1500, 7), Fraction(500, 7)],
        0,
    ),
    "condition by codes": (
        Condition(name=APPLIED, rule=Equal(), money="shared", not_met=("01", "05")),
        [0, 500, 500, 0],
        0,
    ),
    "limits, least": (
        Limits(rule=FOLK, least=100),
        [Fraction(9000, 19), Fraction(5400, 19), Fraction(2700, 19), 100],
        0,
    ),
    "limits, most": (Limits(rule=FOLK, most=400), [400, 360, 180, 60], 0),
    "limits, both": (Limits(rule=FOLK, least=120, most=400), [400, 320, 160, 120], 0),
    "limits that change nothing": (Limits(rule=FOLK, least=50, most=500), [500, 300, 150, 50], 0),
    "limits that leave money": (Limits(rule=FOLK, most=200), [200, 200, 200, 200], 200),
    "limits, nothing to those with nothing in the key": (Limits(rule=VARD, most=200), [200, 200, 0, 200], 400),
    "limits, the least also to those with nothing in the key": (Limits(rule=VARD, least=40), [240, 240, 40, 480], 0),
    "limits hold only for those who take part": (
        Limits(rule=Condition(name=APPLIED, rule=FOLK, money="shared", met="ansokt"), least=100),
        [Fraction(9000, 13), 0, Fraction(2700, 13), 100],
        0,
    ),
    "limits hold only for those who meet both conditions": (
        Limits(
            rule=Condition(
                name=APPLIED,
                rule=Condition(name=APPLIED, rule=FOLK, money="shared", not_met=("05",)),
                money="shared",
                met="ansokt",
            ),
            least=300,
        ),
        [700, 0, 300, 0],
        0,
    ),
    "limits hold also for those who only have a base amount": (
        Limits(
            rule=Base(amount=10, remainder=Condition(name=APPLIED, rule=FOLK, money="shared", met="ansokt")), least=50
        ),
        [Fraction(462650, 693), 50, Fraction(143450, 693), Fraction(4750, 63)],
        0,
    ),
    "limits hold also for those who take part in one part of a mix": (
        Limits(
            rule=half_and_half(FOLK, Condition(name=APPLIED, rule=Equal(), money="shared", not_met=("03", "04", "05"))),
            least=100,
        ),
        [Fraction(2000, 3), Fraction(400, 3), 100, 100],
        0,
    ),
    "limits around what a condition leaves": (
        Limits(rule=Condition(name=APPLIED, rule=FOLK, money="left", met="ansokt"), most=400),
        [400, 0, 225, 75],
        300,
    ),
    "a condition around limits": (
        Condition(name=APPLIED, rule=Limits(rule=FOLK, most=400), money="left", met="ansokt"),
        [400, 0, 180, 60],
        360,
    ),
    "a base amount under a condition": (
        Base(amount=50, remainder=Condition(name=APPLIED, rule=FOLK, money="left", met="ansokt")),
        [450, 50, 170, 90],
        240,
    ),
    "a mix of a base amount and an increase": (
        half_and_half(Base(amount=100, remainder=FOLK), Increase(before="fore", after="efter")),
        [525, 130, 240, 105],
        0,
    ),
    "a condition inside a condition": (
        Condition(
            name=APPLIED,
            rule=Condition(name=Text("Har svarat"), rule=Equal(), money="left", not_met=("03", "05")),
            money="shared",
            met="ansokt",
        ),
        [Fraction(1000, 3), 0, Fraction(1000, 3), 0],
        Fraction(1000, 3),
    ),
}  # type: ignore[assignment]


@pytest.mark.parametrize("case", CASES)
def test_what_each_rule_gives(case: str) -> None:
    rule, expected, left = CASES[case]
    assert exact(rule) == (expected, left)


def test_kronor_that_a_rule_leaves_are_told() -> None:
    rule = Condition(name=APPLIED, rule=FOLK, money="left", met="ansokt")
    granted = allocate(agreement(grant(rule, 1001), keys=KEYS)).grant("medel")
    assert [cell.computed for cell in granted.cells] == [500, 0, 150, 50]
    assert (granted.unallocated, granted.left_by_rule) == (301, Fraction(3003, 10))


def test_a_grant_of_nothing_gives_nothing() -> None:
    granted = allocate(agreement(grant(half_and_half(FOLK, Equal()), 0), keys=KEYS)).grant("medel")
    assert [cell.computed for cell in granted.cells] == [0, 0, 0, 0]


def test_a_key_counts_only_those_who_receive() -> None:
    """The total is that of the grant's recipients, also when the key has numbers for others."""
    made = agreement(grant(FOLK), keys=KEYS, names={"01": "Alfa", "05": "Delta"})
    assert [cell.exact for cell in allocate(made).grant("medel").cells] == [Fraction(10000, 11), Fraction(1000, 11)]


def test_a_key_may_have_decimals() -> None:
    decimals = key("timmar", {"01": Fraction("0.5"), "03": Fraction("1.5"), "04": 1, "05": 1})
    made = agreement(grant(Proportional(key="timmar"), 8), keys=(decimals,))
    assert [cell.computed for cell in allocate(made).grant("medel").cells] == [1, 3, 2, 2]

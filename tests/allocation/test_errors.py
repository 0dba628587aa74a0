"""What cannot be carried out is said: what, where, found, expected and the way out, in both languages."""

from collections.abc import Callable
from fractions import Fraction

import pytest

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
    MixPart,
    Proportional,
    Rounding,
    Rule,
    Text,
)
from naravard.allocation import AllocationError, allocate
from naravard.allocation import errors as allocation_errors
from naravard.allocation.explanation import explain
from naravard.allocation.rules import errors as rule_errors
from small_agreements import agreement, earmark, grant, key, override

NUMBERS = {"01": 5, "03": 3, "04": 2, "05": 0}
KEYS = (
    key("folk", NUMBERS),
    key("lika", dict.fromkeys(NUMBERS, 1)),
    key("noll", dict.fromkeys(NUMBERS, 0)),
    key("brist", {"01": 1, "03": 1}),
    key("minus", NUMBERS | {"04": -2}),
    key("vantar", None, awaits="rapport"),
)
APPLIED = Text("Har ansökt", "Has applied")
FOLK = Proportional(key="folk")


def by(rule: Rule, amount: int = 1000, **changes: object) -> Callable[[], object]:
    """Return the allocation of a grant by this rule, to be tried."""
    return lambda: allocate(agreement(grant(rule, amount, **changes), keys=KEYS))  # type: ignore[arg-type]


def made(*grants: Grant, **changes: object) -> Agreement:
    """Make an agreement with the keys."""
    return agreement(*(grants or (grant(FOLK),)), keys=KEYS, **changes)  # type: ignore[arg-type]


def of_half(rule: Rule) -> Mix:
    """Make a mix that is only a half."""
    return Mix(parts=(MixPart(weight=Fraction(1, 2), rule=rule),))


CASES: dict[str, tuple[Callable[[], object], str]] = {
    "UnknownGrantError": (lambda: explain(allocate(made()), "medell", "01"), "medel"),
    "UnknownRecipientError": (lambda: explain(allocate(made()), "medel", "02"), "01"),
    "UnknownEarmarkError": (
        lambda: explain(allocate(made(grant(FOLK, earmarks=(earmark(1),)))), "medel", "01", earmark="vara"),
        "varav",
    ),
    "UnknownKeyError": (by(Proportional(key="fokl")), "folk"),
    "AwaitsKeyError": (lambda: explain(allocate(made(grant(Proportional(key="vantar")))), "medel", "01"), "vantar"),
    "NoRecipientsError": (lambda: allocate(made(names={})), "regions"),
    "RepeatedRecipientError": (by(FOLK, recipients=("regions", "regions")), "01"),
    "KeyLacksRecipientsError": (by(Proportional(key="brist")), "04"),
    "KeyHasUnknownCodesError": (lambda: allocate(made(), keys={"folk": {"99": Fraction(1)}}), "99"),
    "NegativeKeyValueError": (by(Proportional(key="minus")), "−2"),
    "KeyTotalIsZeroError": (by(Proportional(key="noll")), "noll"),
    "NothingIncreasedError": (by(Increase(before="folk", after="folk")), "0"),
    "WeightsDoNotAddUpError": (by(of_half(FOLK)), "1/2"),
    "BaseTooGreatError": (by(Base(amount=251, remainder=FOLK)), "1\u00a0004\u00a0kr"),
    "FixedDoesNotMeetPotError": (by(Fixed(amounts=dict.fromkeys(NUMBERS, 0) | {"01": 999})), "999\u00a0kr"),
    "FixedLacksRecipientsError": (by(Fixed(amounts={"01": 1000, "03": 0})), "04 och 05"),
    "FixedUnknownCodeError": (by(Fixed(amounts={"02": 1000})), "02"),
    "NoOneMeetsConditionError": (
        by(Condition(name=APPLIED, rule=FOLK, money="shared", met="noll")),
        "0",
    ),
    "UnknownConditionCodeError": (by(Condition(name=APPLIED, rule=FOLK, money="left", not_met=("02",))), "02"),
    "LimitsImpossibleError": (by(Limits(rule=FOLK, least=251)), "1\u00a0004\u00a0kr"),
    "EarmarksTooGreatError": (by(FOLK, earmarks=(earmark(1001),)), "1\u00a0001\u00a0kr"),
    "OverrideUnknownError": (lambda: allocate(made(overrides=(override("02", 1), override("01", -1)))), "02"),
    "OverridesDoNotNetError": (lambda: allocate(made(overrides=(override("01", 1),))), "1\u00a0kr"),
}
ELSEWHERE = {"NoOnwardError", "NoMunicipalitiesError", "ChangeRefusedError"}
"""Tried in the tests of the second level and of the simulation."""


@pytest.mark.parametrize("name", CASES)
def test_each_error_says_what_was_found(name: str) -> None:
    attempt, found = CASES[name]
    with pytest.raises(AllocationError) as caught:
        attempt()
    error = caught.value
    assert type(error).__name__ == name
    assert found in error.in_language("sv")
    for language, label in (("sv", "Gör så här: "), ("en", "Way out: ")):
        message = error.in_language(language)
        assert label in message
        assert message.endswith((".", "?"))
    assert error.what.en
    assert error.way_out.en
    assert str(error) == error.in_language("sv")


def test_every_error_of_the_family_is_tried_and_drawn() -> None:
    family = {
        name
        for module in (allocation_errors, rule_errors)
        for name, value in vars(module).items()
        if isinstance(value, type) and issubclass(value, AllocationError) and value is not AllocationError
    }
    assert family == CASES.keys() | ELSEWHERE
    assert all(f"── {name} " in (allocation_errors.__doc__ or "") for name in family)


@pytest.mark.parametrize(
    ("rule", "where"),
    [
        (Base(amount=1, remainder=Proportional(key="noll")), "medel.rule.remainder"),
        (
            Mix(parts=(MixPart(weight=Fraction(1), rule=Limits(rule=Proportional(key="noll"), most=9)),)),
            "medel.rule.parts.0.rule",
        ),
        (Condition(name=APPLIED, rule=Proportional(key="noll"), money="left"), "medel.rule.rule"),
    ],
)
def test_the_place_inside_the_rule_is_told(rule: Rule, where: str) -> None:
    with pytest.raises(AllocationError) as caught:
        by(rule)()
    assert caught.value.where == where


@pytest.mark.parametrize(
    "limits",
    [
        Limits(rule=FOLK, least=20, most=10),
        Limits(rule=FOLK, least=-1),
        Limits(rule=FOLK, most=-1),
    ],
)
def test_limits_that_contradict_each_other_are_refused(limits: Limits) -> None:
    with pytest.raises(rule_errors.LimitsImpossibleError):
        by(limits)()


def test_limits_must_go_into_the_rounding_unit() -> None:
    """Otherwise the rounding would pass them."""
    rounding = Rounding(unit=100)
    with pytest.raises(rule_errors.LimitsImpossibleError, match="inte går jämnt upp"):
        by(Limits(rule=FOLK, most=450), rounding=rounding)()
    by(Limits(rule=FOLK, most=400), rounding=rounding)()


def test_a_list_of_many_is_shortened() -> None:
    error = allocation_errors.KeyLacksRecipientsError("medel", "folk", [f"{number:04}" for number in range(290)])
    assert "0000, 0001, 0002, 0003, 0004 och 285 till" in str(error)
    assert "and 285 more" in error.in_language("en")


def test_equal_needs_no_key() -> None:
    assert by(Equal())()

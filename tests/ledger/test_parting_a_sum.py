"""A sum parted among several: the parts are the whole, its earmarks are given out whole, nothing is below zero."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naravard.ledger import NotTheWholeError, part_of, parted
from naravard.ledger.facts import Sum
from naravard.ledger.onward_shares import less

CODES = st.lists(st.sampled_from([f"{number:04}" for number in range(1, 60)]), min_size=1, max_size=49, unique=True)
KRONOR = st.integers(0, 5_000_000)


@st.composite
def wholes(draw: st.DrawFn) -> tuple[Sum, dict[str, int]]:
    """A sum with earmarks, and amounts that part it."""
    amounts = {code: draw(st.one_of(st.integers(0, 3), KRONOR)) for code in draw(CODES)}
    left = total = sum(amounts.values())
    earmarks = {}
    for name in draw(st.lists(st.sampled_from("abc"), unique=True)):
        earmarks[name] = draw(st.integers(0, left))
        left -= earmarks[name]
    return Sum("medel", total, earmarks), amounts


@given(wholes())
def test_the_parts_are_the_whole_with_its_earmarks(drawn: tuple[Sum, dict[str, int]]) -> None:
    whole, amounts = drawn
    parts = parted(whole, amounts)
    assert {code: part.amount for code, part in parts.items()} == amounts
    assert sum(part.general for part in parts.values()) == whole.general
    for earmark, set_aside in whole.earmarks.items():
        assert sum(part.earmarks.get(earmark, 0) for part in parts.values()) == set_aside
    for part in parts.values():
        assert part.general >= 0
        assert all(amount > 0 for amount in part.earmarks.values())


@given(wholes())
def test_an_earmark_follows_the_amounts_to_within_a_krona_for_each_earmark_before_it(
    drawn: tuple[Sum, dict[str, int]],
) -> None:
    whole, amounts = drawn
    parts = parted(whole, amounts)
    for earmark, set_aside in list(whole.earmarks.items())[:1]:
        for code, amount in amounts.items():
            exact = Fraction(amount * set_aside, whole.amount) if whole.amount else Fraction(0)
            assert abs(parts[code].earmarks.get(earmark, 0) - exact) < 1


@given(wholes(), st.data())
def test_a_part_and_what_is_then_left_are_the_whole(drawn: tuple[Sum, dict[str, int]], data: st.DataObject) -> None:
    whole, _ = drawn
    taken = part_of(whole, data.draw(st.integers(0, whole.amount)))
    left = less(whole, taken)
    assert taken.amount + left.amount == whole.amount
    assert min([left.general, taken.general, *left.earmarks.values(), *taken.earmarks.values()]) >= 0
    for earmark, set_aside in whole.earmarks.items():
        assert taken.earmarks.get(earmark, 0) + left.earmarks.get(earmark, 0) == set_aside


@pytest.mark.parametrize("amounts", [{"a": 9}, {"a": 11}, {"a": 11, "b": -1}, {}])
def test_what_is_not_the_whole_is_refused(amounts: dict[str, int]) -> None:
    with pytest.raises(NotTheWholeError):
        parted(Sum("medel", 10), amounts)
    with pytest.raises(NotTheWholeError):
        part_of(Sum("medel", 10), 11)

"""Rounding: each method by hand, ties, units, and ceilings."""

from fractions import Fraction

import pytest

from naravard.agreement.model import Equal, Proportional, Rounding
from naravard.allocation import allocate
from naravard.allocation.rounding import round_amounts
from small_agreements import agreement, grant, key

THIRDS = {"01": Fraction(10, 3), "03": Fraction(10, 3), "04": Fraction(10, 3)}
MIXED = {"01": Fraction(11, 10), "03": Fraction(29, 10), "04": Fraction(35, 10), "05": Fraction(25, 10)}


def amounts(exact: dict[str, Fraction], rounding: Rounding, ceilings: dict[str, int] | None = None) -> list[int]:
    """Round, and return the amounts in the order of the codes."""
    return [rounded.amount for _, rounded in sorted(round_amounts(exact, rounding, ceilings).items())]


def test_largest_remainder_goes_by_remainder() -> None:
    assert amounts(MIXED, Rounding()) == [1, 3, 4, 2]


def test_equal_remainders_go_in_the_order_of_the_codes() -> None:
    assert amounts(THIRDS, Rounding()) == [4, 3, 3]
    assert amounts(dict(reversed(THIRDS.items())), Rounding()) == [4, 3, 3]


def test_the_ranks_are_those_of_the_exact_remainders() -> None:
    ranks = {code: rounded.rank for code, rounded in round_amounts(MIXED, Rounding()).items()}
    assert ranks == {"03": 1, "04": 2, "05": 3, "01": 4}


def test_cumulative_rounds_the_running_total_halves_up() -> None:
    # running totals 1.1, 4.0, 7.5, 10.0 become 1, 4, 8, 10
    assert amounts(MIXED, Rounding(method="cumulative")) == [1, 3, 4, 2]
    assert amounts(THIRDS, Rounding(method="cumulative")) == [3, 4, 3]


def test_cumulative_never_hands_out_more_than_there_is() -> None:
    exact = {"01": Fraction(9, 10), "03": Fraction(9, 10), "04": Fraction(8, 10)}
    assert amounts(exact, Rounding(method="cumulative")) == [0, 1, 1]


def test_down_leaves_the_rest() -> None:
    assert amounts(MIXED, Rounding(method="down")) == [1, 2, 3, 2]


@pytest.mark.parametrize(
    ("method", "expected", "left"),
    [
        ("largest-remainder", [5000, 5000, 4000], 500),
        ("cumulative", [4000, 5000, 5000], 500),
        ("down", [4000] * 3, 2500),
    ],
)
def test_less_than_one_unit_is_left(method: str, expected: list[int], left: int) -> None:
    rounding = {"largest-remainder": Rounding(unit=1000), "cumulative": Rounding(method="cumulative", unit=1000)}
    chosen = rounding.get(method, Rounding(method="down", unit=1000))
    made = agreement(grant(Equal(), 14500, rounding=chosen), names={"01": "A", "03": "B", "04": "C"})
    granted = allocate(made).grant("medel")
    assert [cell.computed for cell in granted.cells] == expected
    assert granted.unallocated == left


def test_the_grants_own_rounding_goes_before_the_agreements() -> None:
    made = agreement(
        grant(Equal(), 1001, grant_id="egen", rounding=Rounding(method="down")),
        grant(Equal(), 1001, grant_id="allman"),
        rounding=Rounding(unit=10),
    )
    allocation = allocate(made)
    assert [cell.computed for cell in allocation.grant("egen").cells] == [250, 250, 250, 250]
    assert [cell.computed for cell in allocation.grant("allman").cells] == [250, 250, 250, 250]
    assert [granted.unallocated for granted in allocation.grants] == [1, 1]


def test_a_ceiling_sends_the_krona_to_the_next() -> None:
    assert amounts(THIRDS, Rounding(), {"01": 3, "03": 4, "04": 4}) == [3, 4, 3]


def test_where_no_one_has_room_the_krona_is_left() -> None:
    assert amounts(THIRDS, Rounding(), {"01": 3, "03": 3, "04": 3}) == [3, 3, 3]


def test_a_great_pot_with_small_keys_is_exact() -> None:
    """Where doubles would lose kronor: sums near ten to the fifteenth."""
    numbers = key("folk", {"01": 1, "03": 1, "04": 1, "05": 10**9})
    amount = 999_999_999_999_999
    granted = allocate(agreement(grant(Proportional(key="folk"), amount), keys=(numbers,))).grant("medel")
    assert sum(cell.computed for cell in granted.cells) == amount
    assert granted.cell("05").exact == Fraction(amount * 10**9, 10**9 + 3)

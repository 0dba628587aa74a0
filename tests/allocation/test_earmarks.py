"""Earmarks: a part of a grant, by its own rule or the grant's, never more than the grant gives."""

from fractions import Fraction

import pytest

from naravard.agreement.model import Base, Equal, Proportional
from naravard.allocation import allocate
from naravard.allocation.errors import EarmarksTooGreatError
from small_agreements import agreement, earmark, grant, key

FOLK = key("folk", {"01": 500, "03": 300, "04": 150, "05": 50})


def granted_by(rule: Proportional | Base, *earmarks: object, amount: int = 1000):
    """Allocate a grant with earmarks."""
    return allocate(agreement(grant(rule, amount, earmarks=tuple(earmarks)), keys=(FOLK,))).grant("medel")


def test_without_a_rule_it_follows_its_grant() -> None:
    granted = granted_by(Base(amount=100, remainder=Proportional(key="folk")), earmark(200))
    assert [cell.exact for cell in granted.cells] == [400, 280, 190, 130]
    assert [cell.exact for cell in granted.earmarks[0].cells] == [80, 56, 38, 26]


def test_with_a_rule_of_its_own_the_rest_goes_by_the_grants() -> None:
    granted = granted_by(Proportional(key="folk"), earmark(200, Equal()))
    assert [cell.exact for cell in granted.earmarks[0].cells] == [50, 50, 50, 50]
    assert [cell.exact for cell in granted.cells] == [450, 290, 170, 90]


def test_two_earmarks_of_each_kind() -> None:
    granted = granted_by(
        Proportional(key="folk"), earmark(200, Equal(), "lika"), earmark(400, None, "efter-folk"), amount=1200
    )
    assert [cell.exact for cell in granted.earmark("efter-folk").cells] == [200, 120, 60, 20]
    assert [cell.exact for cell in granted.cells] == [550, 350, 200, 100]
    assert [granted.earmark("lika").cell("05").computed, granted.cell("05").computed] == [50, 100]


def test_there_is_one_rounding_of_the_sum() -> None:
    granted = granted_by(Proportional(key="folk"), earmark(333, Equal()), amount=1001)
    cell = granted.cell("04")
    assert cell.exact == Fraction(333, 4) + 668 * Fraction(15, 100)
    assert cell.computed == round(cell.exact)


def test_it_never_gives_more_than_its_grant() -> None:
    """One krona set aside, which the largest remainder alone would give to someone whose grant is nothing."""
    codes = [f"{number:02}" for number in range(1, 13)]
    numbers = key("folk", {code: 0 if code in ("01", "02") else 9 for code in codes})
    rule = Proportional(key="folk")
    first_two = key("tva", {code: 1 if code in ("01", "02") else 0 for code in codes})
    made = agreement(
        grant(rule, 10, earmarks=(earmark(1, Proportional(key="tva")),)),
        keys=(numbers, first_two),
        names={code: f"Region {code}" for code in codes},
    )
    granted = allocate(made).grant("medel")
    assert [granted.cell(code).computed for code in ("01", "02")] == [0, 0]
    assert [cell.computed for cell in granted.earmarks[0].cells] == [0] * 12
    assert granted.earmarks[0].unallocated == 1


def test_more_set_aside_than_there_is_is_refused() -> None:
    with pytest.raises(EarmarksTooGreatError, match="ryms inte"):
        granted_by(Proportional(key="folk"), earmark(600, None, "a"), earmark(500, None, "b"))

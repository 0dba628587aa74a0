"""Earmarks: a part of a grant, by its own rule or the grant's, never more than the grant gives."""

from fractions import Fraction

import pytest

from naravard.agreement.model import Base, Equal, Proportional, Rounding
from naravard.allocation import allocate
from naravard.allocation.errors import EarmarksTooGreatError
from naravard.allocation.explanation import explain
from small_agreements import agreement, earmark, grant, key, override

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


def test_two_that_fill_the_grant_come_to_it_for_everyone() -> None:
    """21 million in two halves among recipients whose halves both end on a half krona or more."""
    rule = Proportional(key="folk")
    for amount in (1001, 1003, 997, 333):
        granted = granted_by(
            rule, earmark(amount // 2, None, "halften"), earmark(amount - amount // 2, None, "andra"), amount=amount
        )
        for cell in granted.cells:
            parts = [each.cell(cell.recipient.code).computed for each in granted.earmarks]
            assert sum(parts) == cell.computed, (amount, cell.recipient.code)
        assert [each.unallocated for each in granted.earmarks] == [0, 0]


def test_two_that_fill_a_grant_of_one_unit_share_it_and_neither_passes_its_own_sum() -> None:
    parts = (earmark(9, None, "nio"), earmark(1, None, "ett"))
    made = grant(Proportional(key="folk"), 10, earmarks=parts, rounding=Rounding(unit=10))
    granted = allocate(agreement(made, keys=(FOLK,))).grant("medel")
    for cell in granted.cells:
        assert sum(each.cell(cell.recipient.code).computed for each in granted.earmarks) == cell.computed
    assert [sum(cell.computed for cell in each.cells) for each in granted.earmarks] == [9, 1]
    assert [each.unallocated for each in granted.earmarks] == [0, 0]


def test_two_that_fill_the_grant_fill_the_signed_amount_too() -> None:
    halves = (earmark(500, None, "halften"), earmark(500, None, "andra"))
    made = agreement(
        grant(Proportional(key="folk"), 1000, earmarks=halves),
        keys=(FOLK,),
        overrides=(override("01", -3), override("05", 3)),
    )
    granted = allocate(made).grant("medel")
    for cell in granted.cells:
        assert sum(each.cell(cell.recipient.code).binding for each in granted.earmarks) == cell.binding
    assert [sum(cell.binding for cell in each.cells) for each in granted.earmarks] == [500, 500]
    told = explain(allocate(made), "medel", "05", earmark="halften").lines
    assert [line.text.sv for line in told if line.kind == "override"] == [
        "Det undertecknade beloppet av ”Medel” är ett annat än det beräknade. För att delbeloppen ska rymmas i det "
        "är detta 3\u00a0kronor högre: 28\u00a0kr."
    ]


def test_what_was_moved_is_told() -> None:
    """Three thirds: each has 1/3 krona over for everyone, and rounding each for itself would give one too much."""
    thirds = tuple(earmark(10, Equal(), name) for name in ("a", "b", "c"))
    granted = allocate(made := agreement(grant(Equal(), 30, earmarks=thirds), keys=(FOLK,))).grant("medel")
    assert [sum(each.cell(code).computed for each in granted.earmarks) for code in ("01", "03", "04", "05")] == [
        granted.cell(code).computed for code in ("01", "03", "04", "05")
    ]
    told = [
        line.text.sv
        for code in ("01", "03", "04", "05")
        for name in ("a", "b", "c")
        for line in explain(allocate(made), "medel", code, earmark=name).lines
        if line.kind.startswith("moved")
    ]
    assert len(told) == len([1 for each in granted.earmarks for cell in each.cells if cell.moved])
    assert told


def test_more_set_aside_than_there_is_is_refused() -> None:
    with pytest.raises(EarmarksTooGreatError, match="ryms inte"):
        granted_by(Proportional(key="folk"), earmark(600, None, "a"), earmark(500, None, "b"))

"""The second level: a county's binding sum among its municipalities."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from naravard.agreement.model import Agreement, Base, Equal, Fixed, Onward, Override, Proportional, Rounding
from naravard.allocation import AllocationError, allocate
from naravard.allocation.errors import AwaitsKeyError, NoMunicipalitiesError, NoOnwardError, UnknownGrantError
from naravard.allocation.explanation import explain_onward
from naravard.allocation.second_level import share_onward
from small_agreements import REGIONS, agreement, grant, key, municipalities, override

TOWNS = {f"{county}{number:02}": f"Kommun {county}{number:02}" for county in REGIONS for number in range(1, 5)}
PEOPLE = {code: 1000 + 37 * place for place, code in enumerate(TOWNS)}
BY_PEOPLE = Onward(recipients="municipalities", rule=Proportional(key="people"), clause="10.1")
KEYS = (key("population", {"01": 700, "03": 200, "04": 90, "05": 10}), key("people", PEOPLE))


def made(onward: Onward | None = BY_PEOPLE, amount: int = 1001, **changes: tuple[Override, ...]) -> Agreement:
    return agreement(
        grant(Proportional(key="population"), amount, onward=onward),
        keys=KEYS,
        groups=(municipalities(TOWNS),),
        **changes,
    )


@settings(max_examples=40)  # each shares every county out
@given(st.integers(0, 10**9), st.sampled_from((1, 10, 1000)), st.lists(st.integers(0, 10**5), min_size=16, max_size=16))
def test_every_county_shares_out_its_whole_sum(amount: int, unit: int, people: list[int]) -> None:
    numbers = {code: Fraction(count + 1) for code, count in zip(TOWNS, people, strict=True)}
    allocation = allocate(replace(made(amount=amount), rounding=Rounding(unit=unit)))
    second = share_onward(allocation, "medel", keys={"people": numbers})
    for county in second.counties:
        assert sum(cell.computed for cell in county.cells) + county.unallocated == county.amount
        assert county.unallocated == 0
        assert all(abs(cell.computed - cell.exact) < unit for cell in county.cells)
    assert sum(county.amount for county in second.counties) == sum(c.binding for c in allocation.grant("medel").cells)


def test_it_is_the_binding_sum_that_is_shared() -> None:
    allocation = allocate(made(overrides=(override("01", -1), override("05", 1))))
    second = share_onward(allocation, "medel")
    assert [county.amount for county in second.counties] == [700, 200, 90, 11]
    assert [sum(cell.computed for cell in county.cells) for county in second.counties] == [700, 200, 90, 11]


def test_only_the_countys_own_municipalities_share() -> None:
    second = share_onward(allocate(made()), "medel")
    for county in second.counties:
        assert {cell.recipient.county for cell in county.cells} == {county.county.code}
    assert second.county_of("0302").county.code == "03"
    with pytest.raises(KeyError):
        second.county_of("9999")


def test_a_key_of_ones_own_may_be_brought() -> None:
    brought = {code: Fraction(1) for code in TOWNS}
    own = Onward(recipients="municipalities", rule=Proportional(key="egen"))
    second = share_onward(allocate(made(onward=None)), "medel", onward=own, keys={"egen": brought})
    assert second.brought == ("egen",)
    assert [cell.computed for cell in second.counties[1].cells] == [50, 50, 50, 50]


def test_a_table_of_all_municipalities_is_read_county_by_county() -> None:
    amounts = dict.fromkeys(TOWNS, 0) | {"0101": 701, "0302": 200, "0403": 90, "0504": 10}
    second = share_onward(
        allocate(made()), "medel", onward=Onward(recipients="municipalities", rule=Fixed(amounts=amounts))
    )
    assert second.counties[0].cell("0101").computed == 701


def test_a_municipality_and_the_way_to_its_sum_are_explained() -> None:
    allocation = allocate(made())
    explained = explain_onward(allocation, share_onward(allocation, "medel"), "0302")
    assert explained.amount == 49
    assert "ur den summa som betalas till Region Beta" in explained.heading.sv
    assert explained.waterfall[0].value == 200
    assert explained.waterfall[-1].value == explained.amount


def test_an_awaited_key_gives_no_counties() -> None:
    awaited = replace(made(), keys=(KEYS[0], key("people", None, awaits="rapport")))
    second = share_onward(allocate(awaited), "medel")
    assert (second.counties, second.awaits) == ((), ("people",))
    with pytest.raises(AwaitsKeyError):
        explain_onward(allocate(awaited), second, "0101")


@pytest.mark.parametrize(
    ("onward", "error"),
    [
        (None, NoOnwardError),
        (Onward(recipients="regions", rule=Base(amount=10**6, remainder=Equal())), AllocationError),
    ],
)
def test_what_cannot_be_shared_is_said(onward: Onward | None, error: type[AllocationError]) -> None:
    with pytest.raises(error):
        share_onward(allocate(made(onward=onward)), "medel")


def test_a_county_without_municipalities_is_named() -> None:
    some = tuple(member for member in municipalities(TOWNS).members if member.county != "04")
    with pytest.raises(NoMunicipalitiesError, match="Region Gamma"):
        share_onward(allocate(made()), "medel", recipients=some)


def test_an_unknown_grant_is_named_with_the_nearest() -> None:
    with pytest.raises(UnknownGrantError, match="menade du medel"):
        share_onward(allocate(made()), "medell")

"""A scenario in an address, in a file and on the command line says the same."""

from fractions import Fraction

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from naravard.allocation.variants import read_variant, variant_text
from naravard.web.simulation.address import packed, packed_numbers, unpacked, unpacked_numbers
from naravard.web.simulation.scenario import Scenario
from naravard.web.site.forms.problems import EntryError

codes = st.sampled_from(["01", "03", "0114", "0180", "SKR", "a-skola"])
decimals = st.builds(
    lambda digits, places: Fraction(digits, 10**places), st.integers(0, 10**15 - 1), st.integers(0, 20)
)
ratios = st.fractions(min_value=0, max_value=10**9, max_denominator=10**6)
numbers = st.dictionaries(codes, st.one_of(decimals, ratios), min_size=1)
scenarios = st.builds(
    Scenario,
    changes=st.dictionaries(
        st.sampled_from(["ambulans.amount", "ambulans.rule", "rounding.unit", "keys.population.01"]),
        st.sampled_from(["1000", "60 %", "{kind: equal}", "a&b=c#+?"]),
    ).map(lambda changes: tuple(changes.items())),
    keys=st.dictionaries(st.sampled_from(["population", "egen-ambulans"]), numbers.map(packed_numbers)).map(
        lambda keys: tuple(keys.items())
    ),
    name=st.sampled_from(["", "Högre grundbelopp", "50 % & mer + åäö"]),
)


@given(scenarios)
def test_an_address_says_the_same_again(scenario: Scenario) -> None:
    assert Scenario.from_query(QueryDict(scenario.query())) == (scenario, [])


@given(scenarios)
def test_a_variant_file_says_the_same_again(scenario: Scenario) -> None:
    variant = scenario.as_variant("avtal")
    again = Scenario.from_variant(read_variant(variant_text(variant).encode()))
    assert again.numbers == scenario.numbers
    assert again.changes == scenario.changes


@given(numbers)
def test_numbers_are_packed_exactly(some: dict[str, Fraction]) -> None:
    assert unpacked_numbers(packed_numbers(some)) == some


@pytest.mark.parametrize(
    "token",
    [
        "",
        "åäö",
        "abc",
        "////",
        packed("01:1")[:-3],
        packed("01"),
        packed("01:x"),
        packed("01:-1"),
        packed("01:1/0"),
        packed("01:1e9"),
        packed("01:" + "9" * 200),
        packed("x" * 200_000),
    ],
)
def test_a_damaged_address_is_told_not_guessed(token: str) -> None:
    with pytest.raises(EntryError) as caught:
        unpacked_numbers(token)
    assert "adress" in caught.value.problems[0].what


def test_a_small_text_cannot_unpack_into_a_large_one() -> None:
    bomb = packed("0" * 50_000_000)
    assert len(bomb) < 70_000
    with pytest.raises(EntryError):
        unpacked(bomb)


def test_what_cannot_be_read_is_left_out_and_told_and_the_rest_stays() -> None:
    scenario, problems = Scenario.from_query(QueryDict("set=ambulans.amount=5&set=trasig&key=population:%00"))
    assert scenario.changes == (("ambulans.amount", "5"),)
    assert len(problems) == 2


def test_a_scenario_that_no_address_can_hold_is_refused() -> None:
    with pytest.raises(EntryError) as caught:
        Scenario(tuple((f"medel-{number}.amount", "1000000000000") for number in range(300))).query()
    assert "naravard simulate" in caught.value.problems[0].way_out


def test_far_too_many_changes_are_refused() -> None:
    _scenario, problems = Scenario.from_query(QueryDict("&".join(f"set=a{number}.b=1" for number in range(300))))
    assert "för många" in problems[0].what

"""The built-in recipients and organisations."""

from itertools import pairwise

import pytest

from naravard.agreement import reference


def test_there_are_21_regions_21_rss_290_municipalities_and_skr() -> None:
    sizes = {group.id: len(group.members) for group in reference.groups()}
    assert sizes == {"regions": 21, "rss": 21, "municipalities": 290, "skr": 1}


def test_members_stand_in_the_order_of_their_codes() -> None:
    for group in reference.groups():
        assert all(one.code < other.code for one, other in pairwise(group.members))


def test_names_are_those_of_annex_4() -> None:
    names = {region.code: region.name for region in reference.regions()}
    assert names["06"] == "Region Jönköpings län"
    assert names["08"] == "Region Kalmar län"
    assert names["14"] == "Västra Götalandsregionen"
    assert {rss.code: rss.name for rss in reference.support_structures()}["06"] == "RSS i Jönköpings län"


def test_every_municipality_lies_in_the_county_that_its_code_begins_with() -> None:
    counties = {county.code for county in reference.counties()}
    for municipality in reference.municipalities():
        assert municipality.county == municipality.code[:2]
        assert municipality.county in counties


def test_every_county_has_a_tile_of_its_own() -> None:
    tiles = {(county.tile_row, county.tile_column) for county in reference.counties()}
    assert len(tiles) == 21
    assert {row for row, _ in tiles} == set(range(1, 9))


NEIGHBOURS = [
    ("25", "24"), ("24", "22"), ("23", "22"), ("23", "20"), ("22", "21"), ("20", "21"), ("20", "18"), ("21", "19"),
    ("17", "18"), ("18", "19"), ("19", "03"), ("03", "01"), ("17", "14"), ("18", "05"), ("05", "04"), ("04", "01"),
    ("14", "13"), ("05", "06"), ("13", "06"), ("06", "08"), ("13", "12"), ("06", "07"), ("08", "10"), ("12", "07"),
    ("07", "10"), ("19", "04"), ("14", "05"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), NEIGHBOURS)
def test_neighbours_lie_beside_each_other_in_the_tile_map(one: str, other: str) -> None:
    first, second = reference.county(one), reference.county(other)
    apart = abs(first.tile_row - second.tile_row) + abs(first.tile_column - second.tile_column)
    assert apart == 1


def test_gotland_is_an_island() -> None:
    gotland = reference.county("09")
    others = [county for county in reference.counties() if county.code != "09"]
    assert all(
        abs(county.tile_row - gotland.tile_row) + abs(county.tile_column - gotland.tile_column) > 1 for county in others
    )


def test_built_in_organisations_have_both_languages_a_kind_and_a_number() -> None:
    """State bodies and universities that agreements of this kind name, beside SKR."""
    built_in = {one.id: one for one in reference.organisations()}
    assert {"skr", "regeringskansliet", "socialstyrelsen", "kammarkollegiet", "skolverket", "lunds-universitet"} <= set(
        built_in
    )
    assert all(one.name.sv and one.name.en for one in built_in.values())
    assert {one.kind for one in built_in.values()} == {"association", "ministry", "agency", "university"}
    assert len({one.number for one in built_in.values()}) == len(built_in)
    assert [one.id for one in built_in.values() if not _has_good_check_digit(one.number)] == []


def _has_good_check_digit(number: str) -> bool:
    """Add the digits up, every second one doubled from the right (Luhn), as Swedish organisation numbers are made."""
    digits = [int(sign) for sign in reversed(number.replace("-", ""))]
    doubled = [digit * 2 if place % 2 else digit for place, digit in enumerate(digits)]
    return len(digits) == 10 and sum(digit // 10 + digit % 10 for digit in doubled) % 10 == 0


def test_an_unknown_county_is_an_error() -> None:
    with pytest.raises(KeyError):
        reference.county("02")

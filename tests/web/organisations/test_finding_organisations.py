"""Looking organisations up, and the command that lists their codes."""

import csv
import io
import json

import pytest

from naravard.cli.main import run
from naravard.web.organisations.kinds import Kind
from naravard.web.organisations.lookup import (
    NoSuchOrganisationError,
    in_county,
    municipalities_of,
    near,
    nearest_of,
    organisation_named,
    recipient,
)

pytestmark = pytest.mark.django_db


def test_an_organisation_is_found_by_its_code_however_it_is_written() -> None:
    assert organisation_named(" Region-09 ").name == "Region Gotland"


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("region-9", {"region-09"}),
        ("Region Gottland", {"region-09"}),
        ("komun-0980", {"kommun-0980"}),
        ("gotland", {"region-09", "rss-09", "kommun-0980"}),
    ],
)
def test_what_is_not_a_code_is_answered_with_those_meant(written: str, wanted: set[str]) -> None:
    with pytest.raises(NoSuchOrganisationError) as refused:
        organisation_named(written)
    found = refused.value.near
    assert wanted <= set(found)


def test_nothing_is_near_what_is_nothing_like_it() -> None:
    assert near("") == near("\x00") == near("qqqqqqqq") == ()


def test_those_with_the_same_name_are_all_near() -> None:
    assert nearest_of("visby", [("b", "Visby"), ("a", "Visby"), ("c", "Kalmar")]) == ("b", "a")


def test_a_region_and_an_rss_with_the_same_code_are_told_apart_by_kind() -> None:
    region, rss = recipient(Kind.REGION, "09"), recipient(Kind.RSS, "09")
    assert region is not None
    assert rss is not None
    assert (region.code, rss.code) == ("region-09", "rss-09")
    assert recipient(Kind.MUNICIPALITY, "09") is None


def test_a_county_has_its_region_its_rss_and_its_municipalities() -> None:
    assert [each.code for each in in_county("09")] == ["region-09", "rss-09", "kommun-0980"]
    assert len(municipalities_of("14")) == 49
    assert sum(len(municipalities_of(f"{code:02}")) for code in range(1, 26)) == 290


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = run(["organisations", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_the_command_lists_the_codes_of_a_kind(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = answer(capsys, "--kind", "region", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert (code, len(rows)) == (0, 21)
    assert {"code": "region-09", "name": "Region Gotland", "kind": "region", "county": "09"} in rows


def test_the_command_lists_all_and_those_of_a_county_and_those_meant(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        len(json.loads(answer(capsys, "--format", "json")[1])["rows"]) == 336 + 3
    )  # and those that an agreement named
    assert "kommun-0980" in answer(capsys, "--county", "09")[1]
    assert "kommun-0980" not in answer(capsys, "--county", "10")[1]
    assert "region-09" in answer(capsys, "--name", "region gottland")[1]


def test_the_command_tells_when_nothing_matches_and_what_can_be_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, "--name", "qqqqqqqq")[0] == 1
    code, _, err = answer(capsys, "--kind", "landsting")
    assert (code, "Välj bland: region, rss" in err) == (2, True)
    code, _, err = answer(capsys, "--county", "02")
    assert (code, "Det finns inget län med koden ”02”." in err) == (2, True)

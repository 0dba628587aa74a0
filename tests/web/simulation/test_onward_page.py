"""The second level: a county's sum shared among its municipalities, equally or by a key, to the krona."""

import csv
import io
from fractions import Fraction

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from naravard.agreement.library import open_agreement
from naravard.agreement.reference import municipalities
from naravard.allocation import allocate
from naravard.allocation.model import Allocation
from naravard.web.simulation.onward import county_cells, municipalities_of, share_county, shareable
from web_shared import LAROSATEN, LITEN, WHOLE

PAGE = f"/overenskommelser/{WHOLE}/vidarefordelning/"
SKANE = "belopp=nara-vard-kommuner&lan=12"
GOTLAND = {"belopp": "nara-vard-kommuner", "lan": "09"}


def main_of(answer: HttpResponse) -> html.HtmlElement:
    assert answer.status_code == 200
    return html.fromstring(answer.content.decode()).get_element_by_id("innehall")


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split()).replace("\xa0", " ")


def rows(reader: Client, query: str) -> list[dict[str, str]]:
    answer = reader.get(f"{PAGE.rstrip('/')}.csv?{query}")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


@pytest.fixture(scope="module")
def allocation() -> Allocation:
    agreement = open_agreement(WHOLE).agreement
    assert agreement is not None
    return allocate(agreement)


def test_every_county_of_every_grant_is_shared_to_the_krona(allocation: Allocation) -> None:
    grants = shareable(allocation)
    assert "vfu" not in [granted.grant.id for granted in grants], "its key has not come"
    for granted in grants:
        for cell in county_cells(granted):
            shared = share_county(allocation, granted, cell.recipient.code, None)
            assert sum(each.computed for each in shared.share.cells) == cell.binding


@settings(max_examples=40)  # each shares a whole county out
@given(st.lists(st.integers(0, 10**6), min_size=33, max_size=33).filter(any))
def test_a_key_is_followed_within_a_krona_and_the_sum_is_met(numbers: list[int]) -> None:
    agreement = open_agreement(WHOLE).agreement
    assert agreement is not None
    whole = allocate(agreement)
    granted = whole.grant("nara-vard-kommuner")
    members = municipalities_of(granted.cell("12").recipient)
    brought = {member.code: Fraction(number) for member, number in zip(members, numbers, strict=True)}
    shared = share_county(whole, granted, "12", brought)
    amount = granted.cell("12").binding
    assert sum(cell.computed for cell in shared.share.cells) == amount
    for cell in shared.share.cells:
        assert abs(cell.computed - amount * brought[cell.recipient.code] / sum(numbers)) < 1


def test_the_page_begins_with_a_question_and_the_countys_sum(reader: Client) -> None:
    main = main_of(reader.get(f"{PAGE}?{SKANE}"))
    assert words(main.xpath("//h1")[0]) == "Vad blir ett läns summa för varje kommun?"
    assert "130 435 180 kr" in words(main)
    assert "1280;Malmö;" in main.get_element_by_id("f-rader").text


def test_equal_parts(reader: Client) -> None:
    main = main_of(reader.get(f"{PAGE}?{SKANE}&satt=lika"))
    assert words(main.xpath("//h1")[0]) == "33 kommuner i Skåne län delar på 130 435 180 kr"
    found = rows(reader, f"{SKANE}&satt=lika")
    assert sum(int(row["amount"]) for row in found) == 130_435_180
    assert {int(row["amount"]) for row in found} == {3_952_581, 3_952_582}


def test_a_pasted_key_stands_in_the_address_and_can_be_changed(reader: Client) -> None:
    text = "\n".join(f"{each.code};{int(each.code) % 100},5" for each in municipalities() if each.county == "12")
    answer = reader.post(PAGE, {"belopp": "nara-vard-kommuner", "lan": "12", "rader": text})
    assert answer.status_code == 302
    main = main_of(reader.get(answer["Location"]))
    table = main.xpath("//table")[0]
    assert "14,5" in words(table)
    assert "130 435 180" in words(table.xpath("./tfoot")[0])
    assert "1214;Svalöv;14,5" in main.get_element_by_id("f-rader").text


def test_a_file_goes_before_the_box(reader: Client) -> None:
    file = SimpleUploadedFile("gotland.csv", "kommun\tvärde\nGotlands kommun\t7\n".encode("utf-16"))
    answer = reader.post(PAGE, GOTLAND | {"rader": "trams", "fil": file})
    found = main_of(reader.get(answer["Location"]))
    assert "1 kommun i Gotlands län får" in words(found)
    assert "1 rad hade namn" in words(found), "what was noticed comes along"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "inga rader"),
        ("0980;-1", "negativt"),
        ("0980;0", "Alla värden är noll"),
        ("0180;5", "Stockholm (0180) är inte mottagare"),
        ("Gottland;5", "Menade du Gotland (0980)?"),
        ("0980;fem", "inget tal"),
        ("0980;1\n0980;2", "två rader"),
    ],
)
def test_each_mistake_is_told_at_its_field_and_nothing_is_lost(reader: Client, text: str, what: str) -> None:
    main = main_of(reader.post(PAGE, GOTLAND | {"rader": text}))
    assert what in words(main.get_element_by_id("f-rader-error"))
    assert main.xpath('//div[@role="alert"]//a/@href')[0] == "#f-rader"
    assert main.get_element_by_id("f-rader").text.strip() == text


def test_missing_municipalities_are_listed_by_name(reader: Client) -> None:
    text = "\n".join(f"{each.code};1" for each in municipalities() if each.county == "10" and each.name != "Ronneby")
    main = main_of(reader.post(PAGE, {"belopp": "nara-vard-kommuner", "lan": "10", "rader": text}))
    assert "Ronneby (1081)" in words(main.get_element_by_id("f-rader-error"))


@pytest.mark.parametrize(
    "query",
    [
        "belopp=finns-inte",
        "belopp=nara-vard-kommuner&lan=99",
        f"{SKANE}&satt=egen",
        f"{SKANE}&satt=egen&nyckel=trasig",
        "belopp=nara-vard-kommuner&lan=09&satt=egen&nyckel=eJwzMLQwMLQyBAAJmAHi",
        f"{SKANE}&satt=egen&obs=falska.ord",
    ],
)
def test_an_address_that_cannot_be_answered_is_explained(reader: Client, query: str) -> None:
    main = main_of(reader.get(f"{PAGE}?{query}"))
    assert main.xpath('//div[@role="alert"]')
    assert "falska" not in words(main)


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_the_table_can_be_had_as_a_file(reader: Client, form: str) -> None:
    answer = reader.get(f"{PAGE.rstrip('/')}.{form}?{SKANE}&satt=lika")
    assert f'kommuner.{form}"' in answer["Content-Disposition"]


def test_an_agreement_without_sums_by_county_says_so(reader: Client) -> None:
    main = main_of(reader.get(f"/overenskommelser/{LAROSATEN}/vidarefordelning/"))
    assert words(main.xpath("//h1")[0]) == "Här finns ingen summa att fördela vidare"
    assert main_of(reader.get(f"/overenskommelser/{LITEN}/vidarefordelning/")).xpath('//select[@id="f-lan"]/option')


def test_the_english_page_says_the_same(reader: Client) -> None:
    main = main_of(reader.get(f"/en{PAGE}?{SKANE}&satt=lika"))
    assert words(main.xpath("//h1")[0]) == "33 municipalities of Skåne län share SEK 130,435,180"


def test_a_form_from_another_site_is_refused(db: None) -> None:
    assert Client(enforce_csrf_checks=True).post(PAGE, {"rader": "0980;1"}).status_code == 403

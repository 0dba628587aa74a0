"""The agreement's pages as a reader without a browser sees them, of the whole agreement, a small and a tiny one."""

import csv
import io
import json

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html
from pytest_django import DjangoAssertNumQueries

from web_shared import LAROSATEN, LITEN, WHOLE

SECTIONS = ["", "krav/", "datum/", "mal/", "papper/", "text/", "medel/"]


def main_of(reader: Client, address: str, status: int = 200) -> html.HtmlElement:
    """Get a page and return its main part."""
    answer = reader.get(address)
    assert answer.status_code == status, address
    return html.fromstring(answer.content.decode()).get_element_by_id("innehall")


def words(element: html.HtmlElement) -> str:
    """Return the element's words with plain blanks."""
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("agreement", [WHOLE, LAROSATEN, LITEN])
@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_shows_every_agreement_under_one_heading(
    reader: Client, prefix: str, agreement: str, section: str
) -> None:
    main = main_of(reader, f"{prefix}/overenskommelser/{agreement}/{section}")
    assert len(main.xpath("//h1")) == 1
    assert words(main.xpath("//h1")[0])


def test_the_start_page_shows_the_whole_sum_by_area_and_by_recipient(reader: Client) -> None:
    text = words(main_of(reader, "/"))
    assert "6 373 miljoner kronor" in text
    for part in ["3 172 000 000 kr", "2 963 000 000 kr", "5 070 000 000 kr", "1 000 000 000 kr", "53 000 000 kr"]:
        assert part in text


def test_the_start_page_has_a_tile_for_each_of_the_21_counties(reader: Client) -> None:
    tiles = main_of(reader, "/").xpath('//ul[@class="nv-tiles"]/li')
    assert len(tiles) == 21
    for tile in tiles:
        (link,) = tile
        assert words(link) == words(tile), "the whole tile is the link"
        assert "kr" in words(link)


def test_the_map_says_the_limits_of_its_classes_and_the_mean_of_the_country(reader: Client) -> None:
    classes = [words(one) for one in main_of(reader, "/").xpath('//ul[@class="nv-limits"]/li')]
    assert classes == ["545–575 kr", "580–590 kr ▲ riket 581 kr", "591–599 kr", "600–613 kr", "623–630 kr"]


def test_the_start_page_says_soberly_that_the_dates_of_2022_have_passed(reader: Client) -> None:
    text = words(main_of(reader, "/"))
    assert "Alla dagar har passerat" in text
    assert "Överenskommelsen gällde till och med 31 december 2022" in text


def test_the_start_page_counts_days_from_the_day_it_is(reader: Client, settings: object) -> None:
    settings.NARAVARD_TODAY = "2022-10-01"
    text = words(main_of(reader, "/"))
    assert "Närmast i tiden" in text
    assert "1 december 2022" in text
    assert "30 september 2022" not in text


def test_every_amount_of_the_overview_leads_to_how_it_is_shared(reader: Client) -> None:
    main = main_of(reader, f"/overenskommelser/{WHOLE}/")
    amounts = main.xpath('//a[contains(@class, "nv-amount")]')
    assert len(amounts) == 12, "eleven grants and an earmark"
    for address in {amount.get("href") for amount in amounts}:
        assert reader.get(address).status_code == 200


def test_every_sum_of_the_start_page_is_a_link(reader: Client) -> None:
    bars = main_of(reader, "/").xpath('//li[@class="nv-bars__item"]')
    assert len(bars) == 9
    for bar in bars:
        (address,) = bar.xpath("./a/@href")
        assert reader.get(address).status_code == 200


def test_dates_are_told_apart_by_whether_they_have_passed(reader: Client) -> None:
    text = words(main_of(reader, f"/overenskommelser/{LAROSATEN}/datum/"))
    assert "1 juni 2026 har passerat" in text
    assert "30 november 2026 om 28 dagar" in text
    assert "Rätten till medlen förfaller." in text
    assert "Efter överenskommelsens sista dag: Redovisningen gäller hela året." in text


def test_a_duty_that_falls_today_says_so(reader: Client, settings: object) -> None:
    settings.NARAVARD_TODAY = "2026-11-30"
    assert "30 november 2026 i dag" in words(main_of(reader, f"/overenskommelser/{LAROSATEN}/datum/"))


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 3),
        ("?niva=must", 1),
        ("?vem=larosaten", 3),
        ("?vem=regions", 0),
        ("?omrade=platser", 1),
        ("?avsnitt=3", 3),
        ("?avsnitt=2", 0),
        ("?ord=SAMVERKA+regioner", 1),
        ("?niva=may&ord=redovisa", 0),
    ],
)
def test_requirements_are_filtered_by_the_address(reader: Client, query: str, count: int) -> None:
    main = main_of(reader, f"/overenskommelser/{LAROSATEN}/krav/{query}")
    assert len(main.xpath('//li[starts-with(@id, "krav-")]')) == count
    assert f"{count} av 3 krav" in words(main)


def test_a_chapter_holds_the_requirements_of_its_clauses(reader: Client) -> None:
    chapter = main_of(reader, f"/overenskommelser/{WHOLE}/krav/?avsnitt=3.3")
    clause = main_of(reader, f"/overenskommelser/{WHOLE}/krav/?avsnitt=3.3.1")
    in_chapter = set(chapter.xpath('//li[starts-with(@id, "krav-")]/@id'))
    assert set(clause.xpath('//li[starts-with(@id, "krav-")]/@id')) < in_chapter


def test_the_filter_holds_in_the_files_too(reader: Client) -> None:
    answer = reader.get(f"/overenskommelser/{LAROSATEN}/krav.csv?niva=must")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert [row["text"] for row in rows] == ["Lärosätena ska redovisa."]


@pytest.mark.parametrize("section", ["krav", "datum", "mal"])
@pytest.mark.parametrize("form", ["csv", "json", "xlsx"])
def test_every_list_can_be_had_as_a_file(reader: Client, section: str, form: str) -> None:
    answer = reader.get(f"/overenskommelser/{LAROSATEN}/{section}.{form}")
    assert answer.status_code == 200
    assert f"larosaten-{section}.{form}" in answer["Content-Disposition"]
    assert len(answer.content) > 100


def test_files_say_which_data_they_were_made_from(reader: Client) -> None:
    data = json.loads(reader.get(f"/overenskommelser/{LAROSATEN}/mal.json").content)
    assert data["agreement"] == LAROSATEN
    assert len(data["digest"]) == 64


def test_a_clause_shows_its_words_and_all_that_rests_on_it(reader: Client) -> None:
    text = words(main_of(reader, f"/overenskommelser/{WHOLE}/text/9/"))
    assert "ett grundbelopp på 500 000 kronor per region" in text
    assert "Förstärkning av ambulanssjukvården" in text
    assert "Anställda sjuksköterskor" in text


def test_a_clause_counts_what_rests_on_it(reader: Client) -> None:
    text = words(main_of(reader, f"/overenskommelser/{LAROSATEN}/text/3/"))
    for part in ["3 krav", "Rekvirera medlen", "Fler studenter får plats", "Två år"]:
        assert part in text


def test_an_annex_has_an_address_without_blanks(reader: Client) -> None:
    main = main_of(reader, f"/overenskommelser/{LAROSATEN}/text/bilaga-1/")
    assert words(main.xpath("//h1")[0]) == "Bilaga 1 Rekvisition"


def test_clauses_lead_to_the_next_and_the_one_before(reader: Client) -> None:
    links = main_of(reader, f"/overenskommelser/{LAROSATEN}/text/2.1/").xpath(
        '//nav[@class="nv-previous-next"]/a/@href'
    )
    assert [link.split("/")[-2] for link in links] == ["2", "3"]


def test_a_clause_can_be_opened_beside_what_rests_on_it(reader: Client) -> None:
    main = main_of(reader, f"/overenskommelser/{LAROSATEN}/mal/")
    details = main.xpath('//details[@class="nv-clause"]')[0]
    excerpt = reader.get(details.get("data-hx-get")).content.decode()
    assert "De bör samverka." in excerpt
    assert "<html" not in excerpt
    (way,) = details.xpath(".//a/@href")
    assert reader.get(way).status_code == 200, "without scripts the opened part leads to the clause's page"


def test_a_clause_that_the_text_does_not_hold_is_words_only(reader: Client) -> None:
    main = main_of(reader, f"/overenskommelser/{LITEN}/")
    assert "avsnitt 2" in words(main)
    assert not main.xpath('//details[@class="nv-clause"]')


def test_an_area_shows_its_money_goals_and_requirements(reader: Client) -> None:
    text = words(main_of(reader, f"/overenskommelser/{LAROSATEN}/omraden/platser/"))
    for part in ["600 000 kr", "Handledning", "Fler studenter får plats", "Lärosätena ska redovisa."]:
        assert part in text


def test_a_goal_shows_its_level_and_what_the_text_leaves_open(reader: Client) -> None:
    text = words(main_of(reader, f"/overenskommelser/{LAROSATEN}/mal/"))
    assert "minst 55 %" in text
    assert "Texten säger inte när studenterna räknas." in text


def test_a_paper_shows_its_parts_and_what_is_certified(reader: Client) -> None:
    text = words(main_of(reader, f"/overenskommelser/{LAROSATEN}/papper/"))
    for part in ["1. Bidragsmottagare", "Namn", "Undertecknad intygar att uppgifterna är riktiga.", "U2025/00001"]:
        assert part in text


def test_money_that_awaits_a_key_says_what_and_when(reader: Client) -> None:
    text = words(main_of(reader, f"/overenskommelser/{LAROSATEN}/"))
    assert (
        "Underlag som väntas: Praktikveckor. Det kommer med skyldigheten ”Rapportera veckorna”, senast "
        "30 november 2026." in text
    )


def test_an_agreement_without_dates_and_goals_shows_no_way_to_them(reader: Client) -> None:
    answer = reader.get(f"/overenskommelser/{LITEN}/").content.decode()
    assert reverse("agreements:duties", args=[LITEN]) not in answer
    assert reverse("agreements:goals", args=[LITEN]) not in answer


def test_the_country_shows_every_county_and_the_whole(reader: Client) -> None:
    main = main_of(reader, "/landet/")
    assert len(main.xpath("//tbody/tr")) == 21
    whole = words(main.xpath("//tfoot")[0])
    assert whole.startswith("Summa")
    assert "6 070 000 000" in whole


def test_the_country_can_show_another_agreement(reader: Client) -> None:
    text = words(main_of(reader, f"/landet/?overenskommelse={LITEN}"))
    assert "47 619" in text
    assert "invånare" not in text, "an agreement that counts no inhabitants shows nothing per inhabitant"


def test_the_list_holds_every_agreement(reader: Client) -> None:
    text = words(main_of(reader, "/overenskommelser/"))
    for name in ["God och nära vård 2022", "Praktikplatser vid lärosäten", "Liten överenskommelse"]:
        assert name in text


@pytest.mark.parametrize(
    "address",
    [
        "/finns-inte/",
        "/overenskommelser/finns-inte/",
        f"/overenskommelser/{LITEN}/text/99/",
        f"/overenskommelser/{LITEN}/omraden/finns-inte/",
        "/handbok/finns-inte/",
        "/landet/?overenskommelse=larosaten",
        "/en/overenskommelser/finns-inte/",
    ],
)
def test_what_is_not_there_gets_a_calm_page_with_ways_on(reader: Client, address: str) -> None:
    main = main_of(reader, address, status=404)
    assert words(main.xpath("//h1")[0]) in {"Sidan finns inte", "The page does not exist"}
    assert len(main.xpath("//a")) >= 3


def test_without_any_agreement_the_pages_say_what_to_do(reader: Client) -> None:
    from naravard.web.agreements.models import CurrentSnapshot

    CurrentSnapshot.objects.all().delete()
    assert "Ingen överenskommelse är inläst" in words(main_of(reader, "/"))
    assert "Ingen av överenskommelserna" in words(main_of(reader, "/landet/"))
    assert "Ingen överenskommelse är inläst." in words(main_of(reader, "/overenskommelser/"))


@pytest.mark.parametrize(("address", "count"), [("/", 2), ("/landet/", 2), (f"/overenskommelser/{WHOLE}/krav/", 1)])
def test_a_page_asks_the_database_which_files_are_shown_and_one_of_money_which_version_is_in_force(
    reader: Client, django_assert_num_queries: DjangoAssertNumQueries, address: str, count: int
) -> None:
    reader.get(address)
    with django_assert_num_queries(count):
        reader.get(address)


def test_every_tile_names_its_county_in_full(reader: Client) -> None:
    tiles = main_of(reader, "/").xpath('//ul[@class="nv-tiles"]/li')
    names = {words(tile.find("a/span")).replace("\N{SOFT HYPHEN}", "") for tile in tiles}
    assert {"Södermanland", "Västerbotten", "Västra Götaland", "Gotland"} <= names

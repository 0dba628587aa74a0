"""The list of recipients, and the pages of regions, counties, municipalities and others."""

from typing import get_args

import pytest
from django.test import Client

from naravard.agreement.reference import RecipientKind
from naravard.web.agreements.recipient_kinds import KINDS
from web_pages import csv_rows, facts, figure, heading, main_of, table_rows, words
from web_shared import LAROSATEN, LITEN, WHOLE

RECIPIENTS = f"/overenskommelser/{WHOLE}/mottagare"


def test_the_list_shows_those_who_have_amounts_and_counts_the_rest(reader: Client) -> None:
    main = main_of(reader, f"{RECIPIENTS}/")
    text = words(main)
    assert "43 av 333 mottagare" in text
    assert "290 har inga belopp än." in text
    rows = table_rows(main)
    assert len(rows) == 45
    assert rows[-1][2] == "6 123 000 000"


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?slag=regioner", 21),
        ("?slag=rss", 21),
        ("?slag=kommuner&sida=alla", 290),
        ("?slag=skr", 1),
        ("?slag=alla&sida=alla", 333),
        ("?slag=kommuner&lan=08", 12),
        ("?lan=08", 14),
        ("?slag=skr&lan=08", 0),
    ],
)
def test_the_list_is_filtered_by_the_address(reader: Client, query: str, count: int) -> None:
    main = main_of(reader, f"{RECIPIENTS}/{query}")
    assert f"{count} av 333 mottagare" in words(main)
    assert len(main.xpath("//tbody/tr")) == count


def test_the_filter_holds_in_the_file_too(reader: Client) -> None:
    rows = csv_rows(reader, f"{RECIPIENTS}.csv?slag=kommuner&lan=08")
    assert {row["code"][:2] for row in rows} == {"08"}
    assert {row["awaits"] for row in rows} == {"Verksamhetsförlagd utbildning (VFU)"}


def test_one_kind_has_its_kronor_per_inhabitant_in_all(reader: Client) -> None:
    total = table_rows(main_of(reader, f"{RECIPIENTS}/?slag=regioner"))[-1]
    assert total[1:] == ["5 070 000 000", "10 443 100", "485,49"]


def test_a_county_page_answers_with_region_and_rss_clearly_apart(reader: Client) -> None:
    main = main_of(reader, f"{RECIPIENTS}/08/")
    assert heading(main) == "Kalmar län får 155 283 887 kr"
    headings = [words(entry) for entry in main.xpath("//h2")]
    assert headings[:2] == ["Region Kalmar län får 120 161 867 kr", "RSS i Kalmar län får 35 122 020 kr"]


def test_a_county_page_compares_with_the_whole_country(reader: Client) -> None:
    assert facts(main_of(reader, f"{RECIPIENTS}/08/").xpath("//section")[0]) == {
        "Per invånare": "486,51 kr 246 989 invånare",
        "Per invånare i hela landet": "485,49 kr",
        "Plats efter kronor per invånare": "6 av 21 regioner",
        "Beräknat av reglerna": "120 161 868 kr",
    }


def test_the_amounts_of_a_county_page_add_up_and_lead_to_their_calculation(reader: Client) -> None:
    main = main_of(reader, f"{RECIPIENTS}/08/")
    *rows, total = table_rows(main)[1:]
    assert sum(int(figure(row[1].split(" beräknat")[0])) for row in rows) == int(figure(total[1])) == 120_161_867
    ways = main.xpath("(//table)[1]//td/a/@href")
    assert all(reader.get(way).status_code == 200 for way in ways)


def test_the_earmark_is_shown_as_a_part_of_the_amounts(reader: Client) -> None:
    text = words(main_of(reader, f"{RECIPIENTS}/08/"))
    assert "4 730 185 kr till fast läkarkontakt i primärvården, av Nära vård, till regionerna" in text


def test_the_duties_with_dates_fall_on_those_they_name(reader: Client) -> None:
    duties = table_rows(main_of(reader, f"{RECIPIENTS}/08/"), 2)
    assert duties[1][0] == "2022-09-30"
    assert any("Rekvisition av medlen" in row[1] for row in duties)
    assert duties[-1][0] == "inget datum i texten"
    assert len(csv_rows(reader, f"{RECIPIENTS}/08/datum.csv")) == len(duties) - 1


def test_requirements_are_counted_and_linked(reader: Client) -> None:
    main = main_of(reader, f"{RECIPIENTS}/08/")
    links = [link for link in main.xpath("//a") if "/krav/?" in link.get("href")]
    shall = next(link for link in links if words(link).endswith("ska"))
    page = words(main_of(reader, shall.get("href")))
    assert f"{words(shall).split()[0]} av " in page


def test_the_money_of_region_and_rss_can_be_had_together_and_apart(reader: Client) -> None:
    both = csv_rows(reader, f"{RECIPIENTS}/08.csv")
    region = csv_rows(reader, f"{RECIPIENTS}/08/regioner.csv")
    rss = csv_rows(reader, f"{RECIPIENTS}/08/rss.csv")
    assert [row["amount"] for row in both] == [row["amount"] for row in [*region, *rss]]
    assert sum(int(row["amount"]) for row in both) == 155_283_887
    assert reader.get(f"{RECIPIENTS}/08/kommuner.csv").status_code == 404


def test_a_municipality_says_what_it_awaits_and_what_its_county_gets(reader: Client) -> None:
    main = main_of(reader, f"{RECIPIENTS}/0880/")
    assert heading(main) == "Vad får Kalmar?"
    text = words(main)
    assert "Verksamhetsförlagd utbildning (VFU), 250 000 000 kr, är inte fördelat än" in text
    assert "RSS i Kalmar län får 35 122 020 kr" in text
    assert "Överenskommelsen anger inte hur den summan delas mellan kommunerna." in text


def test_skr_has_a_page_without_inhabitants(reader: Client) -> None:
    main = main_of(reader, f"{RECIPIENTS}/SKR/")
    assert heading(main) == "Sveriges Kommuner och Regioner får 53 000 000 kr"
    assert "Per invånare" not in words(main)


def test_bodies_of_another_kind_are_listed_by_their_group(reader: Client) -> None:
    address = f"/overenskommelser/{LAROSATEN}/mottagare/"
    assert "Lärosätena" in words(main_of(reader, address).find(".//caption"))
    assert "får" in heading(main_of(reader, f"{address}{csv_rows(reader, address[:-1] + '.csv')[0]['code']}/"))


def test_an_agreement_that_counts_no_one_shows_no_kronor_per_inhabitant(reader: Client) -> None:
    rows = table_rows(main_of(reader, f"/overenskommelser/{LITEN}/mottagare/"))
    assert rows[0] == ["Mottagare", "Belopp, kr"]
    assert rows[-1][1] == "1 000 000"


def test_an_unknown_code_is_not_there(reader: Client) -> None:
    assert "Ingen mottagare i överenskommelsen har koden ”99”" in words(main_of(reader, f"{RECIPIENTS}/99/", 404))


def test_every_kind_of_recipient_that_the_format_knows_has_a_name_and_a_place_in_addresses() -> None:
    assert {each.id for each in KINDS} == set(get_args(RecipientKind))

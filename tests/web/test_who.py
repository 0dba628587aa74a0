"""Who receives and who acts: the same names everywhere, as a sentence has them."""

from django.test import Client

from web_pages import csv_rows, main_of, words
from web_shared import WHOLE

AGREEMENT = f"/overenskommelser/{WHOLE}"


def test_lists_of_names_are_joined_as_in_a_sentence(reader: Client) -> None:
    for page in ("/", "/krav/", "/datum/", "/papper/", "/medel/"):
        assert ", Kommunerna" not in words(main_of(reader, f"{AGREEMENT}{page}")), page
        assert ", The municipalities" not in words(main_of(reader, f"/en{AGREEMENT}{page}")), page
    assert "Regionerna och kommunerna 250 000 000 kr" in words(main_of(reader, f"{AGREEMENT}/")).replace("\xa0", " ")


def test_duties_requirements_and_papers_are_said_of_rss_and_money_of_the_municipalities_through_rss(
    reader: Client,
) -> None:
    for page in ("/krav/?vem=rss", "/datum/"):
        assert "Vem: Kommunerna via RSS" not in words(main_of(reader, f"{AGREEMENT}{page}"))
    assert "Lämnas av: Regionerna, RSS och SKR" in words(main_of(reader, f"{AGREEMENT}/papper/"))
    assert "– kommunerna via RSS" in words(main_of(reader, f"{AGREEMENT}/"))


def test_files_name_them_as_the_pages_do(reader: Client) -> None:
    named = {row["who"] for row in csv_rows(reader, f"{AGREEMENT}/datum.csv")}
    assert {"Regionerna och kommunerna", "RSS"} <= named
    assert not [name for name in named if "via RSS" in name]

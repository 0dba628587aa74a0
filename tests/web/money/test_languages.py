"""The money pages in English: the agreement's words where it has them, no Swedish words of the site's own."""

import pytest
from django.test import Client

from web_pages import csv_rows, heading, main_of, table_rows, words
from web_shared import LITEN, WHOLE

ENGLISH = f"/en/overenskommelser/{WHOLE}"
SITES_OWN = ["Mottagare", "Belopp", "Avsnitt", "Summa", "fördelas", "Hämta", "beräknat", "invånare", "Varav"]
PAGES = [
    "medel/",
    "medel/vfu/",
    "medel/vidareutbildning-regioner/",
    "medel/medarbetare-regioner/08/",
    "bilagor/",
    "bilagor/regions/",
    "mottagare/",
    "mottagare/08/",
    "mottagare/0880/",
]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("medel/", "How SEK 6,373,000,000 is shared"),
        ("medel/vfu/", "Clinical placements (VFU)SEK 250,000,000 has not been allocated yet"),
        (
            "medel/medarbetare-regioner/08/",
            "Health care staff, to the regionsWhy does Region Kalmar län receive SEK 46,426,770?",
        ),
        ("mottagare/08/", "Kalmar län receives SEK 155,283,887"),
        ("bilagor/", "Annexes"),
    ],
)
def test_headings_are_english(reader: Client, page: str, expected: str) -> None:
    assert heading(main_of(reader, f"{ENGLISH}/{page}")) == expected


@pytest.mark.parametrize("page", PAGES)
def test_no_swedish_words_of_the_sites_own_are_left(reader: Client, page: str) -> None:
    main = main_of(reader, f"{ENGLISH}/{page}")
    for quoted in main.xpath('.//*[@lang="sv"] | .//div[contains(@class, "nv-clause__words")]'):
        quoted.drop_tree()
    text = words(main)
    assert [word for word in SITES_OWN if word in text] == []


def test_figures_have_the_english_decimal_point(reader: Client) -> None:
    main = main_of(reader, f"{ENGLISH}/medel/medarbetare-regioner/08/")
    assert "2.3651%" in words(main)
    figures = [words(figure) for figure in main.xpath('.//*[contains(@class, "nv-lines__figure")]')]
    assert "46 426 770.49…" in figures


def test_the_files_have_the_same_amounts_in_both_languages(reader: Client) -> None:
    swedish = csv_rows(reader, f"/overenskommelser/{WHOLE}/mottagare/08.csv")
    english = csv_rows(reader, f"{ENGLISH}/mottagare/08.csv")
    assert [row["amount"] for row in swedish] == [row["amount"] for row in english]
    assert english[0]["name"] == "Local health care, to the regions"


def test_an_agreement_without_english_is_shown_in_its_own_words(reader: Client) -> None:
    main = main_of(reader, f"/en/overenskommelser/{LITEN}/medel/lika/")
    assert main.xpath('.//span[@lang="sv"]')[0].text == "Lika delar"
    assert table_rows(main)[0] == ["Recipient", "Amount, kr", "Exact, kr"]

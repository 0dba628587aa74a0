"""*Visa beräkning*: why one amount is what it is."""

import json

import pytest
from django.test import Client

from web_pages import csv_rows, figure, heading, main_of, table_rows, words
from web_shared import LITEN, WHOLE

MONEY = f"/overenskommelser/{WHOLE}/medel"
KALMAR = f"{MONEY}/medarbetare-regioner/08"


def test_the_heading_asks_why_and_the_lines_answer(reader: Client) -> None:
    main = main_of(reader, f"{KALMAR}/")
    assert heading(main).endswith("Varför får Region Kalmar län 46 426 770 kr?")
    text = words(main)
    assert "Region Kalmar län har 246 989 av tillsammans 10 443 100 invånare, alltså 2,3651 %." in text
    assert "Resten för Region Kalmar län är 0,4991… kr och har plats 9 av 21." in text
    assert "1 november 2021" in text


def test_the_override_is_told_with_its_reason_and_clause(reader: Client) -> None:
    main = main_of(reader, f"{KALMAR}/")
    line = next(words(item) for item in main.xpath('//ol[@class="nv-lines"]/li') if "undertecknade" in words(item))
    assert "1 krona lägre än det beräknade: 46 426 770 kr i stället för 46 426 771 kr." in line
    assert "bilaga 4" in line


def test_the_base_amount_of_gotland_is_a_step_of_its_own(reader: Client) -> None:
    main = main_of(reader, f"{MONEY}/ambulans/09/")
    assert heading(main).endswith("Varför får Region Gotland 934 968 kr?")
    steps = {row[0]: row[1] for row in table_rows(main)}
    assert steps["Hela beloppet"] == "85 000 000"
    assert steps["Grundbelopp"] == "500 000"
    assert steps["Belopp"] == "934 968"


def test_the_steps_as_a_file_add_up_to_the_amount(reader: Client) -> None:
    data = json.loads(reader.get(f"{KALMAR}.json").content)
    labels = [row["step"] for row in data["rows"]]
    assert labels[0] == "Hela beloppet"
    assert labels[-1] == "Belopp"
    assert data["rows"][-1]["value"] == 46_426_770
    assert data["rows"][-2]["value"] == -1


def test_neighbours_and_the_limit_of_the_rounding_are_shown(reader: Client) -> None:
    rows = table_rows(main_of(reader, f"{KALMAR}/"), 1)
    places = [row[0] for row in rows[1:]]
    assert places == ["…", "7", "8", "9", "10", "11"]
    assert [row[-1] for row in rows[2:]] == ["ja", "ja", "ja", "ja", "nej"]


def test_all_remainders_can_be_had_as_a_file(reader: Client) -> None:
    rows = csv_rows(reader, f"{MONEY}/medarbetare-regioner/avrundning.csv")
    assert [int(row["rank"]) for row in rows] == list(range(1, 22))
    assert sum(int(row["raised"]) for row in rows) == 10


def test_every_clause_of_the_way_opens_in_its_own_words(reader: Client) -> None:
    main = main_of(reader, f"{KALMAR}/")
    ways = {way.get("data-hx-get") for way in main.xpath('//details[@class="nv-clause"]')}
    assert len(ways) == 3
    assert all(reader.get(way).status_code == 200 for way in ways)


def test_the_figures_stand_in_one_column_from_the_whole_sum_to_the_amount(reader: Client) -> None:
    main = main_of(reader, f"{KALMAR}/")
    column = [words(figure) for figure in main.xpath('.//*[contains(@class, "nv-lines__figure")]')]
    assert column == ["1 963 000 000", "46 426 770,49…", "46 426 771", "46 426 770"]
    (result,) = main.xpath('.//*[contains(@class, "nv-lines__figure--result")]')
    assert words(result) == "46 426 770"


def test_what_the_sentences_have_told_already_is_folded(reader: Client) -> None:
    main = main_of(reader, f"{KALMAR}/")
    folded = [words(fold) for fold in main.xpath('.//details[@class="nv-fold"]/summary')]
    assert folded == ["Från hela beloppet till kronan 6 steg", "Avrundningen plats 9 av 21"]
    assert not main.xpath('.//details[@class="nv-fold"][@open]')


def test_an_earmark_has_an_explanation_of_its_own(reader: Client) -> None:
    grant = main_of(reader, f"{MONEY}/nara-vard-regioner/08/")
    (way,) = [link for link in grant.xpath("//a/@href") if "/varav/" in link]
    main = main_of(reader, way)
    assert "Varför får Region Kalmar län 4 730 185 kr?" in heading(main)
    assert "Det avsatta beloppet är 200 000 000 kr." in words(main)
    assert words(main.xpath('.//*[contains(@class, "nv-lines__figure--result")]')[0]) == "4 730 185"


def test_recipients_before_and_after_are_one_step_away(reader: Client) -> None:
    links = main_of(reader, f"{KALMAR}/").xpath('//nav[@class="nv-previous-next"]/a/@href')
    assert [link.split("/")[-2] for link in links] == ["07", "09"]


def test_rss_and_region_of_a_county_are_explained_apart(reader: Client) -> None:
    assert "RSS i Kalmar län 26 341 515 kr" in heading(main_of(reader, f"{MONEY}/nara-vard-kommuner/08/"))
    assert "Region Kalmar län 57 282 546 kr" in heading(main_of(reader, f"{MONEY}/nara-vard-regioner/08/"))


@pytest.mark.parametrize("address", [f"{MONEY}/vfu/08/", f"{MONEY}/ambulans/99/", f"{MONEY}/nej/08/"])
def test_what_is_not_there_is_told_calmly(reader: Client, address: str) -> None:
    assert "Sidan finns inte" in words(main_of(reader, address, 404))


def test_an_amount_without_any_text_behind_it_is_explained_too(reader: Client) -> None:
    main = main_of(reader, f"/overenskommelser/{LITEN}/medel/lika/08/")
    assert "1 000 000 kr delas lika mellan 21 mottagare." in words(main)
    assert figure(table_rows(main)[1][1]) == "1000000"

"""The annexes: as signed, and as computed."""

import pytest
from django.test import Client

from web_pages import csv_rows, figure, heading, main_of, table_rows, words
from web_shared import LAROSATEN, LITEN, WHOLE

ANNEXES = f"/overenskommelser/{WHOLE}/bilagor"


def test_the_signed_annexes_come_first_then_those_that_are_computed(reader: Client) -> None:
    main = main_of(reader, f"{ANNEXES}/")
    assert [words(entry) for entry in main.xpath("//h2")] == ["Undertecknade", "Beräknade ur överenskommelsens data"]
    for way in main.xpath('//main//ul[@class="govuk-list govuk-list--spaced"]//a/@href'):
        assert reader.get(way).status_code == 200, way


def test_the_annex_shows_what_is_printed_with_its_totals(reader: Client) -> None:
    main = main_of(reader, f"{ANNEXES}/bilaga-4/")
    assert heading(main) == "Bilaga 4. Medel till regionerna"
    rows = {row[0]: row for row in table_rows(main)}
    assert rows["Region Gotland"][-2:] == ["934 968", "30 039 872"]
    assert rows["Totalt"][-1] == "5 070 000 000"


def test_the_printed_names_of_annex_3_are_kept(reader: Client) -> None:
    rows = table_rows(main_of(reader, f"{ANNEXES}/bilaga-3/"))
    assert "Kalmarlän" in [row[0] for row in rows]
    assert rows[1][2] == "23,1 %"


@pytest.mark.parametrize(
    ("annex", "name", "column", "cell"),
    [
        ("bilaga-4", "Region Kalmar län", 3, "46 426 770 beräknat 46 426 771 kr"),
        ("bilaga-4", "Region Värmland", 3, "53 227 562 beräknat 53 227 561 kr"),
        ("bilaga-3", "Jönköpingslän", 7, "3 846 172 beräknat 3 846 173 kr"),
        ("bilaga-3", "Jämtland Härjedalen", 7, "1 386 624 beräknat 1 386 623 kr"),
    ],
)
def test_the_four_cells_that_differ_say_so_in_words(
    reader: Client, annex: str, name: str, column: int, cell: str
) -> None:
    main = main_of(reader, f"{ANNEXES}/{annex}/")
    rows = {row[0]: row for row in table_rows(main)}
    assert rows[name][column] == cell
    assert len(main.xpath('//td//span[@class="nv-table__note"]')) == 2


def test_every_amount_of_an_annex_leads_to_its_calculation(reader: Client) -> None:
    main = main_of(reader, f"{ANNEXES}/bilaga-3/")
    ways = [way for way in main.xpath("//td/a/@href") if "/medel/" in way]
    assert len(ways) == 63
    explained = main_of(reader, next(way for way in ways if way.endswith("/vidareutbildning-kommuner/06/")))
    assert "3 846 172 kr" in heading(explained)


def test_the_annex_as_a_file_holds_what_is_printed(reader: Client) -> None:
    page = table_rows(main_of(reader, f"{ANNEXES}/bilaga-4/"))[1:-1]
    file = csv_rows(reader, f"{ANNEXES}/bilaga-4.csv")
    assert [figure(row[-1]) for row in page] == [list(row.values())[-1] for row in file]
    assert len(file) == 21


def test_the_annex_can_be_had_as_pdf(reader: Client) -> None:
    main = main_of(reader, f"{ANNEXES}/bilaga-4/")
    (way,) = [link.get("href") for link in main.xpath('//ul[@class="nv-exports"]//a') if words(link) == "PDF"]
    answer = reader.get(way)
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_an_agreement_without_signed_annexes_has_computed_ones(reader: Client) -> None:
    main = main_of(reader, f"/overenskommelser/{LITEN}/bilagor/regions/")
    assert "Beloppen är beräknade ur överenskommelsens data." in words(main)
    assert len(table_rows(main)) == 23
    assert reader.get(f"/overenskommelser/{LITEN}/bilagor/regions.pdf").content.startswith(b"%PDF")


def test_bodies_of_another_kind_have_an_annex_of_their_own(reader: Client) -> None:
    text = words(main_of(reader, f"/overenskommelser/{LAROSATEN}/bilagor/larosaten/"))
    assert "Praktikveckor" in text


def test_the_computed_annex_of_the_regions_has_the_signed_amounts(reader: Client) -> None:
    rows = {row["recipient_code"]: row for row in csv_rows(reader, f"{ANNEXES}/regions.csv")}
    assert rows["08"]["medarbetare-regioner"] == "46426770"
    assert rows["08"]["total"] == "120161867"


def test_an_unknown_annex_is_not_there(reader: Client) -> None:
    assert "ingen bilaga som heter ”bilaga-9”" in words(main_of(reader, f"{ANNEXES}/bilaga-9/", 404))


def test_an_annex_whose_only_grant_awaits_its_keys_says_that_there_are_no_amounts(reader: Client) -> None:
    said = words(main_of(reader, f"/overenskommelser/{WHOLE}/bilagor/municipalities/"))
    assert "Här finns inga belopp än." in said
    assert "Varje belopp leder till sin beräkning." not in said

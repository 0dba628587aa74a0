"""The page with all grants, and the page of one grant."""

import pytest
from django.test import Client

from web_pages import csv_rows, facts, figure, heading, main_of, table_rows, words
from web_shared import LAROSATEN, LITEN, WHOLE

MONEY = f"/overenskommelser/{WHOLE}/medel"


def test_the_heading_is_the_whole_sum_and_the_parts_meet_it(reader: Client) -> None:
    main = main_of(reader, f"{MONEY}/")
    assert heading(main) == "Så fördelas 6 373 000 000 kr"
    told = facts(main)
    assert told["Fördelat på mottagare"] == "6 123 000 000 kr"
    assert told["Inte fördelat än"] == "250 000 000 kr"


def test_sums_by_area_and_recipients_meet_the_total_both_ways(reader: Client) -> None:
    headings, *rows, total = table_rows(main_of(reader, f"{MONEY}/"))
    assert headings == ["Område", "Regionerna", "Kommunerna via RSS", "Regionerna och kommunerna", "SKR", "Summa"]
    figures = [[int(figure(cell) or 0) for cell in row[1:]] for row in [*rows, total]]
    assert [sum(column) for column in zip(*figures[:-1], strict=True)] == figures[-1]
    assert all(sum(row[:-1]) == row[-1] for row in figures)
    assert figures[-1][-1] == 6_373_000_000


def test_every_grant_stands_with_rule_and_clause(reader: Client) -> None:
    items = main_of(reader, f"{MONEY}/").xpath('//li[@class="nv-item"]')
    assert len(items) == 11
    ambulance = next(words(item) for item in items if item.get("id") == "ambulans")
    assert "85 000 000 kr" in ambulance
    assert (
        "Pengarna fördelas med ett grundbelopp på 500 000 kr till varje mottagare, "
        "resten efter ”Befolkning den 1 november 2021”."
    ) in ambulance
    assert "avsnitt 8" in ambulance
    assert "avsnitt 9" in ambulance


def test_a_grant_that_awaits_says_what_which_duty_and_by_when(reader: Client) -> None:
    item = main_of(reader, f"{MONEY}/").get_element_by_id("vfu")
    text = words(item)
    assert "Inte fördelat än" in text
    assert "Redovisning av VFU-veckor och platser" in text
    assert "senast 30 november 2022" in text


def test_the_earmark_and_the_departure_from_the_text_are_told(reader: Client) -> None:
    text = words(main_of(reader, f"{MONEY}/"))
    assert "Varav 200 000 000 kr till fast läkarkontakt i primärvården." in text
    assert "Texten anger en annan fördelning än den som bilagorna är räknade med." in text


def test_the_grants_as_a_file_meet_the_total(reader: Client) -> None:
    rows = csv_rows(reader, f"{MONEY}.csv")
    assert len(rows) == 11
    assert sum(int(row["amount"]) for row in rows) == 6_373_000_000
    assert [row["grant"] for row in rows if not row["allocated"]] == ["vfu"]


def test_the_sums_by_area_as_a_file_are_those_of_the_page(reader: Client) -> None:
    rows = csv_rows(reader, f"{MONEY}/omraden.csv")
    shown = table_rows(main_of(reader, f"{MONEY}/"))[1:-1]
    assert [[figure(cell) for cell in row[1:]] for row in shown] == [list(row.values())[1:] for row in rows]


def test_a_grant_shows_signed_amounts_with_the_computed_beside(reader: Client) -> None:
    main = main_of(reader, f"{MONEY}/medarbetare-regioner/")
    assert heading(main) == "Vårdens medarbetare, till regionernaVem får vad av 1 963 000 000 kr?"
    rows = {row[0]: row for row in table_rows(main)}
    assert rows["Region Kalmar län"][1] == "46 426 770 beräknat 46 426 771 kr"
    assert rows["Region Värmland"][1] == "53 227 562 beräknat 53 227 561 kr"
    assert rows["Region Gotland"][1] == "11 460 968"
    assert rows["Summa"][1] == "1 963 000 000"
    assert "246 989" in rows["Region Kalmar län"]


@pytest.mark.parametrize(
    ("grant", "code", "amount"),
    [
        ("ambulans", "09", "934968"),
        ("medarbetare-regioner", "08", "46426770"),
        ("vidareutbildning-kommuner", "06", "3846172"),
    ],
)
def test_a_grant_as_a_file_holds_the_signed_amounts(reader: Client, grant: str, code: str, amount: str) -> None:
    rows = {row["code"]: row for row in csv_rows(reader, f"{MONEY}/{grant}.csv")}
    assert rows[code]["amount"] == amount


def test_the_file_and_the_page_have_the_same_figures(reader: Client) -> None:
    page = table_rows(main_of(reader, f"{MONEY}/ambulans/"))[1:-1]
    file = csv_rows(reader, f"{MONEY}/ambulans.csv")
    assert [(row[0], figure(row[1])) for row in page] == [(row["recipient"], row["amount"]) for row in file]


def test_a_grant_says_by_which_key_with_source_and_day(reader: Client) -> None:
    text = words(main_of(reader, f"{MONEY}/nara-vard-kommuner/"))
    assert "till 50 % efter ”Befolkning den 1 november 2021”" in text
    assert "Summa 10 443 100 invånare." in text
    assert "Gäller 1 november 2021." in text
    assert "Summa 398 986 personer." in text


def test_where_the_text_says_otherwise_both_are_shown_with_their_clauses(reader: Client) -> None:
    box = main_of(reader, f"{MONEY}/vidareutbildning-regioner/").get_element_by_id("texten")
    text = words(box)
    assert "baseras på antalet anställda sjuksköterskor" in text
    assert "Pengarna fördelas efter ”Befolkning den 1 november 2021”." in facts(box)["Beloppen här följer"]
    assert "avsnitt 9" in text
    assert "bilaga 4" in text


def test_an_awaiting_grant_has_no_table_but_says_what_comes_when(reader: Client) -> None:
    main = main_of(reader, f"{MONEY}/vfu/")
    assert heading(main).endswith("250 000 000 kr är inte fördelade än")
    assert not main.xpath("//table")
    text = words(main)
    assert "Kommer med: Redovisning av VFU-veckor och platser, senast 30 november 2022." in text
    assert "Alla andra belopp i överenskommelsen är redan beräknade." in text
    assert reader.get(f"{MONEY}/vfu.csv").status_code == 404


def test_a_key_without_day_or_file_still_reads_well(reader: Client) -> None:
    text = words(main_of(reader, f"/overenskommelser/{LAROSATEN}/medel/veckor/"))
    assert "Tal saknas." in text
    assert "Gäller Höstterminen 2026." in text


def test_the_smallest_agreement_has_its_money_page(reader: Client) -> None:
    main = main_of(reader, f"/overenskommelser/{LITEN}/medel/")
    assert heading(main) == "Så fördelas 1 000 000 kr"
    assert "Pengarna fördelas lika mellan mottagarna." in words(main)
    rows = table_rows(main_of(reader, f"/overenskommelser/{LITEN}/medel/lika/"))
    assert rows[0] == ["Mottagare", "Belopp, kr", "Exakt, kr"]
    assert len(rows) == 23


def test_the_table_sorts_by_its_links(reader: Client) -> None:
    main = main_of(reader, f"{MONEY}/ambulans/?sort=-amount")
    assert table_rows(main)[1][0] == "Region Stockholm"
    assert main.xpath('//th[@aria-sort="descending"]')


def test_an_unknown_grant_is_not_there(reader: Client) -> None:
    assert "har inget belopp som heter ”nej”" in words(main_of(reader, f"{MONEY}/nej/", 404))

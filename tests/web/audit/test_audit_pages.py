"""The audit's pages: the answer first, each difference with its calculation, every comparison as a table and a file."""

import csv
import io
import json

import pytest
from django.test import Client
from lxml import html

from naravard.agreement.library import open_agreement
from naravard.allocation.audit import audit
from web_shared import LAROSATEN, LITEN, WHOLE

PAGE = f"/overenskommelser/{WHOLE}/granskning/"


def main_of(reader: Client, address: str) -> html.HtmlElement:
    answer = reader.get(address)
    assert answer.status_code == 200, address
    return html.fromstring(answer.content.decode()).get_element_by_id("innehall")


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def rows(reader: Client, address: str) -> list[dict[str, str]]:
    answer = reader.get(address)
    assert answer.status_code == 200, address
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def test_the_answer_is_the_heading(reader: Client) -> None:
    heading = main_of(reader, PAGE).xpath("//h1")[0]
    assert words(heading) == "185 av 189 undertecknade belopp är lika med de beräknade"


def test_the_four_that_differ_stand_with_their_figures_and_lead_to_their_calculations(reader: Client) -> None:
    table = main_of(reader, PAGE).xpath("//table")[0]
    shown = [[words(cell) for cell in row.xpath("./th | ./td")] for row in table.xpath("./tbody/tr")]
    figures = [[cell.replace("\xa0", " ") for cell in row[-4:]] for row in shown]
    assert figures == [
        ["3 846 172", "3 846 173", "3 846 172,6598", "−1"],
        ["1 386 624", "1 386 623", "1 386 623,5151", "+1"],
        ["46 426 770", "46 426 771", "46 426 770,4992", "−1"],
        ["53 227 562", "53 227 561", "53 227 561,4521", "+1"],
    ]
    links = table.xpath("./tbody/tr/td/a/@href")
    assert f"/overenskommelser/{WHOLE}/medel/medarbetare-regioner/08/" in links
    assert all(reader.get(link).status_code == 200 for link in links)


def test_every_difference_says_why_in_the_words_of_the_data(reader: Client) -> None:
    text = words(main_of(reader, PAGE))
    assert "Kronan ligger i stället på Region Värmland; skälet framgår inte." in text


def test_the_sums_are_said_to_agree(reader: Client) -> None:
    text = words(main_of(reader, PAGE))
    assert "Summorna stämmer" in text
    assert "11 kolumnsummor och 44 radsummor har räknats om. Alla stämmer." in text


def test_the_text_against_the_annexes_says_what_the_texts_key_would_need(reader: Client) -> None:
    text = words(main_of(reader, PAGE))
    assert "Där beloppen följer en annan regel än texten" in text
    assert "tal för ”Anställda sjuksköterskor hos regioner och kommuner, inklusive privata utförare” för 21" in text


def test_every_remark_has_its_words_and_its_clauses(reader: Client) -> None:
    agreement = open_agreement(WHOLE).agreement
    assert agreement is not None
    main = main_of(reader, PAGE)
    for remark in agreement.remarks:
        item = main.get_element_by_id(remark.id)
        text = words(item)
        assert " ".join(remark.found.sv.split()) in text
        assert len(item.xpath(".//blockquote")) == len(remark.quotes)
        links = item.xpath('.//div[@class="nv-clause__words"]/a/@href')
        assert len(links) == len(remark.quotes)


@pytest.mark.parametrize(
    ("part", "count"),
    [
        ("granskning/belopp", 189),
        ("granskning/radsummor", 44),
        ("granskning/nyckeltal", 110),
    ],
)
def test_long_comparisons_have_pages_of_their_own(reader: Client, part: str, count: int) -> None:
    for prefix in ("", "/en"):
        page = f"{prefix}/overenskommelser/{WHOLE}/{part}/"
        first = main_of(reader, page)
        ways = first.xpath('//nav[contains(@class, "nv-pages")]/a[last()]/@href')
        assert len(first.xpath("//tbody/tr")) == min(count, 50)
        assert len(ways) == (count > 50)
        assert len(main_of(reader, "".join([page, *ways])).xpath("//tbody/tr")) == count
    assert len(rows(reader, f"/overenskommelser/{WHOLE}/{part}.csv")) == count


def test_the_page_and_the_pure_audit_give_the_same_figures(reader: Client) -> None:
    agreement = open_agreement(WHOLE).agreement
    assert agreement is not None
    own = {(cell.grant.id, cell.code): (cell.published, cell.computed) for cell in audit(agreement).cells}
    shown = {
        (row["grant"], row["recipient_code"]): (int(row["published"]), int(row["computed"]))
        for row in rows(reader, f"/overenskommelser/{WHOLE}/granskning/belopp.csv")
    }
    assert shown == own


def test_tables_are_sorted_by_their_headings(reader: Client) -> None:
    table = main_of(reader, f"{PAGE}?skillnad=published").xpath("//table")[0]
    first = table.xpath("./tbody/tr[1]/td")
    assert words(first[2]).replace("\xa0", " ") == "1 386 624"
    assert table.xpath('.//th[@aria-sort="ascending"]')


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
@pytest.mark.parametrize(
    "part", ["granskning", "granskning/kolumner", "granskning/delar", "granskning/oklarheter", "granskning/belopp"]
)
def test_every_table_can_be_had_as_a_file(reader: Client, part: str, form: str) -> None:
    answer = reader.get(f"/overenskommelser/{WHOLE}/{part}.{form}")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].endswith(f'.{form}"')
    assert len(answer.content) > 100


def test_the_whole_audit_can_be_had_as_a_workbook_and_as_data(reader: Client) -> None:
    workbook = reader.get(f"/overenskommelser/{WHOLE}/granskning/allt.xlsx")
    assert workbook.content.startswith(b"PK")
    data = json.loads(reader.get(f"/overenskommelser/{WHOLE}/granskning/allt.json").content)
    assert (data["compared"], data["equal"]) == (189, 185)
    assert reader.get(f"/overenskommelser/{WHOLE}/granskning/allt.csv").status_code == 404


@pytest.mark.parametrize("agreement", [LAROSATEN, LITEN])
def test_an_agreement_without_annexes_says_so_and_shows_what_there_is(reader: Client, agreement: str) -> None:
    main = main_of(reader, f"/overenskommelser/{agreement}/granskning/")
    assert words(main.xpath("//h1")[0]) == "Det finns inga undertecknade bilagor att jämföra med"
    assert "Delarna och helheten" in words(main)


def test_the_small_agreements_remark_is_there(reader: Client) -> None:
    assert "Texten säger inte med vem." in words(main_of(reader, f"/overenskommelser/{LAROSATEN}/granskning/"))


def test_the_texts_rule_can_be_tried_with_numbers_that_are_brought(reader: Client) -> None:
    links = main_of(reader, PAGE).xpath('//a[contains(@href, "/simulering/nycklar/nurses/")]/@href')
    assert len(links) == 2
    key = main_of(reader, links[0])
    codes = [line.split(";")[0] for line in key.get_element_by_id("f-rader").text.split()]
    assert len([code for code in codes if code.isdecimal()]) == 21
    answer = reader.post(links[0], {"rader": "\n".join(f"{code};5" for code in codes if code.isdecimal())})
    result = main_of(reader, answer["Location"])
    assert "Anställda sjuksköterskor" in words(result.xpath('//ul[@class="nv-changes"]')[0])

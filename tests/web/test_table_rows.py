"""Tables' rows as HTML: escaped, with links, remarks and headings where they belong."""

import datetime
from dataclasses import replace
from operator import itemgetter

from django.test import RequestFactory
from django.utils.translation import override
from lxml import html

from naravard.agreement.model import Text
from naravard.documents.table import TOTAL, Column, Row, Table
from naravard.web.site.tables import ShownTable, present

COLUMNS = (
    Column("name", Text("Namn", "Name"), of=itemgetter(0), total=TOTAL),
    Column("sum", Text("Summa", "Sum"), "kronor", of=itemgetter(1), total=sum),
    Column("day", Text("Dag", "Day"), "date", of=itemgetter(2)),
)
NAMED: Row = ("Å & <b>Ö</b>", 1234, datetime.date(2022, 12, 1))


def shown(row: Row = NAMED, *, stacked: bool = False, **said: dict[str, object]) -> ShownTable:
    """Return the table with what else is said of some columns, by their ids."""
    columns = tuple(replace(column, **said.get(column.id, {})) for column in COLUMNS)
    table = Table.of([row], columns, id="prov", caption=Text("Prov"))
    return present(RequestFactory().get("/sida/"), table, stacked=stacked)


def row_of(table: ShownTable, language: str = "sv") -> html.HtmlElement:
    with override(language):
        return html.fromstring(f"<table>{table.body}</table>").xpath("//tr")[0]


def test_what_comes_from_outside_is_shown_as_text() -> None:
    row = row_of(shown(name={"link": lambda _one: '/?a="b"&c', "remark": lambda _one: "<i>nej</i>"}))
    assert row.xpath("./th/a")[0].text == "Å & <b>Ö</b>"
    assert row.xpath("./th/a")[0].get("href") == '/?a="b"&c'
    assert not row.xpath(".//b | .//i")


def test_a_remark_stands_after_its_figure() -> None:
    row = row_of(shown(sum={"remark": lambda one: f"beräknat {one[1] + 1} kr"}))
    assert row.xpath("./td[1]")[0].text_content() == "1\u00a0234 beräknat 1235 kr"
    assert len(row.xpath('.//span[@class="nv-table__note"]')) == 1


def test_figures_stand_to_the_right_and_days_are_not_broken() -> None:
    row = row_of(shown())
    assert [cell.get("class") for cell in row] == [None, "nv-table__number", "nv-figure"]


def test_the_first_cell_heads_its_row_unless_it_is_empty() -> None:
    assert [cell.tag for cell in row_of(shown())] == ["th", "td", "td"]
    assert row_of(shown((None, 1, None)))[0].tag == "td"


def test_a_stacked_table_has_the_heading_before_each_value() -> None:
    row = row_of(shown(stacked=True))
    assert [cell.get("data-label") for cell in row] == [None, "Summa", "Dag"]


def test_swedish_words_on_an_english_page_say_so() -> None:
    with override("en"):
        row = row_of(shown(name={"swedish": True}), "en")
    assert [cell.get("lang") for cell in row] == ["sv", None, None]


def test_the_total_is_a_row_of_its_own() -> None:
    foot = html.fromstring(f"<table>{shown().foot}</table>")
    assert foot.text_content().startswith("Summa1")

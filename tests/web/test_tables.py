"""Tables on pages: sorted by the address, linked, with their exports."""

import datetime
from dataclasses import replace
from fractions import Fraction
from operator import itemgetter

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override
from lxml import html

from naravard.agreement.model import Text
from naravard.agreement.status_words import HANDED_IN, LATE
from naravard.documents.table import TOTAL, Column, Row, Table
from naravard.web.site.tables import in_order, present

COLUMNS = (
    Column("name", Text("Namn", "Name"), of=itemgetter(0), total=TOTAL, link=lambda one: f"/{one[1]}/"),
    Column("sum", Text("Summa", "Sum"), "kronor", of=itemgetter(1), total=sum),
)


def table(*things: Row, columns: tuple[Column, ...] = COLUMNS) -> Table:
    return Table.of(things, columns, id="prov", caption=Text("Prov"))


THREE = table(("Örebro", 2000), ("Åre", 30), ("Zinkgruvan", 100))


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("", ["Örebro", "Åre", "Zinkgruvan"]),
        ("name", ["Zinkgruvan", "Åre", "Örebro"]),
        ("-name", ["Örebro", "Åre", "Zinkgruvan"]),
        ("sum", ["Åre", "Zinkgruvan", "Örebro"]),
        ("-sum", ["Örebro", "Zinkgruvan", "Åre"]),
        ("annat", ["Örebro", "Åre", "Zinkgruvan"]),
    ],
)
def test_rows_stand_in_the_order_asked_for(order: str, names: list[str]) -> None:
    assert [row[0] for _number, row in in_order(THREE, order)] == names


def test_rows_without_a_value_stand_last_both_ways() -> None:
    gaps = table(("a", None), ("b", 2), ("c", 1))
    assert [row[0] for _number, row in in_order(gaps, "sum")] == ["c", "b", "a"]
    assert [row[0] for _number, row in in_order(gaps, "-sum")] == ["b", "c", "a"]


def test_days_and_fractions_are_sorted_by_size() -> None:
    columns = (
        Column("day", Text("Dag"), "date", of=itemgetter(0)),
        Column("part", Text("Del"), "fraction", of=itemgetter(1)),
    )
    rows = table(
        (datetime.date(2022, 12, 1), Fraction(1, 3)), (datetime.date(2022, 3, 1), Fraction(1, 2)), columns=columns
    )
    assert [number for number, _row in in_order(rows, "day")] == [1, 0]
    assert [number for number, _row in in_order(rows, "part")] == [0, 1]


def test_a_heading_links_to_its_order_and_back_with_the_rest_of_the_address_kept() -> None:
    first = present(RequestFactory().get("/sida/?vem=alla"), THREE)
    assert [column.sort_url for column in first.columns] == ["?vem=alla&sort=name", "?vem=alla&sort=-sum"]
    second = present(RequestFactory().get("/sida/?sort=-sum"), THREE)
    assert second.columns[1].sorted == "descending"
    assert second.columns[1].sort_url == "?sort=sum"


def test_links_follow_their_rows_when_sorted() -> None:
    shown = present(RequestFactory().get("/sida/?sort=sum"), THREE)
    assert [(row[0].text, row[0].url) for row in shown.rows] == [
        ("Åre", "/30/"),
        ("Zinkgruvan", "/100/"),
        ("Örebro", "/2000/"),
    ]
    assert all(row[1].url is None for row in shown.rows)


def test_exports_keep_the_filter_and_the_order() -> None:
    shown = present(RequestFactory().get("/sida/?vem=alla"), THREE)
    assert [export.url for export in shown.exports] == [
        "/sida.csv?vem=alla",
        "/sida.excel?vem=alla",
        "/sida.xlsx?vem=alla",
        "/sida.json?vem=alla",
    ]


def test_a_column_can_be_left_to_the_files() -> None:
    shown = present(RequestFactory().get("/sida/"), THREE, without={"name"})
    assert [cell.text for cell in shown.total] == ["2\N{NO-BREAK SPACE}130"]
    assert [column.id for column in shown.columns] == ["sum"]
    declared = present(
        RequestFactory().get("/sida/"), table(("Åre", 30), columns=(replace(COLUMNS[0], on_page=False), COLUMNS[1]))
    )
    assert [column.id for column in declared.columns] == ["sum"]


def test_words_are_sorted_in_the_language_of_the_page() -> None:
    named = (Column("name", Text("Namn", "Name"), of=lambda one: one),)
    words = table(Text("Ö", "A"), Text("B", "Z"), columns=named)
    assert [number for number, _row in in_order(words, "name")] == [1, 0]
    with override("en"):
        assert [number for number, _row in in_order(words, "name")] == [0, 1]


def many(count: int) -> Table:
    return table(*((f"Rad {number:03}", number) for number in range(count)))


def of_four(*rows: Row) -> Table:
    columns = (
        Column("name", Text("Namn"), of=itemgetter(0), total=TOTAL),
        Column("day", Text("Dag"), "date", of=itemgetter(1)),
        Column("none", Text("Återkrävt"), "kronor", of=itemgetter(2), total=sum),
        Column("sum", Text("Summa"), "kronor", of=itemgetter(3), total=sum),
    )
    return table(*rows, columns=columns)


FIRST = datetime.date(2022, 12, 1)
ALIKE = of_four(("a", FIRST, 0, 5), ("b", FIRST, 0, 5), ("c", FIRST, 0, 5))


def test_what_is_the_same_in_every_row_is_said_once_and_amounts_are_kept_for_their_sum() -> None:
    shown = present(RequestFactory().get("/sida/"), ALIKE)
    assert [column.id for column in shown.columns] == ["name", "sum"]
    assert [(cell.heading.sv, cell.text) for cell in shown.said_once] == [("Dag", "2022-12-01")]
    assert shown.noughts_words == "Återkrävt"


def test_two_rows_may_be_alike_by_chance_and_a_signed_table_stands_as_it_is() -> None:
    two = of_four(("a", FIRST, 0, 5), ("b", FIRST, 0, 5))
    assert len(present(RequestFactory().get("/sida/"), two).columns) == 4
    assert len(present(RequestFactory().get("/sida/"), ALIKE, whole=True).columns) == 4


def test_nought_is_a_dash_that_leads_nowhere() -> None:
    shown = present(
        RequestFactory().get("/sida/"), table(("Åre", 0), columns=(COLUMNS[0], replace(COLUMNS[1], link=lambda _: "/")))
    )
    assert [(cell.text, cell.url) for cell in shown.rows[0][1:]] == [("–", None)]


def test_a_page_has_fifty_rows_and_the_total_of_all() -> None:
    shown = present(RequestFactory().get("/sida/?vem=alla&sida=2"), many(120))
    assert (shown.rows[0][0].text, len(shown.rows)) == ("Rad 050", 50)
    assert shown.pages is not None
    assert (shown.pages.first, shown.pages.last, shown.pages.of) == (51, 100, 120)
    assert shown.pages.after_url == "?vem=alla&sida=3"
    assert shown.pages.all_url == "?vem=alla&sida=alla"
    assert shown.total[1].text == "7\N{NO-BREAK SPACE}140"


@pytest.mark.parametrize(
    ("asked", "first"), [("alla", "Rad 000"), ("0", "Rad 000"), ("99", "Rad 100"), ("x", "Rad 000"), ("٠", "Rad 000")]
)
def test_a_page_that_there_is_not_is_the_first_or_the_last(asked: str, first: str) -> None:
    shown = present(RequestFactory().get(f"/sida/?sida={asked}"), many(120))
    assert shown.rows[0][0].text == first
    assert len(shown.rows) == {"alla": 120, "99": 20}.get(asked, 50)
    assert asked == "alla" or (shown.pages is not None and shown.pages.first == int(first[4:]) + 1)


def test_sorting_begins_at_the_first_page() -> None:
    shown = present(RequestFactory().get("/sida/?sida=3"), many(120))
    assert shown.columns[0].sort_url == "?sort=name"


def test_at_most_seven_columns_are_shown_and_the_others_are_named() -> None:
    columns = tuple(Column(f"c{n}", Text(f"K{n}"), "number", of=lambda one, n=n: one * (n + 1)) for n in range(9))
    shown = present(RequestFactory().get("/sida/"), table(1, 2, columns=columns))
    assert len(shown.columns) == 7
    assert shown.left_out_words == "K7, K8"


def test_what_a_page_can_spare_gives_way_before_its_last_columns() -> None:
    columns = tuple(Column(f"c{n}", Text(f"K{n}"), "number", of=lambda one, n=n: one * (n + 1)) for n in range(9))
    things = table(1, 2, columns=columns)
    shown = present(RequestFactory().get("/sida/"), things, spare=("c3", "c1", "c2"))
    assert [one.id for one in shown.columns] == ["c0", "c2", "c4", "c5", "c6", "c7", "c8"]
    assert shown.left_out_words == "K1, K3"
    one_too_few = present(RequestFactory().get("/sida/"), things, spare=("c3",))
    assert one_too_few.left_out_words == "K3, K8"
    roomy = present(RequestFactory().get("/sida/"), table(1, 2, columns=columns[:7]), spare=("c3",))
    assert len(roomy.columns) == 7, "nothing gives way where there is room"


def test_a_table_says_how_it_is_sorted_where_there_is_something_to_sort() -> None:
    page = render_to_string(
        "site/parts/table.html", {"table": present(RequestFactory().get("/sida/?sort=-sum"), THREE)}
    )
    headings = html.fromstring(page).xpath("//thead//th")
    assert [(one.get("aria-sort"), one.text_content()) for one in headings] == [(None, "Namn"), ("descending", "Summa")]
    assert [column.sort_url for column in present(RequestFactory().get("/sida/"), many(1)).columns] == ["", ""]


def test_how_something_stands_is_a_tag_in_a_table_and_a_property_is_a_label() -> None:
    columns = (
        Column("name", Text("Namn"), of=itemgetter(0)),
        Column("status", Text("Läge"), of=itemgetter(1)),
        Column("kind", Text("Slag"), "label", of=itemgetter(2)),
    )
    shown = present(
        RequestFactory().get("/sida/"), table(("a", LATE, "Villkor"), ("b", HANDED_IN, "Gräns"), columns=columns)
    )
    body = html.fromstring(f"<table>{shown.body}</table>")
    assert [one.get("class") for one in body.xpath("//strong")] == [
        "govuk-tag govuk-tag--red",
        "govuk-tag govuk-tag--turquoise",
    ]
    assert [one.text for one in body.xpath("//span[@class='nv-label']")] == ["Villkor", "Gräns"]

"""Tables on pages: sorted by the address, linked, with their exports."""

import datetime
from dataclasses import replace
from fractions import Fraction
from operator import itemgetter

import pytest
from django.test import RequestFactory
from django.utils.translation import override

from naravard.agreement.model import Text
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

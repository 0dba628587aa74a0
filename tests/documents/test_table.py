"""A table keeps its values exact in every form."""

import csv
import datetime
import io
import json
from dataclasses import replace
from fractions import Fraction
from functools import partial
from pathlib import Path

import pytest
from openpyxl import load_workbook

from naravard.agreement.model import Text
from naravard.documents.figures import shown
from naravard.documents.files import FORMATS, as_file
from naravard.documents.plain import csv_text, json_text
from naravard.documents.table import TOTAL, Column, Provenance, Table
from naravard.documents.workbook import xlsx_bytes

heading = partial(Column, of=str)
"""A column of rows that are given as they are."""
ROOT = Path(__file__).parents[2]
GAP = "\N{NO-BREAK SPACE}"


def sample(**changes: object) -> Table:
    parts: dict[str, object] = {
        "id": "prov",
        "caption": Text("Prov: medel [1/2]", "Sample"),
        "columns": (
            heading("code", Text("Kod", "Code"), "code"),
            heading("name", Text("Namn, kort", "Name, short")),
            heading("amount", Text("Belopp", "Amount"), "kronor"),
            heading("exact", Text("Exakt", "Exact"), "fraction"),
            heading("share", Text("Andel", "Share"), "per cent"),
            heading("change", Text("Skillnad", "Difference"), "change"),
            heading("day", Text("Dag", "Day"), "date"),
        ),
        "rows": (
            ("01", 'Å, "Ä" & Ö', 2411859, Fraction(12345, 7), Fraction(1, 3), 1, datetime.date(2022, 12, 1)),
            ("25", "=1+1", -5, Fraction(5, 2), Fraction(1, 8), -1, None),
        ),
        "total": ("", "Summa", 2411854, None, None, 0, None),
        "note": Text("Avsnitt 9.", "Clause 9."),
        "provenance": Provenance(
            agreement=Text("Provet"), agreement_id="prov", digest="ab" * 32, made=datetime.date(2022, 1, 28)
        ),
    }
    return Table(**(parts | changes))  # type: ignore[arg-type]


def test_csv_is_utf8_with_line_feeds_and_keeps_every_value_exact() -> None:
    text = csv_text(sample())
    assert "\r" not in text
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows[0] == {
        "code": "01", "name": 'Å, "Ä" & Ö', "amount": "2411859", "exact": "12345/7", "share": "0.3333333333",
        "change": "1", "day": "2022-12-01",
    }  # fmt: skip
    assert rows[1]["exact"] == "2.5"
    assert rows[1]["share"] == "0.125"
    assert len(rows) == 2


def test_json_says_what_it_is_and_keeps_whole_kronor_whole() -> None:
    data = json.loads(json_text([sample()]))
    assert data["rows"][0]["amount"] == 2411859
    assert data["rows"][0]["exact"] == "12345/7"
    assert data["rows"][1]["exact"] == "2.5"
    assert data["rows"][1]["day"] is None
    assert data["digest"] == "ab" * 32
    assert data["columns"][2] == {"id": "amount", "sv": "Belopp", "en": "Amount", "kind": "kronor"}


def test_json_keeps_every_digit_of_an_exact_amount() -> None:
    amount = Fraction("2422000000.123456789")
    table = Table(
        id="exakt", caption=Text("Exakt"), columns=(heading("exact", Text("Exakt"), "fraction"),), rows=((amount,),)
    )
    assert Fraction(json.loads(json_text([table]))["rows"][0]["exact"]) == amount


def test_workbook_holds_real_numbers_formats_and_its_source() -> None:
    book = load_workbook(io.BytesIO(xlsx_bytes([sample(), sample()])))
    first, second, source = book.worksheets
    assert first.title != second.title
    assert [cell.value for cell in first[1]] == ["Kod", "Namn, kort", "Belopp", "Exakt", "Andel", "Skillnad", "Dag"]
    assert first["A2"].value == "01"
    assert first["C2"].value == 2411859
    assert first["C2"].number_format.startswith("#,##0")
    assert first["B3"].value == "=1+1"
    assert first["B3"].data_type == "s"
    assert first["G2"].value == datetime.datetime(2022, 12, 1)  # noqa: DTZ001
    assert first.freeze_panes == "B2"
    assert first.print_title_rows == "$1:$1"
    assert first.page_setup.orientation == "landscape"
    texts = {row[0].value: row[1].value for row in source.iter_rows()}
    assert texts["Summa: Belopp"] == f"2{GAP}411{GAP}854"
    assert texts["Dataversion (SHA-256)"] == "ab" * 32
    assert texts["Framställd den"] == "2022-01-28"
    assert book.properties.title == "Prov: medel [1/2]"


def test_workbook_speaks_english_when_asked() -> None:
    book = load_workbook(io.BytesIO(xlsx_bytes([sample()], "en")))
    assert book.worksheets[0]["C1"].value == "Amount"
    assert book.sheetnames == ["Sample", "Source"]


def test_the_same_table_gives_the_same_bytes() -> None:
    for form in FORMATS:
        assert as_file([sample()], form).content == as_file([sample()], form).content
    undated = sample(provenance=None)
    assert xlsx_bytes([undated]) == xlsx_bytes([undated])


def test_several_tables_become_a_list_in_json_and_no_csv() -> None:
    assert len(json.loads(as_file([sample(), sample()], "json").content)) == 2
    with pytest.raises(ValueError, match="one table, not 2"):
        as_file([sample(), sample()], "csv")


def test_a_table_is_made_of_things_by_what_its_columns_say_of_them() -> None:
    columns: tuple[Column[tuple[str, int | None]], ...] = (
        Column("name", Text("Namn", "Name"), of=lambda one: Text(one[0], one[0].upper()), total=TOTAL),
        Column("amount", Text("Belopp", "Amount"), "kronor", of=lambda one: one[1], total=sum),
        Column("remark", Text("Anmärkning", "Remark"), of=lambda _one: ""),
    )
    table = Table.of([("ett", 1), ("två", None), ("därav", 5)], columns, id="prov", caption=Text("Prov"),
                     counted=lambda one: one[0] != "därav")  # fmt: skip
    assert table.rows[1] == (Text("två", "TVÅ"), None, None)
    assert table.total == (TOTAL, 1, None)
    assert table.total_of("amount") == 1
    assert table.things[2] == ("därav", 5)
    assert table.without({"name"}).rows == ((1, None), (None, None), (5, None))
    assert csv_text(table, "en") == "name,amount,remark\nETT,1,\nTVÅ,,\nDÄRAV,5,\n"


def test_a_table_without_rows_or_sums_has_no_total() -> None:
    name: Column[str] = Column("name", Text("Namn"), of=lambda one: one)
    empty = Table.of([], (replace(name, total=TOTAL),), id="prov", caption=Text("Prov"))
    assert empty.total is None
    assert Table.of(["ett"], (name,), id="prov", caption=Text("Prov")).total is None


def test_the_sum_over_a_column_is_the_same_in_every_file() -> None:
    table = sample()
    in_json = sum(row["amount"] for row in json.loads(json_text([table]))["rows"])
    in_csv = sum(int(row["amount"]) for row in csv.DictReader(io.StringIO(csv_text(table))))
    sheet = load_workbook(io.BytesIO(xlsx_bytes([table]))).worksheets[0]
    in_workbook = sum(cell.value for cell in sheet["C"][1:])
    assert in_json == in_csv == in_workbook == 2411854


def test_a_row_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="a row of 1 cells under 7 columns"):
        sample(rows=(("01",),))


@pytest.mark.parametrize(
    ("value", "kind", "language", "expected"),
    [
        (6373000000, "kronor", "sv", f"6{GAP}373{GAP}000{GAP}000"),
        (-1234, "kronor", "sv", f"\N{MINUS SIGN}1{GAP}234"),
        (1, "change", "sv", "+1"),
        (0, "change", "sv", "0"),
        (Fraction(2411859, 10443100), "per cent", "sv", f"23,1{GAP}%"),
        (Fraction(2411859, 10443100), "per cent", "en", "23.1%"),
        (Fraction(5, 2), "number", "sv", "2,5"),
        (Fraction(1, 3), "fraction", "en", "0.333333…"),
        (datetime.date(2022, 12, 1), "date", "sv", "2022-12-01"),
        (None, "kronor", "sv", ""),
        ("Salem", "text", "sv", "Salem"),
    ],
)
def test_figures_are_shown_in_swedish_form(value: object, kind: str, language: str, expected: str) -> None:
    assert shown(value, heading("x", Text("X"), kind), language) == expected  # type: ignore[arg-type]


def test_a_text_that_a_spreadsheet_would_run_is_made_harmless_in_csv_and_is_itself_elsewhere() -> None:
    columns = (heading("text", Text("Text", "Text")), heading("change", Text("Skillnad", "Difference"), "kronor"))
    texts = ['=HYPERLINK("x")', "@SUM(1)", "-5+3", "+46 70", "\t=1", "vård - hälsa"]
    table = Table(id="prov", caption=Text("Prov", "Sample"), columns=columns, rows=tuple((text, -5) for text in texts))
    rows = list(csv.DictReader(io.StringIO(csv_text(table))))
    assert [row["text"] for row in rows] == [*(f"'{text}" for text in texts[:5]), texts[5]]
    assert {row["change"] for row in rows} == {"-5"}
    assert [row["text"] for row in json.loads(json_text([table]))["rows"]] == texts
    book = load_workbook(io.BytesIO(xlsx_bytes([table])))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    written = {str(cell.value): cell.data_type for cell in cells}
    assert {written[text] for text in texts} == {"s"}


def test_csv_for_a_swedish_spreadsheet_has_its_marks_its_headings_and_its_commas() -> None:
    columns: tuple[Column[tuple[str, int, Fraction]], ...] = (
        Column("code", Text("Kod", "Code"), "code", of=lambda one: one[0]),
        Column("amount", Text("Belopp; kr", "Amount; kr"), "kronor", of=lambda one: one[1]),
        Column("share", Text("Andel", "Share"), "fraction", of=lambda one: one[2]),
    )
    table = Table.of(
        [("0114", 47_184, Fraction(5, 2)), ("=1+1", -5, Fraction(1, 3)), ("Å;ä", 0, Fraction(2))],
        columns,
        id="prov",
        caption=Text("Prov"),
    )
    file = as_file([table], "excel")
    assert file.name == "prov.excel.csv"
    assert file.media_type == "text/csv; charset=utf-8"
    assert file.content.startswith(b"\xef\xbb\xbf")
    assert file.content.decode("utf-8-sig").split("\r\n") == [
        'Kod;"Belopp; kr";Andel', '"=""0114""";47184;2,5', "'=1+1;-5;0,3333333333", '"Å;ä";0;2', "",
    ]  # fmt: skip
    rows = list(csv.reader(io.StringIO(as_file([table], "excel", "en").content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Code", "Amount; kr", "Share"]
    with pytest.raises(ValueError, match="one table, not 2"):
        as_file([table, table], "excel")

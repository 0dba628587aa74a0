"""Costs in XLSX and CSV: what is read, and what is wrong with which cell."""

import datetime
import io
import zipfile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from naravard.exchange.sheets import (
    COLUMNS,
    LIMITS,
    SheetLimits,
    SheetReading,
    entries,
    read_csv,
    read_workbook,
    read_workbook_apart,
    template,
)

HEADINGS = ["Datum", "Belopp", "Aktivitet", "Projekt", "Konto", "Verifikation", "Text"]
DAY = datetime.date(2022, 3, 15)
ACTIVITIES = {"1": "Fast läkarkontakt", "2": "Mobila team"}
ROW: list[Any] = [DAY, 1250.5, None, "P1", "5010", "A1", "Utbildning"]


def workbook(*rows: list[Any], headings: list[Any] = HEADINGS, title: str = "Kostnader") -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in (headings, *rows):
        sheet.append(row)
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xlsx(content: bytes, **known: Any) -> SheetReading:
    return read_workbook(io.BytesIO(content), name="k.xlsx", **({"activities": ACTIVITIES} | known))


def csv(text: str | bytes, **known: Any) -> SheetReading:
    content = text.encode() if isinstance(text, str) else text
    return read_csv(io.BytesIO(content), name="k.csv", **({"activities": ACTIVITIES} | known))


def told(reading: SheetReading) -> list[tuple[str, str]]:
    return [(one.id, one.cell) for one in reading.findings]


def rows_of(reading: SheetReading) -> list[tuple[datetime.date, int, dict[int, str], str]]:
    return [
        (row.date, row.amount, dict(row.objects), row.account)
        for voucher in reading.vouchers
        for row in voucher.transactions
    ]


def test_a_workbook_is_read() -> None:
    reading = xlsx(workbook(ROW, [datetime.date(2022, 4, 1), -300, 1, None, None, None, None]))
    assert told(reading) == []
    assert sorted(rows_of(reading)) == [
        (DAY, 125_050, {6: "P1"}, "5010"),
        (datetime.date(2022, 4, 1), -30_000, {-1: "1"}, ""),
    ]


def test_rows_of_the_same_voucher_and_day_are_one() -> None:
    reading = csv("Datum;Belopp;Projekt;Verifikation\n2022-03-15;1;P1;A1\n2022-03-15;2;P2;A1\n2022-03-16;3;P1;A1\n")
    assert [(each.number, len(each.transactions)) for each in reading.vouchers] == [("A1", 2), ("A1", 1)]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_in_whatever_spreadsheets_write(delimiter: str, encoding: str) -> None:
    text = delimiter.join(["Datum", "Belopp", "Projekt", "Text"]) + "\r\n"
    text += delimiter.join(["2022-03-15", '"1 250,50"', "P1", "Vård"]) + "\r\n"
    reading = csv(text.encode(encoding))
    assert told(reading) == []
    assert rows_of(reading) == [(DAY, 125_050, {6: "P1"}, "")]
    assert reading.vouchers[0].text == "Vård"


def test_windows_letters_are_read_and_told_of() -> None:
    reading = csv("Datum;Belopp;Projekt;Text\n2022-03-15;1;P1;Vård\n".encode("cp1252"))
    assert told(reading) == [("K007", "")]
    assert not reading.has_errors
    assert reading.vouchers[0].text == "Vård"


@pytest.mark.parametrize("content", [b"Datum;Belopp;Projekt\n\x8f\x81", b"Datum;Belopp\x00;Projekt\n1", b"\xff\xfe1"])
def test_what_is_no_text_is_refused(content: bytes) -> None:
    assert told(csv(content)) == [("K006", "")]


WRONG_CELLS = {
    ("2022-13-01;1;P1", "K010", "A2"),
    ("22-03-15;1;P1", "K010", "A2"),
    ("3/4 2022;1;P1", "K030", "A2"),
    ("44635;1;P1", "K029", "A2"),
    (";1;P1", "K011", "A2"),
    ("2022-03-15;;P1", "K012", "B2"),
    ("2022-03-15;abc;P1", "K013", "B2"),
    ("2022-03-15;1.250;P1", "K027", "B2"),
    ("2022-03-15;-12,500;P1", "K027", "B2"),
    ("2022-03-15;12 50;P1", "K028", "B2"),
    ("2022-03-15;1e5;P1", "K013", "B2"),
    ("2022-03-15;٣;P1", "K013", "B2"),
    ("2022-03-15;1,2555;P1", "K014", "B2"),
    ("2022-03-15;1000000000000;P1", "K015", "B2"),
    ("2022-03-15;1;", "K016", "A2"),
    ("2022-03-15;1;P1;;7", "K017", "E2"),
    ("2022-03-15;1;P1;50a", "K018", "D2"),
    ("2022-03-15;#REF!;P1", "K020", "B2"),
    ("2022-03-15;1;P1;;;;x", "K022", "F2"),
    ('2022-03-15;1;"P1', "K025", "A2"),
    (f"2022-03-15;1;{'P' * 300}", "K023", "C2"),
}


@pytest.mark.parametrize(("row", "finding", "cell"), sorted(WRONG_CELLS))
def test_what_is_wrong_is_told_cell_by_cell(row: str, finding: str, cell: str) -> None:
    reading = csv(f"Datum;Belopp;Projekt;Konto;Aktivitet\n{row}\n")
    assert told(reading)[:1] == [(finding, cell)]
    assert reading.has_errors


@pytest.mark.parametrize(
    ("text", "amount"),
    [("1 250,50", 125_050), ("1250.5", 125_050), ("−300", -30_000), ("300 kr", 30_000), ("0,10", 10), ("0,500", 50)],
)
def test_amounts_as_people_write_them(text: str, amount: int) -> None:
    assert rows_of(csv(f"Datum;Belopp;Projekt\n2022-03-15;{text};P1\n"))[0][1] == amount


def test_a_number_of_a_workbook_has_fifteen_figures() -> None:
    reading = xlsx(workbook([DAY, 0.1 + 0.2, None, "P1"], [DAY, 1250.1, None, "P1"], [DAY, 0.125, None, "P1"]))
    assert [amount for _, amount, _, _ in rows_of(reading)] == [30, 125_010]
    assert told(reading) == [("K014", "B4")]


def test_a_cell_that_is_no_date_or_number_is_told_of() -> None:
    reading = xlsx(workbook([44635, 1, None, "P1"], [DAY, True, None, "P1"], ["2022-03-15", 1, None, "P1"]))
    assert told(reading) == [("K029", "A2"), ("K013", "B3")]
    assert "blad Kostnader, cell A2" in reading.findings[0].in_language("sv").where


def test_a_formula_without_value_is_told_of_as_such() -> None:
    reading = xlsx(workbook([DAY, "=1+1", None, "P1"], [DAY, None, None, "P1"], [DAY, 1, None, "=A1"]))
    assert set(told(reading)) == {("K019", "B2"), ("K012", "B3"), ("K019", "D4")}


def test_headings_that_are_missing_or_stand_twice() -> None:
    assert told(csv("Datum;Projekt\n2022-03-15;P1\n")) == [("K008", "")]
    assert told(csv("Datum;Belopp\n2022-03-15;1\n")) == [("K008", "")]
    assert {one for one, _ in told(csv("Datum;Belopp;Belopp;Projekt\n2022-03-15;1;1;P1\n"))} == {"K009"}
    assert told(csv("Datum;Belopp;Projekt\n")) == [("K001", "")]
    assert told(csv("")) == [("K001", "")]


def test_english_headings_are_known_too() -> None:
    assert rows_of(csv("Date,Amount,Project\n2022-03-15,5.00,P1\n")) == [(DAY, 500, {6: "P1"}, "")]


def two_sheets(*second: list[Any], titles: tuple[str, str] = ("Utfall", "Prognos")) -> bytes:
    """Return a workbook with costs on one sheet and rows on another."""
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = titles[0]
    other = book.create_sheet(titles[1])
    for sheet, rows in ((first, [HEADINGS, ROW]), (other, second)):
        for row in rows:
            sheet.append(row)
    return saved(book)


def test_of_two_sheets_with_costs_it_is_asked_which_one_is_meant_and_nothing_is_read() -> None:
    reading = xlsx(two_sheets(HEADINGS, ROW, ROW))
    assert (told(reading), reading.has_errors, reading.rows) == ([("K024", "")], True, 0)
    assert "Utfall, Prognos" in reading.findings[0].in_language("sv").found
    for sheet, rows in (("Utfall", 1), ("prognos ", 2)):
        chosen = xlsx(two_sheets(HEADINGS, ROW, ROW), sheet=sheet)
        assert (told(chosen), chosen.rows) == ([], rows)
    assert told(xlsx(two_sheets(HEADINGS, ROW), sheet="Budget")) == [("K026", "")]


@pytest.mark.parametrize("titles", [("Maj", "Juni"), ("2022-05", "2022-06"), ("jan 2022", "Feb 2022")])
def test_sheets_that_are_named_for_months_are_read_together(titles: tuple[str, str]) -> None:
    reading = xlsx(two_sheets(HEADINGS, ROW, ROW, titles=titles))
    assert (told(reading), reading.has_errors, reading.rows) == ([("K036", "")], False, 3)
    assert reading.findings[0].found.sv == f"{titles[0]} (1), {titles[1]} (2)"


def test_sheets_with_costs_of_different_days_are_read_together() -> None:
    later = [datetime.date(2022, 4, 1), *ROW[1:]]
    assert told(xlsx(two_sheets(HEADINGS, later))) == [("K036", "")]
    assert told(xlsx(two_sheets(HEADINGS, later), sheet="Prognos")) == []


def test_an_activity_may_stand_by_its_whole_name() -> None:
    reading = csv("Datum;Belopp;Aktivitet\n2022-03-15;1;mobila  TEAM\n2022-03-15;1;Mobila\n")
    assert [row[2] for row in rows_of(reading)] == [{-1: "2"}]
    assert told(reading) == [("K017", "C3")]


def test_a_row_that_looks_like_the_sum_is_named_as_that() -> None:
    reading = csv("Datum;Belopp;Projekt\n2022-03-15;1;P1\n2022-03-16;2;P1\n;3;P1\n")
    assert told(reading) == [("K034", "A4")]


def test_a_row_of_a_comma_file_that_is_too_short_is_refused() -> None:
    reading = csv("Datum,Belopp,Projekt,Text\n2022-03-15,1250,P1\n")
    assert told(reading) == [("K033", "A2")]


def test_a_file_whose_line_is_endless_is_named_as_no_csv_file() -> None:
    assert told(csv("Datum;Belopp;Projekt\n" + "x" * 200_000)) == [("K039", "A2")]


ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)


def ods(*rows: str, mimetype: bytes = ODS) -> bytes:
    """Write a sheet as LibreOffice does; a row is its cells with what stands in them."""
    table = f'<table:table table:name="Kostnader">{"".join(rows)}</table:table>'
    content = f"<office:document-content {_SPACES}>{table}</office:document-content>"
    return packed({"mimetype": mimetype, "content.xml": content.encode()})


def ods_row(*cells: str, more: str = "") -> str:
    """Write a row of texts; one that is a number is one, and one of ten signs is a day."""
    return f"<table:table-row {more}>{''.join(map(_ods_cell, cells))}</table:table-row>"


def _ods_cell(cell: str) -> str:
    kind = "date" if len(cell) == 10 else "float" if cell.replace(".", "").isdigit() else "string"
    value = {"date": f'office:date-value="{cell}"', "float": f'office:value="{cell}"'}.get(kind, "")
    return f'<table:table-cell office:value-type="{kind}" {value}><text:p>{cell}</text:p></table:table-cell>'


def test_a_spreadsheet_of_libreoffice_is_read_with_what_comes_many_times_and_what_is_hidden() -> None:
    head, cost = ods_row("Datum", "Belopp", "Projekt"), ("2022-03-15", "1250.5", "0042")
    cells = '<table:table-cell table:number-columns-repeated="16384"/>'
    empty = f'<table:table-row table:number-rows-repeated="1048570">{cells}</table:table-row>'
    many = ods_row(*cost, more='table:number-rows-repeated="3"')
    reading = xlsx(ods(head, many, ods_row(*cost, more='table:visibility="collapse"'), empty))
    assert rows_of(reading) == [(datetime.date(2022, 3, 15), 125050, {6: "0042"}, "")] * 4
    assert told(reading) == [("K038", "")]
    assert told(xlsx(ods(head, ods_row(*cost, more='table:number-rows-repeated="900000"')))) == [("K004", "")]


def test_other_documents_of_that_kind_and_locked_ones_are_named() -> None:
    assert told(xlsx(ods(mimetype=b"application/vnd.oasis.opendocument.text"))) == [("K035", "")]
    locked = {"mimetype": ODS, "content.xml": b"\x00", "META-INF/manifest.xml": b"<manifest:encryption-data/>"}
    assert told(xlsx(packed(locked))) == [("K005", "")]
    assert told(xlsx(packed({"mimetype": ODS, "content.xml": b"<x>"}))) == [("K003", "")]


def test_debit_and_credit_are_one_amount_and_neither_is_guessed() -> None:
    reading = csv("Datum;Konto;Debet;Kredit\n2022-03-15;5010;100,50;\n2022-03-16;5010;;20\n2022-03-17;5010;5;2\n")
    assert [row[1] for row in rows_of(reading)] == [10050, -2000, 300]
    assert told(csv("Datum;Konto;Debet;Kredit\n2022-03-15;5010;;\n")) == [("K012", "C2")]
    assert told(csv("Datum;Konto;Debet\n2022-03-15;5010;1\n")) == [("K008", "")]
    assert told(csv("Datum;Konto;Belopp;D/K\n2022-03-15;5010;1;K\n")) == [("K043", "A1"), ("K032", "A1")]
    assert told(csv("Datum;Konto;Belopp;Debet;Kredit\n2022-03-15;5010;1;1;\n")) == [("K040", "A1")]


def test_a_hidden_sheet_is_read_only_if_no_other_has_costs_and_that_is_told() -> None:
    book = load_workbook(io.BytesIO(two_sheets(HEADINGS, ROW)))
    book["Prognos"].sheet_state = "hidden"
    assert xlsx(saved(book)).unread == ("Prognos",)
    assert told(xlsx(saved(book), sheet="Prognos")) == [("K037", "")]


def test_which_sheet_was_read_and_which_were_not_is_told() -> None:
    reading = xlsx(two_sheets(["Anteckningar"], ["Ring Kim"]))
    assert (reading.sheet, reading.unread, reading.rows) == ("Utfall", ("Prognos",), 1)
    assert csv("Datum;Belopp;Projekt\n2022-03-15;1;P1\n").sheet == ""


def test_the_template_reads_when_it_has_been_filled_in() -> None:
    book = load_workbook(io.BytesIO(template([("1", "Utbildning")])))
    sheet = book["Kostnader"]
    assert [cell.value for cell in sheet[1]] == [column.heading.sv for column in COLUMNS]
    assert told(xlsx(saved(book))) == [("K001", "")]
    sheet.append([DAY, 100, "1"])
    assert rows_of(xlsx(saved(book))) == [(DAY, 10_000, {-1: "1"}, "")]


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_a_workbook_that_would_grow_is_refused_by_what_it_states() -> None:
    bomb = packed({"[Content_Types].xml": b"<Types/>", "xl/worksheets/sheet1.xml": b"0" * 2_000_000})
    assert len(bomb) < 10_000
    assert told(xlsx(bomb, limits=SheetLimits(unpacked=1_000_000))) == [("K004", "")]


@pytest.mark.parametrize("cell", [b'<c r="A1"><v>1</v></c>', b"<c><v>1</v></c>", b'<x:c r="A1"/>', b"<c/>"])
def test_a_workbook_with_too_many_cells_is_refused_unopened(cell: bytes) -> None:
    bomb = packed({"[Content_Types].xml": b"<Types/>", "xl/worksheets/sheet1.xml": b"<row>" + cell * 30_000})
    assert len(bomb) < 10_000
    assert told(xlsx(bomb, limits=SheetLimits(cells=20_000))) == [("K041", "")]


def test_a_workbook_is_read_by_a_process_of_its_own_as_it_is_here() -> None:
    book = load_workbook(io.BytesIO(template([("1", "Utbildning")])))
    book["Kostnader"].append([DAY, 100, "1"])
    content = saved(book)
    asked = {"name": "a.xlsx", "activities": {"1": "Utbildning"}}
    apart = read_workbook_apart(io.BytesIO(content), **asked)
    assert apart == read_workbook(io.BytesIO(content), **asked)
    assert apart.rows == 1


def test_a_workbook_that_takes_too_long_stops_its_own_process_and_is_told_of() -> None:
    sheet = load_workbook(io.BytesIO(template([("1", "Utbildning")])))
    with zipfile.ZipFile(io.BytesIO(saved(sheet))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    first = next(name for name in parts if name.startswith("xl/worksheets/"))
    before, end, after = parts[first].partition(b"</sheetData>")
    bomb = packed(parts | {first: before + (b"<row>" + b"<c><v>1</v></c>" * 1_000 + b"</row>") * 1_500 + end + after})
    assert len(bomb) < 100_000
    reading = read_workbook_apart(io.BytesIO(bomb), name="a.xlsx", activities={}, seconds=2)
    assert [one.id for one in reading.findings] == ["K042"]


def test_and_by_what_it_holds_where_it_states_less() -> None:
    bomb = bytearray(packed({"[Content_Types].xml": b"<Types/>", "xl/worksheets/sheet1.xml": b"0" * 2_000_000}))
    size = (2_000_000).to_bytes(4, "little")
    while (at := bomb.find(size)) >= 0:
        bomb[at : at + 4] = (10).to_bytes(4, "little")
    assert [one for one, _ in told(xlsx(bytes(bomb), limits=SheetLimits(unpacked=1_000_000)))] == ["K003"]


def test_a_workbook_with_definitions_of_its_own_is_refused() -> None:
    for content in (b'<!DOCTYPE x [<!ENTITY a "b">]><x/>', "<!doctype x><x/>".encode("utf-16")):
        evil = packed({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b" " * 65_530 + content})
        assert told(xlsx(evil)) == [("K003", "")]


@pytest.mark.parametrize(
    ("content", "finding"),
    [
        (b"", "K001"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 100, "K005"),
        (b"PK\x03\x04broken", "K003"),
        (packed({"a.txt": b"a"}), "K003"),
        (packed({"[Content_Types].xml": b"<Types/>"}), "K003"),
    ],
)
def test_what_is_no_workbook_is_refused(content: bytes, finding: str) -> None:
    assert told(xlsx(content)) == [(finding, "")]


def test_limits_are_kept() -> None:
    assert told(csv("Datum;Belopp;Projekt\n" + "2022-03-15;1;P1\n" * 4, limits=SheetLimits(rows=3)))[-1][0] == "K021"
    assert told(csv("x" * 100, limits=SheetLimits(csv=50))) == [("K002", "")]
    assert told(xlsx(workbook(ROW), limits=SheetLimits(workbook=50))) == [("K002", "")]


def test_every_finding_can_be_said_in_both_languages() -> None:
    assert LIMITS.rows > 0
    for entry in entries().values():
        for text in (entry.what, entry.found, entry.expected, entry.way_out):
            assert text.sv
            assert text.en


@given(
    st.binary(max_size=400)
    | st.text(st.sampled_from('Datum;Belopp,Projekt\n\t"12-.å\x00'), max_size=200).map(str.encode)
)
def test_no_bytes_make_the_reader_fall(content: bytes) -> None:
    for reading in (
        csv(content),
        csv(b"Datum;Belopp;Projekt\n" + content),
        xlsx(content),
        xlsx(b"PK\x03\x04" + content),
    ):
        assert reading.has_errors == any(one.level == "error" for one in reading.findings)


@settings(max_examples=30)  # each opens a workbook
@given(st.binary(min_size=1, max_size=30), st.integers(0, 100_000))
def test_nor_does_a_workbook_with_bytes_changed(noise: bytes, at: int) -> None:
    content = bytearray(workbook(ROW))
    at %= len(content)
    content[at : at + len(noise)] = noise
    xlsx(bytes(content))

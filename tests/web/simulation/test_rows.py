"""Pasted and uploaded rows: what is understood, what is asked about, and in which words."""

from fractions import Fraction

import pytest

from naravard.agreement.reference import municipalities, regions
from naravard.web.simulation.input.rows import Entered, read_rows
from naravard.web.site.forms.problems import EntryError, Problem

REGIONS = regions()[:3]
"""Stockholm 01, Uppsala 03, Sörmland 04."""
WANTED = {"01": Fraction(10), "03": Fraction(25, 2), "04": Fraction(1234567)}


def read(text: str) -> Entered:
    return read_rows(text, REGIONS, "rows")


def refused(text: str) -> tuple[Problem, ...]:
    with pytest.raises(EntryError) as caught:
        read(text)
    return caught.value.problems


@pytest.mark.parametrize(
    "text",
    [
        "01;10\n03;12,5\n04;1234567",
        "01;10\r\n03;12,5\r\n04;1 234 567\r\n",
        "kod;värde\n01;10\n03;12.5\n04;1 234 567",
        "code,name,value\n01,Region Stockholm,10\n03,Region Uppsala,12.5\n04,Region Sörmland,1234567",
        "01\t10\n03\t12,5\n04\t1234567\n\n",
        "Region Stockholm\t01\t10\nRegion Uppsala\t03\t12,5\nRegion Sörmland\t04\t1234567",
        "\ufeff01 10\n03 12,5\n04 1 234 567",
        "namn;kod;antal\nStockholm;01;10\nUppsala;03;12,5\nSörmland;04;1234567",
        '"01";"10"\n"03";"12,5"\n"04";"1 234 567"',
        "01;10;\n03;25/2;\n04;1\u00a0234\u00a0567;",
    ],
)
def test_the_ways_people_write_rows_give_the_same_numbers(text: str) -> None:
    assert read(text).values == WANTED


def test_a_lost_zero_is_given_back_and_told() -> None:
    entered = read("1;10\n3;12,5\n4;1234567")
    assert entered.values == WANTED
    assert any("1 → 01" in notice for notice in entered.notices)


def test_names_that_are_exactly_right_are_read_and_told() -> None:
    entered = read("Region Stockholm;10\nUppsala län;12,5\nregion sörmland;1234567")
    assert entered.values == WANTED
    assert any(notice.startswith("3 rader hade namn") for notice in entered.notices)


def test_a_near_name_is_asked_about_and_not_guessed() -> None:
    problem = refused("Region Stokholm;10\n03;12,5\n04;1234567")[0]
    assert "Menade du Region Stockholm (01)?" in problem.way_out
    assert problem.where == "rad 1"
    assert "Region Stokholm" in problem.found


def test_the_total_row_is_left_out_and_checked() -> None:
    assert any("Den stämmer" in notice for notice in read("01;1\n03;2\n04;3\nTotalt;6").notices)
    assert any("men raderna blir 6" in notice for notice in read("01;1\n03;2\n04;3\nRiket;7").notices)


def test_missing_recipients_are_listed_by_name() -> None:
    problem = refused("01;10")[0]
    assert "2 av 3" in problem.what
    assert "Region Uppsala (03), Region Sörmland (04)" in problem.found


def test_a_missing_row_is_allowed_where_not_all_are_needed() -> None:
    assert read_rows("01;10", REGIONS, "rows", all_needed=False).values == {"01": 10}


@pytest.mark.parametrize(
    ("text", "what", "way_out"),
    [
        ("01;-5\n03;1\n04;1", "negativt", "Skriv 0"),
        ("01;\u22125\n03;1\n04;1", "negativt", "Skriv 0"),
        ("01;många\n03;1\n04;1", "inget tal", "siffror"),
        ("01;2,5 mnkr\n03;1\n04;1", "inget tal", "Menade du 2\u00a0500\u00a0000?"),
        ("01;1\n01;2\n03;1\n04;1", "två rader", "Ta bort en"),
        ("99;1\n03;1\n04;1", "Koden finns inte", "Rätta koden"),
        ("0180;1\n03;1\n04;1", "Stockholm (0180) är inte mottagare", "Ta bort raden"),
        ("05;1\n03;1\n04;1", "Östergötlands län (05) är inte mottagare", "Ta bort raden"),
        ("x\n03;1\n04;1", "inte både kod och värde", "semikolon"),
        ("01\n03;1\n04;1", "Värde saknas för 1 av 3", "Lägg till"),
        ("01;Region Stockholm;\n03;1\n04;1", "Värde saknas för 1 av 3", "Lägg till"),
        ("01;1;2\n03;1;2\n04;1;2", "flera tal", "Behåll"),
        ("01,12,5\n03,1,0\n04,1,0", "flera tal", "decimalkomma"),
        ("01;0\n03;0\n04;0", "Alla värden är noll", "rätt kolumn"),
        ("", "inga rader", "Klistra in"),
        (" \n;;\n", "inga rader", "Klistra in"),
        ("01;1\x00\n03;1\n04;1", "inte är text", "CSV"),
        ("01;" + "9" * 600, "för långa rader", "Behåll"),
        ("01;1\n" * 1001, "för många", "Behåll"),
        ("01;" + "9" * 400, "inget tal", "siffror"),
    ],
)
def test_each_mistake_has_its_words(text: str, what: str, way_out: str) -> None:
    problem = refused(text)[0]
    assert what in problem.what
    assert way_out in problem.way_out
    assert problem.field == "rows"


def test_every_mistake_is_told_at_once_but_not_hundreds() -> None:
    problems = refused("\n".join(f"X{number};1" for number in range(50)))
    assert len(problems) == 9
    assert "42" in problems[-1].what


def test_three_decimals_may_be_thousands_and_are_told() -> None:
    assert any("lästes som talet 2,44" in notice for notice in read("01;2,440\n03;1\n04;1").notices)


def test_municipalities_by_code_or_name() -> None:
    members = [municipality for municipality in municipalities() if municipality.county == "09"]
    assert read_rows("Gotlands kommun;7", members, "rows").values == {"0980": 7}
    assert read_rows("980;7", members, "rows").values == {"0980": 7}


def test_statistics_swedens_column_of_code_and_name_is_read_as_the_code() -> None:
    stockholm = [one for one in municipalities() if one.code in ("0114", "0115")]
    read_so = read_rows("0114 Upplands V\u00e4sby\t47 184\n0115 Vallentuna\t34 257\n", stockholm, "rows")
    assert read_so.values == {"0114": 47184, "0115": 34257}
    assert read_rows("114 Upplands V\u00e4sby;1\n0115 Vallentuna;2", stockholm, "rows").values == {"0114": 1, "0115": 2}
    with pytest.raises(EntryError) as wrong:
        read_rows("0115 Upplands V\u00e4sby\t1\n0114 Vallentuna\t2", stockholm, "rows")
    assert [one.where for one in wrong.value.problems] == ["rad 1", "rad 2"], "a code and a name that disagree"

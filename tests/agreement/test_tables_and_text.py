"""CSV files as people save them, and the text as clauses."""

from fractions import Fraction

import pytest
from broken import AGREEMENT, KEY_FILE
from folders import changed, example, found, ids, loaded

from naravard.agreement.checks.quotations import plain
from naravard.agreement.text import read_clauses

NUMBERS = {"08": Fraction(246989), "09": Fraction(60972), "10": Fraction(158999)}


def numbers(content: str) -> dict[str, Fraction]:
    result = loaded(example() | {KEY_FILE: content})
    assert result.findings == ()
    assert result.agreement is not None
    return result.agreement.key("befolkning").values or {}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n"])
@pytest.mark.parametrize("space", ["", " ", "\u00a0", "\u202f"])
def test_a_key_as_programs_save_it(delimiter: str, mark: str, end: str, space: str) -> None:
    rows = [("code", "name", "value"), ("08", "Kalmar", f"246{space}989"), ("09", "Gotland", f"60{space}972")]
    rows.append(("10", '"Blekinge län"', f"158{space}999"))
    assert numbers(mark + end.join(delimiter.join(row) for row in rows) + end) == NUMBERS


def test_decimals_are_exact() -> None:
    files = changed((AGREEMENT, "total: 466 960", "total: 1.0000000001"))
    result = loaded(
        files | {KEY_FILE: "code;value\n08;0,3000000001\n09;0,3\n10;0,4\n", "published/bilaga-1.csv": _annex()}
    )
    assert result.agreement is not None
    assert (result.agreement.key("befolkning").values or {})["08"] == Fraction(3000000001, 10**10)


def _annex() -> str:
    annex = str(example()["published/bilaga-1.csv"])
    for number in ("246 989", "60 972", "158 999", "466 960"):
        annex = annex.replace(number, "")
    return annex


def test_a_decimal_comma_where_commas_part_the_columns_is_a_mistake() -> None:
    assert ids(example() | {KEY_FILE: 'code,name,value\n08,Kalmar,"246989,0"\n09,G,60972\n10,B,158999\n'}) == ["A114"]


def test_a_row_of_totals_in_a_key_must_meet() -> None:
    text = str(example()[KEY_FILE])
    assert numbers(f"{text}TOTAL,Totalt,466 960\n") == NUMBERS
    assert ids(example() | {KEY_FILE: f"{text}TOTAL,Totalt,466 961\n"}) == ["A082"]
    assert numbers(f"{text}TOTAL,Totalt,\n") == NUMBERS


def test_other_columns_and_the_order_of_rows_do_not_matter() -> None:
    assert numbers("value,x,code\n158999,,10\n246989,z,08\n60972,,09\n") == NUMBERS


def test_empty_rows_are_passed_over() -> None:
    assert numbers("code,value\n,\n08,246989\n\n09,60972\n,,\n10,158999\n") == NUMBERS


MARKED = """Framsida

# 1 Inledning {#1}

Ord.

## 1.1 Bakgrund {#1.1}

### En rubrik för sig

Fler ord.

# Bilaga 4. Medel till regionerna {#Bilaga 4}

| a | b |
"""


def test_marked_headings_begin_clauses() -> None:
    found = read_clauses(MARKED)
    assert [(clause.id, clause.title, clause.level, line) for clause, line in found] == [
        ("1", "Inledning", 1, 3),
        ("1.1", "Bakgrund", 2, 7),
        ("bilaga 4", "Medel till regionerna", 1, 13),
    ]
    assert found[1].clause.text == "### En rubrik för sig\n\nFler ord."


def test_numbered_headings_begin_clauses_where_none_are_marked() -> None:
    found = read_clauses("# Avtal\n\n## **1. Inledning**\n\n### 1.1 Mål\n\n### 2022 i korthet\n\n## Bilaga 2\n\nOrd.\n")
    assert [(clause.id, clause.title) for clause, _ in found] == [
        ("1", "Inledning"),
        ("1.1", "Mål"),
        ("2022", "i korthet"),
        ("bilaga 2", "Bilaga 2"),
    ]


def test_headings_within_code_are_no_headings() -> None:
    assert [clause.id for clause, _ in read_clauses("# 1 A {#1}\n```\n# 2 B {#2}\n```\n")] == ["1"]


def test_quotations_are_compared_by_their_words() -> None:
    assert plain("**Rätten** till\n bidrag,\u00a0förfaller…") == "rätten till bidrag förfaller"


@pytest.mark.parametrize(
    "quotation",
    [
        "planen kan omfatta hembesök",
        "Planen kan … hembesök.",
        "Planen […] hembesök",
        "Planen ... hembesök",
        "Regionerna och kommunerna ska upprätta en *plan*",
    ],
)
def test_a_quotation_that_stands_in_its_clause(quotation: str) -> None:
    files = changed((AGREEMENT, "text: Planen kan omfatta hembesök", f'text: "{quotation}"'))
    assert ids(files) == []


@pytest.mark.parametrize("quotation", ["Planen kan omfatta besök", "hembesök … Planen kan", "lanen kan omfatta"])
def test_a_quotation_that_does_not(quotation: str) -> None:
    files = changed((AGREEMENT, "text: Planen kan omfatta hembesök", f'text: "{quotation}"'))
    assert ids(files) == ["A162"]


def test_a_quotation_may_stand_in_a_clause_within() -> None:
    files = changed(("text.md", "## Planer", "## 2.1 Planer {#2.1}"))
    assert ids(files) == []


@pytest.mark.parametrize("first", ["sep=;\n", "SEP=;\r\n", ""])
def test_the_line_that_tells_excel_the_separator_is_no_heading(first: str) -> None:
    assert numbers(first + "code;value\n08;246989\n09;60972\n10;158999\n") == NUMBERS


@pytest.mark.parametrize("code", ["TOTAL", "Totalt", "SUMMA"])
def test_a_row_of_totals_may_be_named_in_swedish(code: str) -> None:
    text = str(example()[KEY_FILE])
    assert numbers(f"{text}{code},,466 960\n") == NUMBERS


@pytest.mark.parametrize(
    "codes", [("8", "9", "10"), ("Region Kalmar län", "Region Gotland", "Blekinge"), ("Kalmar", "Gotland", "10")]
)
def test_names_and_codes_without_zeros_are_understood_in_one_finding(codes: tuple[str, ...]) -> None:
    rows = "".join(f"{code},{number}\n" for code, number in zip(codes, ("246989", "60972", "158999"), strict=True))
    (finding,) = found(example() | {KEY_FILE: f"code,value\n{rows}"})
    assert finding.id == "A116"
    assert "Menade du ”08”?" in finding.way_out.sv


def test_a_number_that_is_no_code_is_not_taken_for_another() -> None:
    (finding,) = found(changed((KEY_FILE, "10,Blekinge,158 999", "10,Blekinge,158 999\n00,Riket,466 960")))
    assert (finding.id, "Menade du" in finding.way_out.sv) == ("A116", False)


def test_all_missing_columns_are_one_finding() -> None:
    (finding,) = found(changed((KEY_FILE, "code,name,value", "Länskod,Region,Antal")))
    assert (finding.id, finding.expected.sv) == ("A110", "På första raden också code och value.")


@pytest.mark.parametrize("numbers", [("246.989", "60.9720", "158.999"), ("246989", "60972", "1589990")])
def test_other_decimals_are_no_thousands(numbers: tuple[str, str, str]) -> None:
    rows = zip(("08", "09", "10"), numbers, strict=True)
    files = changed((AGREEMENT, "    total: 466 960\n", ""), (AGREEMENT, "holds: key, key: befolkning", "holds: name"))
    key = "code;value\n" + "".join(f"{code};{number}\n" for code, number in rows)
    assert ids(files | {KEY_FILE: key}) == []


@pytest.mark.parametrize("nothing", ["", "-", "–", "—"])
def test_a_dash_in_an_annex_is_nothing(nothing: str) -> None:
    files = changed(
        ("published/bilaga-1.csv", "2 644 647,2 644 647", f"{nothing},{nothing}"),
        ("published/bilaga-1.csv", "5 000 000,5 000 000", "2 355 353,2 355 353"),
    )
    agreement = loaded(files).agreement
    assert agreement is not None
    assert agreement.published[0].rows[0].kronor("hemgang") == 0

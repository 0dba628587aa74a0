"""How amounts, numbers, dates, codes, yes and no may be written, and what a reasonable official may leave out."""

import datetime
from fractions import Fraction

import pytest
from broken import AGREEMENT, RULE, stod, yaml
from folders import Files, changed, example, found, ids, loaded
from hypothesis import given
from hypothesis import strategies as st

from naravard.agreement import numerals
from naravard.agreement.model import Agreement, Equal, Mix, Proportional


def agreement(files: Files) -> Agreement:
    result = loaded(files)
    assert result.findings == ()
    assert result.agreement is not None
    return result.agreement


@pytest.mark.parametrize(
    "written",
    [
        "500 000",
        "500000",
        "500_000",
        "500\u00a0000",
        "500\u202f000",
        '"500 000"',
        "500 000 kr",
        "500 000 kronor",
        "+500000",
    ],
)
def test_amounts(written: str) -> None:
    (earmark,) = agreement(yaml("amount: 500 000", f"amount: {written}")).grant("hemgang-regioner").earmarks
    assert earmark.amount == 500_000


@pytest.mark.parametrize(
    "written", ["1.5", "2 miljoner", "50 00", "1,000", "1e6", "0x10", "٥٠٠", "9" * 16, "5 000 000 000 00"]
)
def test_no_amounts(written: str) -> None:
    assert numerals.whole(written) is None


@given(st.integers(0, 10**15 - 1))
def test_any_amount_is_read_as_written(amount: int) -> None:
    assert numerals.whole(str(amount)) == amount
    assert numerals.whole(f"{amount:,}".replace(",", " ")) == amount
    assert numerals.whole(f"-{amount}") == -amount


@pytest.mark.parametrize("written", ["1/2", "0.5", "0,5", "50 %", "50%", "50 procent", "0.50", "2/4", "50,0 %"])
@pytest.mark.parametrize("marks", ['"', ""], ids=["quoted", "bare"])
def test_weights(written: str, marks: str) -> None:
    """A decimal comma between braces is no new field, with or without quotation marks."""
    rule = agreement(yaml("weight: 1/2, key", f"weight: {marks}{written}{marks}, key")).grant("hemgang-kommuner").rule
    assert isinstance(rule, Mix)
    assert rule.parts[0].weight == Fraction(1, 2)


def test_a_number_without_a_value_that_is_no_decimal_is_an_unknown_field() -> None:
    assert "A040" in ids(yaml("weight: 1/2, key", "weight: 1/2, 5, key"))


def test_a_third_is_exact() -> None:
    assert numerals.share("1/3") == Fraction(1, 3)
    assert numerals.share("33,3 %") == Fraction(333, 1000)


@given(st.fractions(0, 1000, max_denominator=10**6))
def test_any_fraction_is_read_exactly(value: Fraction) -> None:
    assert numerals.share(f"{value.numerator}/{value.denominator}") == value


@given(st.decimals(0, 10**9, places=6))
def test_any_decimal_is_read_exactly(value: object) -> None:
    assert numerals.decimal(f"{value:f}", comma=False) == Fraction(f"{value:f}")
    assert numerals.decimal(f"{value:f}".replace(".", ","), comma=True) == Fraction(f"{value:f}")


@given(st.dates())
def test_any_date_is_read(day: datetime.date) -> None:
    assert numerals.day(day.isoformat()) == day


@pytest.mark.parametrize("written", ["true", "True", "ja", "yes", "JA"])
def test_yes(written: str) -> None:
    assert agreement(yaml("lapses: true", f"lapses: {written}")).duty("rekvisition").lapses


def test_codes_keep_their_zeros_without_quotation_marks() -> None:
    group = agreement(yaml('kind: region, only: ["08", "09", "10"]', "kind: region, only: [08, 09, 10]"))
    assert group.group("sydostregioner").only == ("08", "09", "10")


def test_a_list_of_one_may_be_written_without_the_list() -> None:
    assert agreement(example()).grant("stod").recipients == ("skr",)
    files = yaml("who: [sydostregioner, sydost-rss]\n    area", "who: sydostregioner, sydost-rss\n    area")
    assert agreement(files).requirements[0].who == ("sydostregioner", "sydost-rss")
    files = yaml("      - Texten säger inte om återinskrivna räknas en eller flera gånger.", "        En fråga.")
    assert [str(question.sv) for question in agreement(files).goals[0].open_questions] == ["En fråga."]
    files = yaml("areas:\n  - {id", "areas:\n  {id")
    assert [area.id for area in agreement(files).areas] == ["hemgang"]


def test_a_text_is_a_string_or_has_both_languages() -> None:
    area = agreement(example()).area("hemgang")
    assert (area.name.sv, area.name.en) == ("Trygg hemgång", "Safe discharge")
    assert agreement(example()).grant("stod").name.in_language("en") == "Stöd från SKR"


def test_a_rule_without_fields_may_be_its_kind_alone() -> None:
    assert agreement(stod("equal")).grant("stod").rule == Equal()


def test_an_optional_field_may_be_left_empty() -> None:
    assert agreement(yaml("subtitle: Ett påhittat exempel", "subtitle:")).subtitle is None


def test_what_is_optional_may_be_left_out() -> None:
    smallest = """
format: 1
id: minst
name: Minst
period: {from: 2025-01-01, to: 2025-12-31}
total: {amount: 21, clause: 2}
parties: {id: staten, name: Staten, clause: 1}
grants:
  - {id: allt, name: Allt, amount: 21, clause: 2, recipients: regions, rule: equal}
"""
    result = agreement({AGREEMENT: smallest})
    assert len(result.recipients_of(result.grant("allt"))) == 21
    assert [group.id for group in result.recipients] == ["regions", "rss", "municipalities", "skr"]


def test_a_section_may_stand_in_a_file_of_its_own() -> None:
    text = str(example()[AGREEMENT])
    start, end = text.index("areas:\n"), text.index("recipients:\n")
    section = text[start:end]
    assert agreement(example() | {AGREEMENT: text[:start] + text[end:], "areas.yaml": section}).areas
    listed = section.partition("\n")[2]
    assert agreement(example() | {AGREEMENT: text[:start] + text[end:], "areas.yaml": listed}).areas


def test_clauses_are_written_in_one_way() -> None:
    assert (
        agreement(yaml("clause: bilaga 1\n    file", "clause: Bilaga  1\n    file")).published[0].clause == "bilaga 1"
    )
    files = {path: text for path, text in example().items() if path != "text.md"}
    clauses = ", ".join(f"{{id: {name}, title: T}}" for name in ("1", "2", "3", "4", "5", "6", "Bilaga 1"))
    files = changed((AGREEMENT, "text: text.md", f"clauses: [{clauses}]"), files=files)
    assert agreement(files).clause("bilaga 1").title == "T"


def test_windows_line_ends_and_byte_order_marks_do_not_matter() -> None:
    files = {path: "\ufeff" + str(text).replace("\n", "\r\n") for path, text in example().items()}
    assert agreement(files).grants == agreement(example()).grants


def test_deep_rules_are_read() -> None:
    nested = "{kind: base, amount: 1, remainder: " * 5 + "equal" + "}" * 5
    assert agreement(stod(nested)).grant("stod").amount == 1_000_000


def test_the_rule_of_a_grant_keeps_its_clause() -> None:
    assert agreement(example()).grant("hemgang-regioner").rule == Proportional(key="befolkning", clause="4")
    assert RULE in str(example()[AGREEMENT])


def test_a_null_where_something_is_required_is_one_finding() -> None:
    assert ids(yaml("amount: 5 000 000\n", "amount: ~\n")) == ["A043"]
    assert sorted(ids({AGREEMENT: "format:\nid:\nname:\n"})) == ["A041"] * 4 + ["A043"] * 3


def test_a_missing_field_says_in_swedish_what_it_is() -> None:
    (finding,) = found(yaml("    denominator: Utskrivna från slutenvård\n", ""))
    assert finding.expected.sv == "denominator: … – Vad andelen räknas av."


def test_several_unknown_codes_are_one_finding() -> None:
    (finding,) = found(yaml('kind: rss, only: ["08", "09", "10"]', "kind: rss, only: [Kalmar, Gotland, Blekinge]"))
    assert (finding.id, finding.found.sv) == ("A068", "Kalmar, Gotland och Blekinge bland koderna.")
    assert finding.way_out.sv.startswith("Menade du ”08”?")


@pytest.mark.parametrize("codes", ["[]", ""])
def test_an_empty_list_of_codes_is_not_everyone(codes: str) -> None:
    assert ids(yaml('kind: rss, only: ["08", "09", "10"]', f"kind: rss, only: {codes}")) == ["A043"]


def test_a_key_that_is_misspelt_in_the_rule_is_not_also_unused() -> None:
    files = yaml('{kind: proportional, key: vardplaner, clause: "4"}', '{kind: proportional, key: planer, clause: "4"}')
    assert ids(files) == ["A060"]


@pytest.mark.parametrize(
    ("old", "new", "finding_id", "meant"),
    [
        ("    amount: 1 000 000\n    recipients: skr", "    belopp: 1 000 000\n    recipients: skr", "A040", "amount"),
        ("recipients: skr\n", "recipients: kommuner\n", "A061", "municipalities"),
        ("level: must", "level: ska", "A048", "must"),
        (RULE, "{kind: lika}", "A048", "equal"),
        (RULE, '{kind: proportional, nyckel: befolkning, clause: "4"}', "A040", "key"),
        ("stod\n    name: Stöd", "stod\n    namn: Stöd", "A040", "name"),
    ],
)
def test_the_formats_words_in_swedish_are_understood(old: str, new: str, finding_id: str, meant: str) -> None:
    (finding,) = found(yaml(old, new))
    assert finding.id == finding_id
    assert finding.way_out.sv.startswith(f"Menade du ”{meant}”?")


def test_an_override_by_name_is_understood() -> None:
    (finding,) = found(yaml('recipient: "08"', "recipient: Region Kalmar län"))
    assert (finding.id, finding.way_out.sv[:15]) == ("A072", "Menade du ”08”?")


@pytest.mark.parametrize(("file", "meant"), [("duties.yml", "duties.yaml"), ("Grants.yaml", "grants.yaml")])
def test_a_section_file_by_almost_the_right_name_is_not_passed_over(file: str, meant: str) -> None:
    (finding,) = found(example() | {file: "- id: x\n"})
    assert (finding.id, finding.way_out.sv.startswith(f"Menade du ”{meant}”?")) == ("A014", True)


def test_unknown_codes_of_a_rule_are_one_finding() -> None:
    rule = "{kind: fixed, amounts: {Kalmar: 2 500 000, Gotland: 500 000, 10: 1 500 000}}"
    without = yaml(RULE, rule)
    (finding,) = [each for each in found(without) if each.id == "A072"]
    assert finding.found.sv == "Kalmar och Gotland bland koderna vid medlen ”hemgang-regioner”."


def test_all_choices_are_told_and_a_swedish_word_for_one_is_understood() -> None:
    (finding,) = found(yaml("about: final-report", "about: slutredovisning"))
    assert finding.expected.sv.endswith("report och requisition.")
    assert finding.way_out.sv.startswith("Menade du ”final-report”?")


def test_the_fields_of_an_item_are_told_also_when_none_must_be_there() -> None:
    (finding,) = found(yaml("requirements:", "rounding: hela kronor\nrequirements:"))
    assert (finding.id, finding.expected.sv) == ("A042", "en post med fälten method, unit.")


def test_two_grants_of_one_name_are_told_apart_by_whom_they_go_to() -> None:
    """The small example gives to regions and, through the RSS, to municipalities for the same purpose."""
    read = agreement(example())
    names = [read.grant(grant_id).name for grant_id in ("hemgang-regioner", "hemgang-kommuner", "stod")]
    assert [name.sv for name in names] == [
        "Trygg hemgång (Regionerna i försöket)",
        "Trygg hemgång (Kommunerna via RSS i försöket)",
        "Stöd från SKR",
    ]

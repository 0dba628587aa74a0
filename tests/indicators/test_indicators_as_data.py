"""Indicators are read whole, what is wrong is said once, and the description of the format shows all of it."""

import json
import re
from fractions import Fraction

import jsonschema
import pytest
from broken_indicators import BROKEN
from ruamel.yaml import YAML
from shipped_indicators import (
    EXAMPLE,
    EXAMPLE_FILE,
    REPOSITORY,
    SHIPPED,
    changed,
    example,
    example_text,
    files_of,
    loaded,
)

from naravard.agreement.field_words import field_words
from naravard.agreement.files import AgreementFiles
from naravard.agreement.findings_catalogue import entries
from naravard.agreement.shapes import fields_of
from naravard.indicators.load import load, open_indicators
from naravard.indicators.periods import measured, period_words
from naravard.indicators.schema import as_json
from naravard.indicators.words import LABELS

DOCUMENT = (REPOSITORY / "docs" / "agreement-format.md").read_text("utf-8")


@pytest.mark.parametrize("folder", [EXAMPLE, SHIPPED], ids=lambda folder: str(folder.name))
def test_the_indicators_that_are_shipped_and_shown_are_without_findings(folder) -> None:
    assert loaded(folder).findings == ()
    assert loaded(folder).indicators


@pytest.mark.parametrize("finding_id", sorted(BROKEN))
def test_one_mistake_gives_one_finding(finding_id: str) -> None:
    findings = BROKEN[finding_id].findings
    assert {found.id for found in findings} == {finding_id}
    assert all(found.file.startswith("indicators/") or finding_id == "A254" for found in findings)
    for language in ("sv", "en"):
        words = findings[0].in_language(language)
        assert all((words.what, words.found, words.expected, words.way_out))
        assert not re.search(r"{\w+}", words.found + words.expected + words.way_out)


def test_every_finding_of_indicators_is_tried() -> None:
    family = entries()["A240"].family
    assert set(BROKEN) == {entry.id for entry in entries().values() if entry.family == family}


@pytest.mark.parametrize(
    ("change", "finding_id"),
    [
        (("kind: survey", "kind: enkät"), "A048"),
        (("requirements: plan\n", "requirements: planen\n"), "A067"),
        (('clause: "2"', 'clause: "2.9"'), "A066"),
        (("unit: per-cent", "enhet: per-cent"), "A040"),
        (("value: 60 %", "value: sextio"), "A046"),
    ],
)
def test_what_the_agreements_reader_finds_is_found_in_indicators_too(change, finding_id: str) -> None:
    assert finding_id in {found.id for found in changed(change).findings}


def test_a_share_agrees_with_its_counts_to_the_decimals_it_is_printed_with() -> None:
    right = changed(("value: 82.6 %", "value: 83 %"))
    assert right.findings == ()
    for written in ("82.5 %", "82.55 %", "413/499", "82 %"):
        assert [one.id for one in changed(("value: 82.6 %", f"value: {written}")).findings] == ["A247"], written
    assert changed(("value: 82.6 %", "value: 412/499")).findings == ()


def test_one_wrong_row_of_ten_thousand_is_one_finding_with_its_line_and_column() -> None:
    header = "period,place,age,value,method,source\n"
    rows = [f"2023,09,{number},{number % 100} %,register,registret\n" for number in range(10_000)]
    rows[6_543] = rows[6_543].replace("43 %", "fyrtiotre")
    found = changed(more={"indicators/plan-vid-utskrivning.csv": header + "".join(rows)}).findings
    assert [(one.id, one.file, one.line) for one in found] == [
        ("A046", "indicators/plan-vid-utskrivning.csv", 6_545),
    ]
    assert "value" in found[0].in_language("sv").found
    assert "fyrtiotre" in found[0].in_language("sv").found


@pytest.mark.parametrize(
    ("row", "finding_id"),
    [
        ("2023,09,,101 %,register,registret", "A246"),
        ("2023,11,,50 %,register,registret", "A245"),
        ("2023,09,,50 %,,registret", "A041"),
        ("2023,09,,,register,registret", "A243"),
        ("igår,09,,50 %,register,registret", "A244"),
        ("2024,09,,61 %,register,registret", "A248"),
    ],
)
def test_a_row_is_checked_as_any_value(row: str, finding_id: str) -> None:
    text = f"period,place,sex,value,method,source\n{row}\n"
    found = changed(more={"indicators/plan-vid-utskrivning.csv": text}).findings
    assert [(one.id, one.file, one.line) for one in found] == [
        (finding_id, "indicators/plan-vid-utskrivning.csv", 2),
    ]


def test_an_indicator_with_errors_is_left_out_and_the_others_stay() -> None:
    broken = changed(("unit: per-cent", "unit: procent"))
    assert [one.version for one in broken.indicators] == [1]
    assert broken.errors


@pytest.mark.parametrize("content", [b"", b"- a\n- b\n", b"\xff\xfe\x00", b"a: [1\n", b"x: y\n"])
def test_anything_can_be_loaded(content: bytes) -> None:
    found = load(AgreementFiles({EXAMPLE_FILE: content}), None)
    assert found.indicators == ()
    assert found.errors


def test_the_same_files_are_read_once() -> None:
    files = files_of(EXAMPLE)
    assert open_indicators(files, None) is open_indicators(AgreementFiles(dict(files), name=files.name), None)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2022", "2022-01-01", "2022-12-31"),
        ("2022-02", "2022-02-01", "2022-02-28"),
        ("2020-Q1", "2020-01-01", "2020-03-31"),
        ("2022 K4", "2022-10-01", "2022-12-31"),
        ("2022-12-31", "2022-12-31", "2022-12-31"),
        ("2012–2014", "2012-01-01", "2014-12-31"),
        ("2012-2014", "2012-01-01", "2014-12-31"),
    ],
)
def test_periods_are_read(written: str, first: str, last: str) -> None:
    found = measured(written)
    assert found is not None
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


@pytest.mark.parametrize("written", ["", "hösten", "2022-13", "2022-00", "2014–2012", "2022-02-30", "0000", "2022-Q5"])
def test_what_is_no_period_is_told(written: str) -> None:
    assert measured(written) is None


def test_a_day_is_written_out_and_a_year_is_itself() -> None:
    assert period_words("2022-12-31").sv.replace("\u00a0", " ") == "31 december 2022"
    assert period_words("2012–2014").sv == "2012–2014"


# --- the description of the format ---


def test_every_field_is_described_in_both_languages() -> None:
    for item in LABELS:
        assert f"<!-- fält {item.__name__} -->" in DOCUMENT
        for field in fields_of(item):
            words = field_words(item, field.name)
            assert words.sv.endswith(".")
            assert words.en


def test_the_example_shows_every_field() -> None:
    shown = set(re.findall(r"(?<![\w-])(\w+):", example_text()))
    wanted = {field.name for item in LABELS for field in fields_of(item) if not field.filled_by_loader}
    assert wanted - shown == {"no_values"}
    assert "no_values:" in files_of(EXAMPLE)["indicators/plan-vid-utskrivning-1.yaml"].decode()


def test_the_schema_accepts_what_is_shipped_and_shown() -> None:
    validator = jsonschema.Draft202012Validator(json.loads(as_json()))
    for folder in (EXAMPLE, SHIPPED):
        for path, content in files_of(folder).items():
            if path.startswith("indicators/") and path.endswith(".yaml"):
                read = json.loads(json.dumps(YAML(typ="safe", pure=True).load(content), default=str))
                assert [error.message for error in validator.iter_errors(read)] == [], path
    assert list(validator.iter_errors({"id": "a"}))


def test_the_indicator_of_the_example_is_read_as_it_is_written() -> None:
    one = example()
    assert one.key == ("plan-vid-utskrivning", 2)
    assert [value.value for value in one.values][:2] == [Fraction(60, 100), Fraction(826, 1000)]
    assert [(value.period, value.place) for value in one.values][-2:] == [("2023", "09"), ("2023", "08")]
    assert one.values[-2].value == Fraction(584, 1000)
    assert one.values[-1].missing is not None
    assert one.methods_by_id["register"].counts == "discharged"
    assert not one.has_ended
    assert one.values[4].to == Fraction(9, 10)
    assert not one.values[4].is_single

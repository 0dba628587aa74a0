"""The description of the format holds: its examples are real, its numbers are computed, and nothing is left out."""

import datetime
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from folders import EXAMPLE, REPOSITORY, example, found
from naravard_yaml import as_parsed

from naravard.agreement import field_words, schema
from naravard.agreement.files import SECTIONS
from naravard.agreement.format_document import format_document
from naravard.agreement.labels import LABELS
from naravard.agreement.load import load_folder
from naravard.agreement.model import Agreement, Equal, Text
from naravard.agreement.shapes import fields_of, rules
from naravard.agreement.wording import whole
from naravard.allocation import allocate
from naravard.indicators.words import LABELS as INDICATOR_LABELS
from naravard.indicators.words import tell as tell_of_indicators
from naravard.questionnaire.words import LABELS as FORM_LABELS
from naravard.questionnaire.words import tell as tell_of_forms

DOCS = REPOSITORY / "docs"
DOCUMENT = (DOCS / "agreement-format.md").read_text("utf-8")
FOLDERS = [
    EXAMPLE,
    DOCS / "examples" / "regler",
    DOCS / "examples" / "anhorigstod-2027",
    *sorted(Path(__file__).with_name("agreements").iterdir()),
    REPOSITORY / "agreements" / "god-och-nara-vard-2022",
]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.name))
def test_agreements_written_by_the_description_are_without_findings(folder: Path) -> None:
    assert load_folder(folder).findings == ()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.name))
def test_agreements_that_check_can_be_allocated(folder: Path) -> None:
    agreement = load_folder(folder).agreement
    assert agreement is not None
    for granted in allocate(agreement).grants:
        assert granted.awaits or granted.cells


def test_the_generated_parts_of_the_document_are_current() -> None:
    tell_of_forms()
    tell_of_indicators()
    assert format_document(DOCS) == DOCUMENT


def test_the_smallest_agreement_of_the_document_is_one() -> None:
    (smallest,) = re.findall(r"```yaml\n(format: 1\nid: min-overenskommelse.*?)```", DOCUMENT, re.DOTALL)
    assert found({"agreement.yaml": smallest}) == ()


def test_parts_written_by_hand_in_the_document_are_right() -> None:
    (group,) = re.findall(r"```yaml\nrecipients:\n(  - {id: larosaten.*?)```", DOCUMENT, re.DOTALL)
    (csv,) = re.findall(r"```text\n(code,name,county\n.*?)```", DOCUMENT, re.DOTALL)
    text = str(example()["agreement.yaml"]).replace("\nkeys:\n", f"\n{group}\nkeys:\n", 1)
    assert found(example() | {"agreement.yaml": text, "foreningar.csv": csv}) == ()
    (clauses,) = re.findall(r"```yaml\n(clauses:\n.*?)```", DOCUMENT, re.DOTALL)
    smallest = str(example()["agreement.yaml"]).replace("text: text.md", clauses, 1)
    files = {path: content for path, content in example().items() if path != "text.md"} | {"agreement.yaml": smallest}
    assert {finding.id for finding in found(files)} == {"A066"}


def test_the_worked_calculations_are_what_is_computed() -> None:
    agreement = load_folder(DOCS / "examples" / "regler").agreement
    assert agreement is not None
    written = re.findall(r"\| räkning \| belopp \|\n\|---\|---\|---\|\n((?:\|.*\|\n)+)", DOCUMENT)
    in_document = [re.findall(r"\| ([\d ]+) \|$", table, re.MULTILINE) for table in written]
    computed = [
        [whole(cell.computed).replace("\u00a0", " ") for cell in granted.cells]
        for granted in allocate(agreement).grants
    ]
    assert in_document == computed


def test_every_field_and_rule_and_section_is_described() -> None:
    described = set(re.findall(r"<!-- fält (\w+) -->", DOCUMENT))
    without_fields_of_their_own = {Text.__name__, Equal.__name__}
    items = {item.__name__ for item in (*LABELS, *FORM_LABELS, *INDICATOR_LABELS)}
    assert described | without_fields_of_their_own == items
    for tag, _item in rules().items:
        assert f"### `{tag}`" in DOCUMENT
    for section in SECTIONS:
        assert f"### `{section}`" in DOCUMENT


def test_every_field_has_its_words_in_both_languages() -> None:
    for item in LABELS:
        for field in fields_of(item):
            words = field_words.field_words(item, field.name)
            assert words.sv.endswith(".")
            assert words.en


def test_no_words_are_for_fields_that_do_not_exist() -> None:
    names = {item.__name__: {field.name for field in fields_of(item)} for item in LABELS}
    for item, words in field_words.swedish_words().items():
        known = set().union(*names.values()) if item == field_words.COMMON else names[item]
        assert set(words) <= known


# --- the JSON Schema ---


def validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(schema.schema())


def errors(document: Any) -> list[str]:
    return [error.message for error in validator().iter_errors(document)]


def test_the_published_schema_is_current_and_valid() -> None:
    assert (DOCS / "agreement.schema.json").read_text("utf-8") == schema.as_json()
    jsonschema.Draft202012Validator.check_schema(json.loads(schema.as_json()))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.name))
def test_good_agreements_meet_the_schema(folder: Path) -> None:
    document = as_parsed((folder / "agreement.yaml").read_text("utf-8"))
    for section in SECTIONS:
        if (folder / f"{section}.yaml").is_file():
            document[section] = as_parsed((folder / f"{section}.yaml").read_text("utf-8"))
    assert errors(document) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("amount: 5 000 000", "amount: 5 miljoner"),
        ("amount: 5 000 000", "amuont: 5 000 000"),
        ("level: must", "level: ska"),
        ("due: 2025-11-01", "due: 1 november"),
        ("id: hemgang-regioner", "id: Hemgång"),
        ("kind: mix", "kind: blandning"),
        ("weight: 1/2, key", "weight: hälften, key"),
        ("lapses: true", "lapses: kanske"),
        ("    indicator: Andel utskrivna med plan\n", ""),
    ],
)
def test_mistakes_of_form_do_not(old: str, new: str) -> None:
    text = str(example()["agreement.yaml"])
    assert old in text
    assert errors(as_parsed(text)) == []
    assert errors(as_parsed(text.replace(old, new, 1)))


def test_the_schema_names_every_field_of_the_agreement() -> None:
    named = set(schema.schema()["properties"])
    assert named == {field.name for field in fields_of(Agreement) if not field.filled_by_loader}


def test_dates_are_read_as_text_here() -> None:
    assert as_parsed("a: 2025-01-01") == {"a": datetime.date(2025, 1, 1).isoformat()}

"""Forms are read whole, what is wrong with them is said once, and the description of the format shows all of it."""

import re

import jsonschema
import pytest
from broken_forms import BROKEN
from shipped_forms import (
    EXAMPLE,
    EXAMPLE_FORM,
    REPOSITORY,
    SHIPPED,
    changed,
    example,
    example_text,
    files_of,
    ids,
    loaded,
)

from naravard.agreement.field_words import field_words
from naravard.agreement.files import AgreementFiles
from naravard.agreement.findings_catalogue import entries
from naravard.agreement.shapes import Item, ListOf, Shape, fields_of
from naravard.questionnaire.load import load, open_questionnaires
from naravard.questionnaire.model import Questionnaire
from naravard.questionnaire.schema import as_json
from naravard.questionnaire.words import LABELS

DOCUMENT = (REPOSITORY / "docs" / "agreement-format.md").read_text("utf-8")


@pytest.mark.parametrize("folder", [EXAMPLE, SHIPPED], ids=lambda folder: str(folder.name))
def test_the_forms_that_are_shipped_and_shown_are_without_findings(folder) -> None:
    assert loaded(folder).findings == ()
    assert loaded(folder).questionnaires


@pytest.mark.parametrize("finding_id", sorted(BROKEN))
def test_one_mistake_gives_one_finding(finding_id: str) -> None:
    assert ids(BROKEN[finding_id].findings) == [finding_id]
    found = BROKEN[finding_id].findings[0]
    assert found.file.startswith("questionnaires/") or finding_id == "A224"
    for language in ("sv", "en"):
        words = found.in_language(language)
        assert all((words.what, words.found, words.expected, words.way_out))
        assert not re.search(r"{\w+}", words.found + words.expected + words.way_out)


def test_every_finding_of_forms_is_tried() -> None:
    family = entries()["A220"].family
    assert set(BROKEN) == {entry.id for entry in entries().values() if entry.family == family}


@pytest.mark.parametrize(
    ("change", "finding_id"),
    [
        (("kind: choices", "kind: choise"), "A048"),
        (("rests_on: plan", "rests_on: planen"), "A067"),
        (("duty: slutredovisning\n", "duty: slutredovisningen\n"), "A063"),
        (("answered_by: municipalities", "answered_by: kommuner"), "A065"),
        (("innan patienten skrivs ut.\n      - clause", "innan någon skrivs ut.\n      - clause"), "A162"),
        (("title: Slutredovisning", "titel: Slutredovisning"), "A040"),
    ],
)
def test_what_the_agreements_reader_finds_is_found_in_forms_too(change: tuple[str, str], finding_id: str) -> None:
    found = [one for one in changed(change).findings if one.id != "A224"]
    assert [one.id for one in found] == [finding_id]
    assert found[0].line is not None


def test_a_form_with_errors_is_left_out_and_the_others_stay() -> None:
    broken = changed(("kind: choices", "kind: choise"), more={"questionnaires/andra.yaml": example_text()})
    assert [form.file for form in broken.questionnaires] == ["questionnaires/andra.yaml"]


@pytest.mark.parametrize("content", [b"", b"- a\n- b\n", b"\xff\xfe\x00", b"a: [1\n", b"x: y\n"])
def test_anything_can_be_loaded(content: bytes) -> None:
    forms = load(AgreementFiles({EXAMPLE_FORM: content}), None)
    assert forms.questionnaires == ()
    assert forms.errors


def test_the_same_files_are_read_once() -> None:
    files = files_of(EXAMPLE)
    assert open_questionnaires(files, None) is open_questionnaires(AgreementFiles(dict(files), name=files.name), None)


# --- the description of the format ---


def test_every_field_is_described_in_both_languages() -> None:
    for item in LABELS:
        assert f"<!-- fält {item.__name__} -->" in DOCUMENT
        for field in fields_of(item):
            words = field_words(item, field.name)
            assert words.sv.endswith((".", ". "))
            assert words.en


def test_the_example_shows_every_field() -> None:
    """An official can write another form from it: each field that may be written stands there at least once."""
    shown = set(re.findall(r"(?<![\w-])(\w+):", example_text()))
    wanted = {field.name for item in LABELS for field in fields_of(item) if not field.filled_by_loader}
    assert wanted - shown == set()


def test_the_schema_accepts_what_is_shipped_and_shown() -> None:
    import json

    from ruamel.yaml import YAML

    validator = jsonschema.Draft202012Validator(json.loads(as_json()))
    for folder in (EXAMPLE, SHIPPED):
        for path, content in files_of(folder).items():
            if path.startswith("questionnaires/"):
                read = json.loads(json.dumps(YAML(typ="safe", pure=True).load(content), default=str))
                assert [error.message for error in validator.iter_errors(read)] == [], path
    assert list(validator.iter_errors({"id": "a"}))


def test_every_item_of_the_model_has_a_name_for_findings() -> None:
    assert _items(Questionnaire) == set(LABELS)


def _items(item: type, seen: frozenset[type] = frozenset()) -> set[type]:
    found = {item}
    for field in fields_of(item):
        shape: Shape = field.shape
        while isinstance(shape, ListOf):
            shape = shape.item
        if isinstance(shape, Item) and shape.type not in seen | found:
            found |= _items(shape.type, seen | found)
    return found


def test_the_form_of_the_example_is_read_as_it_is_written() -> None:
    form = example()
    assert form.key == ("slutredovisning-hemgang", 1)
    assert form.standing == "decided"
    assert (
        form.introduction
        == "Beskriv vad som har gjorts och vad det har lett till.\nVarje tom rad börjar ett nytt stycke."
    )
    assert [question.id for question in form.part("planerna").questions][:2] == ["planer", "arbetssatt"]
    assert form.question("omfattning").limits is not None
    assert form.part_of("bidraget").id == "jamstalldhet"


def test_checks_say_nothing_of_what_the_agreement_alone_can_tell_when_it_has_errors() -> None:
    assert load(files_of(SHIPPED), None).findings == ()

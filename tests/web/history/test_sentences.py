"""Every kind of event is told as a sentence in both languages, and its examples stand in the glossary.

The examples are declared beside the acts. As sentences they are written into ``docs/glossary.md``, where a change of
them is seen; that the glossary is current is tried with the other documents that are made.
"""

import re
from pathlib import Path

import pytest

from naravard.agreement.model import Text
from naravard.web.history.content import SERVICE, Thing, Told
from naravard.web.history.kinds import ANNA, BO, EventKind, UnknownKindError, event, example, kinds, sentence

GLOSSARY = (Path(__file__).resolve().parents[3] / "docs" / "glossary.md").read_text(encoding="utf-8")
THING = Thing("duty", "god/delredovisning", Text("Delredovisning", "Interim report"))


@pytest.mark.parametrize("kind", kinds().values(), ids=lambda kind: kind.code)
def test_every_kind_is_told_whole_in_both_languages_and_stands_so_in_the_glossary(kind: EventKind) -> None:
    assert kind.examples
    for told in kind.examples:
        said = kind.sentence(told)
        for words in (said.sv, said.en):
            assert words.endswith(".")
            assert not re.search(r"[{}–]|None", words), words
        assert f"| {kind.code} | {said.sv} | {said.en} |" in GLOSSARY


def test_a_sentence_says_who_acted_as_what_and_in_whose_place() -> None:
    said = kinds()["duty-begun"].sentence(example(THING, for_whom=BO))
    assert said == Text(
        "Anna Ek (ekonomichef, i stället för Bo Al) påbörjade ”Delredovisning” för Region Gotland.",
        "Anna Ek (chief financial officer, standing in for Bo Al) began “Interim report” for Region Gotland.",
    )


def test_the_service_acts_by_its_name_alone() -> None:
    said = kinds()["duty-begun"].sentence(example(THING, person=SERVICE))
    assert said == Text(
        "Naravard påbörjade ”Delredovisning” för Region Gotland.",
        "Naravard began “Interim report” for Region Gotland.",
    )


def test_what_an_old_event_does_not_tell_is_a_dash() -> None:
    said = kinds()["duty-extended"].sentence(example(THING, organisation=None))
    assert said.sv == "Anna Ek (ekonomichef) förlängde tiden för ”Delredovisning” för – till –."


@pytest.mark.parametrize(("code", "examples"), [("duty-begun", [example(THING)]), ("agreement-eaten", [])])
def test_a_kind_is_declared_once_and_with_an_example(code: str, examples: list[Told]) -> None:
    with pytest.raises(ValueError, match=code):
        event(code, Text("{who} åt {thing}.", "{who} ate {thing}."), *examples)
    assert "agreement-eaten" not in kinds()


def test_an_unknown_kind_fails_loudly() -> None:
    told = example(THING, person=ANNA)
    unknown = Told(**{name: getattr(told, name) for name in told.__struct_fields__} | {"kind": "agreement-eaten"})
    with pytest.raises(UnknownKindError, match="agreement-eaten"):
        sentence(unknown)

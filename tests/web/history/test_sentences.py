"""Every kind of event is told as a sentence in both languages, and its words stand in the glossary."""

from pathlib import Path

import pytest
from history_shared import recorded
from sentence_examples import EXAMPLES

from naravard.web.history.presenters import PRESENTERS, UnknownKindError, sentence
from naravard.web.history.told import Told

pytestmark = pytest.mark.django_db
GLOSSARY = (Path(__file__).resolve().parents[3] / "docs" / "glossary.md").read_text(encoding="utf-8")


def test_every_kind_has_its_examples() -> None:
    assert set(EXAMPLES) == set(PRESENTERS)


@pytest.mark.parametrize("kind", PRESENTERS)
def test_every_kind_is_told_in_both_languages(kind: str) -> None:
    for values, swedish, english in EXAMPLES[kind]:
        told = sentence(recorded(kind=kind, **values).told)
        assert (told.sv, told.en) == (swedish, english)


@pytest.mark.parametrize("kind", PRESENTERS)
def test_every_kind_stands_in_the_glossary(kind: str) -> None:
    assert f"| {kind} | " in GLOSSARY


def test_an_unknown_kind_fails_loudly() -> None:
    told = recorded().told
    unknown = Told(**{name: getattr(told, name) for name in told.__struct_fields__} | {"kind": "agreement-eaten"})
    with pytest.raises(UnknownKindError, match="agreement-eaten"):
        sentence(unknown)

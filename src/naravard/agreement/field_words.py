"""What each field of the format is, in Swedish and in English, from one place for findings, documentation and schema.

The English words are the model's own descriptions; the Swedish stand in ``field_words.toml``. What a field, and a word
that can be chosen in it, is called in a form stands in ``field_labels.toml``.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from naravard.agreement.model import Text
from naravard.agreement.shapes import field_of

WORDS = Path(__file__).with_name("field_words.toml")
FORM_LABELS = Path(__file__).with_name("field_labels.toml")
WORDS_ELSEWHERE: list[Path] = []
"""The Swedish words of items of files in the folder that other rooms read; each room writes its own file here."""
CHOICES = "choices"
COMMON = "common"


def field_words(item: type, name: str) -> Text:
    """Return what a field is; ``KeyError`` when the Swedish words are missing."""
    words = swedish_words()
    swedish = (words.get(item.__name__) or _elsewhere(item.__name__)).get(name) or words[COMMON][name]
    return Text(swedish, field_of(item, name).description or f"{name.replace('_', ' ').capitalize()}.")


@cache
def swedish_words() -> dict[str, dict[str, str]]:
    """Return the Swedish words by item and field."""
    content: dict[str, dict[str, str]] = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    return content


def _elsewhere(item: str) -> dict[str, str]:
    return next((_words_of(file)[item] for file in WORDS_ELSEWHERE if item in _words_of(file)), {})


@cache
def _words_of(file: Path) -> dict[str, dict[str, str]]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def field_label(item: type, name: str) -> Text:
    """Return what a field is called over the line where it is filled in; ``KeyError`` when the label is missing."""
    labels = _labels()
    return Text(*(labels.get(item.__name__, {}).get(name) or labels[COMMON][name]))


def choice_label(code: str, *, rule: bool = False) -> Text:
    """Return what a word that is chosen (a rule's kind) is called; ``KeyError`` when the label is missing."""
    choices = _labels()[CHOICES]
    return Text(*((choices["rule"].get(code) if rule else None) or choices[code]))


@cache
def _labels() -> dict[str, dict[str, Any]]:
    return tomllib.loads(FORM_LABELS.read_text(encoding="utf-8"))

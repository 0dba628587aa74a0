"""What has changed from one text to another, word by word; of long texts that differ much, sentence by sentence.

>>> [(change.kind, change.text) for change in changed_words("Vi har två team.", "Vi har nu tre team.")]
[('same', 'Vi har '), ('gone', 'två'), ('new', 'nu tre'), ('same', ' team.')]
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal

from msgspec import Struct

_WORDS = re.compile(r"\s+|[^\s]+")
_SENTENCES = re.compile(r".+?(?:[.!?]\s+|\n\s*|\Z)", re.DOTALL)
_MOST_PAIRS = 6_000_000
"""Pairs of words and blanks that are compared at most: it takes some tenths of a second for so many."""


class WordChange(Struct, frozen=True):
    """A piece of text that stays, is gone, or is new."""

    kind: Literal["same", "gone", "new"]
    text: str


def changed_words(before: str, after: str) -> tuple[WordChange, ...]:
    """Return the pieces of two texts in their order: what is gone stands before what is new in its place."""
    words, later = _WORDS.findall(before), _WORDS.findall(after)
    if len(words) * len(later) <= _MOST_PAIRS:
        return tuple(_changes(words, later))
    return tuple(_changes(_SENTENCES.findall(before), _SENTENCES.findall(after)))


def _changes(before: list[str], after: list[str]) -> Iterator[WordChange]:
    compared = SequenceMatcher(None, before, after, autojunk=False)
    for what, start, end, begins, ends in compared.get_opcodes():
        if what == "equal":
            yield WordChange("same", "".join(before[start:end]))
            continue
        if end > start:
            yield WordChange("gone", "".join(before[start:end]))
        if ends > begins:
            yield WordChange("new", "".join(after[begins:ends]))

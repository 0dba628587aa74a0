"""What has changed from one text to another, word by word.

>>> [(change.kind, change.text) for change in changed_words("Vi har två team.", "Vi har nu tre team.")]
[('same', 'Vi har '), ('gone', 'två'), ('new', 'nu tre'), ('same', ' team.')]
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal

from msgspec import Struct

_PIECES = re.compile(r"\s+|[^\s]+")


class WordChange(Struct, frozen=True):
    """A piece of text that stays, is gone, or is new."""

    kind: Literal["same", "gone", "new"]
    text: str


def changed_words(before: str, after: str) -> tuple[WordChange, ...]:
    """Return the pieces of two texts in their order: what is gone stands before what is new in its place."""
    return tuple(_changes(_PIECES.findall(before), _PIECES.findall(after)))


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

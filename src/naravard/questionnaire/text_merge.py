r"""What two have written in one text at the same time, as one text where that takes nothing from either.

Two colleagues have a report open. One changes the first paragraph, the other adds a last one; both are kept::

    >>> merged("One.\n\nTwo.", "First.\n\nTwo.", "One.\n\nTwo.\n\nThree.")
    'First.\n\nTwo.\n\nThree.'

Where both have changed the same paragraph nobody can say what the text should be, so there is no merged text and the
second to save sees both::

    >>> merged("One.", "First.", "Number one.") is None
    True

What one has removed stays removed: a paragraph that the other has left as it was does not come back.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_BETWEEN = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
"""What parts paragraphs: one blank line or more."""
_MOST_PARAGRAPHS = 1_000
"""Of a text that is merged: the time grows with their square. No answer that people write has so many."""


@dataclass(frozen=True, slots=True)
class _Change:
    """Paragraphs ``start`` up to ``end`` of the text that was have become others; none of either may be there."""

    start: int
    end: int
    becomes: tuple[str, ...]

    def meets(self, other: "_Change") -> bool:
        """Tell whether both concern one paragraph, or both put something in at one place."""
        if self.start == self.end or other.start == other.end:
            inside = self.start < other.end and other.start < self.end
            return inside or (self.start, self.end) == (other.start, other.end)
        return self.start < other.end and other.start < self.end


def merged(was: str, mine: str, theirs: str) -> str | None:
    """Return what two have made of a text, as one; ``None`` if they have changed the same paragraph in different ways.

    ``None`` too of a text in thousands of paragraphs, which would hold the one who saves it.

    Args:
        was: The text that both began with.
        mine: What the one has made of it.
        theirs: What the other has made of it.
    """
    if mine in (was, theirs):
        return theirs
    if theirs == was:
        return mine
    before, one_made, other_made = map(_paragraphs, (was, mine, theirs))
    if max(map(len, (before, one_made, other_made))) > _MOST_PARAGRAPHS:
        return None
    own, others = list(_changes(before, one_made)), list(_changes(before, other_made))
    if any(one.meets(other) and one != other for one in own for other in others):
        return None
    changes = sorted({*own, *others}, key=lambda change: (change.start, change.end))
    return "\n\n".join(_with(before, changes))


def _with(before: Sequence[str], changes: Sequence[_Change]) -> Iterator[str]:
    place = 0
    for change in changes:
        yield from before[place : change.start]
        yield from change.becomes
        place = change.end
    yield from before[place:]


def _changes(before: Sequence[str], after: Sequence[str]) -> Iterator[_Change]:
    compared = SequenceMatcher(None, before, after, autojunk=False)
    for what, start, end, begins, ends in compared.get_opcodes():
        if what != "equal":
            yield _Change(start, end, tuple(after[begins:ends]))


def _paragraphs(text: str) -> list[str]:
    return [one for one in _BETWEEN.split(text.strip("\n")) if one]

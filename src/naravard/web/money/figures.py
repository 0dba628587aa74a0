"""The figures of an explanation as one column: whole kronor and decimals apart, so that their signs stand in line."""

from collections.abc import Sequence
from typing import NamedTuple

from naravard.agreement.wording import exact
from naravard.allocation.narration import NarrationLine

_PLACES = 2
_NOT_THE_RECIPIENTS = "unallocated"
"""The line that tells of kronor which nobody gets: they are no part of the way to the recipient's amount."""


class FiguredLine(NamedTuple):
    """A line of the explanation, and what it comes to."""

    line: NarrationLine
    kronor: str
    """Empty where the line comes to no sum of the recipient's."""
    decimals: str
    """With the decimal sign, and an ellipsis where more follow."""
    is_result: bool
    """Whether the way ends here, at the recipient's amount."""


def explained_lines(lines: Sequence[NarrationLine], language: str) -> list[FiguredLine]:
    """Return the lines, each with its figure in the column."""
    last = max((place for place, line in enumerate(lines) if _has_figure(line)), default=None)
    return [FiguredLine(line, *_parts(line, language), place == last) for place, line in enumerate(lines)]


def _has_figure(line: NarrationLine) -> bool:
    return line.amount is not None and line.kind != _NOT_THE_RECIPIENTS


def _parts(line: NarrationLine, language: str) -> tuple[str, str]:
    if line.amount is None or not _has_figure(line):
        return "", ""
    sign = "." if language == "en" else ","
    whole, found, decimals = exact(line.amount, language, _PLACES).partition(sign)
    return whole, found + decimals

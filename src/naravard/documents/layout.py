"""How a table is laid out on paper: portrait or landscape, what size, and where a wide table is parted.

Widths are estimated from the number of signs, a little on the generous side, so that a figure never runs into its
neighbour. A table too wide even for a landscape page is parted into panels that each repeat the first column.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from naravard.documents.figures import shown
from naravard.documents.table import Column, Table

_MM = 72 / 25.4
MARGIN_MM = 18
INSET = 3.5
"""Points on either side of a cell's text."""
_PORTRAIT = (210 - 2 * MARGIN_MM) * _MM
_LANDSCAPE = (297 - 2 * MARGIN_MM) * _MM
_USUAL_SIZE = 9.5
_SMALL_SIZE = 8.0
_WIDEST_TEXT = 26
"""Ems; longer texts are broken into lines."""
_LONGEST_WORD = 7.5
"""Ems; longer words of a heading are hyphenated."""
_SPREAD = 24.0
"""Points that a column may get beyond what it needs."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The page and the panels: for each panel the columns' places in the table and their widths in points."""

    flipped: bool
    size: float
    panels: tuple[tuple[tuple[int, float], ...], ...]


def lay_out(tables: tuple[Table, ...], language: str) -> tuple[Layout, ...]:
    """Lay out the tables of one document, all on pages turned the same way and in the same size."""
    for flipped, size in ((False, _USUAL_SIZE), (True, _USUAL_SIZE), (True, _SMALL_SIZE)):
        if all(sum(_needed(table, language, size)) <= _page(flipped=flipped) for table in tables):
            return tuple(_layout(table, language, size, flipped=flipped) for table in tables)
    return tuple(_layout(table, language, _SMALL_SIZE, flipped=True) for table in tables)


def lay_out_upright(table: Table, language: str) -> Layout:
    """Lay out one table among the text of an upright page: smaller, and then parted, where it is too wide."""
    size = next(
        (size for size in (_USUAL_SIZE, _SMALL_SIZE) if sum(_needed(table, language, size)) <= _page(flipped=False)),
        _SMALL_SIZE,
    )
    return _layout(table, language, size, flipped=False)


def has_long_word(heading: str) -> bool:
    """Say whether a heading has a word so long that it may be hyphenated."""
    return any(_length(word) > _LONGEST_WORD for word in heading.split())


def _page(*, flipped: bool) -> float:
    return _LANDSCAPE if flipped else _PORTRAIT


def _layout(table: Table, language: str, size: float, *, flipped: bool) -> Layout:
    needed = _needed(table, language, size)
    room = _page(flipped=flipped)
    panels = tuple(_spread(panel, needed, room) for panel in part(needed, room))
    return Layout(flipped, size, panels)


def part(needed: list[float], room: float) -> Iterator[tuple[int, ...]]:
    """Part the columns into as few panels as there must be, and as even ones as can be, each with the first column."""
    rest = list(range(1, len(needed)))
    left_over = room - needed[0]
    count = max(1, -int(-sum(needed[1:]) // left_over))
    aim = sum(needed[1:]) / count
    panel: list[int] = []
    used = 0.0
    for place in rest:
        if panel and (used + needed[place] > left_over or used + needed[place] / 2 > aim):
            yield (0, *panel)
            panel, used = [], 0.0
        panel.append(place)
        used += needed[place]
    yield (0, *panel)


def _spread(panel: tuple[int, ...], needed: list[float], room: float) -> tuple[tuple[int, float], ...]:
    extra = min((room - sum(needed[place] for place in panel)) / len(panel), _SPREAD)
    return tuple((place, round(needed[place] + max(extra, 0.0), 2)) for place in panel)


def _needed(table: Table, language: str, size: float) -> list[float]:
    return [_ems(table, place, language) * size + 2 * INSET for place in range(len(table.columns))]


def _ems(table: Table, place: int, language: str) -> float:
    column = table.columns[place]
    heading = min(
        max((_length(word) for word in column.heading.in_language(language).split()), default=0), _LONGEST_WORD
    )
    cells = max((_length(text) for text in _texts(table, place, column, language)), default=0)
    return max(heading * 1.06, cells if column.is_numeric else min(cells, _WIDEST_TEXT), 2.0)


def _texts(table: Table, place: int, column: Column[Any], language: str) -> Iterator[str]:
    for row in table.rows:
        yield shown(row[place], column, language)
    if table.total is not None:  # in bold, a little wider
        yield shown(table.total[place], column, language) + " "


def _length(text: str) -> float:
    """Return the estimated width of a text in ems of the annexes' typeface."""
    return sum(_sign(sign) for sign in text)


def _sign(sign: str) -> float:
    if sign.isspace() or sign in ".,:;il|()-'":
        return 0.3
    if sign.isdigit():
        return 0.48
    return 0.74 if sign.isupper() or sign in "mwMW%" else 0.53

"""Rows of bars in the page itself: words and figure as text, and a bar beneath, so that they are read like the rest.

The same values always stand in a table beside. ``site/parts/bars.html`` shows them; the style sheet colours them.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal, NamedTuple

from naravard.agreement.model import Text
from naravard.agreement.wording import decimal

Kind = Literal["total", "fall", "part", "change"]
"""What a bar tells: a whole, what is taken away or has gone, a part of the whole, what is to be noticed."""


class Bar(NamedTuple):
    """A part of a row's bar, and where it begins and ends, on the scale of the panel's other rows."""

    kind: Kind
    start: Fraction | int
    end: Fraction | int


class BarRow(NamedTuple):
    """Words, their figure, and the bars."""

    words: Text
    figure: str
    bars: tuple[Bar, ...]


class DrawnBar(NamedTuple):
    """A bar as it is drawn, in per cent of the width."""

    kind: Kind
    left: str
    width: str


class Panel(NamedTuple):
    """A title, and rows on one scale."""

    title: Text
    rows: tuple[BarRow, ...]

    def drawn(self) -> Iterator[tuple[BarRow, list[DrawnBar]]]:
        """Yield each row with its bars as they are placed."""
        for row in self.rows:
            yield row, [self._placed(bar) for bar in row.bars]

    @property
    def zero(self) -> str:
        """Where zero is, in per cent of the width."""
        return _percent(-self._ends[0], self._reach)

    @property
    def _ends(self) -> tuple[Fraction | int, Fraction | int]:
        ends = [0, *(end for row in self.rows for bar in row.bars for end in bar[1:])]
        return min(ends), max(ends)

    @property
    def _reach(self) -> Fraction | int:
        first, last = self._ends
        return last - first or 1

    def _placed(self, bar: Bar) -> DrawnBar:
        left, right = sorted((bar.start, bar.end))
        return DrawnBar(bar.kind, _percent(left - self._ends[0], self._reach), _percent(right - left, self._reach))


def _percent(part: Fraction | int, whole: Fraction | int) -> str:
    return f"{decimal(Fraction(part) / whole * 100, 2, 'en')}%"

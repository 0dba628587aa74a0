"""Rows of bars in the page itself: words and figure as text, and a bar beneath, so that they are read like the rest.

A chart shows a comparison that no table on its page does: where a table has the figures, the rows have none, and are
for the eye alone. ``site/parts/bars.html`` shows them in the colour of the words; bars of each kind are filled in a way
of their own.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal, NamedTuple

from naravard.agreement.model import Text
from naravard.agreement.wording import decimal

Kind = Literal["fall", "part", "change"]
"""What a bar tells: a whole and a part of it (filled), what is expected (light), what is to be noticed (outlined)."""


class Bar(NamedTuple):
    """A part of a row's bar, and where it begins and ends, on the scale of the panel's other rows."""

    kind: Kind
    start: Fraction | int
    end: Fraction | int


class BarRow(NamedTuple):
    """Words, their figure where no table on the page has it, and the bars."""

    words: Text
    figure: str
    bars: tuple[Bar, ...]


class Filling(NamedTuple):
    """What one way of filling bars tells, for the key of a chart that has several."""

    kind: Kind
    tells: Text


class DrawnBar(NamedTuple):
    """A bar as it is drawn, in per cent of the width."""

    kind: Kind
    left: str
    width: str


class Panel(NamedTuple):
    """A title, rows on one scale, and the key to their fillings where there is more than one."""

    title: Text
    rows: tuple[BarRow, ...]
    key: tuple[Filling, ...] = ()
    mark: Fraction | int | None = None
    """A level that each row is seen against, as a goal."""

    @property
    def has_figures(self) -> bool:
        """Whether the rows say their figures themselves."""
        return any(row.figure for row in self.rows)

    def drawn(self) -> Iterator[tuple[BarRow, list[DrawnBar]]]:
        """Yield each row with its bars as they are placed."""
        for row in self.rows:
            yield row, [self._placed(bar) for bar in row.bars]

    @property
    def zero(self) -> str:
        """Where zero is, in per cent of the width."""
        return _percent(-self._ends[0], self._reach)

    @property
    def mark_at(self) -> str:
        """Where the level is, in per cent of the width; empty if there is none."""
        return "" if self.mark is None else _percent(self.mark - self._ends[0], self._reach)

    @property
    def _ends(self) -> tuple[Fraction | int, Fraction | int]:
        ends = [0, self.mark or 0, *(end for row in self.rows for bar in row.bars for end in bar[1:])]
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

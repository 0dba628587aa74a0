"""The differences as bars, by inhabitant so that large and small can be compared: the table beside has the kronor."""

from collections.abc import Sequence
from fractions import Fraction

from naravard.agreement.model import Text
from naravard.agreement.wording import NO_BREAK_SPACE, decimal, per_cent
from naravard.allocation.simulation import RecipientChange
from naravard.web.site.bars import Bar, BarRow, Panel

MOST_BARS = 24
_PER_INHABITANT = Text("Skillnad i kronor per invånare", "Difference in kronor per inhabitant")
_PER_CENT = Text("Skillnad i procent", "Difference in per cent")


class Differences:
    """The changes of those who get another amount, by inhabitant or else in per cent, the greatest gain first."""

    def __init__(self, rows: Sequence[RecipientChange], language: str) -> None:
        """Choose the measure: kronor per inhabitant where anyone's inhabitants are known."""
        changed = [row for row in rows if row.difference]
        self.is_per_inhabitant = any(row.per_inhabitant_difference is not None for row in changed)
        self._language = language
        measured = [(row.recipient.name, self._measure(row)) for row in changed]
        known = [(name, value) for name, value in measured if value is not None]
        self._known = sorted(known, key=lambda one: (-one[1], one[0]))

    @property
    def same(self) -> str:
        """The one figure, where everyone's is the same as it is written; empty where they differ or nobody has one."""
        figures = {self._figure(value) for _, value in self._known}
        return figures.pop() if len(figures) == 1 else ""

    @property
    def count(self) -> int:
        """How many the differences are of."""
        return len(self._known)

    def panel(self) -> Panel:
        """Return the differences to draw; of many, the greatest gains and losses."""
        drawn = self._known
        if len(drawn) > MOST_BARS:
            greatest = set(sorted(drawn, key=lambda one: (-abs(one[1]), one[0]))[:MOST_BARS])
            drawn = [one for one in drawn if one in greatest]
        title = _PER_INHABITANT if self.is_per_inhabitant else _PER_CENT
        return Panel(title, tuple(self._row(name, value) for name, value in drawn))

    def _measure(self, row: RecipientChange) -> Fraction | None:
        return row.per_inhabitant_difference if self.is_per_inhabitant else row.per_cent

    def _row(self, name: str, value: Fraction) -> BarRow:
        return BarRow(Text(name), self._figure(value), (Bar("part" if value > 0 else "change", 0, value),))

    def _figure(self, value: Fraction) -> str:
        sign = "+" if value > 0 else ""
        if self.is_per_inhabitant:
            return f"{sign}{decimal(value, 2, self._language)}{NO_BREAK_SPACE}kr"
        return f"{sign}{per_cent(value, 2, self._language)}"

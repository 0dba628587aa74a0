"""Which cells must not be shown, so that no group under a least number can be worked out from what is shown.

Small cells are hidden first. Then everything that is shown, in all tables of a run and with their totals, is a system
of sums; as long as it determines a hidden cell, one more is hidden. The system is solved exactly, modulo a large prime.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import heappop, heappush

from naravard.care.continuity.histogram import Group, folded_counts

Cell = tuple[int, Group]
"""A table's number, and the group of one of its cells."""
_PRIME = (1 << 61) - 1
_Row = dict[int, int]
"""A sum of the finest groups: which, and how many times."""
Places = tuple[int, ...]


class _Span:
    """What follows from sums that are known."""

    def __init__(self, rows: Iterable[_Row]) -> None:
        self._by_pivot: dict[int, _Row] = {}
        for row in rows:
            self._add(row)

    def has(self, row: _Row) -> bool:
        """Say whether a sum follows from the known ones."""
        return not self._reduced(row)

    def _add(self, row: _Row) -> None:
        left = self._reduced(row)
        if left:
            pivot = min(left)
            inverse = pow(left[pivot], -1, _PRIME)
            self._by_pivot[pivot] = {place: value * inverse % _PRIME for place, value in left.items()}

    def _reduced(self, row: _Row) -> _Row:
        """Return what remains of a sum when the known ones have been taken from it."""
        left = dict(row)
        waiting = sorted(left)  # a sorted list is a heap
        while waiting:
            place = heappop(waiting)
            known, times = self._by_pivot.get(place), left.get(place, 0)
            if known is None or not times:
                continue
            for other, value in known.items():
                if other not in left and other != place:
                    heappush(waiting, other)  # a sum's pivot is its first group, so this one is yet to come
                remains = (left.get(other, 0) - times * value) % _PRIME
                if remains:
                    left[other] = remains
                else:
                    left.pop(other, None)
        return left


def hidden_cells(
    counts: Mapping[Group, int], tables: Sequence[Places], small: Callable[[int, Group], bool], least: int
) -> tuple[set[Cell], set[Cell]]:
    """Return the cells that are too small, and those that are hidden to protect them.

    Args:
        counts: how many patients each of the finest groups has.
        tables: by which of the places of a group's key each table is grouped.
        small: says whether a table's cell is to be hidden for its own sake.
        least: below how many patients the sum of cells hidden together tells too much as well.
    """
    cells = {
        (number, group): count
        for number, places in enumerate(tables)
        for group, count in folded_counts(counts, places).items()
    }
    primary = {cell for cell in cells if small(*cell)}
    hidden = set(primary)
    search = _Search(counts, tables, cells, least)
    while exposed := search.exposed(hidden):
        more = {found for cell in exposed if (found := search.further(cell, hidden)) is not None}
        if not more:
            break
        hidden |= more
    return primary, hidden - primary


class _Search:
    """The cells of all tables, and the sums that hold between them."""

    def __init__(
        self, counts: Mapping[Group, int], tables: Sequence[Places], cells: Mapping[Cell, int], least: int
    ) -> None:
        self._tables, self._cells, self._least = tables, cells, least
        self._rows: dict[Cell, _Row] = {cell: {} for cell in cells}
        self._whole: _Row = {}
        for place, group in enumerate(sorted(counts)):
            self._whole[place] = 1
            for number, places in enumerate(tables):
                self._rows[number, tuple(group[at] for at in places)][place] = 1

    def exposed(self, hidden: set[Cell]) -> list[Cell]:
        """Return the hidden cells that what is shown determines, alone or as a small sum."""
        if not hidden:
            return []
        span = _Span([*(self._rows[cell] for cell in sorted(self._cells) if cell not in hidden), self._whole])
        found = [cell for cell in sorted(hidden) if span.has(self._rows[cell])]
        return found or self._small_together(hidden)

    def further(self, cell: Cell, hidden: set[Cell]) -> Cell | None:
        """Return which cell to hide for another's sake: the smallest beside it, else around it, else of another table.

        The whole counts as known: to hide it would help no one.
        """
        number, group = cell
        beside = [one for one in self._cells if one[0] == number and one not in hidden and self._cells[one]]
        near = [one for one in beside if self._neighbours(group, one[1])]
        others = [
            one for one in self._cells if one[0] != number and one not in hidden and self._rows[one] != self._whole
        ]
        above = [one for one in others if self._rows[cell].keys() <= self._rows[one].keys()]
        # What stands beside is hidden already, and told by the parts of it that another table shows.
        anywhere = [one for one in others if self._cells[one]]
        choices = near or beside or above or anywhere
        return min(choices, key=lambda one: (self._cells[one], one), default=None)

    def _neighbours(self, group: Group, other: Group) -> bool:
        """Say whether two cells of a table differ in one thing only."""
        return sum(mine != theirs for mine, theirs in zip(group, other, strict=True)) == 1

    def _small_together(self, hidden: set[Cell]) -> list[Cell]:
        """Return a hidden cell of each table in which those hidden together, under a shown sum, are too few."""
        found = []
        for number in range(len(self._tables)):
            own = [cell for cell in sorted(hidden) if cell[0] == number]
            others = [self._rows[cell] for cell in self._cells if cell[0] != number and cell not in hidden]
            for row in [*others, self._whole] if own else []:
                within = [cell for cell in own if self._rows[cell].keys() <= row.keys()]
                covered = sum(
                    len(self._rows[cell])
                    for cell in self._cells
                    if cell[0] == number and self._rows[cell].keys() <= row.keys()
                )
                together = sum(self._cells[cell] for cell in within)
                if within and covered == len(row) and 0 < together < self._least:
                    found.append(within[0])
                    break
        return found

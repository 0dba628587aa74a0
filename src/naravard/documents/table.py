"""One table, whatever it ends up as: a page, CSV, JSON, a workbook, a PDF or lines in a terminal.

A table says what its columns are, and is given things; each thing becomes a row. A :class:`Column` holds all that is
said of it: its id and heading, what it holds of a thing (``of``), what stands in the row of totals (``total``), where a
cell leads on a page (``link``). No one counts places::

    columns: tuple[Column[Cell], ...] = (
        Column("recipient", headings.RECIPIENT, of=lambda cell: cell.recipient.name, total=TOTAL),
        Column("amount", headings.AMOUNT, "kronor", of=lambda cell: cell.binding, total=sum),
    )
    table = Table.of(allocated.cells, columns, id="fordelning", caption=Text("Fördelning", "Allocation"))

A :class:`Table` holds values (whole kronor as ``int``, shares and exact amounts as ``Fraction``, words as
:class:`~naravard.agreement.model.Text` in both languages), never finished text, so that each form of it can show them
in its own way and nothing is lost on the road.
"""

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import KW_ONLY, dataclass, replace
from fractions import Fraction
from typing import Any, Generic, Literal, TypeVar

from naravard.agreement.model import Text

Kind = Literal["text", "label", "code", "kronor", "change", "number", "fraction", "per cent", "date"]
"""What a column holds: its unit, and with it the side that it stands to.

``kronor`` whole kronor; ``change`` whole kronor with a sign; ``number`` any other number, exact; ``fraction`` an exact
amount that is no whole number; ``per cent`` a share of 1; ``label`` a word for a
property, which pages show in an outline.
How something stands is a ``text`` whose values are :class:`~naravard.agreement.status_words.ShownStatus`.
"""

Value = str | int | Fraction | datetime.date | Text | None
Row = tuple[Value, ...]
Total = Text | Callable[[list[Any]], Value]
"""A word, or what makes the total of a column's values: mostly ``sum``. Empty cells are not among the values."""
One = TypeVar("One", contravariant=True)
Thing = TypeVar("Thing")

TOTAL = Text("Summa", "Total")
"""What stands first in a row of totals."""
YES, NO = Text("ja", "yes"), Text("nej", "no")
NUMERIC: frozenset[Kind] = frozenset({"kronor", "change", "number", "fraction", "per cent"})
MONEY: frozenset[Kind] = frozenset({"kronor", "change"})
"""The kinds that are amounts: on pages each leads to what it consists of (decision 53)."""


@dataclass(frozen=True, slots=True)
class Column(Generic[One]):
    """One column: a stable id for machines, a heading for people, what it holds, and what it holds of each thing."""

    id: str
    heading: Text
    kind: Kind = "text"
    decimals: int | None = None
    """Decimals shown to people; ``None`` for the kind's usual (see :mod:`naravard.documents.figures`)."""
    _: KW_ONLY
    of: Callable[[One], Value]
    """The cell's value, out of the row's thing; an empty text is no value."""
    total: Total | None = None
    """What stands in the row of totals; a table has such a row if one of its columns says something."""
    link: Callable[[One], str | None] | None = None
    """The address that the cell leads to on a page, if any."""
    made_of: tuple[str, ...] = ()
    """The columns, by their ids, that the figure is worked out from in its own row; a minus stands before one that is
    taken away. Such a figure needs no link of its own."""
    remark: Callable[[One], str] | None = None
    """What a page says beneath the cell in small type, in the page's language; mostly nothing."""
    on_page: bool = True
    """Whether pages show the column; files and the terminal always have it."""
    swedish: bool = False
    """Whether the words are Swedish in every language, so that a screen reader must be told on an English page."""

    @property
    def is_numeric(self) -> bool:
        """Say whether its cells are figures, and so stand to the right."""
        return self.kind in NUMERIC

    @property
    def is_money(self) -> bool:
        """Say whether its cells are amounts."""
        return self.kind in MONEY


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What a table was made from: enough for anyone to find the same data again."""

    agreement: Text
    agreement_id: str = ""
    digest: str = ""
    """SHA-256 of the agreement folder's files, in hex."""
    version: int | None = None
    """Which fixed version of the allocation the amounts are; None for what the agreement's own rules give."""
    fixed: datetime.date | None = None
    """The day that version was fixed."""
    program: str = "Naravard"
    made: datetime.date | None = None
    """The day the document was made; left out where the same data shall give the same bytes."""

    def fixed_words(self, language: str) -> str:
        """Return which fixed version the amounts are, as a sentence; empty for what the agreement's own rules give."""
        if self.version is None or self.fixed is None:
            return ""
        words = {"sv": "Enligt version {}, fastställd {}.", "en": "According to version {}, fixed on {}."}
        return words[language].format(self.version, self.fixed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A caption, columns, rows and optionally a row of totals and a note on where the figures come from.

    The total is for people: pages, documents and the terminal have it. No file of data has it among its rows, so that
    the sum over a column is the same in each of them.
    """

    id: str
    caption: Text
    columns: tuple[Column[Any], ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    note: Text | None = None
    provenance: Provenance | None = None
    things: tuple[Any, ...] = ()
    """What the rows are about, in the order of the rows; the columns' links and remarks are worked out from them."""
    uncounted: frozenset[int] = frozenset()
    """The numbers of the rows that do not count in the totals: they are parts of other rows."""

    @classmethod
    def of(
        cls,
        things: Iterable[Thing],
        columns: Iterable[Column[Thing]],
        *,
        id: str,  # noqa: A002 - the field's name
        caption: Text,
        note: Text | None = None,
        provenance: Provenance | None = None,
        counted: Callable[[Thing], bool] | None = None,
    ) -> "Table":
        """Return a table of things, a row each.

        Args:
            things: what the rows are about.
            columns: what is said of each.
            id: the table's name for machines, and its files'.
            caption: what it is called.
            note: what the reader must know of the figures.
            provenance: what it was made from.
            counted: says whether a thing counts in the totals; left out: all do. Parts of other rows do not.
        """
        every, declared = tuple(things), tuple(columns)
        rows = tuple(tuple(_value(column.of(one)) for column in declared) for one in every)
        has_total = bool(rows) and any(column.total is not None for column in declared)
        uncounted = frozenset(number for number, one in enumerate(every) if counted is not None and not counted(one))
        added = [row for number, row in enumerate(rows) if number not in uncounted]
        return cls(
            id=id,
            caption=caption,
            columns=declared,
            rows=rows,
            total=tuple(_total(column, place, added) for place, column in enumerate(declared)) if has_total else None,
            note=note,
            provenance=provenance,
            things=every,
            uncounted=uncounted,
        )

    def __post_init__(self) -> None:
        """Refuse rows that do not fit the columns: a shifted figure is worse than none."""
        for row in self.all_rows():
            if len(row) != len(self.columns):
                message = f"table {self.id}: a row of {len(row)} cells under {len(self.columns)} columns: {row}"
                raise ValueError(message)

    def all_rows(self) -> Iterator[Row]:
        """Give the rows and, last, the row of totals when there is one."""
        yield from self.rows
        if self.total is not None:
            yield self.total

    def column(self, column_id: str) -> tuple[Value, ...]:
        """Return one column's values, without the total; ``KeyError`` when there is no such column."""
        for place, column in enumerate(self.columns):
            if column.id == column_id:
                return tuple(row[place] for row in self.rows)
        raise KeyError(column_id)

    def total_of(self, column_id: str) -> Value:
        """Return what stands in the row of totals under a column; nothing if there is no such row."""
        return self._named(self.total)[column_id] if self.total is not None else None

    def adds_up(self, place: int) -> bool:
        """Say whether what stands in the row of totals, in a column by its place, is the sum of the rows above it."""
        added = [row[place] for number, row in enumerate(self.rows) if number not in self.uncounted]
        whole = [value for value in added if isinstance(value, int)]
        return self.total is not None and self.total[place] == sum(whole)

    def without(self, column_ids: Collection[str]) -> "Table":
        """Return the table with fewer columns."""
        kept = [place for place, column in enumerate(self.columns) if column.id not in column_ids]
        return replace(
            self,
            columns=tuple(self.columns[place] for place in kept),
            rows=tuple(tuple(row[place] for place in kept) for row in self.rows),
            total=tuple(self.total[place] for place in kept) if self.total is not None else None,
        )

    def _named(self, row: Row) -> dict[str, Value]:
        return {column.id: value for column, value in zip(self.columns, row, strict=True)}


def sum_if_any(values: list[Any]) -> Value:
    """Return the sum of a column's values for its row of totals; None if no row has one, since that is not 0."""
    return sum(values) if values else None


def yes_or_no(*, answer: bool) -> Text:
    """Return a cell that says yes or no."""
    return YES if answer else NO


def yes_if(answer: object) -> Text | None:
    """Return a cell that says yes, or nothing."""
    return YES if answer else None


def _value(value: Value) -> Value:
    """Return a cell's value; an empty text is no value, so that a cell without one is the same everywhere."""
    if type(value) is int:  # most cells of a large table
        return value
    return None if value == "" or (isinstance(value, Text) and not value.sv) else value


def _total(column: Column[Any], place: int, rows: Sequence[Row]) -> Value:
    if column.total is None or isinstance(column.total, Text):
        return _value(column.total)
    return _value(column.total([row[place] for row in rows if row[place] is not None]))

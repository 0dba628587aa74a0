"""One table, whatever it ends up as: a page, CSV, JSON, a workbook or a PDF.

A :class:`Table` holds values (whole kronor as ``int``, shares and exact amounts as ``Fraction``), never finished text,
so that each form of it can show the figures in its own way and nothing is lost on the road.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from naravard.agreement.model import Text

Kind = Literal["text", "code", "kronor", "change", "number", "fraction", "per cent", "date"]
"""What a column holds.

``kronor`` whole kronor; ``change`` whole kronor with a sign; ``number`` any other number, exact; ``fraction`` an exact
amount that is no whole number; ``per cent`` a share of 1.
"""

Value = str | int | Fraction | datetime.date | None
Row = tuple[Value, ...]

TOTAL = Text("Totalt", "Total")
"""What stands first in a row of totals."""
NUMERIC: frozenset[Kind] = frozenset({"kronor", "change", "number", "fraction", "per cent"})


@dataclass(frozen=True, slots=True)
class Column:
    """One column: a stable id for machines, a heading for people, and what it holds."""

    id: str
    heading: Text
    kind: Kind = "text"
    decimals: int | None = None
    """Decimals shown to people; ``None`` for the kind's usual (see :mod:`naravard.documents.figures`)."""

    @property
    def is_numeric(self) -> bool:
        """Say whether its cells are figures, and so stand to the right."""
        return self.kind in NUMERIC


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What a table was made from: enough for anyone to find the same data again."""

    agreement: Text
    agreement_id: str = ""
    digest: str = ""
    """SHA-256 of the agreement folder's files, in hex."""
    program: str = "Naravard"
    made: datetime.date | None = None
    """The day the document was made; left out where the same data shall give the same bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A caption, columns, rows and optionally a row of totals and a note on where the figures come from."""

    id: str
    caption: Text
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    note: Text | None = None
    provenance: Provenance | None = None

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

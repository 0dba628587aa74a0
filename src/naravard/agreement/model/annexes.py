"""The signed annexes with amounts, as printed."""

from typing import Annotated, Literal

from msgspec import Struct

from naravard.agreement.model.basics import ClauseId, GrantId, Identifier, KeyId, Text, about, filled


class PublishedColumn(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One column of a signed annex, as printed."""

    column: Annotated[str, about("The column's name in the CSV.")]
    heading: Annotated[str, about("The printed heading.")]
    holds: Annotated[Literal["name", "key", "share", "grant", "total"], about("What the column holds.")]
    key: Annotated[KeyId | None, about("For key and share.")] = None
    grant: Annotated[GrantId | None, about("For grant.")] = None


class PublishedRow(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One printed row: the recipient's code (empty for the row of totals) and the printed cells by column."""

    code: str
    cells: dict[str, str]

    def printed(self, column: str) -> int | None:
        """Return a grant's or a total's cell as kronor, ``None`` if nothing or a dash is printed."""
        return int(self.cells[column]) if self.cells[column] else None

    def kronor(self, column: str) -> int:
        """Return what a grant's or a total's cell adds to a sum: 0 if nothing is printed."""
        return self.printed(column) or 0


class PublishedTable(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A signed annex with amounts, as printed."""

    id: Identifier
    name: Text
    clause: ClauseId
    file: Annotated[str, about("CSV under the folder: a column code, then the columns below; code TOTAL for totals.")]
    columns: tuple[PublishedColumn, ...]
    note: Text | None = None
    rows: Annotated[tuple[PublishedRow, ...], filled("The recipients' rows in printed order.")] = ()
    totals: Annotated[PublishedRow | None, filled("The printed row of totals.")] = None

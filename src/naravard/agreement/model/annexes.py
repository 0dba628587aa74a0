"""The signed annexes with amounts, as printed."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

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


class PrintedRounding(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How a printed table was rounded, where that is not as amounts are rounded here."""

    method: Annotated[
        Literal["largest-remainder", "half-up", "down", "by-hand"],
        about(
            "largest-remainder: down, then one unit each to the largest remainders. half-up: each to the nearest, "
            "halves up. down: each down. by-hand: without a rule; each amount is within a unit of the exact one."
        ),
    ]
    unit: Annotated[int, Meta(description="Rounded to so many kronor, weeks or seats: 1, 1000.", ge=1)] = 1
    rest: Annotated[str, about("The code of whoever has what is over or missing; only for half-up.")] = ""
    note: Text | None = None


PrintedUnit = Literal["kronor", "thousand-kronor", "million-kronor", "weeks", "seats"]
PrintedStatus = Literal["signed", "decided", "press-release"]
KRONOR_EACH: dict[str, int] = {"thousand-kronor": 1_000, "million-kronor": 1_000_000}
"""How many kronor a printed one is, where it is not one."""


class PublishedTable(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A signed annex with amounts, as printed."""

    id: Identifier
    name: Text
    clause: ClauseId
    file: Annotated[str, about("CSV under the folder: a column code, then the columns below; code TOTAL for totals.")]
    columns: tuple[PublishedColumn, ...]
    unit: Annotated[
        PrintedUnit, about("What its amounts are printed in; thousands and millions are read as kronor.")
    ] = "kronor"
    status: Annotated[
        PrintedStatus,
        about(
            "signed: an annex of the signed agreement. decided: a decision of its own. press-release: told, and not "
            "binding."
        ),
    ] = "signed"
    rounded: Annotated[PrintedRounding | None, about("How it was rounded; left out where that is not known.")] = None
    note: Text | None = None
    rows: Annotated[tuple[PublishedRow, ...], filled("The recipients' rows in printed order.")] = ()
    totals: Annotated[PublishedRow | None, filled("The printed row of totals.")] = None

    @property
    def rounding_room(self) -> int:
        """How far the printed amounts of a column may together come from what they share, as the table was rounded."""
        rounded = self.rounded
        if rounded is None or rounded.method == "largest-remainder" or (rounded.method == "half-up" and rounded.rest):
            return 0
        each = rounded.unit if rounded.method != "half-up" else (rounded.unit + 1) // 2
        return each * len(self.rows)

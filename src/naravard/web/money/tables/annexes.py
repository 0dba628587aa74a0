"""The annexes as tables, each amount with the way to its calculation and what the rules give where it differs."""

from dataclasses import dataclass, field

from naravard.agreement.model import PublishedTable
from naravard.allocation.model import Allocation, Cell
from naravard.documents.allocation_tables import annex_tables
from naravard.documents.published_tables import published_table
from naravard.documents.table import Table
from naravard.web.agreements.current import Shown
from naravard.web.agreements.provenance import provenance
from naravard.web.money.addresses import explanation_url, recipient_url
from naravard.web.money.book import book_of
from naravard.web.money.tables.grant import differing_note
from naravard.web.site.templatetags.naravard import language

Place = tuple[int, str]
"""A cell: the row's number and the column's id."""


@dataclass(frozen=True)
class AnnexTable:
    """An annex as a table, with what its cells lead to and how they compare."""

    table: Table
    cells: dict[Place, tuple[str, Cell]]
    """The amounts that can be explained: grant and cell, by place."""
    shown: Shown
    codes: tuple[str, ...]
    totals: frozenset[str]
    """The columns that add up what a recipient gets."""
    differing: dict[Place, Cell] = field(default_factory=dict)
    """The cells whose printed amount is not the computed one."""
    swedish: frozenset[str] = frozenset()
    """Columns whose words are Swedish whatever the page's language."""

    @property
    def count(self) -> int:
        """How many amounts can be compared."""
        return len(self.cells)

    @property
    def differing_rows(self) -> list[tuple[str, Cell]]:
        """The differing cells with their grants' ids."""
        return [self.cells[place] for place in self.differing]

    def link(self, number: int, column: str) -> str | None:
        """Link an amount to its calculation, and a name to the recipient."""
        if (number, column) in self.cells:
            grant_id, cell = self.cells[number, column]
            return explanation_url(self.shown, grant_id, cell.recipient.code)
        leads_on = column == self.table.columns[0].id or column in self.totals
        return recipient_url(self.shown, self.codes[number]) if leads_on and self.codes[number] else None

    def note(self, number: int, column: str) -> str:
        """Say what the rules give where the printed amount differs."""
        cell = self.differing.get((number, column))
        return differing_note(cell.computed) if cell else ""


def signed_table(shown: Shown, annex_id: str) -> AnnexTable:
    """Return a signed annex as printed."""
    agreement = shown.agreement
    published = next(entry for entry in agreement.published if entry.id == annex_id)
    table = published_table(agreement, published, provenance=provenance(shown))
    cells = _printed_cells(shown, published)
    ids = [column.id for column in table.columns]
    differing = {
        place: cell for place, (_, cell) in cells.items() if table.rows[place[0]][ids.index(place[1])] != cell.computed
    }
    names = _holding(published, "name")
    totals = _holding(published, "total")
    return AnnexTable(table, cells, shown, tuple(row.code for row in published.rows), totals, differing, names)


def _holding(published: PublishedTable, what: str) -> frozenset[str]:
    return frozenset(column.column for column in published.columns if column.holds == what)


def computed_table(shown: Shown, allocation: Allocation, kind: str) -> AnnexTable:
    """Return the annex that the rules give for a kind of recipient, with the signed departures where there are any."""
    wanted = f"{shown.agreement.id}-{kind}"
    tables = annex_tables(allocation, binding=True, provenance=provenance(shown), language=language())
    table = next(table for table in tables if table.id == wanted)
    codes = tuple(str(code) for code in table.column("recipient_code"))
    cells: dict[Place, tuple[str, Cell]] = {}
    for allocated in allocation.grants:
        by_code = {cell.recipient.code: cell for cell in allocated.cells}
        if any(column.id == allocated.grant.id for column in table.columns):
            for number, code in enumerate(codes):
                if code in by_code:
                    cells[number, allocated.grant.id] = allocated.grant.id, by_code[code]
    differing = {place: cell for place, (_, cell) in cells.items() if cell.override}
    return AnnexTable(table, cells, shown, codes, frozenset({"total"}), differing)


def _printed_cells(shown: Shown, published: PublishedTable) -> dict[Place, tuple[str, Cell]]:
    """Return the allocated cell behind each printed amount."""
    book = book_of(shown)
    found: dict[Place, tuple[str, Cell]] = {}
    for column in published.columns:
        allocated = book.allocated(column.grant) if column.grant else None
        if column.holds != "grant" or allocated is None:
            continue
        by_code = {cell.recipient.code: cell for cell in allocated.cells}
        for number, row in enumerate(published.rows):
            if row.code in by_code:
                found[number, column.column] = allocated.grant.id, by_code[row.code]
    return found

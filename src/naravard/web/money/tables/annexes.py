"""The annexes as tables, each amount with the way to its calculation and what the rules give where it differs."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from naravard.agreement.model import PublishedRow, PublishedTable, Recipient
from naravard.allocation.model import Allocation, Cell
from naravard.documents.allocation_tables import annex_tables
from naravard.documents.published_tables import published_table
from naravard.documents.table import Column, Table
from naravard.web.agreements.current import Shown
from naravard.web.agreements.provenance import provenance
from naravard.web.money.addresses import explanation_url, recipient_url
from naravard.web.money.book import book_of
from naravard.web.money.tables.grant import differing_note


@dataclass(frozen=True, slots=True)
class AnnexTable:
    """An annex as a table, with the amounts that can be explained and those that differ from the rules."""

    table: Table
    count: int
    """How many amounts can be compared."""
    differing: tuple[tuple[str, Cell], ...]
    """The cells whose amount in the annex is not the computed one, with their grants' ids."""


def signed_table(shown: Shown, annex_id: str) -> AnnexTable:
    """Return a signed annex as printed."""
    published = next(entry for entry in shown.agreement.published if entry.id == annex_id)
    table = published_table(shown.agreement, published, provenance=provenance(shown))
    totals = {column.column for column in published.columns if column.holds == "total"}
    return _linked(shown, table, _printed(shown, published), totals)


def computed_table(shown: Shown, allocation: Allocation, kind: str) -> AnnexTable:
    """Return the annex that the rules give for a kind of recipient, with the signed departures where there are any."""
    wanted = f"{shown.agreement.id}-{kind}"
    tables = annex_tables(allocation, binding=True, provenance=provenance(shown))
    cells = {allocated.grant.id: (allocated.grant.id, _by_code(allocated.cells)) for allocated in allocation.grants}
    return _linked(shown, next(table for table in tables if table.id == wanted), cells, {"total"})


Cells = Mapping[str, tuple[str, Mapping[str, Cell]]]
"""By column: the grant's id, and its cells by the recipients' codes."""


def _printed(shown: Shown, published: PublishedTable) -> Cells:
    """Return the allocated cells behind the printed amounts."""
    book = book_of(shown)
    return {
        column.column: (allocated.grant.id, _by_code(allocated.cells))
        for column in published.columns
        if column.holds == "grant" and column.grant and (allocated := book.allocated(column.grant)) is not None
    }


def _by_code(cells: tuple[Cell, ...]) -> dict[str, Cell]:
    return {cell.recipient.code: cell for cell in cells}


def _linked(shown: Shown, table: Table, cells: Cells, totals: set[str]) -> AnnexTable:
    """Link each amount to its calculation and each name to the recipient; a total is made of the amounts in its row."""
    found = [
        (grant_id, by_code[row.code], column.of(row))
        for column in table.columns
        if column.id in cells
        for grant_id, by_code in [cells[column.id]]
        for row in table.things
        if row.code in by_code
    ]
    first, amounts = table.columns[0].id, tuple(column.id for column in table.columns if column.id in cells)
    columns = tuple(
        _amount(shown, column, *cells[column.id])
        if column.id in cells
        else replace(column, link=lambda row: recipient_url(shown, row.code) if row.code else None)
        if column.id == first
        else replace(column, made_of=amounts)
        if column.id in totals
        else replace(column, on_page=column.id != "recipient_code")
        for column in table.columns
    )
    differing = tuple((grant_id, cell) for grant_id, cell, amount in found if amount != cell.computed)
    return AnnexTable(replace(table, columns=columns), len(found), differing)


def _amount(shown: Shown, column: Column[Any], grant_id: str, by_code: Mapping[str, Cell]) -> Column[Any]:
    def link(row: PublishedRow | Recipient) -> str | None:
        return explanation_url(shown, grant_id, row.code) if row.code in by_code else None

    def remark(row: PublishedRow | Recipient) -> str:
        cell = by_code.get(row.code)
        return differing_note(cell.computed) if cell and column.of(row) != cell.computed else ""

    return replace(column, link=link, remark=remark)

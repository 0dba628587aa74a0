"""The signed annexes: whether what is printed adds up, and meets the grants and the keys.

A signed annex is binding and may itself hold a slip, so a sum that does not meet is a warning here, not an error. One
cell that is wrong makes both its row and its column wrong; then the cell is what is told.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from naravard.agreement.checks.uses import recipients_of
from naravard.agreement.draft import Draft
from naravard.agreement.findings import Place
from naravard.agreement.model import PublishedColumn, PublishedRow, PublishedTable, Recipient, Text
from naravard.agreement.sources.codes import names_of, near_code

_TOTALS = Text("raden med summor", "the row of totals")


def columns(draft: Draft) -> None:
    """A131: a column that holds a grant, a key or a share says which."""
    for table in draft.agreement.published:
        for column in table.columns:
            named = {"grant": column.grant, "key": column.key, "share": column.key}.get(column.holds, "")
            if named is None and draft.whole(column, "grant", "key"):
                draft.report("A131", draft.at(column), column=column.heading, holds=column.holds)


def rounding(draft: Draft) -> None:
    """A210: whoever has the rest of a table rounded halves up has a row in it; other ways leave no rest to anyone."""
    for table in draft.agreement.published:
        rounded = table.rounded
        if rounded is None or not rounded.rest or not draft.whole(table, "rows") or not draft.whole(rounded, "method"):
            continue
        if rounded.method != "half-up" or rounded.rest not in {row.code for row in table.rows}:
            draft.report("A210", draft.at(rounded, "rest"), table=table.id, rest=rounded.rest, method=rounded.method)


def rows(draft: Draft) -> None:
    """A136, A137: the rows are the grants' recipients, each of them and no others."""
    for table in _readable(draft):
        recipients = _recipients(draft, table)
        if recipients is None:
            continue
        others = [row for row in table.rows if row.code not in recipients]
        near = [near_code(row.code, names_of(recipients.values())) for row in others]
        if others:
            codes = tuple(row.code for row in others)
            draft.report("A137", draft.at(others[0]), near=near[0], codes=codes, table=table.id)
            draft.places.spoil(table, "rows")
        written = {row.code for row in table.rows} | set(near)
        missing = tuple(f"{code} {one.name}" for code, one in recipients.items() if code not in written)
        if missing:
            draft.report("A136", Place(table.file), table=table.id, count=len(missing), missing=missing)
            draft.places.spoil(table, "rows")


def sums(draft: Draft) -> None:
    """A133–A135, A139: rows and columns add up, and columns meet their grants."""
    grants = {grant.id: grant for grant in draft.agreement.grants}
    for table in _readable(draft):
        wrong_columns = _unequal_sums(draft, table)
        for column in table.columns:
            grant = grants.get(column.grant or "")
            if column.holds != "grant" or grant is None or column.column in wrong_columns:
                continue
            total = sum(row.kronor(column.column) for row in table.rows)
            if abs(total - grant.amount) > table.rounding_room and grant.id not in draft.settled:
                place = draft.at(table.totals) if table.totals is not None else Place(table.file)
                draft.report(
                    "A134", place, column=column.heading, sum=total, grant=grant.id, amount=grant.amount,
                    difference=abs(total - grant.amount),
                )  # fmt: skip


def key_columns(draft: Draft) -> None:
    """A138: the annex prints the same key values as the key's own file."""
    keys = {key.id: key for key in draft.agreement.keys}
    for table in _readable(draft):
        for column in table.columns:
            key = keys.get(column.key or "") if column.holds == "key" else None
            if key is None or key.values is None or key.id in draft.settled or not draft.whole(key, "values"):
                continue
            differing = [
                row
                for row in table.rows
                if row.cells[column.column] and key.values.get(row.code) != Fraction(row.cells[column.column])
            ]
            if differing:
                codes = tuple(row.code for row in differing)
                draft.report("A138", draft.at(differing[0]), column=column.heading, key=key.id, codes=codes)


def _readable(draft: Draft) -> Iterator[PublishedTable]:
    for table in draft.agreement.published:
        if draft.whole(table, "rows", "columns"):
            yield table


def _recipients(draft: Draft, table: PublishedTable) -> dict[str, Recipient] | None:
    """Return the recipients of the table's grants; ``None`` where there are none or some are not known."""
    grants = {grant.id: grant for grant in draft.agreement.grants}
    named = [column.grant for column in table.columns if column.holds == "grant" and column.grant is not None]
    if not named or not all(grant_id in grants for grant_id in named):
        return None
    found: dict[str, Recipient] = {}
    for grant_id in named:
        recipients = recipients_of(draft, grants[grant_id])
        if recipients is None:
            return None
        found.update({recipient.code: recipient for recipient in recipients})
    return found


class _Line(NamedTuple):
    """A row of the annex with how much its cells are more than its printed sum."""

    row: PublishedRow
    surplus: int
    is_totals: bool


def _unequal_sums(draft: Draft, table: PublishedTable) -> set[str]:
    """Report the table's own sums that do not meet; return the columns concerned."""
    summed = [column for column in table.columns if column.holds in ("grant", "total")]
    row_lines = _row_surpluses(table, summed)
    column_surpluses = {
        column.column: sum(row.kronor(column.column) for row in table.rows) - table.totals.kronor(column.column)
        for column in summed
        if table.totals is not None and table.totals.cells[column.column]
    }
    wrong = {column: surplus for column, surplus in column_surpluses.items() if surplus}
    concerned = set(wrong)
    for line in row_lines:
        crossing = [column for column in summed if column.column in wrong and _crosses(line, column, wrong)]
        if len(crossing) == 1:
            _report_cell(draft, table, line, crossing[0], wrong.pop(crossing[0].column))
        else:
            draft.report(
                "A135",
                draft.at(line.row),
                row=_TOTALS if line.is_totals else line.row.code,
                difference=abs(line.surplus),
            )
    for column in summed:
        if column.column in wrong:
            difference = abs(wrong[column.column])
            draft.report("A133", draft.at(table.totals or table), column=column.heading, difference=difference)
    return concerned


def _row_surpluses(table: PublishedTable, summed: list[PublishedColumn]) -> list[_Line]:
    """Return the rows whose grants do not add up to their printed sum."""
    total = next((column.column for column in summed if column.holds == "total"), None)
    parts = [column.column for column in summed if column.holds == "grant"]
    lines = [(row, False) for row in table.rows] + ([(table.totals, True)] if table.totals is not None else [])
    if total is None or not parts:
        return []
    found = []
    for row, is_totals in lines:
        surplus = sum(row.kronor(column) for column in parts) - row.kronor(total)
        if surplus and row.cells[total]:
            found.append(_Line(row, surplus, is_totals))
    return found


def _crosses(line: _Line, column: PublishedColumn, wrong: dict[str, int]) -> bool:
    """Tell whether one wrong cell would explain both the row's and the column's difference."""
    by_row = line.surplus if column.holds == "grant" else -line.surplus
    by_column = -wrong[column.column] if line.is_totals else wrong[column.column]
    return by_row == by_column


def _report_cell(draft: Draft, table: PublishedTable, line: _Line, column: PublishedColumn, surplus: int) -> None:
    printed = line.row.kronor(column.column)
    draft.report(
        "A139",
        draft.at(line.row),
        row=_TOTALS if line.is_totals else line.row.code,
        column=column.heading,
        printed=printed,
        expected=printed + surplus if line.is_totals else printed - surplus,
        table=table.id,
    )

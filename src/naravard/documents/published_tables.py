"""A signed annex as a table: the headings and figures as printed, each figure as a value and not as text."""

from naravard.agreement import numerals
from naravard.agreement.model import Agreement, PublishedColumn, PublishedRow, PublishedTable, Text
from naravard.documents import headings
from naravard.documents.table import Column, Kind, Provenance, Table, Value

_KINDS: dict[str, Kind] = {
    "name": "text",
    "key": "number",
    "share": "per cent",
    "grant": "kronor",
    "total": "kronor",
}


_COUNTED: dict[str, Kind] = _KINDS | {"grant": "number", "total": "number"}
"""Where a table is printed in something else than kronor."""


def published_table(
    agreement: Agreement, published: PublishedTable, *, provenance: Provenance | None = None, codes: bool = True
) -> Table:
    """Return the annex as printed, with the recipients' codes beside the names when ``codes`` is asked for."""
    columns = [_column(published, column) for column in published.columns]
    if codes:
        columns.insert(1, Column("recipient_code", headings.CODE, "code", of=lambda row: row.code))
    return Table.of(
        published.rows,
        columns,
        id=f"{agreement.id}-{published.id}",
        caption=published.name,
        note=published.note,
        provenance=provenance,
    )


def _column(published: PublishedTable, column: PublishedColumn) -> Column[PublishedRow]:
    """Return a column as printed; its total is the one that is printed, not one that is added up."""
    printed = published.totals
    return Column(
        column.column,
        Text(column.heading),
        (_KINDS if published.unit == "kronor" else _COUNTED)[column.holds],
        of=lambda row: _value(row, column),
        total=(lambda _values: _value(printed, column)) if printed is not None else None,
        swedish=column.holds == "name",
    )


def _value(row: PublishedRow, column: PublishedColumn) -> Value:
    """Return the figure that is printed; what is no figure stays as it is printed, as does a share without per cent."""
    text = row.cells.get(column.column, "").strip()
    if not text or column.holds == "name":
        return text
    if column.holds in {"grant", "total"}:
        return numerals.whole(text)
    if column.holds == "share":
        return (numerals.share(text) if text.endswith("%") else None) or text
    return numerals.decimal(text, comma=False)

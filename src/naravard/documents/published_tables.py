"""A signed annex as a table: the headings and figures as printed, each figure as a value and not as text."""

from naravard.agreement import numerals
from naravard.agreement.model import Agreement, PublishedColumn, PublishedRow, PublishedTable, Text
from naravard.documents.table import Column, Kind, Provenance, Row, Table, Value

_KINDS: dict[str, Kind] = {
    "name": "text",
    "key": "number",
    "share": "per cent",
    "grant": "kronor",
    "total": "kronor",
}


def published_table(
    agreement: Agreement, published: PublishedTable, *, provenance: Provenance | None = None, codes: bool = True
) -> Table:
    """Return the annex as printed, with the recipients' codes beside the names when ``codes`` is asked for."""
    columns = [Column(column.column, Text(column.heading), _KINDS[column.holds]) for column in published.columns]
    rows = [_row(published, row) for row in published.rows]
    total = _row(published, published.totals) if published.totals is not None else None
    if codes:
        columns.insert(1, Column("recipient_code", Text("Kod", "Code"), "code"))
        rows = [(row[0], printed.code, *row[1:]) for row, printed in zip(rows, published.rows, strict=True)]
        total = (total[0], None, *total[1:]) if total is not None else None
    return Table(
        id=f"{agreement.id}-{published.id}",
        caption=published.name,
        columns=tuple(columns),
        rows=tuple(rows),
        total=total,
        note=published.note,
        provenance=provenance,
    )


def _row(published: PublishedTable, row: PublishedRow) -> Row:
    return tuple(_value(row.cells.get(column.column, ""), column) for column in published.columns)


def _value(printed: str, column: PublishedColumn) -> Value:
    """Return the figure that is printed; what is no figure stays as it is printed, as does a share without per cent."""
    text = printed.strip()
    if not text or column.holds == "name":
        return text or None
    if column.holds in {"grant", "total"}:
        return numerals.whole(text)
    if column.holds == "share":
        return (numerals.share(text) if text.endswith("%") else None) or text
    return numerals.decimal(text, comma=False)

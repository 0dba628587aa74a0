"""An audit as tables: every published amount beside the computed one, every sum, and the report's sentences."""

from naravard.agreement.model import Text
from naravard.agreement.wording import clause_reference, listed
from naravard.allocation.audit import Audit, AuditedSum
from naravard.documents.table import Column, Provenance, Row, Table

_YES = Text("ja", "yes")
_NO = Text("nej", "no")


def cells_table(audit: Audit, *, provenance: Provenance | None = None, language: str = "sv") -> Table:
    """Return every published amount with the computed, the exact and the difference."""
    rows: tuple[Row, ...] = tuple(
        (
            cell.table.id,
            cell.grant.id,
            cell.code,
            cell.name,
            cell.published,
            cell.computed,
            cell.exact,
            cell.difference,
            (_YES if cell.accounted else _NO).in_language(language),
        )
        for cell in audit.cells
    )
    return Table(
        id=f"{audit.agreement.id}-granskning",
        caption=Text("Tryckta och beräknade belopp", "Printed and computed amounts"),
        columns=(
            Column("table", Text("Bilaga", "Annex"), "code"),
            Column("grant", Text("Medel", "Grant"), "code"),
            Column("recipient_code", Text("Kod", "Code"), "code"),
            Column("recipient", Text("Mottagare", "Recipient")),
            Column("published", Text("Tryckt", "Printed"), "kronor"),
            Column("computed", Text("Beräknat", "Computed"), "kronor"),
            Column("exact", Text("Exakt", "Exact"), "fraction"),
            Column("difference", Text("Skillnad", "Difference"), "change"),
            Column("accounted", Text("Redovisad", "Accounted for")),
        ),
        rows=rows,
        provenance=provenance,
    )


def sums_table(audit: Audit, *, provenance: Provenance | None = None, language: str = "sv") -> Table:
    """Return every printed column and row sum beside the sum of what is printed."""
    return Table(
        id=f"{audit.agreement.id}-summor",
        caption=Text("Tryckta summor", "Printed sums"),
        columns=(
            Column("table", Text("Bilaga", "Annex"), "code"),
            Column("heading", Text("Kolumn", "Column")),
            Column("recipient_code", Text("Kod", "Code"), "code"),
            Column("row", Text("Rad", "Row")),
            Column("printed", Text("Tryckt", "Printed"), "kronor"),
            Column("summed", Text("Summerat", "Added up"), "kronor"),
            Column("stated", Text("Angivet i texten", "Stated in the text"), "kronor"),
            Column("equal", Text("Lika", "Equal")),
        ),
        rows=tuple(_sum_row(sum_, language) for sum_ in (*audit.columns, *audit.without_computed, *audit.rows)),
        provenance=provenance,
    )


def _sum_row(sum_: AuditedSum, language: str) -> Row:
    equal = (_YES if sum_.equal else _NO).in_language(language)
    return (
        sum_.table.id,
        sum_.heading,
        sum_.code or None,
        sum_.label or None,
        sum_.printed,
        sum_.summed,
        sum_.stated,
        equal,
    )


def report_table(audit: Audit, *, provenance: Provenance | None = None, language: str = "sv") -> Table:
    """Return the audit's statements, each with its clauses."""
    return Table(
        id=f"{audit.agreement.id}-granskningens-ord",
        caption=Text("Vad granskningen säger", "What the audit says"),
        columns=(
            Column("kind", Text("Slag", "Kind"), "code"),
            Column("agrees", Text("Stämmer", "Agrees")),
            Column("text", Text("Utsaga", "Statement")),
            Column("clauses", Text("Avsnitt", "Clauses")),
        ),
        rows=tuple(
            (
                line.kind,
                (_YES if line.agrees else _NO).in_language(language),
                line.text.in_language(language),
                listed([clause_reference(clause, language) for clause in line.clauses], language),
            )
            for line in audit.report()
        ),
        provenance=provenance,
    )

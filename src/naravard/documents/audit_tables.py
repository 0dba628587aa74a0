"""An audit as tables: every published amount beside the computed one, every sum, and the report's sentences."""

from naravard.agreement.model import Text
from naravard.agreement.wording import clause_reference, listed
from naravard.allocation.audit import Audit, AuditedCell, AuditedSum, AuditLine
from naravard.documents import headings
from naravard.documents.table import Column, Provenance, Table, yes_or_no

_CELLS: tuple[Column[AuditedCell], ...] = (
    Column("table", headings.ANNEX, "code", of=lambda one: one.table.id),
    Column("grant", headings.FUNDS, "code", of=lambda one: one.grant.id),
    Column("recipient_code", headings.CODE, "code", of=lambda one: one.code),
    Column("recipient", headings.RECIPIENT, of=lambda one: one.name),
    Column("published", headings.PRINTED, "kronor", of=lambda one: one.published),
    Column("computed", headings.COMPUTED, "kronor", of=lambda one: one.computed),
    Column("exact", headings.EXACT, "fraction", of=lambda one: one.exact),
    Column("difference", headings.DIFFERENCE, "change", of=lambda one: one.difference),
    Column("accounted", headings.ACCOUNTED_FOR, of=lambda one: yes_or_no(answer=one.accounted)),
)
_SUMS: tuple[Column[AuditedSum], ...] = (
    Column("table", headings.ANNEX, "code", of=lambda one: one.table.id),
    Column("heading", Text("Kolumn", "Column"), of=lambda one: one.heading),
    Column("recipient_code", headings.CODE, "code", of=lambda one: one.code),
    Column("row", Text("Rad", "Row"), of=lambda one: one.label),
    Column("printed", headings.PRINTED, "kronor", of=lambda one: one.printed),
    Column("summed", Text("Summerat", "Added up"), "kronor", of=lambda one: one.summed),
    Column("stated", Text("Angivet i texten", "Stated in the text"), "kronor", of=lambda one: one.stated),
    Column("equal", Text("Lika", "Equal"), of=lambda one: yes_or_no(answer=one.equal)),
)
_REPORT: tuple[Column[AuditLine], ...] = (
    Column("kind", headings.KIND, "code", of=lambda one: one.kind),
    Column("agrees", headings.AGREES, of=lambda one: yes_or_no(answer=one.agrees)),
    Column("text", Text("Utsaga", "Statement"), of=lambda one: one.text),
    Column("clauses", headings.CLAUSES, of=lambda one: _clauses(one)),
)


def cells_table(audit: Audit, *, provenance: Provenance | None = None) -> Table:
    """Return every published amount with the computed, the exact and the difference."""
    return Table.of(
        audit.cells,
        _CELLS,
        id=f"{audit.agreement.id}-granskning",
        caption=Text("Tryckta och beräknade belopp", "Printed and computed amounts"),
        provenance=provenance,
    )


def sums_table(audit: Audit, *, provenance: Provenance | None = None) -> Table:
    """Return every printed column and row sum beside the sum of what is printed."""
    return Table.of(
        (*audit.columns, *audit.without_computed, *audit.rows),
        _SUMS,
        id=f"{audit.agreement.id}-summor",
        caption=Text("Tryckta summor", "Printed sums"),
        provenance=provenance,
    )


def report_table(audit: Audit, *, provenance: Provenance | None = None) -> Table:
    """Return the audit's statements, each with its clauses."""
    return Table.of(
        audit.report(),
        _REPORT,
        id=f"{audit.agreement.id}-granskningens-ord",
        caption=Text("Vad granskningen säger", "What the audit says"),
        provenance=provenance,
    )


def _clauses(line: AuditLine) -> Text:
    return Text(*(listed([clause_reference(one, words) for one in line.clauses], words) for words in ("sv", "en")))

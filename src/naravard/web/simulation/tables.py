"""A simulation's tables as the pages show them: those of the documents room for what is looked at, and the grants."""

from dataclasses import replace

from naravard.agreement.model import Text
from naravard.allocation.model import GrantAllocation
from naravard.allocation.simulation import Comparison, GrantChange
from naravard.documents import headings, simulation_tables
from naravard.documents.table import TOTAL, Column, Table
from naravard.web.agreements.current import Shown
from naravard.web.agreements.provenance import provenance
from naravard.web.simulation.results import View
from naravard.web.simulation.scenario import Scenario

_NOTE = Text(
    "Före är de undertecknade beloppen. Belopp som inte kan räknas ut räknas som noll.",
    "Before are the signed amounts. What cannot be computed counts as nothing.",
)
_GRANTS: tuple[Column[GrantChange], ...] = (
    Column("grant", headings.FUNDS, of=lambda one: one.grant.name, total=TOTAL),
    Column(
        "before", Text("Belopp före, kr", "Sum before, kr"), "kronor",
        of=lambda one: one.before.grant.amount, total=sum,
    ),
    Column(
        "after", Text("Belopp efter, kr", "Sum after, kr"), "kronor",
        of=lambda one: one.after.grant.amount, total=sum,
    ),
    Column(
        "difference", headings.DIFFERENCE_KR, "change", of=lambda one: one.after.grant.amount - one.before.grant.amount,
        total=sum,
    ),
    Column(
        "moved", Text("Byter mottagare, kr", "Changes recipient, kr"), "kronor",
        of=lambda one: _moved(one.before, one.after), total=sum,
    ),
    Column(
        "unallocated", Text("Inte fördelat efter, kr", "Not shared out after, kr"), "kronor",
        of=lambda one: one.after.unallocated if one.after.cells else None,
    ),
)  # fmt: skip


def recipients_table(shown: Shown, comparison: Comparison, view: View, scenario: Scenario) -> Table:
    """Return before, after and difference for each recipient of a view; as ``naravard simulate`` writes it."""
    table = simulation_tables.recipients_table(comparison, only=view.rows, provenance=provenance(shown))
    return replace(
        table, id=f"{table.id}-{view.id}" if view.id else table.id, caption=_caption(view, scenario), note=_NOTE
    )


def cells_table(shown: Shown, comparison: Comparison) -> Table:
    """Return every grant and recipient before and after."""
    return simulation_tables.grants_table(comparison, provenance=provenance(shown))


def grants_table(shown: Shown, comparison: Comparison) -> Table:
    """Return every grant before and after: its sum, and how much of it changes recipient."""
    return Table.of(
        comparison.grants,
        _GRANTS,
        id=f"{shown.agreement.id}-simulering-summor",
        caption=Text("Medel före och efter", "Grants before and after"),
        provenance=provenance(shown),
    )


def _caption(view: View, scenario: Scenario) -> Text:
    name = f": {scenario.name}" if scenario.name else ""
    sv, en = view.label.sv, view.label.in_language("en")
    return Text(f"Före och efter – {sv}{name}", f"Before and after – {en}{name}")


def _moved(before: GrantAllocation, after: GrantAllocation) -> int | None:
    """Return the kronor gained by those who gain of a grant, ``None`` where it is not allocated."""
    if before is after and before.cells:
        return 0
    if not before.cells or not after.cells:
        return None
    was = {(cell.recipient.kind, cell.recipient.code): cell.binding for cell in before.cells}
    now = {(cell.recipient.kind, cell.recipient.code): cell.binding for cell in after.cells}
    return sum(max(0, amount - was.get(identity, 0)) for identity, amount in now.items())

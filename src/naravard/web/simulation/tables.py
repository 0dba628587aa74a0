"""A simulation's figures as tables: before, after and difference by recipient and by grant; variants side by side."""

from naravard.agreement.model import Text
from naravard.allocation.model import GrantAllocation
from naravard.allocation.simulation import Comparison, RecipientChange
from naravard.allocation.variants import RecipientVariants, VariantComparison
from naravard.documents.table import Column, Row, Table, Value
from naravard.web.agreements.current import Shown
from naravard.web.agreements.provenance import provenance
from naravard.web.simulation.results import View
from naravard.web.simulation.scenario import Scenario
from naravard.web.site.templatetags.naravard import language, words

_RECIPIENTS = (
    Column("code", Text("Kod", "Code"), "code"),
    Column("kind", Text("Slag", "Kind"), "code"),
    Column("recipient", Text("Mottagare", "Recipient")),
    Column("before", Text("Före, kr", "Before, SEK"), "kronor"),
    Column("after", Text("Efter, kr", "After, SEK"), "kronor"),
    Column("difference", Text("Skillnad, kr", "Difference, SEK"), "change"),
    Column("per_cent", Text("Skillnad i procent", "Difference in per cent"), "per cent", 2),
    Column("per_inhabitant_before", Text("Före, kr per invånare", "Before, SEK per inhabitant"), "fraction", 2),
    Column("per_inhabitant_after", Text("Efter, kr per invånare", "After, SEK per inhabitant"), "fraction", 2),
    Column(
        "per_inhabitant_difference",
        Text("Skillnad, kr per invånare", "Difference, SEK per inhabitant"),
        "change",
        2,
    ),
)
PER_INHABITANT = frozenset({"per_inhabitant_before", "per_inhabitant_after", "per_inhabitant_difference"})

_GRANTS = (
    Column("grant", Text("Medel", "Grant")),
    Column("before", Text("Belopp före, kr", "Sum before, SEK"), "kronor"),
    Column("after", Text("Belopp efter, kr", "Sum after, SEK"), "kronor"),
    Column("difference", Text("Skillnad, kr", "Difference, SEK"), "change"),
    Column("moved", Text("Byter mottagare, kr", "Changes recipient, SEK"), "kronor"),
    Column("unallocated", Text("Inte fördelat efter, kr", "Not shared out after, SEK"), "kronor"),
)


def recipients_table(shown: Shown, view: View, scenario: Scenario) -> Table:
    """Return before, after and difference for each recipient of a view."""
    name = scenario.name
    heading = f": {name}" if name else ""
    total: Row = (
        words(Text("Summa", "Total")),
        None,
        None,
        view.before,
        view.after,
        view.difference,
        None,
        None,
        None,
        None,
    )
    return Table(
        id=f"{shown.agreement.id}-simulering{f'-{view.id}' if view.id else ''}",
        caption=Text(
            f"Före och efter, {view.label.sv[:1].lower()}{view.label.sv[1:]}{heading}",
            f"Before and after, {view.label.in_language('en')[:1].lower()}{view.label.in_language('en')[1:]}{heading}",
        ),
        columns=_RECIPIENTS,
        rows=tuple(_recipient_row(row) for row in view.rows),
        total=total,
        note=Text(
            "Före är de undertecknade beloppen. Belopp som inte kan räknas ut räknas som noll.",
            "Before are the signed amounts. What cannot be computed counts as nothing.",
        ),
        provenance=provenance(shown),
    )


def columns_not_shown(view: View) -> set[str]:
    """Return the ids of columns that the page leaves out; the files have them all."""
    without = {"code", "kind"}
    return without if any(row.per_inhabitant_after is not None for row in view.rows) else without | PER_INHABITANT


def grants_table(shown: Shown, comparison: Comparison) -> Table:
    """Return every grant before and after."""
    rows = tuple(
        (
            pair.grant.name.in_language(language()),
            pair.before.grant.amount,
            pair.after.grant.amount,
            pair.after.grant.amount - pair.before.grant.amount,
            _moved(pair.before, pair.after),
            pair.after.unallocated if pair.after.cells else None,
        )
        for pair in comparison.grants
    )
    before, after = comparison.total_before, comparison.total_after
    moved = sum(int(row[4]) for row in rows if isinstance(row[4], int))
    total: Row = (words(Text("Summa", "Total")), before, after, after - before, moved, None)
    return Table(
        id=f"{shown.agreement.id}-simulering-medel",
        caption=Text("Medel före och efter", "Grants before and after"),
        columns=_GRANTS,
        rows=rows,
        total=total,
        provenance=provenance(shown),
    )


def variants_table(shown: Shown, compared: VariantComparison) -> Table:
    """Return each recipient's sum as it is, and in each variant with the difference."""
    columns = [
        Column("code", Text("Kod", "Code"), "code"),
        Column("kind", Text("Slag", "Kind"), "code"),
        Column("recipient", Text("Mottagare", "Recipient")),
        Column("before", Text("I överenskommelsen, kr", "In the agreement, SEK"), "kronor"),
    ]
    for number, variant in enumerate(compared.variants, start=1):
        label = f"{number}. {variant.name}"
        columns.append(Column(f"variant_{number}", Text(f"{label}, kr", f"{label}, SEK"), "kronor"))
        columns.append(
            Column(
                f"difference_{number}",
                Text(f"Skillnad {number}, kr", f"Difference {number}, SEK"),
                "change",
            )
        )
    figures = [_variant_figures(each) for each in compared.recipients]
    sums: list[Value] = [sum(column) for column in zip(*figures, strict=True)]
    rows: list[Row] = [
        (each.recipient.code, each.recipient.kind, each.recipient.name, *own)
        for each, own in zip(compared.recipients, figures, strict=True)
    ]
    return Table(
        id=f"{shown.agreement.id}-simulering-varianter",
        caption=Text("Varianterna bredvid varandra", "The variants side by side"),
        columns=tuple(columns),
        rows=tuple(rows),
        total=(words(Text("Summa", "Total")), None, None, *sums),
        provenance=provenance(shown),
    )


def _variant_figures(each: RecipientVariants) -> list[int]:
    """Return a recipient's sum as it is, then each variant's sum and difference."""
    pairs = zip(each.after, each.differences, strict=True)
    return [each.before, *(figure for pair in pairs for figure in pair)]


def _recipient_row(row: RecipientChange) -> Row:
    return (
        row.recipient.code,
        row.recipient.kind,
        row.recipient.name,
        row.before,
        row.after,
        row.difference,
        row.per_cent,
        row.per_inhabitant_before,
        row.per_inhabitant_after,
        row.per_inhabitant_difference,
    )


def _moved(before: GrantAllocation, after: GrantAllocation) -> int | None:
    """Return the kronor gained by those who gain of a grant, ``None`` where it is not allocated."""
    if before is after and before.cells:
        return 0
    if not before.cells or not after.cells:
        return None
    was = {(cell.recipient.kind, cell.recipient.code): cell.binding for cell in before.cells}
    now = {(cell.recipient.kind, cell.recipient.code): cell.binding for cell in after.cells}
    return sum(max(0, amount - was.get(identity, 0)) for identity, amount in now.items())

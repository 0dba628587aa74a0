"""A simulation as tables: before, after and difference, by recipient and by grant; several variants side by side."""

from collections.abc import Iterable

from naravard.agreement.model import Text
from naravard.allocation.simulation import Comparison, RecipientChange
from naravard.allocation.variants import VariantComparison
from naravard.documents.table import TOTAL as TOTAL  # the pages label their totals by it too
from naravard.documents.table import Column, Provenance, Row, Table

_KINDS = {
    "region": Text("region", "region"),
    "rss": Text("RSS", "RSS"),
    "municipality": Text("kommun", "municipality"),
    "skr": Text("SKR", "SKR"),
    "other": Text("övrig", "other"),
}
_CODE = Column("recipient_code", Text("Kod", "Code"), "code")
_NAME = Column("recipient", Text("Mottagare", "Recipient"))
_KIND = Column("kind", Text("Slag", "Kind"))
_BEFORE = Column("before", Text("Före", "Before"), "kronor")
_AFTER = Column("after", Text("Efter", "After"), "kronor")
_DIFFERENCE = Column("difference", Text("Skillnad", "Difference"), "change")
_PER_INHABITANT = (
    Column("per_inhabitant_before", Text("Kr per invånare före", "Kr per inhabitant before"), "number", 2),
    Column("per_inhabitant_after", Text("Kr per invånare efter", "Kr per inhabitant after"), "number", 2),
    Column("per_inhabitant_difference", Text("Skillnad per invånare", "Difference per inhabitant"), "change", 2),
)


def recipients_table(
    comparison: Comparison,
    *,
    only: Iterable[RecipientChange] | None = None,
    provenance: Provenance | None = None,
    language: str = "sv",
) -> Table:
    """Return each recipient's whole sum before and after; ``only`` some of them, without a total."""
    changes = list(comparison.recipients if only is None else only)
    counted = any(change.inhabitants_before or change.inhabitants_after for change in comparison.recipients)
    rows = tuple(_recipient_row(change, language, counted=counted) for change in changes)
    before, after = (sum(change.before for change in changes), sum(change.after for change in changes))
    rest = (None, None, None, None) if counted else (None,)
    total: Row = (TOTAL.in_language(language), None, None, before, after, after - before, *rest)
    return Table(
        id=f"{comparison.before.agreement.id}-simulering",
        caption=Text("Simulering: mottagarnas belopp", "Simulation: the recipients' amounts"),
        columns=(
            _NAME,
            _CODE,
            _KIND,
            _BEFORE,
            _AFTER,
            _DIFFERENCE,
            Column("difference_per_cent", Text("Skillnad i procent", "Difference in per cent"), "per cent", 2),
            *(_PER_INHABITANT if counted else ()),
        ),
        rows=rows,
        total=total if only is None else None,
        provenance=provenance,
    )


def _recipient_row(change: RecipientChange, language: str, *, counted: bool) -> Row:
    inhabitants: Row = (
        change.per_inhabitant_before,
        change.per_inhabitant_after,
        change.per_inhabitant_difference,
    )
    return (
        change.recipient.name,
        change.recipient.code,
        _KINDS[change.recipient.kind].in_language(language),
        change.before,
        change.after,
        change.difference,
        change.per_cent,
        *(inhabitants if counted else ()),
    )


def grants_table(comparison: Comparison, *, provenance: Provenance | None = None) -> Table:
    """Return every grant and recipient before and after; an amount that cannot be computed is left empty."""
    return Table(
        id=f"{comparison.before.agreement.id}-simulering-medel",
        caption=Text("Simulering: medel för medel", "Simulation: grant by grant"),
        columns=(Column("grant", Text("Medel", "Grant"), "code"), _CODE, _NAME, _BEFORE, _AFTER, _DIFFERENCE),
        rows=tuple(
            (cell.grant, cell.recipient.code, cell.recipient.name, cell.before, cell.after, cell.difference)
            for cell in comparison.cells
        ),
        provenance=provenance,
    )


def variants_table(
    comparison: VariantComparison, *, provenance: Provenance | None = None, language: str = "sv"
) -> Table:
    """Return each recipient's sum as it is, and in each variant with the difference."""
    columns = [_NAME, _CODE, _KIND, Column("before", Text("Som det är", "As it is"), "kronor")]
    for number, variant in enumerate(comparison.variants, start=1):
        columns.append(Column(f"variant_{number}", Text(variant.name), "kronor"))
        words = Text(f"{variant.name}: skillnad", f"{variant.name}: difference")
        columns.append(Column(f"variant_{number}_difference", words, "change"))
    rows: tuple[Row, ...] = tuple(
        (
            entry.recipient.name,
            entry.recipient.code,
            _KINDS[entry.recipient.kind].in_language(language),
            entry.before,
            *_paired(entry.after, entry.differences),
        )
        for entry in comparison.recipients
    )
    sums = [
        sum(figures)
        for figures in zip(
            *((entry.before, *_paired(entry.after, entry.differences)) for entry in comparison.recipients), strict=True
        )
    ]
    return Table(
        id=f"{comparison.before.agreement.id}-varianter",
        caption=Text("Varianter sida vid sida", "Variants side by side"),
        columns=tuple(columns),
        rows=rows,
        total=(TOTAL.in_language(language), None, None, *sums) if rows else None,
        provenance=provenance,
    )


def _paired(after: tuple[int, ...], differences: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(figure for pair in zip(after, differences, strict=True) for figure in pair)

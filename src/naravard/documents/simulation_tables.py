"""A simulation as tables: before, after and difference, by recipient and by grant; several variants side by side."""

from collections.abc import Iterable, Iterator

from naravard.agreement.model import Text
from naravard.allocation.simulation import CellChange, Comparison, RecipientChange
from naravard.allocation.variants import RecipientVariants, VariantComparison
from naravard.documents import headings
from naravard.documents.table import TOTAL, Column, Provenance, Table

_KINDS = {
    "region": Text("region", "region"),
    "rss": Text("RSS", "RSS"),
    "municipality": Text("kommun", "municipality"),
    "skr": Text("SKR", "SKR"),
    "organisation": Text("organisation", "organisation"),
    "other": Text("övrig", "other"),
}
_BEFORE = Text("Före", "Before")
_AFTER = Text("Efter", "After")
_RECIPIENTS: tuple[Column[RecipientChange], ...] = (
    Column("recipient", headings.RECIPIENT, of=lambda one: one.recipient.name, total=TOTAL, swedish=True),
    Column("recipient_code", headings.CODE, "code", of=lambda one: one.recipient.code, on_page=False),
    Column("kind", headings.KIND, of=lambda one: _KINDS[one.recipient.kind], on_page=False),
    Column("before", _BEFORE, "kronor", of=lambda one: one.before, total=sum),
    Column("after", _AFTER, "kronor", of=lambda one: one.after, total=sum),
    Column("difference", headings.DIFFERENCE, "change", of=lambda one: one.difference, total=sum),
    Column(
        "difference_per_cent", Text("Skillnad i procent", "Difference in per cent"), "per cent", 2,
        of=lambda one: one.per_cent,
    ),
)  # fmt: skip
_PER_INHABITANT: tuple[Column[RecipientChange], ...] = (
    Column(
        "per_inhabitant_before", Text("Kr per invånare före", "Kr per inhabitant before"), "number", 2,
        of=lambda one: one.per_inhabitant_before,
    ),
    Column(
        "per_inhabitant_after", Text("Kr per invånare efter", "Kr per inhabitant after"), "number", 2,
        of=lambda one: one.per_inhabitant_after,
    ),
    Column(
        "per_inhabitant_difference", Text("Skillnad per invånare", "Difference per inhabitant"), "change", 2,
        of=lambda one: one.per_inhabitant_difference,
    ),
)  # fmt: skip
_GRANTS: tuple[Column[CellChange], ...] = (
    Column("grant", headings.FUNDS, "code", of=lambda one: one.grant),
    Column("recipient_code", headings.CODE, "code", of=lambda one: one.recipient.code),
    Column("recipient", headings.RECIPIENT, of=lambda one: one.recipient.name),
    Column("before", _BEFORE, "kronor", of=lambda one: one.before),
    Column("after", _AFTER, "kronor", of=lambda one: one.after),
    Column("difference", headings.DIFFERENCE, "change", of=lambda one: one.difference),
)


def recipients_table(
    comparison: Comparison, *, only: Iterable[RecipientChange] | None = None, provenance: Provenance | None = None
) -> Table:
    """Return each recipient's whole sum before and after, of all recipients or ``only`` some of them."""
    counted = any(change.inhabitants_before or change.inhabitants_after for change in comparison.recipients)
    return Table.of(
        comparison.recipients if only is None else only,
        (*_RECIPIENTS, *(_PER_INHABITANT if counted else ())),
        id=f"{comparison.before.agreement.id}-simulering",
        caption=Text("Simulering: mottagarnas belopp", "Simulation: the recipients' amounts"),
        provenance=provenance,
    )


def grants_table(comparison: Comparison, *, provenance: Provenance | None = None) -> Table:
    """Return every grant and recipient before and after; an amount that cannot be computed is left empty."""
    return Table.of(
        comparison.cells,
        _GRANTS,
        id=f"{comparison.before.agreement.id}-simulering-medel",
        caption=Text("Simulering: medel för medel", "Simulation: grant by grant"),
        provenance=provenance,
    )


def variants_table(comparison: VariantComparison, *, provenance: Provenance | None = None) -> Table:
    """Return each recipient's sum as it is, and in each variant with the difference."""
    return Table.of(
        comparison.recipients,
        _variants_columns(comparison),
        id=f"{comparison.before.agreement.id}-varianter",
        caption=Text("Varianter sida vid sida", "Variants side by side"),
        provenance=provenance,
    )


def _variants_columns(comparison: VariantComparison) -> Iterator[Column[RecipientVariants]]:
    yield Column("recipient", headings.RECIPIENT, of=lambda one: one.recipient.name, total=TOTAL, swedish=True)
    yield Column("recipient_code", headings.CODE, "code", of=lambda one: one.recipient.code, on_page=False)
    yield Column("kind", headings.KIND, of=lambda one: _KINDS[one.recipient.kind], on_page=False)
    yield Column("before", Text("Som det är", "As it is"), "kronor", of=lambda one: one.before, total=sum)
    for place, variant in enumerate(comparison.variants):
        yield from _variant_columns(place, variant.name)


def _variant_columns(place: int, name: str) -> Iterator[Column[RecipientVariants]]:
    number = place + 1
    yield Column(f"variant_{number}", Text(name), "kronor", of=lambda one: one.after[place], total=sum)
    heading = Text(f"{name}: skillnad", f"{name}: difference")
    yield Column(f"variant_{number}_difference", heading, "change", of=lambda one: one.differences[place], total=sum)

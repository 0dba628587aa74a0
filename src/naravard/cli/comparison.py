"""A simulation's answer: one variant against the agreement, or several beside one another."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor, signed_kronor
from naravard.cli.language import in_this, language
from naravard.cli.output import notice, output_width, tables_text, write_json, write_tables, write_text
from naravard.documents.plain import as_data
from naravard.documents.simulation_tables import grants_table, recipients_table, variants_table

if TYPE_CHECKING:
    from naravard.allocation.simulation import Comparison, RecipientChange
    from naravard.allocation.variants import Variant
    from naravard.cli.agreement import Opened

_MOST = 5
_GAIN = Text("Ökar mest", "Gain the most")
_LOSE = Text("Minskar mest", "Lose the most")


def show_comparison(opened: "Opened", variant: "Variant", form: str, output: Path | None) -> None:
    """Show one variant: what changes, who gains and loses, and every recipient before and after."""
    from naravard.allocation.simulation import simulate

    compared = simulate(opened.agreement, variant.changes, variant.keys)
    provenance, words = opened.provenance, language()
    recipients = recipients_table(compared, provenance=provenance)
    grants = grants_table(compared, provenance=provenance)
    if form == "table":
        lines = [*_heading(compared, variant), "", *_extremes(compared), "", *_table_lines(compared, output)]
        write_text("\n".join([*lines, *_notes(compared)]), output)
    elif form == "json":
        data = {
            "variant": variant.name,
            "agreement": variant.agreement,
            "changes": {change.path: change.text for change in compared.changes},
            "keys": list(variant.keys),
            "total": {"before": compared.total_before, "after": compared.total_after},
            "moved": compared.moved,
            "notes": [{"sv": note.sv, "en": note.in_language("en")} for note in compared.notes],
            "recipients": as_data(recipients, words),
            "grants": as_data(grants, words),
        }
        write_json(data, output)
    else:
        write_tables([recipients], form, output, shown=[grants])
    if form != "table":
        for note in compared.notes:
            notice(note)


def show_variants(opened: "Opened", variants: "Sequence[Variant]", form: str, output: Path | None) -> None:
    """Show several variants side by side."""
    from naravard.allocation.variants import compare_variants

    compared = compare_variants(opened.agreement, variants)
    table = variants_table(compared, provenance=opened.provenance)
    write_tables([table], form, output)


def _heading(compared: "Comparison", variant: "Variant") -> Iterator[str]:
    yield f"{in_this(Text('Simulering', 'Simulation'))}: {variant.name}"
    for change in compared.changes:
        yield f"  {change.path} = {change.text}"
    for key in variant.keys:
        yield "  " + in_this(Text(f"egna tal för nyckeln {key}", f"numbers of your own for the key {key}"))
    before, after = compared.total_before, compared.total_after
    yield f"{in_this(Text('Överenskommelsens totalbelopp', 'The total of the agreement'))}: {kronor(before)}" + (
        f" → {kronor(after)}" if after != before else ""
    )
    unchanged = sum(1 for change in compared.recipients if not change.difference)
    yield in_this(
        Text(
            f"Byter mottagare eller tillkommer: {kronor(compared.moved)}. Mottagare utan skillnad: {unchanged}.",
            f"Changes recipient or is added: {kronor(compared.moved)}. Recipients without a difference: {unchanged}.",
        )
    )


def _extremes(compared: "Comparison") -> Iterator[str]:
    for heading, changes in ((_GAIN, compared.gaining(_MOST)), (_LOSE, compared.losing(_MOST))):
        if changes:
            named = ", ".join(f"{change.recipient.name} {signed_kronor(change.difference)}" for change in changes)
            yield f"{in_this(heading)}: {named}."


def _table_lines(compared: "Comparison", output: Path | None) -> list[str]:
    changed: list[RecipientChange] = [change for change in compared.recipients if change.difference]
    if not changed:
        return []
    table = replace(recipients_table(compared, only=changed), total=None)
    return [tables_text([table], width=output_width(output))]


def _notes(compared: "Comparison") -> Iterator[str]:
    for note in compared.notes:
        yield in_this(note)

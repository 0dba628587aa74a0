"""``naravard simulate AGREEMENT --set FIELD=VALUE``: what if; variants saved, named and compared."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from naravard.agreement.model import Text
from naravard.cli.command import FINDINGS_WORDS, Command, Example, option
from naravard.cli.language import in_this
from naravard.cli.options import (
    agreement_argument,
    keys_option,
    output_option,
    table_form,
    table_form_option,
)
from naravard.cli.refusal import CommandRefused
from naravard.cli.values import FILE, existing_folder

if TYPE_CHECKING:
    from naravard.allocation.variants import Variant
    from naravard.cli.agreement import Opened

_UNNAMED = Text("Utan namn", "Unnamed")


@click.command(
    "simulate",
    cls=Command,
    summary=Text("räknar om med ändringar och visar före, efter och skillnad", "computes what changes would mean"),
    details=(
        Text(
            "En ändring skrivs FÄLT=VÄRDE. Fältet börjar med anslagets id och går vidare med namnen i agreement.yaml: "
            "ambulans.amount=90000000, ambulans.rule.amount=600000, nara-vard-kommuner.rule.parts.0.weight=60%, "
            "karriartjanster.rule={kind: equal}, keys.population.01=2500000. Beloppen före är de undertecknade.",
            "A change is written FIELD=VALUE. The field begins with the grant's id and goes on with the names of "
            "agreement.yaml: ambulans.amount=90000000, ambulans.rule.amount=600000, "
            "nara-vard-kommuner.rule.parts.0.weight=60%, karriartjanster.rule={kind: equal}, "
            "keys.population.01=2500000. The amounts before are those signed.",
        ),
        Text(
            "Med --key tas egna tal in, också för en ny nyckel som en ändrad regel bygger på. "
            "Med --save sparas ändringarna som en variant i en fil, och med --variant tas sparade varianter fram. "
            "Flera varianter visas sida vid sida. CSV har en rad per mottagare. XLSX och JSON också medel för medel.",
            "--key brings numbers of your own, also for a new key that a changed rule rests on. "
            "--save keeps the changes as a variant in a file, and --variant brings saved variants. Several variants "
            "are shown side by side. CSV has a row per recipient; XLSX and JSON also have grant by grant.",
        ),
    ),
    examples=(
        Example(
            "naravard simulate god-och-nara-vard-2022 --set ambulans.rule.amount=1000000",
            Text("En miljon i grundbelopp till varje region.", "A base amount of a million to each region."),
        ),
        Example(
            'naravard simulate god-och-nara-vard-2022 --set "karriartjanster.rule={kind: equal}" --name Lika '
            "--save lika.yaml",
            Text("Lika delar, sparat som en variant.", "Equal parts, saved as a variant."),
        ),
        Example(
            "naravard simulate god-och-nara-vard-2022 --variant lika.yaml --variant annan.yaml --format xlsx "
            "--output varianter.xlsx",
            Text("Två varianter sida vid sida i en arbetsbok.", "Two variants side by side in a workbook."),
        ),
    ),
    on_findings=FINDINGS_WORDS,
)
@agreement_argument
@option("--set", "changes", metavar="FIELD=VALUE", multiple=True, tells=Text("en ändring", "a change"))
@keys_option
@option("--name", metavar="NAME", tells=Text("variantens namn", "the variant's name"))
@option(
    "--save",
    metavar="FILE.yaml",
    type=FILE,
    tells=Text("spara ändringarna som en variant", "keep the changes as a variant"),
)
@option(
    "--variant",
    metavar="FILE.yaml",
    type=FILE,
    multiple=True,
    tells=Text("en sparad variant. Flera jämförs", "a saved variant; several are compared"),
)
@table_form_option
@output_option
def run(
    agreement: str,
    *,
    changes: tuple[str, ...],
    brought: tuple[str, ...],
    name: str | None,
    save: Path | None,
    variant: tuple[Path, ...],
    form: str | None,
    output: Path | None,
) -> None:
    """Simulate changes."""
    from naravard.allocation.variants import variant_text
    from naravard.cli.agreement import open_named
    from naravard.cli.output import notice, write_file

    wanted = table_form(form, output)
    if save is not None:
        existing_folder(save.parent)
    opened = open_named(agreement)
    variants = [_read(file, opened.agreement.id) for file in variant]
    if changes or brought:
        variants.append(_new(opened, changes, brought, name))
    if not variants:
        raise CommandRefused(
            Text(
                "Säg vad som ska ändras: --set FÄLT=VÄRDE, --key NAMN=FIL.csv eller --variant FIL.yaml.",
                "Say what is to change: --set FIELD=VALUE, --key NAME=FILE.csv or --variant FILE.yaml.",
            )
        )
    if save is not None and not (changes or brought):
        raise CommandRefused(
            Text("--save behöver ändringar: --set eller --key.", "--save needs changes: --set or --key.")
        )
    _show(opened, variants, wanted, output)
    if save is not None:
        write_file(save, variant_text(variants[-1]).encode())
        notice(Text(f"Sparade varianten i {save}.", f"Saved the variant in {save}."))


def _show(opened: "Opened", variants: "list[Variant]", form: str, output: Path | None) -> None:
    from naravard.cli.comparison import show_comparison, show_variants

    if len(variants) > 1:
        show_variants(opened, variants, form, output)
    else:
        show_comparison(opened, variants[0], form, output)


def _new(opened: "Opened", changes: tuple[str, ...], brought: tuple[str, ...], name: str | None) -> "Variant":
    from naravard.allocation.changes import parse_change
    from naravard.allocation.variants import Variant
    from naravard.cli.keyfiles import read_keys

    made = tuple(parse_change(change) for change in changes)
    keys = read_keys(opened.agreement, brought, new=True)
    return Variant(name or in_this(_UNNAMED), opened.agreement.id, made, keys)


def _read(file: Path, agreement_id: str) -> "Variant":
    from naravard.allocation.variants import read_variant
    from naravard.cli.keyfiles import file_content

    variant = read_variant(file_content(file), str(file))
    if variant.agreement != agreement_id:
        raise CommandRefused(
            Text(
                f"Varianten i {file} gäller överenskommelsen {variant.agreement}, inte {agreement_id}.",
                f"The variant in {file} is of the agreement {variant.agreement}, not {agreement_id}.",
            )
        )
    return variant

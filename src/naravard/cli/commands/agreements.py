"""``naravard agreements``: which agreements there are."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from naravard.agreement.model import Text
from naravard.cli.command import Command, Example
from naravard.cli.options import output_option, places_option, table_form, table_form_option
from naravard.cli.refusal import FINDINGS
from naravard.documents import headings
from naravard.documents.table import Column, Table

if TYPE_CHECKING:
    from naravard.agreement.findings import Loaded

_COLUMNS: tuple[Column[tuple[Path, "Loaded"]], ...] = (
    Column("id", Text("Id", "Id"), "code", of=lambda one: one[1].agreement.id if one[1].agreement else one[0].name),
    Column("name", headings.NAME, of=lambda one: one[1].agreement.name if one[1].agreement else None),
    Column("from", headings.FROM, "date", of=lambda one: one[1].agreement.period.from_ if one[1].agreement else None),
    Column("to", headings.TO, "date", of=lambda one: one[1].agreement.period.to if one[1].agreement else None),
    Column(
        "amount", headings.AMOUNT, "kronor", of=lambda one: one[1].agreement.total.amount if one[1].agreement else None
    ),
    Column("errors", Text("Fel", "Errors"), "number", of=lambda one: len(one[1].errors)),
    Column("folder", Text("Mapp", "Folder"), "code", of=lambda one: str(one[0])),
)


@click.command(
    "agreements",
    cls=Command,
    summary=Text("visar vilka överenskommelser som finns", "lists the agreements there are"),
    details=(
        Text(
            "De medföljande, och de i mappar som anges med --agreements. Andra kommandon tar kolumnen Id.",
            "The shipped ones, and those in folders given with --agreements. Other commands take the column Id.",
        ),
    ),
    examples=(
        Example("naravard agreements", Text("De medföljande överenskommelserna.", "The shipped agreements.")),
        Example(
            "naravard agreements --agreements mina-mappar --format json",
            Text("Också dina egna, för en maskin.", "Your own too, for a machine."),
        ),
    ),
    on_findings=Text("någon överenskommelse har fel", "some agreement has errors"),
)
@places_option
@table_form_option
@output_option
def run(*, agreements: tuple[Path, ...], form: str | None, output: Path | None) -> None:
    """List the agreements."""
    from naravard.agreement.library import folders, open_folder
    from naravard.cli.output import write_tables

    wanted = table_form(form, output)
    found = [(folder, open_folder(folder)) for folder in folders(agreements)]
    caption = Text("Överenskommelser", "Agreements")
    write_tables([Table.of(found, _COLUMNS, id="overenskommelser", caption=caption)], wanted, output)
    if any(loaded.agreement is None for _folder, loaded in found):
        raise click.exceptions.Exit(FINDINGS)

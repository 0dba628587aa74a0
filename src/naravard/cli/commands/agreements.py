"""``naravard agreements``: which agreements there are."""

from pathlib import Path

import click

from naravard.agreement.model import Agreement, Text
from naravard.cli.command import Command, Example
from naravard.cli.language import language
from naravard.cli.options import output_option, places_option, table_form, table_form_option
from naravard.cli.refusal import FINDINGS
from naravard.documents.table import Column, Row, Table


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
    from naravard.cli.printing import write_tables

    wanted = table_form(form, output)
    rows: list[Row] = []
    sound = True
    for folder in folders(agreements):
        loaded = open_folder(folder)
        sound = sound and loaded.agreement is not None
        rows.append(_row(folder, loaded.agreement, len(loaded.errors)))
    columns = (
        Column("id", Text("Id", "Id"), "code"),
        Column("name", Text("Namn", "Name")),
        Column("from", Text("Från", "From"), "date"),
        Column("to", Text("Till", "To"), "date"),
        Column("amount", Text("Belopp", "Amount"), "kronor"),
        Column("errors", Text("Fel", "Errors"), "number"),
        Column("folder", Text("Mapp", "Folder"), "code"),
    )
    caption = Text("Överenskommelser", "Agreements")
    write_tables([Table(id="overenskommelser", caption=caption, columns=columns, rows=tuple(rows))], wanted, output)
    if not sound:
        raise click.exceptions.Exit(FINDINGS)


def _row(folder: Path, agreement: Agreement | None, errors: int) -> Row:
    if agreement is None:
        return (folder.name, None, None, None, None, errors, str(folder))
    name = agreement.name.in_language(language())
    period = agreement.period
    return (agreement.id, name, period.from_, period.to, agreement.total.amount, 0, str(folder))

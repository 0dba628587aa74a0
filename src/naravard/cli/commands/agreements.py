"""``naravard agreements``: which agreements there are."""

from pathlib import Path

import typer

from naravard.agreement.model import Agreement, Text
from naravard.cli.about import About, Example
from naravard.cli.language import language
from naravard.cli.options import Output, Places, TableForm, refuse_missing, table_form
from naravard.cli.refusal import FINDINGS
from naravard.documents.table import Column, Row, Table

ABOUT = About(
    name="agreements",
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


def run(*, agreements: Places = [], form: TableForm = None, output: Output = None) -> None:  # noqa: B006 - Typer's way
    """List the agreements."""
    from naravard.agreement.library import folders, open_folder
    from naravard.cli.printing import write_tables

    wanted = table_form(form, output)
    refuse_missing(agreements)
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
        raise typer.Exit(FINDINGS)


def _row(folder: Path, agreement: Agreement | None, errors: int) -> Row:
    if agreement is None:
        return (folder.name, None, None, None, None, errors, str(folder))
    name = agreement.name.in_language(language())
    period = agreement.period
    return (agreement.id, name, period.from_, period.to, agreement.total.amount, 0, str(folder))

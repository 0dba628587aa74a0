"""``naravard allocate AGREEMENT``: who gets what, to the krona."""

import datetime
from pathlib import Path

import click

from naravard.agreement.model import Text
from naravard.cli.command import FINDINGS_WORDS, Command, Example, option
from naravard.cli.options import (
    agreement_argument,
    keys_option,
    on_option,
    output_option,
    table_form,
    table_form_option,
)


@click.command(
    "allocate",
    cls=Command,
    summary=Text("fördelar överenskommelsens medel till kronan", "allocates the agreement's money to the krona"),
    details=(
        Text(
            "Varje belopp räknas i exakta bråk och avrundas en gång. Varje kolumn möter sin pott. CSV har kolumnerna "
            "grant,recipient_code,recipient,amount och en rad per medel och mottagare. Medel som inväntar en nyckel "
            "har inga rader: vad de inväntar står på standard error.",
            "Each amount is computed in exact fractions and rounded once; every column meets its pot. CSV has the "
            "columns grant,recipient_code,recipient,amount and one row per grant and recipient. A grant that is "
            "waiting for a "
            "key has no rows: what it is waiting for is told on standard error.",
        ),
        Text(
            "Koderna är länskoder (01–25) för regioner och för länens RSS, fyra siffror för kommuner, SKR för SKR.",
            "The codes are county codes (01–25) for regions and for the RSS of a county, four digits for "
            "municipalities, SKR for SKR.",
        ),
    ),
    examples=(
        Example(
            "naravard allocate god-och-nara-vard-2022",
            Text("Tabeller, en per slag av mottagare.", "Tables, one per kind of recipient."),
        ),
        Example(
            "naravard allocate god-och-nara-vard-2022 --format csv --binding",
            Text("De undertecknade beloppen som CSV.", "The signed amounts as CSV."),
        ),
        Example(
            "naravard allocate god-och-nara-vard-2022 --key vfu-weeks-2021=2021.csv --key vfu-weeks-2022=2022.csv",
            Text("Med veckor som ännu inte har redovisats.", "With weeks that have not been reported yet."),
        ),
    ),
    on_findings=FINDINGS_WORDS,
)
@agreement_argument
@on_option
@table_form_option
@output_option
@keys_option
@option("--grant", metavar="ID", multiple=True, tells=Text("bara det här anslaget", "only this grant"))
@option(
    "--binding",
    is_flag=True,
    tells=Text(
        "beloppen som de är undertecknade, med de avvikelser som är gjorda för hand",
        "the amounts as signed, with the departures made by hand",
    ),
)
@option(
    "--earmarks",
    is_flag=True,
    tells=Text("också delbeloppen, som medel/delbelopp", "the earmarks too, as grant/earmark"),
)
def run(
    agreement: str,
    *,
    on: datetime.date | None,
    form: str | None,
    output: Path | None,
    brought: tuple[str, ...],
    grant: tuple[str, ...],
    binding: bool,
    earmarks: bool,
) -> None:
    """Allocate an agreement."""
    from naravard.allocation import allocate
    from naravard.cli.agreement import known_grants, open_named
    from naravard.cli.keyfiles import read_keys
    from naravard.cli.output import notice, write_tables
    from naravard.cli.progress import progress_bar
    from naravard.documents.allocation_tables import annex_tables, chosen, long_table
    from naravard.documents.pending_grants import awaiting

    wanted = table_form(form, output)
    opened = open_named(agreement, on)
    only = known_grants(opened.agreement, grant)
    grants = len(opened.agreement.grants)
    with progress_bar(grants) as bar:
        bar.say(Text("Fördelar", "Allocating"))
        allocation = allocate(
            opened.agreement, keys=read_keys(opened.agreement, brought), told=lambda done: bar.at(done, grants)
        )
        bar.say(Text("Skriver beloppen", "Writing the amounts"))
        provenance = opened.provenance
        long = long_table(allocation, only=only, binding=binding, earmarks=earmarks, provenance=provenance)
        shown = (
            annex_tables(allocation, only=only, binding=binding, earmarks=earmarks, provenance=provenance)
            if wanted in {"table", "xlsx"}
            else None
        )
        if wanted == "table" and output is None:
            bar.stop()
        write_tables([long], wanted, output, shown=shown)
    if wanted != "table" or output is not None:
        for allocated in chosen(allocation, only):
            if allocated.awaits:
                notice(awaiting(opened.agreement, allocated))

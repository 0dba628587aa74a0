"""``naravard allocate AGREEMENT``: who gets what, to the krona."""

from typing import Annotated

import typer

from naravard.agreement.model import Text
from naravard.cli.about import FINDINGS_WORDS, About, Example
from naravard.cli.language import language, says
from naravard.cli.options import AgreementArgument, Keys, Output, TableForm, table_form

ABOUT = About(
    name="allocate",
    summary=Text("fördelar överenskommelsens medel till kronan", "allocates the agreement's money to the krona"),
    details=(
        Text(
            "Varje belopp räknas i exakta bråk och avrundas en gång; varje kolumn möter sin pott. CSV har kolumnerna "
            "grant,recipient_code,recipient,amount och en rad per medel och mottagare. Medel som inväntar en nyckel "
            "har inga rader: vad de inväntar står på standard error.",
            "Each amount is computed in exact fractions and rounded once; every column meets its pot. CSV has the "
            "columns grant,recipient_code,recipient,amount and one row per grant and recipient. A grant that awaits a "
            "key has no rows: what it awaits is told on standard error.",
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


def run(
    agreement: AgreementArgument,
    *,
    form: TableForm = None,
    output: Output = None,
    key: Keys = [],  # noqa: B006 - Typer's way of saying none
    grant: Annotated[
        list[str],
        typer.Option("--grant", metavar="ID", help=says("bara det här medlet", "only this grant")),
    ] = [],  # noqa: B006 - Typer's way of saying none
    binding: Annotated[
        bool,
        typer.Option(
            "--binding",
            help=says(
                "beloppen som de är undertecknade, med de avvikelser som är gjorda för hand",
                "the amounts as signed, with the departures made by hand",
            ),
        ),
    ] = False,
    earmarks: Annotated[
        bool,
        typer.Option(
            "--earmarks",
            help=says("också varav-beloppen, som medel/varav-belopp", "the earmarks too, as grant/earmark"),
        ),
    ] = False,
) -> None:
    """Allocate an agreement."""
    from naravard.allocation import allocate
    from naravard.cli.keyfiles import read_keys
    from naravard.cli.opening import known_grants, open_named
    from naravard.cli.printing import notice, write_tables
    from naravard.documents.allocation_tables import annex_tables, chosen, long_table
    from naravard.documents.awaiting import awaiting

    wanted = table_form(form, output)
    opened = open_named(agreement)
    only = known_grants(opened.agreement, grant)
    allocation = allocate(opened.agreement, keys=read_keys(opened.agreement, key))
    provenance = opened.provenance
    long = long_table(allocation, only=only, binding=binding, earmarks=earmarks, provenance=provenance)
    shown = (
        annex_tables(
            allocation, only=only, binding=binding, earmarks=earmarks, provenance=provenance, language=language()
        )
        if wanted in {"table", "xlsx"}
        else None
    )
    write_tables([long], wanted, output, shown=shown)
    if wanted != "table" or output is not None:
        for allocated in chosen(allocation, only):
            if allocated.awaits:
                notice(awaiting(opened.agreement, allocated))

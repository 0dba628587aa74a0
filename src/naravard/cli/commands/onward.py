"""``naravard onward AGREEMENT --grant ID``: a county's sum shared among its municipalities."""

import datetime
from pathlib import Path

import click

from naravard.agreement.model import Text
from naravard.cli.command import FINDINGS_WORDS, Command, Example, option
from naravard.cli.options import (
    agreement_argument,
    by_option,
    keys_option,
    on_option,
    output_option,
    table_form,
    table_form_option,
)
from naravard.cli.second_level import shared_onward


@click.command(
    "onward",
    cls=Command,
    summary=Text(
        "fördelar länens belopp vidare till kommunerna", "shares the counties' sums among their municipalities"
    ),
    details=(
        Text(
            "Den andra nivån: det som ett läns RSS (eller region) har fått av ett medel delas mellan länets kommuner, "
            "efter överenskommelsens regel eller efter tal som du har med dig (--by). Filen har kolumnerna code, med "
            "kommunkoder om fyra siffror, och value.",
            "The second level: what a county's RSS (or region) has received of a grant is shared among the county's "
            "municipalities, by the agreement's rule or by numbers that you bring (--by). The file has the columns "
            "code, with municipality codes of four digits, and value.",
        ),
    ),
    examples=(
        Example(
            "naravard onward god-och-nara-vard-2022 --grant nara-vard-kommuner --by invanare.csv",
            Text("Varje läns belopp efter kommunernas invånare.", "Each county's sum by the municipalities' people."),
        ),
    ),
    on_findings=FINDINGS_WORDS,
)
@agreement_argument
@on_option
@option("--grant", metavar="ID", required=True, tells=Text("anslaget som fördelas vidare", "the grant to share onward"))
@by_option
@keys_option
@table_form_option
@output_option
def run(
    agreement: str,
    *,
    on: datetime.date | None,
    grant: str,
    by: Path | None,
    brought: tuple[str, ...],
    form: str | None,
    output: Path | None,
) -> None:
    """Share a grant onward."""
    from naravard.allocation import allocate
    from naravard.cli.agreement import known_grants, open_named
    from naravard.cli.keyfiles import read_keys
    from naravard.cli.output import write_tables
    from naravard.documents.allocation_tables import onward_table

    wanted = table_form(form, output)
    opened = open_named(agreement, on)
    known_grants(opened.agreement, [grant])
    keys = read_keys(opened.agreement, brought)
    shared = shared_onward(allocate(opened.agreement, keys=keys), grant, by, keys)
    write_tables([onward_table(shared, provenance=opened.provenance)], wanted, output)

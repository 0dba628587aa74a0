"""``naravard onward AGREEMENT --grant ID``: a county's sum shared among its municipalities."""

from pathlib import Path
from typing import Annotated

import typer

from naravard.agreement.model import Text
from naravard.cli.about import FINDINGS_WORDS, About, Example
from naravard.cli.language import language, says
from naravard.cli.options import AgreementArgument, Keys, Output, TableForm, table_form
from naravard.cli.refusal import Refused

ABOUT = About(
    name="onward",
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

_BROUGHT = "by"
"""The name of the key whose numbers the user brings."""


def run(
    agreement: AgreementArgument,
    *,
    grant: Annotated[
        str,
        typer.Option("--grant", metavar="ID", help=says("medlet som fördelas vidare", "the grant to share onward")),
    ],
    by: Annotated[
        Path | None,
        typer.Option(
            "--by",
            metavar="FILE.csv",
            help=says(
                "dela efter talen i den här filen, i stället för efter överenskommelsens regel",
                "share by the numbers in this file, instead of by the agreement's rule",
            ),
        ),
    ] = None,
    key: Keys = [],  # noqa: B006 - Typer's way of saying none
    form: TableForm = None,
    output: Output = None,
) -> None:
    """Share a grant onward."""
    from naravard.agreement.model import Onward, Proportional
    from naravard.allocation import allocate
    from naravard.allocation.second_level import share_onward
    from naravard.cli.keyfiles import read_keys, read_numbers
    from naravard.cli.opening import known_grants, open_named
    from naravard.cli.printing import write_tables
    from naravard.documents.allocation_tables import onward_table

    wanted = table_form(form, output)
    opened = open_named(agreement)
    known_grants(opened.agreement, [grant])
    if by is None and opened.agreement.grant(grant).onward is None:
        raise Refused(
            Text(
                f"Överenskommelsen säger inte hur {grant} fördelas vidare. Ta med egna tal: --by FIL.csv.",
                f"The agreement does not say how {grant} is shared onward. Bring numbers of your own: --by FILE.csv.",
            )
        )
    keys = read_keys(opened.agreement, key)
    allocation = allocate(opened.agreement, keys=keys)
    rule = Onward(recipients="municipalities", rule=Proportional(key=_BROUGHT)) if by is not None else None
    brought = keys | ({_BROUGHT: read_numbers(by)} if by is not None else {})
    shared = share_onward(allocation, grant, onward=rule, keys=brought)
    write_tables([onward_table(shared, provenance=opened.provenance, language=language())], wanted, output)

"""``naravard kolada``: key figures fetched from Kolada, as they are published."""

from pathlib import Path

import click

from naravard.agreement.model import Text
from naravard.cli.command import Command, Example, argument, option
from naravard.cli.options import output_option, table_form, table_form_option
from naravard.cli.values import Years


@click.command(
    "kolada",
    cls=Command,
    summary=Text("hämtar nyckeltal ur Kolada", "fetches key figures from Kolada"),
    details=(
        Text(
            "Varje värde står med kön, status, adress och tid, exakt som Kolada har det. Ett värde som saknas är tomt, "
            "aldrig 0. Det som Kolada inte har någon rad för sägs efteråt. Källa: Kolada.",
            "Each value stands with its sex, status, address and moment, exactly as Kolada has it. A value that is "
            "missing is empty, never 0. What Kolada has no row of is told afterwards. Source: Kolada.",
        ),
    ),
    examples=(
        Example(
            "naravard kolada N79173 --years 2019-2022",
            Text("Landet och alla regioner.", "The country and all regions."),
        ),
        Example(
            "naravard kolada U07443 --place 0980 --years 2022 --format csv --output responstid.csv",
            Text("En kommun, till en fil.", "One municipality, to a file."),
        ),
    ),
)
@argument(
    "kpis",
    metavar="KPI...",
    nargs=-1,
    required=True,
    tells=Text("nyckeltalens beteckningar hos Kolada, som N79173", "the key figures' ids in Kolada, such as N79173"),
)
@option(
    "--years",
    metavar="YEARS",
    type=Years(),
    required=True,
    tells=Text("ett år, eller från ett år till ett annat: 2019-2022", "a year, or from one to another: 2019-2022"),
)
@option(
    "--place",
    "places",
    metavar="CODE",
    multiple=True,
    tells=Text(
        "00 för landet, en länskod för en region eller en kommunkod. Annars landet och alla regioner",
        "00 for the country, a county's code for a region, or a municipality's code; otherwise the country and all "
        "regions",
    ),
)
@option(
    "--service",
    metavar="URL",
    tells=Text("en annan adress som svarar som Kolada", "another address that answers as Kolada does"),
)
@table_form_option
@output_option
def run(
    *,
    kpis: tuple[str, ...],
    years: tuple[int, ...],
    places: tuple[str, ...],
    service: str | None,
    form: str | None,
    output: Path | None,
) -> None:
    """Fetch key figures."""
    from naravard.agreement import reference
    from naravard.cli.output import notice, write_tables
    from naravard.cli.publishers import at_publisher, values_table
    from naravard.exchange.statistics import kolada

    wanted = places or ("00", *(county.code for county in reference.counties()))
    with at_publisher(service or kolada.SERVICE) as publisher:
        fetched = kolada.fetch(publisher, kpis, wanted, years)
    write_tables([values_table(fetched.values)], table_form(form, output), output)
    if fetched.without_rows:
        told = ", ".join(" ".join(one) for one in fetched.without_rows[:20])
        count = len(fetched.without_rows)
        notice(
            Text(
                f"Kolada har ingen rad för {count} av det som frågades efter: {told}.",
                f"Kolada has no row of {count} of what was asked for: {told}.",
            )
        )

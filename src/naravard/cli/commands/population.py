"""``naravard population``: the population on 1 November, as the file of an agreement's key."""

from pathlib import Path

import click

from naravard.agreement.model import Text
from naravard.cli.command import Command, Example, argument, option
from naravard.cli.options import output_option
from naravard.cli.values import OneWord, Years

LEVELS = ("regions", "municipalities")


@click.command(
    "population",
    cls=Command,
    summary=Text(
        "hämtar befolkningen den 1 november från SCB, som en nyckels fil",
        "fetches the population on 1 November from Statistics Sweden, as a key's file",
    ),
    details=(
        Text(
            "Filen har kolumnerna code, name och value och kan läggas i överenskommelsens keys/. SCB:s tabell har "
            "kvinnor och män. De läggs ihop, inget annat. Adress, tid, summa och sådant som SCB vill att läsaren ser "
            "sägs efteråt.",
            "The file has the columns code, name and value and can be put into the agreement's keys/. The table of "
            "Statistics Sweden has women and men; these are added, nothing else. The address, the moment, the sum and "
            "what Statistics Sweden wants the reader to see are told afterwards.",
        ),
    ),
    examples=(
        Example(
            "naravard population 2021 --output keys/befolkning.csv",
            Text("Länen den 1 november 2021.", "The counties on 1 November 2021."),
        ),
        Example("naravard population 2021 --level municipalities", Text("Kommunerna.", "The municipalities.")),
    ),
)
@argument("year", metavar="YEAR", type=Years(), tells=Text("året", "the year"))
@option(
    "--level",
    type=OneWord(*LEVELS),
    default="regions",
    tells=Text("länen eller kommunerna", "the counties or the municipalities"),
)
@option(
    "--service",
    metavar="URL",
    tells=Text("en annan adress som svarar som SCB", "another address that answers as Statistics Sweden does"),
)
@output_option
def run(year: tuple[int, ...], *, level: str, service: str | None, output: Path | None) -> None:
    """Fetch the population."""
    from naravard.agreement import reference
    from naravard.agreement.wording import whole
    from naravard.cli.output import notice, write_text
    from naravard.cli.publishers import at_publisher
    from naravard.cli.refusal import CommandRefused
    from naravard.exchange.statistics import pxweb

    if len(year) != 1:
        raise CommandRefused(Text("Ange ett år.", "Give one year."))
    if level == "regions":
        names = {county.code: county.name for county in reference.counties()}
    else:
        names = {one.code: one.name for one in reference.municipalities()}
    with at_publisher(service or pxweb.SERVICE) as publisher:
        counted = pxweb.population(publisher, year[0], tuple(names))
    rows = [f"{code},{names[code]},{people}" for code, people in counted.people.items()]
    write_text("\n".join(["code,name,value", *rows]), output)
    moment = counted.at.isoformat(timespec="seconds")
    total = whole(sum(counted.people.values()))
    notice(
        Text(
            f"Summa {total}. Hämtat {moment} från {counted.address}. Källa: SCB.",
            f"Total {total}. Fetched {moment} from {counted.address}. Source: Statistics Sweden.",
        )
    )
    for note in counted.notes:
        notice(Text(note, note))

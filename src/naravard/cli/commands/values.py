"""``naravard values``: what a care provider has computed, as the values of an indicator."""

from pathlib import Path

import click

from naravard.agreement.model import Text
from naravard.cli.command import Command, Example, argument, option
from naravard.cli.options import output_option
from naravard.cli.refusal import CommandRefused
from naravard.cli.values import FILE

_LARGEST = 50_000_000


@click.command(
    "values",
    cls=Command,
    summary=Text("gör måttets värden av kontinuitet och kontakter", "makes values of continuity and contacts"),
    details=(
        Text(
            "Läser CSV-filen som naravard continuity eller naravard contacts har skrivit och skriver en fil som "
            "måttets values_file kan peka på. Rader för hela gruppen, regioner, kommuner och kön blir värden. Andra "
            "rader räknas och utelämnas. Det som är dolt för att skydda små grupper blir ett värde som saknas.",
            "Reads the CSV file that naravard continuity or naravard contacts has written, and writes a file that the "
            "indicator's values_file can point at. Rows of the whole, of regions, municipalities and sexes become "
            "values. Other rows are counted and left out. What is hidden to protect small groups becomes a value that "
            "is missing.",
        ),
    ),
    examples=(
        Example(
            "naravard values index.csv --of coc --place 07 --method journaler --source egen-2022 --output varden.csv",
            Text("Regionens kontinuitetsindex.", "The region's continuity index."),
        ),
        Example(
            "naravard values kontakter.csv --of population --place 07 --method register --source egen-2022",
            Text("Andelen av befolkningen.", "The share of the population."),
        ),
    ),
)
@argument("file", metavar="FILE.csv", type=FILE, tells=Text("filen", "the file"))
@option(
    "--of",
    metavar="WORD",
    required=True,
    tells=Text(
        "indexet, som coc, eller vad andelen är av: population, listed eller care-home",
        "the index, such as coc, or what the share is of: population, listed or care-home",
    ),
)
@option(
    "--place",
    metavar="CODE",
    required=True,
    tells=Text(
        "platsen för rader som inte är per region eller kommun",
        "the place of rows that are not by region or municipality",
    ),
)
@option("--method", metavar="ID", required=True, tells=Text("måttets mätsätt", "the indicator's method"))
@option("--source", metavar="ID", required=True, tells=Text("måttets källa", "the indicator's source"))
@output_option
def run(file: Path, *, of: str, place: str, method: str, source: str, output: Path | None) -> None:
    """Make values of a file."""
    from naravard.agreement import reference
    from naravard.cli.output import notice, write_text
    from naravard.indicators.aggregates import AggregateError, as_csv, values_of

    municipalities = (one.code for one in reference.municipalities())
    places = ["00", *(county.code for county in reference.counties()), *municipalities]
    if place not in places:
        raise CommandRefused(Text(f"Det finns ingen plats med koden ”{place}”.", f"There is no place “{place}”."))
    try:
        found = values_of(_read(file), of=of, place=place, method=method, source=source, places=places)
    except AggregateError as error:
        raise CommandRefused(
            Text(
                f"Rad {error.line}, kolumnen {error.column}: ”{error.found}” går inte att läsa. Filen ska vara som "
                f"naravard continuity eller contacts skrev den med --format csv, och ha ”{of}”.",
                f"Line {error.line}, column {error.column}: “{error.found}” cannot be read. The file must be as "
                f"naravard continuity or contacts wrote it with --format csv, and have “{of}”.",
            )
        ) from None
    write_text(as_csv(found.rows), output)
    if found.left_out:
        notice(
            Text(
                f"{found.left_out} rader för andra grupper är utelämnade.",
                f"{found.left_out} rows of other groups are left out.",
            )
        )


def _read(file: Path) -> str:
    """Return a file's text; refuse what is too large, missing or no text."""
    try:
        content = file.read_bytes() if file.stat().st_size <= _LARGEST else None
    except OSError:
        raise CommandRefused(Text(f"Filen {file} går inte att läsa.", f"The file {file} cannot be read.")) from None
    if content is None:
        raise CommandRefused(Text("Filen är större än 50 MB.", "The file is greater than 50 MB."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CommandRefused(Text(f"Filen {file} är inte UTF-8.", f"The file {file} is not UTF-8.")) from None

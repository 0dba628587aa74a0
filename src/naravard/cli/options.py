"""The arguments and options that several commands share, and how their values are read."""

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Annotated

import typer

from naravard.agreement.model import Text
from naravard.cli.language import says
from naravard.cli.refusal import Refused, nearest

AgreementArgument = Annotated[
    str,
    typer.Argument(
        metavar="AGREEMENT",
        help=says(
            "id för en medföljande överenskommelse, eller sökvägen till en överenskommelses mapp",
            "the id of a shipped agreement, or the path of an agreement's folder",
        ),
    ),
]
TABLE_FORMS = ("table", "csv", "json", "xlsx")
TableForm = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="|".join(TABLE_FORMS),
        help=says(
            "table visar tabeller här, de andra är för maskiner och kalkylprogram; annars efter filnamnet i --output, "
            "annars table",
            "table shows tables here, the others are for machines and spreadsheets; otherwise by the file name in "
            "--output, otherwise table",
        ),
    ),
]
TEXT_FORMS = ("text", "json")
TextForm = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="|".join(TEXT_FORMS),
        help=says("text för människor, json för maskiner", "text for people, json for machines"),
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        metavar="FILE",
        help=says("skriv till en fil i stället för hit", "write to a file instead of here"),
    ),
]
Keys = Annotated[
    list[str],
    typer.Option(
        "--key",
        metavar="NAME=FILE.csv",
        help=says(
            "ta nyckelns tal ur en CSV-fil med kolumnerna code och value, i stället för överenskommelsens egna eller "
            "när den inväntar dem",
            "take the key's numbers from a CSV file with the columns code and value, instead of the agreement's own "
            "or when it awaits them",
        ),
    ),
]
Places = Annotated[
    list[Path],
    typer.Option(
        "--agreements",
        metavar="FOLDER",
        help=says(
            "ta också med överenskommelsen i den här mappen, eller de i dess undermappar",
            "include the agreement in this folder too, or those in its subfolders",
        ),
    ),
]


def one_of(option: str, value: str, known: Collection[str]) -> str:
    """Return the value, or refuse it with the nearest spelling and what can be chosen."""
    if value in known:
        return value
    near = nearest(value, known)
    choices = ", ".join(known)
    meant = Text(f" Menade du {near}?", f" Did you mean {near}?") if near else Text("", "")
    raise Refused(
        Text(
            f"{option} kan inte vara ”{value}”.{meant.sv} Välj bland: {choices}.",
            f"{option} cannot be “{value}”.{meant.en} Choose among: {choices}.",
        )
    )


def refuse_missing(places: Iterable[Path]) -> None:
    """Refuse a folder that is not there."""
    for place in places:
        if not place.is_dir():
            raise Refused(Text(f"Det finns ingen mapp {place}.", f"There is no folder {place}."))


def table_form(value: str | None, output: Path | None) -> str:
    """Return the form of a table: the one asked for, or that of the file's name, or a table for people."""
    if value is not None:
        return one_of("--format", value, TABLE_FORMS)
    suffix = output.suffix.lower().removeprefix(".") if output is not None else ""
    return suffix if suffix in TABLE_FORMS else "table"

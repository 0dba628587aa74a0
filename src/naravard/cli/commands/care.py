"""``naravard care``: the continuity index in the browser, on this machine."""

from pathlib import Path

import click

from naravard.agreement.model import Text
from naravard.cli.care import work_option
from naravard.cli.command import Command, Example, argument, option
from naravard.cli.language import language
from naravard.cli.refusal import CommandRefused
from naravard.cli.values import FILE, LARGEST_PORT, WholeNumber


@click.command(
    "care",
    cls=Command,
    summary=Text(
        "öppnar kontinuitetsindex i webbläsaren, på den här datorn",
        "opens the continuity index in the browser, on this machine",
    ),
    details=(
        Text(
            "För den som inte använder kommandoraden: välj filer, säg vad kolumnerna heter, se hur långt räkningen har "
            "kommit, titta på resultatet och spara det. Bara den här datorn kan nå sidorna, och bara med adressen som "
            "skrivs ut. Inget skrivs i någon logg. Ctrl-C stoppar.",
            "For someone who does not use the command line: choose files, say what the columns are called, see how far "
            "it has come, look at the result and save it. Only this machine can reach the pages, and only with the "
            "address that is printed. Nothing is written to any log. Ctrl-C stops it.",
        ),
    ),
    examples=(Example("naravard care export", Text("Filer i mappen export.", "Files in the folder export.")),),
)
@argument(
    "folder",
    metavar="FOLDER",
    type=FILE,
    required=False,
    tells=Text("mappen med filerna, annars din hemmapp", "the folder with the files; otherwise your home folder"),
)
@option(
    "--port",
    metavar="NUMBER",
    type=WholeNumber(LARGEST_PORT),
    default=8010,
    tells=Text("porten att svara på", "the port to answer on"),
)
@option(
    "--browser/--no-browser",
    "browser",
    default=True,
    tells=Text("öppna webbläsaren, eller bara skriv adressen", "open the browser, or only print the address"),
)
@work_option
def run(*, folder: Path | None, port: int, browser: bool, work: Path | None) -> None:
    """Serve the pages."""
    from naravard.care_desk.start import serve
    from naravard.cli.output import notice

    place = folder or Path.home()
    if not place.is_dir():
        raise CommandRefused(Text(f"Det finns ingen mapp {place}.", f"There is no folder {place}."))
    try:
        serve(place, work, port, language(), lambda line: notice(Text(line, line)), browser=browser)
    except OSError as error:
        raise CommandRefused(
            Text(f"Porten {port} går inte att använda: {error}.", f"The port {port} cannot be used: {error}.")
        ) from None
    except KeyboardInterrupt:
        return

"""``naravard serve``: the web site on this machine."""

from pathlib import Path

import click

from naravard.agreement.model import Text
from naravard.cli.command import Command, Example, option
from naravard.cli.options import places_option
from naravard.cli.values import LARGEST_PORT, WholeNumber


@click.command(
    "serve",
    cls=Command,
    summary=Text("startar webbplatsen på den här datorn", "starts the web site on this machine"),
    details=(
        Text(
            "Databasen ställs i ordning, överenskommelserna läses in, och adressen skrivs ut. Ctrl-C stoppar.",
            "The database is prepared, the agreements are read, and the address is printed. Ctrl-C stops it.",
        ),
    ),
    examples=(
        Example("naravard serve", Text("På http://127.0.0.1:8000.", "On http://127.0.0.1:8000.")),
        Example(
            "naravard serve --port 8080 --agreements min-mapp",
            Text("På en annan port, med din egen överenskommelse.", "On another port, with your own agreement."),
        ),
    ),
    on_findings=Text("webbplatsen kunde inte starta", "the site could not start"),
)
@option(
    "--host",
    metavar="ADDRESS",
    default="127.0.0.1",
    tells=Text("adressen att svara på, 0.0.0.0 är alla", "the address to answer on; 0.0.0.0 is all"),
)
@option(
    "--port",
    metavar="NUMBER",
    type=WholeNumber(LARGEST_PORT),
    default=8000,
    tells=Text("porten att svara på", "the port to answer on"),
)
@places_option
def run(*, host: str, port: int, agreements: tuple[Path, ...]) -> None:
    """Start the site."""
    from naravard.web.serve import serve

    serve(host=host, port=port, agreement_folders=list(agreements))

"""``naravard serve``: the web site on this machine."""

from typing import Annotated

import typer

from naravard.agreement.model import Text
from naravard.cli.about import About, Example
from naravard.cli.language import says
from naravard.cli.options import Places, refuse_missing
from naravard.cli.refusal import Refused

ABOUT = About(
    name="serve",
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
_LARGEST_PORT = 65535


def run(
    *,
    host: Annotated[
        str,
        typer.Option(
            "--host",
            metavar="ADDRESS",
            help=says("adressen att svara på; 0.0.0.0 är alla", "the address to answer on; 0.0.0.0 is all"),
        ),
    ] = "127.0.0.1",
    port: Annotated[
        int,
        typer.Option("--port", metavar="NUMBER", help=says("porten att svara på", "the port to answer on")),
    ] = 8000,
    agreements: Places = [],  # noqa: B006 - Typer's way of saying none
) -> None:
    """Start the site."""
    if not 0 < port <= _LARGEST_PORT:
        raise Refused(
            Text(
                f"--port ska vara ett tal mellan 1 och {_LARGEST_PORT}, inte {port}.",
                f"--port must be a number from 1 to {_LARGEST_PORT}, not {port}.",
            )
        )
    refuse_missing(agreements)
    from naravard.web.serve import serve

    serve(host=host, port=port, agreement_folders=agreements)

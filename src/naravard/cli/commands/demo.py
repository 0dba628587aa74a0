"""``naravard demo``: an imaginary year with invented people, on this machine only."""

from typing import Annotated

import typer

from naravard.agreement.model import Text
from naravard.cli.about import About, Example
from naravard.cli.language import says
from naravard.cli.refusal import Refused

ABOUT = About(
    name="demo",
    summary=Text("startar en demonstration med ett påhittat år", "starts a demonstration with an imaginary year"),
    details=(
        Text(
            "Alla organisationer, påhittade människor i varje roll och det de gör under 2022. På sidorna kan du "
            "bli vem som helst av dem och byta dag. Demonstrationen har en egen databas i mappen demo i "
            "datamappen, och svarar bara den här datorn. Den startar inte där DATABASE_URL eller inställningar "
            "för en riktig tjänst är satta, och inget annat kommando rör dess databas. Första starten fyller "
            "året; nästa är genast klar.",
            "All organisations, invented people in every role and what they do during 2022. On the pages you can "
            "become any of them and change the day. The demonstration has a database of its own in the folder "
            "demo of the data folder, and answers this machine only. It does not start where DATABASE_URL or "
            "settings of a real service are given, and no other command touches its database. The first start "
            "fills the year; the next is ready at once.",
        ),
    ),
    examples=(
        Example("naravard demo", Text("På http://127.0.0.1:8000.", "On http://127.0.0.1:8000.")),
        Example("naravard demo --port 8080", Text("På en annan port.", "On another port.")),
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
            help=says(
                "adressen att svara på: 127.0.0.1, ::1 eller localhost",
                "the address to answer on: 127.0.0.1, ::1 or localhost",
            ),
        ),
    ] = "127.0.0.1",
    port: Annotated[
        int,
        typer.Option("--port", metavar="NUMBER", help=says("porten att svara på", "the port to answer on")),
    ] = 8000,
) -> None:
    """Start the demonstration."""
    if not 0 < port <= _LARGEST_PORT:
        raise Refused(
            Text(
                f"--port ska vara ett tal mellan 1 och {_LARGEST_PORT}, inte {port}.",
                f"--port must be a number from 1 to {_LARGEST_PORT}, not {port}.",
            )
        )
    from naravard.web.demo.starting import demonstrate

    demonstrate(host=host, port=port)

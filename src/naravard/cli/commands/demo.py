"""``naravard demo``: an imaginary year with invented people, on this machine only."""

import click

from naravard.agreement.model import Text
from naravard.cli.command import Command, Example, option
from naravard.cli.values import LARGEST_PORT, WholeNumber


@click.command(
    "demo",
    cls=Command,
    summary=Text("startar en demonstration med ett påhittat år", "starts a demonstration with an imaginary year"),
    details=(
        Text(
            "Alla organisationer, påhittade människor i varje roll och det de gör under 2022. På sidorna kan du "
            "bli vem som helst av dem och byta dag. Demonstrationen har en egen databas i mappen demo i "
            "datamappen, och svarar bara den här datorn. Den startar inte där DATABASE_URL eller inställningar "
            "för en riktig tjänst är satta, och inget annat kommando rör dess databas. Första starten fyller "
            "året. Nästa är genast klar.",
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
@option(
    "--host",
    metavar="ADDRESS",
    default="127.0.0.1",
    tells=Text(
        "adressen att svara på: 127.0.0.1, ::1 eller localhost",
        "the address to answer on: 127.0.0.1, ::1 or localhost",
    ),
)
@option(
    "--port",
    metavar="NUMBER",
    type=WholeNumber(LARGEST_PORT),
    default=8000,
    tells=Text("porten att svara på", "the port to answer on"),
)
def run(*, host: str, port: int) -> None:
    """Start the demonstration."""
    from naravard.web.demo.start import demonstrate

    demonstrate(host=host, port=port)

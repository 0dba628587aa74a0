"""The program as a group of commands, each imported only when it is asked for."""

from collections.abc import Iterator
from importlib import import_module

import click

from naravard import __version__
from naravard.agreement.model import Text
from naravard.cli.command import OPTIONS_ON_LINE, Command, Option, Rows, Spoken
from naravard.cli.language import in_this

COMMANDS = (
    "agreements",
    "check",
    "allocate",
    "onward",
    "explain",
    "audit",
    "simulate",
    "annex",
    "serve",
    "demo",
    "history",
    "backup",
    "restore",
    "organisations",
    "invite",
    "account",
    "alone",
    "people",
    "costs",
    "remind",
    "sweep",
    "continuity",
    "contacts",
    "synthetic",
    "care",
    "values",
    "kolada",
    "population",
)
"""In the order of the help; each is a module of :mod:`naravard.cli.commands`."""
_COMMANDS = Text("Kommandon", "Commands")
_COMMAND = Text("KOMMANDO", "COMMAND")


class Program(Spoken, click.Group):
    """The program itself: finds the command that is asked for and imports no other."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the commands in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Return a command, if there is one of that name."""
        return command(cmd_name) if cmd_name in COMMANDS else None

    def usage(self, ctx: click.Context) -> str:
        """Return the line that is typed."""
        return f"{ctx.command_path} {in_this(_COMMAND)} {in_this(OPTIONS_ON_LINE)}"

    def lists(self, ctx: click.Context) -> Iterator[tuple[str, Rows]]:
        """Yield the commands and the options."""
        yield in_this(_COMMANDS), [(name, in_this(command(name).summary)) for name in COMMANDS]
        yield from super().lists(ctx)


def command(name: str) -> Command:
    """Import a command's module and return the command."""
    found: Command = import_module(f"naravard.cli.commands.{name}").run
    return found


@click.group(
    "naravard",
    cls=Program,
    invoke_without_command=True,
    context_settings={"max_content_width": 100},
    summary=Text(
        "överenskommelser mellan staten och SKR som data, fördelade till kronan",
        "agreements between the Swedish state and SKR as data, allocated to the krona",
    ),
    details=(
        Text(
            "En överenskommelse anges med sitt id (naravard agreements visar dem) eller med sökvägen till dess mapp. "
            "Skriv naravard KOMMANDO --help för ett kommandos hjälp.",
            "An agreement is given by its id (naravard agreements lists them) or by the path of its folder. "
            "Type naravard COMMAND --help for the help of a command.",
        ),
    ),
)
@click.version_option(
    __version__,
    message="%(prog)s %(version)s",
    cls=Option,
    tells=Text("visa vilken version detta är", "show which version this is"),
)
@click.pass_context
def program(ctx: click.Context) -> None:
    """Show the help when no command is asked for."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())

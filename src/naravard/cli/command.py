"""The program as a group of commands, each imported only when it is asked for.

Typer reads each command's options from the annotations of its ``run`` function. Everything that a user sees (help,
wrong use) is said by this package, since it has to be said in Swedish.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

from naravard.agreement.model import Text
from naravard.cli.about import About
from naravard.cli.language import language
from naravard.cli.plain_values import read_plainly
from naravard.cli.refusal import Refused, unknown

if TYPE_CHECKING:
    from typer._click.core import Command as AnyCommand
    from typer._click.core import Context, Parameter
    from typer._click.formatting import HelpFormatter

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
    "people",
    "costs",
    "remind",
    "sweep",
)
"""In the order of the help; each is a module of :mod:`naravard.cli.commands`."""

TELLS = (
    Text(
        "Naravard: överenskommelser mellan staten och SKR som data, fördelade till kronan",
        "Naravard: agreements between the Swedish state and SKR as data, allocated to the krona",
    ),
    Text(
        "En överenskommelse anges med sitt id (naravard agreements visar dem) eller med sökvägen till dess mapp. "
        "Skriv naravard KOMMANDO --help för ett kommandos hjälp.",
        "An agreement is given by its id (naravard agreements lists them) or by the path of its folder. "
        "Type naravard COMMAND --help for the help of a command.",
    ),
)


class Command(TyperCommand):
    """A command that tells of itself in this package's own words."""

    about: About

    def get_params(self, ctx: "Context") -> "list[Parameter]":
        """Return the parameters, reading their values without a validation library."""
        return read_plainly(super().get_params(ctx))

    def format_help(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        """Write the command's help page."""
        from naravard.cli.help import as_text, command_page

        formatter.write(as_text(command_page(self.about, self.get_params(ctx), language())))

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        """Read the line, and refuse words that no argument takes."""
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            words = " ".join(rest)
            raise Refused(
                Text(
                    f"Kommandot {self.about.name} vet inte vad det ska göra med: {words}.",
                    f"The command {self.about.name} does not know what to do with: {words}.",
                )
            )
        return rest


class Program(TyperGroup):
    """The program itself: finds the command that is asked for and imports no other."""

    def get_params(self, ctx: "Context") -> "list[Parameter]":
        """Return the parameters, reading their values without a validation library."""
        return read_plainly(super().get_params(ctx))

    def list_commands(self, ctx: "Context") -> list[str]:  # noqa: ARG002 - Typer's signature
        """Return the commands in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: "Context", cmd_name: str) -> "AnyCommand | None":  # noqa: ARG002 - Typer's signature
        """Return a command, ready to run."""
        return command(cmd_name) if cmd_name in COMMANDS else None

    def resolve_command(self, ctx: "Context", args: list[str]) -> "tuple[str | None, AnyCommand | None, list[str]]":
        """Find the command; an unknown one is refused with the nearest spelling."""
        if args[0] not in COMMANDS:
            raise unknown(Text("inget kommando", "no command"), args[0], COMMANDS)
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: "Context", formatter: "HelpFormatter") -> None:  # noqa: ARG002 - Typer's signature
        """Write the program's help page."""
        from naravard.cli.help import as_text, program_page

        formatter.write(as_text(program_page([command(name).about for name in COMMANDS], TELLS, language())))


def command(name: str) -> Command:
    """Import a command's module and make a command of it."""
    module: Any = import_module(f"naravard.cli.commands.{name}")
    app = typer.Typer(**_PLAIN)
    app.command(name=name, cls=Command)(module.run)
    made = typer.main.get_command(app)
    if not isinstance(made, Command):
        message = f"{name} did not become a command"
        raise TypeError(message)
    made.name = name
    made.about = module.ABOUT
    return made


def program() -> "AnyCommand":
    """Return the whole program."""
    app = typer.Typer(cls=Program, **_PLAIN)
    app.callback(invoke_without_command=True)(_begin)
    return typer.main.get_command(app)


_PLAIN: dict[str, Any] = {
    "context_settings": {"help_option_names": ["--help", "-h"]},
    "add_completion": False,
    "rich_markup_mode": None,
    "pretty_exceptions_enable": False,
}


def _begin(
    context: typer.Context,
    version: bool = typer.Option(False, "--version", is_eager=True),  # noqa: FBT001, FBT003 - so Typer reads a flag
) -> None:
    if version:
        from naravard import __version__

        typer.echo(f"naravard {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())

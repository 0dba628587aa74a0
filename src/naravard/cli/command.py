"""A command, its options and arguments, with their words in both languages: click, where it lets itself be extended.

Click reads the line and lays the help out. What it would say in English is said here by the methods that it has for
that: what stands in the help of a command, and beside an option.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

import click

from naravard.agreement.model import Text
from naravard.cli.language import LANGUAGES, in_this
from naravard.cli.language import OPTION as LANGUAGE_OPTION
from naravard.cli.refusal import FAULT, FINDINGS, WELL, WRONG_USE, CommandRefused

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
Rows = list[tuple[str, str]]
"""Names, each with what it is."""

WELL_WORDS = Text("allt är väl", "all is well")
FINDINGS_WORDS = Text(
    "överenskommelsen har fel, eller en regel kan inte utföras",
    "the agreement has errors, or a rule cannot be carried out",
)
"""Why most commands end with exit code 1."""
WRONG_USE_WORDS = Text(
    "fel användning: något på raden, eller en fil som den nämner, är inte rätt",
    "wrong use: something on the line, or a file it names, is not right",
)
FAULT_WORDS = Text("fel i programmet självt", "a fault in the program itself")

_USAGE = Text("Skriv", "Type")
OPTIONS_ON_LINE = Text("[VAL]", "[OPTIONS]")
_ARGUMENTS = Text("Argument", "Arguments")
_OPTIONS = Text("Val", "Options")
_EXITS = Text("Slutkod", "Exit codes")
EXAMPLES = Text("Exempel", "Examples")
_LANGUAGE = Text(
    "språk för hjälp, meddelanden och rubriker. Annars NARAVARD_LANGUAGE, annars svenska",
    "language of help, messages and headings; otherwise NARAVARD_LANGUAGE, otherwise Swedish",
)
_HELP = Text("visa den här hjälpen", "show this help")
_NEEDED = Text("måste anges", "required")
_REPEATED = Text("kan upprepas", "can be repeated")


class Example(NamedTuple):
    """A line to type, and what comes of it."""

    line: str
    tells: Text


class Option(click.Option):
    """An option that tells what it is in both languages."""

    def __init__(self, *names: Any, tells: Text, **settings: Any) -> None:
        super().__init__(*names, **{"show_default": True, **settings})
        self.tells = tells

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """Return how the option is written and what it is, in the language of this run."""
        extra = self.get_help_extra(ctx)
        beside = [in_this(_NEEDED)] if "required" in extra else []
        if self.multiple:
            beside.append(in_this(_REPEATED))
        if "default" in extra:
            beside.append(in_this(Text(f"annars {extra['default']}", f"otherwise {extra['default']}")))
        words = in_this(self.tells)
        return self.get_help_spec(ctx), f"{words} ({'; '.join(beside)})" if beside else words


class Argument(click.Argument):
    """An argument that tells what it is in both languages."""

    def __init__(self, *names: Any, tells: Text, **settings: Any) -> None:
        super().__init__(*names, **settings)
        self.tells = tells

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """Return the argument's name and what it is, in the language of this run."""
        return self.make_metavar(ctx), in_this(self.tells)


def option(*names: str, tells: Text, **settings: Any) -> Callable[[Decorated], Decorated]:
    """Give a command an option."""
    return click.option(*names, cls=Option, tells=tells, **settings)


def argument(name: str, *, tells: Text, **settings: Any) -> Callable[[Decorated], Decorated]:
    """Give a command an argument."""
    return click.argument(name, cls=Argument, tells=tells, **settings)


@click.command
@option(LANGUAGE_OPTION, metavar="|".join(LANGUAGES), expose_value=False, tells=_LANGUAGE)
@click.help_option("--help", "-h", cls=Option, tells=_HELP)
def _every_command() -> None:
    """Have the options of every command, and of the program."""


class Spoken(click.Command):
    """What the program and its commands have in common: help in the language of this run.

    ``summary`` is a sentence without a full stop that begins with a verb; ``details`` are paragraphs.
    """

    examples: Sequence[Example] = ()

    def __init__(self, *names: Any, summary: Text, details: Sequence[Text] = (), **settings: Any) -> None:
        super().__init__(*names, **{"add_help_option": False, **settings})
        self.summary = summary
        self.details = details
        self.params = [*self.params, *_every_command.params]

    def usage(self, ctx: click.Context) -> str:
        """Return the line that is typed."""
        pieces = [piece for one in self.get_params(ctx) for piece in one.get_usage_pieces(ctx)]
        return " ".join([ctx.command_path, *pieces, in_this(OPTIONS_ON_LINE)])

    def lists(self, ctx: click.Context) -> Iterator[tuple[str, Rows]]:
        """Yield the lists of the help, each with its heading."""
        records = [(one, one.get_help_record(ctx)) for one in self.get_params(ctx)]
        for heading, kind in ((_ARGUMENTS, click.Argument), (_OPTIONS, click.Option)):
            if rows := [record for one, record in records if record is not None and isinstance(one, kind)]:
                yield in_this(heading), rows

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help."""
        formatter.write(f"{ctx.command_path}: {in_this(self.summary)}\n\n{in_this(_USAGE)}: {self.usage(ctx)}\n")
        for paragraph in self.details:
            formatter.write_paragraph()
            formatter.write_text(in_this(paragraph))
        for heading, rows in self.lists(ctx):
            with formatter.section(heading):
                formatter.write_dl(rows)
        if self.examples:
            with formatter.section(in_this(EXAMPLES)):
                formatter.write_dl([(one.line, in_this(one.tells)) for one in self.examples], col_max=0, col_spacing=4)


class Command(Spoken):
    """A command, with examples and with when it ends with exit code 1 (``on_findings``)."""

    def __init__(
        self, *names: Any, examples: Sequence[Example], on_findings: Text | None = None, **settings: Any
    ) -> None:
        super().__init__(*names, context_settings={"allow_extra_args": True}, **settings)
        self.examples = examples
        self.on_findings = on_findings

    def lists(self, ctx: click.Context) -> Iterator[tuple[str, Rows]]:
        """Yield the arguments, the options and the exit codes."""
        yield from super().lists(ctx)
        codes = ((WELL, WELL_WORDS), (FINDINGS, self.on_findings), (WRONG_USE, WRONG_USE_WORDS), (FAULT, FAULT_WORDS))
        yield in_this(_EXITS), [(str(code), in_this(words)) for code, words in codes if words is not None]

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; words that no argument takes are refused."""
        if ctx.args:
            words = " ".join(ctx.args)
            raise CommandRefused(
                Text(
                    f"Kommandot {ctx.info_name} vet inte vad det ska göra med: {words}.",
                    f"The command {ctx.info_name} does not know what to do with: {words}.",
                )
            )
        return super().invoke(ctx)

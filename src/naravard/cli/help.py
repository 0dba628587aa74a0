"""The help of the program and of each command, in Swedish or English.

One account of a command (:func:`sections`) serves both ``--help`` and the generated ``docs/cli.md``.
"""

import shutil
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from typer.core import TyperArgument, TyperOption

from naravard.agreement.model import Text
from naravard.cli.about import FAULT_WORDS, WELL_WORDS, WRONG_USE_WORDS, About
from naravard.cli.language import help_in
from naravard.cli.refusal import FAULT, FINDINGS, WELL, WRONG_USE

PROGRAM = "naravard"
_WIDEST = 100
_NAME_COLUMN = 30
_HEADINGS = {
    "usage": Text("Skriv", "Type"),
    "arguments": Text("Argument", "Arguments"),
    "options": Text("Val", "Options"),
    "examples": Text("Exempel", "Examples"),
    "exits": Text("Slutkod", "Exit codes"),
    "commands": Text("Kommandon", "Commands"),
}
_OPTIONS = Text("[VAL]", "[OPTIONS]")
_COMMAND = Text("KOMMANDO", "COMMAND")
_HELP = Text("visa den här hjälpen", "show this help")
_LANGUAGE = Text(
    "språk för hjälp, meddelanden och rubriker; annars NARAVARD_LANGUAGE, annars svenska",
    "language of help, messages and headings; otherwise NARAVARD_LANGUAGE, otherwise Swedish",
)
_DEFAULT = Text("annars {value}", "otherwise {value}")
_REPEATED = Text("kan upprepas", "can be repeated")
_NEEDED = Text("måste anges", "required")

Parameter = TyperArgument | TyperOption


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list: a name and what it is."""

    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """All that the help of a command says, in one language."""

    title: str
    usage: str
    paragraphs: tuple[str, ...]
    lists: tuple[tuple[str, tuple[Entry, ...]], ...]
    """Headings with their entries: arguments, options, commands, exit codes."""
    examples: tuple[Entry, ...] = ()
    examples_heading: str = ""


def command_page(about: About, parameters: Sequence[object], language: str) -> Page:
    """Return the help of one command."""
    arguments = [one for one in parameters if isinstance(one, TyperArgument)]
    options = [one for one in parameters if isinstance(one, TyperOption) and one.name != "help"]
    words = {name: text.in_language(language) for name, text in _HEADINGS.items()}
    names = "".join(f" {_shown_name(one)}" for one in arguments)
    lists = [
        (words["arguments"], tuple(_entry(one, language) for one in arguments)),
        (words["options"], (*(_entry(one, language) for one in options), *_common(language))),
        (words["exits"], tuple(_exits(about, language))),
    ]
    return Page(
        title=f"{PROGRAM} {about.name}: {about.summary.in_language(language)}",
        usage=f"{words['usage']}: {PROGRAM} {about.name}{names} {_OPTIONS.in_language(language)}",
        paragraphs=tuple(text.in_language(language) for text in about.details),
        lists=tuple((heading, entries) for heading, entries in lists if entries),
        examples=tuple(Entry(one.line, one.tells.in_language(language)) for one in about.examples),
        examples_heading=words["examples"],
    )


def program_page(abouts: Sequence[About], tells: Sequence[Text], language: str) -> Page:
    """Return the help of the whole program: its commands."""
    words = {name: text.in_language(language) for name, text in _HEADINGS.items()}
    version = Text("visa vilken version detta är", "show which version this is").in_language(language)
    command, options = _COMMAND.in_language(language), _OPTIONS.in_language(language)
    return Page(
        title=tells[0].in_language(language),
        usage=f"{words['usage']}: {PROGRAM} {command} {options}",
        paragraphs=tuple(text.in_language(language) for text in tells[1:]),
        lists=(
            (words["commands"], tuple(Entry(about.name, about.summary.in_language(language)) for about in abouts)),
            (words["options"], (Entry("--version", version), *_common(language))),
        ),
    )


def as_text(page: Page) -> str:
    """Return the help as the terminal shows it."""
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    lines = [page.title, "", page.usage]
    for paragraph in page.paragraphs:
        lines += ["", *textwrap.wrap(paragraph, width)]
    for heading, entries in page.lists:
        lines += ["", f"{heading}:"]
        for entry in entries:
            lines += _entry_lines(entry, width)
    if page.examples:
        lines += ["", f"{page.examples_heading}:"]
        for entry in page.examples:
            lines += [f"  {entry.name}", *_wrapped(entry.words, width, 6)]
    return "\n".join(lines) + "\n"


def _entry_lines(entry: Entry, width: int) -> Iterator[str]:
    words = _wrapped(entry.words, width, _NAME_COLUMN)
    if len(entry.name) + 4 <= _NAME_COLUMN and words:
        yield f"  {entry.name}".ljust(_NAME_COLUMN) + words[0].strip()
        yield from words[1:]
    else:
        yield f"  {entry.name}"
        yield from words


def _wrapped(words: str, width: int, indent: int) -> list[str]:
    room = max(width, indent + 30)
    return textwrap.wrap(words, room, initial_indent=" " * indent, subsequent_indent=" " * indent)


def _entry(parameter: Parameter, language: str) -> Entry:
    words = help_in(parameter.help or "", language)
    extra = list(_extras(parameter, language))
    return Entry(_shown_name(parameter), f"{words} ({'; '.join(extra)})" if extra else words)


def _extras(parameter: Parameter, language: str) -> Iterator[str]:
    if parameter.required and isinstance(parameter, TyperOption):
        yield _NEEDED.in_language(language)
    if isinstance(parameter, TyperOption) and parameter.multiple:
        yield _REPEATED.in_language(language)
    elif parameter.show_default and parameter.default not in (None, False):
        yield _DEFAULT.in_language(language).format(value=parameter.default)


def _shown_name(parameter: Parameter) -> str:
    if isinstance(parameter, TyperArgument):
        name = parameter.metavar or parameter.name.upper()
        return name if parameter.required else f"[{name}]"
    name = parameter.opts[0]
    return name if parameter.is_flag else f"{name} {parameter.metavar or parameter.name.upper()}"


def _common(language: str) -> tuple[Entry, ...]:
    return (Entry("--language sv|en", _LANGUAGE.in_language(language)), Entry("--help", _HELP.in_language(language)))


def _exits(about: About, language: str) -> Iterator[Entry]:
    yield Entry(str(WELL), WELL_WORDS.in_language(language))
    if about.on_findings is not None:
        yield Entry(str(FINDINGS), about.on_findings.in_language(language))
    yield Entry(str(WRONG_USE), WRONG_USE_WORDS.in_language(language))
    yield Entry(str(FAULT), FAULT_WORDS.in_language(language))

"""The reference of the command line, ``docs/cli.md``: written from the commands, so that it cannot drift from them."""

from collections.abc import Iterator

import typer

from naravard.agreement.model import Text
from naravard.cli.about import FAULT_WORDS, FINDINGS_WORDS, WELL_WORDS, WRONG_USE_WORDS
from naravard.cli.command import COMMANDS, TELLS, Command, command
from naravard.cli.help import Entry, Page, command_page, program_page
from naravard.cli.language import VARIABLE
from naravard.cli.main import TRACEBACK_VARIABLE
from naravard.cli.refusal import FAULT, FINDINGS, INTERRUPTED, PIPE_CLOSED, WELL, WRONG_USE

_LANGUAGE = "sv"
_EXITS = (
    (WELL, WELL_WORDS),
    (FINDINGS, Text(f"fynd: {FINDINGS_WORDS.sv}")),
    (WRONG_USE, WRONG_USE_WORDS),
    (FAULT, Text(f"{FAULT_WORDS.sv}; {TRACEBACK_VARIABLE}=1 visar var")),
    (INTERRUPTED, Text("avbrutet med Ctrl-C")),
    (PIPE_CLOSED, Text("den som läste röret slutade läsa, som i naravard … | head")),
)
_VARIABLES = (
    (VARIABLE, Text("språk när `--language` inte anges: `sv` eller `en`")),
    (TRACEBACK_VARIABLE, Text("satt till något: ett fel i programmet visas med sin plats i koden")),
    ("XDG_CACHE_HOME", Text("mappen där inlästa överenskommelser sparas i `naravard/`; annars `~/.cache`")),
)


def as_markdown() -> str:
    """Return the whole reference as Markdown, in Swedish."""
    return "\n".join(_lines()).rstrip() + "\n"


def _lines() -> Iterator[str]:
    commands = [command(name) for name in COMMANDS]
    page = program_page([one.about for one in commands], TELLS, _LANGUAGE)
    yield "# Kommandoraden"
    yield ""
    yield "Den här sidan skrivs av programmet självt (`make docs`). `naravard KOMMANDO --help` visar detsamma, och med"
    yield "`--language en` på engelska."
    yield ""
    yield from (f"{paragraph}\n" for paragraph in page.paragraphs)
    yield from _list(*page.lists[0])
    yield "Svaret skrivs på standard output och inget annat; det som bör läsas av en människa (vad ett medel inväntar,"
    yield "fel) skrivs på standard error. En fil som redan finns skrivs över."
    yield ""
    yield "Slutkoder:"
    yield ""
    yield from (f"- `{code}`: {words.sv}" for code, words in _EXITS)
    yield ""
    yield "Miljövariabler:"
    yield ""
    yield from (f"- `{name}`: {words.sv}" for name, words in _VARIABLES)
    yield ""
    for one in commands:
        yield from _command(one)


def _command(one: Command) -> Iterator[str]:
    context = typer.Context(one)
    page = command_page(one.about, one.get_params(context), _LANGUAGE)
    summary = one.about.summary.in_language(_LANGUAGE)
    yield f"## naravard {one.about.name}"
    yield ""
    yield f"{summary[:1].upper()}{summary[1:]}."
    yield ""
    yield from ("```", page.usage.partition(": ")[2], "```", "")
    yield from (f"{paragraph}\n" for paragraph in page.paragraphs)
    for heading, entries in page.lists:
        yield from _list(heading, entries)
    yield from _examples(page)


def _list(heading: str, entries: tuple[Entry, ...]) -> Iterator[str]:
    yield f"{heading}:"
    yield ""
    yield from (f"- `{entry.name}`: {entry.words}" for entry in entries)
    yield ""


def _examples(page: Page) -> Iterator[str]:
    yield f"{page.examples_heading}:"
    yield ""
    yield "```"
    for entry in page.examples:
        yield f"# {entry.words}"
        yield entry.name
    yield "```"
    yield ""

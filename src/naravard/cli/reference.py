"""The reference of the command line, ``docs/cli.md``: written from the commands, so that it cannot drift from them."""

from collections.abc import Iterator

import click

from naravard.agreement.model import Text
from naravard.cli.command import EXAMPLES, FAULT_WORDS, FINDINGS_WORDS, WELL_WORDS, WRONG_USE_WORDS, Command, Rows
from naravard.cli.language import VARIABLE
from naravard.cli.main import TRACEBACK_VARIABLE
from naravard.cli.program import COMMANDS, command, program
from naravard.cli.refusal import FAULT, FINDINGS, INTERRUPTED, PIPE_CLOSED, WELL, WRONG_USE

_EXITS = (
    (WELL, WELL_WORDS),
    (FINDINGS, Text(f"fynd: {FINDINGS_WORDS.sv}")),
    (WRONG_USE, WRONG_USE_WORDS),
    (FAULT, Text(f"{FAULT_WORDS.sv}; {TRACEBACK_VARIABLE}=1 visar var")),
    (INTERRUPTED, Text("avbrutet med Ctrl-C")),
    (PIPE_CLOSED, Text("den som läste röret slutade läsa, som i naravard … | head")),
)
_VARIABLES = (
    (VARIABLE, "språk när `--language` inte anges: `sv` eller `en`"),
    (TRACEBACK_VARIABLE, "satt till något: ett fel i programmet visas med sin plats i koden"),
    ("XDG_CACHE_HOME", "mappen där inlästa överenskommelser sparas i `naravard/`. Annars `~/.cache`"),
)


def as_markdown() -> str:
    """Return the whole reference as Markdown, in Swedish."""
    return "\n".join(_lines()).rstrip() + "\n"


def _lines() -> Iterator[str]:
    context = click.Context(program, info_name=program.name)
    yield "# Kommandoraden"
    yield ""
    yield "Den här sidan skrivs av programmet självt (`make docs`). `naravard KOMMANDO --help` visar detsamma, och med"
    yield "`--language en` på engelska."
    yield ""
    yield from (f"{paragraph.sv}\n" for paragraph in program.details)
    yield from _list(*next(program.lists(context)))
    yield "Svaret skrivs på standard output och inget annat. Det som bör läsas av en människa (vad ett medel inväntar,"
    yield "fel) skrivs på standard error. En fil som redan finns skrivs över."
    yield ""
    yield from _list("Slutkoder", [(str(code), words.sv) for code, words in _EXITS])
    yield from _list("Miljövariabler", list(_VARIABLES))
    for name in COMMANDS:
        yield from _command(command(name), context)


def _command(one: Command, program_context: click.Context) -> Iterator[str]:
    context = click.Context(one, info_name=one.name, parent=program_context)
    summary = one.summary.sv
    yield f"## {context.command_path}"
    yield ""
    yield f"{summary[:1].upper()}{summary[1:]}."
    yield ""
    yield from ("```", one.usage(context), "```", "")
    yield from (f"{paragraph.sv}\n" for paragraph in one.details)
    for heading, rows in one.lists(context):
        yield from _list(heading, rows)
    yield f"{EXAMPLES.sv}:"
    yield ""
    yield "```"
    for line, tells in one.examples:
        yield f"# {tells.sv}"
        yield line
    yield "```"
    yield ""


def _list(heading: str, rows: Rows) -> Iterator[str]:
    yield f"{heading}:"
    yield ""
    yield from (f"- `{name}`: {words}" for name, words in rows)
    yield ""

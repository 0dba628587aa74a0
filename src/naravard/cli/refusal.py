"""How a command says no: a sentence in both languages, and the exit code.

0  well
1  findings: the agreement has errors, or a rule cannot be carried out
2  wrong use: something on the line, or a file it names, is not right
3  a fault in the program itself
130, 141  stopped by Ctrl-C; by the reader of a pipe who has seen enough
"""

from collections.abc import Iterable
from typing import Protocol

from naravard.agreement.model import Text

WELL = 0
FINDINGS = 1
WRONG_USE = 2
FAULT = 3
INTERRUPTED = 130
PIPE_CLOSED = 141


class CommandRefused(Exception):  # noqa: N818 - a refusal is an answer, not an error of the program
    """The command cannot do what was asked; the text says why and what to do instead."""

    def __init__(self, text: Text, code: int = WRONG_USE) -> None:
        super().__init__(text.sv)
        self.text = text
        self.code = code


def nearest(wanted: str, known: Iterable[str]) -> str | None:
    """Return the spelling that was meant, if any is near; capitals do not matter."""
    from difflib import get_close_matches

    spellings = {spelling.casefold(): spelling for spelling in known}
    near = get_close_matches(wanted.casefold(), spellings, n=1, cutoff=0.6)
    return spellings[near[0]] if near else None


def unknown(what: Text, wanted: str, known: Iterable[str]) -> CommandRefused:
    """Say that there is no such thing, name the nearest spelling, and list what there is.

    ``what`` names the thing with its article, as in ``inget medel`` and ``no grant``.
    """
    there = list(known)
    near = nearest(wanted, there)
    meant = Text(f" Menade du ”{near}”?", f" Did you mean “{near}”?") if near else Text("", "")
    listed = ", ".join(there)
    choices = Text(f" Det som finns: {listed}.", f" There is: {listed}.") if there else Text("", "")
    return CommandRefused(
        Text(
            f"Det finns {what.sv} ”{wanted}”.{meant.sv}{choices.sv}",
            f"There is {what.in_language('en')} “{wanted}”.{meant.en}{choices.en}",
        )
    )


class ProblemText(Protocol):
    """What the rooms say of what they cannot do."""

    what: Text
    where: str
    found: Text
    expected: Text
    way_out: Text


def in_lines(problem: ProblemText) -> Text:
    """Return what could not be done, then a line each for where, what was found and expected, and the way out."""
    labelled = (
        (Text("Var", "Where"), Text(problem.where)),
        (Text("Hittat", "Found"), problem.found),
        (Text("Väntat", "Expected"), problem.expected),
        (Text("Gör så här", "Way out"), problem.way_out),
    )

    def lines(language: str) -> str:
        said = [f"  {label.in_language(language)}: {text.in_language(language)}" for label, text in labelled if text.sv]
        return "\n".join([problem.what.in_language(language), *said])

    return Text(lines("sv"), lines("en"))

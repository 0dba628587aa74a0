"""What a command's help says beside its options: what it does, examples, exit codes."""

from dataclasses import dataclass

from naravard.agreement.model import Text


@dataclass(frozen=True, slots=True)
class Example:
    """A line to type, and what comes of it."""

    line: str
    tells: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """A command, described."""

    name: str
    summary: Text
    """One sentence without a full stop, beginning with a verb: it stands in the list of commands."""
    details: tuple[Text, ...] = ()
    """Paragraphs."""
    examples: tuple[Example, ...] = ()
    on_findings: Text | None = None
    """When the command ends with exit code 1."""


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

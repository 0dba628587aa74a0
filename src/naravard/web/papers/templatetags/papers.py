"""What a paper says, arranged as it stands on it: part by part, with its tables as tables."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django import template

from naravard.web.papers.entries import Entry

register = template.Library()
_TEXT = "text/"
_PLACES = 2
"""The slashes in the id of a table's cell: ``belopp/Ambulans/rekvireras``."""


@dataclass(slots=True)
class Cells:
    """A table: what its columns are called, and its rows with their names first."""

    headings: list[str] = field(default_factory=list)
    rows: dict[str, list[str]] = field(default_factory=dict)

    def take(self, entry: Entry) -> None:
        """Take a cell in."""
        name = entry.id.split("/", 1)[1].rsplit("/", 1)[0]
        heading = entry.label.removeprefix(f"{name}: ")
        if heading not in self.headings:
            self.headings.append(heading)
        self.rows.setdefault(name, []).append(entry.value)


@dataclass(slots=True)
class ShownPart:
    """A part of a paper."""

    number: int
    heading: str
    entries: list[Entry] = field(default_factory=list)
    texts: list[Entry] = field(default_factory=list)
    tables: dict[str, Cells] = field(default_factory=dict)
    statement: str = ""


@register.filter
def as_parts(entries: Sequence[Entry]) -> list[ShownPart]:
    """Return the parts of a paper in their order."""
    return [_part(list(group)) for _number, group in groupby(entries, key=lambda entry: entry.part)]


def _part(entries: list[Entry]) -> ShownPart:
    part = ShownPart(entries[0].part, entries[0].heading)
    for entry in entries:
        if entry.id == "statement":
            part.statement = entry.value
        elif entry.id.startswith(_TEXT):
            part.texts.append(entry)
        elif entry.id.count("/") >= _PLACES:
            part.tables.setdefault(entry.id.split("/", 1)[0], Cells()).take(entry)
        else:
            part.entries.append(entry)
    return part

"""What stands on a paper as a list of entries: kept as JSON, hashed, and compared between editions field by field."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from naravard.documents.figures import shown
from naravard.documents.paper_pdf import PaperDocument, PaperSection
from naravard.documents.table import Table


class Entry(msgspec.Struct, frozen=True):
    """One thing that the paper says."""

    part: int
    heading: str
    id: str
    """The same in every edition of the paper."""
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class EntryDifference:
    """What an entry was in one edition and is in the next; ``None`` for the edition that does not have it."""

    part: int
    heading: str
    label: str
    was: str | None
    now: str | None


def entries_of(document: PaperDocument) -> list[Entry]:
    """Return all that a paper says, in its order, in Swedish as it is printed."""
    return [entry for section in document.sections for entry in _of_section(section)]


def as_json(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """Return entries as the database keeps them."""
    plain: list[dict[str, Any]] = msgspec.to_builtins(list(entries))
    return plain


def from_json(content: Sequence[Mapping[str, Any]]) -> list[Entry]:
    """Return entries out of the database."""
    return msgspec.convert(list(content), list[Entry])


def hash_of(content: Sequence[Mapping[str, Any]]) -> str:
    """Return the SHA-256 of the entries' canonical form: JSON in UTF-8, without blanks, keys in alphabetical order."""
    text = json.dumps(list(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def compared(was: Sequence[Entry], now: Sequence[Entry]) -> list[EntryDifference]:
    """Return what differs between two editions: in the order of the later one, what was taken away last."""
    before, after = {_key(one): one for one in was}, {_key(one): one for one in now}
    found = [
        EntryDifference(one.part, one.heading, one.label, before[key].value if key in before else None, one.value)
        for key, one in after.items()
        if key not in before or before[key].value != one.value
    ]
    gone = [
        EntryDifference(one.part, one.heading, one.label, one.value, None)
        for key, one in before.items()
        if key not in after
    ]
    return found + gone


def _key(entry: Entry) -> tuple[int, str]:
    return entry.part, entry.id


def _of_section(section: PaperSection) -> Iterator[Entry]:
    heading = section.heading.sv
    for row in section.rows:
        yield Entry(section.number, heading, row.id or row.label.sv, row.label.sv, row.value.sv)
    for table in section.tables:
        yield from (Entry(section.number, heading, *cell) for cell in _of_table(table))
    for title, text in section.texts:
        yield Entry(section.number, heading, f"text/{title.sv}", title.sv, text.sv)
    if section.statement is not None:
        yield Entry(section.number, heading, "statement", "", section.statement.sv)


def _of_table(table: Table) -> Iterator[tuple[str, str, str]]:
    for row in table.all_rows():
        name = shown(row[0], table.columns[0], "sv")
        for value, column in zip(row[1:], table.columns[1:], strict=True):
            heading = column.heading.sv
            yield f"{table.id}/{name}/{column.id}", f"{name}: {heading}", shown(value, column, "sv")

"""The agreement's text in passages: each heading, sentence, list item and table row, in the text's order.

A list item is read sentence by sentence too: its sentences say different things. A table's first row is its head.
"""

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from naravard.agreement.model import Clause

PassageKind = Literal["heading", "sentence", "item", "head", "row"]

_HEADING = re.compile(r"(#{1,6})\s+(.*?)(?:\s*\{#[^{}]*\})?\s*#*")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+(?P<words>.*)")
_RULE_OF_TABLE = re.compile(r"\|[\s:|-]+\|?")
_END_OF_SENTENCE = re.compile(r"(?<=[.?])[¹²³⁴⁵⁶⁷⁸⁹⁰]*\s+(?=[A-ZÅÄÖ”\"(\[])")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:bl\.\s?a|t\.\s?ex|tex|dvs|d\.\s?v\.\s?s|s\.\s?k|m\.\s?m|m\.\s?fl|o\.\s?s\.\s?v|osv|etc"
    r"|fr\.\s?o\.\s?m|t\.\s?o\.\s?m|f\.\s?n|resp|inkl|exkl|ca|prop|dir|[Kk]ap|st|[Aa]rt|[Nn]r|[Dd]nr|jfr|[A-ZÅÄÖ])\.$"
)


class Passage(Struct, frozen=True, kw_only=True):
    """A piece of the text that is read by itself."""

    clause: str
    kind: PassageKind
    text: str
    block: int
    """The paragraph, list item or table of the whole text that it stands in, counted from 0."""
    cells: tuple[str, ...] = ()
    """A table's row in its cells."""
    level: int = 0
    """A heading's depth: 1 for a chapter."""
    lead: str = ""
    """For a list item: the sentence, or the heading, that its list stands under."""


def passages_of(clauses: tuple[Clause, ...]) -> tuple[Passage, ...]:
    """Read clauses into passages. The clause's title is its first."""
    found: list[Passage] = []
    for clause in clauses:
        block = found[-1].block + 1 if found else 0
        found.append(Passage(clause=clause.id, kind="heading", text=clause.title, block=block, level=clause.level))
        found.extend(_passages(clause, block + 1))
    return tuple(found)


def sentences_of(paragraph: str) -> tuple[str, ...]:
    """Part a paragraph into its sentences; neither an abbreviation nor a number alone ends one.

    >>> sentences_of("Det kan t.ex. gälla vård. Enligt 12 kap. 1 § gäller mer.")
    ('Det kan t.ex. gälla vård.', 'Enligt 12 kap. 1 § gäller mer.')
    """
    parts: list[str] = []
    begin = 0
    for end in _END_OF_SENTENCE.finditer(paragraph):
        before = paragraph[begin : end.start()]
        if not _ABBREVIATED.search(before) and re.search(r"[^\W\d_]", before):
            parts.append(before)
            begin = end.end()
    return tuple(part for part in (*parts, paragraph[begin:]) if part)


def _passages(clause: Clause, block: int) -> Iterator[Passage]:
    lead = clause.title
    for lines in _blocks(clause.text):
        first = lines[0]
        if heading := _HEADING.fullmatch(first):
            lead = heading[2]
            yield Passage(clause=clause.id, kind="heading", text=heading[2], block=block, level=len(heading[1]))
        elif first.startswith("|"):
            yield from _rows(clause.id, lines, block)
        elif item := _ITEM.fullmatch(_folded(lines)):
            for text in sentences_of(item["words"]):
                yield Passage(clause=clause.id, kind="item", text=text, block=block, lead=lead)
        else:
            parts = sentences_of(_folded(lines))
            lead = parts[-1] if parts else ""
            for text in parts:
                yield Passage(clause=clause.id, kind="sentence", text=text, block=block)
        block += 1


def _blocks(text: str) -> Iterator[list[str]]:
    """Part a Markdown text into paragraphs, headings, list items and tables."""
    block: list[str] = []
    for line in text.splitlines():
        begins = bool(_HEADING.fullmatch(line) or _ITEM.fullmatch(line))
        apart = not line.strip() or begins or (block and line.startswith("|") != block[0].startswith("|"))
        after_heading = bool(block) and bool(_HEADING.fullmatch(block[0]))
        if block and (apart or after_heading):
            yield block
            block = []
        if line.strip():
            block.append(line.strip() if not begins else line)
    if block:
        yield block


def _rows(clause: str, lines: list[str], block: int) -> Iterator[Passage]:
    kind: PassageKind = "head"
    for line in lines:
        if _RULE_OF_TABLE.fullmatch(line):
            continue
        cells = tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
        yield Passage(clause=clause, kind=kind, text=" ".join(filter(None, cells)), block=block, cells=cells)
        kind = "row"


def _folded(lines: list[str]) -> str:
    return " ".join(" ".join(lines).split())

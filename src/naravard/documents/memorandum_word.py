"""A memorandum as a Word document that a registrar can take in: real styles, headings, tables with header rows.

The registry number, the day, the minutes and the paragraph stand in content controls with stable tags
(``diarienummer``, ``beslutsdatum``, ``protokoll``, ``paragraf``), so that a registry system can fill them in. The same
data give the same bytes: the archive's times are set, and nothing of the machine stands in it.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from naravard.documents.memorandum import BoardDecision, Memorandum
from naravard.documents.memorandum_content import Fact, Part, mark_of, number_of, parts_of
from naravard.documents.word import (
    content_control,
    landscape,
    mark_into,
    page_numbers,
    paragraph_into,
    parted,
    prepared,
    still_bytes,
    table_into,
    text_into,
)

if TYPE_CHECKING:
    from docx.document import Document

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def word_bytes(memorandum: Memorandum, decision: BoardDecision) -> bytes:
    """Return the memorandum, with the board's decision where there is one, as a Word document."""
    document = prepared(
        title=memorandum.heading,
        author=memorandum.region,
        subject=memorandum.agreement,
        keywords=f"{memorandum.agreement_id} {memorandum.reference_number}".strip(),
        day=decision.decided_on or memorandum.dated,
    )
    _head(document, memorandum, decision)
    for part in parts_of(memorandum, decision):
        _WRITERS[part.kind](document, part)
    return still_bytes(document)


def _head(document: "Document", memorandum: Memorandum, decision: BoardDecision) -> None:
    section = document.sections[0]
    line = section.header.paragraphs[0]
    if mark := mark_of(decision):
        mark_into(line.insert_paragraph_before(), mark)
    line.style = "Sidhuvud"
    text_into(line, f"{memorandum.region}\tDnr ")
    _slot(line, number_of(memorandum, tag="diarienummer-sidhuvud"))
    page_numbers(section.footer.paragraphs[0])


def _slot(paragraph: Any, fact: Fact) -> None:
    content_control(paragraph, fact.tag, fact.label, fact.value, fact.prompt, day=fact.is_day)


def _title(document: "Document", part: Part) -> None:
    text_into(paragraph_into(document, "Title"), part.lines[0])


def _facts(document: "Document", part: Part) -> None:
    """Write what the registry needs: each on a line of its own, what others fill in as content controls."""
    for fact in part.facts:
        paragraph = paragraph_into(document, "Uppgift")
        text_into(paragraph, f"{fact.label}\t").bold = True
        if fact.tag:
            _slot(paragraph, fact)
        else:
            text_into(paragraph, fact.shown)


def _heading(document: "Document", part: Part) -> None:
    text_into(paragraph_into(document, "Heading 1"), part.lines[0])


def _annex(document: "Document", part: Part) -> None:
    landscape(document)
    _heading(document, part)


def _in_style(style: str | None) -> "Writer":
    def write(document: "Document", part: Part) -> None:
        for place, line in enumerate(part.lines, start=1):
            paragraph = paragraph_into(document, style)
            text_into(paragraph, line)
            if place == len(part.lines):
                parted(paragraph)

    return write


def _lines(document: "Document", part: Part) -> None:
    for place, line in enumerate(part.lines, start=1):
        paragraph = paragraph_into(document, "Rad")
        text_into(paragraph, line)
        paragraph.paragraph_format.keep_with_next = place < len(part.lines)


def _above(document: "Document", part: Part) -> None:
    """Write the line above those to sign on; they go with what stands before, so that no page has them only."""
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    paragraph = paragraph_into(document)
    text_into(paragraph, part.lines[0])
    paragraph.paragraph_format.keep_with_next = True


def _signatures(document: "Document", part: Part) -> None:
    for place, line in enumerate(part.lines, start=1):
        paragraph = paragraph_into(document, "Underskrift")
        name, _, title = line.partition("\n")
        text_into(paragraph, name).add_break()
        text_into(paragraph, title)
        paragraph.paragraph_format.keep_with_next = place < len(part.lines)


def _table(document: "Document", part: Part) -> None:
    assert part.table is not None  # noqa: S101 - for the type checker; a part of this kind has one
    table_into(document, part.table)


Writer = Callable[["Document", Part], None]
_WRITERS: Mapping[str, Writer] = {
    "title": _title,
    "facts": _facts,
    "heading": _heading,
    "annex": _annex,
    "text": _in_style(None),
    "list": _in_style("List Bullet"),
    "points": _in_style("List Number"),
    "lines": _lines,
    "above": _above,
    "signatures": _signatures,
    "table": _table,
}

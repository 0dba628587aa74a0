"""A paper that is handed in as a Word document: what its PDF says, for those who register or comment on it."""

from typing import TYPE_CHECKING

from naravard.documents.paper_pdf import PaperDocument, PaperSection
from naravard.documents.word import (
    mark_into,
    page_numbers,
    paragraph_into,
    prepared,
    still_bytes,
    table_into,
    text_into,
)

if TYPE_CHECKING:
    from docx.document import Document

_DRAFT = "Utkast"
_EMPTY = "–"


def paper_word(document: PaperDocument) -> bytes:
    """Return the paper as a Word document; the same data give the same bytes."""
    day = document.provenance.made
    if day is None:
        message = "a paper has the day it was made ready"
        raise ValueError(message)
    made = prepared(
        title=document.title.sv,
        author=document.sender.sv,
        subject=document.provenance.agreement.sv,
        keywords=" ".join(number for _, number in document.reference_numbers),
        day=day,
    )
    section = made.sections[0]
    line = section.header.paragraphs[0]
    if document.is_draft:
        mark_into(line.insert_paragraph_before(), _DRAFT)
    line.style = "Sidhuvud"
    text_into(line, f"{document.provenance.agreement.sv}\t{document.running.sv}")
    page_numbers(section.footer.paragraphs[0])
    text_into(paragraph_into(made, "Title"), document.title.sv)
    head = [("Till", document.to.sv), ("Från", document.sender.sv), ("Utgåva", str(document.edition))]
    head += [(name.sv, number) for name, number in document.reference_numbers]
    for label, value in head:
        _fact(made, label, value)
    for part in document.sections:
        _section(made, part)
    return still_bytes(made)


def _section(made: "Document", part: PaperSection) -> None:
    text_into(paragraph_into(made, "Heading 1"), f"{part.number}. {part.heading.sv}")
    for row in part.rows:
        _fact(made, row.label.sv, row.value.sv)
    for table in part.tables:
        table_into(made, table)
    for heading, text in part.texts:
        asked = paragraph_into(made)
        text_into(asked, heading.sv).bold = True
        asked.paragraph_format.keep_with_next = True
        for paragraph in [one for one in text.sv.split("\n\n") if one.strip()] or [_EMPTY]:
            text_into(paragraph_into(made), paragraph)
    if part.statement is not None:
        text_into(paragraph_into(made), part.statement.sv)
    for line in part.signature:
        _fact(made, line.label.sv, line.value.sv)
    if part.note is not None:
        text_into(paragraph_into(made), part.note.sv)


def _fact(made: "Document", label: str, value: str) -> None:
    paragraph = paragraph_into(made, "Uppgift")
    text_into(paragraph, f"{label}\t").bold = True
    text_into(paragraph, value or _EMPTY)

"""A memorandum as a Word document that a registrar can take in: real styles, headings, tables with header rows.

The registry number, the day, the minutes and the paragraph stand in content controls with stable tags
(``diarienummer``, ``beslutsdatum``, ``protokoll``, ``paragraf``), so that a registry system can fill them in. The same
data give the same bytes: the archive's times are set, and nothing of the machine stands in it.
"""

import io
import zipfile
from typing import TYPE_CHECKING, Any

from naravard.agreement.wording import whole
from naravard.documents.memorandum import (
    BoardDecision,
    Memorandum,
    areas_table,
    basis_table,
    blocks,
    frames_table,
)
from naravard.documents.memorandum_pdf import rests_on
from naravard.documents.word import (
    content_control,
    landscape,
    page_numbers,
    prepared,
    table_into,
)

if TYPE_CHECKING:
    from docx.document import Document

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_STILL = (1980, 1, 1, 0, 0, 0)


def word_bytes(memorandum: Memorandum, decision: BoardDecision) -> bytes:
    """Return the memorandum, with the board's decision where there is one, as a Word document."""
    document = prepared(
        title=memorandum.heading,
        author=memorandum.region,
        subject=memorandum.agreement,
        keywords=f"{memorandum.agreement_id} {memorandum.reference_number}".strip(),
        day=decision.decided_on or memorandum.dated,
    )
    _head(document, memorandum)
    document.add_paragraph(memorandum.heading, style="Title")
    _facts(document, memorandum, decision)
    document.add_heading("Ärendebeskrivning", level=1)
    for block in blocks(memorandum.background):
        for line in block.lines:
            document.add_paragraph(line, style="List Bullet" if block.kind == "list" else "Normal")
    document.add_heading("Förslag till användning per utvecklingsområde", level=1)
    total = whole(memorandum.total)
    document.add_paragraph(f"{rests_on(memorandum)} Tillsammans är de {total} kr.")
    table_into(document, frames_table(memorandum), (5.0, 4.6, 3.8, 2.8))
    document.add_heading("Regiondirektörens förslag", level=1)
    for point in memorandum.said_points:
        document.add_paragraph(point, style="List Number")
    _signed(document, memorandum)
    _extracts(document, memorandum)
    if memorandum.basis:
        landscape(document)
        document.add_heading("Bilaga. Beslutsunderlag", level=1)
        table_into(document, areas_table(memorandum), (10.0, 4.5, 4.5, 4.5))
        document.add_paragraph()
        table_into(document, basis_table(memorandum), (4.6, 5.0, 3.9, 1.7, 2.7, 2.4, 2.4, 2.1, 2.1), size=9)
    return _still(document)


def _head(document: "Document", memorandum: Memorandum) -> None:
    section = document.sections[0]
    line = section.header.paragraphs[0]
    line.style = "Sidhuvud"
    line.add_run(f"{memorandum.region}\tDnr ")
    content_control(line, "diarienummer-sidhuvud", "Diarienummer", memorandum.reference_number, "Diarienummer")
    page_numbers(section.footer.paragraphs[0])


def _facts(document: "Document", memorandum: Memorandum, decision: BoardDecision) -> None:
    """Write what the registry needs: each on a line of its own, what it fills in as content controls."""

    def line(label: str) -> Any:
        paragraph = document.add_paragraph(style="Uppgift")
        paragraph.add_run(f"{label}\t").bold = True
        return paragraph

    content_control(
        line("Diarienummer"), "diarienummer", "Diarienummer", memorandum.reference_number, "Fyll i diarienummer"
    )
    line("Datum").add_run(memorandum.dated.isoformat())
    line("Till").add_run(decision.board or memorandum.board)
    content_control(line("Protokoll"), "protokoll", "Protokoll", decision.protocol, "Fyll i protokoll")
    content_control(line("Paragraf"), "paragraf", "Paragraf", decision.paragraph, "Fyll i paragraf")
    day = decision.decided_on
    content_control(
        line("Beslutsdatum"), "beslutsdatum", "Beslutsdatum", day.isoformat() if day else "", "Välj datum", day=True
    )
    for name, number in memorandum.agreement_numbers:  # long names: the number follows, not beside
        document.add_paragraph(f"{name}: {number or '–'}", style="Rad")


def _signed(document: "Document", memorandum: Memorandum) -> None:
    paragraph = document.add_paragraph("I tjänsten")
    paragraph.paragraph_format.keep_with_next = True
    for one in memorandum.signatures:
        signed = document.add_paragraph(style="Underskrift")
        signed.add_run(one.name)
        signed.add_run().add_break()
        signed.add_run(one.title)


def _extracts(document: "Document", memorandum: Memorandum) -> None:
    if not memorandum.extracts:
        return
    document.add_heading("Utdrag till", level=1)
    for place, one in enumerate(memorandum.extracts, start=1):
        paragraph = document.add_paragraph(one, style="Rad")
        paragraph.paragraph_format.keep_with_next = place < len(memorandum.extracts)


def _still(document: "Document") -> bytes:
    """Return the document's bytes with every time in the archive the same."""
    made, still = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(still, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            written = zipfile.ZipInfo(entry.filename, _STILL)
            written.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(written, source.read(entry.filename))
    return still.getvalue()

"""The annotated agreement as PDF: the whole text, and beside each sentence what it became or why it was left out.

PDF/A-2a and PDF/UA-1 as the annexes are, made by a template of its own: each clause is a heading and a table of two
columns.
"""

import datetime
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from naravard.agreement.annotations import Annotated, annotated
from naravard.agreement.model import Agreement, Clause, Text
from naravard.agreement.text import clause_heading
from naravard.documents.annotation_words import NOT_ACCOUNTED_FOR, notes_of
from naravard.documents.pdf_page import typeset
from naravard.documents.table import Provenance

_TEMPLATE = Path(__file__).with_name("templates") / "annotated.typ"
_DIGEST_SHOWN = 16
_REGIONS = {"sv": "SE", "en": "GB"}
_WORDS = {
    "title": Text("Texten mening för mening", "The text sentence by sentence"),
    "text": Text("Texten", "The text"),
    "became": Text("Vad det blev", "What it became"),
    "page": Text("Sida {page} av {pages}", "Page {page} of {pages}"),
    "made": Text(
        "Framställd av {program} ur överenskommelsens data, version {digest}.",
        "Made by {program} from the agreement's data, version {digest}.",
    ),
    "lead": Text(
        "Bredvid varje mening står vad den blev i överenskommelsens data, eller varför den inte blev något.",
        "Beside each sentence stands what it became in the agreement's data, or why it became nothing.",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedDocument:
    """All that stands on the pages."""

    agreement: Agreement
    provenance: Provenance
    dated: datetime.date
    """The document's day in its properties: the day the agreement begins."""
    approval: Text | None = None
    """Who has approved these data, and what they remarked; None if nobody has."""


def annotated_pdf(document: AnnotatedDocument, language: str = "sv") -> bytes:
    """Return the annotated agreement as PDF/A-2a and PDF/UA-1."""
    return typeset(_TEMPLATE, _data(document, language), document.dated)


def _data(document: AnnotatedDocument, language: str) -> dict[str, object]:
    agreement, provenance = document.agreement, document.provenance
    words = {key: text.in_language(language) for key, text in _WORDS.items()}
    made = words["made"].format(program=provenance.program, digest=provenance.digest[:_DIGEST_SHOWN])
    clauses = {clause.id: clause for clause in agreement.clauses}
    return {
        "language": language,
        "region": _REGIONS[language],
        "title": f"{agreement.name.in_language(language)}: {words['title'][:1].lower()}{words['title'][1:]}",
        "agreement": agreement.name.in_language(language),
        "author": [party.name.in_language(language) for party in agreement.parties],
        "description": words["lead"],
        "keywords": [word for word in (provenance.agreement_id, provenance.digest) if word],
        "lead": words["lead"],
        "approval": document.approval.in_language(language) if document.approval else "",
        "heads": [words["text"], words["became"]],
        "page": words["page"],
        "foot": made,
        "clauses": [
            _clause(agreement, clauses[clause_id], list(passages), language)
            for clause_id, passages in groupby(annotated(agreement), key=lambda one: one.passage.clause)
        ],
    }


def _clause(agreement: Agreement, clause: Clause, passages: list[Annotated], language: str) -> dict[str, object]:
    title, *others = passages
    rows = others if not title.annotations else passages
    return {
        "heading": clause_heading(clause),
        "level": min(clause.level, 3),
        "rows": [_row(agreement, one, language) for one in rows],
    }


def _row(agreement: Agreement, one: Annotated, language: str) -> dict[str, object]:
    notes = [
        {
            "kind": note.kind,
            "label": note.label.in_language(language),
            "words": note.words.in_language(language),
            "more": [text.in_language(language) for text in note.more],
        }
        for note in notes_of(agreement, one)
    ]
    if not one.is_accounted_for:
        notes.append({"kind": "none", "label": "", "words": NOT_ACCOUNTED_FOR.in_language(language), "more": []})
    text = " | ".join(one.passage.cells) if one.passage.cells else one.passage.text
    return {"kind": one.passage.kind, "text": text.replace("**", ""), "notes": notes}

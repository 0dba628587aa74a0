"""Papers that are handed in, as PDF/A-2a and PDF/UA-1: a requisition, a financial report, an activity report.

A :class:`PaperDocument` says what stands on the paper, in the agreement's own headings and labels; the page itself is a
Typst template beside this module. The day is passed in, so that the same paper gives the same bytes on every machine
and can be made again to be compared with the one that was handed in.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from naravard.agreement.model import Text
from naravard.documents.layout import INSET, MARGIN_MM, lay_out_upright
from naravard.documents.pdf import table_data
from naravard.documents.pdf_page import typeset
from naravard.documents.table import Provenance, Table

_TEMPLATE = Path(__file__).with_name("templates") / "paper.typ"
_DIGEST_SHOWN = 12
_NONE = Text("", "")
_DRAFT = Text("Utkast: inte gjord klar för underskrift.", "Draft: not made ready to be signed.")
_REGIONS = {"sv": "SE", "en": "GB"}
_WORDS = {
    "page": {"sv": "Sida {page} av {pages}", "en": "Page {page} of {pages}"},
    "to": {"sv": "Till", "en": "To"},
    "from": {"sv": "Från", "en": "From"},
    "edition": {"sv": "Utgåva", "en": "Edition"},
    "made": {"sv": "Framställd av {program} {day}.", "en": "Made by {program} on {day}."},
    "version": {
        "sv": "Räknad på version {version}.",
        "en": "Rests on version {version} of the allocation.",
    },
    "digest": {
        "sv": "Överenskommelsens data {digest}.",
        "en": "The agreement's data {digest}.",
    },
    "draft": {"sv": "Utkast", "en": "Draft"},
    "empty": {"sv": "–", "en": "–"},
}


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A label as the agreement has it, and what stands beside it. An empty value is shown as a dash."""

    label: Text
    value: Text
    id: str = ""
    """The field's id in the agreement, by which two editions of a paper are compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureLine:
    """A line to write on by hand, or what has been filled in on it."""

    label: Text
    value: Text = _NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSection:
    """A numbered part of the paper: rows, then tables, then running text, a statement, and lines to sign on."""

    number: int
    heading: Text
    rows: tuple[PaperRow, ...] = ()
    tables: tuple[Table, ...] = ()
    texts: tuple[tuple[Text, Text], ...] = ()
    """Running text under headings of their own: heading and text; blank lines part paragraphs."""
    statement: Text | None = None
    """What the one who signs declares, in the agreement's own words."""
    signature: tuple[SignatureLine, ...] = ()
    note: Text | None = None
    """A remark in small print under the part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperDocument:
    """All that stands on the pages of a paper."""

    title: Text
    running: Text
    """Stands at the top right of every page: whose paper it is."""
    to: Text
    sender: Text
    edition: int
    reference_numbers: tuple[tuple[Text, str], ...]
    """Name and number; stand at the top of every page (section 10.1: *ska framgå av samtliga handlingar*)."""
    sections: tuple[PaperSection, ...]
    provenance: Provenance
    """``made`` must be the day the paper was made ready."""
    version: int
    """The fixed allocation that the amounts rest on; 0 where the paper states none."""
    status: Text = _NONE
    """What the paper is in the foot of every page: a draft, made to be signed."""
    is_draft: bool = False
    """Whether it may still change: then every page is marked."""


def as_draft(document: PaperDocument) -> PaperDocument:
    """Return a paper as one that nobody has made ready yet: every page says so."""
    return replace(document, is_draft=True, status=_DRAFT)


def paper_pdf(document: PaperDocument, language: str = "sv") -> bytes:
    """Return the paper as PDF/A-2a and PDF/UA-1; Typst refuses to write what breaks either standard."""
    day = document.provenance.made
    if day is None:
        message = "a paper has the day it was made ready"
        raise ValueError(message)
    return typeset(_TEMPLATE, _data(document, language), day)


def _data(document: PaperDocument, language: str) -> dict[str, object]:
    provenance = document.provenance
    return {
        "language": language,
        "region": _REGIONS[language],
        "title": document.title.in_language(language),
        "agreement": provenance.agreement.in_language(language),
        "running": document.running.in_language(language),
        "numbers": [f"{name.in_language(language)}: {number}" for name, number in document.reference_numbers],
        "head": [
            [_word("to", language), document.to.in_language(language)],
            [_word("from", language), document.sender.in_language(language)],
            [_word("edition", language), str(document.edition)],
        ],
        "author": document.sender.in_language(language),
        "description": _foot(document, language, len(provenance.digest)),
        "keywords": [word for word in (provenance.agreement_id, provenance.digest) if word],
        "mark": _word("draft", language) if document.is_draft else "",
        "page": _word("page", language),
        "foot": _foot(document, language, _DIGEST_SHOWN),
        "margin": MARGIN_MM,
        "inset": INSET,
        "sections": [_section(section, language) for section in document.sections],
    }


def _section(section: PaperSection, language: str) -> dict[str, object]:
    return {
        "number": section.number,
        "heading": section.heading.in_language(language),
        "rows": [
            [row.label.in_language(language), row.value.in_language(language) or _word("empty", language)]
            for row in section.rows
        ],
        "tables": [_table(table, language) for table in section.tables],
        "texts": [
            {"heading": heading.in_language(language), "paragraphs": _paragraphs(text.in_language(language), language)}
            for heading, text in section.texts
        ],
        "statement": section.statement.in_language(language) if section.statement else "",
        "signature": [
            [line.label.in_language(language), line.value.in_language(language)] for line in section.signature
        ],
        "note": section.note.in_language(language) if section.note else "",
    }


def _table(table: Table, language: str) -> dict[str, object]:
    layout = lay_out_upright(table, language)
    return {"size": layout.size, **table_data(table, layout, language, captioned=True)}


def _paragraphs(text: str, language: str) -> list[str]:
    paragraphs = [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]
    return paragraphs or [_word("empty", language)]


def _foot(document: PaperDocument, language: str, signs: int) -> str:
    provenance = document.provenance
    said = [
        document.status.in_language(language),
        _word("version", language).format(version=document.version) if document.version else "",
        _word("digest", language).format(digest=provenance.digest[:signs]) if provenance.digest else "",
        _word("made", language).format(program=provenance.program, day=provenance.made),
    ]
    return " ".join(part for part in said if part)


def _word(key: str, language: str) -> str:
    return _WORDS[key][language]

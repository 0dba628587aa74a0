"""Annexes as PDF, for archives and for everyone: PDF/A-2a and PDF/UA-1, tagged, with the fonts in the file.

The page is a Typst template beside this module (see :mod:`naravard.documents.pdf_page`).
"""

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from naravard.agreement.model import Text
from naravard.documents.figures import shown
from naravard.documents.layout import INSET, MARGIN_MM, Layout, has_long_word, lay_out
from naravard.documents.pdf_page import typeset
from naravard.documents.table import Column, Provenance, Row, Table

_TEMPLATE = Path(__file__).with_name("templates") / "annex.typ"
_DIGEST_SHOWN = 16
_REGIONS = {"sv": "SE", "en": "GB"}
_WORDS = {
    "page": {"sv": "Sida {page} av {pages}", "en": "Page {page} of {pages}"},
    "made": {
        "sv": "Framställd av {program} ur överenskommelsens data, version {digest}.",
        "en": "Made by {program} from the agreement's data, version {digest}.",
    },
    "made_on": {
        "sv": "Framställd av {program} {day} ur överenskommelsens data, version {digest}.",
        "en": "Made by {program} on {day} from the agreement's data, version {digest}.",
    },
    "panel": {"sv": "Del {part} av {parts} av tabellen", "en": "Part {part} of {parts} of the table"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """All that stands on the pages of an annex."""

    title: Text
    tables: tuple[Table, ...]
    provenance: Provenance
    status: Text
    """What the amounts are: the signed ones, or computed. Stands in the foot of every page."""
    dated: datetime.date
    """The document's day in its properties when it does not say when it was made: the day of the signatures."""
    parties: tuple[str, ...] = ()
    running: Text | None = None
    """Stands at the top right of every page: which annex it is."""


def pdf_bytes(annex: Annex, language: str = "sv") -> bytes:
    """Return the annex as PDF/A-2a and PDF/UA-1."""
    layouts = lay_out(annex.tables, language)
    return typeset(_TEMPLATE, _data(annex, layouts, language), annex.provenance.made or annex.dated)


def _data(annex: Annex, layouts: tuple[Layout, ...], language: str) -> dict[str, object]:
    provenance = annex.provenance
    several = len(annex.tables) > 1
    return {
        "language": language,
        "region": _REGIONS[language],
        "title": annex.title.in_language(language),
        "agreement": provenance.agreement.in_language(language),
        "running": annex.running.in_language(language) if annex.running else "",
        "parties": list(annex.parties),
        "description": f"{annex.status.in_language(language)} {_made(provenance, language, len(provenance.digest))}",
        "keywords": [word for word in (provenance.agreement_id, provenance.digest) if word],
        "page": _WORDS["page"][language],
        "foot": [annex.status.in_language(language), _made(provenance, language, _DIGEST_SHOWN)],
        "flipped": layouts[0].flipped,
        "size": layouts[0].size,
        "margin": MARGIN_MM,
        "inset": INSET,
        "tables": [
            table_data(table, layout, language, captioned=several)
            for table, layout in zip(annex.tables, layouts, strict=True)
        ],
    }


def _made(provenance: Provenance, language: str, signs: int) -> str:
    words = _WORDS["made" if provenance.made is None else "made_on"][language]
    made = words.format(program=provenance.program, day=provenance.made, digest=provenance.digest[:signs])
    return " ".join(part for part in (provenance.fixed_words(language), made) if part)


def table_data(table: Table, layout: Layout, language: str, *, captioned: bool) -> dict[str, object]:
    """Return a table as the templates take it: its panels with columns, cells as text, totals and notes."""
    count = len(layout.panels)
    return {
        "caption": table.caption.in_language(language) if captioned else "",
        "panels": [
            {
                "caption": _WORDS["panel"][language].format(part=number, parts=count) if count > 1 else "",
                "columns": [_column(table.columns[place], width, language) for place, width in panel],
                "rows": [_cells(row, table, panel, language) for row in table.rows],
                "total": _cells(table.total, table, panel, language) if table.total is not None else None,
            }
            for number, panel in enumerate(layout.panels, start=1)
        ],
        "notes": [table.note.in_language(language)] if table.note is not None else [],
    }


def _column(column: Column[Any], width: float, language: str) -> dict[str, object]:
    heading = column.heading.in_language(language)
    return {
        "heading": heading,
        "right": column.is_numeric,
        "width": width,
        "hyphenate": has_long_word(heading),
    }


def _cells(row: Row, table: Table, panel: tuple[tuple[int, float], ...], language: str) -> list[str]:
    return [shown(row[place], table.columns[place], language) for place, _ in panel]

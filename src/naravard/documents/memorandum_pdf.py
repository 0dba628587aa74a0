"""A memorandum as PDF/A-2a and PDF/UA-1: tagged, in Swedish, with the fonts in the file; the same data, the same bytes.

The page is a Typst template beside this module; the data go in as JSON.
"""

from pathlib import Path

from naravard.documents.figures import shown
from naravard.documents.memorandum import BoardDecision, Memorandum
from naravard.documents.memorandum_content import Part, mark_of, number_of, parts_of
from naravard.documents.pdf_page import typeset
from naravard.documents.table import Table

_TEMPLATE = Path(__file__).with_name("templates") / "memorandum.typ"


def pdf_bytes(memorandum: Memorandum, decision: BoardDecision) -> bytes:
    """Return the memorandum with the board's decision if there is one."""
    return typeset(_TEMPLATE, _data(memorandum, decision), decision.decided_on or memorandum.dated)


def _data(memorandum: Memorandum, decision: BoardDecision) -> dict[str, object]:
    return {
        "author": memorandum.region,
        "region": memorandum.region,
        "title": memorandum.heading,
        "description": memorandum.agreement,
        "keywords": [memorandum.agreement_id, memorandum.digest],
        "mark": mark_of(decision),
        "number": number_of(memorandum).shown,
        "parts": [_part(part) for part in parts_of(memorandum, decision)],
    }


def _part(part: Part) -> dict[str, object]:
    return {
        "kind": part.kind,
        "lines": list(part.lines),
        "facts": [[fact.label, fact.shown] for fact in part.facts],
        "table": _table(part.table) if part.table is not None else None,
    }


def _table(table: Table) -> dict[str, object]:
    def cells(row: tuple[object, ...]) -> list[str]:
        return [shown(value, column) for value, column in zip(row, table.columns, strict=True)]  # type: ignore[arg-type]

    return {
        "caption": table.caption.sv,
        "columns": [
            {"heading": column.heading.sv, "right": column.is_numeric, "narrow": column.kind != "text"}
            for column in table.columns
        ],
        "rows": [cells(row) for row in table.rows],
        "total": cells(table.total) if table.total else None,
    }

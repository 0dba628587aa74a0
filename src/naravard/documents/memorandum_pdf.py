"""A memorandum as PDF/A-2a and PDF/UA-1: tagged, in Swedish, with the fonts in the file; the same data, the same bytes.

The page is a Typst template beside this module; the data go in as JSON.
"""

import datetime
import json
from pathlib import Path

from naravard.agreement.wording import kronor
from naravard.documents.figures import shown
from naravard.documents.memorandum import (
    BoardDecision,
    Memorandum,
    areas_table,
    basis_table,
    blocks,
    frames_table,
)
from naravard.documents.table import Table

_TEMPLATE = Path(__file__).with_name("templates") / "memorandum.typ"


def pdf_bytes(memorandum: Memorandum, decision: BoardDecision) -> bytes:
    """Return the memorandum with the board's decision where there is one; Typst refuses what breaks a standard."""
    import typst

    day = decision.decided_on or memorandum.dated
    return typst.compile(
        _TEMPLATE,
        root=_TEMPLATE.parent,
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(_data(memorandum, decision), ensure_ascii=False)},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=datetime.datetime.combine(day, datetime.time(), tzinfo=datetime.UTC),
    )


def _data(memorandum: Memorandum, decision: BoardDecision) -> dict[str, object]:
    return {
        "region": memorandum.region,
        "heading": memorandum.heading,
        "agreement": memorandum.agreement,
        "keywords": [memorandum.agreement_id, memorandum.digest],
        "facts": facts_of(memorandum, decision),
        "number": memorandum.reference_number,
        "blocks": [{"kind": block.kind, "lines": list(block.lines)} for block in blocks(memorandum.background)],
        "total": kronor(memorandum.total),
        "rests_on": rests_on(memorandum),
        "frames": _table(frames_table(memorandum)),
        "areas": _table(areas_table(memorandum)),
        "basis": _table(basis_table(memorandum)),
        "has_basis": bool(memorandum.basis),
        "points": list(memorandum.said_points),
        "signatures": [[one.name, one.title] for one in memorandum.signatures],
        "extracts": list(memorandum.extracts),
        "decided": [list(fact) for fact in decided_of(decision)],
    }


def facts_of(memorandum: Memorandum, decision: BoardDecision) -> list[tuple[str, str]]:
    """Return what stands at the head of a memorandum: labels and values."""
    return [
        ("Diarienummer", memorandum.reference_number or "–"),
        ("Datum", memorandum.dated.isoformat()),
        ("Till", decision.board or memorandum.board or "–"),
        *((name, number or "–") for name, number in memorandum.agreement_numbers),
    ]


def decided_of(decision: BoardDecision) -> list[tuple[str, str]]:
    """Return what the board decided: labels and values; nothing before it has."""
    if decision.decided_on is None:
        return []
    return [
        ("Beslutat av", decision.board),
        ("Protokoll", decision.protocol),
        ("Paragraf", decision.paragraph),
        ("Beslutsdatum", decision.decided_on.isoformat()),
    ]


def rests_on(memorandum: Memorandum) -> str:
    """Return on what the amounts rest, in words."""
    return (
        f"Beloppen är de som regionen tilldelas i version {memorandum.rests_on} av överenskommelsens fastställda "
        "fördelning."
    )


def _table(table: Table) -> dict[str, object]:
    def cells(row: tuple[object, ...]) -> list[str]:
        return [shown(value, column) for value, column in zip(row, table.columns, strict=True)]  # type: ignore[arg-type]

    return {
        "caption": table.caption.sv,
        "columns": [{"heading": column.heading.sv, "right": column.is_numeric} for column in table.columns],
        "rows": [cells(row) for row in table.rows],
        "total": cells(table.total) if table.total else None,
    }

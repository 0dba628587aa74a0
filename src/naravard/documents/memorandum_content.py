"""What stands in a memorandum, part by part in its order: the PDF and the Word document are both written from this.

So neither can say what the other does not. What the registry or the board fills in later is a slot with a tag.
"""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct, structs

from naravard.agreement.wording import kronor, unbroken
from naravard.documents.memorandum import (
    BoardDecision,
    Memorandum,
    areas_table,
    basis_table,
    blocks,
    frames_table,
)
from naravard.documents.table import Table

ANNEX = "Bilaga 1. Beslutsunderlag"
BY_REGISTRY, BY_BOARD = "fylls i av diariet", "fylls i när nämnden har beslutat"
"""What stands in a slot until it is filled in."""
_MARKS = {"draft": "Utkast", "withdrawn": "Tillbakadragen"}


class Fact(Struct, frozen=True, kw_only=True):
    """A label with what stands beside it."""

    label: str
    value: str
    tag: str = ""
    """Of a slot that others fill in; empty for none."""
    prompt: str = ""
    """What stands in the slot while it is empty."""
    is_day: bool = False

    @property
    def shown(self) -> str:
        """What is read."""
        return self.value or self.prompt or "–"


class Part(Struct, frozen=True, kw_only=True):
    """One part of the paper."""

    kind: Literal[
        "title", "facts", "heading", "text", "list", "points", "table", "above", "signatures", "lines", "annex"
    ]
    """``above`` is a paragraph that is never parted from what follows."""
    lines: tuple[str, ...] = ()
    """Its text: a heading or a paragraph is one line, a signature a name and a title in one."""
    facts: tuple[Fact, ...] = ()
    table: Table | None = None


def mark_of(decision: BoardDecision) -> str:
    """Return what every page is marked with; empty for a memorandum that the board has, or has decided on."""
    return _MARKS.get(decision.state, "")


def status_of(memorandum: Memorandum, decision: BoardDecision) -> str:
    """Return how a memorandum stands, in words."""
    if decision.state == "decided" and decision.decided_on is not None:
        return f"Beslutad {decision.decided_on.isoformat()}, {decision.paragraph}"
    if decision.state == "proposed":
        return f"Till nämnden {memorandum.dated.isoformat()}"
    return _MARKS.get(decision.state, "")


def number_of(memorandum: Memorandum, *, tag: str = "diarienummer") -> Fact:
    """Return the memorandum's own reference number, a slot."""
    return Fact(label="Diarienummer", value=memorandum.reference_number, tag=tag, prompt=BY_REGISTRY)


def facts_of(memorandum: Memorandum, decision: BoardDecision) -> tuple[Fact, ...]:
    """Return what stands at the head of a memorandum. Only the status and the board's own slots follow its decision."""
    day = decision.decided_on.isoformat() if decision.decided_on else ""
    return (
        Fact(label="Status", value=status_of(memorandum, decision)),
        number_of(memorandum),
        Fact(label="Datum", value=memorandum.dated.isoformat()),
        Fact(label="Till", value=memorandum.board),
        Fact(label="Handläggare", value=memorandum.handler, tag="handlaggare", prompt="fylls i av förvaltningen"),
        Fact(label="Beslutat av", value=decision.board, tag="beslutat-av", prompt=BY_BOARD),
        Fact(label="Protokoll", value=decision.protocol, tag="protokoll", prompt=BY_BOARD),
        Fact(label="Paragraf", value=decision.paragraph, tag="paragraf", prompt=BY_BOARD),
        Fact(label="Beslutsdatum", value=day, tag="beslutsdatum", prompt=BY_BOARD, is_day=True),
    )


def rests_on(memorandum: Memorandum) -> str:
    """Return on what the amounts rest, and what they are together, in words."""
    return (
        f"{memorandum.region} tilldelas sammanlagt {kronor(memorandum.total)} i version {memorandum.rests_on} av "
        "överenskommelsens fastställda fördelning."
    )


def moved_words(memorandum: Memorandum) -> str:
    """Return whether anything is proposed to go from one area to another, in words."""
    if not memorandum.moves:
        return "Förslaget flyttar inga medel mellan utvecklingsområden."
    return "Förslaget flyttar medel mellan utvecklingsområden, och nämnden beslutar om varje flytt för sig:"


def moved_before_words(memorandum: Memorandum) -> str:
    """Return that the amounts hold what the board has moved earlier, in words; empty for nothing."""
    return "I beloppen ingår det som nämnden tidigare har flyttat mellan områden:" if memorandum.moved_before else ""


def parts_of(memorandum: Memorandum, decision: BoardDecision) -> tuple[Part, ...]:
    """Return a memorandum part by part, in its order; in no text can a line end within a number."""
    return tuple(
        Part(
            kind=part.kind,
            lines=tuple(unbroken(line) for line in part.lines),
            facts=tuple(structs.replace(fact, value=unbroken(fact.value)) for fact in part.facts),
            table=part.table,
        )
        for part in _parts(memorandum, decision)
    )


def _parts(memorandum: Memorandum, decision: BoardDecision) -> Iterator[Part]:
    yield Part(kind="title", lines=(memorandum.heading,))
    yield Part(kind="facts", facts=facts_of(memorandum, decision))
    yield Part(kind="lines", lines=tuple(f"{name}: {number or '–'}" for name, number in memorandum.agreement_numbers))
    yield Part(kind="heading", lines=("Ärendebeskrivning",))
    for block in blocks(memorandum.background):
        yield Part(kind=block.kind, lines=block.lines)
    yield Part(kind="heading", lines=("Förslag till användning per utvecklingsområde",))
    yield Part(kind="text", lines=(rests_on(memorandum),))
    if memorandum.moved_before:
        yield Part(kind="text", lines=(moved_before_words(memorandum),))
        yield Part(kind="list", lines=tuple(move.said for move in memorandum.moved_before))
    yield Part(kind="text", lines=(moved_words(memorandum),))
    if memorandum.moves:
        yield Part(kind="list", lines=tuple(move.said for move in memorandum.moves))
    yield Part(kind="table", table=frames_table(memorandum))
    yield Part(kind="heading", lines=("Regiondirektörens förslag",))
    yield Part(kind="points", lines=memorandum.said_points)
    yield Part(kind="above", lines=("I tjänsten",))
    yield Part(kind="signatures", lines=tuple(f"{one.name}\n{one.title}" for one in memorandum.signatures))
    yield Part(kind="heading", lines=("Bilagor",))
    yield Part(kind="lines", lines=(ANNEX,))
    if memorandum.extracts:
        yield Part(kind="heading", lines=("Utdrag till",))
        yield Part(kind="lines", lines=memorandum.extracts)
    yield Part(kind="annex", lines=(ANNEX,))
    yield Part(kind="table", table=areas_table(memorandum))
    if memorandum.basis:
        yield Part(kind="table", table=basis_table(memorandum))
    else:
        yield Part(kind="text", lines=("Inga aktiviteter är föreslagna än.",))

"""A region's memorandum (tjänsteskrivelse) on how an agreement's money is to be used: what stands in it, as a value.

The page, the Word document and the PDF are all made from one :class:`Memorandum`, so that no figure can differ between
them. It is kept whole when it is proposed, since it is what the board decided on. A memorandum is a Swedish public
document; its words are Swedish in every language of the pages.
"""

import datetime
from collections.abc import Iterator
from typing import Literal

import msgspec
from msgspec import Struct

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.documents.table import TOTAL, Column, Provenance, Table

SUM = "{summa}"
"""Stands in a point of the proposal where the memorandum's whole sum is to stand."""
LIST_SIGN = "• "
"""What a line of the background begins with when it is an item of a list."""


class FrameSum(Struct, frozen=True, kw_only=True):
    """What an area is given of a grant."""

    grant: str
    """The grant's name."""
    amount: int


class MemorandumArea(Struct, frozen=True, kw_only=True):
    """One area of the memorandum, with its grants."""

    name: str
    officer: str
    """Who answers for it; empty where no one has been appointed."""
    frames: tuple[FrameSum, ...]

    @property
    def amount(self) -> int:
        """The area's whole frame, in kronor."""
        return sum(frame.amount for frame in self.frames)


class PlannedActivity(Struct, frozen=True, kw_only=True):
    """One activity of the decision basis."""

    area: str
    number: int
    name: str
    grant: str
    clause: str
    officer: str
    budget: int
    from_day: datetime.date
    to_day: datetime.date
    proposed: bool = False
    """Whether it is proposed; otherwise it has been decided on."""


class Signature(Struct, frozen=True):
    """Who signs *I tjänsten*."""

    name: str
    title: str


class Memorandum(Struct, frozen=True, kw_only=True):
    """All that stands in a memorandum before the board has decided."""

    region: str
    heading: str
    reference_number: str
    board: str
    agreement: str
    agreement_id: str
    digest: str
    """Of the agreement's data."""
    agreement_numbers: tuple[tuple[str, str], ...]
    """The agreement's reference numbers that all papers shall state: name and number."""
    background: str
    areas: tuple[MemorandumArea, ...]
    points: tuple[str, ...]
    signatures: tuple[Signature, ...]
    extracts: tuple[str, ...]
    basis: tuple[PlannedActivity, ...]
    rests_on: int
    """The fixed version of the agreement's allocation."""
    dated: datetime.date

    @property
    def total(self) -> int:
        """All areas' frames together, in kronor."""
        return sum(area.amount for area in self.areas)

    @property
    def said_points(self) -> tuple[str, ...]:
        """The points with the sum in its place."""
        return tuple(point.replace(SUM, kronor(self.total).replace("kr", "kronor")) for point in self.points)


class BoardDecision(Struct, frozen=True, kw_only=True):
    """What the board decided: where it stands, and when."""

    board: str = ""
    protocol: str = ""
    paragraph: str = ""
    decided_on: datetime.date | None = None


class Block(Struct, frozen=True):
    """A paragraph of the background, or a list."""

    kind: Literal["text", "list"]
    lines: tuple[str, ...]


def blocks(background: str) -> Iterator[Block]:
    """Split a background into paragraphs and lists, as it was written."""
    for part in background.replace("\r\n", "\n").split("\n\n"):
        lines = [line.strip() for line in part.split("\n") if line.strip()]
        text = [line for line in lines if not line.startswith(LIST_SIGN.strip())]
        items = [line.removeprefix(LIST_SIGN.strip()).strip() for line in lines if line not in text]
        if text:
            yield Block("text", (" ".join(text),))
        if items:
            yield Block("list", tuple(items))


def written(memorandum: Memorandum) -> str:
    """Return a memorandum as JSON, to be kept."""
    return msgspec.json.encode(memorandum, order="sorted").decode()


def read(content: str) -> Memorandum:
    """Return the memorandum that was kept; ``msgspec.MsgspecError`` when it is none."""
    return msgspec.json.decode(content, type=Memorandum)


def frames_table(memorandum: Memorandum) -> Table:
    """Return how the money is to be used, by area and grant."""
    rows = tuple(
        (area.name, frame.grant, area.officer or "–", frame.amount)
        for area in memorandum.areas
        for frame in area.frames
    )
    return Table(
        id=f"{memorandum.agreement_id}-fordelning",
        caption=Text("Förslag till användning per utvecklingsområde", "Proposed use by development area"),
        columns=(
            Column("area", Text("Utvecklingsområde", "Development area")),
            Column("grant", Text("Medel", "Grant")),
            Column("officer", Text("Ansvarig tjänsteperson", "Area officer")),
            Column("amount", Text("Belopp, kr", "Amount, kr"), "kronor"),
        ),
        rows=rows,
        total=(TOTAL.sv, None, None, memorandum.total),
        provenance=_provenance(memorandum),
    )


def areas_table(memorandum: Memorandum) -> Table:
    """Return what each area is given in all, and what the activities of the basis come to."""
    planned = sum(one.budget for one in memorandum.basis)
    names = dict.fromkeys([area.name for area in memorandum.areas] + [one.area for one in memorandum.basis])
    rows = tuple(
        (name, frame, here, frame - here)
        for name in names
        for frame in [sum(area.amount for area in memorandum.areas if area.name == name)]
        for here in [sum(one.budget for one in memorandum.basis if one.area == name)]
    )
    return Table(
        id=f"{memorandum.agreement_id}-omraden",
        caption=Text("Ram och aktiviteter per utvecklingsområde", "Frame and activities by development area"),
        columns=(
            Column("area", Text("Utvecklingsområde", "Development area")),
            Column("amount", Text("Ram, kr", "Frame, kr"), "kronor"),
            Column("planned", Text("Aktiviteter, kr", "Activities, kr"), "kronor"),
            Column("left", Text("Kvar, kr", "Left, kr"), "kronor"),
        ),
        rows=rows,
        total=(TOTAL.sv, memorandum.total, planned, memorandum.total - planned),
        provenance=_provenance(memorandum),
    )


def basis_table(memorandum: Memorandum) -> Table:
    """Return the decision basis: the activities by area, with budget, period and officer."""
    return Table(
        id=f"{memorandum.agreement_id}-beslutsunderlag",
        caption=Text("Aktiviteter per utvecklingsområde", "Activities by development area"),
        columns=(
            Column("area", Text("Utvecklingsområde", "Development area")),
            Column("name", Text("Aktivitet", "Activity")),
            Column("grant", Text("Medel", "Grant")),
            Column("clause", Text("Avsnitt", "Section"), "code"),
            Column("officer", Text("Ansvarig", "Officer")),
            Column("from_day", Text("Från", "From"), "date"),
            Column("to_day", Text("Till", "To"), "date"),
            Column("state", Text("Läge", "State")),
            Column("budget", Text("Budget, kr", "Budget, kr"), "kronor"),
        ),
        rows=tuple(
            (
                one.area,
                f"{one.number}. {one.name}",
                one.grant,
                one.clause or "–",
                one.officer or "–",
                one.from_day,
                one.to_day,
                "föreslagen" if one.proposed else "beslutad",
                one.budget,
            )
            for one in memorandum.basis
        ),
        total=(TOTAL.sv, *(None,) * 7, sum(one.budget for one in memorandum.basis)),
        provenance=_provenance(memorandum),
    )


def _provenance(memorandum: Memorandum) -> Provenance:
    return Provenance(
        agreement=Text(memorandum.agreement), agreement_id=memorandum.agreement_id, digest=memorandum.digest
    )

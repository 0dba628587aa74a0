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
from naravard.agreement.wording import NO_BREAK_SPACE, whole
from naravard.documents import headings
from naravard.documents.table import TOTAL, Column, Provenance, Table

SUM = "{summa}"
"""Stands in a point of the proposal where the memorandum's whole sum is to stand."""
_AREA = Text("Utvecklingsområde", "Development area")
_NONE = "–"
AREAS = "{områden}"
"""Stands on a line of the background where the areas with their sums are to stand, as a list."""
LIST_SIGN = "• "
"""What a line of the background begins with when it is an item of a list."""


class FrameSum(Struct, frozen=True, kw_only=True):
    """What an area is given of a grant."""

    grant: str
    """The grant's name."""
    amount: int
    before: int | None = None
    """What it is without the moves that are proposed, in kronor; ``None`` if nothing says so."""


class FrameMove(Struct, frozen=True, kw_only=True):
    """Money of a grant that goes from one area to another."""

    grant: str
    giver: str
    """The area's name; empty for what belongs to no area."""
    taker: str
    """As the giver."""
    amount: int

    @property
    def said(self) -> str:
        """The move as a sentence, which is a point of the proposal too."""
        giver, taker = (
            f"utvecklingsområdet ”{name}”" if name else "det som inte hör till något utvecklingsområde"
            for name in (self.giver, self.taker)
        )
        return f"{in_kronor(self.amount)} av medlen ”{self.grant}” flyttas från {giver} till {taker}."


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
    handler: str = ""
    """Who prepares the matter (handläggare)."""
    moves: tuple[FrameMove, ...] = ()
    """What is proposed to go from one area to another."""
    moved_before: tuple[FrameMove, ...] = ()
    """What the board has decided on earlier to go from one area to another."""

    @property
    def total(self) -> int:
        """All areas' frames together, in kronor."""
        return sum(area.amount for area in self.areas)

    @property
    def said_points(self) -> tuple[str, ...]:
        """The points with the sum in its place."""
        return tuple(point.replace(SUM, in_kronor(self.total)) for point in self.points)


class BoardDecision(Struct, frozen=True, kw_only=True):
    """How a memorandum stands, and what the board decided: where it stands, and when."""

    state: Literal["draft", "proposed", "decided", "withdrawn"] = "proposed"
    board: str = ""
    protocol: str = ""
    paragraph: str = ""
    decided_on: datetime.date | None = None


def in_kronor(amount: int) -> str:
    """Return an amount as running text has it: ``46 426 770 kronor``."""
    return f"{whole(amount)}{NO_BREAK_SPACE}kronor"


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


class MemorandumAreaSum(Struct, frozen=True):
    """What an area is given in all, and what its activities come to."""

    area: str
    frame: int
    planned: int

    @property
    def left(self) -> int:
        """What of the frame is not planned."""
        return self.frame - self.planned


_FRAMES: tuple[Column[tuple[MemorandumArea, FrameSum]], ...] = (
    Column("area", _AREA, of=lambda one: one[0].name, total=TOTAL, swedish=True),
    Column("grant", headings.FUNDS, of=lambda one: one[1].grant, swedish=True),
    Column("officer", headings.AREA_OFFICER, of=lambda one: one[0].officer or _NONE),
    Column("amount", headings.AMOUNT_KR, "kronor", of=lambda one: one[1].amount, total=sum),
)
_MOVED: tuple[Column[tuple[MemorandumArea, FrameSum]], ...] = (
    *_FRAMES[:-1],
    Column("before", headings.BEFORE_KR, "kronor", of=lambda one: _before(one[1]), total=sum),
    Column("change", headings.CHANGE_KR, "change", of=lambda one: one[1].amount - _before(one[1]), total=sum),
    _FRAMES[-1],
)
_AREAS: tuple[Column[MemorandumAreaSum], ...] = (
    Column("area", _AREA, of=lambda one: one.area, total=TOTAL, swedish=True),
    Column("amount", headings.FRAME_KR, "kronor", of=lambda one: one.frame, total=sum),
    Column("planned", Text("Aktiviteter, kr", "Activities, kr"), "kronor", of=lambda one: one.planned, total=sum),
    Column("left", headings.LEFT_KR, "kronor", of=lambda one: one.left, total=sum),
)
_BASIS: tuple[Column[PlannedActivity], ...] = (
    Column("area", _AREA, of=lambda one: one.area, total=TOTAL),
    Column("name", headings.ACTIVITY, of=lambda one: f"{one.number}. {one.name}"),
    Column("grant", headings.FUNDS, of=lambda one: one.grant),
    Column("clause", headings.SECTION, "code", of=lambda one: one.clause or _NONE),
    Column("officer", headings.OFFICER, of=lambda one: one.officer or _NONE),
    Column("from_day", headings.FROM, "date", of=lambda one: one.from_day),
    Column("to_day", headings.TO, "date", of=lambda one: one.to_day),
    Column("state", headings.STATUS, of=lambda one: "föreslagen" if one.proposed else "beslutad"),
    Column("budget", headings.BUDGET_KR, "kronor", of=lambda one: one.budget, total=sum),
)


def _before(frame: FrameSum) -> int:
    return frame.amount if frame.before is None else frame.before


def frames_table(memorandum: Memorandum) -> Table:
    """Return how the money is to be used, by area and grant."""
    columns = _MOVED if memorandum.moves else _FRAMES
    return Table.of(
        [(area, frame) for area in memorandum.areas for frame in area.frames],
        columns,
        id=f"{memorandum.agreement_id}-fordelning",
        caption=Text("Belopp per utvecklingsområde och medel", "Amounts by development area and grant"),
        provenance=_provenance(memorandum),
    )


def areas_table(memorandum: Memorandum) -> Table:
    """Return what each area is given in all, and what the activities of the basis come to."""
    names = dict.fromkeys([area.name for area in memorandum.areas] + [one.area for one in memorandum.basis])
    return Table.of(
        [
            MemorandumAreaSum(
                name,
                frame=sum(area.amount for area in memorandum.areas if area.name == name),
                planned=sum(one.budget for one in memorandum.basis if one.area == name),
            )
            for name in names
        ],
        _AREAS,
        id=f"{memorandum.agreement_id}-omraden",
        caption=Text("Ram och aktiviteter per utvecklingsområde", "Frame and activities by development area"),
        provenance=_provenance(memorandum),
    )


def basis_table(memorandum: Memorandum) -> Table:
    """Return the decision basis: the activities by area, with budget, period and officer."""
    return Table.of(
        memorandum.basis,
        _BASIS,
        id=f"{memorandum.agreement_id}-beslutsunderlag",
        caption=Text("Aktiviteter per utvecklingsområde", "Activities by development area"),
        provenance=_provenance(memorandum),
    )


def _provenance(memorandum: Memorandum) -> Provenance:
    return Provenance(
        agreement=Text(memorandum.agreement), agreement_id=memorandum.agreement_id, digest=memorandum.digest
    )

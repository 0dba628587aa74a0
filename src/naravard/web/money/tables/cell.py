"""One amount as tables: the way from the pot to the krona, and its place among the remainders."""

from collections.abc import Sequence

from naravard.agreement.model import Text
from naravard.allocation.explanation import Explanation
from naravard.allocation.model import Cell
from naravard.allocation.waterfall import WaterfallStep
from naravard.documents import headings
from naravard.documents.table import Column, Table
from naravard.web.agreements.current import Shown
from naravard.web.agreements.provenance import provenance

_REMAINDERS: tuple[Column[Cell], ...] = (
    Column("rank", Text("Plats", "Place"), "number", of=lambda cell: cell.rank),
    Column("code", headings.CODE, "code", of=lambda cell: cell.recipient.code),
    Column("recipient", headings.RECIPIENT, of=lambda cell: cell.recipient.name),
    Column("exact", headings.EXACT_KR, "fraction", 6, of=lambda cell: cell.exact),
    Column("down", Text("Avrundat nedåt, kr", "Rounded down, kr"), "kronor", of=lambda cell: cell.rounded_down),
    Column("remainder", Text("Rest", "Remainder"), "fraction", 6, of=lambda cell: cell.remainder),
    Column("raised", Text("Höjs med", "Raised by"), "kronor", of=lambda cell: cell.raised),
)
_BESIDE = 2
"""How many neighbours are shown on either side."""


def steps_table(shown: Shown, explanation: Explanation) -> Table:
    """Return the waterfall's steps as a table: what each adds or takes away."""
    subject = explanation.subject
    columns: tuple[Column[WaterfallStep], ...] = (
        Column("step", headings.STEP, of=lambda step: step.label),
        Column("value", headings.KRONOR, "number", of=lambda step: step.value),
        Column(
            "clause", headings.SECTION, "code", of=lambda step: step.clause,
            link=lambda step: shown.clauses.link(step.clause),
        ),
    )  # fmt: skip
    return Table.of(
        explanation.waterfall,
        columns,
        id=f"{shown.agreement.id}-{subject.grant_id}-{subject.cell.recipient.code}",
        caption=Text("Från hela beloppet till kronan", "From the whole sum to the krona"),
        note=explanation.heading,
        provenance=provenance(shown),
    )


def remainders_table(shown: Shown, grant_id: str, cells: Sequence[Cell]) -> Table:
    """Return the remainders that were compared, the largest first."""
    return Table.of(
        sorted(cells, key=lambda cell: cell.rank),
        _REMAINDERS,
        id=f"{shown.agreement.id}-{grant_id}-avrundning",
        caption=Text("Resterna i storleksordning", "The remainders by size"),
        provenance=provenance(shown),
    )


def neighbours(explanation: Explanation, cells: Sequence[Cell]) -> list[Cell]:
    """Return those next to the cell among the remainders, and those at the place where the raising ends."""
    own, last = explanation.cell.rank, explanation.subject.raised_count
    wanted = set(range(own - _BESIDE, own + _BESIDE + 1)) | {last, last + 1}
    return sorted((cell for cell in cells if cell.rank in wanted), key=lambda cell: cell.rank)

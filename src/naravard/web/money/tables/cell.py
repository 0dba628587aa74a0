"""One amount as tables: the way from the pot to the krona, and its place among the remainders."""

from collections.abc import Sequence
from fractions import Fraction

from naravard.agreement.model import Text
from naravard.allocation.explanation import Explanation
from naravard.allocation.model import Cell
from naravard.documents.table import Column, Table
from naravard.web.agreements.current import Shown
from naravard.web.agreements.provenance import provenance
from naravard.web.site.templatetags.naravard import words

_STEPS = (
    Column("step", Text("Steg", "Step")),
    Column("value", Text("Kronor", "Kronor"), "number"),
    Column("clause", Text("Avsnitt", "Section"), "code"),
)
_REMAINDERS = (
    Column("rank", Text("Plats", "Place"), "number"),
    Column("code", Text("Kod", "Code"), "code"),
    Column("recipient", Text("Mottagare", "Recipient")),
    Column("exact", Text("Exakt, kr", "Exact, kr"), "fraction", 6),
    Column("down", Text("Avrundat nedåt, kr", "Rounded down, kr"), "kronor"),
    Column("remainder", Text("Rest", "Remainder"), "fraction", 6),
    Column("raised", Text("Höjs med", "Raised by"), "kronor"),
)
_BESIDE = 2
"""How many neighbours are shown on either side."""


def steps_table(shown: Shown, explanation: Explanation) -> Table:
    """Return the waterfall's steps as a table: what each adds or takes away."""
    subject = explanation.subject
    return Table(
        id=f"{shown.agreement.id}-{subject.grant_id}-{subject.cell.recipient.code}",
        caption=Text("Från hela beloppet till kronan", "From the whole sum to the krona"),
        columns=_STEPS,
        rows=tuple((words(step.label), step.value, step.clause) for step in explanation.waterfall),
        note=explanation.heading,
        provenance=provenance(shown),
    )


def remainders_table(shown: Shown, grant_id: str, cells: Sequence[Cell]) -> Table:
    """Return the remainders that were compared, the largest first."""
    ranked = sorted(cells, key=lambda cell: cell.rank)
    return Table(
        id=f"{shown.agreement.id}-{grant_id}-avrundning",
        caption=Text("Resterna i storleksordning", "The remainders by size"),
        columns=_REMAINDERS,
        rows=tuple(_remainder(cell) for cell in ranked),
        provenance=provenance(shown),
    )


def _remainder(cell: Cell) -> tuple[str | int | Fraction, ...]:
    recipient = cell.recipient
    return cell.rank, recipient.code, recipient.name, cell.exact, cell.rounded_down, cell.remainder, cell.raised


def neighbours(explanation: Explanation, cells: Sequence[Cell]) -> list[Cell]:
    """Return those next to the cell among the remainders, and those at the place where the raising ends."""
    own, last = explanation.cell.rank, explanation.subject.raised_count
    wanted = set(range(own - _BESIDE, own + _BESIDE + 1)) | {last, last + 1}
    return sorted((cell for cell in cells if cell.rank in wanted), key=lambda cell: cell.rank)

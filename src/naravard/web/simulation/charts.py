"""The differences as bars: gains to the right of zero, losses to the left. The table beside has all of them."""

from collections.abc import Sequence

from naravard.agreement.model import Text
from naravard.agreement.wording import signed_kronor
from naravard.allocation.simulation import RecipientChange
from naravard.web.site.bars import Bar, BarRow, Panel

MOST_BARS = 24
_TITLE = Text("Skillnad i kronor", "Difference in kronor")


def differences_panel(rows: Sequence[RecipientChange]) -> Panel:
    """Return the differences to draw, in the rows' order; of many, the greatest gains and losses."""
    changed = [row for row in rows if row.difference]
    if len(changed) > MOST_BARS:
        greatest = sorted(changed, key=lambda row: (-abs(row.difference), row.recipient.code))[:MOST_BARS]
        changed = [row for row in changed if row in greatest]
    return Panel(_TITLE, tuple(_row(row.recipient.name, row.difference) for row in changed))


def _row(name: str, difference: int) -> BarRow:
    bar = Bar("part" if difference > 0 else "change", 0, difference)
    return BarRow(Text(name), signed_kronor(difference), (bar,))

"""What the figures of an account are called, and what those are worked out from that no fact makes."""

from collections.abc import Mapping

from naravard.agreement.model import Text
from naravard.documents import headings

NAMES: Mapping[str, Text] = {
    "allotted": headings.ALLOTTED,
    "requisitioned": headings.REQUISITIONED,
    "paid": headings.PAID_OUT,
    "onward": Text("Betalat vidare", "Passed on"),
    "costs": headings.COSTS,
    "used": headings.USED,
    "awaiting": headings.AWAITS_PAYMENT,
    "own": headings.OWN_COSTS,
    "left": headings.LEFT,
    "repaid": Text("Återbetalat", "Repaid"),
    "reclaimed": headings.RECLAIMED,
    "reclaim_open": headings.RECLAIM_OPEN,
    "paid_above": headings.PAID_ABOVE,
    "to_repay": headings.TO_REPAY,
    "unused": Text("Utbetalat och inte använt", "Paid and not used"),
    "received": Text("Att använda", "To use"),
    "uncovered": Text("Kostnader utöver det mottagna", "Costs above what was received"),
    "decided": Text("Beslutat", "Decided"),
    "out": Text("Betalat vidare", "Passed on"),
    "back": Text("Kommit åter", "Come back"),
    "recorded": Text("Registrerat", "Recorded"),
    "planned": Text("Planerat", "Planned"),
    "expected_costs": Text("Väntade kostnader", "Expected costs"),
    "expected_left": Text("Väntas bli kvar", "Expected to be left"),
    "expected_own": Text("Väntade egna kostnader", "Expected own costs"),
}
"""What each figure is called."""
TO_REPAY = ("left", "reclaim_open", "paid_above")
"""What is to be repaid is one of these: the greatest."""
EXPECTED = frozenset({"expected_costs", "expected_left", "expected_own"})
WORKED_OUT: Mapping[str, tuple[str, ...]] = {
    "used": ("costs", "-awaiting", "-own"),
    "awaiting": ("costs", "-used", "-own"),
    "own": ("costs", "-used", "-awaiting"),
    "left": ("paid", "-used", "-repaid"),
    "unused": ("paid", "-used"),
    "paid_above": ("paid", "-repaid", "-allotted"),
}
"""The figures of a grant that no fact makes, and what they are worked out from; a minus is taken away."""
SHARE_WORKED_OUT: Mapping[str, tuple[str, ...]] = {
    "used": ("costs", "-uncovered"),
    "uncovered": ("costs", "-used"),
    "own": ("costs", "-used", "-awaiting"),
    "awaiting": ("costs", "-used", "-own"),
    "left": ("received", "-used", "-repaid"),
}
"""The same for one who holds a part of a grant."""
EARMARK_WORKED_OUT: Mapping[str, tuple[str, ...]] = {
    "left": ("paid", "-used", "-repaid"),
    "unused": ("paid", "-used"),
}
SAYS: Mapping[str, Text] = {
    "used": Text(
        "Kostnader är använda medel så långt det utbetalade räcker. Öronmärkta pengar täcker bara sina egna kostnader.",
        "Costs are money used as far as what was paid goes. Money that is earmarked covers only its own costs.",
    ),
    "own": Text("Kostnader över medlen är mottagarens egna.", "Costs above the money are the recipient's own."),
    "to_repay": Text(
        "Det som är kvar ska återbetalas. Är mer återkrävt, eller är mer utbetalt än den version som gäller tilldelar, "
        "ska hela det beloppet betalas.",
        "What is left is to be repaid. If more has been reclaimed, or more has been paid than the version that holds "
        "allots, all of that is to be paid.",
    ),
}
"""How a figure comes about, where its parts do not say it."""

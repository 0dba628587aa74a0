"""The money as bars: the flow of one recipient, the forecast grant by grant, the activities, the months."""

import datetime
from collections.abc import Callable, Sequence
from typing import NamedTuple

from naravard.agreement.model import Text
from naravard.ledger.balances import Sums
from naravard.ledger.forecast import Outlook
from naravard.web.agreements.current import Shown
from naravard.web.funds.spending import Month, Spent
from naravard.web.ledger.accounts import Money
from naravard.web.site.bars import Bar, BarRow, Filling, Panel

_STEPS = {
    "allotted": Text("Tilldelat", "Allotted"),
    "requisitioned": Text("Rekvirerat", "Requisitioned"),
    "paid": Text("Utbetalat", "Paid"),
    "onward": Text("Varav betalat vidare", "Of which passed on"),
    "used": Text("Använt", "Used"),
    "awaiting": Text("Kostnader som väntar på utbetalning", "Costs that await payment"),
    "repaid": Text("Återbetalat", "Repaid"),
    "left": Text("Kvar", "Left"),
    "own": Text("Egna kostnader utöver medlen", "Own costs above the grant"),
}
_WHEN_SOME = frozenset({"onward", "awaiting", "repaid", "own"})
_FORECAST = Text("Använt, och väntat till periodens slut", "Used, and expected by the end of the period")
_FORECAST_KEY = (
    Filling("part", Text("använt", "used")),
    Filling("fall", Text("väntas kosta", "expected costs")),
    Filling("change", Text("väntas bli kvar", "expected to be left")),
)
_ACTIVITY_KEY = (
    Filling("part", Text("kostnader inom budgeten", "costs within the budget")),
    Filling("fall", Text("kvar av budgeten", "left of the budget")),
    Filling("change", Text("över budgeten", "above the budget")),
)
_ACTIVITIES = Text("Kostnader mot budget", "Costs against budget")
_MONTHS = Text("Kostnader månad för månad", "Costs month by month")


class ShownStep(NamedTuple):
    """A step of the money's way as it is shown: its sum once, and its bar on the scale of all the steps."""

    name: Text
    kronor: int
    whole: int
    """What the longest bar is."""
    url: str
    """What the sum consists of."""
    day: datetime.date | None


def any_requisition(shown: Shown) -> bool:
    """Tell whether anything is requisitioned under an agreement."""
    return any(duty.about == "requisition" for duty in shown.agreement.duties)


def flow_steps(
    total: Sums, *, requisitions: bool, leads: Callable[[str], str], money: Money | None = None
) -> list[ShownStep]:
    """Return the steps from what is allotted to what is left, with the day of each where it is one recipient's.

    ``leads`` gives the address of what a step's sum consists of.
    """
    some = _WHEN_SOME if requisitions else _WHEN_SOME | {"requisitioned"}
    sums = {step: getattr(total, step) for step in _STEPS if step not in some or getattr(total, step)}
    told = {line.step: line for line in money.flow} if money else {}
    whole = max(sums.values())
    return [
        ShownStep(
            _STEPS[step],
            kronor,
            whole,
            leads(step),
            max(told[step].days, default=None) if step in told else None,
        )
        for step, kronor in sums.items()
    ]


def forecast_panel(shown: Shown, outlooks: Sequence[Outlook]) -> Panel:
    """Return the forecast: what is used, what is expected to be, and what is expected to be left of each grant."""
    rows = []
    for outlook in outlooks:
        used = min(outlook.costs, outlook.expected_used)
        bars = (
            Bar("part", 0, used),
            Bar("fall", used, outlook.expected_used),
            Bar("change", outlook.available - outlook.expected_left, outlook.available),
        )
        rows.append(BarRow(shown.agreement.grant(outlook.grant).name, "", _with_length(bars)))
    return Panel(_FORECAST, tuple(rows), _FORECAST_KEY)


def activity_panel(spent: Sequence[Spent]) -> Panel:
    """Return each activity's costs against its budget; what is above it stands out."""
    rows = []
    for one in spent:
        costs, budget = one.costs, one.budget
        bars = (Bar("part", 0, min(costs, budget)), Bar("fall", costs, budget), Bar("change", budget, costs))
        rows.append(BarRow(Text(one.name), "", _with_length(bars)))
    return Panel(_ACTIVITIES, tuple(rows), _ACTIVITY_KEY)


def month_panel(months: Sequence[Month]) -> Panel:
    """Return the costs of each month."""
    rows = [BarRow(one.words, "", _with_length((Bar("part", 0, one.costs),))) for one in months]
    return Panel(_MONTHS, tuple(rows))


def _with_length(bars: Sequence[Bar]) -> tuple[Bar, ...]:
    return tuple(bar for bar in bars if bar.end > bar.start)

"""The money as bars: the flow of one recipient, the forecast grant by grant, the activities, the months."""

from collections.abc import Sequence

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.ledger.balances import Sums
from naravard.ledger.forecast import Outlook
from naravard.web.agreements.current import Shown
from naravard.web.funds.spending import Month, Spent
from naravard.web.site.bars import Bar, BarRow, Panel

_FLOW = Text("Från tilldelat till återbetalat", "From allotted to repaid")
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
_LEFT = Text("{} kvar", "{} left")
_OF = Text("{} av {}", "{} of {}")
_ACTIVITIES = Text("Kostnader mot budget", "Costs against budget")
_MONTHS = Text("Kostnader månad för månad", "Costs month by month")


def any_requisition(shown: Shown) -> bool:
    """Tell whether anything is requisitioned under an agreement."""
    return any(duty.about == "requisition" for duty in shown.agreement.duties)


def flow_panel(total: Sums, *, requisitions: bool) -> Panel:
    """Return the flow: each step as a bar on one scale; what was paid falls into used, repaid and left."""
    some = _WHEN_SOME if requisitions else _WHEN_SOME | {"requisitioned"}
    rows = [
        BarRow(_STEPS[step], kronor(getattr(total, step)), (bar,))
        for step, bar in _flow_bars(total).items()
        if step not in some or getattr(total, step)
    ]
    return Panel(_FLOW, tuple(rows))


def forecast_panel(shown: Shown, outlooks: Sequence[Outlook], language: str) -> Panel:
    """Return the forecast: what is used, what is expected to be, and what is expected to be left of each grant."""
    rows = []
    for outlook in outlooks:
        used = min(outlook.costs, outlook.expected_used)
        bars = (
            Bar("part", 0, used),
            Bar("fall", used, outlook.expected_used),
            Bar("change", outlook.available - outlook.expected_left, outlook.available),
        )
        figure = _LEFT.in_language(language).format(kronor(outlook.expected_left))
        rows.append(BarRow(shown.agreement.grant(outlook.grant).name, figure, _with_length(bars)))
    return Panel(_FORECAST, tuple(rows))


def activity_panel(spent: Sequence[Spent], language: str) -> Panel:
    """Return each activity's costs against its budget; what is above it stands out."""
    rows = []
    for one in spent:
        costs, budget = one.costs, one.budget
        bars = (Bar("part", 0, min(costs, budget)), Bar("fall", costs, budget), Bar("change", budget, costs))
        figure = _OF.in_language(language).format(kronor(costs), kronor(budget))
        rows.append(BarRow(Text(one.name), figure, _with_length(bars)))
    return Panel(_ACTIVITIES, tuple(rows))


def month_panel(months: Sequence[Month]) -> Panel:
    """Return the costs of each month."""
    rows = [BarRow(one.words, kronor(one.costs), (Bar("part", 0, one.costs),)) for one in months]
    return Panel(_MONTHS, tuple(rows))


def _with_length(bars: Sequence[Bar]) -> tuple[Bar, ...]:
    return tuple(bar for bar in bars if bar.end > bar.start)


def _flow_bars(total: Sums) -> dict[str, Bar]:
    gone = total.used + total.repaid
    return {
        "allotted": Bar("total", 0, total.allotted),
        "requisitioned": Bar("total", 0, total.requisitioned),
        "paid": Bar("total", 0, total.paid),
        "onward": Bar("fall", 0, total.onward),
        "used": Bar("part", 0, total.used),
        "awaiting": Bar("fall", 0, total.awaiting),
        "repaid": Bar("fall", total.used, gone),
        "left": Bar("change", gone, gone + total.left),
        "own": Bar("change", total.paid, total.paid + total.own),
    }

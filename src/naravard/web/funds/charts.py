"""The money as pictures: the flow of one recipient, the forecast grant by grant, the activities, the months."""

from collections.abc import Sequence

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.ledger.balances import Sums
from naravard.ledger.forecast import Outlook
from naravard.web.agreements.current import Shown
from naravard.web.funds.spending import Month, Spent
from naravard.web.site.bar_chart import Bar, Panel, row

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


def flow_panels(total: Sums, language: str) -> tuple[Panel, ...]:
    """Return the flow: each step as a bar on one scale; what was paid falls into used, repaid and left."""
    rows = [
        row(_STEPS[step].in_language(language), kronor(getattr(total, step)), bar)
        for step, bar in _flow_bars(total).items()
        if step not in _WHEN_SOME or getattr(total, step)
    ]
    return ((_FLOW.in_language(language), tuple(rows)),)


def flow_words(total: Sums, language: str) -> str:
    """Return the picture in words."""
    return "; ".join(f"{words} {figure}" for words, figure, _ in flow_panels(total, language)[0][1])


def forecast_panels(shown: Shown, outlooks: Sequence[Outlook], language: str) -> tuple[Panel, ...]:
    """Return the forecast: what is used, what is expected to be, and what is expected to be left of each grant."""
    rows = []
    for outlook in outlooks:
        used = min(outlook.costs, outlook.expected_used)
        bars: list[Bar] = [
            ("part", 0.0, float(used)),
            ("fall", float(used), float(outlook.expected_used)),
            ("change", float(outlook.available - outlook.expected_left), float(outlook.available)),
        ]
        name = shown.agreement.grant(outlook.grant).name.in_language(language)
        figure = _LEFT.in_language(language).format(kronor(outlook.expected_left))
        rows.append(row(name, figure, *(bar for bar in bars if bar[2] > bar[1])))
    return ((_FORECAST.in_language(language), tuple(rows)),)


def activity_panels(spent: Sequence[Spent], language: str) -> tuple[Panel, ...]:
    """Return each activity's costs against its budget; what is above it stands out."""
    rows = []
    for one in spent:
        costs, budget = one.costs, one.budget
        bars: list[Bar] = [
            ("part", 0.0, float(min(costs, budget))),
            ("fall", float(costs), float(budget)),
            ("change", float(budget), float(costs)),
        ]
        figure = _OF.in_language(language).format(kronor(costs), kronor(budget))
        rows.append(row(one.name, figure, *(bar for bar in bars if bar[2] > bar[1])))
    return ((_ACTIVITIES.in_language(language), tuple(rows)),)


def month_panels(months: Sequence[Month], language: str) -> tuple[Panel, ...]:
    """Return the costs of each month."""
    rows = [row(one.name, kronor(one.costs), ("part", 0.0, float(one.costs))) for one in months]
    return ((_MONTHS.in_language(language), tuple(rows)),)


def panel_words(panels: Sequence[Panel]) -> str:
    """Return any of the pictures in words: each row with its figure."""
    return "; ".join(f"{words}: {figure}" for _, rows in panels for words, figure, _ in rows)


def _flow_bars(total: Sums) -> dict[str, Bar]:
    used, gone = float(total.used), float(total.used + total.repaid)
    paid = float(total.paid)
    return {
        "allotted": ("total", 0.0, float(total.allotted)),
        "requisitioned": ("total", 0.0, float(total.requisitioned)),
        "paid": ("total", 0.0, paid),
        "onward": ("fall", 0.0, float(total.onward)),
        "used": ("part", 0.0, used),
        "awaiting": ("fall", 0.0, float(total.awaiting)),
        "repaid": ("fall", used, gone),
        "left": ("change", gone, gone + float(total.left)),
        "own": ("change", paid, paid + float(total.own)),
    }

"""The waterfall as bars. Two panels with a scale each: the whole sum and one recipient's part seldom have one size."""

from collections.abc import Sequence
from fractions import Fraction

from naravard.agreement.model import Text
from naravard.agreement.wording import decimal, kronor
from naravard.allocation.waterfall import WaterfallStep
from naravard.web.site.bars import Bar, BarRow, Panel

_OF_THE_WHOLE = Text("Hela beloppet", "The whole amount")
_OF_THE_PART = Text("Mottagarens belopp", "The recipient's amount")
_OWN = Text("Mottagarens del", "The recipient's part")


def panels(steps: Sequence[WaterfallStep], language: str) -> tuple[Panel, Panel]:
    """Return the two panels: from the whole sum to the recipient's part, and from there to the krona."""
    first = [step for step in steps[:1] if step.kind == "total"]
    falls = [step for step in steps if step.kind == "fall"]
    rest = [step for step in steps if step.kind in {"part", "change"}]
    last = [step for step in steps[-1:] if step.kind == "total"]
    own = falls[-1].end if falls else first[0].end
    upper = [_row(step, language) for step in (*first, *falls)]
    upper.append(BarRow(_OWN, _figure(own, language), (Bar("part", 0, own),)))
    lower = [_row(step, language) for step in (*rest, *last)]
    return Panel(_OF_THE_WHOLE, tuple(upper)), Panel(_OF_THE_PART, tuple(lower))


def _row(step: WaterfallStep, language: str) -> BarRow:
    figure = _figure(step.value, language, sign=step.kind != "total")
    return BarRow(step.label, figure, (Bar(step.kind, step.start, step.end),))


def _figure(value: Fraction, language: str, *, sign: bool = False) -> str:
    """Write kronor, with decimals where there are any; what is added has a plus sign."""
    written = kronor(int(value)) if value.denominator == 1 else f"{decimal(value, 2, language)}\N{NO-BREAK SPACE}kr"
    return f"+{written}" if sign and value > 0 else written

"""The waterfall as a picture: drawn on the server as SVG, kept by its content. The same values stand in a table beside.

Two panels with a scale each, since the whole sum and one recipient's part of it are seldom of the same size.
"""

from collections.abc import Sequence
from fractions import Fraction

from naravard.agreement.model import Text
from naravard.agreement.wording import decimal, kronor
from naravard.allocation.waterfall import WaterfallStep
from naravard.web.site.bar_chart import Panel, Row, drawn, height, row

_OF_THE_WHOLE = Text("Hela beloppet", "The whole sum")
_OF_THE_PART = Text("Mottagarens belopp", "The recipient's amount")
_OWN = Text("Mottagarens del", "The recipient's part")


def waterfall_svg(steps: Sequence[WaterfallStep], language: str) -> bytes:
    """Return the waterfall as SVG."""
    return drawn(panels(steps, language))


def waterfall_words(steps: Sequence[WaterfallStep], language: str) -> str:
    """Return the picture in words: each step with its figure."""
    return "; ".join(f"{step.label.in_language(language)} {_step_figure(step, language)}" for step in steps)


def waterfall_height(steps: Sequence[WaterfallStep], language: str) -> int:
    """Return the picture's height, so that the page can keep its place."""
    return height(panels(steps, language))


def panels(steps: Sequence[WaterfallStep], language: str) -> tuple[Panel, Panel]:
    """Return the two panels: from the whole sum to the recipient's part, and from there to the krona."""
    first = [step for step in steps[:1] if step.kind == "total"]
    falls = [step for step in steps if step.kind == "fall"]
    rest = [step for step in steps if step.kind in {"part", "change"}]
    last = [step for step in steps[-1:] if step.kind == "total"]
    own = falls[-1].end if falls else first[0].end
    upper = [_row(step, language) for step in (*first, *falls)]
    upper.append((_OWN.in_language(language), _figure(own, language), (("part", 0.0, float(own)),)))
    lower = [_row(step, language) for step in (*rest, *last)]
    return (_OF_THE_WHOLE.in_language(language), tuple(upper)), (_OF_THE_PART.in_language(language), tuple(lower))


def _row(step: WaterfallStep, language: str) -> Row:
    bar = (step.kind, float(step.start), float(step.end))
    return row(step.label.in_language(language), _step_figure(step, language), bar)


def _step_figure(step: WaterfallStep, language: str) -> str:
    return _figure(step.value, language, sign=step.kind != "total")


def _figure(value: Fraction, language: str, *, sign: bool = False) -> str:
    """Write kronor, with decimals where there are any; what is added has a plus sign."""
    written = kronor(int(value)) if value.denominator == 1 else f"{decimal(value, 2, language)}\N{NO-BREAK SPACE}kr"
    return f"+{written}" if sign and value > 0 else written

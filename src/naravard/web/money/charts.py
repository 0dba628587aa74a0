"""The waterfall as a picture: drawn on the server as SVG, kept by its content. The same values stand in a table beside.

Two panels with a scale each, since the whole sum and one recipient's part of it are seldom of the same size.
"""

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any

from naravard.agreement.model import Text
from naravard.agreement.wording import decimal, kronor
from naravard.allocation.waterfall import WaterfallStep
from naravard.web.site.chart_font import FAMILY, with_font

_WIDTH = 470
_ROW = 46
_AROUND = 80
"""Titles, spacing and padding of the two panels together."""
_SIGNS_IN_A_ROW = 62
"""Room for words and figure beside each other; longer words are cut, the table beside has them whole."""
_KEPT = 512
_COLOURS = {"total": "#14304f", "fall": "#b9b2a2", "part": "#3f76a3", "change": "#a8552f"}
_TEXT = "#17212b"
_LINE = "#cfcabf"
_OF_THE_WHOLE = Text("Hela beloppet", "The whole sum")
_OF_THE_PART = Text("Mottagarens belopp", "The recipient's amount")
_OWN = Text("Mottagarens del", "The recipient's part")

Bar = tuple[str, str, str, float, float]
"""Kind, words, figure, and where the bar begins and ends. Floats are for drawing only."""


def waterfall_svg(steps: Sequence[WaterfallStep], language: str) -> bytes:
    """Return the waterfall as SVG."""
    upper, lower = bars(steps, language)
    return _drawn(upper, lower, _OF_THE_WHOLE.in_language(language), _OF_THE_PART.in_language(language))


def waterfall_words(steps: Sequence[WaterfallStep], language: str) -> str:
    """Return the picture in words: each step with its figure."""
    return "; ".join(f"{step.label.in_language(language)} {_step_figure(step, language)}" for step in steps)


def waterfall_height(steps: Sequence[WaterfallStep], language: str) -> int:
    """Return the picture's height, so that the page can keep its place."""
    return _ROW * sum(len(panel) for panel in bars(steps, language)) + _AROUND


def bars(steps: Sequence[WaterfallStep], language: str) -> tuple[tuple[Bar, ...], tuple[Bar, ...]]:
    """Return the bars of the two panels: from the whole sum to the recipient's part, and from there to the krona."""
    first = [step for step in steps[:1] if step.kind == "total"]
    falls = [step for step in steps if step.kind == "fall"]
    rest = [step for step in steps if step.kind in {"part", "change"}]
    last = [step for step in steps[-1:] if step.kind == "total"]
    own = falls[-1].end if falls else first[0].end
    upper = [_bar(step, language) for step in (*first, *falls)]
    upper.append(("part", _OWN.in_language(language), _figure(own, language), 0.0, float(own)))
    return tuple(upper), tuple(_bar(step, language) for step in (*rest, *last))


def _bar(step: WaterfallStep, language: str) -> Bar:
    figure = _step_figure(step, language)
    words = _cut(step.label.in_language(language), _SIGNS_IN_A_ROW - len(figure))
    return step.kind, words, figure, float(step.start), float(step.end)


def _cut(words: str, longest: int) -> str:
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"


def _step_figure(step: WaterfallStep, language: str) -> str:
    return _figure(step.value, language, sign=step.kind != "total")


def _figure(value: Fraction, language: str, *, sign: bool = False) -> str:
    """Write kronor, with decimals where there are any; what is added has a plus sign."""
    written = kronor(int(value)) if value.denominator == 1 else f"{decimal(value, 2, language)}\N{NO-BREAK SPACE}kr"
    return f"+{written}" if sign and value > 0 else written


@lru_cache(maxsize=_KEPT)
def _drawn(upper: tuple[Bar, ...], lower: tuple[Bar, ...], upper_title: str, lower_title: str) -> bytes:
    import altair as alt
    import vl_convert

    panels = alt.vconcat(_panel(alt, upper, upper_title), _panel(alt, lower, lower_title), spacing=26)
    chart = panels.resolve_scale(x="independent", y="independent").configure(
        font=FAMILY, background="#ffffff", padding=4, view=alt.ViewConfig(stroke=None)
    )
    svg: str = vl_convert.vegalite_to_svg(chart.to_json(validate=False))
    return with_font(svg)


def _panel(alt: Any, rows: tuple[Bar, ...], title: str) -> Any:
    """Return one panel: for each row its words and figure, and the bar beneath."""
    values = [
        {"row": place, "kind": kind, "words": words, "figure": figure, "start": start, "end": end}
        for place, (kind, words, figure, start, end) in enumerate(rows)
    ]
    reach = max(max(row[3], row[4]) for row in rows) or 1.0
    colours = alt.Scale(domain=list(_COLOURS), range=list(_COLOURS.values()))
    base = alt.Chart(alt.Data(values=values)).encode(y=alt.Y("row:O", axis=None))
    bar = base.mark_bar(height=14, yOffset=9, strokeWidth=1.5).encode(
        x=alt.X("start:Q", axis=None, scale=alt.Scale(domain=[0, reach], nice=False)),
        x2="end:Q",
        color=alt.Color("kind:N", legend=None, scale=colours),
        stroke=alt.Stroke("kind:N", legend=None, scale=colours),
    )
    words = base.mark_text(align="left", dy=-9, fontSize=15, color=_TEXT, font=FAMILY).encode(
        x=alt.value(0), text="words:N"
    )
    figures = base.mark_text(align="right", dy=-9, fontSize=15, color=_TEXT, font=FAMILY).encode(
        x=alt.value(_WIDTH), text="figure:N"
    )
    line = alt.Chart(alt.Data(values=[{}])).mark_rule(color=_LINE).encode(x=alt.value(0))
    heading = alt.TitleParams(title, anchor="start", fontSize=15, fontWeight=600, color=_TEXT, font=FAMILY, offset=6)
    return alt.layer(line, bar, words, figures).properties(width=_WIDTH, height=_ROW * len(rows), title=heading)

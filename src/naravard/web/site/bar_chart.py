"""Rows of bars as a picture: words and figure above each, drawn on the server as SVG, kept by its content.

The same values always stand in a table beside. Floats are for drawing only.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from naravard.web.site.chart_font import FAMILY, with_font

WIDTH = 480
"""What a page gives as the picture's width; it is drawn to scale."""
COLOURS = {"total": "#14304f", "fall": "#b9b2a2", "part": "#3f76a3", "change": "#a8552f"}
"""By what a bar tells: a whole, what is taken away or has gone, a part of the whole, what is to be noticed."""
_INNER = 470
_ROW = 46
_AROUND = 44
"""Title, padding and half the space to the next panel."""
_BETWEEN = 26
_SIGNS_IN_A_ROW = 62
"""Room for words and figure beside each other; longer words are cut, the table beside has them whole."""
_KEPT = 512
_TEXT = "#17212b"
_LINE = "#cfcabf"

Bar = tuple[str, float, float]
"""What it tells (:data:`COLOURS`), and where it begins and ends."""
Row = tuple[str, str, tuple[Bar, ...]]
"""Words, figure, and the bars."""
Panel = tuple[str, tuple[Row, ...]]
"""A title, and rows with a scale of their own."""


def row(words: str, figure: str, *bars: Bar) -> Row:
    """Return a row, its words cut to the room there is."""
    longest = _SIGNS_IN_A_ROW - len(figure)
    cut = words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"
    return cut, figure, bars


def height(panels: Sequence[Panel]) -> int:
    """Return the picture's height, so that the page can keep its place."""
    return _ROW * sum(len(rows) for _, rows in panels) + _AROUND * len(panels) - 8


@lru_cache(maxsize=_KEPT)
def drawn(panels: tuple[Panel, ...]) -> bytes:
    """Return the panels as SVG, one under the other."""
    import altair as alt
    import vl_convert

    whole = alt.vconcat(*(_panel(alt, rows, title) for title, rows in panels), spacing=_BETWEEN)
    chart = whole.resolve_scale(x="independent", y="independent").configure(
        font=FAMILY, background="#ffffff", padding=4, view=alt.ViewConfig(stroke=None)
    )
    svg: str = vl_convert.vegalite_to_svg(chart.to_json(validate=False))
    return with_font(svg)


def _panel(alt: Any, rows: tuple[Row, ...], title: str) -> Any:
    """Return one panel: for each row its words and figure, and the bars beneath."""
    texts = [{"row": place, "words": words, "figure": figure} for place, (words, figure, _) in enumerate(rows)]
    values = [
        {"row": place, "kind": kind, "start": start, "end": end}
        for place, (_, _, bars) in enumerate(rows)
        for kind, start, end in bars
    ]
    reach = max((max(start, end) for _, _, bars in rows for _, start, end in bars), default=0.0) or 1.0
    colours = alt.Scale(domain=list(COLOURS), range=list(COLOURS.values()))
    written = alt.Chart(alt.Data(values=texts)).encode(y=alt.Y("row:O", axis=None))
    bar = alt.Chart(alt.Data(values=values)).encode(y=alt.Y("row:O", axis=None))
    bar = bar.mark_bar(height=14, yOffset=9, strokeWidth=1.5).encode(
        x=alt.X("start:Q", axis=None, scale=alt.Scale(domain=[0, reach], nice=False)),
        x2="end:Q",
        color=alt.Color("kind:N", legend=None, scale=colours),
        stroke=alt.Stroke("kind:N", legend=None, scale=colours),
    )
    words = written.mark_text(align="left", dy=-9, fontSize=15, color=_TEXT, font=FAMILY).encode(
        x=alt.value(0), text="words:N"
    )
    figures = written.mark_text(align="right", dy=-9, fontSize=15, color=_TEXT, font=FAMILY).encode(
        x=alt.value(_INNER), text="figure:N"
    )
    line = alt.Chart(alt.Data(values=[{}])).mark_rule(color=_LINE).encode(x=alt.value(0))
    heading = alt.TitleParams(title, anchor="start", fontSize=15, fontWeight=600, color=_TEXT, font=FAMILY, offset=6)
    return alt.layer(line, bar, words, figures).properties(width=_INNER, height=_ROW * len(rows), title=heading)

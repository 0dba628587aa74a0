"""The differences as a picture, drawn on the server as SVG. The same values stand in the table beside it."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from naravard.agreement.model import Text
from naravard.allocation.simulation import RecipientChange
from naravard.web.site.chart_font import FAMILY, with_font

MOST_BARS = 24
_KEPT = 64
WIDTH = 760
_ROW = 22
_AROUND = 64
_NAMES = 240
_GAIN, _LOSS = "#17436d", "#a8552f"
_TEXT, _LINE = "#17212b", "#cfcabf"
_AXIS = Text("Skillnad i kronor", "Difference in kronor")

Bar = tuple[str, int]


def bars(rows: Sequence[RecipientChange]) -> tuple[Bar, ...]:
    """Return the differences to draw, in the rows' order; of many, the greatest gains and losses."""
    changed = [row for row in rows if row.difference]
    if len(changed) > MOST_BARS:
        greatest = sorted(changed, key=lambda row: (-abs(row.difference), row.recipient.code))[:MOST_BARS]
        changed = [row for row in changed if row in greatest]
    return tuple((row.recipient.name, row.difference) for row in changed)


def differences_height(drawn: Sequence[Bar]) -> int:
    """Return the picture's height, so that the page can keep its place."""
    return _ROW * len(drawn) + _AROUND


def differences_svg(drawn: tuple[Bar, ...], language: str) -> bytes:
    """Return the differences as SVG: gains to the right, losses to the left."""
    return _drawn(drawn, _AXIS.in_language(language))


@lru_cache(maxsize=_KEPT)
def _drawn(drawn: tuple[Bar, ...], axis: str) -> bytes:
    import altair
    import vl_convert

    alt: Any = altair

    values: list[dict[str, Any]] = [{"who": who, "difference": difference} for who, difference in drawn]
    order = [who for who, _difference in drawn]
    chart = (
        alt.Chart(alt.Data(values=values))
        .mark_bar(height=14)
        .encode(
            y=alt.Y(
                "who:N",
                sort=order,
                title=None,
                axis=alt.Axis(ticks=False, domain=False, labelLimit=_NAMES, labelPadding=10),
            ),
            x=alt.X("difference:Q", title=axis, axis=alt.Axis(format=",d", tickCount=5)),
            color=alt.condition("datum.difference < 0", alt.value(_LOSS), alt.value(_GAIN)),
        )
        .properties(
            width=WIDTH,
            height=differences_height(drawn),
            background="#ffffff",
            autosize=alt.AutoSizeParams(type="fit", contains="padding"),
        )
        .configure(font=FAMILY)
        .configure_view(stroke=None)
        .configure_axis(labelColor=_TEXT, titleColor=_TEXT, gridColor=_LINE, labelFontSize=13, titleFontSize=13)
        .configure_axisX(titleFontWeight="normal", domainColor=_LINE, tickColor=_LINE)
    )
    svg: str = vl_convert.vegalite_to_svg(chart.to_json(validate=False), format_locale="sv-SE")
    return with_font(svg)

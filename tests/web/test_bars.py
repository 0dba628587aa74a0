"""Bars on one scale: whatever the amounts, each lies within the width, and zero is where all of them begin."""

import re
from fractions import Fraction
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from naravard.agreement.model import Text
from naravard.web.site.bars import Bar, BarRow, Panel

FRONTEND = Path(__file__).resolve().parents[2] / "src" / "naravard" / "web" / "frontend"
WHITE = "#ffffff"
amounts = st.integers(-(10**13), 10**13).map(lambda hundredths: Fraction(hundredths, 100))


def panel(*ends: tuple[Fraction | int, Fraction | int]) -> Panel:
    return Panel(Text("Belopp"), tuple(BarRow(Text("Rad"), "", (Bar("part", *each),)) for each in ends))


def number(written: str) -> Fraction:
    return Fraction(written.removesuffix("%"))


def test_a_bar_is_as_long_as_its_part_of_the_greatest() -> None:
    placed = [bars[0][1:] for _, bars in panel((0, 200), (50, 150), (200, 200)).drawn()]
    assert placed == [("0.00%", "100.00%"), ("25.00%", "50.00%"), ("100.00%", "0.00%")]


def test_what_is_lost_lies_to_the_left_of_zero() -> None:
    drawn = panel((0, 300), (0, -100))
    assert drawn.zero == "25.00%"
    assert [bars[0][1:] for _, bars in drawn.drawn()] == [("25.00%", "75.00%"), ("0.00%", "25.00%")]


def test_nothing_at_all_has_no_length() -> None:
    drawn = panel((0, 0))
    assert drawn.zero == "0.00%"
    assert [bars[0][1:] for _, bars in drawn.drawn()] == [("0.00%", "0.00%")]


def colours() -> dict[str, str]:
    """The palette by name; the steps of the map as step-1 to step-5."""
    scss = (FRONTEND / "_colours.scss").read_text()
    found = dict(re.findall(r"^\$([a-z-]+): (#[0-9a-f]{6});", scss, re.MULTILINE))
    (steps,) = re.findall(r"^\$steps: \((.+)\);", scss, re.MULTILINE)
    return found | {f"step-{number}": step for number, step in enumerate(steps.split(", "), 1)}


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG reckons it."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def on_white(colour: str, opacity: float) -> str:
    """A colour that lets white through."""
    parts = (round(int(colour[place : place + 2], 16) * opacity + 255 * (1 - opacity)) for place in (1, 3, 5))
    return "#" + "".join(f"{part:02x}" for part in parts)


def test_every_filling_of_a_bar_is_told_from_the_page_and_from_the_others() -> None:
    """WCAG 1.4.11 asks for three to one; a filling that is only an outline has the ink's own."""
    (light,) = re.findall(r"fill-opacity: (0\.\d+);", (FRONTEND / "_charts.scss").read_text())
    ink = colours()["ink"]
    assert contrast(ink, WHITE) >= 3
    assert contrast(on_white(ink, float(light)), WHITE) >= 3
    assert contrast(on_white(ink, float(light)), ink) >= 3


def test_the_words_on_every_colour_of_the_map_can_be_read() -> None:
    palette = colours()
    for step in range(1, 6):
        assert contrast(palette[f"step-{step}"], WHITE if step >= 4 else palette["text"]) >= 4.5


@given(st.lists(st.tuples(amounts, amounts), min_size=1, max_size=6))
def test_every_bar_lies_within_the_width(ends: list[tuple[Fraction | int, Fraction | int]]) -> None:
    drawn = panel(*ends)
    assert 0 <= number(drawn.zero) <= 100
    for _, (bar,) in drawn.drawn():
        assert number(bar.left) >= 0
        assert number(bar.width) >= 0
        assert number(bar.left) + number(bar.width) <= 100 + Fraction(1, 100), "but for the rounding of the last sign"

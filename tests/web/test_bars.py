"""Bars on one scale: whatever the amounts, each lies within the width, and zero is where all of them begin."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from naravard.agreement.model import Text
from naravard.web.site.bars import Bar, BarRow, Panel

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


@given(st.lists(st.tuples(amounts, amounts), min_size=1, max_size=6))
def test_every_bar_lies_within_the_width(ends: list[tuple[Fraction | int, Fraction | int]]) -> None:
    drawn = panel(*ends)
    assert 0 <= number(drawn.zero) <= 100
    for _, (bar,) in drawn.drawn():
        assert number(bar.left) >= 0
        assert number(bar.width) >= 0
        assert number(bar.left) + number(bar.width) <= 100 + Fraction(1, 100), "but for the rounding of the last sign"

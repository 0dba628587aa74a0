"""Amounts pasted from a spreadsheet: with names, codes or alone; what is wrong is told row by row."""

import pytest

from naravard.agreement.reference import municipalities
from naravard.web.sharing.pasted_amounts import read_pasted

KALMAR = [one for one in municipalities() if one.county == "08"][:3]
"""Högsby 0821, Torsås 0834, Mörbylånga 0840."""
WANTED = {"0821": 500_000, "0834": 3_848_972, "0840": 0}


@pytest.mark.parametrize(
    "text",
    [
        "Högsby\t500 000,00\nTorsås\t3.848.972\nMörbylånga\t0",
        "0821;500000\n0834;3848972 kr\n0840;0\nSumma;4348972",
        "0821 Högsby\t500\u00a0000\n834 Torsås\t3 848 972\n0840 Mörbylånga\t0",
        "Högsby kommun 500 000\r\nTorsås 3 848 972\r\n\r\nMörbylånga 0",
        "500 000\n3.848.972\n0",
        "0840\tMörbylånga\t0\n0821\tHögsby\t500 000\n0834\tTorsås\t3 848 972",
    ],
)
def test_the_ways_a_spreadsheet_copies_them_give_the_same_amounts(text: str) -> None:
    pasted = read_pasted(text, KALMAR)
    assert (pasted.problems, pasted.amounts) == ((), WANTED)


def test_every_row_that_is_wrong_is_told_with_its_number() -> None:
    pasted = read_pasted("Högsby\t12.500\nTorsas\t1\nKalmar\t2\nMörbylånga\tmycket\nHögsby\t1,50", KALMAR)
    told = {one.where: one for one in pasted.problems}
    assert set(told) == {"rad 1", "rad 2", "rad 3", "rad 4", "rad 5"}
    assert "12\u00a0500" in told["rad 1"].what
    assert "Menade du Torsås (0834)?" in told["rad 2"].way_out
    assert "Kalmar (0880)" in told["rad 3"].what
    assert "går inte att läsa" in told["rad 4"].what
    assert "ören" in told["rad 5"].what


def test_two_rows_too_many_rows_and_bare_amounts_of_another_number_are_refused() -> None:
    (twice,) = read_pasted("0821\t1\n0821\t2", KALMAR).problems
    assert (twice.where, "två rader" in twice.what) == ("rad 2", True)
    (many,) = read_pasted("1\n" * 2_000, KALMAR).problems
    assert "för många" in many.what
    (two,) = read_pasted("1\n2", KALMAR).problems
    assert "2 belopp" in two.what
    for odd in ("\x00", ";;;", "-5", "9" * 40, "\u0661"):
        assert read_pasted(f"{odd}\n0821\tx", KALMAR).problems, odd

"""The signed annexes of God och nära vård 2022, cell by cell, against what the software computes."""

from fractions import Fraction
from functools import cache

import pytest

from naravard.agreement.library import open_agreement
from naravard.agreement.model import Agreement
from naravard.allocation import allocate
from naravard.allocation.audit import audit
from naravard.allocation.explanation import explain
from naravard.allocation.integers import allocate_on_integers
from naravard.allocation.model import Allocation

AGREEMENT = "god-och-nara-vard-2022"
DIFFERING = {
    ("vidareutbildning-kommuner", "06"): (3_846_172, 3_846_173),
    ("vidareutbildning-kommuner", "23"): (1_386_624, 1_386_623),
    ("medarbetare-regioner", "08"): (46_426_770, 46_426_771),
    ("medarbetare-regioner", "17"): (53_227_562, 53_227_561),
}
"""Published and computed, where they differ."""


@cache
def the_agreement() -> Agreement:
    """Load the agreement once."""
    agreement = open_agreement(AGREEMENT).agreement
    assert agreement is not None
    return agreement


@cache
def the_allocation() -> Allocation:
    return allocate(the_agreement())


def test_185_of_189_published_amounts_are_the_computed() -> None:
    audited = audit(the_agreement())
    assert (len(audited.cells), audited.equal_count) == (189, 185)
    differing = {(cell.grant.id, cell.code): (cell.published, cell.computed) for cell in audited.differing}
    assert differing == DIFFERING
    assert all(cell.accounted and abs(cell.published - cell.exact) < 1 for cell in audited.differing)


def test_every_binding_amount_is_the_published() -> None:
    audited = audit(the_agreement())
    assert all(
        the_allocation().grant(cell.grant.id).cell(cell.code).binding == cell.published for cell in audited.cells
    )


def test_every_column_is_the_pot_to_the_krona() -> None:
    for granted in the_allocation().grants:
        if not granted.awaits:
            assert sum(cell.computed for cell in granted.cells) == granted.grant.amount
            assert sum(cell.binding for cell in granted.cells) == granted.grant.amount
            assert granted.unallocated == 0


def test_every_printed_total_is_the_sum_of_the_printed_cells() -> None:
    audited = audit(the_agreement())
    assert len(audited.columns) == 11
    assert len(audited.rows) == 44
    assert all(sum_.equal for sum_ in (*audited.columns, *audited.rows))
    totals = {(sum_.table.id, sum_.code): sum_.printed for sum_ in audited.rows}
    assert totals["bilaga-4", ""] == 5_070_000_000
    assert totals["bilaga-3", ""] == 1_000_000_000
    assert totals["bilaga-4", "01"] == 1_169_003_665
    assert totals["bilaga-3", "12"] == 173_913_573


def test_every_printed_key_and_share_is_the_keys() -> None:
    audited = audit(the_agreement())
    assert (len(audited.keys), len(audited.shares)) == (66, 44)
    assert all(figure.equal for figure in (*audited.keys, *audited.shares))


def test_the_areas_and_the_total_are_the_grants() -> None:
    audited = audit(the_agreement())
    assert [area.stated for area in audited.areas] == [
        3_172_000_000,
        2_963_000_000,
        100_000_000,
        85_000_000,
        6_373_000_000,
    ]
    assert all(area.equal for area in audited.areas)


def test_further_training_departs_from_clause_9() -> None:
    departures = audit(the_agreement()).departures
    assert [departure.grant.id for departure in departures] == [
        "vidareutbildning-regioner",
        "vidareutbildning-kommuner",
    ]
    for departure in departures:
        assert departure.clause == "9"
        assert "antalet anställda sjuksköterskor" in departure.quote
        assert [(need.key.id, need.missing) for need in departure.needs] == [("nurses", 21)]
        assert departure.moved is None


def test_the_report_tells_it_all_in_both_languages() -> None:
    report = audit(the_agreement()).report()
    assert report[0].text.sv == "189 publicerade belopp har jämförts med de beräknade. 185 är lika och 4 skiljer sig."
    assert [line.kind for line in report].count("cell") == 4
    assert [line.kind for line in report].count("departure") == 2
    assert [line.kind for line in report].count("remark") == len(the_agreement().remarks)
    assert all(line.text.sv and line.text.en for line in report)


def test_placement_money_awaits_its_keys() -> None:
    assert the_allocation().grant("vfu").awaits == ("vfu-weeks-2021", "vfu-weeks-2022")


def test_the_second_implementation_gives_the_same() -> None:
    by_integers = allocate_on_integers(the_agreement())
    for granted in the_allocation().grants:
        if not granted.awaits:
            computed = {cell.recipient.code: cell.computed for cell in granted.cells}
            assert computed == by_integers[granted.grant.id].amounts


@pytest.mark.parametrize(
    ("grant", "code", "amount", "exact"),
    [
        ("ambulans", "09", 934_968, 500_000 + Fraction(74_500_000 * 60_972, 10_443_100)),
        ("nara-vard-regioner", "01", 559_366_711, Fraction(2_422_000_000 * 2_411_859, 10_443_100)),
        (
            "nara-vard-kommuner",
            "12",
            130_435_180,
            375_000_000 * (Fraction(1_400_973, 10_443_100) + Fraction(85_253, 398_986)),
        ),
        ("skr", "SKR", 53_000_000, Fraction(53_000_000)),
    ],
)
def test_some_amounts_by_hand(grant: str, code: str, amount: int, exact: Fraction) -> None:
    cell = the_allocation().grant(grant).cell(code)
    assert (cell.binding, cell.exact) == (amount, exact)


def test_the_named_doctors_money_follows_the_grant() -> None:
    granted = the_allocation().grant("nara-vard-regioner")
    earmarked = granted.earmark("fast-lakarkontakt")
    assert sum(cell.computed for cell in earmarked.cells) == 200_000_000
    assert earmarked.cell("09").exact == Fraction(200_000_000 * 60_972, 10_443_100)


def test_every_amount_is_explained() -> None:
    for granted in the_allocation().grants:
        for cell in granted.cells:
            explanation = explain(the_allocation(), granted.grant.id, cell.recipient.code)
            assert explanation.amount == cell.binding
            assert all(line.clause for line in explanation.lines)

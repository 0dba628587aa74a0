"""Fractions and scaled integers, written apart, agree on every cell of generated agreements."""

from hypothesis import given

from naravard.agreement.model import Agreement
from naravard.allocation import allocate
from naravard.allocation.integers import allocate_on_integers
from strategies import agreements


@given(agreements())
def test_both_agree_on_every_cell(agreement: Agreement) -> None:
    by_fractions = allocate(agreement)
    by_integers = allocate_on_integers(agreement)
    for granted in by_fractions.grants:
        column = by_integers[granted.grant.id]
        assert {cell.recipient.code: cell.computed for cell in granted.cells} == column.amounts
        assert granted.unallocated == column.unallocated
        for cell in granted.cells:
            assert cell.exact * column.exact.scale == column.exact.parts[cell.recipient.code]
        for earmarked in granted.earmarks:
            column = by_integers[f"{granted.grant.id}/{earmarked.earmark.id}"]
            assert {cell.recipient.code: cell.computed for cell in earmarked.cells} == column.amounts

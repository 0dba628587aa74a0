"""Variants: simulations with names, kept as files, and side by side."""

from fractions import Fraction

import pytest

from naravard.agreement.model import Equal, Proportional
from naravard.allocation.changes import Change
from naravard.allocation.errors import ChangeRefusedError
from naravard.allocation.variants import Variant, compare_variants, read_variant, variant_text
from small_agreements import agreement, grant, key

NUMBERS = {"01": 500, "03": 300, "04": 150, "05": 50}
MADE = agreement(grant(Proportional(key="folk")), keys=(key("folk", NUMBERS),))
EQUAL = Variant("Lika: till alla", "litet-exempel", (Change("medel.rule", "{kind: equal}"),))
BY_HAND = """\
variant: Fler i Alfa
agreement: litet-exempel
changes:
  medel.amount: 2 000
  medel.rule: {kind: base, amount: 100, remainder: {kind: proportional, key: folk}}
  rounding:
    method: down
keys:
  folk:
    "01": 1 500
    "03": 0,5
    "04": 150
    "05": 50
"""


@pytest.mark.parametrize(
    "variant",
    [
        EQUAL,
        Variant("Tom", "litet-exempel"),
        Variant("Typad", "litet-exempel", (Change("medel.rule", value=Equal()),), {"folk": {"01": Fraction(1, 3)}}),
        Variant('Med "citat" och: kolon # brädgård', "litet-exempel", (Change("medel.amount", "2 000"),)),
    ],
)
def test_a_variant_is_read_as_it_was_written(variant: Variant) -> None:
    read = read_variant(variant_text(variant).encode())
    assert (read.name, read.agreement, read.keys) == (variant.name, variant.agreement, variant.keys)
    before = compare_variants(MADE, [Variant("x", "y", variant.changes)])
    after = compare_variants(MADE, [Variant("x", "y", read.changes)])
    assert before.recipients == after.recipients


def test_a_variant_may_be_written_by_hand() -> None:
    variant = read_variant(BY_HAND.encode())
    assert [change.path for change in variant.changes] == ["medel.amount", "medel.rule", "rounding"]
    assert variant.keys["folk"]["03"] == Fraction(1, 2)
    comparison = compare_variants(MADE, [variant]).comparisons[0]
    assert comparison.total_after == 2000
    assert comparison.after.agreement.rounding.method == "down"


def test_several_variants_stand_beside_one_another() -> None:
    doubled = Variant("Dubbelt", "litet-exempel", (Change("medel.amount", "2 000"),))
    compared = compare_variants(MADE, [EQUAL, doubled])
    rows = {row.recipient.code: row for row in compared.recipients}
    assert rows["01"].before == 500
    assert rows["01"].after == (250, 1000)
    assert rows["05"].differences == (200, 50)
    assert [variant.name for variant in compared.variants] == ["Lika: till alla", "Dubbelt"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("- a\n- b", "ingen variant"),
        ("agreement: x", "variant saknas"),
        ("variant: x\nagrement: x", "menade du agreement?"),
        ("variant: x\nagreement: x\nchanges: [a]", "fält med värden"),
        ("variant: x\nagreement: x\nkeys:\n  folk:\n    '01': många", "Talet för 01"),
        ("variant: x\nagreement: x\nkeys: 7", "fält med värden"),
    ],
)
def test_a_file_that_is_no_variant_says_what_is_wrong(content: str, said: str) -> None:
    with pytest.raises(ChangeRefusedError, match=said.replace("?", r"\?")):
        read_variant(content.encode())


def test_the_line_is_told() -> None:
    with pytest.raises(ChangeRefusedError) as caught:
        read_variant(b"variant: x\nagreement: x\nchange:\n  a: 1", "min.yaml")
    assert caught.value.where == "min.yaml:3"


def test_a_file_without_end_is_not_read() -> None:
    with pytest.raises(ChangeRefusedError, match="för stor"):
        read_variant(b" " * 5_000_001)

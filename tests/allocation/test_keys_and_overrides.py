"""Keys that are awaited, brought and replaced; overrides that the agreement has signed."""

from fractions import Fraction

from naravard.agreement.model import Increase, Mix, MixPart, Proportional, Rounding
from naravard.allocation import allocate
from naravard.allocation.keys import keys_of
from small_agreements import agreement, earmark, grant, key, override

NUMBERS = {"01": Fraction(5), "03": Fraction(3), "04": Fraction(2), "05": Fraction(1)}
FOLK, LATER = key("folk", NUMBERS), key("senare", None, awaits="rapport")
BY_FOLK, BY_LATER = Proportional(key="folk"), Proportional(key="senare")


def test_a_grant_that_awaits_a_key_has_no_cells_and_the_others_are_computed() -> None:
    made = agreement(grant(BY_FOLK, grant_id="nu"), grant(BY_LATER, grant_id="sedan"), keys=(FOLK, LATER))
    allocation = allocate(made)
    assert allocation.grant("sedan").awaits == ("senare",)
    assert allocation.grant("sedan").cells == ()
    assert sum(cell.computed for cell in allocation.grant("nu").cells) == 1000


def test_an_earmark_that_awaits_a_key_holds_its_grant() -> None:
    made = agreement(grant(BY_FOLK, earmarks=(earmark(10, BY_LATER),)), keys=(FOLK, LATER))
    assert allocate(made).grant("medel").awaits == ("senare",)


def test_brought_numbers_end_the_waiting() -> None:
    made = agreement(grant(Increase(before="folk", after="senare"), 60), keys=(FOLK, LATER))
    later = {code: number + 2 for code, number in NUMBERS.items()}
    granted = allocate(made, keys={"senare": later}).grant("medel")
    assert [cell.computed for cell in granted.cells] == [15, 15, 15, 15]
    assert granted.brought == ("senare",)


def test_overrides_move_the_binding_amounts_only() -> None:
    made = agreement(grant(BY_FOLK, 1100), keys=(FOLK,), overrides=(override("01", -1), override("05", 1)))
    granted = allocate(made).grant("medel")
    assert [cell.computed for cell in granted.cells] == [500, 300, 200, 100]
    assert [cell.binding for cell in granted.cells] == [499, 300, 200, 101]


def test_overrides_do_not_hold_for_other_numbers() -> None:
    made = agreement(grant(BY_FOLK, 1100), keys=(FOLK,), overrides=(override("01", -1), override("05", 1)))
    equal = dict.fromkeys(NUMBERS, Fraction(1))
    assert [cell.binding for cell in allocate(made, keys={"folk": equal}).grant("medel").cells] == [275] * 4
    assert allocate(made, keys={"folk": NUMBERS}).grant("medel").cell("01").override == -1


def test_two_overrides_of_one_amount_add_up() -> None:
    overrides = (override("01", -1), override("01", -1), override("05", 2))
    granted = allocate(agreement(grant(BY_FOLK, 1100), keys=(FOLK,), overrides=overrides)).grant("medel")
    assert granted.cell("01").override == -2


def test_the_keys_of_a_rule_are_found_wherever_they_stand() -> None:
    mix = Mix(
        parts=(MixPart(weight=Fraction(1), rule=Increase(before="a", after="b")), MixPart(weight=Fraction(0), key="a"))
    )
    assert keys_of(mix) == ("a", "b")


def test_a_step_is_read_out_of_the_whole_rule() -> None:
    half = Fraction(1, 2)
    mix = Mix(parts=(MixPart(weight=half, key="folk"), MixPart(weight=half, key="folk")))
    cell = allocate(agreement(grant(mix, 1100, rounding=Rounding()), keys=(FOLK,))).grant("medel").cell("03")
    assert [part.exact for part in cell.step.parts] == [150, 150]
    assert cell.step.parts[0].figures["share"] == Fraction(3, 11)
    assert cell.step.parts[0].figures["pot"] == 550

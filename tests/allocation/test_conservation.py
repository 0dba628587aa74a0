"""The laws of the money: nothing is made, nothing is lost, nothing is moved by more than the rounding may move it."""

from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from naravard.agreement.model import Agreement, Equal, Mix, MixPart, Proportional, Rounding, Rule
from naravard.allocation import allocate
from small_agreements import agreement as make_agreement
from small_agreements import earmark, grant
from strategies import KEYS, World, agreements, amounts, homogeneous_rules, worlds

quick = settings(max_examples=40)  # each allocates a whole agreement


def exact_amounts(world: World, rule: Rule, amount: int) -> dict[str, Fraction]:
    """Share an amount by a rule and return the exact amounts."""
    names = {code: f"Region {code}" for code in world.codes}
    made = make_agreement(grant(rule, amount), keys=world.keys, names=names)
    return {cell.recipient.code: cell.exact for cell in allocate(made).grant("medel").cells}


@quick
@given(agreements())
def test_cells_and_what_no_one_receives_make_the_pot(agreement: Agreement) -> None:
    for granted in allocate(agreement).grants:
        assert sum(cell.computed for cell in granted.cells) + granted.unallocated == granted.grant.amount
        assert granted.unallocated >= 0
        for earmarked in granted.earmarks:
            total = sum(cell.computed for cell in earmarked.cells) + earmarked.unallocated
            assert total == earmarked.earmark.amount
            assert earmarked.unallocated >= 0


@quick
@given(agreements())
def test_the_exact_amounts_and_what_the_rule_left_make_the_pot(agreement: Agreement) -> None:
    for granted in allocate(agreement).grants:
        exact = sum((cell.exact for cell in granted.cells), Fraction(0))
        assert exact + granted.left_by_rule == granted.grant.amount
        for earmarked in granted.earmarks:
            exact = sum((cell.exact for cell in earmarked.cells), Fraction(0))
            assert exact + earmarked.cells[0].worked.left == earmarked.earmark.amount


@quick
@given(agreements())
def test_every_amount_is_within_one_unit_of_the_exact(agreement: Agreement) -> None:
    for granted in allocate(agreement).grants:
        unit = granted.rounding.unit
        for column in (granted.cells, *(earmarked.cells for earmarked in granted.earmarks)):
            for cell in column:
                assert abs(cell.computed - cell.exact) < unit
                assert cell.computed % unit == 0
                assert 0 <= cell.remainder < unit


@quick
@given(agreements())
def test_what_the_rounding_leaves_is_less_than_one_unit_unless_all_go_down(agreement: Agreement) -> None:
    for granted in allocate(agreement).grants:
        if granted.rounding.method != "down":
            assert 0 <= granted.unallocated - granted.left_by_rule < granted.rounding.unit


@quick
@given(agreements())
def test_no_earmark_gives_more_than_its_grant(agreement: Agreement) -> None:
    for granted in allocate(agreement).grants:
        for cell in granted.cells:
            parts = [earmarked.cell(cell.recipient.code) for earmarked in granted.earmarks]
            assert sum(part.computed for part in parts) <= cell.computed
            assert sum(part.binding for part in parts) <= cell.binding


@quick
@given(worlds(least=2), amounts, st.lists(st.integers(1, 9), min_size=2, max_size=4), st.data())
def test_earmarks_that_fill_a_grant_come_to_it_for_everyone(
    world: World, amount: int, weights: list[int], data: st.DataObject
) -> None:
    """Any parts that together are the grant, with any key: nothing over, nothing missing, and each keeps its sum."""
    ends = [amount * sum(weights[: place + 1]) // sum(weights) for place in range(len(weights))]
    parts = [end - start for start, end in zip([0, *ends[:-1]], ends, strict=True)]
    earmarks = tuple(earmark(part, None, f"del-{place}") for place, part in enumerate(parts))
    names = {code: f"Region {code}" for code in world.codes}
    rule = data.draw(homogeneous_rules)
    granted = allocate(make_agreement(grant(rule, amount, earmarks=earmarks), keys=world.keys, names=names))
    only = granted.grant("medel")
    for cell in only.cells:
        assert sum(each.cell(cell.recipient.code).computed for each in only.earmarks) == cell.computed
    assert sum(each.unallocated for each in only.earmarks) == only.unallocated
    assert all(each.unallocated >= 0 for each in only.earmarks)


@quick
@given(agreements(), st.randoms(use_true_random=False))
def test_the_order_of_the_recipients_changes_nothing(agreement: Agreement, random: st.DataObject) -> None:
    group = agreement.recipients[0]
    members = list(group.members)
    random.shuffle(members)
    shuffled = replace(agreement, recipients=(replace(group, members=tuple(members)),))
    before, after = allocate(agreement), allocate(shuffled)
    for granted in before.grants:
        for cell in granted.cells:
            assert after.grant(granted.grant.id).cell(cell.recipient.code).computed == cell.computed


@quick
@given(worlds(least=2), homogeneous_rules, amounts)
def test_twice_the_pot_is_twice_the_exact_amounts(world: World, rule: Rule, amount: int) -> None:
    once, twice = exact_amounts(world, rule, amount), exact_amounts(world, rule, 2 * amount)
    assert {code: 2 * exact for code, exact in once.items()} == twice


@quick
@given(worlds(least=2), amounts, st.sampled_from(KEYS))
def test_a_greater_key_never_gives_a_smaller_exact_amount(world: World, amount: int, by: str) -> None:
    exact = exact_amounts(world, Proportional(key=by), amount)
    values = next(each.values for each in world.keys if each.id == by) or {}
    in_order = sorted(world.codes, key=lambda code: values[code])
    assert [exact[code] for code in in_order] == sorted(exact.values())


@quick
@given(worlds(least=2), amounts, st.integers(1, 1000), st.data())
def test_when_ones_key_grows_ones_exact_amount_does_not_fall(
    world: World, amount: int, more: int, data: st.DataObject
) -> None:
    code = data.draw(st.sampled_from(world.codes))
    rule = Proportional(key="a")
    before = exact_amounts(world, rule, amount)
    grown = tuple(
        replace(each, values={**(each.values or {}), code: (each.values or {})[code] + more})
        if each.id == "a"
        else each
        for each in world.keys
    )
    after = exact_amounts(World(world.codes, grown), rule, amount)
    assert after[code] >= before[code]
    assert all(after[other] <= before[other] for other in world.codes if other != code)


@quick
@given(worlds(least=2), amounts, st.integers(0, 10), st.integers(0, 10))
def test_a_mix_is_the_weighted_sum_of_its_parts(world: World, amount: int, first: int, second: int) -> None:
    assume(first + second)
    weights = Fraction(first, first + second), Fraction(second, first + second)
    mix = Mix(parts=(MixPart(weight=weights[0], key="a"), MixPart(weight=weights[1], rule=Equal())))
    mixed = exact_amounts(world, mix, amount)
    by_a, equal = exact_amounts(world, Proportional(key="a"), amount), exact_amounts(world, Equal(), amount)
    for code in world.codes:
        assert mixed[code] == weights[0] * by_a[code] + weights[1] * equal[code]


@quick
@given(worlds(least=2), st.integers(1, 10**9), st.integers(2, 1000))
def test_a_key_in_another_unit_gives_the_same(world: World, amount: int, factor: int) -> None:
    scaled = tuple(
        replace(each, values={code: value * factor for code, value in (each.values or {}).items()})
        for each in world.keys
    )
    rule = Proportional(key="b")
    assert exact_amounts(world, rule, amount) == exact_amounts(World(world.codes, scaled), rule, amount)


@quick
@given(st.integers(0, 10**6), st.integers(1, 12), st.sampled_from((Rounding(), Rounding(method="cumulative"))))
def test_equal_parts_differ_by_one_krona_at_most(amount: int, count: int, rounding: Rounding) -> None:
    codes = [f"{number:02}" for number in range(1, count + 1)]
    made = make_agreement(grant(Equal(), amount, rounding=rounding), names={code: f"Region {code}" for code in codes})
    computed = [cell.computed for cell in allocate(made).grant("medel").cells]
    assert max(computed) - min(computed) <= 1

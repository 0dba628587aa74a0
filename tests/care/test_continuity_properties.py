"""What holds of the indices whatever the visits are, and of what is hidden whatever the groups are."""

from collections import Counter
from fractions import Fraction
from itertools import pairwise, permutations

from hypothesis import given
from hypothesis import strategies as st

from naravard.care.continuity import indices
from naravard.care.continuity.histogram import Histogram, value_of
from naravard.care.continuity.statistics import figures, quartiles
from naravard.care.continuity.suppression import hidden_cells

VISITS = st.lists(st.sampled_from("ABCDE"), min_size=2, max_size=12)
MOMENTS = st.lists(st.lists(st.sampled_from("ABC"), min_size=1, max_size=3), min_size=1, max_size=3).filter(
    lambda moments: 2 <= sum(map(len, moments)) <= 6
)


def counts(visits: list[str]) -> list[int]:
    return list(Counter(visits).values())


@given(VISITS)
def test_bounds_and_identities(visits: list[str]) -> None:
    number, of_each = len(visits), counts(visits)
    coc, upc, hi = indices.coc(of_each), indices.upc(of_each), indices.hi(of_each)
    assert 0 <= coc <= 1
    assert Fraction(1, number) <= upc <= 1
    assert 0 <= indices.secon([[one] for one in visits]) <= 1
    assert coc == (number * hi - 1) / (number - 1)
    assert (coc == 1) == (len(set(visits)) == 1)
    assert (coc == 0) == (len(set(visits)) == number)


@given(VISITS, st.permutations("VWXYZ"))
def test_what_providers_are_called_changes_nothing(visits: list[str], names: list[str]) -> None:
    renamed = [names["ABCDE".index(one)] for one in visits]
    assert sorted(counts(renamed)) == sorted(counts(visits))
    assert indices.secon([[one] for one in renamed]) == indices.secon([[one] for one in visits])


@given(VISITS, st.integers(2, 6))
def test_coc_rises_towards_herfindahl_when_the_same_visits_come_again(visits: list[str], times: int) -> None:
    of_each = counts(visits)
    more = [count * times for count in of_each]
    assert indices.hi(more) == indices.hi(of_each)
    assert indices.coc(of_each) <= indices.coc(more) <= indices.hi(of_each)


@given(MOMENTS)
def test_unknown_order_is_the_mean_over_all_orders(moments: list[list[str]]) -> None:
    """Said again as it is defined: every order within each moment, each as likely."""
    orders: list[list[str]] = [[]]
    for moment in moments:
        orders = [[*before, *order] for before in orders for order in permutations(moment)]
    repeats = [sum(one == after for one, after in pairwise(order)) for order in orders]
    assert indices.expected_repeats(moments) == Fraction(sum(repeats), len(orders))


@given(st.lists(VISITS, min_size=1, max_size=8))
def test_a_groups_figures_are_those_of_its_patients(patients: list[list[str]]) -> None:
    """Said again patient by patient."""
    histogram = Histogram()
    for visits in patients:
        histogram.counts[len(visits), sum(count * count for count in counts(visits))] += 1
    values = sorted(indices.coc(counts(visits)) for visits in patients)
    made = figures("coc", histogram, {})
    assert made.mean == sum(values) / len(values)
    assert made.weighted == sum((indices.coc(counts(one)) * len(one) for one in patients), Fraction(0)) / sum(
        map(len, patients)
    )
    middle = (values[(len(values) - 1) // 2] + values[len(values) // 2]) / 2
    assert made.quartiles[1] == middle
    assert value_of("hi", (4, 10)) == Fraction(10, 16)


def test_quartiles() -> None:
    one_to_four = [(Fraction(number), 1) for number in (1, 2, 3, 4)]
    assert quartiles(one_to_four, 4) == (Fraction(3, 2), Fraction(5, 2), Fraction(7, 2))
    assert quartiles([(Fraction(7), 1)], 1) == (7, 7, 7)


GROUPS = st.dictionaries(
    st.tuples(st.sampled_from(["U1", "U2", "U3"]), st.sampled_from(["K", "M"]), st.sampled_from(["-64", "65-"])),
    st.integers(0, 9),
    min_size=1,
)
TABLES = ((), (0,), (1,), (0, 1), (0, 2))


@given(GROUPS)
def test_nothing_small_can_be_worked_out(groups: dict[tuple[str, ...], int]) -> None:
    """Said again: two worlds that look alike in all that is shown, and differ in what is hidden."""
    least = 5
    tables = [Counter(dict.fromkeys({tuple(group[at] for at in places) for group in groups}, 0)) for places in TABLES]
    for group, count in groups.items():
        for table, places in zip(tables, TABLES, strict=True):
            table[tuple(group[at] for at in places)] += count
    primary, more = hidden_cells(groups, TABLES, lambda number, name: 0 < tables[number][name] < least, least)
    assert primary == {
        (number, name) for number, table in enumerate(tables) for name, count in table.items() if 0 < count < least
    }
    hidden = primary | more
    order = sorted(groups)
    known = [
        [Fraction(int(tuple(group[at] for at in places) == name)) for group in order]
        for number, places in enumerate(TABLES)
        for name in tables[number]
        if (number, name) not in hidden
    ]
    known.append([Fraction(1)] * len(order))
    whole_is_small = 0 < sum(groups.values()) < least
    for number, name in primary:
        row = [Fraction(int(tuple(group[at] for at in TABLES[number]) == name)) for group in order]
        assert whole_is_small or rank([*known, row]) == rank(known) + 1


def rank(rows: list[list[Fraction]]) -> int:
    """Return how many of the sums say something that the others do not."""
    left, found = [list(row) for row in rows], 0
    for place in range(len(rows[0])):
        pivot = next((row for row in left if row[place]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        found += 1
        left = [
            [value - row[place] / pivot[place] * other for value, other in zip(row, pivot, strict=True)]
            if row[place]
            else row
            for row in left
        ]
    return found

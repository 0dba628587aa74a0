"""Vouchers kept compactly and compared: nothing is lost, öre add up, and the same again changes nothing."""

import datetime
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naravard.exchange.costs import (
    ACTIVITY,
    Chart,
    CodeMapping,
    Gathered,
    Gathering,
    Outcome,
    PatternError,
    Rule,
    accounts_of,
    by_month,
    code_matches,
    compare,
    gather,
    kronor_of,
    name_of,
    unpack,
)
from naravard.exchange.costs.amounts import bookable
from naravard.exchange.sie import ChartAccount, FileHead, FiscalYear, Transaction, Voucher

YEAR = (datetime.date(2022, 1, 1), datetime.date(2022, 12, 31))
HEAD = FileHead(
    fiscal_years={0: FiscalYear(0, *YEAR)},
    accounts={
        "1930": ChartAccount("1930", "Bank", "T"),
        "3510": ChartAccount("3510", "Statsbidrag", "I"),
        "5010": ChartAccount("5010", "Lön", "K"),
        "6010": ChartAccount("6010", "Hyra"),
    },
    objects={(6, "P1"): "Nära vård"},
)
MAPPED = CodeMapping(rules=(Rule(activity=1, dimension=6, code="P1"), Rule(activity=2, dimension=6, code="P2*")))
NOTHING: tuple[Chart, Sequence[bytes]] = (Chart(), ())


def voucher(number: str, *rows: tuple[str, str, int], day: str = "2022-03-15", text: str = "Faktura") -> Voucher:
    """Make a voucher of account, project and öre; the rest stands on the bank."""
    on = datetime.date.fromisoformat(day)
    made = [Transaction(account, ore, on, "", {6: project} if project else {}) for account, project, ore in rows]
    made.append(Transaction("1930", -sum(row.amount for row in made), on))
    return Voucher("A" if number else "", number, on, text, tuple(made))


def file(*vouchers: Voucher) -> Gathered:
    return gather(vouchers, HEAD)


def compared(
    taken: tuple[Chart, Sequence[bytes]],
    new: Gathered | None,
    *,
    mapping: CodeMapping = MAPPED,
    covers: tuple[datetime.date, datetime.date] = YEAR,
    today: datetime.date = YEAR[1],
) -> Outcome:
    return compare(taken, new, covers=covers, mapping=mapping, period=YEAR, today=today)


def taken(outcome: Outcome) -> tuple[Chart, Sequence[bytes]]:
    return outcome.chart, outcome.pieces


@given(st.lists(st.integers(-(10**10), 10**10)))
def test_months_add_up_to_the_rounded_whole(parts: list[int]) -> None:
    months = {f"2022-{number:02d}": ore for number, ore in enumerate(parts)}
    assert sum(by_month(months).values()) == kronor_of(sum(parts))


@given(st.integers(-(10**12), 10**12))
def test_rounding_is_off_by_half_a_krona_at_most(ore: int) -> None:
    assert abs(kronor_of(ore) * 100 - ore) <= 50
    assert kronor_of(-ore) == -kronor_of(ore)
    assert bookable(ore) >= 0


def test_what_is_gathered_can_be_gone_through_again() -> None:
    gathered = file(voucher("1", ("5010", "P1", 100), ("5010", "P1", 50)), voucher("", ("6010", "", 7)))
    first, second = unpack(gathered.pieces)
    assert [name_of(first.key), name_of(second.key)] == ["A 1", ""]
    assert gathered.chart.combinations[first.rows[0]] == ("5010", ((6, "P1"),))
    assert first.rows[1] == 150
    assert gathered.rows == 5
    assert gathered.chart.name_of(6, "P1") == "Nära vård"


def test_removed_rows_do_not_count() -> None:
    on = YEAR[0]
    rows = (
        Transaction("5010", 100, on, "", {6: "P1"}),
        Transaction("5010", 900, on, "", {6: "P1"}, "removed"),
        Transaction("5010", 25, on, "", {6: "P1"}, "added"),
    )
    outcome = compared(NOTHING, file(Voucher("A", "1", on, "", rows)))
    assert outcome.comparison.total(1) == 125


def test_what_differs_is_told_voucher_by_voucher() -> None:
    before = compared(NOTHING, file(*(voucher(str(number), ("5010", "P1", number * 100)) for number in range(1, 5))))
    newer = file(
        voucher("1", ("5010", "P1", 100)),
        voucher("2", ("5010", "P2", 250)),
        voucher("3", ("5010", "P1", 300), text="Rättad text"),
        voucher("5", ("5010", "P9", 999)),
    )
    comparison = compared(taken(before), newer).comparison
    counts = comparison.counts
    assert (counts.new, counts.unchanged, counts.changed, counts.gone) == (1, 1, 2, 1)
    assert {(one.kind, one.name) for one in comparison.differences} == {
        ("changed", "A 2"),
        ("changed", "A 3"),
        ("gone", "A 4"),
    }
    changed = next(one for one in comparison.differences if one.name == "A 2")
    assert (changed.before, changed.after) == ({1: 200}, {2: 250})
    assert (comparison.total(1), comparison.total(2)) == (400, 250)


def test_the_same_again_changes_nothing_also_for_vouchers_without_number() -> None:
    twice = file(voucher("", ("5010", "P1", 100)), voucher("", ("5010", "P1", 100)), voucher("", ("5010", "P1", 5)))
    first = compared(NOTHING, twice)
    again = compared(taken(first), twice).comparison
    assert (again.counts.unchanged, again.counts.differ) == (3, 0)
    assert again.total(1) == 205
    one_less = compared(taken(first), file(voucher("", ("5010", "P1", 100)), voucher("", ("5010", "P1", 5))))
    assert (one_less.comparison.counts.gone, one_less.comparison.counts.unchanged) == (1, 2)


def test_a_file_of_one_month_leaves_the_other_months() -> None:
    january = compared(NOTHING, file(voucher("1", ("5010", "P1", 100), day="2022-01-10")))
    february = file(
        voucher("2", ("5010", "P1", 30), day="2022-02-10"), voucher("9", ("5010", "P1", 7), day="2022-03-01")
    )
    days = datetime.date(2022, 2, 1), datetime.date(2022, 2, 28)
    counts = (both := compared(taken(january), february, covers=days)).comparison.counts
    assert (counts.new, counts.gone, counts.elsewhere, counts.left_out) == (1, 0, 1, 1)
    assert both.comparison.sums == {1: {"2022-01": 100, "2022-02": 30}}
    assert compared(taken(january), february).comparison.counts.gone == 1


def test_a_voucher_that_moves_into_the_days_is_not_counted_twice() -> None:
    before = compared(NOTHING, file(voucher("1", ("5010", "P1", 100), day="2022-01-31")))
    moved = file(voucher("1", ("5010", "P1", 100), day="2022-02-01"))
    days = datetime.date(2022, 2, 1), datetime.date(2022, 2, 28)
    assert compared(taken(before), moved, covers=days).comparison.sums == {1: {"2022-02": 100}}


def test_a_series_that_begins_again_each_month_keeps_every_month() -> None:
    months = [
        voucher("1", ("5010", "P1", 100 * month), day=f"2022-{month:02}-28", text=f"Avskrivning {month}")
        for month in (1, 2, 3)
    ]
    whole = compared(NOTHING, file(*months))
    assert whole.comparison.counts.new == 3
    assert compared(taken(whole), file(*months)).comparison.counts.unchanged == 3
    first = compared(NOTHING, file(months[0]), covers=(YEAR[0], datetime.date(2022, 1, 31)))
    days = datetime.date(2022, 2, 1), datetime.date(2022, 2, 28)
    both = compared(taken(first), file(months[1]), covers=days).comparison
    assert (both.counts.elsewhere, both.counts.new) == (1, 1)
    assert both.sums == {1: {"2022-01": 100, "2022-02": 200}}


def test_a_booked_state_grant_is_not_netted_into_the_costs_unless_someone_says_so() -> None:
    booked = file(voucher("1", ("5010", "P1", 100)), voucher("2", ("3510", "P1", -90)))
    assert (
        compared(NOTHING, booked, mapping=CodeMapping(rules=MAPPED.rules, accounts="no-grants")).comparison.total(1)
        == 100
    )
    assert compared(NOTHING, booked, mapping=CodeMapping(rules=MAPPED.rules, accounts="all")).comparison.total(1) == 10


def test_numbers_begin_anew_each_fiscal_year() -> None:
    head = FileHead(
        fiscal_years={
            0: FiscalYear(0, *YEAR),
            -1: FiscalYear(-1, datetime.date(2021, 1, 1), datetime.date(2021, 12, 31)),
        }
    )
    both = gather([voucher("1", ("5010", "P1", 1)), voucher("1", ("5010", "P1", 2), day="2021-03-01")], head)
    outcome = compare(
        NOTHING, both, covers=(datetime.date(2021, 1, 1), YEAR[1]), mapping=MAPPED, period=YEAR, today=YEAR[1]
    )
    assert outcome.comparison.counts.new == 2
    assert outcome.comparison.total(1) == 1
    assert outcome.comparison.outside == 2


def test_a_day_that_has_not_come_is_not_counted_until_it_has() -> None:
    first = file(voucher("1", ("5010", "P1", 100), day="2022-06-01"))
    for today, total, not_come in (("2022-05-31", 0, 100), ("2022-06-01", 100, 0), ("2022-06-02", 100, 0)):
        comparison = compared(NOTHING, first, today=datetime.date.fromisoformat(today)).comparison
        assert (comparison.total(1), comparison.not_come) == (total, not_come)


def test_the_first_rule_holds_and_what_a_later_one_says_is_told() -> None:
    rules = CodeMapping(rules=(Rule(activity=1, dimension=6, code="P1*"), Rule(activity=2, dimension=6, code="P12")))
    comparison = compared(NOTHING, file(voucher("1", ("5010", "P12", 100))), mapping=rules).comparison
    [code] = [one for one in comparison.codes if one.code == "P12"]
    assert (code.activities, code.conflicts, code.booked) == ((1,), (2,), 100)
    assert comparison.sums == {1: {"2022-03": 100}}


def test_nothing_is_left_out_in_silence() -> None:
    comparison = compared(
        NOTHING, file(voucher("1", ("5010", "P1", 100), ("5010", "P7", 40), ("6010", "", 5)))
    ).comparison
    sums = {(one.dimension, one.code): (one.ore, one.booked) for one in comparison.codes}
    assert sums == {(0, ""): (5, 0), (6, "P1"): (100, 100), (6, "P7"): (40, 0)}
    assert comparison.no_rule == 45


def test_which_accounts_count_is_chosen_and_shown() -> None:
    rows = file(voucher("1", ("5010", "P1", 100), ("6010", "P1", 30), ("3510", "P1", -50), ("1930", "P1", 7)))
    sums = {}
    for accounts, listed in (("all", ""), ("costs", ""), ("listed", "6000-6999, 3510")):
        mapping = CodeMapping(rules=MAPPED.rules, accounts=accounts, listed=listed)  # type: ignore[arg-type]
        comparison = compared(NOTHING, rows, mapping=mapping).comparison
        sums[accounts] = comparison.total(1)
        assert {one.account for one in comparison.accounts} == {"1930", "3510", "5010", "6010"}
        assert sum(one.ore for one in comparison.accounts if one.counts) == sums[accounts]
    assert sums == {"all": 80, "costs": 100, "listed": -20}


def test_a_sheet_names_the_activity_itself() -> None:
    gathering = Gathering()
    row = Transaction("", 100, YEAR[0], "", {ACTIVITY: "7", 6: "P1"})
    gathering.add(Voucher("", "", YEAR[0], "", (row,)), YEAR[0])
    assert compared(NOTHING, gathering.finished(FileHead())).comparison.total(7) == 100


def test_with_another_mapping_what_is_taken_in_is_worked_out_anew() -> None:
    first = compared(NOTHING, file(voucher("1", ("5010", "P1", 100), ("5010", "P3", 40))))
    other = CodeMapping(rules=(Rule(activity=3, accounts="50*"),))
    assert compared(taken(first), None, mapping=other).comparison.sums == {3: {"2022-03": 140}}


@pytest.mark.parametrize("wrong", ["abc", "5010-", "6999-6000", "5*1", "1000-20000", "å"])
def test_accounts_that_cannot_be_read_are_refused(wrong: str) -> None:
    with pytest.raises(PatternError):
        accounts_of(wrong)


def test_a_star_takes_all_that_begin_so() -> None:
    assert code_matches("P1*", "P12")
    assert not code_matches("P1", "P12")


codes = st.sampled_from(["P1", "P2", "P21", "P7", ""])
drawn_rows = st.lists(st.tuples(st.sampled_from(["5010", "6010"]), codes, st.integers(-50_000, 50_000)), max_size=3)
days = st.dates(*YEAR)


@st.composite
def files(draw: st.DrawFn) -> list[Voucher]:
    numbers = draw(st.lists(st.integers(1, 8), unique=True, max_size=6))
    numbered = [voucher(str(number), *draw(drawn_rows), day=f"{draw(days)}") for number in numbers]
    return numbered + [voucher("", *draw(drawn_rows), day=f"{draw(days)}") for _ in range(draw(st.integers(0, 2)))]


def plain(vouchers: Sequence[Voucher]) -> dict[int, int]:
    """Add up the öre of each activity the long way."""
    sums = {1: 0, 2: 0}
    for each in vouchers:
        for row in each.transactions:
            code = row.objects.get(6, "")
            if row.account != "1930" and (code == "P1" or code.startswith("P2")):
                sums[1 if code == "P1" else 2] += row.amount
    return sums


@given(st.lists(files(), min_size=1, max_size=4))
def test_whatever_is_taken_in_the_sums_are_those_of_the_latest(history: list[list[Voucher]]) -> None:
    """Each file covers the whole year, so the last one is what holds; and taking it in again changes nothing."""
    state = NOTHING
    for vouchers in history:
        outcome = compared(state, gather(vouchers, HEAD))
        assert {number: outcome.comparison.total(number) for number in (1, 2)} == plain(vouchers)
        again = compared(taken(outcome), gather(vouchers, HEAD)).comparison
        assert again.counts.differ == 0
        assert again.sums == outcome.comparison.sums
        state = taken(outcome)


def test_where_the_file_says_nothing_of_accounts_all_of_them_count() -> None:
    plain_head = FileHead(fiscal_years=HEAD.fiscal_years)
    mapping = CodeMapping(rules=(Rule(activity=1, dimension=6, code="P1"),), accounts="costs")
    gathered = gather([voucher("1", ("5010", "P1", 100))], plain_head)
    assert compared(NOTHING, gathered, mapping=mapping).comparison.total(1) == 100

"""Costs as items of the financial report: named or added up, they are always all costs, whatever has been booked."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from ledger_samples import Money
from naravard.ledger.cost_items import cost_items, itemised
from naravard.ledger.facts import CostReversed, Used
from naravard.ledger.rules.accounts import report_lines

GRANTS = ("nara-vard-kommuner", "medarbetare-kommuner", "vidareutbildning-kommuner")
COSTS = st.lists(
    st.tuples(
        st.sampled_from(GRANTS),
        st.integers(1, 3_000_000),
        st.sampled_from(["", "kommun-0980"]),
        st.sampled_from(["rss-09-1", "rss-09-2", "rss-09-3"]),
        st.integers(0, 100),
    ),
    max_size=12,
)


def booked(costs: list[tuple[str, int, str, str, int]]) -> Money:
    """Return an RSS with these costs; the last of each is how many per cent of it was taken back."""
    money = Money("rss-09", {}).paid()
    for number, (grant, amount, holder, activity, back) in enumerate(costs):
        at = f"2022-12-20 12:{number:02}"
        cost = money.take(
            money.fact(Used, at, grant=grant, amount=amount, day=datetime.date(2022, 12, 20), activity=activity,
                       holder=holder)
        )  # fmt: skip
        if taken_back := amount * back // 100:
            money.take(money.fact(CostReversed, at, cost=cost, amount=taken_back, day=datetime.date(2022, 12, 20)))
    return money


@given(costs=COSTS, least=st.integers(0, 4_000_000))
def test_items_named_and_unnamed_are_all_costs_and_the_report_is_the_ledger(
    costs: list[tuple[str, int, str, str, int]], least: int
) -> None:
    money = booked(costs)
    balance, items = money.balance(), cost_items(money.book)
    for grant in balance.grants:
        found = itemised(items, grant.grant, least=least)
        assert found.total == grant.costs
        assert all(item.amount >= least for item in found.named)
    for line in report_lines(balance):
        grant = balance.grant(line.grant)
        assert (line.paid, line.costs, line.unused) == (grant.paid, grant.costs, grant.paid - grant.used)
        assert line.unused == line.paid - (line.costs - grant.own)


def test_what_a_municipality_bore_is_one_item_and_the_largest_stands_first() -> None:
    money = booked(
        [
            (GRANTS[0], 100, "", "rss-09-1", 0),
            (GRANTS[0], 300, "kommun-0980", "kommun-0980-1", 0),
            (GRANTS[0], 200, "kommun-0980", "kommun-0980-2", 0),
            (GRANTS[0], 150, "", "rss-09-2", 100),
        ]
    )
    items = itemised(cost_items(money.book), GRANTS[0], least=100)
    assert [(item.holder, item.activity, item.amount) for item in items.named] == [
        ("kommun-0980", "", 500),
        ("", "rss-09-1", 100),
    ]
    assert itemised(cost_items(money.book), GRANTS[0], least=501).rest_count == 2

"""What is to go back: how a repayment answers to demands, and since when nothing is owed."""

import datetime

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from ledger_samples import Money, swedish
from naravard.agreement.duties import Progress
from naravard.ledger import DutyStanding
from naravard.ledger.debts import answers_to, owing, settled_since
from naravard.ledger.facts import Reclaimed, Undone

GRANT = "ambulans"
REPORT_MISSING = {
    "interim-report-regions": DutyStanding(progress=Progress(submitted_at=swedish("2022-09-30 15:00"))),
}


def demanded(*amounts: int) -> Money:
    """Return a region that has been paid, and of which these sums have been demanded back."""
    money = Money(standings=REPORT_MISSING).paid()
    for number, amount in enumerate(amounts):
        money.take(
            money.fact(
                Reclaimed, f"2023-04-0{number + 1} 09:00", grant=GRANT, amount=amount, day=datetime.date(2023, 4, 1),
                reference="S", reason="Sent",
            )
        )  # fmt: skip
    return money


@given(
    demands=st.lists(st.integers(1, 200_000), max_size=3),
    costs=st.integers(0, 1_200_000),
    share=st.integers(0, 100),
)
def test_a_repayment_of_any_part_of_what_is_owed_is_split_exactly_and_allowed(
    demands: list[int], costs: int, share: int
) -> None:
    money = Money(standings=REPORT_MISSING).paid()
    if costs:
        money.take(money.cost(GRANT, costs))
    for number, amount in enumerate(demands):
        money.take(
            money.fact(
                Reclaimed, f"2023-04-0{number + 1} 09:00", grant=GRANT, amount=amount, day=datetime.date(2023, 4, 1),
                reference="S", reason="Sent",
            )
        )  # fmt: skip
    (owed,) = [one for one in owing(money.book, money.balance()) if one.grant == GRANT]
    assert owed.to_repay == owed.can_be_repaid == max(owed.left, sum(demands))
    amount = owed.can_be_repaid * share // 100
    parts = answers_to(money.book, money.balance().grant(GRANT), amount)
    assert sum(part for _reclaim, part in parts) == amount
    for reclaim, part in parts:
        money.take(money.repayment(GRANT, part, at="2023-05-02 09:00", reclaim=reclaim))
    (after,) = [one for one in owing(money.book, money.balance()) if one.grant == GRANT]
    assert after.to_repay == owed.to_repay - amount


def test_the_oldest_demand_is_answered_first_and_one_taken_back_is_not() -> None:
    money = demanded(300, 200)
    first, second = (fact.id for fact in money.book.facts.values() if isinstance(fact, Reclaimed))
    assert answers_to(money.book, money.balance().grant(GRANT), 350) == ((first, 300), (second, 50))
    money.take(money.fact(Undone, "2023-04-05 09:00", fact=money.book.facts[first], reason="Fel"))
    assert answers_to(money.book, money.balance().grant(GRANT), 350) == ((second, 200), ("", 150))


def test_since_when_nothing_is_owed_counts_from_the_day_the_money_came() -> None:
    money = Money().paid()
    assert settled_since(Money().book) is None
    money.take(money.cost(GRANT, 900_000))
    late = money.repayment(GRANT, 34_968, at="2023-04-03 09:00")
    earlier = structs.replace(late, day=datetime.date(2023, 3, 31))
    money.take(earlier)
    assert settled_since(money.book) == swedish("2023-03-31 23:59:59.999999")

"""The forecast on whole kronor, whatever has happened; and how loud a warning is."""

import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_samples import INTERIM, Money, swedish
from naravard.agreement.duties import Progress
from naravard.ledger import DutyStanding, to_come
from naravard.ledger.facts import RequisitionReturned, Sum
from naravard.ledger.forecast import DecidedCost, Method, Outlook, days_passed, outlooks, within
from naravard.ledger.risks import Level, Risk, level_of_unused, risks

DAYS = st.dates(datetime.date(2021, 12, 1), datetime.date(2023, 4, 30))
IN_YEAR = st.dates(datetime.date(2022, 1, 1), datetime.date(2022, 12, 20))
AMOUNTS = st.integers(1, 2_000_000)
AMBULANCE = "ambulans"


def expected(money: Money, today: str, method: Method = Method.PACE, *plans: DecidedCost) -> dict[str, Outlook]:
    day = datetime.date.fromisoformat(today)
    coming = to_come(money.book, money.terms, swedish(f"{today} 12:00"), money.standings)
    made = outlooks(money.book, money.terms, today=day, method=method, plans=plans, coming=coming)
    return {outlook.grant: outlook for outlook in made}


def told(money: Money, at: str, method: Method = Method.PACE, *plans: DecidedCost) -> dict[tuple[str, str], Risk]:
    found = risks(
        money.book, money.terms, money.standings, expected(money, at[:10], method, *plans).values(), now=swedish(at)
    )
    return {(risk.kind, risk.grants[0] if len(risk.grants) == 1 else "*"): risk for risk in found}


def plan(budget: int, grant: str = AMBULANCE, **changed: object) -> DecidedCost:
    fields = {
        "activity": "a1", "from_day": datetime.date(2022, 4, 1), "to_day": datetime.date(2022, 12, 31), **changed,
    }  # fmt: skip
    return DecidedCost(grant=grant, budget=budget, **fields)


def test_at_the_pace_half_the_year_doubles_what_is_booked() -> None:
    money = Money().paid()
    money.take(money.cost(AMBULANCE, 100_000, day="2022-05-01"))
    outlook = expected(money, "2022-07-02")[AMBULANCE]  # the 183rd of 365 days
    assert (outlook.costs, outlook.expected_costs) == (100_000, 199_454)  # 100 000 × 365 / 183 = 199 453,55…
    assert outlook.expected_left == 934_968 - 199_454


def test_by_the_plans_an_activity_costs_its_budget_or_what_is_booked_where_that_is_more() -> None:
    money = Money().paid()
    money.take(money.cost(AMBULANCE, 100_000))
    assert expected(money, "2022-12-20", Method.PLANS, plan(400_000))[AMBULANCE].expected_costs == 400_000
    assert expected(money, "2022-12-20", Method.PLANS, plan(60_000))[AMBULANCE].expected_costs == 100_000
    assert expected(money, "2022-12-20", Method.PLANS, plan(400_000, ended=True))[AMBULANCE].expected_costs == 100_000
    other = plan(400_000, activity="a2")
    assert expected(money, "2022-12-20", Method.PLANS, other)[AMBULANCE].expected_costs == 500_000


def test_of_an_activity_that_goes_on_after_the_period_only_its_days_within_count() -> None:
    half = plan(365, from_day=datetime.date(2022, 7, 2), to_day=datetime.date(2023, 7, 1))
    assert within(half, Money().terms.period) == 183
    assert within(plan(100, to_day=datetime.date(2022, 12, 31)), Money().terms.period) == 100
    after = plan(100, from_day=datetime.date(2023, 1, 1), to_day=datetime.date(2023, 2, 1))
    assert within(after, Money().terms.period) == 0


def test_when_the_period_is_over_only_what_is_booked_counts() -> None:
    money = Money().paid()
    money.take(money.cost(AMBULANCE, 100_000))
    for method in Method:
        assert expected(money, "2023-01-01", method, plan(400_000))[AMBULANCE].expected_costs == 100_000


def test_an_earmark_is_expected_to_cover_only_its_own_costs() -> None:
    money = Money().paid()
    plans = plan(14_140_838, "nara-vard-regioner")
    outlook = expected(money, "2022-12-20", Method.PLANS, plans)["nara-vard-regioner"]
    assert (outlook.expected_used, outlook.expected_left, outlook.expected_own) == (12_973_139, 1_167_699, 1_167_699)
    assert [(part.available, part.expected_used) for part in outlook.earmarks] == [(1_167_699, 0)]


def test_what_has_not_been_paid_is_reckoned_as_if_it_had_until_the_right_is_gone() -> None:
    money = Money()
    money.allot()
    money.take(money.cost(AMBULANCE, 100_000))
    in_time = expected(money, "2022-12-01", Method.PLANS, plan(400_000))[AMBULANCE]
    assert (in_time.available, in_time.expected_used, in_time.expected_left) == (934_968, 400_000, 534_968)
    lapsed = expected(money, "2022-12-02", Method.PLANS, plan(400_000))[AMBULANCE]
    assert (lapsed.available, lapsed.expected_left, lapsed.expected_own) == (0, 0, 400_000)


def test_what_an_rss_has_left_goes_to_those_whose_costs_are_above_what_they_got() -> None:
    money = Money("rss-09").paid()
    money.take(money.onward("kommun-0980", Sum("nara-vard-kommuner", 1_000_000)))
    plans = plan(4_000_000, "nara-vard-kommuner", holder="kommun-0980", activity="kommun-0980-1")
    outlook = expected(money, "2022-12-21", Method.PLANS, plans)["nara-vard-kommuner"]
    assert (outlook.expected_used, outlook.expected_left, outlook.expected_own) == (4_000_000, 656_628, 0)


@given(costs=st.lists(st.tuples(st.sampled_from(["", "fast-lakarkontakt"]), AMOUNTS, IN_YEAR), max_size=6),
       budgets=st.lists(st.tuples(AMOUNTS, IN_YEAR, DAYS, st.booleans()), max_size=4), today=DAYS,
       method=st.sampled_from(list(Method)), is_paid=st.booleans(), back=st.integers(0, 3))  # fmt: skip
def test_the_forecast_keeps_every_krona(
    costs: list[tuple[str, int, datetime.date]],
    budgets: list[tuple[int, datetime.date, datetime.date, bool]],
    today: datetime.date,
    method: Method,
    is_paid: bool,  # noqa: FBT001
    back: int,
) -> None:
    """Whatever has happened: what there is falls into used, left and repaid, and costs into used and own."""
    money = Money()
    money.paid() if is_paid else money.allot()
    for earmark, amount, day in costs:
        money.take(money.cost("nara-vard-regioner", amount, day=day.isoformat(), earmark=earmark))
    if is_paid and back:
        money.take(money.repayment("e-halsa", back))
    plans = [
        plan(budget, "nara-vard-regioner", from_day=first, to_day=max(first, last), ended=ended, activity=f"a{place}")
        for place, (budget, first, last, ended) in enumerate(budgets)
    ]
    coming = to_come(money.book, money.terms, swedish(f"{today} 12:00"), money.standings)
    for outlook in outlooks(money.book, money.terms, today=today, method=method, plans=plans, coming=coming):
        repaid = money.balance().grant(outlook.grant).repaid
        assert outlook.available == outlook.expected_used + outlook.expected_left + repaid
        assert outlook.expected_costs == outlook.expected_used + outlook.expected_own
        assert outlook.expected_costs >= outlook.costs
        for figure in (outlook.expected_used, outlook.expected_left, outlook.expected_own):
            assert type(figure) is int
            assert figure >= 0
        assert 0 <= outlook.share_left <= 1


def test_the_days_of_the_period_are_counted_with_today_and_never_beyond_it() -> None:
    period = Money().terms.period
    days = ["2021-12-31", "2022-01-01", "2022-12-31", "2023-05-01"]
    passed = [days_passed(period, datetime.date.fromisoformat(day)) for day in days]
    assert passed == [(0, 365), (1, 365), (365, 365), (365, 365)]


@pytest.mark.parametrize(
    ("left", "share", "level"),
    [
        (366, Fraction(1), None),
        (365, Fraction(9, 100), None),
        (365, Fraction(1, 10), Level.NOTICE),
        (275, Fraction(1), Level.NOTICE),
        (274, Fraction(1, 4), Level.WARNING),
        (274, Fraction(24, 100), Level.NOTICE),
        (151, Fraction(5, 100), Level.WARNING),
        (151, Fraction(4, 100), None),
        (90, Fraction(1, 10**9), Level.WARNING),
        (31, Fraction(1, 10**9), Level.URGENT),
        (0, Fraction(1, 10**9), Level.URGENT),
        (-1, Fraction(1, 10**9), Level.PASSED),
    ],
)
def test_how_loud_a_warning_is_follows_from_days_and_share(left: int, share: Fraction, level: Level | None) -> None:
    assert level_of_unused(left, share) == level


def test_a_requisition_that_was_sent_back_after_its_last_day_is_urgent_and_the_right_stands() -> None:
    money = Money()
    money.allot()
    asked = money.take(money.requisition("2022-12-01 12:00"))
    assert ("right", "*") not in told(money, "2022-12-05 09:00")
    money.take(money.fact(RequisitionReturned, "2022-12-06 09:00", requisition=asked, reason="Fel bankgiro"))
    risk = told(money, "2022-12-07 09:00")["right", "*"]
    assert risk.level is Level.URGENT
    assert "Den kom in i tid, så rätten är kvar" in risk.do.sv


def test_a_condition_is_told_of_until_it_is_met_or_the_money_is_paid() -> None:
    money = Money(standings={})
    money.allot()
    assert ("condition", "*") not in told(money, "2022-07-31 12:00")
    assert told(money, "2022-08-02 12:00")["condition", "*"].level is Level.NOTICE
    assert told(money, "2022-09-30 23:59")["condition", "*"].level is Level.URGENT
    assert told(money, "2022-10-01 00:00")["condition", "*"].level is Level.PASSED
    late = DutyStanding(progress=Progress(submitted_at=swedish("2022-10-03 09:00")))
    money.standings = {"interim-report-regions": late}
    assert told(money, "2022-10-04 00:00")["condition", "*"].level is Level.PASSED
    money.standings = INTERIM
    assert ("condition", "*") not in told(money, "2022-10-04 00:00")


def test_one_who_has_no_last_day_is_not_warned_of_any() -> None:
    money = Money("rss-09")
    money.allot()
    assert not [risk for risk in told(money, "2022-12-01 12:00").values() if risk.kind in ("right", "condition")]

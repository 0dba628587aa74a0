"""Every day of the agreement that concerns money, in the database, by Swedish clocks: before, on and after the day.

The rules themselves stand in the handbook (``tests/spec/pengar``); here they are asked as the acts ask them, with what
the database knows of duties, later days and facts.
"""

import datetime
from collections.abc import Callable

import pytest

from funds_steps import (
    INTERIM,
    PLACEMENTS,
    REPAYMENT,
    REPORT,
    REQUISITION,
    accepted,
    allotted,
    cost,
    given_more_time,
    handed_in,
    paid,
    payment_of,
    recorded,
    repaid,
    requisitioned,
)
from money_steps import money, swedish
from naravard.agreement.duties.deadlines import STOCKHOLM
from naravard.ledger.facts import Allotted, Paid, Reclaimed, RequisitionReturned, Sum
from naravard.web.ledger.errors import LedgerRefusedError
from naravard.web.ledger.models import RecordedFact

pytestmark = pytest.mark.django_db
GOTLAND, SKANE, RSS, VISBY = "region-09", "region-12", "rss-09", "kommun-0980"
CONDITION, LAPSED, OUTSIDE, NO_CAUSE = (
    "condition-not-met",
    "right-lapsed",
    "cost-outside-the-period",
    "no-cause-to-reclaim",
)


def answer(do: Callable[[], object]) -> str:
    """Return ``taken``, or why it was refused; what is refused leaves no fact."""
    before = RecordedFact.objects.count()
    try:
        do()
    except LedgerRefusedError as error:
        assert RecordedFact.objects.count() == before
        return error.code
    assert RecordedFact.objects.count() > before
    return "taken"


@pytest.mark.parametrize(
    ("came", "later", "expected"),
    [
        ("2022-09-29 23:59:59", "", "taken"),
        ("2022-09-30 00:00:00", "", "taken"),
        ("2022-09-30 23:59:59", "", "taken"),
        ("2022-10-01 00:00:00", "", CONDITION),
        ("2022-10-01 00:00:00", "2022-10-07", "taken"),
        ("2022-10-07 23:59:59", "2022-10-07", "taken"),
        ("2022-10-08 00:00:00", "2022-10-07", CONDITION),
        ("", "", CONDITION),
    ],
)
def test_30_september_the_interim_report_is_a_condition_for_the_payment(came: str, later: str, expected: str) -> None:
    asked = requisitioned(GOTLAND)
    accepted(GOTLAND, asked)
    if came:
        handed_in(GOTLAND, INTERIM, came)
    if later:
        given_more_time(GOTLAND, INTERIM, later)
    assert answer(lambda: payment_of(GOTLAND, asked)) == expected


@pytest.mark.parametrize(
    ("came", "later", "expected"),
    [
        ("2022-11-29 23:59:59", "", "taken"),
        ("2022-11-30 23:59:59", "", "taken"),
        ("2022-12-01 00:00:00", "", CONDITION),
        ("2022-12-02 23:59:59", "2022-12-02", "taken"),
        ("2022-12-03 00:00:00", "2022-12-02", CONDITION),
    ],
)
def test_30_november_the_placement_weeks_are_a_condition_for_their_money(came: str, later: str, expected: str) -> None:
    allotted(VISBY)
    sums = (Sum("vfu", 1_000_000),)
    recorded(VISBY, Allotted, "2022-12-05 09:00", version=2, sums=sums)
    handed_in(VISBY, PLACEMENTS, came)
    if later:
        given_more_time(VISBY, PLACEMENTS, later)
    paying = {"requisition": "", "version": 2, "reference": "KK 2", "sums": sums}
    day = datetime.date(2022, 12, 12)
    assert answer(lambda: recorded(VISBY, Paid, "2022-12-12 09:00", day=day, **paying)) == expected


@pytest.mark.parametrize(
    ("code", "at", "later", "expected"),
    [
        (GOTLAND, "2022-11-30 23:59:59", "", "taken"),
        (GOTLAND, "2022-12-01 23:59:59", "", "taken"),
        (GOTLAND, "2022-12-02 00:00:00", "", LAPSED),
        ("skr", "2022-12-01 23:59:59", "", "taken"),
        ("skr", "2022-12-02 00:00:00", "", LAPSED),
        (GOTLAND, "2022-12-15 23:59:59", "2022-12-15", "taken"),
        (GOTLAND, "2022-12-16 00:00:00", "2022-12-15", LAPSED),
        (RSS, "2022-12-02 00:00:00", "", "taken"),
        (RSS, "2022-12-27 09:00:00", "", "taken"),
    ],
)
def test_1_december_the_right_lapses_for_those_to_whom_the_text_gives_a_day(
    code: str, at: str, later: str, expected: str
) -> None:
    if later:
        given_more_time(code, REQUISITION, later)
    allotted(code)
    assert answer(lambda: requisitioned(code, at)) == expected
    after = money(code, at=swedish(at))
    asked = [one.grant.id for one in after.terms.grants if one.needs_requisition and one.grant.id in after.coming]
    assert {bool(after.coming[grant].amount) for grant in asked} == {expected != LAPSED}


def test_1_december_is_the_swedish_day_wherever_the_clock_stands() -> None:
    """23:30 in London is half past midnight in Sweden."""
    allotted(GOTLAND)
    allotted(SKANE)
    london = datetime.datetime(2022, 12, 1, 23, 30, tzinfo=datetime.UTC).astimezone(STOCKHOLM)
    assert answer(lambda: requisitioned(GOTLAND, f"{london:%Y-%m-%d %H:%M:%S}")) == LAPSED
    assert answer(lambda: requisitioned(SKANE, "2022-12-01 23:30:00")) == "taken"


def test_1_december_what_came_in_time_and_was_sent_back_may_be_made_again() -> None:
    asked = requisitioned(GOTLAND, "2022-12-01 23:59:59")
    recorded(GOTLAND, RequisitionReturned, "2022-12-06 09:00", requisition=asked, reason="Fel bankgiro")
    assert answer(lambda: requisitioned(GOTLAND, "2022-12-08 09:00")) == "taken"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2021-12-31", OUTSIDE),
        ("2022-01-01", "taken"),
        ("2022-12-30", "taken"),
        ("2022-12-31", "taken"),
        ("2023-01-01", OUTSIDE),
    ],
)
def test_31_december_the_days_that_costs_may_be_of(day: str, expected: str) -> None:
    paid(GOTLAND)
    assert answer(lambda: cost(GOTLAND, "ambulans", 1_000, day, at="2023-01-10 09:00")) == expected


@pytest.mark.parametrize(
    ("came", "later", "decided", "expected"),
    [
        ("2023-03-30 23:59:59", "", "2023-04-12 09:00", NO_CAUSE),
        ("2023-03-31 23:59:59", "", "2023-04-12 09:00", NO_CAUSE),
        ("2023-04-01 00:00:00", "", "2023-04-12 09:00", "taken"),
        ("", "", "2023-03-31 23:59:59", NO_CAUSE),
        ("", "", "2023-04-01 00:00:00", "taken"),
        ("", "2023-04-21", "2023-04-21 23:59:59", NO_CAUSE),
        ("", "2023-04-21", "2023-04-22 00:00:00", "taken"),
        ("2023-04-21 23:59:59", "2023-04-21", "2023-05-02 09:00", NO_CAUSE),
    ],
)
def test_31_march_a_report_that_is_late_or_missing_gives_cause_to_demand_back(
    came: str, later: str, decided: str, expected: str
) -> None:
    paid(GOTLAND)
    cost(GOTLAND, "ambulans", 934_968, "2022-12-20")
    if came:
        handed_in(GOTLAND, REPORT, came)
    if later:
        given_more_time(GOTLAND, REPORT, later)
    assert answer(lambda: demand("ambulans", 934_968, decided)) == expected


@pytest.mark.parametrize(
    ("later", "decided", "expected"),
    [
        ("", "2023-03-31 23:59:59", NO_CAUSE),
        ("", "2023-04-01 00:00:00", "taken"),
        ("2023-04-14", "2023-04-14 23:59:59", NO_CAUSE),
        ("2023-04-14", "2023-04-15 00:00:00", "taken"),
    ],
)
def test_31_march_what_is_left_and_has_not_come_back_can_be_demanded(later: str, decided: str, expected: str) -> None:
    paid(GOTLAND)
    cost(GOTLAND, "ambulans", 900_000, "2022-12-20")
    handed_in(GOTLAND, REPORT, "2023-03-20 09:00")
    if later:
        given_more_time(GOTLAND, REPAYMENT, later)
    assert answer(lambda: demand("ambulans", 34_968, decided)) == expected


@pytest.mark.parametrize("at", ["2023-03-30 12:00", "2023-03-31 23:59:59", "2023-04-01 00:00:00"])
def test_31_march_a_repayment_is_taken_also_after_its_day(at: str) -> None:
    paid(GOTLAND)
    cost(GOTLAND, "ambulans", 900_000, "2022-12-20")
    assert answer(lambda: repaid(GOTLAND, "ambulans", 34_968, at)) == "taken"
    assert money(GOTLAND).balance.grant("ambulans").left == 0


def demand(grant: str, amount: int, at: str) -> None:
    """Demand money back from the region."""
    recorded(
        GOTLAND, Reclaimed, at, grant=grant, amount=amount, day=swedish(at).date(), reference="S 1", reason="För sent"
    )

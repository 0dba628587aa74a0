"""What is most pressing: in which order, with which sum and day, and who can do it; no database."""

import datetime

import pytest

from naravard.agreement.model import Text
from naravard.web.access.permissions import Permission
from naravard.web.funds.urgency import Waiting, for_reader, pressing_of
from naravard.web.handovers.handover import Handover
from naravard.web.organisations.models import Organisation

NOW = datetime.datetime(2022, 11, 15, 9, tzinfo=datetime.UTC)
REGION = Organisation(code="region-03", kind="region", name="Region Uppsala")


def waits(what: str, day: str = "", duty: str = "") -> Waiting:
    """Return one thing that waits for the reader."""
    due = datetime.date.fromisoformat(day) if day else None
    return (
        Handover(
            id="one", organisation=REGION, permission=Permission.SIGN, what=Text(what), why=Text("."), duty=duty,
            since=NOW - datetime.timedelta(days=3), url=f"/{what}/", due=due,
        ),
        None,
    )  # fmt: skip


def stake(duty: str, amount: int) -> dict[tuple[str, str, str], int]:
    return {("", duty, REGION.code): amount}


def test_money_that_can_be_lost_within_thirty_days_comes_first_then_the_nearest_day_then_what_has_none() -> None:
    some = [
        waits("utan dag"),
        waits("rapport", "2022-11-30"),
        waits("långt borta", "2023-03-31", "repayment"),
        waits("rekvirera", "2022-12-01", "requisition"),
        waits("försenad", "2022-09-30"),
    ]
    stakes = stake("requisition", 191_460_746) | stake("repayment", 40_253_746)
    found = [one.handover.what.sv for one in pressing_of(some, stakes, NOW, most=9)]
    assert found == ["rekvirera", "försenad", "rapport", "långt borta", "utan dag"]


@pytest.mark.parametrize(
    ("day", "heading", "days", "is_red"),
    [
        ("2022-12-01", "Skriv under senast 1 december 2022", "16 dagar kvar", False),
        ("2022-11-16", "Skriv under senast 16 november 2022", "1 dag kvar", False),
        ("2022-11-15", "Skriv under senast 15 november 2022", "Sista dagen är i dag", False),
        ("2022-11-14", "Skriv under: sista dagen var 14 november 2022", "Försenad: sista dagen var i går", True),
        ("", "Skriv under", "Har väntat i 3 dagar", False),
    ],
)
def test_it_says_the_day_and_how_far_it_is(day: str, heading: str, days: str, *, is_red: bool) -> None:
    (one,) = pressing_of([waits("Skriv under", day)], {}, NOW)
    assert (one.heading.sv, one.days.sv if one.days else "", one.is_at_stake) == (heading, days, is_red)


def test_a_sum_that_the_act_does_not_say_is_told_beside_it() -> None:
    (one,) = pressing_of([waits("Delredovisning", "2022-11-30", "interim")], stake("interim", 1_000), NOW)
    assert one.is_at_stake
    assert one.depends is not None
    assert one.depends.sv == "1\xa0000\xa0kr hänger på det."
    (told,) = pressing_of([waits("Skriv under: 1\xa0000\xa0kr", "2022-11-30", "interim")], stake("interim", 1_000), NOW)
    assert told.depends is None


def test_there_is_a_button_only_for_whoever_can_do_it_now() -> None:
    some: list[Waiting] = [(waits("Skriv under", "2022-12-01")[0], Text("Siv Ek (behörig företrädare)"))]
    (able,) = pressing_of(for_reader(some, "p1", {REGION.code: frozenset({Permission.SIGN})}), {}, NOW)
    assert (able.url, able.whom) == ("/Skriv under/", None)
    (other,) = pressing_of(for_reader(some, "p1", {REGION.code: frozenset({Permission.SEE})}), {}, NOW)
    assert other.url == ""
    assert other.whom is not None
    assert other.whom.sv == "Siv Ek (behörig företrädare)"

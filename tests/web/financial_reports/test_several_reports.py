"""Two financial reports in a year: the first accounts for a part of it, and only those days are closed to costs."""

import pytest

from financial_report_steps import complete, drawn_up
from fixing_steps import taken_in_anew
from money_steps import fixed, money, swedish
from naravard.web.ledger.errors import LedgerRefusedError
from people_samples import member, signed_in_as
from repayment_steps import paid, used
from web_pages import heading, main_of, words
from web_shared import WHOLE

REGION, GRANT, FIRST, LAST = "region-09", "ambulans", "delredovisning", "financial-report-regions"
BASE = f"/organisation/{REGION}/pengar/{WHOLE}"
UNTIL_OCTOBER = """- id: delredovisning
  name: {sv: Ekonomisk redovisning till och med oktober, en: Financial report until October}
  short: {sv: Redovisning oktober, en: Report October}
  about: financial-report
  who: [regions]
  to: kammarkollegiet
  due: 2022-11-30
  up_to: 2022-10-31
  clause: "10.1"

"""


@pytest.fixture(autouse=True)
def _two_reports(db: None, settings: object) -> None:
    """Region Gotland is paid in October, and books a cost then and one in November."""
    settings.NARAVARD_TODAY = "2022-11-05"
    taken_in_anew(WHOLE, ("duties.yaml", f"- id: {LAST}\n", f"{UNTIL_OCTOBER}- id: {LAST}\n"))
    fixed()
    complete(REGION)
    paid(REGION)
    used(REGION, {GRANT: 100_000}, at="2022-10-20 09:00", day="2022-10-15")
    used(REGION, {GRANT: 20_000}, at="2022-11-02 09:00", day="2022-11-01")


def test_each_report_has_its_page_and_says_from_which_day_it_can_be_drawn_up(settings: object) -> None:
    settings.NARAVARD_TODAY = "2022-10-25"
    reader = signed_in_as(member(REGION, "official"))
    first, last = (main_of(reader, f"{BASE}/redovisning/{more}") for more in ("", f"uppgift/{LAST}/"))
    assert heading(first) == "Redovisningen kan göras klar efter 31 oktober 2022"
    assert heading(last) == "Redovisningen kan göras klar efter 31 december 2022"


def test_the_first_report_has_what_fell_in_its_part_of_the_year() -> None:
    row = drawn_up(REGION, "2022-11-04 09:00")
    account = money(REGION, at=swedish("2022-11-05 09:00"))
    (reported,) = account.book.reports.values()
    assert (row.duty_id, reported.duty) == (FIRST, FIRST)
    assert {line.grant: line.costs for line in reported.lines}[GRANT] == 100_000
    assert account.balance.grant(GRANT).costs == 120_000


def test_only_the_days_of_the_first_report_are_closed_to_costs() -> None:
    drawn_up(REGION, "2022-11-04 09:00")
    with pytest.raises(LedgerRefusedError):
        used(REGION, {GRANT: 1}, at="2022-11-05 09:00", day="2022-10-31")
    used(REGION, {GRANT: 1}, at="2022-11-05 09:00", day="2022-11-01")
    page = words(main_of(signed_in_as(member(REGION, "official")), f"{BASE}/kostnader/"))
    assert "Just nu går det inte att bokföra kostnader" not in page

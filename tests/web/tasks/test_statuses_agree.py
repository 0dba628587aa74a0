"""One status is told in one way: a report that came late, a last day that has passed, what nobody hands in."""

import datetime

import pytest
from task_samples import REGION, REPORT, actor, moment, on, stands

from fixing_steps import both_versions
from funds_steps import handed_in, onward, paid, recorded
from money_steps import fixed, money, swedish
from naravard.agreement.wording import kronor
from naravard.ledger.facts import Paid, Sum
from naravard.web.ledger.fixed_version import allocation_of
from naravard.web.repayments.overview import Repayment, RepaymentStage
from naravard.web.tasks import acts
from naravard.web.tasks.words import last_day_words
from people_samples import member, signed_in_as
from web_pages import csv_rows, facts, main_of, words
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
LATE_DAY = moment("2022-10-04")


@pytest.fixture
def accepted_late(settings: object) -> None:
    """A region's interim report that came after its day and was accepted."""
    settings.NARAVARD_TODAY = "2022-10-20"  # type: ignore[attr-defined]
    acts.submit_duty(text="Rapport", actor=actor(REGION), **on(), at=LATE_DAY)
    acts.accept_duty(actor=actor("socialstyrelsen", "report-analyst", "Kim Öst"), **on(), at=moment("2022-10-10"))


@pytest.mark.usefixtures("accepted_late")
def test_a_report_that_came_late_is_done_and_late_wherever_it_is_told() -> None:
    assert stands(moment("2022-10-20")).state.label.sv == "Godtagen, kom för sent"
    own = signed_in_as(member(REGION))
    assert "Godtagen, kom för sent" in words(main_of(own, f"/organisation/{REGION}/uppgifter/{WHOLE}/{REPORT}/"))
    watcher = signed_in_as(member("socialstyrelsen", "report-analyst", "Bo Al"))
    (row,) = [row for row in csv_rows(watcher, f"/landet/lage/{WHOLE}/{REPORT}.csv") if row["code"] == REGION]
    assert row["status"] == "Godtagen, kom för sent"


@pytest.mark.usefixtures("accepted_late")
def test_the_country_counts_reports_that_came_late_among_those_not_in_time() -> None:
    watcher = signed_in_as(member("socialstyrelsen", "report-analyst", "Bo Al"))
    rows = {row["duty"]: row for row in csv_rows(watcher, f"/landet/lage.csv?overenskommelse={WHOLE}")}
    row = rows["Delredovisning från regionerna"]
    assert (row["of"], row["finished"], row["late"], row["came_late"]) == ("21", "1", "21", "1")
    main = main_of(watcher, f"/landet/lage/{WHOLE}/{REPORT}/")
    assert "21 inte i tid" in words(main)


@pytest.mark.usefixtures("accepted_late")
def test_money_says_of_a_condition_that_came_late_that_it_came() -> None:
    fixed()
    text = words(main_of(signed_in_as(member(REGION)), f"/organisation/{REGION}/pengar/{WHOLE}/"))
    assert "kom för sent, 4 oktober 2022 i stället för 30 september 2022" in text
    assert "kom inte in" not in text
    assert "Godtagen, kom för sent" in text


def test_a_last_day_was_only_when_it_has_passed() -> None:
    day = datetime.date(2022, 12, 1)
    assert last_day_words(day, datetime.date(2022, 12, 1)).sv == "sista dagen är 1 december 2022"
    assert last_day_words(day, datetime.date(2022, 12, 2)).sv == "sista dagen var 1 december 2022"


def test_who_receives_reads_that_a_last_day_has_passed(settings: object) -> None:
    settings.NARAVARD_TODAY = "2023-04-03"  # type: ignore[attr-defined]
    text = words(main_of(signed_in_as(member("kammarkollegiet", "payment-handler")), "/mina-uppgifter/"))
    assert "Sista dag: 31 mars 2023 – för 3 dagar sedan" in text


def test_what_is_no_paper_is_done_and_not_handed_in(settings: object) -> None:
    settings.NARAVARD_TODAY = "2023-04-03"  # type: ignore[attr-defined]
    text = words(main_of(signed_in_as(member("kammarkollegiet", "payment-handler")), "/mina-uppgifter/"))
    assert "Regeringsbeslut om utbetalning av medlen 0 av 1 har gjort det" in text
    assert "0 av 21 har lämnat in" in text


def test_a_municipality_repays_through_the_one_that_the_text_names(settings: object) -> None:
    version = both_versions(outside=())
    part = allocation_of(version).grant("vfu").cell("0980").binding
    handed_in("kommun-0980", "vfu-report", "2022-11-01 09:00")
    day = datetime.date(2022, 12, 28)
    sums = (Sum("vfu", part),)
    recorded("kommun-0980", Paid, "2022-12-28 09:00", requisition="", version=2, day=day, reference="KK 1", sums=sums)
    own = Repayment(money("kommun-0980", at=swedish("2023-04-03 09:00")))
    assert own.to_repay == part > 0
    assert (own.duty, own.stage) == (None, RepaymentStage.BY_OTHERS)
    assert own.status.sv == "Väntar på RSS i Gotlands län"
    settings.NARAVARD_TODAY = "2023-04-03"  # type: ignore[attr-defined]
    payer = signed_in_as(member("kammarkollegiet", "payment-handler"))
    back = f"/organisation/kammarkollegiet/pengar/{WHOLE}/aterbetalningar"
    (row,) = [row for row in csv_rows(payer, f"{back}.csv") if row["code"] == "kommun-0980"]
    assert row["stage"] == own.status.sv, "it names the RSS"
    told = facts(main_of(payer, f"{back}/"))["Av summan återbetalas genom en annan"]
    assert kronor(part).replace("\xa0", " ") in told


def test_the_country_lists_what_came_to_a_municipality_through_its_rss() -> None:
    fixed()
    paid("rss-09", "2022-12-15 09:00")
    onward("rss-09", "kommun-0980", Sum("nara-vard-kommuner", 1_000_000))
    watcher = signed_in_as(member("kammarkollegiet", "payment-handler"))
    (row,) = [row for row in csv_rows(watcher, f"/landet/pengar/{WHOLE}.csv") if row["code"] == "kommun-0980"]
    assert (row["through_others"], row["through_others_left"]) == ("1000000", "1000000")
    assert "1 000 000" in words(main_of(watcher, f"/landet/pengar/{WHOLE}/kommun-0980/"))

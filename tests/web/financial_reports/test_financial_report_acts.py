"""The financial report's way: written, drawn up, certified by another, signed by a third, accepted or opened again."""

import pytest

from financial_report_steps import (
    as_,
    certified,
    complete,
    drawn_up,
    given,
    handed_in,
    owner,
    preparer,
    reopened,
    report,
    to_report,
    whole_way,
)
from money_steps import swedish
from naravard.agreement.duties import Status
from naravard.ledger.facts import Certified, Reported, ReportReopened
from naravard.ledger.rules.accounts import report_lines
from naravard.web.access.actor import NotAllowedError
from naravard.web.financial_reports import acts
from naravard.web.financial_reports.paper_kinds import FINANCIAL_REPORT
from naravard.web.financial_reports.report import ReportStage
from naravard.web.history.models import Event
from naravard.web.ledger.errors import LedgerRefusedError, MoneyRefusedError
from naravard.web.papers.entries import compared, from_json
from naravard.web.papers.models import HandedInPaper
from naravard.web.papers.proof import proof_of
from naravard.web.people.problems import FourEyesProblem
from naravard.web.repayments.overview import RepaymentStage
from naravard.web.site.conflict import ChangedMeanwhileError
from naravard.web.tasks.errors import DutyRefusedError
from people_samples import acting, also, member
from repayment_steps import paid, repayment, used, used_all_but
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
GOTLAND = "region-09"


def value(paper: HandedInPaper, field: str) -> str:
    """Return what a paper says in a field."""
    return next(entry.value for entry in from_json(paper.content) if entry.id == field).replace("\u00a0", " ")


@pytest.mark.parametrize("code", [GOTLAND, "rss-09", "skr"])
def test_the_whole_way_for_region_rss_and_skr(code: str) -> None:
    before = Event.objects.count()
    paper = whole_way(code)
    found = report(code)
    assert found.step is ReportStage.HANDED_IN
    assert found.task.state.status is Status.SUBMITTED
    assert not found.task.state.was_late
    assert paper.pdf.startswith(b"%PDF-1.7")
    assert all(point.holds for point in proof_of(paper))
    facts = [type(fact) for fact in found.money.book.facts.values()]
    assert facts.count(Reported) == facts.count(Certified) == 1
    assert Event.objects.count() == before + 3
    assert repayment(code).stage is RepaymentStage.SETTLED
    assert Event.objects.order_by("-sequence")[0].told.after["repayment"] == "done"


def test_what_stands_on_the_paper_is_the_ledgers_in_the_agreements_own_words() -> None:
    paper = whole_way(ambulans=34_968)
    assert value(paper, "summa-enligt-overenskommelsen") == value(paper, "summa-utbetalt") == "30 039 872 kr"
    assert value(paper, "summa-kostnader") == "30 004 904 kr"
    assert value(paper, "ej-forbrukat") == "34 968 kr"
    assert value(paper, "period") == "2022-01-01 – 2022-12-31"
    assert value(paper, "diarienummer-overenskommelse") == "S2022/16"
    assert (value(paper, "alternativ-1"), value(paper, "alternativ-2")) == ("Ja", "Nej")
    assert value(paper, "namn") == "Eva Kron"
    labels = {entry.label for entry in from_json(paper.content)}
    assert "Medel som inte har förbrukats (Bidrag – kostnader)" in labels
    assert repayment().stage is RepaymentStage.OWES


def test_alternative_two_says_what_is_wrong_and_what_will_be_done() -> None:
    to_report()
    drawn_up()
    with pytest.raises(LedgerRefusedError) as silent:
        certified(alternative=2, measures="")
    assert silent.value.code == "deviations-missing"
    with pytest.raises(LedgerRefusedError) as both:
        certified(alternative=1, deviations="Något")
    assert both.value.code == "correct-with-deviations"
    certified(alternative=2)
    paper = handed_in()
    assert (value(paper, "alternativ-1"), value(paper, "alternativ-2")) == ("Nej", "Ja")
    assert value(paper, "avvikelser") == "Avvikelser: Lön för mars saknas. Åtgärder: Bokförs i april."


def test_from_when_it_is_drawn_up_no_cost_can_move() -> None:
    to_report(ambulans=100)
    used(GOTLAND, {"ambulans": 40}, at="2023-03-01 09:00")
    row = drawn_up()
    assert report().figures.total("unused") == 60
    with pytest.raises(LedgerRefusedError) as stands:
        used(GOTLAND, {"ambulans": 1}, at="2023-03-11 09:00")
    assert stands.value.code == "report-stands"
    FINANCIAL_REPORT.acts.open(actor=preparer(), reason="En faktura saknas", **given(GOTLAND, "2023-03-11 10:00"))
    used(GOTLAND, {"ambulans": 1}, at="2023-03-11 11:00")
    again = drawn_up(at="2023-03-11 12:00")
    assert (row.number, again.number) == (1, 2)
    assert [one.figures["grants"][-1]["unused"] for one in report().rows] == [59, 60]
    assert report().rows[1].reopened_because == "En faktura saknas"


def test_the_lines_of_the_fact_are_those_of_the_ledger() -> None:
    to_report(ambulans=100)
    drawn_up()
    found = report()
    assert found.standing is not None
    kept = found.money.report(found.duty)
    assert kept is not None
    assert kept.lines == report_lines(found.money.balance)
    assert all(one.ties for one in found.figures.grants)


@pytest.mark.parametrize(("at", "code"), [("2022-12-31 23:59:59", "period-not-over"), ("2023-01-01 00:00:00", "")])
def test_the_year_must_be_over_before_it_can_be_reported(at: str, code: str) -> None:
    complete(GOTLAND)
    paid()
    used(GOTLAND, {"ambulans": 1}, at="2022-12-20 09:00")
    if not code:
        assert drawn_up(at=at).number == 1
        return
    with pytest.raises(MoneyRefusedError) as refused:
        drawn_up(at=at)
    assert refused.value.code == code


def test_what_lacks_is_said_and_nothing_is_drawn_up() -> None:
    paid()
    used_all_but(GOTLAND, {})
    with pytest.raises(MoneyRefusedError) as refused:
        drawn_up()
    assert refused.value.code == "financial-report-lacks"
    for told in ("Organisationsnummer", "Postadress", "Regeringskansliets diarienummer för överenskommelsen"):
        assert told in refused.value.says.sv
    assert report().step is ReportStage.WRITING


def test_nothing_paid_is_nothing_to_report() -> None:
    complete(GOTLAND)
    assert report().step is ReportStage.NOTHING_PAID
    with pytest.raises(MoneyRefusedError) as refused:
        drawn_up()
    assert refused.value.code == "nothing-paid"


def test_three_persons_whatever_roles_one_of_them_has() -> None:
    to_report()
    anna = member(GOTLAND, "official", "Anna Ek")
    for role in ("cfo", "signatory"):
        also(anna, GOTLAND, role)
    drawn_up(by=acting(anna, "official"))
    with pytest.raises(FourEyesProblem):
        certified(by=acting(anna, "cfo"))
    eva = member(GOTLAND, "cfo", "Eva Kron")
    also(eva, GOTLAND, "signatory")
    certified(by=acting(eva, "cfo"))
    for someone in (anna, eva):
        with pytest.raises(FourEyesProblem):
            handed_in(by=acting(someone, "signatory"))
    assert handed_in().signed_by


def test_who_has_written_in_it_may_not_certify_either() -> None:
    to_report()
    eva = acting(member(GOTLAND, "cfo", "Eva Kron"))
    FINANCIAL_REPORT.acts.write(actor=eva, values={"omrade-ambulans": "Bra"}, **given(GOTLAND, "2023-03-01 09:00"))
    drawn_up()
    with pytest.raises(FourEyesProblem):
        certified(by=eva)


def test_of_two_who_write_at_once_the_second_is_told_and_an_old_page_cannot_sign() -> None:
    to_report()
    old = given(GOTLAND, "2023-03-01 09:00")
    FINANCIAL_REPORT.acts.write(actor=preparer(), values={"omrade-ambulans": "Bra"}, **old)
    with pytest.raises(ChangedMeanwhileError):
        FINANCIAL_REPORT.acts.write(actor=preparer(), values={"omrade-ambulans": "Sämre"}, **old)
    with pytest.raises(MoneyRefusedError):
        FINANCIAL_REPORT.acts.ready(actor=preparer(), **(old | {"at": swedish("2023-03-10 09:00")}))
    drawn_up()
    with pytest.raises(MoneyRefusedError) as early:
        handed_in()
    assert early.value.code == "not-certified"


@pytest.mark.parametrize(
    ("at", "is_late"),
    [("2023-03-30 12:00", False), ("2023-03-31 23:59:59", False), ("2023-04-01 00:00:00", True)],
)
def test_the_last_day_ends_at_midnight_in_swedish_summer_time(at: str, *, is_late: bool) -> None:
    to_report()
    drawn_up()
    certified()
    paper = handed_in(at=at)
    assert paper.was_late is is_late
    assert report(at=at).task.state.was_late is is_late
    assert repayment(at=at).state.status is Status.DONE
    assert not repayment(at=at).was_late


def test_the_receiver_accepts_or_opens_it_again_and_both_editions_are_kept_and_compared() -> None:
    first = whole_way(ambulans=100)
    reopened(reason="Ambulansen saknar en faktura.")
    found = report()
    assert found.step is ReportStage.WRITING
    assert found.task.record.reopened_because == "Ambulansen saknar en faktura."
    used(GOTLAND, {"ambulans": 40}, at="2023-03-21 09:00")
    drawn_up(at="2023-03-22 09:00")
    certified(at="2023-03-23 09:00")
    second = handed_in(at="2023-04-03 09:00")
    assert (first.edition, second.edition) == (1, 2)
    assert not second.was_late
    changed = {one.label: (one.was, one.now) for one in compared(from_json(first.content), from_json(second.content))}
    assert changed["Summa kostnader"] == ("30\u00a0039\u00a0772\u00a0kr", "30\u00a0039\u00a0812\u00a0kr")
    acts.accept_financial_report(
        actor=as_("payment-handler", "kammarkollegiet"), organisation=owner(), agreement_id=WHOLE, seen=2,
        at=swedish("2023-04-05 09:00"),
    )  # fmt: skip
    assert report(at="2023-04-05 09:00").step is ReportStage.ACCEPTED
    assert [type(fact) for fact in found.money.book.facts.values()].count(ReportReopened) == 1


def test_opening_it_again_opens_the_duty_to_repay_too_and_what_comes_again_closes_it() -> None:
    whole_way()
    assert repayment().state.status is Status.DONE
    reopened()
    assert repayment().state.status is Status.BEGUN
    drawn_up(at="2023-03-22 09:00")
    certified(at="2023-03-23 09:00")
    handed_in(at="2023-03-24 09:00")
    assert repayment(at="2023-03-24 09:00").state.status is Status.DONE


def test_what_has_been_handed_in_is_asked_for_and_opened_by_its_receiver_alone() -> None:
    whole_way()
    with pytest.raises(MoneyRefusedError) as own:
        FINANCIAL_REPORT.acts.open(actor=preparer(), reason="Fel", **given(GOTLAND, "2023-03-16 09:00"))
    assert own.value.code == "handed-in"
    asked = given(GOTLAND, "2023-03-16 09:00")
    asked.pop("version")
    acts.ask_to_reopen_financial_report(actor=preparer(), reason="En faktura kom för sent.", **asked)
    assert report().rows[0].asked_because == "En faktura kom för sent."
    with pytest.raises(NotAllowedError):
        acts.reopen_financial_report(
            actor=as_("report-analyst", "socialstyrelsen"), organisation=owner(), agreement_id=WHOLE, seen=1,
            reason="x", at=swedish("2023-03-16 10:00"),
        )  # fmt: skip
    with pytest.raises(MoneyRefusedError) as silent:
        reopened(reason=" ")
    assert silent.value.code == "reason-missing"


def test_nothing_to_accept_is_refused_and_so_is_another_than_the_one_that_was_looked_at() -> None:
    whole_way()
    accept = {"actor": as_("payment-handler", "kammarkollegiet"), "organisation": owner(), "agreement_id": WHOLE}
    with pytest.raises(MoneyRefusedError):
        acts.accept_financial_report(**accept, seen=2, at=swedish("2023-03-16 10:00"))
    acts.accept_financial_report(**accept, seen=1, at=swedish("2023-03-16 10:00"))
    with pytest.raises(DutyRefusedError):
        acts.accept_financial_report(**accept, seen=1, at=swedish("2023-03-16 11:00"))


def test_the_costs_of_the_municipalities_are_items_of_the_rss_report_by_municipality() -> None:
    complete("rss-09")
    paid("rss-09")
    used("rss-09", {"nara-vard-kommuner": 4_000}, at="2023-01-10 09:00", holder="kommun-0980")
    FINANCIAL_REPORT.acts.write(
        actor=preparer("rss-09"), values={"namnges-fran": "1000"}, **given("rss-09", "2023-01-12 09:00")
    )
    (grant,) = [one for one in report("rss-09").figures.grants if one.costs]
    assert [(item.code, item.name, item.amount) for item in grant.items] == [("kommun-0980", "Gotland", 4_000)]

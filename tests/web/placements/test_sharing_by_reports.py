"""Sharing by what was reported: who takes part, to the krona, at each side of the last day, and fixing it."""

import datetime
from fractions import Fraction

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from money_steps import fixed, money, swedish
from naravard.ledger.facts import Paid, Sum
from naravard.web.access.actor import THE_SERVICE
from naravard.web.agreements.current import shown_or_404
from naravard.web.ledger.account_lock import locked_money
from naravard.web.ledger.accounts import moneys_of, recipients_of
from naravard.web.ledger.errors import LedgerRefusedError, MoneyRefusedError
from naravard.web.ledger.fixed_version import allocation_of
from naravard.web.ledger.models import FixedAllocation, RecordedFact
from naravard.web.organisations.models import Organisation
from naravard.web.placements.acts import reopen_report, submit_report
from naravard.web.placements.fixation import share_by_reports
from naravard.web.placements.models import ReportIsImmutableError, SubmittedReport
from naravard.web.placements.participation import Participation, Sharing
from naravard.web.tasks.acts import extend_duty
from naravard.web.tasks.errors import DutyRefusedError
from placement_steps import DECEMBER, DUTY, IN_TIME, LATE, WEEKS, reported, sharing, weeks
from web_shared import WHOLE

pytestmark = pytest.mark.django_db

POT = 100


def shared(at: datetime.datetime = DECEMBER, reason: str = "Alla tal är inne") -> FixedAllocation:
    """Fix the small agreement's shares."""
    fixed: FixedAllocation = share_by_reports(actor=THE_SERVICE, agreement_id=WEEKS, duty_id=DUTY, reason=reason, at=at)
    return fixed


def given_to(*codes: str) -> list[int]:
    """Return what each is allotted of the grant that is shared by the reports."""
    return [money(code, WEEKS).balance.grant("okning").allotted for code in codes]


def part(code: str, found: Sharing) -> Participation:
    """Return how one reporter stands."""
    return next(one.part for one in found.reporters if one.report.organisation.code == code)


def test_the_pot_is_shared_by_increase_and_one_who_decreases_gets_nothing() -> None:
    weeks()
    reported("region-01", 100, 120)
    reported("region-03", 100, 110)
    reported("region-04", 100, 40)
    version = shared()
    assert given_to("region-01", "region-03", "region-04") == [67, 33, 0]
    assert version.version == 2
    assert version.total == 1_000_000 + POT


def test_who_has_not_reported_in_time_stands_outside_and_the_version_says_by_which_condition() -> None:
    weeks()
    reported("region-01", 100, 120)
    reported("region-03", 100, 200, at=LATE)
    version = shared()
    assert given_to("region-01", "region-03", "region-04") == [POT, 0, 0]
    assert "03" in version.outside[DUTY]
    assert "01" not in version.outside[DUTY]
    cell = allocation_of(version).grant("okning").cell("03")
    assert cell.step.outside
    assert cell.worked.rule.name.sv == "Redovisning av veckor"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2022-11-29 12:00", Participation.IN_TIME),
        ("2022-11-30 23:59:59", Participation.IN_TIME),
        ("2022-12-01 00:00", Participation.LATE),
        ("2022-12-01 12:00", Participation.LATE),
    ],
)
def test_the_last_day_ends_at_midnight_in_sweden(moment: str, expected: Participation) -> None:
    weeks()
    reported("region-01", 1, 2, at=swedish(moment))
    assert part("region-01", sharing()) is expected


@pytest.mark.parametrize("moment", ["2022-11-29 12:00", "2022-11-30 23:59:59"])
def test_nothing_is_fixed_while_someone_still_has_time(moment: str) -> None:
    weeks()
    reported("region-01", 1, 2, at=swedish("2022-11-01 09:00"))
    with pytest.raises(MoneyRefusedError, match="20 have not reported and have time until 2022-11-30"):
        shared(swedish(moment))
    assert FixedAllocation.objects.filter(agreement_id=WEEKS).count() == 1


def test_it_can_be_fixed_from_the_midnight_after_the_last_day() -> None:
    weeks()
    reported("region-01", 1, 2, at=swedish("2022-11-01 09:00"))
    assert shared(LATE).version == 2


def test_it_can_be_fixed_before_the_last_day_when_all_have_reported() -> None:
    agreement = shown_or_404(weeks()).agreement
    for place, recipient in enumerate(agreement.recipients_of(agreement.grant("okning"))):
        reported(f"region-{recipient.code}", 10, 10 + place, at=swedish("2022-11-01 09:00"))
    assert shared(swedish("2022-11-02 09:00")).total == 1_000_000 + POT


def test_one_who_was_given_more_time_has_it() -> None:
    weeks()
    reported("region-01", 1, 2)
    extend_duty(
        actor=THE_SERVICE,
        organisation=Organisation.objects.get(pk="region-03"),
        agreement_id=WEEKS,
        duty_id=DUTY,
        to_day=datetime.date(2022, 12, 9),
        reason="Sjukdom",
        at=IN_TIME,
    )
    with pytest.raises(MoneyRefusedError, match="1 have not reported and have time until 2022-12-09"):
        shared()
    reported("region-03", 1, 2, at=swedish("2022-12-09 23:59:59"))
    shared(swedish("2022-12-10 09:00"))
    assert given_to("region-01", "region-03") == [50, 50]


def test_where_the_report_is_no_condition_one_who_is_late_takes_part_and_one_without_numbers_does_not() -> None:
    weeks(condition=False)
    reported("region-01", 1, 2)
    reported("region-03", 1, 2, at=LATE)
    assert part("region-03", sharing()) is Participation.LATE_COUNTED
    shared()
    assert given_to("region-01", "region-03", "region-04") == [50, 50, 0]


def test_when_no_one_has_increased_or_reported_it_is_refused_with_words_and_nothing_is_saved() -> None:
    weeks()
    facts = RecordedFact.objects.count()
    with pytest.raises(MoneyRefusedError) as none:
        shared()
    assert "Ingen mottagare uppfyller villkoret ”Redovisning av veckor”" in none.value.says.sv
    reported("region-01", 5, 5)
    reported("region-03", 5, 4)
    with pytest.raises(MoneyRefusedError) as same:
        shared()
    assert "Ingen mottagare har ökat mellan fore och efter" in same.value.says.sv
    assert RecordedFact.objects.count() == facts


def test_the_ministry_fixes_first() -> None:
    weeks(fixed=False)
    with pytest.raises(DutyRefusedError, match="not been fixed yet"):
        reported("region-01", 1, 2)
    with pytest.raises(MoneyRefusedError, match="allocation has not been fixed"):
        shared()


def test_a_report_that_is_opened_again_keeps_its_version_and_a_correction_is_a_new_fixed_version() -> None:
    weeks()
    first = reported("region-01", 100, 120)
    reported("region-03", 100, 120)
    shared()
    given = {
        "actor": THE_SERVICE,
        "organisation": Organisation.objects.get(pk="region-01"),
        "agreement_id": WEEKS,
        "duty_id": DUTY,
    }
    reopen_report(**given, reason="Fel termin", at=swedish("2022-12-05 09:00"))
    assert part("region-01", sharing(swedish("2022-12-05 10:00"))) is Participation.MENDING
    with pytest.raises(MoneyRefusedError) as nothing:
        shared(swedish("2022-12-05 10:00"))
    assert nothing.value.code == "nothing-changes"
    reported("region-01", 100, 180, at=swedish("2022-12-06 09:00"))
    assert part("region-01", sharing(swedish("2022-12-06 10:00"))) is Participation.IN_TIME
    with pytest.raises(MoneyRefusedError) as without:
        shared(swedish("2022-12-06 10:00"), reason=" ")
    assert without.value.code == "no-reason"
    version = shared(swedish("2022-12-06 10:00"), reason="Region Stockholm rättade sina veckor")
    assert (version.version, given_to("region-01", "region-03")) == (3, [80, 20])
    assert [one.number for one in SubmittedReport.objects.filter(organisation="region-01")] == [2, 1]
    first.refresh_from_db()
    assert first.exact["efter"] == Fraction(120)
    assert allocation_of(FixedAllocation.objects.get(agreement_id=WEEKS, version=2)).grant("okning").cell(
        "01"
    ).computed == 50  # fmt: skip
    with pytest.raises(ReportIsImmutableError):
        first.delete()


def test_one_who_was_late_is_not_paid() -> None:
    weeks(condition=True)
    reported("region-01", 100, 120)
    reported("region-03", 100, 120, at=LATE)
    shared()
    locked = locked_money(Organisation.objects.get(pk="region-03"), WEEKS, at=DECEMBER, seen_version=None)
    with pytest.raises(LedgerRefusedError):
        locked.add(
            Paid,
            by=THE_SERVICE,
            requisition="",
            version=2,
            sums=(Sum("okning", 0),),
            day=DECEMBER.date(),
            reference="KK 1",
        )


def test_numbers_are_whole_all_of_them_and_only_those_asked_for() -> None:
    weeks()
    given = {
        "actor": THE_SERVICE,
        "organisation": Organisation.objects.get(pk="region-01"),
        "agreement_id": WEEKS,
        "duty_id": DUTY,
        "at": IN_TIME,
    }
    for numbers, code in (
        ({"fore": 1, "efter": 2}, "number-missing"),
        ({"fore": 1, "efter": -2, "handledare": 1}, "not-a-whole-number"),
        ({"fore": 1, "efter": 2, "handledare": 1, "lokaler": 1}, "not-asked-for"),
    ):
        with pytest.raises(DutyRefusedError) as refused:
            submit_report(**given, numbers=numbers)
        assert refused.value.code == code
    assert SubmittedReport.objects.count() == 0


NUMBERS = st.tuples(st.integers(0, 500), st.integers(0, 500))


@settings(max_examples=25)  # each shares a county's money
@given(
    reports=st.dictionaries(st.sampled_from(["region-01", "region-03", "region-04", "region-05"]), NUMBERS, min_size=1),
    late=st.sets(st.sampled_from(["region-01", "region-03", "region-04", "region-05"])),
)
def test_whatever_is_reported_the_whole_pot_is_shared_or_it_is_refused(
    reports: dict[str, tuple[int, int]], late: set[str]
) -> None:
    with transaction.atomic():
        weeks()
        for code, (before, after) in reports.items():
            reported(code, before, after, at=LATE if code in late else IN_TIME)
        taking = {code: numbers for code, numbers in reports.items() if code not in late}
        if not any(after > before for before, after in taking.values()):
            with pytest.raises(MoneyRefusedError) as refused:
                shared()
            assert refused.value.code == "cannot-be-allocated"
        else:
            cells = allocation_of(shared()).grant("okning").cells
            assert sum(cell.computed for cell in cells) == POT
            assert all(cell.computed >= 0 for cell in cells)
            by_code = {f"region-{cell.recipient.code}": cell.computed for cell in cells}
            for code, amount in by_code.items():
                before, after = taking.get(code, (0, 0))
                assert amount == 0 or after > before, code
        transaction.set_rollback(True)


def test_the_signed_agreements_250_millions_are_shared_to_the_krona_and_nothing_else_changes() -> None:
    before = fixed()
    for code, weeks_before, weeks_after in (
        ("region-09", 400, 430), ("kommun-0980", 100, 110), ("kommun-0180", 90, 93), ("region-01", 900, 850)
    ):  # fmt: skip
        reported(code, weeks_before, weeks_after, agreement_id=WHOLE, duty_id="vfu-report")
    version: FixedAllocation = share_by_reports(
        actor=THE_SERVICE, agreement_id=WHOLE, duty_id="vfu-report", reason="Alla tal är inne", at=DECEMBER
    )
    assert version.total == 6_373_000_000
    assert version.digest == before.digest
    shown = shown_or_404(WHOLE)
    moneys = moneys_of(shown, recipients_of(shown), DECEMBER)
    given = {one.organisation.code: one.balance.grant("vfu").allotted for one in moneys if one.terms.grant("vfu")}
    assert sum(given.values()) == 250_000_000
    assert {code: amount for code, amount in given.items() if amount} == {
        "region-09": 174_418_605, "kommun-0980": 58_139_535, "kommun-0180": 17_441_860
    }  # fmt: skip
    rest = {one.organisation.code: one.balance.total.allotted for one in moneys}
    assert rest["region-09"] == 30_039_872 + 174_418_605


def test_numbers_with_decimals_are_reported_exactly_where_the_data_say_so() -> None:
    """Half a week counts as half a week, in the money too."""
    weeks(decimals=1)
    reported("region-08", 10, Fraction(21, 2))
    reported("region-09", 10, Fraction(23, 2))
    assert SubmittedReport.objects.get(organisation="region-08").numbers["efter"] == "10.5"
    assert sharing().keys["efter"]["09"] == Fraction(23, 2)
    shared(DECEMBER)
    assert given_to("region-08", "region-09") == [25, 75]


@pytest.mark.parametrize("number", [Fraction(21, 2), Fraction(-1), Fraction(10**9)])
def test_numbers_are_whole_and_not_too_great_where_the_data_say_nothing_else(number: Fraction) -> None:
    weeks()
    with pytest.raises(DutyRefusedError, match="a whole number"):
        reported("region-08", 10, number)

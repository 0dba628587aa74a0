"""Each check of a requisition: met, not met, or cannot be told, and in which words."""

import datetime
from collections.abc import Sequence

import pytest

from money_steps import locked, money, swedish
from naravard.ledger import allotted_from
from naravard.ledger.facts import Allotted, Requisitioned, Sum
from naravard.web.access.actor import THE_SERVICE
from naravard.web.ledger.models import StatedReferenceNumber
from naravard.web.payments.batch_acts import make_batch
from naravard.web.payments.checks import RequisitionCheck
from naravard.web.payments.inbox import ReceivedRequisition, received_from
from naravard.web.payments.models import Line
from naravard.web.people.models import Membership, Person
from naravard.web.tasks.models import DutyRecord, Extension
from papers_steps import kept_paper
from payments_steps import (
    ACCEPTED,
    CAME,
    GOTLAND,
    ON,
    PAYER,
    PAYS,
    RSS,
    accepted,
    allotted,
    details,
    handler,
    organisation,
    reported,
    requisitioned,
)
from people_samples import person
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
AGREEMENT, DECISION = "S2022/00001", "S2022/00002"
PAPER = {
    "organisationsnummer": "212000-0803",
    "giro": "Bankgiro 5050-1055",
    "diarienummer-overenskommelse": AGREEMENT,
    "diarienummer-beslut": DECISION,
    "betalningsreferens": "GNV 2022",
}


def paper(
    code: str = GOTLAND,
    *,
    signed_by: Person | None = None,
    preparers: list[str] | None = None,
    signatures: Sequence[dict[str, str]] = (),
    **changed: str,
) -> None:
    """Keep a requisition as a paper that says this."""
    values = PAPER | {name.replace("_", "-"): value for name, value in changed.items()}
    content = [{"part": 1, "heading": "", "id": name, "label": name, "value": text} for name, text in values.items()]
    record = DutyRecord.objects.get(organisation=code, duty_id__startswith="requisition")
    kept_paper(
        code,
        content=content,
        at=CAME,
        signatures=list(signatures),
        preparers=[record.begun_by] if preparers is None else preparers,
        signed_by=f"person-{signed_by.id}" if signed_by else record.submitted_by,
    )


def stated(*, agreement: str = AGREEMENT, decision: str = DECISION) -> None:
    """Let the ministry state the reference numbers."""
    for reference, number in (("overenskommelsen", agreement), ("utbetalningsbeslutet", decision)):
        StatedReferenceNumber.objects.create(
            agreement_id=WHOLE, reference_id=reference, number=number, stated_at=CAME, stated_by="x"
        )


def came(code: str = GOTLAND, at: datetime.datetime = CAME) -> None:
    """Let a recipient with details requisition all that it is allotted."""
    details(code)
    allotted(code)
    requisitioned(code, at)


def found(code: str = GOTLAND, at: datetime.datetime = ACCEPTED) -> ReceivedRequisition:
    received = received_from(money(code).shown, organisation(code), at)
    assert received is not None
    return received


def check(check_id: str, code: str = GOTLAND, at: datetime.datetime = ACCEPTED) -> tuple[str, str]:
    """Return a check's answer and words."""
    checks: dict[str, RequisitionCheck] = {one.id: one for one in found(code, at).checks}
    return checks[check_id].answer.value, checks[check_id].says.sv


def test_a_paper_that_is_right_meets_every_check_and_its_reference_follows_the_payment() -> None:
    stated()
    came()
    reported(GOTLAND)
    paper()
    assert [one.answer.value for one in found().checks] == ["met"] * 8
    assert check("references") == ("met", f"{AGREEMENT}, {DECISION}: samma som har angetts här.")
    assert check("signed")[1] == "Siv Ek har skrivit under elektroniskt, Bo Al förberedde."


def test_a_clock_that_is_wrong_is_told_to_the_receiver_too() -> None:
    came()
    late = (CAME + datetime.timedelta(days=3)).isoformat()
    paper(signatures=[{"name": "Siv Ek", "claimed_at": late}])
    assert check("signed")[1].endswith(
        "förberedde. Tiden är 3 dagar efter inlämningen. Den kommer från klockan i programmet för underskrift, som går "
        "fel. Filen fanns när den lämnades in."
    )


def test_the_recipients_own_reference_and_both_numbers_stand_on_the_payment() -> None:
    stated()
    claim = accepted(GOTLAND)
    paper()
    details(PAYER)
    make_batch(
        actor=handler(),
        organisation=organisation(PAYER),
        agreement_id=WHOLE,
        choices=[(GOTLAND, claim)],
        execution_day=ON,
        at=PAYS,
    )
    line = Line.objects.get()
    paid = "God och nära vård 2022: Rekvisitionen, beslut version 1"
    assert line.remittance == ["GNV 2022", f"Dnr {AGREEMENT}", f"Dnr {DECISION}", paid]
    assert (line.giro_kind, line.giro) == ("bankgiro", "50501055")
    assert line.creditor_number == "2120000803"


@pytest.mark.parametrize(
    ("changed", "check_id", "answer", "says"),
    [
        ({"organisationsnummer": "212000-0804"}, "number", "not-met", "Kontrollsiffran ska vara 3, men är 4."),
        ({"organisationsnummer": ""}, "number", "not-met", "Organisationsnumret saknas."),
        ({"giro": "Bankgiro 5050-1054"}, "account", "not-met", "Kontrollsiffran ska vara 5, men är 4."),
        ({"giro": ""}, "account", "not-met", "Varken bankgiro eller plusgiro"),
        ({"giro": "Bankgiro 160-9908"}, "account", "unknown", "fråga mottagaren vilket som gäller"),
        ({"giro": "Plusgiro 90 20 01-7"}, "account", "unknown", "Plusgiro 90 20 01-7 på rekvisitionen"),
        ({"diarienummer_beslut": ""}, "references", "not-met", "regeringsbeslutet om utbetalning"),
        ({"diarienummer_beslut": "S2022/00009"}, "references", "not-met", "men här är S2022/00002 angett"),
    ],
)
def test_what_is_wrong_on_the_paper_is_said(changed: dict[str, str], check_id: str, answer: str, says: str) -> None:
    stated()
    came()
    paper(**changed)
    got = check(check_id)
    assert got[0] == answer
    assert says in got[1]


def test_numbers_that_the_ministry_has_not_stated_cannot_be_compared() -> None:
    came()
    assert check("references")[0] == "unknown"
    paper()
    answer, says = check("references")
    assert answer == "unknown"
    assert "Numret är inte angett här" in says


def test_whoever_wrote_in_it_has_not_signed_it() -> None:
    came()
    record = DutyRecord.objects.get(organisation=GOTLAND, duty_id="requisition-regions-skr")
    paper(preparers=[record.begun_by, record.submitted_by])
    assert check("signed") == ("not-met", "Siv Ek har både förberett och skrivit under. Två personer behövs.")


def test_two_rows_of_one_person_are_one_person() -> None:
    came()
    record = DutyRecord.objects.get(organisation=GOTLAND, duty_id="requisition-regions-skr")
    first, second = (
        Person.objects.get(pk=code.removeprefix("person-")) for code in (record.begun_by, record.submitted_by)
    )
    first.became = second
    first.save()
    assert check("signed")[0] == "not-met"


def test_the_signatory_had_the_role_on_the_day() -> None:
    came()
    assert check("signed")[0] == "met"
    Membership.objects.filter(role="signatory").update(to_day=CAME.date() - datetime.timedelta(days=1))
    assert check("signed") == ("not-met", "Siv Ek har skrivit under, men var inte behörig företrädare den dagen.")


def test_someone_without_any_role_is_no_signatory() -> None:
    came()
    paper(signed_by=person("Ola Gren"))
    assert check("signed")[1] == "Ola Gren har skrivit under, men var inte behörig företrädare den dagen."


@pytest.mark.parametrize("at", ["2022-11-30 23:59:59", "2022-12-01 00:00", "2022-12-01 23:59:59"])
def test_in_time_to_the_last_second_of_the_last_day(at: str) -> None:
    came(at=swedish(at))
    answer, says = check("time", at=swedish("2022-12-05 09:00"))
    assert answer == "met"
    assert "sista dagen var 1 december 2022" in says


def test_in_time_by_a_later_day_that_was_given() -> None:
    Extension.objects.create(
        agreement_id=WHOLE,
        duty_id="requisition-regions-skr",
        organisation=organisation(GOTLAND),
        to_day=datetime.date(2022, 12, 9),
        reason="Sjukdom",
        made_at=CAME,
        made_by="x",
    )
    came(at=swedish("2022-12-09 23:59"))
    assert check("time", at=swedish("2022-12-20 09:00")) == (
        "met",
        "Inlämnad 2022-12-09, sista dagen var 9 december 2022 efter förlängning. Utan den: sista dagen var 1 december "
        "2022.",
    )


def test_an_rss_has_no_last_day_and_no_condition() -> None:
    came(RSS, swedish("2023-02-01 09:00"))
    answer, says = check("time", RSS, swedish("2023-02-02 09:00"))
    assert answer == "met"
    assert "Överenskommelsen anger ingen sista dag för mottagaren." in says
    assert [one for one in found(RSS, swedish("2023-02-02 09:00")).checks if one.holds_payment] == []


def test_less_than_the_allotted_is_told_and_a_later_version_too() -> None:
    details(GOTLAND)
    held = allotted(GOTLAND)
    assert held.book.tally.allotted is not None
    sums = held.book.tally.allotted.sums[1:]
    locked(GOTLAND, CAME).add(Requisitioned, by=THE_SERVICE, version=1, sums=sums)
    assert "14 140 838 kr mindre än det tilldelade" in check("whole")[1].replace("\u00a0", " ")
    again = allotted_from(held.shown.allocation, GOTLAND, fact_id="v2", version=2, at=CAME)
    more = (Sum("ambulans", 1_000_000), *(part for part in again.sums if part.grant != "ambulans"))
    locked(GOTLAND, CAME).take(
        Allotted(id="v2", recipient=GOTLAND, at=CAME, clause=again.clause, version=2, sums=more), by=THE_SERVICE
    )
    assert check("amounts")[1].endswith("Bygger på fördelningens version 1. Nu gäller version 2.")


@pytest.mark.parametrize(
    ("at", "answer", "says"),
    [
        ("2022-09-29 12:00", "unknown", "Betala inte ut innan den har kommit."),
        ("2022-09-30 23:59:59", "unknown", "Inte inlämnad än, senast 2022-09-30."),
        ("2022-10-01 00:00", "not-met", "Inte inlämnad, senast 2022-09-30. Betala inte ut."),
    ],
)
def test_the_condition_turns_at_the_midnight_after_its_last_day(at: str, answer: str, says: str) -> None:
    came()
    got = check("interim-report-regions", at=swedish(at))
    assert got[0] == answer
    assert says in got[1]


def test_a_condition_that_came_late_is_not_met() -> None:
    came()
    reported(GOTLAND, at=swedish("2022-10-01 00:00"))
    answer, says = check("interim-report-regions", at=swedish("2022-10-02 00:00"))
    assert answer == "not-met"
    assert "för sent: det skulle ske senast 2022-09-30" in says

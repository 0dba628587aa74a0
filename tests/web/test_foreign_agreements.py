"""An agreement of its own kind is carried by its data alone: nothing of another agreement stands on its pages.

``anhorigstod-2027`` is shipped as an example: paid without requisition, straight to municipalities and an association,
by an authority that also fixes and reclaims.
"""

import datetime
import re
from pathlib import Path

import pytest
from django.urls import reverse

from money_steps import money, swedish
from naravard.agreement.duties import Status
from naravard.agreement.files import AgreementFiles
from naravard.agreement.load import load_folder
from naravard.allocation import allocate
from naravard.ledger.facts import Paid
from naravard.web.access.actor import THE_SERVICE, NotAllowedError
from naravard.web.access.roles import roles_in
from naravard.web.agreements.acts import take_in
from naravard.web.agreements.intake import take_in_folder
from naravard.web.financial_reports.paper_kinds import FINANCIAL_REPORT
from naravard.web.fixing.acts import state_reference_number
from naravard.web.handovers.overview import waits_in
from naravard.web.ledger.account_lock import locked_money
from naravard.web.ledger.next_version import COMPUTED, fix
from naravard.web.organisations.models import Organisation
from naravard.web.organisations.needs import missing, told
from naravard.web.payments.payers import payers_of
from naravard.web.tasks.duties import tasks_of
from naravard.web.tasks.refusals import DutyRefusedError
from people_samples import acting, member, signed_in_as
from web_pages import main_of, words

FOLDER = Path(__file__).parents[2] / "docs" / "examples" / "anhorigstod-2027"
ID, PAYER, MUNICIPALITY, ASSOCIATION = FOLDER.name, "socialstyrelsen", "kommun-0980", "anhorigradet"
DAY = datetime.date(2027, 2, 10)
AT = swedish("2027-02-10 09:00")
OF_ANOTHER = re.compile(
    r"Kammarkollegiet|Regeringskansliet|Socialdepartementet|VFU|RSS|2022|avsnitt 10|bilaga|God och nära vård|rekvir",
    re.I,
)
"""What stands in the agreement of 2022 and not in this one."""
LINK = re.compile(rf'href="(/organisation/[^"]*/{ID}/[^"?]*)"')


@pytest.fixture(autouse=True)
def _taken_in(db: None, settings: object) -> None:
    settings.NARAVARD_TODAY = DAY.isoformat()
    take_in_folder(FOLDER, AT)


def _fixed() -> None:
    fix(ID, by=acting(member(PAYER, "ministry-official"), day=DAY), at=AT, basis=COMPUTED, reason="")


def test_it_has_no_findings_and_its_earmarks_fill_each_sum() -> None:
    agreement = load_folder(FOLDER).agreement
    assert agreement is not None
    granted = allocate(agreement).grant("kommunerna")
    for cell in granted.cells:
        assert sum(each.cell(cell.recipient.code).computed for each in granted.earmarks) == cell.computed == 197_000


def test_the_organisations_come_with_it_and_their_people_can_have_what_they_need() -> None:
    association = Organisation.objects.get(pk=ASSOCIATION)
    assert (association.kind, association.name) == ("association", "Föreningen Anhörigrådet")
    there = {
        code: {role.code for role in roles_in(Organisation.objects.get(pk=code).kind, code)}
        for code in (PAYER, ASSOCIATION, MUNICIPALITY)
    }
    assert {"ministry-official", "payment-handler"} <= there[PAYER]
    assert {"recipient-official", "signatory", "cfo"} <= there[ASSOCIATION]
    assert {"municipal-official", "signatory", "cfo"} <= there[MUNICIPALITY]


def test_whoever_gets_money_of_its_own_is_told_which_details_are_missing_for_that() -> None:
    """A municipality that is paid directly, and an association, need what a region does; no county pays them on."""
    for code in (MUNICIPALITY, ASSOCIATION):
        said = [one.sv for one in told(missing(Organisation.objects.get(pk=code)))]
        assert any("bankgiro eller plusgiro" in one and "betalas ut och redovisas" in one for one in said), code
        assert not any("länets medel" in one for one in said)


def test_only_those_with_the_mandate_act() -> None:
    """The ministry and Kammarkollegiet do nothing here; the page of fixing is not there for them."""
    _fixed()
    assert payers_of(money(MUNICIPALITY, ID).shown) == {PAYER}
    ministry = member("regeringskansliet", "ministry-official", "Bo Al")
    assert signed_in_as(ministry).get(f"/organisation/regeringskansliet/pengar/{ID}/faststallande/").status_code == 404
    with pytest.raises(NotAllowedError):
        state_reference_number(
            actor=acting(ministry, day=DAY), agreement_id=ID, reference_id="x", number="S1", at=AT, seen=""
        )


def test_who_fixes_and_who_pays_are_told_that_it_waits_for_them() -> None:
    payer = Organisation.objects.get(pk=PAYER)
    before = {one.id for one, _ in waits_in(payer, AT) if one.shown.agreement.id == ID}
    assert "allocation-to-fix" in before
    _fixed()
    after = {one.id for one, _ in waits_in(payer, AT) if one.shown.agreement.id == ID}
    assert "allocation-to-fix" not in after
    assert after & {"to-pay", "without-account"}


def test_a_report_is_not_written_before_its_first_day() -> None:
    """It opens on 1 November: in February the page says so, has no way to write, and the act refuses."""
    _fixed()
    locked = locked_money(Organisation.objects.get(pk=MUNICIPALITY), ID, at=AT, seen_version=None)
    allotted = locked.book.tally.allotted
    assert allotted is not None
    locked.add(Paid, by=THE_SERVICE, requisition="", version=1, day=DAY, reference="A1", sums=allotted.sums)
    official = member(MUNICIPALITY, "municipal-official")
    main = main_of(signed_in_as(official), reverse("financial_reports:report", args=[MUNICIPALITY, ID]))
    assert "Går att påbörja från och med 1 november 2027" in words(main)
    assert "Skriv i redovisningen" not in words(main)
    with pytest.raises(DutyRefusedError) as refused:
        FINANCIAL_REPORT.acts.write(
            actor=acting(official, day=DAY), organisation=Organisation.objects.get(pk=MUNICIPALITY),
            agreement_id=ID, values={}, version=0, at=AT,
        )  # fmt: skip
    assert refused.value.code == "is-not-yet-open"


def _closed() -> None:
    closed = AgreementFiles(
        {
            name: content.replace(b"text: text.md", b"text: text.md\nclosed: 2028-06-01")
            for name, content in AgreementFiles.from_folder(FOLDER).items()
        },
        name=ID,
    )
    take_in(actor=THE_SERVICE, agreement_id=ID, files=closed, at=AT)


def test_under_a_closed_agreement_nothing_waits_and_nothing_is_late() -> None:
    _closed()
    municipality, later = Organisation.objects.get(pk=MUNICIPALITY), swedish("2028-07-01 09:00")
    assert {task.state.status for task in tasks_of([municipality], later) if task.shown.agreement.id == ID} == {
        Status.CLOSED
    }
    assert [one for one, _ in waits_in(municipality, later) if one.shown.agreement.id == ID] == []
    assert [one for one, _ in waits_in(Organisation.objects.get(pk=PAYER), later) if one.shown.agreement.id == ID] == []


def test_under_a_closed_agreement_the_pages_of_money_say_what_the_board_says(settings: object) -> None:
    _fixed()
    _closed()
    settings.NARAVARD_TODAY = "2028-07-01"
    client = signed_in_as(member(MUNICIPALITY, "municipal-official"))
    assert "Förfallen" in words(main_of(client, reverse("tasks:organisation", args=[MUNICIPALITY])))
    said = words(main_of(client, reverse("funds:money", args=[MUNICIPALITY, ID])))
    assert "Förfallen" in said
    assert "Försenad" not in said


@pytest.mark.parametrize(
    ("code", "role"),
    [
        (PAYER, "ministry-official"),
        (PAYER, "payment-handler"),
        (MUNICIPALITY, "municipal-official"),
        (MUNICIPALITY, "signatory"),
        (ASSOCIATION, "recipient-official"),
        (ASSOCIATION, "cfo"),
    ],
)
def test_every_page_of_its_money_is_there_and_says_nothing_of_another_agreement(code: str, role: str) -> None:
    client = signed_in_as(member(code, role))
    for fixing in (False, True):
        if fixing:
            _fixed()
        found = client.get(f"/organisation/{code}/pengar/").content.decode()
        rooms = sorted(set(LINK.findall(found)))
        assert rooms
        for room in rooms:
            said = words(main_of(client, room))
            assert not (foreign := OF_ANOTHER.findall(said)), (room, foreign)

"""Duties that papers carry: once an agreement's money is kept here, its requisition is made as a paper of its own."""

import pytest
from task_samples import REGION, REQUISITION, actor, moment, on, stands

from money_steps import fixed
from naravard.agreement.duties import Status
from naravard.web.agreements.current import shown_or_404
from naravard.web.tasks import acts
from naravard.web.tasks.errors import DutyRefusedError
from naravard.web.tasks.paper_duties import is_carried
from people_samples import member, signed_in_as
from web_pages import main_of, words
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
TO_NOBODY = "at-st-report-back"
"""The text says neither to whom nor when."""
AT = moment("2022-10-03")


def test_before_the_allocation_is_fixed_the_papers_lie_elsewhere_and_the_duty_tells_that_they_were_handed_in() -> None:
    assert not is_carried(shown_or_404(WHOLE), stands(AT, REQUISITION).duty)
    acts.begin_duty(actor=actor(REGION), **on(REQUISITION), at=AT)
    acts.sign_duty(text="Rapport", actor=actor(REGION, "signatory"), **on(REQUISITION), at=AT)
    assert stands(AT, REQUISITION).state.status is Status.SUBMITTED


def test_afterwards_no_general_act_does_what_a_paper_does() -> None:
    fixed()
    assert is_carried(shown_or_404(WHOLE), stands(AT, REQUISITION).duty)
    for act, role in ((acts.begin_duty, "official"), (acts.put_duty_back, "official"), (acts.sign_duty, "signatory")):
        with pytest.raises(DutyRefusedError) as refused:
            act(actor=actor(REGION, role), **on(REQUISITION), at=AT)
        assert refused.value.code == "carried-by-a-paper"
    with pytest.raises(DutyRefusedError):
        acts.reopen_duty(actor=actor("kammarkollegiet", "payment-handler"), **on(REQUISITION), reason="Fel", at=AT)
    assert stands(AT, REQUISITION).state.status is Status.OPEN


def test_a_report_to_nobody_has_no_paper_and_is_told_as_before() -> None:
    fixed()
    acts.submit_duty(text="Rapport", actor=actor(REGION), **on(TO_NOBODY), at=AT)
    assert stands(AT, TO_NOBODY).record.submitted_at == AT


def test_the_page_of_a_carried_duty_leads_to_the_paper_and_keeps_the_giving_of_more_time(settings: object) -> None:
    settings.NARAVARD_TODAY = "2022-11-19"
    fixed()
    own = main_of(signed_in_as(member(REGION)), f"/organisation/{REGION}/uppgifter/{WHOLE}/{REQUISITION}/")
    assert own.xpath(".//a[contains(@href, '/rekvisition/')]")
    assert not own.xpath(".//button[@value='paborja']")
    ministry = main_of(
        signed_in_as(member("regeringskansliet", "ministry-official")), f"/landet/lage/{WHOLE}/{REQUISITION}/{REGION}/"
    )
    assert "Förläng tiden" in words(ministry)
    assert "Godta" not in words(ministry)

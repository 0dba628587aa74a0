"""Every last day of the real agreement lived through: the day before, the day, the day after; acts and pages."""

import datetime

import pytest
from task_samples import actor, moment, on, stands

from naravard.agreement.duties import Status, holders_of
from naravard.agreement.library import open_agreement
from naravard.agreement.model import Duty
from naravard.web.access.permissions import Permission
from naravard.web.access.roles import roles_in
from naravard.web.agreements.current import shown_or_404
from naravard.web.organisations.models import Organisation
from naravard.web.tasks import acts
from naravard.web.tasks.carriers import demand_of
from naravard.web.tasks.errors import DutyRefusedError
from people_samples import member, signed_in_as
from web_pages import main_of, words
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
AGREEMENT = open_agreement(WHOLE).agreement
assert AGREEMENT is not None
DATED = [duty for duty in AGREEMENT.duties if duty.due is not None]
DAY = datetime.timedelta(days=1)


def holder(duty: Duty) -> str:
    """Return one of those who have the duty."""
    return holders_of(AGREEMENT, duty)[0].code


def role(code: str, permission: Permission) -> str:
    """Return a role with a permission that can be held in an organisation."""
    kind = Organisation.objects.get(pk=code).kind
    return next(one.code for one in roles_in(kind, code) if permission in one.permissions)


def hand_in(duty: Duty, at: datetime.datetime) -> None:
    """Hand in a duty that another person began while it was open."""
    code = holder(duty)
    preparer = actor(code, role(code, Permission.WORK_ON_DUTIES))
    signer = actor(code, role(code, demand_of(shown_or_404(WHOLE), duty).permission), "Bo Al")
    began = moment(str((duty.opens or duty.due) if duty.opens else duty.due - 2 * DAY), "00:00:00")
    acts.begin_duty(actor=preparer, **on(duty.id, code), at=min(began, at))
    act = acts.sign_duty if demand_of(shown_or_404(WHOLE), duty).four_eyes else acts.submit_duty
    act(actor=signer, **on(duty.id, code), at=at, text="Rapport")


@pytest.mark.parametrize("duty", DATED, ids=lambda duty: duty.id)
@pytest.mark.parametrize(("days", "time"), [(-1, "23:59:59"), (0, "00:00:00"), (0, "23:59:59")])
def test_until_midnight_after_the_last_day_it_is_in_time(duty: Duty, days: int, time: str) -> None:
    at = moment(str(duty.due + days * DAY), time)
    hand_in(duty, at)
    state = stands(at, duty.id, holder(duty)).state
    assert state.status is (Status.SUBMITTED if duty.to else Status.DONE)
    assert not state.was_late


@pytest.mark.parametrize("duty", DATED, ids=lambda duty: duty.id)
def test_from_midnight_on_it_is_late_or_gone(duty: Duty) -> None:
    at = moment(str(duty.due + DAY), "00:00:00")
    if not duty.lapses:
        hand_in(duty, at)
        assert stands(at, duty.id, holder(duty)).state.was_late
        return
    with pytest.raises(DutyRefusedError) as refused:
        hand_in(duty, at)
    assert refused.value.code == "is-lapsed"
    assert stands(at, duty.id, holder(duty)).record.submitted_at is None


@pytest.mark.parametrize("duty", DATED, ids=lambda duty: duty.id)
def test_the_page_says_it_in_words_on_each_of_the_days(duty: Duty, settings: object) -> None:
    code = holder(duty)
    client = signed_in_as(member(code, role(code, Permission.SUBMIT_REPORTS)))
    address = f"/organisation/{code}/uppgifter/{WHOLE}/{duty.id}/"
    after = "Förfallen" if duty.lapses else "Försenad"
    for days, status, distance in (
        (-1, "Inte börjad", "i morgon"),
        (0, "Inte börjad", "i dag är sista dagen"),
        (1, after, "i går"),
    ):
        settings.NARAVARD_TODAY = str(duty.due + days * DAY)
        text = words(main_of(client, address))
        assert f"{status} Sista dag: " in text
        assert f" – {distance}" in text
        offered = client.get(f"{address}?gor=lamna-in").content.decode()
        can = not (duty.lapses and days == 1) and not demand_of(shown_or_404(WHOLE), duty).four_eyes
        assert ('name="reference_number"' in offered) == can

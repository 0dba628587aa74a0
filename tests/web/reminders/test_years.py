"""Every morning of the agreement's days is lived through: each gets each reminder once, and none twice."""

import datetime
import random
from collections import Counter

import pytest
from reminding import AGREEMENT, morning, run_on

from naravard.agreement.duties import OFFSETS, duties_of
from naravard.agreement.library import open_agreement
from naravard.web.people.models import Person
from naravard.web.reminders.models import GivenReminder
from naravard.web.tasks.models import DutyRecord
from people_samples import member
from postbox import Postbox, text_of

pytestmark = pytest.mark.django_db
FIRST, LAST = datetime.date(2022, 1, 1), datetime.date(2023, 4, 30)
EVERY_DAY = [FIRST + datetime.timedelta(days=count) for count in range((LAST - FIRST).days + 1)]
HOLDERS = {
    "region-09": "official",
    "rss-23": "rss-coordinator",
    "kommun-0980": "municipal-official",
    "skr": "skr-official",
    "kammarkollegiet": "payment-handler",
    "regeringskansliet": "ministry-official",
}


def everyone() -> dict[str, Person]:
    return {code: member(code, role, from_day=FIRST) for code, role in HOLDERS.items()}


def dated(code: str) -> dict[str, datetime.date]:
    """Return the duties with a day of an organisation."""
    agreement = open_agreement(AGREEMENT).agreement
    assert agreement is not None
    return {duty.id: duty.due for duty in duties_of(agreement, code) if duty.due is not None}


def given() -> Counter[tuple[str, str, datetime.date, int]]:
    """Return how many times each reminder was given."""
    return Counter(GivenReminder.objects.values_list("organisation", "duty_id", "due", "offset"))


def test_a_run_every_morning_gives_each_reminder_on_its_day(postbox: Postbox) -> None:
    everyone()
    for day in EVERY_DAY:
        run_on(day)
    expected = {
        (code, duty_id, due, offset) for code in HOLDERS for duty_id, due in dated(code).items() for offset in OFFSETS
    }
    assert set(given()) == expected
    assert set(given().values()) == {1}
    for code, duty_id, due, offset in expected:
        sent = GivenReminder.objects.get(organisation=code, duty_id=duty_id, due=due, offset=offset).mail.claimed_at
        assert sent == morning(due - datetime.timedelta(days=offset)), (code, duty_id, offset)
    told = sum(text_of(mail).split("In English")[0].count(f"/uppgifter/{AGREEMENT}/") for mail in postbox.got)
    assert told == len(expected)


@pytest.mark.parametrize("seed", range(4))
def test_runs_that_are_missed_or_come_often_give_none_twice_and_none_out_of_order(postbox: Postbox, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - to draw mornings
    people = everyone()
    skr_done = chance.choice(EVERY_DAY)
    for day in sorted(chance.choices(EVERY_DAY, k=60)):
        if day >= skr_done:
            DutyRecord.objects.get_or_create(
                agreement_id=AGREEMENT,
                duty_id="skr-interim-report",
                organisation_id="skr",
                defaults={"submitted_at": morning(skr_done)},
            )
        run_on(day, hour=chance.randrange(24))
    assert set(given().values()) <= {1}
    for person in people.values():
        rows = GivenReminder.objects.filter(person=person).order_by("id")
        for duty_id in set(rows.values_list("duty_id", flat=True)):
            offsets = list(rows.filter(duty_id=duty_id).values_list("offset", flat=True))
            assert offsets == sorted(offsets, reverse=True)
    for reminder in GivenReminder.objects.filter(duty_id="skr-interim-report").select_related("mail"):
        assert reminder.mail.claimed_at.date() < skr_done

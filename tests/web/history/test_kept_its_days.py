"""What has been kept for its days is swept by the timer, and where the chain ends is mailed."""

import datetime
import os
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from history_shared import recorded

from naravard.agreement.model import Text
from naravard.web.drafting.models import AgreementDraft
from naravard.web.history.end_mail import mail_end
from naravard.web.history.models import Event
from naravard.web.papers.models import PaperDraft
from naravard.web.people.models import Invitation, ProposedRole
from naravard.web.placements.models import ReportDraft, SubmittedReport
from naravard.web.reminders.models import GivenReminder, ReminderMail
from naravard.web.setting_checks import mistakes
from naravard.web.sweep import sweep
from people_samples import member
from sign_in_shared import words

AT = datetime.datetime(2026, 11, 2, 2, 0, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
GOTLAND = {"organisation_id": "region-09", "agreement_id": "x"}


@pytest.fixture(autouse=True)
def _few_days(settings: Any, tmp_path: Path) -> None:
    settings.MAIL_FOLDER = tmp_path
    settings.KEEP_MAIL_DAYS = settings.KEEP_REMINDERS_DAYS = 10
    settings.KEEP_INVITATIONS_DAYS = settings.KEEP_DRAFTS_DAYS = 10


def swept() -> dict[str, int]:
    """Sweep, and return what was removed."""
    return {one.what.en: one.count for one in sweep(at=AT) if one.count}


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "goes"), [(9, False), (11, True)])
def test_what_is_older_than_its_days_goes_and_the_rest_stays(days: int, goes: bool, tmp_path: Path) -> None:  # noqa: FBT001
    anna, then = member("region-09"), AT - days * DAY
    (tmp_path / "a.eml").write_text("Hej", encoding="utf-8")
    os.utime(tmp_path / "a.eml", (then.timestamp(), then.timestamp()))
    sent = ReminderMail.objects.create(person=anna, address="a@example.org", claimed_at=then, sent_at=then)
    ReminderMail.objects.create(person=anna, address="a@example.org", claimed_at=then)  # may have gone or not
    GivenReminder.objects.create(mail=sent, person=anna, duty_id="y", due=then.date(), offset=1, **GOTLAND)
    invited: dict[str, Any] = {
        "organisation_id": "region-09", "email": "b@example.org", "name": "Bo Al", "role": "cfo",
        "from_day": then.date(), "made_at": then,
    }  # fmt: skip
    Invitation.objects.create(**invited, secret_hash="a", expires_at=AT + DAY, withdrawn_at=then)
    Invitation.objects.create(**invited, secret_hash="b", expires_at=AT + DAY)  # waits
    ProposedRole.objects.create(
        person=anna, organisation_id="region-09", role="cfo", from_day=then.date(), made_at=then, confirmed_at=then
    )
    PaperDraft.objects.create(paper_id="p", duty_id="y", changed_at=then, **GOTLAND)
    ReportDraft.objects.create(duty_id="y", saved_at=then, **GOTLAND)
    ReportDraft.objects.create(duty_id="z", saved_at=then, **GOTLAND)
    SubmittedReport.objects.create(duty_id="z", number=1, numbers={}, submitted_at=then, **GOTLAND)
    drafts = [
        AgreementDraft.objects.create(
            number=number, name="X", content=b"", made_at=then, changed_at=then, put_away_at=away, **GOTLAND
        )
        for number, away in ((1, then), (2, None))
    ]
    put_away = f"region-09 x/{drafts[0].pk}"
    removed = swept()
    assert removed == (
        {
            "mails that were written as files": 1,
            "mails with reminders that were sent long ago": 1,
            "invitations that are answered or have expired": 2,
            "drafts that nobody has changed for long": 3,
        }
        if goes
        else {}
    )
    left = [PaperDraft.objects.count(), ReportDraft.objects.count(), AgreementDraft.objects.count()]
    assert left == ([0, 1, 1] if goes else [1, 2, 2])
    assert (Invitation.objects.count(), GivenReminder.objects.count()) == ((1, 0) if goes else (2, 1))
    told = Event.objects.filter(kind="drafts-swept")
    assert [one.told.after for one in told] == (
        [
            {
                "days": 10,
                "drafts": ["region-09 x/y", "region-09 x/y", put_away],
            }
        ]
        if goes
        else []
    )
    assert swept() == {}


@pytest.mark.django_db
def test_the_page_says_the_days_that_are_set(reader: Client) -> None:
    said = words(reader.get("/uppgifter-om-dig/"))
    assert "10 dagar efter att de besvarades" in said
    assert "10 dagar. Mejl om roller" in said
    assert "10 dagar efter den sista ändringen" in said


def test_days_and_addresses_that_cannot_be_used_are_told_of() -> None:
    assert "mellan 1 och 3650, men är 0" in mistakes({"NARAVARD_KEEP_DRAFTS_DAYS": "0"})[0]
    assert "”anna” är ingen" in mistakes({"NARAVARD_WITNESS_TO": "a@example.org, anna"})[0]
    assert mistakes({"NARAVARD_WITNESS_TO": "a@example.org, b@example.org"}) == []


@pytest.mark.django_db
def test_where_the_chain_ends_is_mailed_to_those_who_are_set(settings: Any) -> None:
    event = recorded("liten")
    assert mail_end([Text("Hel.")], f"{event.sequence}:{event.hash}") == []
    settings.WITNESS_TO = ["a@example.org", "b@example.org"]
    assert mail_end([Text("Hel.", "Whole.")], f"{event.sequence}:{event.hash}") == settings.WITNESS_TO
    first, second = mail.outbox
    assert (first.to, second.to) == (["a@example.org"], ["b@example.org"])
    assert f"--known {event.sequence}:{event.hash}" in first.body
    assert first.subject == f"Naravard: historiken slutar med händelse {event.sequence}"
    mail_end([Text("Bruten.")], "")
    assert mail.outbox[-1].subject == "Naravard: HISTORIKEN ÄR INTE HEL"

"""What the tests of duties share: moments of 2022, actors in their organisations, and acts with plain arguments."""

import datetime

from naravard.agreement.duties.deadlines import STOCKHOLM
from naravard.web.access.actor import Actor
from naravard.web.agreements.current import shown_or_404
from naravard.web.history.models import Event
from naravard.web.organisations.models import Organisation
from naravard.web.tasks.duties import Task, task_of
from people_samples import acting, member
from web_shared import WHOLE

REGION = "region-09"
REPORT = "interim-report-regions"
"""To Socialstyrelsen, by 2022-09-30; no right lapses."""
REQUISITION = "requisition-regions-skr"
"""To Kammarkollegiet, by 2022-12-01; the right lapses, and two persons are needed."""
ONWARD = "onward-payment-rss"
"""To no one, and without a day."""


def moment(day: str, time: str = "12:00:00") -> datetime.datetime:
    """Return a moment in Sweden."""
    return datetime.datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=STOCKHOLM)


def actor(organisation_code: str, role: str = "official", name: str = "Anna Ek") -> Actor:
    """Return a new person acting in an organisation."""
    return acting(member(organisation_code, role, name))


def on(duty_id: str = REPORT, organisation_code: str = REGION, agreement_id: str = WHOLE) -> dict[str, object]:
    """Return which duty, as acts take it."""
    organisation = Organisation.objects.get(pk=organisation_code)
    return {"organisation": organisation, "agreement_id": agreement_id, "duty_id": duty_id}


def stands(now: datetime.datetime, duty_id: str = REPORT, organisation_code: str = REGION) -> Task:
    """Return how a duty stands."""
    return task_of(shown_or_404(WHOLE), duty_id, Organisation.objects.get(pk=organisation_code), now)


def told(duty_id: str = REPORT, organisation_code: str = REGION) -> list[Event]:
    """Return the events of a duty, oldest first."""
    return list(
        Event.objects.filter(organisation_code=organisation_code, thing_kind="duty", thing_id=f"{WHOLE}/{duty_id}")
    )

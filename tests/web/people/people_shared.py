"""What the tests of people share: a day, the acts with everything but what a test is about, and what was told."""

import datetime
from typing import Any

from django.http import HttpResponse

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.history.kinds import sentence
from naravard.web.history.models import Event
from naravard.web.people.acts.invitations import invite
from naravard.web.people.letters import Made
from naravard.web.people.models import Person
from people_samples import acting, member, person

AT = datetime.datetime(2026, 11, 2, 9, 0, tzinfo=datetime.UTC)
DAY = datetime.date(2026, 11, 2)
ONE_DAY = datetime.timedelta(days=1)
REGION = "region-09"
CILLAS = "cilla.as@example.org"


def administrator(organisation_code: str = REGION, name: str = "Ada Min") -> Actor:
    """Return an administrator of an organisation, acting."""
    return acting(member(organisation_code, "administrator", name))


def invited(actor: Actor, **changed: Any) -> Made:
    """Let an administrator invite someone, to be an official of the region unless otherwise said."""
    given = {
        "organisation_code": REGION,
        "email": "Cilla.As@Example.ORG ",
        "name": " Cilla  Ås",
        "role": "official",
        "from_day": DAY,
        "at": AT,
    }
    return invite(actor=actor, **given | changed)


def cilla() -> Person:
    """Return the person whose account has the address that is invited."""
    found = Person.objects.filter(accounts__email=CILLAS).first()
    return found or person("Cilla Ås", email=CILLAS)


def last_told() -> Text:
    """Return the sentence of the latest event."""
    return sentence(last_event().told)


def last_event() -> Event:
    """Return the latest event."""
    return Event.objects.latest("sequence")


def roles(person: Person) -> list[tuple[str, str, datetime.date, datetime.date | None]]:
    """Return the roles of a person: organisation, role, first and last day."""
    held = person.memberships.order_by("organisation", "role", "from_day")
    return list(held.values_list("organisation_id", "role", "from_day", "to_day"))


def page_of(response: HttpResponse) -> str:
    """Return a page as it is sent."""
    return response.content.decode()

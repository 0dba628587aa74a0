"""Invented people for tests: members of organisations, and clients that are signed in as them."""

import datetime
import itertools
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.test import Client

from naravard.web.access.actor import Actor, actor_as, standings
from naravard.web.organisations.models import Organisation
from naravard.web.people.models import Account, Membership, Person, StandIn
from naravard.web.site.forms.step import STEP

MADE_AT = datetime.datetime(2022, 1, 10, 8, 0, tzinfo=datetime.UTC)
FROM_DAY = datetime.date(2022, 1, 1)
_numbers = itertools.count(1)


def person(name: str = "Anna Ek", *, email: str = "") -> Person:
    """Make a person with an account, and no role; the address is new each time unless one is given."""
    made = Person.objects.create(name=name)
    _account(made, email).save()
    return made


def _account(of: Person, email: str = "") -> Account:
    account = Account(email=email or f"person-{next(_numbers)}@example.org", person=of, made_at=MADE_AT)
    account.set_unusable_password()
    return account


def member(
    organisation_code: str,
    role: str = "official",
    name: str = "Anna Ek",
    *,
    from_day: datetime.date = FROM_DAY,
    to_day: datetime.date | None = None,
) -> Person:
    """Make a person with an account and a role in an organisation."""
    made = person(name)
    also(made, organisation_code, role, from_day=from_day, to_day=to_day)
    return made


def members(held: Sequence[tuple[str, str]], name: str = "Anna Ek") -> list[Person]:
    """Make a person with an account for each organisation and role, all at once."""
    made = Person.objects.bulk_create(Person(name=name) for _ in held)
    Account.objects.bulk_create(_account(one) for one in made)
    Membership.objects.bulk_create(
        Membership(person=one, organisation_id=code, role=role, from_day=FROM_DAY)
        for one, (code, role) in zip(made, held, strict=True)
    )
    return made


def also(
    someone: Person,
    organisation_code: str,
    role: str = "official",
    *,
    from_day: datetime.date = FROM_DAY,
    to_day: datetime.date | None = None,
) -> Membership:
    """Give a person one more role."""
    return Membership.objects.create(
        person=someone,
        organisation=Organisation.objects.get(pk=organisation_code),
        role=role,
        from_day=from_day,
        to_day=to_day,
    )


def stands_in(
    someone: Person,
    *,
    for_: Person,
    role: str = "",
    from_day: datetime.date = FROM_DAY,
    to_day: datetime.date = datetime.date(2030, 12, 31),
) -> StandIn:
    """Let a person stand in for another, in the other's only role or the one named."""
    held = Membership.objects.get(person=for_, **({"role": role} if role else {}))
    return StandIn.objects.create(membership=held, person=someone, from_day=from_day, to_day=to_day, reason="Semester")


def acting(someone: Person, role: str = "", *, day: datetime.date = datetime.date(2026, 11, 2)) -> Actor:
    """Return a person as an actor: as the first role the person has on the day, or as the one named."""
    found = [standing for standing in standings(someone, day) if role in ("", standing.role.code)]
    return actor_as(someone, found[0])


class Reader(Client):
    """A client that reads as a browser does: a form that leads back to its own page shows that page."""

    def post(self, path: str, *args: Any, **kwargs: Any) -> Any:
        """Send a form; of what it leads to, its own page with what is wrong or what to check is got at once."""
        answer = super().post(path, *args, **kwargs)
        led = str(answer.headers.get("Location", ""))
        return self.get(led) if f"{STEP}=" in led and urlsplit(led).path == urlsplit(path).path else answer


def signed_in_as(someone: Person) -> Reader:
    """Return a client that is signed in as a person."""
    client = Reader()
    client.force_login(someone.accounts.earliest("pk"))
    return client

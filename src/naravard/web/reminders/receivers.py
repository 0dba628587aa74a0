"""Who is reminded on a day, where and as what: those whose role in an organisation gets reminders, and stand-ins."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet

from naravard.agreement.plain_text import swedish_order
from naravard.web.access.actor import standings
from naravard.web.access.roles import ROLES
from naravard.web.organisations.models import Organisation
from naravard.web.people.models import Account, Membership, Person, StandIn
from naravard.web.reminders.models import RemindersOff

REMINDED = [role.code for role in ROLES if role.gets_reminders]


@dataclass(slots=True)
class Receiver:
    """A person with an address, and the organisations where the person is reminded of what is to be done."""

    person: Person
    address: str
    seats: dict[str, list[str]] = field(default_factory=dict)
    """By the organisation's code, the names of those that the person stands in for; none with a role of one's own."""


def receivers(day: datetime.date) -> list[Receiver]:
    """Return those who are reminded on a day, by name."""
    where = addresses()
    off = set(RemindersOff.objects.values_list("person_id", flat=True))
    found: dict[UUID, Receiver] = {}
    for person, code, for_whom in _seats(day):
        if person.id in off or person.id not in where:
            continue
        receiver = found.setdefault(person.id, Receiver(person, where[person.id]))
        if not for_whom:
            receiver.seats[code] = []
        elif receiver.seats.setdefault(code, [for_whom]) and for_whom not in receiver.seats[code]:
            receiver.seats[code].append(for_whom)
    return sorted(found.values(), key=lambda receiver: (swedish_order(receiver.person.name), receiver.person.id))


def address_of(person: Person) -> str:
    """Return where reminders to a person are sent, or an empty text if no account is in use."""
    return addresses([person]).get(person.id, "")


def reminded_in(person: Person, day: datetime.date) -> list[Organisation]:
    """Return the organisations where a person is reminded on a day."""
    found = {one.organisation.code: one.organisation for one in standings(person, day) if one.role.gets_reminders}
    return list(found.values())


def _seats(day: datetime.date) -> list[tuple[Person, str, str]]:
    """Return each person with an organisation's code, and for whom: own roles first, so that they count."""
    held: QuerySet[Membership] = Membership.objects.on(day).filter(role__in=REMINDED)
    lent = StandIn.objects.on(day).filter(membership__in=held)
    return [
        *((own.person, own.organisation_id, "") for own in held.select_related("person")),
        *(
            (handed.person, handed.membership.organisation_id, handed.membership.person.name)
            for handed in lent.select_related("person", "membership__person").order_by("id")
        ),
    ]


def addresses(people: Iterable[Person] = ()) -> dict[UUID, str]:
    """Return the address of each person, or of some: that of the account made first among those in use."""
    rows = Account.objects.filter(is_active=True, **({"person__in": people} if people else {}))
    return dict(rows.order_by("-made_at", "-id").values_list("person_id", "email"))

"""What the pages of people show: who has which role, who stands in for whom, and what is offered to whom."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from naravard.web.organisations.models import Organisation
from naravard.web.people.models import Invitation, Membership, Person, ProposedRole, StandIn


@dataclass(slots=True)
class ShownRole:
    """A role as the pages show it, with those who stand in for it, now or later."""

    membership: Membership
    stand_ins: list[StandIn] = field(default_factory=list)


@dataclass(slots=True)
class Colleague:
    """A person with the roles held in an organisation."""

    person: Person
    roles: list[ShownRole] = field(default_factory=list)


def colleagues(organisation: Organisation, day: datetime.date) -> list[Colleague]:
    """Return those who have a role on a day or later, by name."""
    held = Membership.objects.filter(organisation=organisation).between(day, None)
    return grouped(held, day)


def former(organisation: Organisation, day: datetime.date) -> list[Membership]:
    """Return the roles that have ended before a day, the latest first; those taken back before they began are not."""
    ended = Membership.objects.filter(organisation=organisation, to_day__lt=day).between(datetime.date.min, None)
    return list(ended.select_related("person").order_by("-to_day", "person__name", "pk"))


def grouped(memberships: Iterable[Membership], day: datetime.date) -> list[Colleague]:
    """Return some roles person by person, each with its stand-ins from a day on."""
    there = Membership.objects.filter(pk__in=[held.pk for held in memberships])
    ordered = there.select_related("person", "organisation").order_by("person__name", "person", "from_day", "pk")
    people: dict[object, Colleague] = {}
    roles: dict[int, ShownRole] = {}
    for membership in ordered:
        roles[membership.pk] = ShownRole(membership)
        people.setdefault(membership.person_id, Colleague(membership.person)).roles.append(roles[membership.pk])
    lent = StandIn.objects.filter(membership__in=list(roles)).between(day, None)
    for stand_in in lent.select_related("person").order_by("from_day", "pk"):
        roles[stand_in.membership_id].stand_ins.append(stand_in)
    return list(people.values())


def stood_in_for(person: Person, day: datetime.date) -> list[StandIn]:
    """Return the roles that are handed to a person, from a day on."""
    lent = StandIn.objects.filter(person=person).between(day, None)
    return list(lent.select_related("membership__person", "membership__organisation").order_by("from_day", "pk"))


def open_invitations(organisation: Organisation, at: datetime.datetime) -> list[Invitation]:
    """Return the invitations that have been neither accepted nor withdrawn, also those that have expired."""
    asked = Invitation.objects.filter(organisation=organisation, accepted_at=None, withdrawn_at=None)
    return list(asked.filter(expires_at__gt=at - KEPT_IN_SIGHT))


KEPT_IN_SIGHT = datetime.timedelta(days=60)
"""How long an invitation that has expired stands on the page, to be sent again."""


def waiting_roles(*, organisation: Organisation | None = None, person: Person | None = None) -> list[ProposedRole]:
    """Return the roles that wait to be confirmed, in an organisation or for a person."""
    waiting = ProposedRole.objects.filter(confirmed_at=None, withdrawn_at=None)
    if organisation is not None:
        waiting = waiting.filter(organisation=organisation)
    if person is not None:
        waiting = waiting.filter(person=person)
    return list(waiting.select_related("person", "organisation"))


def erasures_asked(organisation: Organisation) -> list[Person]:
    """Return those who have or have had a role in an organisation and have asked to be erased, the first first."""
    asked = Person.objects.filter(memberships__organisation=organisation).exclude(erasure_asked_at=None)
    return list(asked.distinct().order_by("erasure_asked_at", "pk"))

"""How the year begins: those who are there from January were invited and joined, all written at once.

**The bulk path.** By the acts this is some 2 400 of them, more than half of all the time that the filling takes. Here
the rows and the events are written that the acts would have left, in the same order, chained in the same way; a test
does both for some organisations and compares every row and every event. All later steps are carried out by the acts.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from msgspec.structs import replace

from naravard.agreement.duties.deadlines import begins_at
from naravard.web.access.actor import THE_SERVICE, ActiveRole, Actor, actor_as, oneself
from naravard.web.demo.year.cast import CastRole
from naravard.web.demo.year.days import PEOPLE
from naravard.web.demo.year.people import invited_at, joined_at
from naravard.web.history.content import Plain, Thing, Told
from naravard.web.history.models import ChainHead, Event
from naravard.web.history.record import as_row
from naravard.web.history.witness import noted_rows
from naravard.web.organisations.models import Organisation
from naravard.web.people.acts.invitations import VALID_DAYS
from naravard.web.people.models import Invitation, Membership, Person
from naravard.web.people.row_locks import role_told
from naravard.web.people.secret import hashed, new_secret


@dataclass(slots=True)
class Beginning:
    """One who is there from the beginning, with the rows that say so."""

    part: CastRole
    person: Person
    organisation: Organisation
    invitation: Invitation
    membership: Membership
    invited_by: Actor = THE_SERVICE


def is_of_the_beginning(part: CastRole) -> bool:
    """Tell whether a part begins in January."""
    return part.joins is not None and joined_at(part) < begins_at(PEOPLE)


def write_beginning(parts: Sequence[CastRole]) -> None:
    """Write the invitations and roles of January, and their events, in the transaction that is open."""
    begun = _begun([part for part in parts if is_of_the_beginning(part)])
    Invitation.objects.bulk_create([one.invitation for one in sorted(begun, key=lambda one: invited_at(one.part))])
    Membership.objects.bulk_create([one.membership for one in sorted(begun, key=lambda one: joined_at(one.part))])
    happened = [*map(_invited, begun), *map(_joined, begun)]
    _record(sorted(happened, key=lambda told: told.at))


def _begun(parts: list[CastRole]) -> list[Beginning]:
    organisations = Organisation.objects.in_bulk([part.organisation for part in parts])
    people = Person.objects.in_bulk([part.person_id for part in parts])
    begun = [_rows(part, people[part.person_id], organisations[part.organisation]) for part in parts]
    administrators = {
        one.organisation.code: actor_as(one.person, ActiveRole(one.organisation, one.part.role, None))
        for one in begun
        if one.part.is_administrator
    }
    for one in begun:
        if not one.part.is_administrator and not one.part.role.needs_two:
            one.invited_by = administrators[one.organisation.code]
    return begun


def _rows(part: CastRole, person: Person, organisation: Organisation) -> Beginning:
    at, joined = invited_at(part), joined_at(part)
    invitation = Invitation(
        organisation=organisation,
        email=part.email,
        name=part.name,
        role=part.role.code,
        from_day=part.invited,
        secret_hash=hashed(new_secret()),
        made_at=at,
        expires_at=at + datetime.timedelta(days=VALID_DAYS),
        accepted_at=joined,
    )
    membership = Membership(person=person, organisation=organisation, role=part.role.code, from_day=joined.date())
    return Beginning(part, person, organisation, invitation, membership)


def _invited(one: Beginning) -> Told:
    expires = one.invitation.expires_at.astimezone(datetime.UTC).isoformat(timespec="minutes")
    after = role_told(one.part.role, one.part.invited, None) | {"expires_at": expires}
    return _told(one, "person-invited", one.invited_by, one.invitation.thing(), after, one.invitation.made_at)


def _joined(one: Beginning) -> Told:
    after = role_told(one.part.role, one.membership.from_day, None)
    after |= {"invitation": str(one.invitation.pk), "name": one.part.name}
    return _told(one, "invitation-accepted", oneself(one.person), one.person.thing(), after, joined_at(one.part))


def _told(
    one: Beginning, kind: str, actor: Actor, thing: Thing, after: dict[str, Plain], at: datetime.datetime
) -> Told:
    return Told(
        sequence=0,
        at=at.astimezone(datetime.UTC),
        kind=kind,
        actor=actor.who,
        role=actor.role,
        for_whom=None,
        organisation=one.organisation.named(),
        thing=thing,
        reason="",
        before=None,
        after=after,
    )


def _record(happened: list[Told]) -> None:
    """Add the events to the end of the chain, as they are recorded one by one; the last tells of all rows."""
    head = ChainHead.objects.select_for_update(no_key=True).get()
    if happened:
        happened = [*happened[:-1], replace(happened[-1], rows=noted_rows())]
    rows = list(_chained(happened, head))
    events: QuerySet[Event] = QuerySet(Event)  # the events' own refuses, since each has to follow the one before
    events.bulk_create(rows, batch_size=500)
    if rows:
        head.sequence, head.hash = rows[-1].sequence, rows[-1].hash
        head.save()


def _chained(happened: list[Told], head: ChainHead) -> Iterator[Event]:
    previous = head.hash
    for number, told in enumerate(happened, head.sequence + 1):
        row = as_row(replace(told, sequence=number), previous)
        previous = row.hash
        yield row

"""The bulk path leaves what the acts would have left: every row and every event is compared, for some organisations."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from django.db import transaction

from naravard.web.access.actor import THE_SERVICE, acting, oneself
from naravard.web.access.permissions import Permission
from naravard.web.demo.year.cast import CastRole, cast_of
from naravard.web.demo.year.january import is_of_the_beginning, write_beginning
from naravard.web.demo.year.people import invited_at, joined_at, write_people
from naravard.web.demo.year.script import cast
from naravard.web.history.models import ChainHead, Event
from naravard.web.history.verification import verify
from naravard.web.people.acts.acceptance import accept_invitation
from naravard.web.people.acts.invitations import invite
from naravard.web.people.models import Invitation, Membership, Person

SOME = [("region-09", "region"), ("rss-09", "rss"), ("kommun-0980", "municipality"), ("skr", "skr")]
SECRET = "secret_hash"


@pytest.mark.django_db
def test_all_but_the_providers_and_those_who_come_later_are_of_the_beginning() -> None:
    parts = cast()
    later = [part for part in parts if not is_of_the_beginning(part)]
    assert len(parts) - len(later) > 1150
    assert all(part.invited.month > 1 for part in later)


@pytest.mark.django_db
def test_at_once_it_leaves_the_same_rows_and_events_as_one_by_one() -> None:
    parts = [part for part in cast_of(SOME) if is_of_the_beginning(part)]
    assert len(parts) > 20
    write_people(parts)
    with transaction.atomic():
        one_by_one(parts)
        by_acts = left(parts)
        transaction.set_rollback(True)
    with transaction.atomic():
        write_beginning(parts)
        at_once = left(parts)
        assert verify({}).broken is None
        assert ChainHead.objects.get().hash == Event.objects.latest("sequence").hash
        transaction.set_rollback(True)
    assert at_once["events"] == by_acts["events"]
    assert at_once == by_acts


def one_by_one(parts: Sequence[CastRole]) -> None:
    """Carry out the acts, in the order of time."""
    secrets: dict[str, str] = {}
    administrators = {part.organisation: part.person_id for part in parts if part.is_administrator}
    steps = [(invited_at(part), "invited", part) for part in parts]
    steps += [(joined_at(part), "joined", part) for part in parts]
    for at, what, part in sorted(steps, key=lambda step: step[0]):
        if what == "joined":
            accept_invitation(actor=oneself(Person.objects.get(pk=part.person_id)), secret=secrets[part.key], at=at)
            continue
        actor = THE_SERVICE
        if not part.is_administrator and not part.role.needs_two:
            person = Person.objects.get(pk=administrators[part.organisation])
            found = acting(person, part.organisation, Permission.ADMINISTER_PEOPLE, at.date())
            assert found is not None
            actor = found
        secrets[part.key] = invite(
            actor=actor,
            organisation_code=part.organisation,
            email=part.email,
            name=part.name,
            role=part.role.code,
            from_day=part.invited,
            at=at,
        ).secret


def left(parts: Sequence[CastRole]) -> dict[str, list[Any]]:
    """Return what has been left: rows without their numbers, events with an invitation's number among the new."""
    codes = sorted({part.organisation for part in parts})
    invitations = list(Invitation.objects.filter(organisation__in=codes).order_by("pk"))
    rank = {str(invitation.pk): number for number, invitation in enumerate(invitations)}
    memberships = Membership.objects.filter(organisation__in=codes).order_by("pk")
    events = Event.objects.filter(organisation_code__in=codes).order_by("sequence")
    return {
        "invitations": list(rows(invitations)),
        "memberships": list(rows(memberships)),
        "events": [told(event, rank) for event in events],
    }


def rows(objects: Any) -> Iterator[dict[str, Any]]:
    for one in objects:
        fields = [field.attname for field in one._meta.concrete_fields if field.attname not in ("id", SECRET)]
        yield {name: getattr(one, name) for name in fields}


def told(event: Event, rank: dict[str, int]) -> dict[str, Any]:
    what = event.told
    after = dict(what.after or {})
    if "invitation" in after:
        after["invitation"] = rank[str(after["invitation"])]
    thing = rank[what.thing.id] if what.thing.kind == "invitation" else what.thing.id
    repeated = (event.sequence, event.at, event.kind, event.organisation_code, event.by_code, event.thing_kind)
    return {
        "repeated": repeated,
        "thing": (what.thing.kind, thing, what.thing.name),
        "after": after,
        "rest": (what.actor, what.role, what.for_whom, what.organisation, what.by, what.reason, what.before),
    }

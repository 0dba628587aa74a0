"""Who prepared and who signed what was handed in, and whether the second may sign: asked for many at once."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from naravard.web.access.permissions import Permission
from naravard.web.access.roles import ROLES
from naravard.web.people.models import Membership, Person, StandIn
from naravard.web.tasks.changing import PERSON
from naravard.web.tasks.models import DutyRecord

_SIGNING = [role.code for role in ROLES if Permission.SIGN in role.permissions]


@dataclass(frozen=True, slots=True)
class Signing:
    """Who prepared and who signed; a name is empty where no person did it."""

    prepared_by: str = ""
    signed_by: str = ""
    is_same_person: bool = False
    is_signatory: bool = False
    """Whether the one who signed was an authorised signatory of the organisation on the day, or stood in for one."""


def signings_of(records: Sequence[DutyRecord]) -> dict[str, Signing]:
    """Return who prepared and signed, by organisation code; four questions to the database, however many they are."""
    asked = {
        record.organisation_id: (_id(record.begun_by), _id(record.submitted_by))
        for record in records
        if record.submitted_at is not None
    }
    became: dict[UUID, UUID] = dict(Person.objects.exclude(became=None).values_list("pk", "became_id"))
    people = {_now(one, became) for pair in asked.values() for one in pair if one is not None}
    names = dict(Person.objects.filter(pk__in=people).values_list("pk", "name"))
    allowed = _signatories(records, became)
    return {
        code: Signing(
            prepared_by=names.get(_now(prepared, became), "") if prepared else "",
            signed_by=names.get(_now(signed, became), "") if signed else "",
            is_same_person=prepared is not None
            and signed is not None
            and _now(prepared, became) == _now(signed, became),
            is_signatory=signed is not None and (_now(signed, became), code) in allowed,
        )
        for code, (prepared, signed) in asked.items()
    }


def _signatories(records: Sequence[DutyRecord], became: dict[UUID, UUID]) -> set[tuple[UUID, str]]:
    """Return those who could sign for an organisation on the day that its paper last came in."""
    days = {record.organisation_id: _day(record) for record in records if record.submitted_at is not None}
    own = Membership.objects.filter(organisation__in=list(days), role__in=_SIGNING)
    lent = StandIn.objects.filter(
        membership__organisation__in=list(days), membership__role__in=_SIGNING
    ).select_related("membership")
    held = [(one.person_id, one.organisation_id, one) for one in own]
    held += [(one.person_id, one.membership.organisation_id, one) for one in lent]
    return {
        (_now(person, became), code)
        for person, code, one in held
        if one.from_day <= days[code] and (one.to_day is None or one.to_day >= days[code])
    }


def _day(record: DutyRecord) -> datetime.date:
    came = record.resubmitted_at or record.submitted_at
    assert came is not None  # noqa: S101 - for the type checker; only what has come in is asked about
    return timezone.localtime(came).date()


def _id(code: str) -> UUID | None:
    return UUID(code.removeprefix(PERSON)) if code.startswith(PERSON) else None


def _now(person: UUID, became: dict[UUID, UUID]) -> UUID:
    while person in became:
        person = became[person]
    return person

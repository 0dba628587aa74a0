"""Who prepared and who signed what was handed in, and whether the second may sign: asked for many at once."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from naravard.agreement.model import Text
from naravard.web.access.permissions import Permission
from naravard.web.access.roles import ROLES
from naravard.web.payments.papers import PaperDetails
from naravard.web.people.models import Membership, Person, StandIn
from naravard.web.tasks.changes import PERSON
from naravard.web.tasks.models import DutyRecord

_NOTHING = Text("", "")
_SIGNING = [role.code for role in ROLES if Permission.SIGN in role.permissions]


@dataclass(frozen=True, slots=True)
class Signatories:
    """Who prepared and who signed; a name is empty where no person did it."""

    prepared_by: str = ""
    signed_by: str = ""
    is_same_person: bool = False
    is_signatory: bool = False
    """Whether the one who signed was an authorised signatory of the organisation on the day, or stood in for one."""
    way: Text = _NOTHING
    """How it was signed, as it follows on ``har skrivit under``; empty where there is no paper."""


Place = tuple[str, str]
"""An organisation's code and a duty's id."""


def signings_of(records: Sequence[DutyRecord], papers: Mapping[Place, PaperDetails]) -> dict[Place, Signatories]:
    """Return who prepared and signed, by organisation and duty; four questions to the database, however many."""
    became: dict[UUID, UUID] = dict(Person.objects.exclude(became=None).values_list("pk", "became_id"))
    asked = {
        _place(record): _who(record, papers.get(_place(record)), became)
        for record in records
        if record.submitted_at is not None
    }
    people = {one for prepared, signed in asked.values() for one in (*prepared, signed) if one is not None}
    names = dict(Person.objects.filter(pk__in=people).values_list("pk", "name"))
    allowed = _signatories(records, became)
    return {
        place: Signatories(
            prepared_by=", ".join(names[one] for one in prepared if one in names),
            signed_by=names.get(signed, "") if signed else "",
            is_same_person=signed in prepared,
            is_signatory=signed is not None and (signed, place) in allowed,
            way=_way(papers.get(place)),
        )
        for place, (prepared, signed) in asked.items()
    }


def _who(
    record: DutyRecord, paper: PaperDetails | None, became: dict[UUID, UUID]
) -> tuple[tuple[UUID, ...], UUID | None]:
    """Return who prepared and who signed: all who wrote in the paper, where there is one, and who began the duty."""
    prepared = dict.fromkeys([*(paper.preparers if paper else ()), record.begun_by])
    signed = _id(paper.signed_by if paper else record.submitted_by)
    known = dict.fromkeys(_now(one, became) for code in prepared if (one := _id(code)) is not None)
    return tuple(known), _now(signed, became) if signed else None


def _way(paper: PaperDetails | None) -> Text:
    if paper is None:
        return _NOTHING
    if paper.is_electronic:
        return Text(" elektroniskt", " electronically")
    return Text(" på papper", " on paper")


def _signatories(records: Sequence[DutyRecord], became: dict[UUID, UUID]) -> set[tuple[UUID, Place]]:
    """Return those who could sign for an organisation on the day that its paper last came in."""
    days = {_place(record): _day(record) for record in records if record.submitted_at is not None}
    codes = {code for code, _duty in days}
    own = Membership.objects.filter(organisation__in=codes, role__in=_SIGNING)
    lent = StandIn.objects.filter(membership__organisation__in=codes, membership__role__in=_SIGNING).select_related(
        "membership"
    )
    held = [(one.person_id, one.organisation_id, one) for one in own]
    held += [(one.person_id, one.membership.organisation_id, one) for one in lent]
    return {
        (_now(person, became), place)
        for person, code, one in held
        for place, day in days.items()
        if place[0] == code and one.from_day <= day and (one.to_day is None or one.to_day >= day)
    }


def _place(record: DutyRecord) -> Place:
    return record.organisation_id, record.duty_id


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

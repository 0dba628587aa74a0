"""Who is who in the imaginary year: invented people in every role that can be held, in every organisation."""

import datetime
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from naravard.web.access.roles import (
    Administrator,
    AuthorisedSignatory,
    Official,
    Reader,
    Role,
    RssCoordinator,
    roles_in,
)
from naravard.web.demo.year.chance import number, workday
from naravard.web.demo.year.names import email_of, name_of
from naravard.web.organisations.kinds import Kind

_NAMESPACE = uuid.UUID("6e617261-7661-5264-8000-64656d6f0000")
_BEGINS = datetime.date(2022, 1, 4)
"""When the first administrators are invited."""
_PROVIDERS_BEGIN = datetime.date(2022, 2, 14)
"""When the private providers are there, and theirs are."""
_OTHERS = datetime.timedelta(days=13)
"""How long after the administrators the others are invited."""
_CHANGED = datetime.date(2022, 6, 13)
"""When some leave and others take over."""
_LATE = datetime.date(2022, 11, 4)
"""When some are invited who answer late, or never."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CastRole:
    """A role held by an invented person, or offered to one."""

    person: int
    """The person's number; one person may have several parts."""
    organisation: str
    role: type[Role]
    invited: datetime.date
    joins: datetime.date | None
    """The day the invitation is accepted, or None if it never is."""
    leaves: datetime.date | None = None
    """The last day, decided a week before."""

    @property
    def person_id(self) -> uuid.UUID:
        """The person's id, the same each time the year is made."""
        return uuid.uuid5(_NAMESPACE, str(self.person))

    @property
    def key(self) -> str:
        """What tells the part from every other."""
        return f"{self.person}/{self.organisation}/{self.role.code}"

    @property
    def name(self) -> str:
        """The person's name."""
        return name_of(self.person)

    @property
    def email(self) -> str:
        """The person's address in the organisation."""
        return email_of(self.name, self.organisation)

    @property
    def is_administrator(self) -> bool:
        """Whether the part is that of an administrator, whom the service invites."""
        return self.role is Administrator


def cast_of(organisations: Iterable[tuple[str, str]]) -> list[CastRole]:
    """Return every part, given the organisations by code and kind, in order."""
    organisations, parts = list(organisations), list[CastRole]()
    numbers = iter(range(10_000))
    for code, kind in organisations:
        parts += _cast(code, kind, numbers)
    for code, kind in organisations:  # last, so that everybody else is who they were
        if kind in (Kind.AGENCY, Kind.MINISTRY):
            for role in roles_in(kind, code):
                if role.needs_two:
                    parts += _held(code, role, _BEGINS + _OTHERS, numbers)
    for code, kind in organisations:
        if kind == Kind.RSS:
            parts += _held(code, RssCoordinator, _BEGINS + _OTHERS, numbers)
    return parts


def _cast(code: str, kind: str, numbers: Iterator[int]) -> Iterator[CastRole]:
    begins = _PROVIDERS_BEGIN if kind == Kind.PROVIDER else _BEGINS
    for role in roles_in(kind, code):
        yield from _held(code, role, begins if role is Administrator else begins + _OTHERS, numbers)
    if kind == Kind.REGION and number(2, code, "two") == 0:
        yield from _held(code, Official, begins + _OTHERS, numbers)
    if kind in (Kind.REGION, Kind.RSS, Kind.SKR):  # so that one can sign when the other is away
        yield from _held(code, AuthorisedSignatory, begins + _OTHERS, numbers)
    yield from _latecomer(code, numbers)


def _held(code: str, role: type[Role], first: datetime.date, numbers: Iterator[int]) -> Iterator[CastRole]:
    """Give the one who holds a role, or the two who hold it one after the other."""
    person = next(numbers)
    invited = workday(first + datetime.timedelta(days=number(4 if role is Administrator else 10, code, "invited")))
    joins = max(invited, workday(invited + datetime.timedelta(days=number(5, person, "joins"))))
    if role in (Administrator, Reader) or number(14, person, "leaves"):
        yield CastRole(person=person, organisation=code, role=role, invited=invited, joins=joins)
        return
    leaves = _CHANGED + datetime.timedelta(days=10 + number(8, person, "last day"))
    yield CastRole(person=person, organisation=code, role=role, invited=invited, joins=joins, leaves=leaves)
    yield CastRole(person=next(numbers), organisation=code, role=role, invited=_CHANGED, joins=_CHANGED)


def _latecomer(code: str, numbers: Iterator[int]) -> Iterator[CastRole]:
    """Give one more reader, invited in November, in some organisations; not all of them answer."""
    if number(12, code, "latecomer"):
        return
    person = next(numbers)
    invited = workday(_LATE + datetime.timedelta(days=number(9, code, "late")))
    answers = number(3, code, "answers") > 0
    joins = max(invited, workday(invited + datetime.timedelta(days=8 + number(5, code, "joins late"))))
    yield CastRole(person=person, organisation=code, role=Reader, invited=invited, joins=joins if answers else None)

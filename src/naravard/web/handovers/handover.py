"""A handover: something that waits for those who hold a permission in an organisation, and why.

Nothing is stored: each room reads its handovers out of its own facts, and registers how in a module ``handovers`` of
its app, which is read when the program starts::

    @source
    def memoranda(asked: Asked) -> Iterator[Handover]:
        ...

A source is given all organisations that are asked about, and asks the database as often for one as for all.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Text
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import Shown
from naravard.web.organisations.models import Organisation
from naravard.web.people.four_eyes import KnownToday

SOON = 30
"""Days ahead that count as soon: from then on the last day itself hands a task over."""

ANSWERS_STAND = datetime.timedelta(days=14)
"""How long an answer to what someone asked or proposed waits to be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """One thing that waits."""

    id: str
    """What kind of thing it is: ``paper-to-sign``."""
    organisation: Organisation
    """Whose people it waits for."""
    permission: Permission
    """What one must be allowed to do to take the next step."""
    what: Text
    """What is to be done, as an order: ``Skriv under rekvisitionen: 228 000 000 kr``."""
    why: Text
    """Who or what handed it over, as a sentence."""
    since: datetime.datetime
    url: str
    """Where it is done."""
    shown: Shown | None = None
    """The agreement, or None if it is about none."""
    about: str = ""
    """What it is about within its kind: a duty's id, a number."""
    duty: str = ""
    """The id of the duty that it carries on, if any: the duty itself is then not shown beside it."""
    is_duty: bool = False
    """Whether it tells of the duty itself, which gives way to what tells more."""
    is_day: bool = False
    """Whether nothing but a day has handed it over, which reminders of days tell of."""
    follows: Text | None = None
    """What follows if it is not done, or None if nothing is known to."""
    due: datetime.date | None = None
    """The last day, or None if there is none."""
    count: int = 1
    """How many things wait in it."""
    not_for: frozenset[str] = frozenset()
    """The codes of the persons who may not do it, since they did what goes before."""
    also_for: frozenset[str] = frozenset()
    """The codes of persons who may do it without having the permission."""
    only_for: frozenset[str] = frozenset()
    """The codes of those whom alone it is for, as the answer to what they asked; empty if it is for all who may."""

    @property
    def key(self) -> str:
        """What it is known by, from one moment to another."""
        agreement = self.shown.agreement.id if self.shown else ""
        return "/".join((self.id, agreement, self.organisation.code, self.about or self.duty))

    @property
    def duty_key(self) -> tuple[str, str, str]:
        """Whose duty it carries on: agreement, duty, organisation; the duty is empty where it carries on none."""
        return self.shown.agreement.id if self.shown else "", self.duty, self.organisation.code

    @property
    def told_as(self) -> str:
        """What tells one handing over from the next: the moment, or the day where many things wait together."""
        return str(swedish_day(self.since)) if self.count > 1 else self.since.isoformat(timespec="seconds")

    def is_for(self, person: str, permissions: frozenset[Permission]) -> bool:
        """Tell whether it waits for a person, by code, with some permissions in its organisation."""
        if person in self.not_for or (self.only_for and person not in self.only_for):
            return False
        return self.permission in permissions or person in self.also_for

    def for_persons_of_today(self, known: KnownToday) -> "Handover":
        """Return it with each person who was found to be another as that other, who did what the first one did."""
        return replace(
            self, not_for=known.of(self.not_for), also_for=known.of(self.also_for), only_for=known.of(self.only_for)
        )  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """For whom it is asked what waits."""

    organisations: Mapping[str, Organisation]
    """By code."""
    permissions: Mapping[str, frozenset[Permission]]
    """What is asked about in each organisation."""
    every: Sequence[Shown]
    now: datetime.datetime

    def codes(self, *permissions: Permission) -> list[str]:
        """Return the codes of the organisations where any of some permissions is asked about."""
        return [code for code, some in self.permissions.items() if not some.isdisjoint(permissions)]

    def shown(self, agreement_id: str) -> Shown | None:
        """Return an agreement, or None if it is not shown."""
        return self._by_id.get(agreement_id)

    @cached_property
    def today(self) -> datetime.date:
        """The day in Sweden."""
        return swedish_day(self.now)

    @cached_property
    def _by_id(self) -> dict[str, Shown]:
        return {shown.agreement.id: shown for shown in self.every}


Source = Callable[[Asked], Iterable[Handover]]
SOURCES: list[Source] = []
"""Every source, in the order in which the rooms are read."""


def source(function: Source) -> Source:
    """Register a function that gives the handovers of one kind."""
    SOURCES.append(function)
    return function


def every_handover(asked: Asked) -> list[Handover]:
    """Return all that waits, the nearest last day first, then what has waited longest."""
    found = [one for give in SOURCES for one in give(asked)]
    told = {one.duty_key for one in found if one.duty and not one.is_duty}
    kept = [one for one in found if not (one.is_duty and one.duty_key in told)]
    known = KnownToday()
    kept = [one.for_persons_of_today(known) for one in kept] if known else kept
    return sorted(kept, key=lambda one: (one.due is None, one.due or datetime.date.max, one.since, one.key))


def grouped(
    rows: Iterable[tuple[tuple[str, str], datetime.datetime]],
) -> Iterator[tuple[str, str, int, datetime.datetime]]:
    """Count moments by agreement and organisation; give the two, how many there are, and the first."""
    found: dict[tuple[str, str], list[datetime.datetime]] = {}
    for key, at in rows:
        found.setdefault(key, []).append(at)
    for (agreement_id, code), moments in found.items():
        yield agreement_id, code, len(moments), min(moments)

"""Who does a thing in an organisation on a day: the first with a role for it, or the one who stands in for that one."""

import datetime
from collections.abc import Iterator
from functools import lru_cache

from naravard.web.access.actor import ActiveRole, Actor, NotAllowedError, actor_as
from naravard.web.access.permissions import Permission
from naravard.web.access.roles import ROLES
from naravard.web.people.models import Membership, StandIn


@lru_cache(maxsize=4096)
def someone(organisation_code: str, may: Permission, day: datetime.date, *, but_not: Permission | None = None) -> Actor:
    """Return the one in an organisation who does what asks for a permission, among roles without another permission.

    It is asked for once a day: who begins on a day does so for others the next. The script forgets what was answered
    (:func:`forget`) before it carries out a day.

    Raises:
        NotAllowedError: when nobody there has such a role on the day.
    """
    return next(_able(organisation_code, may, day, but_not))


def another(organisation_code: str, may: Permission, day: datetime.date, *, than: str) -> Actor:
    """Return the first in an organisation, with a permission, who is another person than the one with a code.

    Raises:
        NotAllowedError: when nobody there is.
    """
    return next(one for one in _able(organisation_code, may, day, None) if one.who.code != than)


def _able(organisation_code: str, may: Permission, day: datetime.date, but_not: Permission | None) -> Iterator[Actor]:
    """Give the actors of roles with a permission; last those who have lent theirs, since they keep them."""
    fitting = [role.code for role in ROLES if may in role.permissions and but_not not in role.permissions]
    held = sorted(
        (one for one in _held(organisation_code, day) if one.role in fitting),
        key=lambda one: (fitting.index(one.role), one.pk),
    )
    for one in held:
        yield as_held(one, day)
    for one in held:
        yield actor_as(one.person, ActiveRole(one.organisation, one.role_class, one.to_day))
    message = f"nobody (more) in {organisation_code} may {may.value} on {day}"
    raise NotAllowedError(message)


@lru_cache(maxsize=4096)
def _held(organisation_code: str, day: datetime.date) -> tuple[Membership, ...]:
    """Return the roles that are held in an organisation on a day, asked for once a day as :func:`someone` is."""
    on_the_day = Membership.objects.on(day).filter(organisation=organisation_code)
    return tuple(on_the_day.select_related("organisation", "person").order_by())


@lru_cache(maxsize=1)
def _lent(day: datetime.date) -> dict[int, StandIn]:
    """Return who stands in on a day, by the role that is lent: one question for all who do something on the day."""
    on_the_day = StandIn.objects.on(day).select_related("person").order_by("from_day", "-id")
    return {one.membership_id: one for one in on_the_day}  # of several for one role, the latest


def forget() -> None:
    """Forget who does what: a new day begins."""
    someone.cache_clear()
    _held.cache_clear()
    _lent.cache_clear()


def as_held(membership: Membership, day: datetime.date) -> Actor:
    """Return the person acting in a role on a day: the one who holds it, or the one it has been handed to."""
    organisation, role = membership.organisation, membership.role_class
    lent = _lent(day).get(membership.pk)
    if lent is None:
        return actor_as(membership.person, ActiveRole(organisation, role, membership.to_day))
    return actor_as(lent.person, ActiveRole(organisation, role, lent.to_day, membership.person))

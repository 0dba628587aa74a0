"""The actor: one person in one organisation as one role, or the service itself; and what they may do there."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from naravard.agreement.model import Text
from naravard.web.access.permissions import NEVER_LENT, Permission
from naravard.web.access.roles import BY_CODE, ROLES, Role
from naravard.web.history.content import SERVICE, SERVICE_ROLE, Named
from naravard.web.organisations.models import Organisation
from naravard.web.people.models import Membership, Person, StandIn
from naravard.web.site.refusals import Refused


class NotAllowedError(Exception):
    """Someone tried what the role does not allow. To the one who tries, the thing does not exist: 404."""


class LentRightsError(Refused):
    """A stand-in tried what only the one who holds the role may do."""

    def __init__(self, whom: Text, organisation: Text) -> None:
        en = organisation.in_language("en")
        super().__init__(
            "lent-rights",
            Text(
                f"Du är ställföreträdare för {whom.sv}. Som ställföreträdare kan du inte ge roller, bjuda in, välja "
                f"ställföreträdare eller skapa API-nycklar. Be en administratör i {organisation.sv} att göra det.",
                f"You stand in for {whom.in_language('en')}. A stand-in cannot give roles, invite, choose stand-ins or "
                f"make API keys. Ask an administrator of {en} to do it.",
            ),
            status=403,
        )


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor, as events tell of it."""

    who: Named
    role: Named
    permissions: frozenset[Permission]
    organisation: Organisation | None
    """Where the role is held; none for the service itself."""
    person_id: UUID | None = None
    """The person; none for the service and for a key to the API."""
    for_whom: Named | None = None
    """Whom the person stands in for."""

    def may(self, permission: Permission) -> bool:
        """Tell whether the actor has a permission."""
        return permission in self.permissions

    def require(self, permission: Permission) -> None:
        """Refuse an actor without a permission; a stand-in is told which rights are never lent."""
        if (
            self.for_whom is not None
            and self.organisation is not None
            and _is_kept(BY_CODE[self.role.code], permission)
        ):
            raise LentRightsError(self.for_whom.name, self.organisation.text)
        if not self.may(permission):
            message = f"{self.role.code} may not {permission.value}"
            raise NotAllowedError(message)

    def require_own(self, organisation: Organisation | str) -> None:
        """Refuse an actor of another organisation than this one, or the one with this code; the service acts in all."""
        code = organisation.code if isinstance(organisation, Organisation) else organisation
        if self.organisation is not None and self.organisation.code != code:
            message = f"{self.organisation.code} may not act for {code}"
            raise NotAllowedError(message)

    @property
    def described(self) -> Text:
        """The role in words, with whom it stands in for: ``ekonomichef, i stället för Bo Al``."""
        if self.for_whom is None:
            return self.role.name
        return Text(
            f"{self.role.name.sv}, i stället för {self.for_whom.name.sv}",
            f"{self.role.name.in_language('en')}, standing in for {self.for_whom.name.in_language('en')}",
        )


THE_SERVICE = Actor(SERVICE, SERVICE_ROLE, frozenset(Permission), None)
"""The program itself: when it starts, by its timer, and when its operator gives a command."""

ONESELF = Named("oneself", Text("för egen del", "for oneself"))
"""The role of someone who sees to a matter of one's own, and needs no role in any organisation for it."""


def oneself(person: Person) -> Actor:
    """Return a person acting in a matter of one's own: accepting an invitation, changing one's name."""
    return Actor(person.named(), ONESELF, frozenset({Permission.OWN_MATTERS}), None, person.id)


@dataclass(frozen=True, slots=True)
class ActiveRole:
    """A role that a person has in an organisation on a day, of one's own or for another."""

    organisation: Organisation
    role: type[Role]
    until: datetime.date | None
    for_whom: Person | None = None

    @property
    def permissions(self) -> frozenset[Permission]:
        """What one may do as the role: all of it as its holder, and as a stand-in what can be lent."""
        return self.role.permissions if self.for_whom is None else lent_permissions(self.role)


def lent_permissions(role: type[Role]) -> frozenset[Permission]:
    """Return what a stand-in may do as a role."""
    return role.permissions - NEVER_LENT


def standings(person: Person, day: datetime.date) -> list[ActiveRole]:
    """Return the roles that a person has on a day: own ones first, in the order of the roles."""
    # Every page asks this: by day, which is in the rows, and not by the models' order, which joins more tables.
    # Few stand in for someone: what is lent is joined with its role only where there is any.
    on_the_day = Membership.objects.on(day).select_related("organisation")
    own = on_the_day.filter(person=person).order_by("from_day")
    handed = list(StandIn.objects.on(day).filter(person=person))
    lent = on_the_day.select_related("person").in_bulk([one.membership_id for one in handed]) if handed else {}
    found = [ActiveRole(held.organisation, held.role_class, held.to_day) for held in own]
    found += [
        ActiveRole(held.organisation, held.role_class, one.to_day, held.person)
        for one in handed
        if (held := lent.get(one.membership_id)) is not None
    ]
    return sorted(found, key=lambda one: (one.for_whom is not None, ROLES.index(one.role), one.organisation.code))


def permissions_in(found: list[ActiveRole], organisation_code: str) -> frozenset[Permission]:
    """Return all that a person may do in an organisation."""
    return frozenset(
        permission
        for standing in found
        if standing.organisation.code == organisation_code
        for permission in standing.permissions
    )


def actor_as(person: Person, standing: ActiveRole) -> Actor:
    """Return a person acting as one of the roles."""
    return Actor(
        who=person.named(),
        role=standing.role.named(),
        permissions=standing.permissions,
        organisation=standing.organisation,
        person_id=person.id,
        for_whom=standing.for_whom.named() if standing.for_whom else None,
    )


def standing_with(found: list[ActiveRole], permission: Permission, organisation_code: str = "") -> ActiveRole | None:
    """Return the first of a person's roles that has a permission, in one organisation or in any."""
    for standing in found:
        if organisation_code in ("", standing.organisation.code) and permission in standing.permissions:
            return standing
    return None


def refuse_lent(found: list[ActiveRole], permission: Permission, organisation_code: str = "") -> None:
    """Refuse whoever would have a permission only through a role that is lent, where it is never lent.

    Raises:
        LentRightsError: when it is so.
    """
    if standing_with(found, permission, organisation_code) is not None:
        return
    for standing in found:
        if standing.for_whom is None or organisation_code not in ("", standing.organisation.code):
            continue
        if _is_kept(standing.role, permission):
            raise LentRightsError(Text(standing.for_whom.name), standing.organisation.text)


def _is_kept(role: type[Role], permission: Permission) -> bool:
    """Tell whether a role has a permission that stays with whoever holds it."""
    return permission in NEVER_LENT and permission in role.permissions


def acting(person: Person, organisation_code: str, permission: Permission, day: datetime.date) -> Actor | None:
    """Return the person acting in an organisation as the first role that has the permission, or None if no role has."""
    standing = standing_with(standings(person, day), permission, organisation_code)
    return actor_as(person, standing) if standing else None

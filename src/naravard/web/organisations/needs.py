"""What an organisation lacks for what it is to do, and who can fill it in.

What a requisition asks for of the recipient stands in the agreement's annex 2 (its first and third points); a region,
an RSS and SKR requisition themselves, a municipality is paid by its county's RSS.
"""

import datetime
from dataclasses import dataclass

from naravard.agreement.model import Text
from naravard.web.access.roles import Role, roles_in
from naravard.web.organisations.details import CONTACT, PAYMENT, Group
from naravard.web.organisations.kinds import Kind, kind_of
from naravard.web.organisations.models import Organisation
from naravard.web.people.models import Membership

_REQUISITION = Text(
    "behövs för rekvisitionen och den ekonomiska redovisningen",
    "needed for the requisition and the financial report",
)
_PAID_ON = Text(
    "behövs för att länets medel ska kunna betalas vidare till kommunen",
    "needed for the county's money to be paid on to the municipality",
)
_TO_BE_REACHED = Text("behövs för att andra ska kunna nå rätt person", "needed for others to reach the right person")
_REQUISITIONING = frozenset({Kind.REGION, Kind.RSS, Kind.SKR})
_NUMBER = Text("Organisationsnummer saknas", "The organisation number is missing")
_ACCOUNT = Text("Bankgiro eller plusgiro saknas", "Bankgiro or plusgiro is missing")


@dataclass(frozen=True, slots=True)
class Need:
    """Details that are asked for: of whom, for what, and how it is told that they are missing."""

    group: Group
    names: tuple[str, ...]
    kinds: frozenset[Kind]
    missing: Text
    why: Text
    one_is_enough: bool = False

    def is_met(self, organisation: Organisation) -> bool:
        """Tell whether the organisation has filled in what is asked for; what is not asked of it is met."""
        filled = [bool(getattr(organisation, name)) for name in self.names]
        return kind_of(organisation.kind) not in self.kinds or (any(filled) if self.one_is_enough else all(filled))


NEEDS: tuple[Need, ...] = (
    Need(PAYMENT, ("organisation_number",), _REQUISITIONING, _NUMBER, _REQUISITION),
    Need(PAYMENT, ("bankgiro", "plusgiro"), _REQUISITIONING, _ACCOUNT, _REQUISITION, one_is_enough=True),
    Need(PAYMENT, ("organisation_number",), frozenset({Kind.MUNICIPALITY}), _NUMBER, _PAID_ON),
    Need(PAYMENT, ("bankgiro", "plusgiro"), frozenset({Kind.MUNICIPALITY}), _ACCOUNT, _PAID_ON, one_is_enough=True),
    Need(
        CONTACT,
        ("address", "postal_code", "city"),
        _REQUISITIONING,
        Text("Postadressen är inte fullständig", "The postal address is not complete"),
        _REQUISITION,
    ),
    Need(
        CONTACT,
        ("contact_name", "contact_phone", "contact_email"),
        _REQUISITIONING,
        Text("Kontaktperson, telefon eller e-post saknas", "Contact, telephone or e-mail is missing"),
        _REQUISITION,
    ),
    Need(
        CONTACT,
        ("contact_email",),
        frozenset(Kind) - _REQUISITIONING,
        Text("E-post saknas", "The e-mail address is missing"),
        _TO_BE_REACHED,
    ),
)


@dataclass(frozen=True, slots=True)
class FilledInBy:
    """Who can change a group of details: the roles that may, and those who hold them on a day."""

    roles: tuple[type[Role], ...]
    people: tuple[tuple[str, Text], ...]
    """The name of each, and the role."""


def missing(organisation: Organisation) -> list[Need]:
    """Return what the organisation has not filled in and something asks for."""
    return [need for need in NEEDS if not need.is_met(organisation)]


def filled_in_by(group: Group, organisation: Organisation, day: datetime.date) -> FilledInBy:
    """Return who can change a group of details."""
    roles = [role for role in roles_in(organisation.kind, organisation.code) if group.permission in role.permissions]
    held = (
        Membership.objects.on(day)
        .filter(organisation=organisation, role__in=[role.code for role in roles])
        .select_related("person")
        .order_by("person__name", "role")
    )
    return FilledInBy(tuple(roles), tuple((each.person.name, each.role_class.name) for each in held))

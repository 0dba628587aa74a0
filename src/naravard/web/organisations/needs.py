"""Which details of an organisation are missing for what it is to do, and who can fill it in.

What a requisition asks for of the recipient stands in the agreement's annex 2 (its first and third points); a region,
an RSS and SKR requisition themselves, a municipality is paid by its county's RSS.
"""

import datetime
from dataclasses import dataclass

from naravard.agreement.model import Text
from naravard.agreement.wording import listed
from naravard.web.access.roles import Role, roles_in
from naravard.web.organisations.details import CONTACT, PAYMENT, DetailGroup
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


@dataclass(frozen=True, slots=True)
class Need:
    """A detail that is asked for: what it is called, of whom, and for what."""

    group: DetailGroup
    words: Text
    """As it stands inside a sentence."""
    names: tuple[str, ...]
    kinds: frozenset[Kind]
    why: Text
    one_is_enough: bool = False

    def is_met(self, organisation: Organisation) -> bool:
        """Tell whether the organisation has filled in what is asked for; what is not asked of it is met."""
        filled = [bool(getattr(organisation, name)) for name in self.names]
        return kind_of(organisation.kind) not in self.kinds or (any(filled) if self.one_is_enough else all(filled))


def _paid(kinds: frozenset[Kind], why: Text) -> tuple[Need, ...]:
    """Return what is asked of those who are to be paid."""
    number, account = (
        Text("organisationsnummer", "organisation number"),
        Text("bankgiro eller plusgiro", "bankgiro or plusgiro"),
    )
    return (
        Need(PAYMENT, number, ("organisation_number",), kinds, why),
        Need(PAYMENT, account, ("bankgiro", "plusgiro"), kinds, why, one_is_enough=True),
    )


_EMAIL = Text("e-post", "e-mail")
_ADDRESS = ("address", "postal_code", "city")

NEEDS: tuple[Need, ...] = (
    *_paid(_REQUISITIONING, _REQUISITION),
    *_paid(frozenset({Kind.MUNICIPALITY}), _PAID_ON),
    Need(CONTACT, Text("fullständig postadress", "complete postal address"), _ADDRESS, _REQUISITIONING, _REQUISITION),
    Need(CONTACT, Text("kontaktperson", "contact person"), ("contact_name",), _REQUISITIONING, _REQUISITION),
    Need(CONTACT, Text("telefon", "telephone"), ("contact_phone",), _REQUISITIONING, _REQUISITION),
    Need(CONTACT, _EMAIL, ("contact_email",), _REQUISITIONING, _REQUISITION),
    Need(CONTACT, _EMAIL, ("contact_email",), frozenset(Kind) - _REQUISITIONING, _TO_BE_REACHED),
)


@dataclass(frozen=True, slots=True)
class FilledInBy:
    """Who can change a group of details: the roles that may, and those who hold them on a day."""

    roles: tuple[type[Role], ...]
    people: tuple[tuple[str, Text], ...]
    """The name of each, and a role of theirs that may."""


def missing(organisation: Organisation) -> list[Need]:
    """Return what the organisation has not filled in and something asks for."""
    return [need for need in NEEDS if not need.is_met(organisation)]


def told(needs: list[Need]) -> list[Text]:
    """Return what is missing as sentences, one for each thing that asks for it."""
    by_reason: dict[Text, list[Need]] = {}
    for need in needs:
        by_reason.setdefault(need.why, []).append(need)
    return [
        Text(
            _sentence([need.words.sv for need in lacking], "sv", f"saknas: {why.sv}."),
            _sentence(
                [need.words.en for need in lacking], "en", f"{'are' if lacking[1:] else 'is'} missing: {why.en}."
            ),
        )
        for why, lacking in by_reason.items()
    ]


def _sentence(words: list[str], language: str, rest: str) -> str:
    listing = listed(words, language)
    return f"{listing[:1].upper()}{listing[1:]} {rest}"


def filled_in_by(group: DetailGroup, organisation: Organisation, day: datetime.date) -> FilledInBy:
    """Return who can change a group of details."""
    roles = [role for role in roles_in(organisation.kind, organisation.code) if group.permission in role.permissions]
    held = (
        Membership.objects.on(day)
        .filter(organisation=organisation, role__in=[role.code for role in roles])
        .select_related("person")
        .order_by("person__name", "role")
    )
    people = {each.person_id: (each.person.name, each.role_class.name) for each in held}
    return FilledInBy(tuple(roles), tuple(people.values()))

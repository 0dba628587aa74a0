"""Which details of an organisation are missing for what it is to do, and who can fill it in.

Whoever gets money under an agreement, or hands a paper in, needs what papers and payments ask for; a municipality that
does not is paid on by its county's RSS.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from naravard.agreement.model import Text
from naravard.agreement.wording import listed
from naravard.web.access.doings import Doing, doings_of
from naravard.web.access.roles import Role, roles_in
from naravard.web.organisations.details import CONTACT, PAYMENT, DetailGroup
from naravard.web.organisations.kinds import Kind, kind_of
from naravard.web.organisations.models import Organisation
from naravard.web.people.models import Membership

_PAID = Text(
    "behövs för att medlen ska kunna betalas ut och redovisas",
    "needed for the money to be paid out and accounted for",
)
_PAID_ON = Text(
    "behövs för att länets medel ska kunna betalas vidare till kommunen",
    "needed for the county's money to be paid on to the municipality",
)
_TO_BE_REACHED = Text("behövs för att andra ska kunna nå rätt person", "needed for others to reach the right person")
_RECIPIENTS = frozenset({Kind.REGION, Kind.RSS, Kind.SKR})
_OWN_MONEY = frozenset({Doing.GETS_MONEY, Doing.SIGNS, Doing.ACCOUNTS})


def _gets_money(kind: Kind, does: frozenset[Doing]) -> bool:
    return kind in _RECIPIENTS or bool(does & _OWN_MONEY)


def _is_paid_on(kind: Kind, does: frozenset[Doing]) -> bool:
    return kind is Kind.MUNICIPALITY and not _gets_money(kind, does)


def _gets_none(kind: Kind, does: frozenset[Doing]) -> bool:
    return not _gets_money(kind, does)


@dataclass(frozen=True, slots=True)
class Need:
    """A detail that is asked for: what it is called, of whom, and for what."""

    group: DetailGroup
    words: Text
    """As it stands inside a sentence."""
    names: tuple[str, ...]
    of: Callable[[Kind, frozenset[Doing]], bool]
    """Whether it is asked of an organisation of a kind that does some things under agreements."""
    why: Text
    one_is_enough: bool = False

    def is_met(self, organisation: Organisation, does: frozenset[Doing]) -> bool:
        """Tell whether the organisation has filled in what is asked for; what is not asked of it is met."""
        filled = [bool(getattr(organisation, name)) for name in self.names]
        return not self.of(kind_of(organisation.kind), does) or (any(filled) if self.one_is_enough else all(filled))


def _paid(of: Callable[[Kind, frozenset[Doing]], bool], why: Text) -> tuple[Need, ...]:
    """Return what is asked of those who are to be paid."""
    number, account = (
        Text("organisationsnummer", "organisation number"),
        Text("bankgiro eller plusgiro", "bankgiro or plusgiro"),
    )
    return (
        Need(PAYMENT, number, ("organisation_number",), of, why),
        Need(PAYMENT, account, ("bankgiro", "plusgiro"), of, why, one_is_enough=True),
    )


_EMAIL = Text("e-post", "e-mail")
_ADDRESS = ("address", "postal_code", "city")

NEEDS: tuple[Need, ...] = (
    *_paid(_gets_money, _PAID),
    *_paid(_is_paid_on, _PAID_ON),
    Need(CONTACT, Text("fullständig postadress", "complete postal address"), _ADDRESS, _gets_money, _PAID),
    Need(CONTACT, Text("kontaktperson", "contact person"), ("contact_name",), _gets_money, _PAID),
    Need(CONTACT, Text("telefon", "telephone"), ("contact_phone",), _gets_money, _PAID),
    Need(CONTACT, _EMAIL, ("contact_email",), _gets_money, _PAID),
    Need(CONTACT, _EMAIL, ("contact_email",), _gets_none, _TO_BE_REACHED),
)


@dataclass(frozen=True, slots=True)
class FilledInBy:
    """Who can change a group of details: the roles that may, and those who hold them on a day."""

    roles: tuple[type[Role], ...]
    people: tuple[tuple[str, Text], ...]
    """The name of each, and a role of theirs that may."""


def missing(organisation: Organisation) -> list[Need]:
    """Return what the organisation has not filled in and something asks for."""
    does = doings_of(organisation.code)
    return [need for need in NEEDS if not need.is_met(organisation, does)]


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

"""What a key to the API can be allowed to do.

Signing, certifying, receiving, extending and administering people have no scope: a decision that binds, or that is
made about others, is made by a person, so that the history can say who and four eyes can be two persons.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from naravard.agreement.model import Text
from naravard.web.access.permissions import Permission
from naravard.web.access.roles import roles_in


@dataclass(frozen=True, slots=True)
class Scope:
    """One thing that a key may be for."""

    code: str
    name: Text
    purpose: Text
    """One sentence on what it lets a program do."""
    permissions: frozenset[Permission]


READ = Scope(
    "read",
    Text("läsa", "read"),
    Text(
        "Läser vad organisationen ska göra, dagar, pengar och historik, och det som andra har lämnat till den.",
        "Reads the organisation's details, duties, money and history, and what others have handed in to it.",
    ),
    frozenset({Permission.SEE}),
)
DETAILS = Scope(
    "details",
    Text("ändra kontaktuppgifter", "change contact details"),
    Text(
        "Ändrar organisationens adress och kontaktuppgifter, men inte organisationsnummer och konton.",
        "Changes the organisation's address and contact details, but not its number and accounts.",
    ),
    frozenset({Permission.CHANGE_DETAILS}),
)
DUTIES = Scope(
    "duties",
    Text("påbörja och lämna in", "begin and hand in"),
    Text(
        "Påbörjar det organisationen ska göra och lämnar in redovisningar. Det som ska skrivas under gör en människa.",
        "Begins what the organisation is to do and hands in reports. Only a person signs.",
    ),
    frozenset({Permission.WORK_ON_DUTIES, Permission.SUBMIT_REPORTS}),
)

COUNTRY = Scope(
    "country",
    Text("följa hela landet", "watch the whole country"),
    Text(
        "Läser hela landets pengar och vad alla ska göra. Ändrar inget.",
        "Reads the whole country's money and what everyone is to do. Changes nothing.",
    ),
    frozenset({Permission.WATCH_COUNTRY}),
)

SCOPES: tuple[Scope, ...] = (READ, COUNTRY, DETAILS, DUTIES)
"""Every scope, in the order in which they are shown."""
BY_CODE: Mapping[str, Scope] = {scope.code: scope for scope in SCOPES}


def scopes_in(kind: str, organisation_code: str) -> tuple[Scope, ...]:
    """Return what a key of an organisation can be for: what someone with a role there may do."""
    there = frozenset().union(*(role.permissions for role in roles_in(kind, organisation_code)))
    return tuple(scope for scope in SCOPES if scope.permissions & there)


def permissions_of(codes: Iterable[str]) -> frozenset[Permission]:
    """Return all that scopes allow together."""
    return frozenset(permission for code in codes for permission in BY_CODE[code].permissions)


def scope_for(permission: Permission) -> Scope:
    """Return the scope that allows something; ``LookupError`` when none does."""
    for scope in SCOPES:
        if permission in scope.permissions:
            return scope
    message = f"no scope allows {permission.value}: it needs a person"
    raise LookupError(message)

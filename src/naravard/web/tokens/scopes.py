"""What a key to the API can be allowed to do.

Signing, certifying, receiving, extending and administering people have no scope: a decision that binds, or that is
made about others, is made by a person, so that the history can say who and four eyes can be two persons.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from naravard.agreement.model import Text
from naravard.web.access.permissions import Permission


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
        "Läser organisationens uppgifter, dagar och historik.",
        "Reads the organisation's details, duties and history.",
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

SCOPES: tuple[Scope, ...] = (READ, DETAILS, DUTIES)
"""Every scope, in the order in which they are shown."""
BY_CODE: Mapping[str, Scope] = {scope.code: scope for scope in SCOPES}


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

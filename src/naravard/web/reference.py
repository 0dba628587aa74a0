"""Documents made from the code: who may do what by which act (``docs/access.md``), events (``docs/glossary.md``)."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from naravard.web.access.acts import acts
from naravard.web.access.addresses import Access
from naravard.web.access.permissions import Permission
from naravard.web.access.roles import ROLES, Role
from naravard.web.api.api import MOUNTED_AT, api
from naravard.web.history.kinds import kinds

EVENTS = "## Events"
"""The heading of the glossary's part that is made."""
Declared = tuple[str, Access | None]
"""An address (with the operation's method where it is the API's), and who may use it, if that is said."""


def declared() -> list[Declared]:
    """Return every address of the site and operation of the API with who may use it, in the order of the addresses."""
    operations = list(_operations())
    addresses = [found for found in _walk(get_resolver().url_patterns, "/") if not _is_operation(found[0], operations)]
    return sorted([*addresses, *operations], key=lambda found: found[0].partition(" ")[2] or found[0])


def access_of(view: Callable[..., Any]) -> Access | None:
    """Return who may use a view, by what its decorator has said, or None if it has said nothing."""
    seen: Any = view
    while seen is not None:
        if isinstance(access := getattr(seen, "access", None), Access):
            return access
        seen = getattr(seen, "func", None) or getattr(seen, "__wrapped__", None)
    return None


def _held_in(role: type[Role]) -> list[str]:
    """Return the kinds of organisations that have a role, and what others do that have it."""
    return [*sorted(kind.value for kind in role.held_in), *(f"who {doing}" for doing in sorted(role.of_those_who))]


def as_markdown() -> str:
    """Return ``docs/access.md``."""
    roles = [
        f"| {role.name.sv} (`{role.code}`) | {', '.join(_held_in(role))} | {role.purpose.sv} | "
        f"{', '.join(f'`{permission}`' for permission in Permission if permission in role.permissions)} |"
        for role in ROLES
    ]
    return "\n".join(
        [
            "# Who may do what",
            "",
            "Made from the roles and the addresses themselves; do not edit. What one may not see does not exist: the",
            "answer is 404, the same as for what is not there. Someone who has not signed in is asked to.",
            "",
            "## Permissions",
            "",
            "| Permission | Words |",
            "|---|---|",
            *[f"| `{permission.value}` | {permission.words.sv} |" for permission in Permission],
            "",
            "## Roles",
            "",
            "| Role | Held in | What it is for | Permissions |",
            "|---|---|---|---|",
            *roles,
            "",
            "## Addresses and operations",
            "",
            "English pages under `/en/` have the same rule as the Swedish.",
            "",
            "| Address | Who | Roles |",
            "|---|---|---|",
            *[f"| `{route}` | {_who(access)} | {_roles(access)} |" for route, access in declared()],
            "",
            "## Acts",
            "",
            "Each act asks for its permission, and is done in the matter of the actor's own organisation unless it",
            "says otherwise. The kinds of events that it leaves stand as sentences in `docs/glossary.md`.",
            "",
            "| Act | Permission | Whose matter | Leaves |",
            "|---|---|---|---|",
            *[
                f"| `{one.name}` | `{one.permission.value}` | {one.matter.words.in_language('en')} | "
                f"{', '.join(f'`{code}`' for code in one.leaves)} |"
                for _name, one in sorted(acts().items())
            ],
            "",
        ]
    )


def events_as_markdown() -> str:
    """Return the part of ``docs/glossary.md`` on events: every kind with its examples as sentences."""
    return "\n".join(
        [
            EVENTS,
            "",
            "Made from the acts themselves; do not edit. Each kind of event is declared beside the act that leaves it,",
            "with its sentence in both languages; here are its examples.",
            "",
            "| In code | In Swedish | In English |",
            "|---|---|---|",
            *[
                f"| {code} | {told.sv} | {told.in_language('en')} |"
                for code, kind in sorted(kinds().items())
                for told in map(kind.sentence, kind.examples)
            ],
            "",
        ]
    )


def _who(access: Access | None) -> str:
    if access is None:
        return "not declared"
    place = {
        "everyone": "everyone",
        "signed-in": "whoever has signed in",
        "organisation": "in the organisation of the address",
        "anywhere": "in any organisation",
        "token": "a key of the organisation",
    }[access.code]
    return f"`{access.permission.value}`, {place}" if access.permission else place


def _roles(access: Access | None) -> str:
    if access is None or access.permission is None or access.code == "token":
        return ""
    return ", ".join(role.code for role in ROLES if access.permission in role.permissions)


def _walk(patterns: Sequence[URLPattern | URLResolver], before: str) -> Iterator[Declared]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route)
        else:
            yield route, access_of(pattern.callback)


def _is_operation(route: str, operations: list[Declared]) -> bool:
    """Tell whether an address is one of the API's operations, which are listed with their methods."""
    bare = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route)
    return any(bare == name.partition(" ")[2] for name, _access in operations)


def _operations() -> Iterator[Declared]:
    """Give the operations of the API; several may share an address."""
    for _prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                for method in operation.methods:
                    yield f"{method} /{MOUNTED_AT}{path.lstrip('/')}", access_of(operation.view_func)

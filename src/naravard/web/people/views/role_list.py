"""Every role there is: what it is for, where it is held, and what it may do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from naravard.web.access.addresses import open_to_everyone
from naravard.web.access.doings import Doing
from naravard.web.access.roles import ROLES, Role
from naravard.web.organisations.kinds import Kind
from naravard.web.people.views.forms import offered


@open_to_everyone
def roles(request: HttpRequest) -> HttpResponse:
    """Show every role: what it is for, where it is held, and what it may do."""
    shown = [
        offered(role) | {"kinds": _kinds(role), "doings": [one.words for one in Doing if one in role.of_those_who]}
        for role in ROLES
    ]
    return render(request, "people/roles.html", {"shown": shown})


def _kinds(role: type[Role]) -> list[Kind]:
    """Return where a role is held, or an empty list if it is held everywhere or nowhere by kind."""
    return [] if role.held_in == frozenset(Kind) else [kind for kind in Kind if kind in role.held_in]

"""Every role there is: what it is for, where it is held, and what it may do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from naravard.web.access.addresses import open_to_everyone
from naravard.web.access.roles import ROLES, Role
from naravard.web.organisations.kinds import Kind
from naravard.web.organisations.models import Organisation
from naravard.web.people.views.forms import offered


@open_to_everyone
def roles(request: HttpRequest) -> HttpResponse:
    """Show every role: what it is for, where it is held, and what it may do."""
    only = {role.only_in for role in ROLES if role.only_in}
    names = {one.code: one.text for one in Organisation.objects.filter(pk__in=only)}
    shown = [offered(role) | {"only_in": names.get(role.only_in), "kinds": _kinds(role)} for role in ROLES]
    return render(request, "people/roles.html", {"shown": shown})


def _kinds(role: type[Role]) -> list[Kind]:
    """Return where a role is held, or an empty list if it is held everywhere."""
    return [] if role.held_in == frozenset(Kind) else [kind for kind in Kind if kind in role.held_in]

"""What the pages of an organisation begin with: whose page it is, and what its reader may do there."""

from django.http import HttpRequest

from naravard.web.access.actor import Actor, permissions_in
from naravard.web.access.addresses import standings_of
from naravard.web.access.permissions import Permission
from naravard.web.organisations.models import Organisation


def own(actor: Actor) -> Organisation:
    """Return the organisation whose page it is."""
    assert actor.organisation is not None  # noqa: S101 - for the type checker; requires() always gives one
    return actor.organisation


def may(request: HttpRequest, actor: Actor, permission: Permission) -> bool:
    """Tell whether the reader has a permission in the organisation whose page it is, as any role."""
    return permission in permissions_in(standings_of(request), own(actor).code)

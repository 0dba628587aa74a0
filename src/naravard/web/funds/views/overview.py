"""The first page of an organisation's money: what is most pressing, and how each agreement's steps stand."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import all_shown, still_open
from naravard.web.funds.first_pages import first_things
from naravard.web.ledger.frame import SECTION, steps_of
from naravard.web.organisations.frame import page
from naravard.web.organisations.views.lookup import own
from naravard.web.site.clock import now, today


@require_safe
@requires(Permission.SEE)
def overview(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The agreements that concern an organisation's money, and how each step of them stands."""
    organisation = own(actor)
    every = all_shown()
    entries = [{"shown": shown, "steps": steps} for shown in every if (steps := steps_of(organisation, shown))]
    values: dict[str, Any] = first_things(request, organisation, still_open(every, today()), now())
    return page(request, "funds/overview.html", actor, SECTION, entries=entries, **values)

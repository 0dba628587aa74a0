"""The first page of an organisation's money: its agreements, and the rooms of each."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import all_shown, still_open
from naravard.web.funds.warnings import warning_lines
from naravard.web.ledger.frame import SECTION, rooms_of
from naravard.web.organisations.frame import page
from naravard.web.organisations.views.lookup import own
from naravard.web.site.clock import now, today


@require_safe
@requires(Permission.SEE)
def overview(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The agreements that concern an organisation's money, and the rooms of each."""
    organisation = own(actor)
    every = all_shown()
    entries = [{"shown": shown, "rooms": rooms} for shown in every if (rooms := rooms_of(organisation, shown, ""))]
    lines = warning_lines([organisation], still_open(every, today()), now())
    return page(request, "funds/overview.html", actor, SECTION, entries=entries, warning_lines=lines)

"""The first page of an organisation's money: its agreements, and the rooms of each."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import Shown, all_shown
from naravard.web.funds.picture import has_money
from naravard.web.funds.warnings import warning_lines
from naravard.web.ledger.frame import RECIPIENTS, SECTION, rooms_of
from naravard.web.organisations.frame import page
from naravard.web.organisations.models import Organisation
from naravard.web.organisations.views.lookup import own
from naravard.web.site.clock import now


@require_safe
@requires(Permission.SEE)
def overview(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The agreements that concern an organisation's money, and the rooms of each."""
    organisation = own(actor)
    every = all_shown()
    entries = [
        {"shown": shown, "rooms": rooms}
        for shown in every
        if _concerns(organisation, shown) and (rooms := rooms_of(organisation, shown, ""))
    ]
    lines = warning_lines([organisation], every, now())
    return page(request, "funds/overview.html", actor, SECTION, entries=entries, warning_lines=lines)


def _concerns(organisation: Organisation, shown: Shown) -> bool:
    """Tell whether an agreement gives the organisation money, or the organisation handles the money of others."""
    return organisation.kind not in RECIPIENTS or has_money(shown, organisation.code)

"""What stands around the pages of an organisation's money: the way there, and the rooms that the organisation has.

Every page of the money's rooms is rendered by :func:`money_page`, with a template that extends ``funds/base.html``.
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naravard.web.access.actor import Actor, permissions_in
from naravard.web.access.addresses import standings_of
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import Shown
from naravard.web.agreements.frame import Crumb
from naravard.web.organisations.frame import page
from naravard.web.organisations.kinds import Kind
from naravard.web.organisations.models import Organisation

SECTION = "funds:overview"
RECIPIENTS = frozenset({Kind.REGION, Kind.RSS, Kind.MUNICIPALITY, Kind.SKR})
"""The kinds of organisations that receive money."""
_ASKING = frozenset({Kind.REGION, Kind.RSS, Kind.SKR})


@dataclass(frozen=True, slots=True)
class Room:
    """One page of an organisation's money under an agreement."""

    name: str
    """The address's name; it takes the organisation's code and the agreement's id."""
    label: Any
    kinds: frozenset[Kind]
    permission: Permission = Permission.SEE
    only_in: str = ""


ROOMS: tuple[Room, ...] = (
    Room("funds:money", gettext_lazy("Flödet"), RECIPIENTS),
    Room("requisitions:requisition", gettext_lazy("Rekvisition"), _ASKING),
    Room("decisions:decisions", gettext_lazy("Beslut"), frozenset({Kind.REGION})),
    Room("sharing:sharing", gettext_lazy("Vidare till kommunerna"), frozenset({Kind.RSS})),
    Room("sharing:proposal", gettext_lazy("Länets fördelning"), frozenset({Kind.MUNICIPALITY})),
    Room("activities:activities", gettext_lazy("Aktiviteter"), RECIPIENTS),
    Room("costs:costs", gettext_lazy("Kostnader"), RECIPIENTS),
    Room("funds:follow_up", gettext_lazy("Uppföljning"), RECIPIENTS),
    Room("placements:report", gettext_lazy("VFU-veckor"), frozenset({Kind.REGION, Kind.RSS, Kind.MUNICIPALITY})),
    Room("financial_reports:report", gettext_lazy("Ekonomisk redovisning"), _ASKING),
    Room("repayments:repayment", gettext_lazy("Återbetalning"), _ASKING),
    Room("activity_reports:report", gettext_lazy("Verksamhetsrapport"), frozenset({Kind.SKR})),
    Room("fixing:fixing", gettext_lazy("Fastställande"), frozenset({Kind.MINISTRY})),
    Room("payments:requisitions", gettext_lazy("Rekvisitioner"), frozenset({Kind.AGENCY}), only_in="kammarkollegiet"),
    Room("payments:payments", gettext_lazy("Utbetalningar"), frozenset({Kind.AGENCY}), only_in="kammarkollegiet"),
    Room(
        "financial_reports:received", gettext_lazy("Redovisningar"), frozenset({Kind.AGENCY}), only_in="kammarkollegiet"
    ),
    Room("repayments:received", gettext_lazy("Återbetalningar"), frozenset({Kind.AGENCY}), only_in="kammarkollegiet"),
    Room("repayments:reclaims", gettext_lazy("Återkrav"), frozenset({Kind.MINISTRY})),
    Room("placements:shares", gettext_lazy("Fördelning av VFU"), frozenset({Kind.AGENCY}), only_in="socialstyrelsen"),
    Room("papers:papers", gettext_lazy("Inlämnade handlingar"), _ASKING | {Kind.MINISTRY}),
    Room("papers:papers", gettext_lazy("Inlämnade handlingar"), frozenset({Kind.AGENCY}), only_in="kammarkollegiet"),
)
"""The rooms in the order of the money's way. A room whose address is not there is left out."""


def money_page(
    request: HttpRequest,
    template: str,
    actor: Actor,
    shown: Shown,
    *crumbs: Crumb,
    room: str,
    status: int = 200,
    **values: Any,
) -> HttpResponse:
    """Render a page of an organisation's money; ``room`` is the name of the address that it belongs to."""
    organisation = actor.organisation
    assert organisation is not None  # noqa: S101 - for the type checker; requires() always gives one
    frame = {
        "frame": "funds/base.html",
        "shown": shown,
        "agreement": shown.agreement,
        "rooms": rooms_of(request, organisation, shown, room),
    }
    trail = [Crumb(_("Pengar"), reverse(SECTION, args=[organisation.code])), *crumbs]
    return page(request, template, actor, SECTION, *trail, status=status, **(frame | values))


def rooms_of(request: HttpRequest, organisation: Organisation, shown: Shown, current: str) -> list[dict[str, Any]]:
    """Return the rooms that an organisation has under an agreement, those left out that the reader may not use."""
    may = permissions_in(standings_of(request), organisation.code)
    found = []
    for room in ROOMS:
        if organisation.kind not in room.kinds or room.permission not in may:
            continue
        if room.only_in not in ("", organisation.code):
            continue
        try:
            url = reverse(room.name, args=[organisation.code, shown.agreement.id])
        except NoReverseMatch:
            continue
        found.append({"url": url, "label": room.label, "current": room.name == current})
    return found

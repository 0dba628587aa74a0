"""What the pages of costs share: whose they are, the crumbs, and whether the reader may book."""

import re
from collections.abc import Collection
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from naravard.web.access.actor import Actor
from naravard.web.access.permissions import Permission
from naravard.web.agreements.frame import Crumb
from naravard.web.costs.places import CostPlace, cost_place_or_404
from naravard.web.history.content import SERVICE
from naravard.web.ledger.frame import money_page
from naravard.web.organisations.views.lookup import may, own
from naravard.web.people.models import Person
from naravard.web.site.clock import now
from naravard.web.site.forms.step import Render, within

ROOM = "costs:costs"
_PERSON = re.compile(r"person-([0-9a-f-]{36})")


def place_of(actor: Actor, agreement_id: str) -> CostPlace:
    """Return the costs that the page is about; 404 where the organisation has no money to use."""
    return cost_place_or_404(own(actor), agreement_id, now())


def address(place: CostPlace, name: str, *more: object) -> str:
    """Return one of the room's addresses."""
    return reverse(f"costs:{name}", args=[place.organisation.code, place.shown.agreement.id, *more])


def cost_page(
    request: HttpRequest,
    template: str,
    actor: Actor,
    place: CostPlace,
    *crumbs: Crumb,
    status: int = 200,
    **values: Any,
) -> HttpResponse:
    """Render a page of costs."""
    trail = list(crumbs)
    if request.path != address(place, "costs"):
        trail.insert(0, Crumb(_("Kostnader"), address(place, "costs")))
    shared: dict[str, Any] = {"place": place, "may_book": may(request, actor, Permission.BOOK_COSTS)}
    return money_page(request, template, actor, place.shown, *trail, room=ROOM, status=status, **(shared | values))


def render_in(request: HttpRequest, actor: Actor, place: CostPlace, *crumbs: Crumb) -> Render:
    """Return what renders the pages of a form of costs."""
    return within(cost_page, request, actor, place, *crumbs)


def names_of(codes: Collection[str]) -> dict[str, str]:
    """Return the names of those who acted, by the codes that events name them by; the service goes by its own."""
    ids = [match[1] for code in codes if (match := _PERSON.fullmatch(code))]
    found = {f"person-{key}": name for key, name in Person.objects.filter(pk__in=ids).values_list("pk", "name")}
    return {code: found.get(code, SERVICE.name.sv if code == SERVICE.code else code) for code in codes}

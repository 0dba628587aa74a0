"""The frame of the RSS's pages of one grant, and the page that says what is awaited where nothing can be done yet."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from naravard.web.access.actor import Actor
from naravard.web.ledger.frame import money_page
from naravard.web.once.doing import answered, once_of
from naravard.web.organisations.views.answering import SeeOther
from naravard.web.sharing.reading import CountySharing, GrantSharing
from naravard.web.sharing.views.asking import NAME, crumb, grant_crumb, grant_url

Page = Callable[..., HttpResponse]
"""Renders a template with values and a status."""


def page_of(request: HttpRequest, actor: Actor, county: CountySharing, sharing: GrantSharing) -> Page:
    """Return what renders a page of one grant of an RSS."""
    trail = [crumb(county.rss.code, county.shown.agreement.id), grant_crumb(sharing)]

    def page(template: str, *, status: int = 200, **values: Any) -> HttpResponse:
        given = {"sharing": sharing, "back_url": grant_url(sharing)} | values
        return money_page(request, template, actor, county.shown, *trail, room=NAME, status=status, **given)

    return page


def waits(
    request: HttpRequest, actor: Actor, county: CountySharing, sharing: GrantSharing, **values: Any
) -> HttpResponse:
    """Say what is awaited; a form that was sent twice is led to where the first led, another is told of it."""
    if request.method == "POST":
        before = answered(once_of(request), actor.who.code)
        if before is not None:
            return SeeOther(before)
        values["status"] = 409
    return page_of(request, actor, county, sharing)("sharing/waits.html", **values)

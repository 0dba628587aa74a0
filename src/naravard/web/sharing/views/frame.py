"""The frame of the RSS's pages of one grant, and the page that says what is awaited where nothing can be done yet."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.ledger.frame import money_page
from naravard.web.sharing.reading import CountySharing, GrantSharing
from naravard.web.sharing.views.asking import NAME, crumb, grant_crumb, grant_url
from naravard.web.site.forms.step import Render, answer_closed


def page_of(request: HttpRequest, actor: Actor, county: CountySharing, sharing: GrantSharing) -> Render:
    """Return what renders a page of one grant of an RSS."""
    trail = [crumb(county.rss.code, county.shown.agreement.id), grant_crumb(sharing)]

    def page(template: str, /, *, status: int = 200, **values: Any) -> HttpResponse:
        given = {"sharing": sharing, "back_url": grant_url(sharing)} | values
        return money_page(request, template, actor, county.shown, *trail, room=NAME, status=status, **given)

    return page


def waits(
    request: HttpRequest, actor: Actor, county: CountySharing, sharing: GrantSharing, **values: Any
) -> HttpResponse:
    """Say that nothing can be done here now, and what is awaited."""
    return answer_closed(
        request,
        actor,
        page_of(request, actor, county, sharing),
        title=sharing.grant.name,
        why=Text("Här finns inget att göra just nu", "There is nothing to do here now"),
        back=grant_url(sharing),
        closed_template="sharing/waits.html",
        extra=values,
    )

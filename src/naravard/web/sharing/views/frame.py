"""The frame of the RSS's pages of one grant, and the page that says what is awaited if nothing can be done yet."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.ledger.frame import money_page
from naravard.web.sharing.overview import CountySharing, GrantSharing
from naravard.web.sharing.views.lookup import NAME, crumb, grant_crumb, grant_url
from naravard.web.site.forms import Field
from naravard.web.site.forms.step import Render, answer_closed, within

NOT_ALLOTTED = Text(
    "Beloppet är inte tilldelat än. Det delas när fördelningen är fastställd.",
    "The grant has not been allotted yet. It is shared out when the allocation has been fixed.",
)
NOT_NOW = Text(
    "Det som sidan är till för är redan gjort, eller kan inte göras än. Beloppets sida visar hur det står.",
    "What the page is for has been done, or cannot be done yet. The grant's page shows how it stands.",
)


def page_of(request: HttpRequest, actor: Actor, county: CountySharing, sharing: GrantSharing) -> Render:
    """Return what renders a page of one grant of an RSS."""
    trail = [crumb(county.rss.code, county.shown.agreement.id), grant_crumb(sharing)]
    return within(money_page, request, actor, county.shown, *trail, room=NAME, sharing=sharing)


def waits(
    request: HttpRequest, actor: Actor, county: CountySharing, sharing: GrantSharing, fields: Sequence[Field] = ()
) -> HttpResponse:
    """Say that nothing can be done here now, and what is awaited, with what was written in the form's fields."""
    return answer_closed(
        request,
        actor,
        page_of(request, actor, county, sharing),
        title=Text("Här finns inget att göra just nu", "There is nothing to do here now"),
        of=sharing.grant.name,
        why=NOT_ALLOTTED if sharing.whole is None else NOT_NOW,
        back=grant_url(sharing),
        fields=fields,
    )

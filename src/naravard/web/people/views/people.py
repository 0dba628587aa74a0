"""The people of an organisation: who has which role, who stands in, and who is invited."""

from django.http import HttpRequest, HttpResponse

from naravard.web.access.actor import Actor, permissions_in
from naravard.web.access.addresses import person_of, requires, standings_of
from naravard.web.access.permissions import Permission
from naravard.web.organisations.frame import page
from naravard.web.organisations.views.lookup import own
from naravard.web.people.overview import colleagues, former, open_invitations
from naravard.web.site.clock import now, today

SECTION = "people:people"


@requires(Permission.SEE)
def people(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show who has which role in an organisation from when to when, who stands in for whom, and who is invited."""
    organisation, day, at = own(actor), today(), now()
    may = permissions_in(standings_of(request), organisation.code)
    administers = Permission.ADMINISTER_PEOPLE in may
    return page(
        request,
        "people/people.html",
        actor,
        SECTION,
        colleagues=colleagues(organisation, day),
        former=former(organisation, day),
        invitations=open_invitations(organisation, at) if administers else [],
        administers=administers,
        reader=person_of(request),
        day=day,
        at=at,
    )

"""The people of an organisation: who has which role, who stands in, and who is invited."""

from django.http import HttpRequest, HttpResponse

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor, LentRightsError, permissions_in, refuse_lent
from naravard.web.access.addresses import person_of, requires, standings_of
from naravard.web.access.permissions import Permission
from naravard.web.organisations.frame import page
from naravard.web.organisations.views.lookup import own
from naravard.web.people.acts.lone_work import done_by_two
from naravard.web.people.four_eyes import lone_works
from naravard.web.people.overview import colleagues, erasures_asked, former, open_invitations, waiting_roles
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
        done_by_two=done_by_two(organisation),
        lone_works=list(lone_works(organisation)),
        waiting=waiting_roles(organisation=organisation),
        erasures=erasures_asked(organisation) if administers else [],
        lent=_lent(request, organisation.code),
        reader=person_of(request),
        day=day,
        at=at,
    )


def _lent(request: HttpRequest, organisation_code: str) -> Text | None:
    """Return why a stand-in for an administrator administers no people; None to others."""
    try:
        refuse_lent(standings_of(request), Permission.ADMINISTER_PEOPLE, organisation_code)
    except LentRightsError as refused:
        return refused.says
    return None

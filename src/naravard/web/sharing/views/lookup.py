"""What the pages of an RSS's sharing begin with: whose sharing, and of which grant; others' do not exist."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from naravard.web.access.actor import Actor
from naravard.web.agreements.current import shown_or_404
from naravard.web.agreements.frame import Crumb
from naravard.web.ledger.errors import NoMoneyError
from naravard.web.organisations.kinds import Kind
from naravard.web.organisations.models import Organisation
from naravard.web.organisations.views.lookup import own
from naravard.web.sharing.county import rss_of
from naravard.web.sharing.overview import CountySharing, GrantSharing, county_sharing
from naravard.web.site.clock import now

NAME = "sharing:sharing"
MUNICIPALITY_NAME = "sharing:proposal"


def rss_or_404(actor: Actor) -> Organisation:
    """Return the RSS whose page it is; 404 for another kind of organisation."""
    organisation = own(actor)
    if organisation.kind != Kind.RSS:
        raise Http404
    return organisation


def municipality_or_404(actor: Actor) -> Organisation:
    """Return the municipality whose page it is; 404 for another kind of organisation."""
    organisation = own(actor)
    if organisation.kind != Kind.MUNICIPALITY:
        raise Http404
    return organisation


def own_county(actor: Actor, agreement_id: str) -> CountySharing | None:
    """Return the sharing of the RSS whose page it is, or None if the agreement gives it nothing to pass on."""
    try:
        county = county_sharing(shown_or_404(agreement_id), rss_or_404(actor), now())
    except NoMoneyError:
        return None
    return county if county.grants else None


def own_grant(actor: Actor, agreement_id: str, grant_id: str) -> tuple[CountySharing, GrantSharing]:
    """Return the sharing of one grant of the RSS whose page it is; 404 where there is none."""
    county = own_county(actor, agreement_id)
    return _grant(county, grant_id)


def county_of_municipality(actor: Actor, agreement_id: str) -> CountySharing | None:
    """Return the sharing of the county of the municipality whose page it is, or None if there is none."""
    shown, municipality = shown_or_404(agreement_id), municipality_or_404(actor)
    code = rss_of(shown, municipality.code)
    rss = Organisation.objects.filter(pk=code).first() if code else None
    return county_sharing(shown, rss, now()) if rss else None


def grant_of_municipality(actor: Actor, agreement_id: str, grant_id: str) -> tuple[CountySharing, GrantSharing]:
    """Return the sharing of one grant in the county of the municipality whose page it is; 404 where there is none."""
    return _grant(county_of_municipality(actor, agreement_id), grant_id)


def crumb(organisation_code: str, agreement_id: str) -> Crumb:
    """Return the way back to the RSS's first page of its sharing."""
    return Crumb(_("Vidare till kommunerna"), reverse(NAME, args=[organisation_code, agreement_id]))


def grant_crumb(sharing: GrantSharing) -> Crumb:
    """Return the way back to the RSS's page of one grant."""
    return Crumb(sharing.grant.name, grant_url(sharing))


def grant_url(sharing: GrantSharing) -> str:
    """Return the address of the RSS's page of one grant."""
    place = [sharing.money.organisation.code, sharing.shown.agreement.id, sharing.grant.id]
    return reverse("sharing:grant", args=place)


def _grant(county: CountySharing | None, grant_id: str) -> tuple[CountySharing, GrantSharing]:
    sharing = county.grant(grant_id) if county else None
    if county is None or sharing is None:
        raise Http404(_("Överenskommelsen har inget sådant belopp att dela i länet."))
    return county, sharing

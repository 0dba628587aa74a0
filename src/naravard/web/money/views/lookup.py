"""What the money views share: finding a grant and its allocation, and the way to the page."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from naravard.agreement.model import Grant
from naravard.allocation.model import Allocation, GrantAllocation
from naravard.web.agreements.current import Shown
from naravard.web.agreements.frame import Crumb
from naravard.web.money.addresses import grant_url

GRANTS = "money:grants"
ANNEXES = "money:annexes"
RECIPIENTS = "money:recipients"


def grant_or_404(shown: Shown, grant_id: str) -> Grant:
    """Return the grant; 404 with words when the agreement has none with this id."""
    try:
        return shown.agreement.grant(grant_id)
    except KeyError as error:
        words = _("Överenskommelsen har inget belopp som heter ”%(id)s”.") % {"id": grant_id}
        raise Http404(words) from error


def allocation_or_404(shown: Shown) -> Allocation:
    """Return the allocation; 404 when the agreement's rules could not be carried out."""
    if shown.allocation is None:
        raise Http404(_("Överenskommelsens pengar kan inte fördelas, så här finns inga belopp att visa."))
    return shown.allocation


def shared_or_404(shown: Shown, grant_id: str) -> GrantAllocation:
    """Return a grant that has been shared out; 404 with words when it awaits a key."""
    grant = grant_or_404(shown, grant_id)
    allocated = allocation_or_404(shown).grant(grant.id)
    if allocated.awaits:
        raise Http404(_("Beloppet är inte fördelat än, så det finns ingen beräkning att visa."))
    return allocated


def grants_crumb(shown: Shown) -> Crumb:
    """Return the step to the page with all grants."""
    return Crumb(_("Medel och fördelning"), reverse(GRANTS, args=[shown.agreement.id]))


def grant_crumb(shown: Shown, grant: Grant) -> Crumb:
    """Return the step to a grant's page."""
    return Crumb(grant.name, grant_url(shown, grant))

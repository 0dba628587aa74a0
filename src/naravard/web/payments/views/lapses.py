"""What did not come in time, and what follows."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires, standings_of
from naravard.web.access.permissions import Permission
from naravard.web.ledger.accounts import moneys_of, recipients_of
from naravard.web.payments.lapses import missing_of
from naravard.web.payments.tables import missing_table
from naravard.web.payments.views.lookup import REQUISITIONS, asked_for
from naravard.web.payments.views.requisitions import requisitions_crumb
from naravard.web.site.clock import now
from naravard.web.site.tables import export, present


@require_safe
@requires(Permission.SEE)
def missing(request: HttpRequest, actor: Actor, agreement_id: str, form: str = "") -> HttpResponse:
    """Whose right has lapsed, who has not met the conditions of a payment, and what follows."""
    asked = asked_for(request, actor, agreement_id)
    found = missing_of(moneys_of(asked.shown, recipients_of(asked.shown), now()))
    may_watch = any(Permission.WATCH_COUNTRY in standing.role.permissions for standing in standings_of(request))
    table = missing_table(asked.shown, found, asked.organisation.code, may_watch=may_watch)
    if form:
        return export(table, form)

    lapsed = [one for one in found if one.has_lapsed]
    return asked.page(
        "payments/missing.html",
        requisitions_crumb(asked),
        room=REQUISITIONS,
        table=present(request, table, stacked=True),
        lapsed=len(lapsed),
        lapsed_amount=sum(one.amount for one in lapsed),
        unmet=len(found) - len(lapsed),
        found=found,
    )

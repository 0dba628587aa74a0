"""What has been booked on an activity, wherever its grant's account stands."""

from naravard.ledger.cost_items import booked_on as booked_in
from naravard.web.activities.models import Activity
from naravard.web.activities.plan import Plan
from naravard.web.ledger.accounts import moneys_of
from naravard.web.ledger.holders import uses_of
from naravard.web.organisations.models import Organisation
from naravard.web.site.clock import now


def booked_on(plan: Plan, activity: Activity) -> int:
    """Return the kronor booked on an activity, what was taken back taken off."""
    uses = uses_of(plan.shown, activity.organisation_id)
    holders = {use.recipient for use in uses if use.grant.id == activity.grant}
    moneys = moneys_of(plan.shown, list(Organisation.objects.filter(pk__in=holders)), now())
    return sum(booked_in(money.book, activity.code) for money in moneys)

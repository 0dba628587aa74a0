"""What the pages of a region's decision share: whose they are, the version at hand, and the frame around them."""

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.activities.decisions.models import Decision
from naravard.web.activities.decisions.refusals import state_words
from naravard.web.activities.decisions.row_locks import versions_of
from naravard.web.activities.plan import Plan
from naravard.web.activities.views.frame import plan_or_404, url_of
from naravard.web.agreements.frame import Crumb
from naravard.web.ledger.frame import money_page
from naravard.web.organisations.kinds import Kind
from naravard.web.site.forms.step import Render, within

ROOM = "decisions:decisions"


def region_plan_or_404(actor: Actor, agreement_id: str) -> Plan:
    """Return the region's plan; 404 for others, and where the agreement gives the region nothing."""
    plan = plan_or_404(actor, agreement_id)
    if plan.organisation.kind != Kind.REGION:
        raise Http404
    return plan


def decision_or_404(plan: Plan, number: int) -> Decision:
    """Return one version of the region's decision."""
    found = versions_of(plan).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def rendering(request: HttpRequest, actor: Actor, plan: Plan, *crumbs: Crumb) -> Render:
    """Return what renders a template of the room, below its first page."""
    trail = (Crumb(_("Beslut"), url_of(ROOM, plan)), *crumbs)
    return within(money_page, request, actor, plan.shown, *trail, room=ROOM, plan=plan)


def crumb_of(plan: Plan, decision: Decision) -> Crumb:
    """Return the way back to a version."""
    number = decision.number
    return Crumb(Text(f"Beslut {number}", f"Decision {number}"), url_of("decisions:decision", plan, number))


def not_in(decision: Decision, *states: str) -> Text | None:
    """Return why something cannot be done with a version, or None if its state is one of those."""
    if decision.state in states:
        return None
    state = state_words(decision.state)
    return Text(
        f"Beslut {decision.number} är {state.sv}, så det går inte nu.",
        f"Decision {decision.number} is {state.in_language('en')}, so it is not possible now.",
    )

"""What the activities' pages share: whose they are, the plan, and the frame around them."""

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from naravard.web.access.actor import Actor
from naravard.web.activities.models import Activity
from naravard.web.activities.plan import Plan, plan_of
from naravard.web.agreements.current import shown_or_404
from naravard.web.agreements.frame import Crumb
from naravard.web.ledger.frame import money_page
from naravard.web.organisations.views.lookup import own
from naravard.web.site.clock import now
from naravard.web.site.forms.step import Render, within

ROOM = "activities:activities"


def plan_or_404(actor: Actor, agreement_id: str) -> Plan:
    """Return the plan of the organisation whose page it is; 404 where the agreement gives it nothing to use."""
    plan = plan_of(shown_or_404(agreement_id), own(actor), now())
    if not plan.allotted:
        raise Http404
    return plan


def activity_or_404(plan: Plan, number: int) -> Activity:
    """Return one of the plan's activities."""
    found = next((one for one in plan.activities if one.number == number), None)
    if found is None:
        raise Http404
    return found


def rendering(request: HttpRequest, actor: Actor, plan: Plan, *crumbs: Crumb) -> Render:
    """Return what renders a template of the room, below its first page."""
    trail = (Crumb(_("Aktiviteter"), url_of("activities:activities", plan)), *crumbs)
    return within(money_page, request, actor, plan.shown, *trail, room=ROOM, plan=plan)


def url_of(name: str, plan: Plan, *more: object) -> str:
    """Return one of the organisation's addresses under the agreement."""
    return reverse(name, args=[plan.organisation.code, plan.shown.agreement.id, *more])


def crumb_of(plan: Plan, activity: Activity) -> Crumb:
    """Return the way back to an activity."""
    return Crumb(activity.text, url_of("activities:activity", plan, activity.number))

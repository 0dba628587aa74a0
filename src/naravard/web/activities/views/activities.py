"""The pages to read: all activities with their sums, and one of them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.activities.decisions.models import ReallocationLine
from naravard.web.activities.forms import REACHES, area_choices, rows_of
from naravard.web.activities.grants import grant_name, requirement_of
from naravard.web.activities.models import Activity
from naravard.web.activities.plan import Plan
from naravard.web.activities.plan_links import BINDS, PlanLinks
from naravard.web.activities.refusals import state_words
from naravard.web.activities.tables import Wanted, activities_table, sums_table
from naravard.web.activities.views.frame import ROOM, activity_or_404, plan_or_404, rendering, url_of
from naravard.web.activities.views.offers import offers_for
from naravard.web.history.kinds import sentence
from naravard.web.history.models import Event
from naravard.web.ledger.frame import money_page
from naravard.web.organisations.views.lookup import may
from naravard.web.site.forms import Choice
from naravard.web.site.tables import export, present


@require_safe
@requires(Permission.SEE)
def activities(request: HttpRequest, actor: Actor, agreement_id: str, form: str = "") -> HttpResponse:
    """List an organisation's activities under an agreement, and what they come to against each area's frame."""
    plan = plan_or_404(actor, agreement_id)
    wanted = Wanted.from_query(request.GET)
    chosen = [one for one in plan.activities if wanted.matches(one)]
    table = activities_table(plan, chosen)
    if form:
        return export(table, form)

    base = url_of("activities:activities", plan).rstrip("/")
    return money_page(
        request,
        "activities/activities.html",
        actor,
        plan.shown,
        room=ROOM,
        plan=plan,
        wanted=wanted,
        chosen=chosen,
        filters=_filters(plan, wanted),
        may_propose=may(request, actor, Permission.PROPOSE_ACTIVITIES),
        table=present(request, table, stacked=True),
        sums=present(request, sums_table(plan, wanted), sort_name="ordning", export_base=f"{base}/summor"),
    )


@require_safe
@requires(Permission.SEE)
def sums(request: HttpRequest, actor: Actor, agreement_id: str, form: str) -> HttpResponse:
    """Give the sums of an organisation's activities by area and grant as a file."""
    return export(sums_table(plan_or_404(actor, agreement_id), Wanted.from_query(request.GET)), form)


@require_safe
@requires(Permission.SEE)
def activity(request: HttpRequest, actor: Actor, agreement_id: str, activity_number: int) -> HttpResponse:
    """Tell all of one activity: what it is for, what pays for it, how it stands, and what has been done about it."""
    plan = plan_or_404(actor, agreement_id)
    found = activity_or_404(plan, activity_number)
    events = Event.objects.filter(thing_kind="activity", thing_id=found.thing().id).order_by("-sequence")
    return rendering(request, actor, plan)(
        "activities/activity.html",
        activity=found,
        state=state_words(found.status),
        rows=[row for row in rows_of(plan.shown.agreement, found)[1:] if row[0].sv != "Krav"],
        requirement=requirement_of(plan.shown.agreement, found.requirement),
        **_cell(plan, found),
        offers=offers_for(request, plan, found),
        moved=ReallocationLine.objects.filter(activity=found).select_related("reallocation"),
        events=[(sentence(event.told), event) for event in events],
    )


def _cell(plan: Plan, activity: Activity) -> dict[str, Any]:
    """Return what there is of an activity's grant in its area, where each amount leads, and the grant's clause."""
    cell, links = plan.cell(activity.area, activity.grant), PlanLinks(plan)
    grants = plan.shown.agreement.grants
    return {
        "cell": cell,
        "frame_url": links.frame(cell),
        "decided_url": links.decided(cell),
        "left_url": links.left(cell),
        "proposed_url": links.proposed(cell),
        "granted": next((one.clause for one in grants if one.id == activity.grant), ""),
    }


def _filters(plan: Plan, wanted: Wanted) -> list[dict[str, object]]:
    agreement = plan.shown.agreement
    areas = [
        Choice(one.value or "-", one.label)
        for one in area_choices(agreement, list(dict.fromkeys(cell.area for cell in plan.cells)))
    ]
    people = {str(one.officer_id): one.officer.name for one in plan.activities if one.officer}
    every = [
        ("omrade", _("Område"), areas, wanted.area),
        ("medel", _("Anslag"), [Choice(grant, grant_name(agreement, grant)) for grant in plan.allotted], wanted.grant),
        ("lage", _("Läge"), _state_choices(), wanted.status),
        ("ansvarig", _("Ansvarig"), [Choice(key, Text(name)) for key, name in people.items()], wanted.officer),
        ("inforande", _("Införande"), list(REACHES), wanted.reach),
    ]  # fmt: skip
    return [
        {"name": name, "label": label, "choices": choices, "value": value}
        for name, label, choices, value in every
        if choices
    ]


def _state_choices() -> list[Choice]:
    states = (Activity.PROPOSED, Activity.DECIDED, Activity.DECLINED, Activity.ENDED)
    binds = Choice(BINDS, Text("Beslutad eller avslutad", "Decided or ended"))
    return [*(Choice(state, state_words(state)) for state in states), binds]

"""The forms that propose an activity, or set one down, and that change how one is described."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.activities.acts import change_activity, propose_activity
from naravard.web.activities.decisions.officers import areas_to_propose_in, officers_of
from naravard.web.activities.forms import fields_for, read_activity, rows_of
from naravard.web.activities.grants import area_name, grants_for
from naravard.web.activities.limits import refuse_beyond
from naravard.web.activities.models import Activity
from naravard.web.activities.plan import Plan
from naravard.web.activities.values import Described, check
from naravard.web.activities.views.frame import activity_or_404, crumb_of, plan_or_404, rendering, url_of
from naravard.web.agreements.frame import Crumb
from naravard.web.organisations.kinds import Kind
from naravard.web.site.clock import now, today
from naravard.web.site.forms import Choice, Field, Written, reason
from naravard.web.site.forms.step import Step, answer

_TO_BE_PROPOSED = Text(
    "Den som ansvarar för ett område föreslår dess aktiviteter, och regiondirektören beslutar om dem.",
    "Whoever answers for an area proposes its activities, and the region director decides on them.",
)
_DECIDED_AT_ONCE = Text(
    "Aktiviteten gäller från det att den sparas. Hur ni har beslutat om den hör inte hit.",
    "The activity stands from when it is saved; how you have decided on it does not belong here.",
)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PROPOSE_ACTIVITIES)
def propose(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """Choose what is to pay for a new activity, describe it, and propose it; elsewhere than in a region add it."""
    plan = plan_or_404(actor, agreement_id)
    render = rendering(request, actor, plan, Crumb(_("Ny aktivitet"), url_of("activities:propose", plan)))
    areas = areas_to_propose_in(actor, agreement_id, plan.organisation)
    open_grants = [
        grant
        for grant in grants_for(plan.shown, plan.organisation.code)
        if areas is None or grant.area is None or grant.area in areas
    ]
    grant = next((one for one in open_grants if one.id == request.GET.get("medel")), None)
    if grant is None or (areas is not None and not areas):
        return _choose_grant(render, plan, [] if areas is not None and not areas else open_grants)
    fields = _only_in(fields_for(plan, grant, area=next(iter(sorted(areas)), "") if areas else ""), areas)
    region = plan.organisation.kind == Kind.REGION
    if region:
        fields = _with_officer(fields, plan, agreement_id)

    def do(values: Described | None, _seen: int | None) -> str:
        assert values is not None  # noqa: S101 - for the type checker; nothing is done while something is wrong
        made = propose_activity(
            actor=actor, organisation=plan.organisation, agreement_id=agreement_id, values=values, at=now()
        )
        return url_of("activities:activity", plan, made.number)

    def checked(values: Described | None) -> None:
        assert values is not None  # noqa: S101 - as above
        check(plan, values, day=today())
        if not region:
            _room_for(plan, Activity(status=Activity.DECIDED), values)

    title = Text("Föreslå en aktivitet", "Propose an activity") if region else Text("Ny aktivitet", "A new activity")
    step = Step[Described | None](
        title=title,
        explains=_TO_BE_PROPOSED if region else _DECIDED_AT_ONCE,
        button=Text("Föreslå aktiviteten", "Propose the activity") if region else Text("Spara", "Save"),
        fields=fields,
        read=lambda written: read_activity(written, plan, grant, fields),
        rows=lambda values: rows_of(plan.shown.agreement, values) if values else [],
        possible=checked,
        do=do,
        done=Text("Aktiviteten är föreslagen.", "The activity is proposed.")
        if region
        else Text("Aktiviteten är sparad.", "The activity is saved."),
        template="activities/form.html",
        extra={"grant": grant},
        back=url_of("activities:activities", plan),
    )
    return answer(request, actor, render, step)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PROPOSE_ACTIVITIES)
def change(request: HttpRequest, actor: Actor, agreement_id: str, activity_number: int) -> HttpResponse:
    """Change how an activity is described; what a region has decided keeps its money."""
    plan = plan_or_404(actor, agreement_id)
    activity = activity_or_404(plan, activity_number)
    render = rendering(request, actor, plan, crumb_of(plan, activity))
    areas = areas_to_propose_in(actor, agreement_id, plan.organisation)
    grant = plan.shown.agreement.grant(activity.grant)
    fields = _only_in(fields_for(plan, grant, activity), areas)
    decided = activity.status == Activity.DECIDED
    region = plan.organisation.kind == Kind.REGION
    if decided and region:
        fields = [field for field in fields if field.name not in ("area", "earmark", "budget")]
    elif decided:
        fields.append(_REASON)

    def read(written: Written) -> tuple[Described | None, str]:
        values = _read_change(written, plan, activity, fields)
        return values, written.text("reason") if decided and not region else ""

    def do(given: tuple[Described | None, str], seen: int | None) -> str:
        values, reason = given
        assert values is not None  # noqa: S101 - for the type checker; nothing is done while something is wrong
        change_activity(
            actor=actor,
            organisation=plan.organisation,
            agreement_id=agreement_id,
            number=activity.number,
            values=values,
            at=now(),
            seen_version=seen,
            reason=reason,
        )
        return url_of("activities:activity", plan, activity.number)

    def checked(given: tuple[Described | None, str]) -> None:
        values, _reason = given
        assert values is not None  # noqa: S101 - as above
        check(plan, values, day=today(), officer=activity.officer)
        if decided:
            _room_for(plan, activity, values)

    step = Step[tuple[Described | None, str]](
        title=Text(f"Ändra {activity.name}", f"Change {activity.name}"),
        explains=_KEEPS_ITS_MONEY if decided and region else Text(""),
        button=Text("Spara ändringen", "Save the change"),
        fields=fields,
        read=read,
        rows=lambda given: rows_of(plan.shown.agreement, given[0]) if given[0] else [],
        possible=checked,
        do=do,
        done=Text("Aktiviteten är ändrad.", "The activity is changed."),
        version=activity.version,
        closed=_closed(plan, activity, areas),
        template="activities/form.html",
        extra={"grant": grant, "activity": activity},
        back=url_of("activities:activity", plan, activity.number),
    )
    return answer(request, actor, render, step)


_KEEPS_ITS_MONEY = Text(
    "Aktiviteten är beslutad. Medel, område och budget ändras bara genom omfördelning.",
    "The activity is decided on. Grant, area and budget change only by a reallocation.",
)
_REASON = reason(
    hint=Text("Behövs när budgeten eller medlen ändras.", "Needed when the budget or the grant changes."), rows=3
)


def _choose_grant(render: Any, plan: Plan, grants: list[Any]) -> HttpResponse:
    agreement = plan.shown.agreement
    choices = [
        (
            Choice(grant.id, grant.name),
            area_name(agreement, grant.area or ""),
            plan.allotted[grant.id].amount,
            kronor(plan.grant(grant.id).left),
        )
        for grant in grants
    ]
    return render("activities/choose_grant.html", choices=choices, areas=agreement.areas)  # type: ignore[no-any-return]


def _with_officer(fields: list[Field], plan: Plan, agreement_id: str) -> list[Field]:
    """Let the area's officer stand as the one who answers for a new activity, where the area is known."""
    officers = officers_of(agreement_id, plan.organisation)
    return [
        replace(field, value=str(next(iter(officers.values())).pk))
        if field.name == "officer" and len(officers) == 1
        else field
        for field in fields
    ]


def _only_in(fields: list[Field], areas: frozenset[str] | None) -> list[Field]:
    """Leave out of the areas to choose among those that the reader does not answer for."""
    if areas is None:
        return fields
    return [
        replace(field, choices=[choice for choice in field.choices if choice.value in areas])
        if field.name == "area"
        else field
        for field in fields
    ]


def _closed(plan: Plan, activity: Activity, areas: frozenset[str] | None) -> Text | None:
    if areas is not None and activity.area not in areas:
        name = area_name(plan.shown.agreement, activity.area)
        return Text(
            f"Du ansvarar inte för området {name.sv}, så du kan inte ändra dess aktiviteter. Den som förbereder "
            "regionens beslut utser områdenas ansvariga.",
            f"You do not answer for the area {name.in_language('en')}, so you cannot change its activities. Whoever "
            "prepares the region's decisions appoints the areas' officers.",
        )
    if activity.status not in (Activity.PROPOSED, Activity.DECIDED):
        return Text(
            "Aktiviteten är avslutad eller avslagen, och ändras inte mer.",
            "The activity is ended or declined, and changes no more.",
        )
    return None


def _read_change(written: Written, plan: Plan, activity: Activity, fields: list[Field]) -> Described | None:
    """Read a change; what the form does not have stays as it is."""
    shown = {field.name for field in fields}
    kept = {
        "area": activity.area,
        "earmark": activity.earmark,
        "budget": str(activity.budget),
    }
    posted = {name: written.raw(name) for name in written.posted} | {
        name: value for name, value in kept.items() if name not in shown
    }
    grant = plan.shown.agreement.grant(activity.grant)
    every = fields_for(plan, grant, activity)
    inner = Written(posted)
    values = read_activity(inner, plan, grant, every)
    written.problems |= inner.problems
    return values


def _room_for(plan: Plan, activity: Activity, values: Described) -> None:
    """Refuse what there is no room for, on a copy: nothing is changed yet."""
    copy = Activity(pk=activity.pk, organisation=plan.organisation, number=activity.number or 0, status=activity.status)
    values.put_on(copy)
    refuse_beyond(plan.with_activity(copy), values.area, values.grant)

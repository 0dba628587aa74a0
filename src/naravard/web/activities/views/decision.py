"""The forms that decide on an activity, decline one, and end one."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.activities.acts import decide_activity, decline_activity, end_activity
from naravard.web.activities.bookings import booked_on
from naravard.web.activities.decisions.officers import areas_to_propose_in
from naravard.web.activities.forms import rows_of
from naravard.web.activities.limits import refuse_beyond, refuse_without_mandate
from naravard.web.activities.models import Activity
from naravard.web.activities.plan import Plan
from naravard.web.activities.refusals import state_words
from naravard.web.activities.values import described
from naravard.web.activities.views.frame import activity_or_404, crumb_of, plan_or_404, rendering, url_of
from naravard.web.site.clock import now
from naravard.web.site.forms import Field, Written, reason
from naravard.web.site.forms.step import OwnYes, Step, answer


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.DECIDE_ON_ACTIVITIES)
def decide(request: HttpRequest, actor: Actor, agreement_id: str, activity_number: int) -> HttpResponse:
    """Decide on a proposed activity, with its budget, within the area's frame."""
    plan = plan_or_404(actor, agreement_id)
    activity = activity_or_404(plan, activity_number)
    render = rendering(request, actor, plan, crumb_of(plan, activity))
    title = Text(f"Besluta om {activity.name}", f"Decide on {activity.name}")

    def checked(given: tuple[int, str]) -> None:
        refuse_without_mandate(plan)
        copy = Activity(pk=activity.pk, organisation=plan.organisation, status=Activity.DECIDED)
        described(activity, budget=given[0]).put_on(copy)
        refuse_beyond(plan.with_activity(copy), activity.area, activity.grant)

    def do(given: tuple[int, str], seen: int | None) -> str:
        budget, reason = given
        decide_activity(
            actor=actor,
            organisation=plan.organisation,
            agreement_id=agreement_id,
            number=activity.number,
            budget=budget,
            reason=reason,
            at=now(),
            seen_version=seen,
        )
        return url_of("activities:activity", plan, activity.number)

    cell = plan.cell(activity.area, activity.grant)
    step = Step[tuple[int, str]](
        title=title,
        button=Text("Besluta", "Decide"),
        fields=[
            Field(
                name="budget",
                label=Text("Budget", "Budget"),
                kind="kronor",
                value=str(activity.budget),
                hint=Text(
                    f"Föreslaget är {kronor(activity.budget)}. Kvar av ramen är {kronor(cell.left)}.",
                    f"Proposed is {kronor(activity.budget)}. Left of the frame is {kronor(cell.left)}.",
                ),
            ),
            reason(Text("Skäl (behövs inte)", "Reason (not needed)"), rows=3),
        ],
        read=lambda written: (written.kronor("budget"), written.text("reason")),
        rows=lambda given: rows_of(plan.shown.agreement, described(activity, budget=given[0])),
        possible=checked,
        do=do,
        done=Text("Aktiviteten är beslutad.", "The activity is decided on."),
        version=activity.version,
        closed=None if activity.status == Activity.PROPOSED else _state(activity),
        back=url_of("activities:activity", plan, activity.number),
    )
    return answer(request, actor, render, step)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.DECIDE_ON_ACTIVITIES)
def decline(request: HttpRequest, actor: Actor, agreement_id: str, activity_number: int) -> HttpResponse:
    """Decline a proposed activity, with a reason."""
    plan = plan_or_404(actor, agreement_id)
    activity = activity_or_404(plan, activity_number)
    title = Text(f"Avslå {activity.name}", f"Decline {activity.name}")
    closed = None if activity.status == Activity.PROPOSED else _state(activity)
    words = (title, Text("Avslå förslaget", "Decline the proposal"), Text("Förslaget är avslaget.", "It is declined."))
    return _with_reason(request, actor, plan, activity, closed, words, decline_activity, _yes_to_declining(activity))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PROPOSE_ACTIVITIES)
def end(request: HttpRequest, actor: Actor, agreement_id: str, activity_number: int) -> HttpResponse:
    """End an activity that was decided on, with a reason; its budget stays until it is reallocated."""
    plan = plan_or_404(actor, agreement_id)
    activity = activity_or_404(plan, activity_number)
    title = Text(f"Avsluta {activity.name}", f"End {activity.name}")
    closed = None if activity.status == Activity.DECIDED else _state(activity)
    areas = areas_to_propose_in(actor, agreement_id, plan.organisation)
    if areas is not None and activity.area not in areas:
        closed = Text("Du ansvarar inte för aktivitetens område.", "You do not answer for the activity's area.")
    words = (title, Text("Avsluta aktiviteten", "End the activity"), Text("Aktiviteten är avslutad.", "It is ended."))
    return _with_reason(request, actor, plan, activity, closed, words, end_activity, _yes_to_ending(plan, activity))


def _with_reason(
    request: HttpRequest,
    actor: Actor,
    plan: Plan,
    activity: Activity,
    closed: Text | None,
    words: tuple[Text, Text, Text],
    act: Callable[..., Activity],
    own_yes: OwnYes,
) -> HttpResponse:
    title, button, done = words
    render = rendering(request, actor, plan, crumb_of(plan, activity))

    def do(reason: str, seen: int | None) -> str:
        act(
            actor=actor,
            organisation=plan.organisation,
            agreement_id=plan.shown.agreement.id,
            number=activity.number,
            reason=reason,
            at=now(),
            seen_version=seen,
        )
        return url_of("activities:activity", plan, activity.number)

    step = Step[str](
        title=title,
        button=button,
        fields=[reason()],
        read=Written.reason,
        rows=lambda reason: [
            (Text("Aktivitet", "Activity"), activity.text),
            (Text("Budget", "Budget"), Text(kronor(activity.budget))),
            (Text("Skäl", "Reason"), Text(reason)),
        ],
        do=do,
        done=done,
        version=activity.version,
        closed=closed,
        back=url_of("activities:activity", plan, activity.number),
        own_yes=() if closed else (own_yes,),
    )
    return answer(request, actor, render, step)


def _yes_to_declining(activity: Activity) -> OwnYes:
    budget = kronor(activity.budget)
    return OwnYes(
        Text(
            f"Förslagets {budget} planeras inte. Ett avslag går inte att ångra: den som vill ha aktiviteten föreslår "
            "den på nytt.",
            f"The {budget} of the proposal are not planned. It cannot be undone: whoever wants the activity proposes "
            "it again.",
        ),
        Text(f"Ja, avslå {budget}", f"Yes, decline {budget}"),
    )


def _yes_to_ending(plan: Plan, activity: Activity) -> OwnYes:
    spent = booked_on(plan, activity)
    left, budget = kronor(max(activity.budget - spent, 0)), kronor(activity.budget)
    return OwnYes(
        Text(
            f"{kronor(spent)} är bokfört av {budget}. De {left} som är kvar används inte av aktiviteten. Det går inte "
            "att ångra.",
            f"{kronor(spent)} is booked of {budget}. The {left} that are left are not used by the activity. It cannot "
            "be undone.",
        ),
        Text(f"Ja, avsluta med {left} kvar", f"Yes, end it with {left} left"),
    )


def _state(activity: Activity) -> Text:
    state = state_words(activity.status)
    return Text(
        f"Aktiviteten är {state.sv}, så det går inte nu.",
        f"The activity is {state.in_language('en')}: not possible now.",
    )

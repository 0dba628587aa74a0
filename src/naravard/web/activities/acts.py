"""The acts on activities: propose, change, decide, decline, end.

A region's activities are proposed, and decided on by the region director within the area's frame; what others are to
do is decided on elsewhere, and stands as decided from the beginning. All that binds is checked in the transaction of
the act, with the organisation held, so that two at once cannot together exceed a frame.
"""

import datetime

from django.db.models import Max

from naravard.agreement.model import Text
from naravard.agreement.wording import listed
from naravard.web.access.actor import Actor, NotAllowedError
from naravard.web.access.acts import act, tell
from naravard.web.access.permissions import Permission
from naravard.web.activities import refusals
from naravard.web.activities.decisions.officers import areas_to_propose_in
from naravard.web.activities.event_values import told_of
from naravard.web.activities.labels import LABELS
from naravard.web.activities.limits import refuse_beyond, refuse_without_mandate
from naravard.web.activities.models import Activity
from naravard.web.activities.plan import Plan, plan_of
from naravard.web.activities.values import Described, check, described
from naravard.web.agreements.current import Shown, shown_named
from naravard.web.history.content import Plain, Thing, Told
from naravard.web.history.kinds import event, example
from naravard.web.history.sentences import in_both
from naravard.web.ledger.errors import MoneyChangedError
from naravard.web.organisations.kinds import Kind
from naravard.web.organisations.models import Organisation
from naravard.web.people.entries import day_of

_ACTIVITY = Thing("activity", "exempel/region-09-1", Text("Mobila team"))
_MONEY: dict[str, Plain] = {
    "budget": 500_000,
    "grant_sv": "Utveckling av verksamheten",
    "grant_en": "Development of the services",
}


def _changed(told: Told) -> Text:
    labels = [label for key, label in LABELS.items() if key in (told.after or {})]
    return in_both(lambda each: listed([label.in_language(each) for label in labels], each))


@act(
    Permission.PROPOSE_ACTIVITIES,
    leaves=(
        event(
            "activity-proposed",
            Text(
                "{who} föreslog aktiviteten {thing}: {budget:kronor} av {grant}.",
                "{who} proposed the activity {thing}: {budget:kronor} of {grant}.",
            ),
            example(_ACTIVITY, after=_MONEY),
        ),
        event(
            "activity-added",
            Text(
                "{who} la till aktiviteten {thing}: {budget:kronor} av {grant}.",
                "{who} added the activity {thing}: {budget:kronor} of {grant}.",
            ),
            example(_ACTIVITY, after=_MONEY),
        ),
    ),
)
def propose_activity(
    *, actor: Actor, organisation: Organisation, agreement_id: str, values: Described, at: datetime.datetime
) -> Activity:
    """Propose an activity in a region; elsewhere, record one that is decided on.

    Raises:
        MoneyRefusedError: when the description cannot be, or where it is decided at once, when there is no room for it.
        NotAllowedError: for an area officer, in an area that is not the officer's.
    """
    organisation, plan = locked_plan(organisation, agreement_id, at)
    check(plan, values, day=day_of(at))
    _require_area(actor, plan, values.area)
    activity = Activity(
        agreement_id=agreement_id,
        organisation=organisation,
        number=_next_number(agreement_id, organisation),
        made_at=at,
        made_by=actor.who.code,
    )
    values.put_on(activity)
    proposed = organisation.kind == Kind.REGION
    if not proposed:
        _stand_as_decided(activity, actor, at)
        refuse_beyond(plan.with_activity(activity), activity.area, activity.grant)
    activity.save()
    _tell(
        actor, activity, "activity-proposed" if proposed else "activity-added", at, None, told_of(plan.shown, activity)
    )
    return activity


@act(
    Permission.PROPOSE_ACTIVITIES,
    leaves=event(
        "activity-changed",
        Text("{who} ändrade aktiviteten {thing}: {changed}.", "{who} changed the activity {thing}: {changed}."),
        example(_ACTIVITY, before={"budget": 1, "reach": "project"}, after={"budget": 2, "reach": "broad"}),
        changed=_changed,
    ),
)
def change_activity(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    number: int,
    values: Described,
    at: datetime.datetime,
    seen_version: int | None = None,
    reason: str = "",
) -> Activity:
    """Change how an activity is described. The same again changes nothing and leaves no event.

    What has been decided on in a region keeps its money: grant, area, earmark and budget change only by a
    reallocation. Elsewhere a changed budget needs a reason.

    Raises:
        MoneyRefusedError: when it cannot be so, or its state does not allow it.
        NotAllowedError: for an area officer, in an area that is not the officer's.
    """
    organisation, plan = locked_plan(organisation, agreement_id, at)
    activity = locked_activity(plan, number, seen_version)
    _require_area(actor, plan, activity.area)
    if activity.status not in (Activity.PROPOSED, Activity.DECIDED):
        raise refusals.cannot_now(
            activity,
            "Bara den som är föreslagen eller beslutad kan ändras.",
            "Only one proposed or decided can change.",
        )
    check(plan, values, day=day_of(at), officer=activity.officer)
    _require_area(actor, plan, values.area)
    _keep_the_money(plan, activity, values, reason)
    before = told_of(plan.shown, activity)
    if not values.put_on(activity):
        return activity
    if activity.status == Activity.DECIDED:
        refuse_beyond(plan.with_activity(activity), activity.area, activity.grant)
        activity.reason = reason.strip() or activity.reason
    after = told_of(plan.shown, activity)
    _save(activity)
    changed = [name for name in after if after[name] != before[name]]
    _tell(
        actor,
        activity,
        "activity-changed",
        at,
        {name: before[name] for name in changed},
        {name: after[name] for name in changed},
        reason,
    )
    return activity


@act(
    Permission.DECIDE_ON_ACTIVITIES,
    leaves=event(
        "activity-decided",
        Text(
            "{who} beslutade om aktiviteten {thing}: {budget:kronor} av {grant}.",
            "{who} decided on the activity {thing}: {budget:kronor} of {grant}.",
        ),
        example(_ACTIVITY, after=_MONEY),
    ),
)
def decide_activity(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    number: int,
    budget: int,
    at: datetime.datetime,
    seen_version: int | None = None,
    reason: str = "",
) -> Activity:
    """Decide on a proposed activity, with the budget given, within the area's frame and by the board's mandate.

    Raises:
        MoneyRefusedError: when it is not proposed, or there is no room for it.
    """
    _, plan = locked_plan(organisation, agreement_id, at)
    activity = locked_activity(plan, number, seen_version)
    if activity.status != Activity.PROPOSED:
        raise refusals.cannot_now(activity, "Bara ett förslag kan beslutas.", "Only a proposal can be decided on.")
    refuse_without_mandate(plan)
    before: dict[str, Plain] = {"status": activity.status, "budget": activity.budget}
    check(plan, described(activity, budget=budget), day=day_of(at), officer=activity.officer)
    activity.budget, activity.reason = budget, reason.strip()
    _stand_as_decided(activity, actor, at)
    refuse_beyond(plan.with_activity(activity), activity.area, activity.grant)
    _save(activity)
    _tell(actor, activity, "activity-decided", at, before, told_of(plan.shown, activity), reason)
    return activity


@act(
    Permission.DECIDE_ON_ACTIVITIES,
    leaves=event(
        "activity-declined",
        Text("{who} avslog förslaget till aktiviteten {thing}.", "{who} declined the proposed activity {thing}."),
        example(_ACTIVITY),
    ),
)
def decline_activity(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    number: int,
    reason: str,
    at: datetime.datetime,
    seen_version: int | None = None,
) -> Activity:
    """Decline a proposed activity, with a reason.

    Raises:
        MoneyRefusedError: when it is not proposed, or there is no reason.
    """
    _, plan = locked_plan(organisation, agreement_id, at)
    activity = locked_activity(plan, number, seen_version)
    if activity.status != Activity.PROPOSED:
        raise refusals.cannot_now(activity, "Bara ett förslag kan avslås.", "Only a proposal can be declined.")
    return _closed(actor, activity, Activity.DECLINED, "activity-declined", reason, at)


@act(
    Permission.PROPOSE_ACTIVITIES,
    leaves=event(
        "activity-ended",
        Text("{who} avslutade aktiviteten {thing}.", "{who} ended the activity {thing}."),
        example(_ACTIVITY),
    ),
)
def end_activity(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    number: int,
    reason: str,
    at: datetime.datetime,
    seen_version: int | None = None,
) -> Activity:
    """End an activity that was decided on. Its budget still takes of the frame until it is reallocated.

    Raises:
        MoneyRefusedError: when it is not decided on, or there is no reason.
        NotAllowedError: for an area officer, in an area that is not the officer's.
    """
    _, plan = locked_plan(organisation, agreement_id, at)
    activity = locked_activity(plan, number, seen_version)
    _require_area(actor, plan, activity.area)
    if activity.status != Activity.DECIDED:
        raise refusals.cannot_now(
            activity, "Bara en beslutad aktivitet kan avslutas.", "Only an activity decided on can be ended."
        )
    return _closed(actor, activity, Activity.ENDED, "activity-ended", reason, at)


def locked_plan(organisation: Organisation, agreement_id: str, at: datetime.datetime) -> tuple[Organisation, Plan]:
    """Return an organisation, locked until the transaction ends, and its plan.

    Raises:
        NotAllowedError: when the agreement gives it nothing to use.
    """
    locked = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.code)
    plan = plan_of(_shown(agreement_id), locked, at)
    if not plan.allotted:
        message = f"{agreement_id} gives {locked.code} nothing to use"
        raise NotAllowedError(message)
    return locked, plan


def locked_activity(plan: Plan, number: int, seen_version: int | None) -> Activity:
    """Return one of the plan's activities, held by the organisation's row.

    Raises:
        NotAllowedError: when there is none.
        MoneyChangedError: when another version has been seen than the one that is.
    """
    activity = next((one for one in plan.activities if one.number == number), None)
    if activity is None:
        message = f"{plan.organisation.code} has no activity {number}"
        raise NotAllowedError(message)
    if seen_version is not None and seen_version != activity.version:
        raise MoneyChangedError
    return activity


def _shown(agreement_id: str) -> Shown:
    found = shown_named(agreement_id)
    if found is None:
        message = f"there is no {agreement_id}"
        raise NotAllowedError(message)
    return found


def _require_area(actor: Actor, plan: Plan, area: str) -> None:
    areas = areas_to_propose_in(actor, plan.shown.agreement.id, plan.organisation)
    if areas is not None and area not in areas:
        message = f"{actor.who.code} does not answer for {area or 'what belongs to no area'}"
        raise NotAllowedError(message)


def _keep_the_money(plan: Plan, activity: Activity, values: Described, reason: str) -> None:
    if activity.status != Activity.DECIDED:
        return
    moved = [
        name for name in ("grant", "area", "earmark", "budget") if getattr(values, name) != getattr(activity, name)
    ]
    if not moved:
        return
    if plan.organisation.kind == Kind.REGION:
        raise refusals.wrong(
            moved[0],
            "Aktiviteten är beslutad, så medel, område, öronmärkning och budget ändras bara genom omfördelning. "
            "Regiondirektören omfördelar inom området, nämnden mellan områden.",
            "The activity is decided on, so grant, area, earmark and budget change only by a reallocation. The region "
            "director reallocates within the area, the board between areas.",
        )
    if not reason.strip():
        raise refusals.no_reason()


def _stand_as_decided(activity: Activity, actor: Actor, at: datetime.datetime) -> None:
    activity.status, activity.decided_at, activity.decided_by = Activity.DECIDED, at, actor.who.code


def _closed(actor: Actor, activity: Activity, status: str, kind: str, reason: str, at: datetime.datetime) -> Activity:
    if not reason.strip():
        raise refusals.no_reason()
    before: dict[str, Plain] = {"status": activity.status}
    activity.status, activity.reason = status, reason.strip()
    _save(activity)
    _tell(actor, activity, kind, at, before, {"status": status}, reason)
    return activity


def _next_number(agreement_id: str, organisation: Organisation) -> int:
    highest = Activity.objects.filter(agreement_id=agreement_id, organisation=organisation).aggregate(Max("number"))
    return (highest["number__max"] or 0) + 1


def _save(activity: Activity) -> None:
    activity.version += 1
    activity.save()


def _tell(
    actor: Actor,
    activity: Activity,
    kind: str,
    at: datetime.datetime,
    before: dict[str, Plain] | None,
    after: dict[str, Plain],
    reason: str = "",
) -> None:
    tell(
        actor=actor,
        organisation=activity.organisation,
        thing=activity.thing(),
        kind=kind,
        at=at,
        before=before,
        after=after,
        reason=reason.strip(),
    )

"""Activities that have been proposed and wait to be decided on."""

from collections.abc import Iterator

from django.urls import reverse

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor, quoted
from naravard.web.access.permissions import Permission
from naravard.web.activities.models import Activity
from naravard.web.handovers.handover import ANSWERS_STAND, Asked, Handover, source
from naravard.web.history.models import Event
from naravard.web.people.names import names_of


@source
def to_decide(asked: Asked) -> Iterator[Handover]:
    """Give how many activities wait to be decided on in each organisation, with their budgets."""
    codes = asked.codes(Permission.DECIDE_ON_ACTIVITIES)
    found: dict[tuple[str, str], list[Activity]] = {}
    for one in Activity.objects.filter(organisation__in=codes, status=Activity.PROPOSED):
        found.setdefault((one.agreement_id, one.organisation_id), []).append(one)
    names = names_of(one.made_by for some in found.values() for one in some)
    for (agreement_id, code), some in found.items():
        shown = asked.shown(agreement_id)
        if shown is None:
            continue
        budget, count = kronor(sum(one.budget for one in some)), len(some)
        people = ", ".join(dict.fromkeys(names[one.made_by] for one in some))
        one = some[0]
        url = (
            reverse("activities:activity", args=[code, agreement_id, one.number])
            if count == 1
            else reverse("activities:activities", args=[code, agreement_id])
        )
        yield Handover(
            id="activities-to-decide", organisation=asked.organisations[code],
            permission=Permission.DECIDE_ON_ACTIVITIES, shown=shown, count=count,
            since=max(one.made_at for one in some), url=url,
            what=Text(
                f"Besluta om aktiviteten ”{one.name}”: {budget}"
                if count == 1
                else f"Besluta om {count} aktiviteter: {budget}",
                f"Decide on the activity “{one.name}”: {budget}"
                if count == 1
                else f"Decide on {count} activities: {budget}",
            ),
            why=Text(f"Föreslagna av {people}.", f"Proposed by {people}."),
        )  # fmt: skip


@source
def declined(asked: Asked) -> Iterator[Handover]:
    """Give each proposal that was declined, for some days and with the reason, to whoever made it."""
    codes = asked.codes(Permission.PROPOSE_ACTIVITIES)
    activities = {
        one.thing().id: one for one in Activity.objects.filter(organisation__in=codes, status=Activity.DECLINED)
    }
    if not activities:
        return
    answers = Event.objects.filter(
        kind="activity-declined",
        thing_kind="activity",
        thing_id__in=list(activities),
        at__gte=asked.now - ANSWERS_STAND,
        at__lte=asked.now,
    )
    for answer in answers.order_by("sequence"):
        one = activities[answer.thing_id]
        shown = asked.shown(one.agreement_id)
        if shown is None:
            continue
        yield Handover(
            id="activity-declined", organisation=asked.organisations[one.organisation_id], shown=shown,
            permission=Permission.PROPOSE_ACTIVITIES, about=str(one.number), since=answer.at,
            only_for=frozenset({one.made_by}),
            url=reverse("activities:activity", args=[one.organisation_id, one.agreement_id, one.number]),
            what=Text(
                f"Förslaget ”{one.name}” är avslaget: {kronor(one.budget)}",
                f"The proposal “{one.name}” is declined: {kronor(one.budget)}",
            ),
            why=Text(f"Skäl: {quoted(one.reason)}", f"Reason: {quoted(one.reason, 'en')}"),
        )  # fmt: skip

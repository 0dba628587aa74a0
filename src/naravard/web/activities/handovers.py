"""Activities that have been proposed and wait to be decided on."""

from collections.abc import Iterator

from django.urls import reverse

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.web.access.permissions import Permission
from naravard.web.activities.models import Activity
from naravard.web.handovers.handover import Asked, Handover, source
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

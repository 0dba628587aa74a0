"""What a reader may do about an activity as it stands: the buttons of its page."""

from dataclasses import dataclass

from django.http import HttpRequest

from naravard.agreement.model import Text
from naravard.web.access.actor import permissions_in
from naravard.web.access.addresses import standings_of
from naravard.web.access.permissions import Permission
from naravard.web.activities.models import Activity
from naravard.web.activities.plan import Plan
from naravard.web.activities.views.frame import url_of


@dataclass(frozen=True, slots=True)
class ActivityOffer:
    """One thing to do, and where."""

    url: str
    label: Text
    is_main: bool = False


_WAYS = (
    ("activities:decide", Text("Besluta", "Decide"), Permission.DECIDE_ON_ACTIVITIES, {Activity.PROPOSED}, True),
    ("activities:decline", Text("Avslå", "Decline"), Permission.DECIDE_ON_ACTIVITIES, {Activity.PROPOSED}, False),
    (
        "activities:change",
        Text("Ändra", "Change"),
        Permission.PROPOSE_ACTIVITIES,
        {Activity.PROPOSED, Activity.DECIDED},
        False,
    ),
    ("activities:end", Text("Avsluta", "End"), Permission.PROPOSE_ACTIVITIES, {Activity.DECIDED}, False),
)


def offers_for(request: HttpRequest, plan: Plan, activity: Activity) -> list[ActivityOffer]:
    """Return what the reader may do now, the most likely first."""
    may = permissions_in(standings_of(request), plan.organisation.code)
    return [
        ActivityOffer(url_of(name, plan, activity.number), label, is_main)
        for name, label, permission, states, is_main in _WAYS
        if permission in may and activity.status in states
    ]

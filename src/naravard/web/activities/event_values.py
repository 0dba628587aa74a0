"""What events tell of an activity: its values as plain ones, with the labels of that day beside the codes."""

from naravard.web.activities.grants import area_name, grant_name
from naravard.web.activities.models import Activity
from naravard.web.agreements.current import Shown
from naravard.web.history.content import Plain


def told_of(shown: Shown, activity: Activity) -> dict[str, Plain]:
    """Return all that an event tells about an activity."""
    agreement = shown.agreement
    return {
        "name": activity.name,
        "grant": activity.grant,
        "grant_sv": grant_name(agreement, activity.grant).sv,
        "grant_en": grant_name(agreement, activity.grant).in_language("en"),
        "area": activity.area,
        "area_sv": area_name(agreement, activity.area).sv,
        "area_en": area_name(agreement, activity.area).in_language("en"),
        "earmark": activity.earmark,
        "requirement": activity.requirement,
        "officer": activity.officer.name if activity.officer else "",
        "budget": activity.budget,
        "from_day": activity.from_day.isoformat(),
        "to_day": activity.to_day.isoformat(),
        "target_group": activity.target_group,
        "reach": activity.reach,
        "expected_effect": activity.expected_effect,
        "status": activity.status,
    }

"""Activities made by the same functions as on the pages; for tests of any room."""

import datetime
from typing import Any

from naravard.web.access.actor import THE_SERVICE, Actor
from naravard.web.activities.acts import propose_activity
from naravard.web.activities.models import Activity
from naravard.web.activities.values import Described
from naravard.web.organisations.models import Organisation
from web_shared import WHOLE

AT = datetime.datetime(2022, 3, 10, 9, 0, tzinfo=datetime.UTC)


def described_as(name: str = "Fler läkarbesök hemma", grant: str = "ambulans", **other: Any) -> Described:
    """Describe an activity of a grant of the shipped agreement; the grant's own area."""
    areas = {"ambulans": "ambulans", "e-halsa": "e-halsa", "nara-vard-regioner": "nara-vard",
             "nara-vard-kommuner": "nara-vard", "skr": ""}  # fmt: skip
    known: dict[str, Any] = {
        "area": areas.get(grant, "medarbetare"),
        "from_day": datetime.date(2022, 3, 1),
        "to_day": datetime.date(2022, 12, 31),
    }
    return Described(name=name, grant=grant, **(known | other))


def proposed(
    code: str = "region-09", *, by: Actor = THE_SERVICE, agreement_id: str = WHOLE, at: datetime.datetime = AT,
    **other: Any,
) -> Activity:  # fmt: skip
    """Propose an activity in a region, or add one elsewhere."""
    return propose_activity(
        actor=by,
        organisation=Organisation.objects.get(pk=code),
        agreement_id=agreement_id,
        values=described_as(**other),
        at=at,
    )

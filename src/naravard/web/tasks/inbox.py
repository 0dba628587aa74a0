"""What waits to be received: counted by duty, in one question."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse

from naravard.agreement.duties import days_left
from naravard.agreement.model import Duty, Text
from naravard.agreement.wording import long_day
from naravard.web.access.actor import ActiveRole
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import Shown
from naravard.web.organisations.models import Organisation
from naravard.web.tasks.duty_book import duty_book
from naravard.web.tasks.models import DutyRecord
from naravard.web.tasks.paper_duties import fixed_agreements, receiving_room_of
from naravard.web.tasks.words import distance, done_words

WAITS = Q(submitted_at__isnull=False, done_at__isnull=True, reopened_at__isnull=True)
"""What has been handed in and nobody has accepted or opened again."""
_HANDED_IN = Q(submitted_at__isnull=False, reopened_at__isnull=True)


@dataclass(frozen=True, slots=True)
class ReceivedDuty:
    """One duty that others hand in to an organisation of the reader's."""

    shown: Shown
    duty: Duty
    organisation: Organisation
    """Who receives it."""
    room: str
    """Where its papers are received; empty where it has none of its own."""
    waiting: int
    handed_in: int
    of: int
    left: int | None
    """Days to the last day, below 0 after it; None if there is none."""

    @property
    def url(self) -> str:
        """Where those who have handed it in are listed, those that wait where any do; a paper's own room, if any."""
        if self.room:
            return self.room
        address = reverse("tasks:country_duty", args=[self.shown.agreement.id, self.duty.id])
        return f"{address}?lage=submitted" if self.waiting else address

    @property
    def says(self) -> Text:
        """How many have done it, in words that fit what it is."""
        return done_words(self.duty, self.handed_in, self.of)

    @property
    def distance(self) -> Text | None:
        """How far the last day lies from today."""
        return distance(self.left) if self.left is not None else None

    @property
    def last_day(self) -> Text | None:
        """The last day in words."""
        return long_day(self.duty.due) if self.duty.due else None


def inbox(found: Sequence[ActiveRole], every: Sequence[Shown], now: datetime.datetime) -> list[ReceivedDuty]:
    """Return what is handed in to the reader's organisations, what waits first."""
    mine = {one.organisation.code: one.organisation for one in found if Permission.RECEIVE in one.role.permissions}
    duties = [(shown, duty, code) for shown in every for code in mine for duty in duty_book(shown).to(code)]
    if not duties:
        return []
    counts = {
        (row["agreement_id"], row["duty_id"]): (row["waiting"], row["handed_in"])
        for row in DutyRecord.objects.filter(duty_id__in={duty.id for _, duty, _ in duties})
        .values("agreement_id", "duty_id")
        .annotate(waiting=Count("pk", filter=WAITS), handed_in=Count("pk", filter=_HANDED_IN))
        .order_by()
    }
    fixed = fixed_agreements()
    received = [
        ReceivedDuty(
            shown,
            duty,
            mine[code],
            receiving_room_of(shown, duty, fixed),
            *counts.get((shown.agreement.id, duty.id), (0, 0)),
            of=len(duty_book(shown).holders[duty.id]),
            left=days_left(now, duty.due) if duty.due else None,
        )
        for shown, duty, code in duties
    ]
    return sorted(received, key=lambda one: (not one.waiting, one.duty.due is None, str(one.duty.due or "")))

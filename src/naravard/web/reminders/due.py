"""What each receiver is to be reminded of now: everything that is due and has not been given, in a few questions.

How many organisations, people and duties there are does not change how many questions the database gets.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Coalesce

from naravard.agreement.duties import Reminder, reminder_due, swedish_day
from naravard.web.organisations.models import Organisation
from naravard.web.reminders.models import GivenReminder
from naravard.web.reminders.receivers import Receiver, receivers
from naravard.web.tasks.duties import Task, tasks_of

Given = dict[tuple[UUID, str, str, str, datetime.date], set[int]]
"""The offsets given, by person, agreement, duty, organisation and last day."""


@dataclass(frozen=True, slots=True)
class DueDuty:
    """A duty to remind someone of."""

    task: Task
    reminder: Reminder
    for_whom: tuple[str, ...]
    """Whom the receiver stands in for; nobody with a role of one's own."""

    @property
    def key(self) -> tuple[str, str, str, datetime.date]:
        """What is reminded of, and for which last day."""
        return self.task.shown.agreement.id, self.task.duty.id, self.task.organisation.code, self.reminder.due


@dataclass(frozen=True, slots=True)
class Bundle:
    """All that one receiver is reminded of now."""

    receiver: Receiver
    items: tuple[DueDuty, ...]


def gather(at: datetime.datetime) -> list[Bundle]:
    """Return what is to be given to whom at a moment; nothing is written."""
    found = receivers(swedish_day(at))
    codes = {code for receiver in found for code in receiver.seats}
    tasks: dict[str, list[Task]] = defaultdict(list)
    for task in tasks_of(list(Organisation.objects.filter(code__in=codes)), at):
        if reminder_due(task.state, frozenset()) is not None:
            tasks[task.organisation.code].append(task)
    days = {task.state.due for some in tasks.values() for task in some if task.state.due is not None}
    already = given(days)
    bundles = (Bundle(receiver, _items(receiver, tasks, already)) for receiver in found)
    return [bundle for bundle in bundles if bundle.items]


def given(days: Iterable[datetime.date], person_id: UUID | None = None) -> Given:
    """Return what has been given for some last days, to everyone or to one person.

    What someone got before being found to be another person counts as given to that person.
    """
    rows = GivenReminder.objects.filter(due__in=set(days))
    if person_id is not None:
        rows = rows.filter(Q(person=person_id) | Q(person__became=person_id))
    found: Given = defaultdict(set)
    who = Coalesce("person__became", "person")
    for *key, offset in rows.values_list(who, "agreement_id", "duty_id", "organisation", "due", "offset"):
        found[tuple(key)].add(offset)
    return found


def still_due(receiver: Receiver, items: Iterable[DueDuty], already: Given) -> tuple[DueDuty, ...]:
    """Return the items that what has been given does not make superfluous."""
    return tuple(
        item
        for item in items
        if reminder_due(item.task.state, frozenset(already.get((receiver.person.id, *item.key), ()))) is not None
    )


def _items(receiver: Receiver, tasks: dict[str, list[Task]], already: Given) -> tuple[DueDuty, ...]:
    items = [
        DueDuty(task, reminder, tuple(for_whom))
        for code, for_whom in receiver.seats.items()
        for task in tasks.get(code, ())
        for reminder in [reminder_due(task.state, frozenset())]
        if reminder is not None
    ]
    items.sort(key=lambda item: (item.reminder.due, item.task.organisation.name, item.task.duty.name.sv))
    return still_due(receiver, items, already)

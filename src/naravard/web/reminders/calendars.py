"""A person's calendar: the key to it, made, renewed and ended by the person; and what stands in it."""

import datetime
from collections.abc import Callable, Iterable

from django.db.models import Count

from naravard.agreement.model import Text
from naravard.exchange.calendar_feed import CalendarEntry
from naravard.web.access.actor import Actor, NotAllowedError, standings
from naravard.web.access.acts import act, tell
from naravard.web.access.matters import ONESELF
from naravard.web.access.permissions import Permission
from naravard.web.agreements.models import AgreementSnapshot
from naravard.web.history.content import Thing, Told
from naravard.web.history.kinds import event, example
from naravard.web.people.models import Person
from naravard.web.people.secret import hashed, new_secret
from naravard.web.reminders.models import CalendarSecret
from naravard.web.tasks.duties import Task, tasks_of

_ANNA = Thing("person", "6f1c", Text("Anna Ek"))


def _address_made(told: Told) -> Text:
    if told.before is None:
        return Text("{actor} skapade en adress till sin kalender.", "{actor} made an address to the calendar.")
    return Text(
        "{actor} bytte adress till sin kalender. Den gamla slutade gälla.",
        "{actor} renewed the address to the calendar; the old one ended.",
    )


@act(
    Permission.OWN_MATTERS,
    matter=ONESELF,
    leaves=event(
        "calendar-address-made",
        _address_made,
        example(_ANNA, organisation=None),
        example(_ANNA, organisation=None, before={"made_at": "2022-08-01T12:00:00+02:00"}),
    ),
)
def make_calendar_address(*, actor: Actor, at: datetime.datetime) -> str:
    """Make a key to the actor's calendar and return it, the only time that it is known; one made before ends."""
    person = _oneself(actor)
    secret = new_secret()
    before = CalendarSecret.objects.filter(person=person).first()
    CalendarSecret.objects.update_or_create(person=person, defaults={"hash": hashed(secret), "made_at": at})
    tell(
        actor=actor,
        organisation=None,
        thing=person.thing(),
        kind="calendar-address-made",
        before={"made_at": before.made_at.isoformat()} if before else None,
        after={"made_at": at.isoformat()},
        at=at,
    )
    return secret


@act(
    Permission.OWN_MATTERS,
    matter=ONESELF,
    leaves=event(
        "calendar-address-ended",
        Text("{actor} avslutade adressen till sin kalender.", "{actor} ended the address to the calendar."),
        example(_ANNA, organisation=None),
    ),
)
def end_calendar_address(*, actor: Actor, at: datetime.datetime) -> None:
    """End the key to the actor's calendar. Where there is none nothing is done and no event is left."""
    person = _oneself(actor)
    held = CalendarSecret.objects.filter(person=person).first()
    if held is None:
        return
    held.delete()
    tell(
        actor=actor,
        organisation=None,
        thing=person.thing(),
        kind="calendar-address-ended",
        before={"made_at": held.made_at.isoformat()},
        after=None,
        at=at,
    )


def person_with(secret: str) -> Person | None:
    """Return whose calendar a key opens."""
    held = CalendarSecret.objects.filter(hash=hashed(secret)).select_related("person").first()
    return held.person if held else None


def entries_of(
    person: Person, now: datetime.datetime, day: datetime.date, whole: Callable[[Task], str]
) -> list[CalendarEntry]:
    """Return the duties with a day of the organisations where a person has a role that may see, on a day.

    ``whole`` gives the whole address of a duty's page. One whose accounts have all been closed sees nothing.
    """
    if not person.accounts.filter(is_active=True).exists():
        return []
    seen = {
        standing.organisation.code: standing.organisation
        for standing in standings(person, day)
        if Permission.SEE in standing.role.permissions
    }
    return entries_for(tasks_of(list(seen.values()), now), whole)


def entries_for(tasks: Iterable[Task], whole: Callable[[Task], str]) -> list[CalendarEntry]:
    """Return those of some duties that have a day; ``whole`` gives the whole address of a duty's page."""
    with_day = [task for task in tasks if task.state.due is not None]
    taken_in = _taken_in({task.shown.agreement.id for task in with_day})
    return [_entry(task, whole(task), taken_in.get(task.shown.agreement.id, 1)) for task in with_day]


def _taken_in(agreement_ids: Iterable[str]) -> dict[str, int]:
    """Return how many times the data of each agreement have been taken in, each time changed."""
    rows = AgreementSnapshot.objects.filter(agreement_id__in=list(agreement_ids)).order_by()
    return dict(rows.values_list("agreement_id").annotate(Count("id")))


def _entry(task: Task, address: str, taken_in: int) -> CalendarEntry:
    return CalendarEntry(
        agreement_id=task.shown.agreement.id,
        agreement_name=task.shown.agreement.name,
        duty=task.duty,
        state=task.state,
        organisation_code=task.organisation.code,
        organisation_name=task.organisation.text,
        address=address,
        receiver=task.receiver,
        sequence=task.record.version + task.shown.agreement.holding + taken_in - 1,
    )


def _oneself(actor: Actor) -> Person:
    """Return the person that acts, with the row locked, so that two at once stand in line."""
    if actor.person_id is None:
        message = "only a person has a calendar"
        raise NotAllowedError(message)
    return Person.objects.select_for_update(no_key=True).get(pk=actor.person_id)

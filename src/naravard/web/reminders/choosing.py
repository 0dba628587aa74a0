"""Turning one's reminders by mail off, and on again."""

import datetime

from naravard.web.access.actor import Actor, NotAllowedError
from naravard.web.access.acts import act, tell
from naravard.web.access.permissions import Permission
from naravard.web.people.models import Person
from naravard.web.reminders.models import RemindersOff


@act(Permission.OWN_MATTERS, leaves=("reminders-turned-off", "reminders-turned-on"))
def choose_reminders(*, actor: Actor, wanted: bool, at: datetime.datetime) -> None:
    """Turn the actor's reminders on or off. Where they are so already nothing is done and no event is left."""
    if actor.person_id is None:
        message = "only a person gets reminders"
        raise NotAllowedError(message)
    person = Person.objects.select_for_update(no_key=True).get(pk=actor.person_id)
    off = RemindersOff.objects.filter(person=person)
    if wanted != off.exists():
        return
    if wanted:
        off.delete()
    else:
        RemindersOff.objects.create(person=person, since=at)
    tell(
        actor=actor,
        organisation=None,
        thing=person.thing(),
        kind="reminders-turned-on" if wanted else "reminders-turned-off",
        before={"by_mail": not wanted},
        after={"by_mail": wanted},
        at=at,
    )

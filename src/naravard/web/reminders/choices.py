"""Turning one's reminders by mail off, and on again."""

import datetime

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor, NotAllowedError
from naravard.web.access.acts import act, tell
from naravard.web.access.matters import ONESELF
from naravard.web.access.permissions import Permission
from naravard.web.history.content import Thing
from naravard.web.history.kinds import event, example
from naravard.web.people.models import Person
from naravard.web.reminders.models import RemindersOff

_ANNA = Thing("person", "6f1c", Text("Anna Ek"))


@act(
    Permission.OWN_MATTERS,
    matter=ONESELF,
    leaves=(
        event(
            "reminders-turned-off",
            Text("{actor} stängde av sina påminnelser.", "{actor} turned off the reminders by mail."),
            example(_ANNA, organisation=None),
        ),
        event(
            "reminders-turned-on",
            Text("{actor} slog på sina påminnelser.", "{actor} turned on the reminders by mail."),
            example(_ANNA, organisation=None),
        ),
    ),
)
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

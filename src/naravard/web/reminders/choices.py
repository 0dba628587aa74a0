"""Turning one's reminders by mail off and on again, and choosing when to get mail about what waits."""

import datetime

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor, NotAllowedError
from naravard.web.access.acts import act, tell
from naravard.web.access.matters import ONESELF
from naravard.web.access.permissions import Permission
from naravard.web.history.content import Thing, Told
from naravard.web.history.kinds import event, example
from naravard.web.people.models import Person
from naravard.web.reminders.models import HandoverMailChoice, RemindersOff

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


_WANTED = {
    HandoverMailChoice.AT_ONCE: Text(
        "{actor} valde mejl genast om det som väntar.", "{actor} chose mail at once about what waits."
    ),
    HandoverMailChoice.DAILY: Text(
        "{actor} valde ett mejl om dagen om det som väntar.", "{actor} chose one mail a day about what waits."
    ),
    HandoverMailChoice.NEVER: Text(
        "{actor} valde inga mejl om det som väntar.", "{actor} chose no mail about what waits."
    ),
}


def _chosen(told: Told) -> Text:
    return _WANTED[str((told.after or {})["wanted"])]


@act(
    Permission.OWN_MATTERS,
    matter=ONESELF,
    leaves=event(
        "handover-mail-chosen",
        _chosen,
        *(example(_ANNA, organisation=None, after={"wanted": wanted}) for wanted in _WANTED),
    ),
)
def choose_handover_mail(*, actor: Actor, wanted: str, at: datetime.datetime) -> None:
    """Choose when the actor gets mail about what waits. Where it is chosen already no event is left."""
    if actor.person_id is None or wanted not in _WANTED:
        message = "only a person chooses, and one of what there is"
        raise NotAllowedError(message)
    person = Person.objects.select_for_update(no_key=True).get(pk=actor.person_id)
    before = wanted_mail(person)
    if wanted == before:
        return
    HandoverMailChoice.objects.update_or_create(person=person, defaults={"wanted": wanted, "since": at})
    tell(
        actor=actor,
        organisation=None,
        thing=person.thing(),
        kind="handover-mail-chosen",
        before={"wanted": before},
        after={"wanted": wanted},
        at=at,
    )


def wanted_mail(person: Person) -> str:
    """Return when a person gets mail about what waits: at once, where nothing else is chosen."""
    found = HandoverMailChoice.objects.filter(person=person).values_list("wanted", flat=True).first()
    return found or HandoverMailChoice.AT_ONCE

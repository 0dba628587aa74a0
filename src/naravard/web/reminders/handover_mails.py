"""Mail about what waits: at each handing over, or all in one mail a day, as each person wants."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Text
from naravard.agreement.plain_text import swedish_order
from naravard.agreement.wording import long_day
from naravard.web.handovers.handover import Handover
from naravard.web.handovers.overview import waits_for_each
from naravard.web.mail.links import link, link_to
from naravard.web.people.models import Person
from naravard.web.reminders.letter import Letter
from naravard.web.reminders.models import HandoverMailChoice, ReminderMail, ToldHandover
from naravard.web.reminders.receivers import addresses
from naravard.web.tasks.words import capital, number


@dataclass(frozen=True, slots=True)
class WaitingBundle:
    """All that waits for one person and that the person has had no mail about."""

    person: Person
    address: str
    items: tuple[Handover, ...]


def gather_waiting(at: datetime.datetime, *, daily: bool) -> list[WaitingBundle]:
    """Return what is to be told to whom at a moment; nothing is written.

    ``daily`` says that it is the run of the day, when those who want one mail a day get theirs too.
    """
    waiting = waits_for_each(at)
    people = {person.named().code: person for person in Person.objects.filter(accounts__is_active=True).distinct()}
    choices = dict(HandoverMailChoice.objects.values_list("person_id", "wanted"))
    wanted = {HandoverMailChoice.AT_ONCE, HandoverMailChoice.DAILY} if daily else {HandoverMailChoice.AT_ONCE}
    where = addresses()
    told: dict[object, set[tuple[str, str]]] = {}
    keys = {one.key for handovers in waiting.values() for one in handovers}
    rows = ToldHandover.objects.filter(key__in=keys)
    for person_id, key, told_as in rows.values_list("person_id", "key", "told_as"):
        told.setdefault(person_id, set()).add((key, told_as))
    found = []
    for code, handovers in waiting.items():
        person = people.get(code)
        if person is None or choices.get(person.pk, HandoverMailChoice.AT_ONCE) not in wanted:
            continue
        items = _untold(handovers, told.get(person.pk, set()))
        if items and person.pk in where:
            found.append(WaitingBundle(person, where[person.pk], items))
    return sorted(found, key=lambda one: (swedish_order(one.person.name), one.person.pk))


def claim_waiting(bundle: WaitingBundle, at: datetime.datetime) -> tuple[ReminderMail | None, tuple[Handover, ...]]:
    """Write down what is about to be sent; the mail is None if another run has claimed it all in the meantime."""
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).get(pk=bundle.person.pk)
        told = set(ToldHandover.objects.filter(person=bundle.person).values_list("key", "told_as"))
        items = _untold(bundle.items, told)
        if not items:
            return None, ()
        mail = ReminderMail.objects.create(person=bundle.person, address=bundle.address, claimed_at=at)
        ToldHandover.objects.bulk_create(
            ToldHandover(
                mail=mail,
                person=bundle.person,
                key=one.key,
                told_as=one.told_as,
                what_sv=one.what.sv[:500],
                what_en=one.what.in_language("en")[:500],
            )
            for one in items
        )
        return mail, items


def waiting_letter(bundle: WaitingBundle) -> Letter:
    """Write the mail about what waits for someone."""
    return Letter(_subject(bundle.items), Text(_text(bundle, "sv"), _text(bundle, "en")))


def _untold(handovers: Iterable[Handover], told: set[tuple[str, str]]) -> tuple[Handover, ...]:
    return tuple(one for one in handovers if not one.is_day and (one.key, one.told_as) not in told)


def _subject(items: tuple[Handover, ...]) -> Text:
    if len(items) == 1:
        [one] = items
        name = one.organisation.text
        return Text(f"{one.what.sv} – {name.sv}", f"{one.what.in_language('en')} – {name.in_language('en')}")
    count = capital(number(len(items)))
    return Text(f"{count.sv} saker väntar på dig", f"{count.en} things wait for you")


def _text(bundle: WaitingBundle, language: str) -> str:
    name = bundle.person.name
    tasks, choice = link("home:tasks", language=language), link("reminders:choice", language=language)
    closing = Text(
        f"Allt som väntar på dig: {tasks}\n"
        "Du får mejlet för att du har en roll i organisationen, eller är ställföreträdare för någon som har det.\n"
        f"Vill du ha ett mejl om dagen, eller inget: {choice}",
        f"All that waits for you: {tasks}\n"
        "You get this mail because you have a role in the organisation, or stand in for someone who has.\n"
        f"If you want one mail a day, or none: {choice}",
    )
    return "\n\n".join(
        [
            Text(f"Hej {name}!", f"Hello {name}!").in_language(language),
            *(_about(one, language) for one in bundle.items),
            closing.in_language(language),
        ]
    )


def _about(one: Handover, language: str) -> str:
    whose = one.organisation.text.in_language(language)
    agreement = one.shown.agreement.name.in_language(language) if one.shown else ""
    lines = [one.what.in_language(language), ", ".join(filter(None, [whose, agreement])), one.why.in_language(language)]
    if one.due is not None:
        day = long_day(one.due)
        lines.append(Text(f"Senast {day.sv}.", f"By {day.en}.").in_language(language))
    if one.follows is not None:
        follows = Text(f"Om det inte görs: {one.follows.sv}", f"If it is not done: {one.follows.in_language('en')}")
        lines.append(follows.in_language(language))
    since = long_day(swedish_day(one.since))
    lines.append(Text(f"Har väntat sedan {since.sv}.", f"Has waited since {since.en}.").in_language(language))
    return "\n".join([*lines, link_to(one.url, language=language)])

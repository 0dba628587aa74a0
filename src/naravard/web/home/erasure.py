"""Erasing a person: asked for by the one whom it is about, done by an administrator or by whoever runs the service.

What names the person is taken out of the events and the rows, and nothing opens anything for the person any more. What
the law requires to be kept stays (:mod:`.erased_rows`). The chain of events holds as before (:mod:`..history.erasure`).
"""

import datetime
from collections.abc import Iterable
from functools import partial
from uuid import UUID

from django.db import transaction

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor, NotAllowedError
from naravard.web.access.acts import act, tell
from naravard.web.access.matters import ONESELF
from naravard.web.access.matters import SERVICE as THE_SERVICES
from naravard.web.access.permissions import Permission
from naravard.web.history.content import Plain
from naravard.web.history.erasure import INSTEAD, Naming, erase_from_events
from naravard.web.history.kinds import event
from naravard.web.history.sentences import counted
from naravard.web.home.erased_register import note_erased
from naravard.web.home.erased_rows import erase_from_rows, naming_of, remove_mail_files
from naravard.web.organisations.models import Organisation
from naravard.web.people.entries import day_of, reason_written
from naravard.web.people.event_mail import administrators, concerned
from naravard.web.people.examples import of_cilla
from naravard.web.people.four_eyes import require_other_person
from naravard.web.people.models import Membership, Person, StandIn
from naravard.web.people.problems import PeopleProblem
from naravard.web.people.row_locks import lock_organisations, organisations_of

_OPERATOR = Text("Be den som driver tjänsten.", "Ask the operator of the service.")
_COUNTS: dict[str, Plain] = {"events": 41, "rows": 7}
_ERASED = event(
    "person-erased",
    Text(
        "{who} raderade en person: namn och adresser togs ut ur {events} och {rows}. Handlingar, beslut och "
        "räkenskaper som lagen kräver står kvar.",
        "{who} erased a person: names and addresses were taken out of {events} and {rows}. Papers, decisions and "
        "accounts that the law requires remain.",
    ),
    of_cilla(after=_COUNTS),
    events=counted("events", Text("1 händelse", "1 event"), Text("{} händelser", "{} events")),
    rows=counted("rows", Text("1 rad", "1 row"), Text("{} rader", "{} rows")),
)


@act(
    Permission.OWN_MATTERS,
    matter=ONESELF,
    leaves=event(
        "erasure-asked",
        Text(
            "{thing} bad om att raderas. En administratör ska svara.",
            "{thing} asked to be erased. An administrator is to answer.",
        ),
        of_cilla(),
        mailed_to=(administrators, concerned),
    ),
)
def ask_for_erasure(*, actor: Actor, at: datetime.datetime) -> Person:
    """Ask for what names oneself to be erased. Asked again it stands as it was asked first.

    The administrators of each organisation where one has had a role are mailed.
    """
    person = _oneself(actor)
    if person.erasure_asked_at is None:
        person.erasure_asked_at = at
        person.save(update_fields=["erasure_asked_at"])
        _tell_each(organisations_of(person), person, "erasure-asked", actor, at)
    return person


@act(
    Permission.OWN_MATTERS,
    matter=ONESELF,
    leaves=event(
        "erasure-not-asked",
        Text("{thing} vill inte längre raderas.", "{thing} does not want to be erased any more."),
        of_cilla(),
        mailed_to=(administrators,),
    ),
)
def take_back_erasure(*, actor: Actor, at: datetime.datetime) -> Person:
    """Take back that one asked to be erased."""
    person = _oneself(actor)
    if person.erasure_asked_at is not None:
        person.erasure_asked_at = None
        person.save(update_fields=["erasure_asked_at"])
        _tell_each(organisations_of(person), person, "erasure-not-asked", actor, at)
    return person


@act(Permission.ADMINISTER_PEOPLE, leaves=_ERASED)
def erase_person(
    *, actor: Actor, organisation_code: str | None, person: Person, reason: str, at: datetime.datetime
) -> Person:
    """Erase a person. It cannot be undone.

    An administrator does it where the person has asked for it and has had roles in no other organisation; otherwise
    whoever runs the service does, for no organisation in particular. Roles have to have ended first: what the person
    has in hand is taken over when they end.

    Raises:
        PeopleProblem: when it cannot be done yet, or not here; the text says why.
        FourEyesProblem: when it is oneself.
    """
    _require_may(actor, organisation_code)
    reason = reason_written(reason, required=organisation_code is None)
    concerned_in = lock_organisations(person)
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if actor.organisation is not None:
        _refuse_others_person(actor, person, concerned_in)
    _refuse_not_now(person, day_of(at))
    naming, rows, events = _erase(person, at)
    counts: dict[str, Plain] = {"events": events, "rows": rows}
    reason = naming.without(reason, own=True)
    _tell_each(concerned_in, person, "person-erased", actor, at, after=counts, reason=reason)
    return person


@act(
    Permission.KEEP_ACCOUNTS,
    matter=THE_SERVICES,
    leaves=event(
        "person-erased-again",
        Text(
            "{who} raderade på nytt en person som var raderad innan databasen återställdes, ur {events} och {rows}.",
            "{who} erased again a person who was erased before the database was restored, from {events} and {rows}.",
        ),
        of_cilla(after=_COUNTS),
        events=counted("events", Text("1 händelse", "1 event"), Text("{} händelser", "{} events")),
        rows=counted("rows", Text("1 rad", "1 row"), Text("{} rader", "{} rows")),
    ),
)
def erase_again(*, actor: Actor, persons: Iterable[UUID], at: datetime.datetime) -> int:
    """Erase persons who had been erased before an older backup was restored; return how many stood in it."""
    found = Person.objects.filter(pk__in=list(persons), erased_at=None, became=None).order_by("pk")
    for person in found:
        _naming, rows, events = _erase(person, at)
        tell(
            actor=actor,
            organisation=None,
            thing=person.thing(),
            kind="person-erased-again",
            before=None,
            after={"events": events, "rows": rows},
            at=at,
        )
    return len(found)


def why_not_now(person: Person, day: datetime.date) -> PeopleProblem | None:
    """Return why a person cannot be erased on a day, if anything stands in the way."""
    if person.erased_at is not None:
        return PeopleProblem(
            Text("Personen är redan raderad.", "The person has been erased already."),
            Text("Det finns inget mer att göra.", "There is nothing more to do."),
        )
    if person.became_id is not None:
        return PeopleProblem(
            Text("Raden är redan en annan persons.", "The row is already another person's."),
            Text("Radera den personen i stället.", "Erase that person instead."),
        )
    if _has_roles(person, day):
        return PeopleProblem(
            Text(
                f"{person.name} har fortfarande roller eller är ställföreträdare.",
                f"{person.name} still has roles or stands in for someone.",
            ),
            Text(
                "Avsluta dem först, under Människor: där syns vad som ska lämnas över.",
                "End them first, under People: there you see what is to be handed over.",
            ),
        )
    return None


def _oneself(actor: Actor) -> Person:
    if actor.person_id is None:
        message = "only a person asks to be erased"
        raise NotAllowedError(message)
    return Person.objects.select_for_update(no_key=True).get(pk=actor.person_id)


def _require_may(actor: Actor, organisation_code: str | None) -> None:
    if organisation_code is None and (actor.organisation is not None or not actor.may(Permission.KEEP_ACCOUNTS)):
        message = "an organisation's people act for their organisation"
        raise NotAllowedError(message)


def _refuse_others_person(actor: Actor, person: Person, organisations: list[Organisation]) -> None:
    assert actor.organisation is not None  # noqa: S101 - for the type checker
    if actor.organisation.code not in {one.code for one in organisations}:
        message = f"{person.pk} does not belong to {actor.organisation.code}"
        raise NotAllowedError(message)
    require_other_person(actor, than=person.pk, what=Text("bett om att raderas", "asked to be erased"))
    if person.erasure_asked_at is None:
        raise PeopleProblem(
            Text(f"{person.name} har inte bett om att raderas.", f"{person.name} has not asked to be erased."),
            Text(
                "Den som vill raderas säger det själv, på sidan Personuppgifter om dig.",
                "Whoever wants to be erased says so, on the page Personal data about you.",
            ),
        )
    if len(organisations) > 1:
        raise PeopleProblem(
            Text(
                f"{person.name} har eller har haft en roll i en annan organisation också.",
                f"{person.name} has or has had a role in another organisation too.",
            ),
            _OPERATOR,
        )


def _has_roles(person: Person, day: datetime.date) -> bool:
    held = Membership.objects.filter(person=person).between(day, None)
    lent = StandIn.objects.filter(person=person).between(day, None)
    return held.exists() or lent.exists()


def _refuse_not_now(person: Person, day: datetime.date) -> None:
    problem = why_not_now(person, day)
    if problem is not None:
        raise problem


def _erase(person: Person, at: datetime.datetime) -> tuple[Naming, int, int]:
    """Take a person out of rows and events; the event that tells of it is recorded right after."""
    naming = naming_of(person)
    rows = erase_from_rows(person, naming, day_of(at), at)
    events = erase_from_events(naming)
    person.name = INSTEAD.sv
    noted = [UUID(one.removeprefix("person-")) for one in sorted(naming.codes)]
    transaction.on_commit(partial(note_erased, noted, at), robust=True)
    transaction.on_commit(partial(remove_mail_files, naming), robust=True)
    return naming, rows, events


def _tell_each(
    organisations: Iterable[Organisation],
    person: Person,
    kind: str,
    actor: Actor,
    at: datetime.datetime,
    *,
    after: dict[str, Plain] | None = None,
    reason: str = "",
) -> None:
    """Tell of it in each organisation where the person has or has had a role, or in no organisation."""
    told_in: list[Organisation | None] = [*organisations] or [None]
    for organisation in told_in:
        tell(
            actor=actor,
            organisation=organisation,
            thing=person.thing(),
            kind=kind,
            before=None,
            after=after,
            at=at,
            reason=reason,
        )

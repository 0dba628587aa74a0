"""Sending the reminders: each mail is claimed in a transaction of its own before it is sent, so none goes twice.

    claimed ──► sent ──► marked as sent
       │          └──── the program falls, or the server falls silent: it may have gone; it is reported
       └── the server says no: the claim is given back, and the next run tries again

Two runs at once stand in line for each person, and the second finds what the first has claimed.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from django.db import transaction

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Text
from naravard.agreement.wording import long_day
from naravard.web.access.actor import Actor
from naravard.web.access.acts import act, tell
from naravard.web.access.matters import SERVICE as THE_SERVICES
from naravard.web.access.permissions import Permission
from naravard.web.history.content import SERVICE, Plain, Thing, Told
from naravard.web.history.kinds import event, example
from naravard.web.history.sentences import counted
from naravard.web.people.models import Person
from naravard.web.reminders.due import Bundle, DueDuty, gather, given, still_due
from naravard.web.reminders.handover_mails import WaitingBundle, claim_waiting, gather_waiting, waiting_letter
from naravard.web.reminders.letter import Letter, letter
from naravard.web.reminders.mail_delivery import NoServerError, Post, RefusedError, UnsureError
from naravard.web.reminders.models import GivenReminder, ReminderMail

Clock = Callable[[], datetime.datetime]


@dataclass(frozen=True, slots=True)
class NotSent:
    """A mail that the server did not take; it is tried again by the next run."""

    name: str
    address: str
    reason: str


@dataclass(slots=True)
class Run:
    """What came of a run."""

    mails: int = 0
    reminders: int = 0
    refused: list[NotSent] = field(default_factory=list)
    unsure: list[ReminderMail] = field(default_factory=list)
    """Mails of this run that may have gone or not."""
    stopped: str = ""
    """Why the run ended before it was through, as the mail server said it."""


def send_reminders(*, actor: Actor, clock: Clock) -> Run:
    """Send what is due and not given, and what waits and has not been mailed. ``clock`` gives the time, also of mails.

    What fails for one does not stop the others, unless the mail server takes nothing at all.
    """
    began = clock()
    return _send([*map(_of_days, gather(began)), *_waiting(began, daily=True)], actor, began, clock)


def send_waiting(*, actor: Actor, clock: Clock) -> Run:
    """Send what waits to those who want to know at each handing over."""
    began = clock()
    return _send(_waiting(began, daily=False), actor, began, clock)


@dataclass(frozen=True, slots=True)
class _ToSend:
    """A mail that is to be sent: to whom, how it is claimed, and what it then says."""

    name: str
    claim: Callable[[datetime.datetime], tuple[ReminderMail | None, int, Letter | None]]


def _of_days(bundle: Bundle) -> _ToSend:
    def claimed(at: datetime.datetime) -> tuple[ReminderMail | None, int, Letter | None]:
        mail, items = claim(bundle, at)
        return mail, len(items), letter(Bundle(bundle.receiver, items)) if items else None

    return _ToSend(bundle.receiver.person.name, claimed)


def _waiting(began: datetime.datetime, *, daily: bool) -> list[_ToSend]:
    def to_send(bundle: WaitingBundle) -> _ToSend:
        def claimed(at: datetime.datetime) -> tuple[ReminderMail | None, int, Letter | None]:
            mail, items = claim_waiting(bundle, at)
            return mail, len(items), waiting_letter(replace(bundle, items=items)) if items else None

        return _ToSend(bundle.person.name, claimed)

    return [to_send(bundle) for bundle in gather_waiting(began, daily=daily)]


def _send(wanted: list[_ToSend], actor: Actor, began: datetime.datetime, clock: Clock) -> Run:
    run = Run()
    with Post() as post:
        for one in wanted:
            try:
                _give(one, post, run, clock)
            except NoServerError as error:
                run.stopped = str(error)
                break
    if run.mails:
        tell_of_reminders(actor=actor, mails=run.mails, reminders=run.reminders, at=began)
    return run


def _give(wanted: _ToSend, post: Post, run: Run, clock: Clock) -> None:
    post.get_ready()
    mail, count, says = wanted.claim(clock())
    if mail is None or says is None:
        return
    try:
        post.send(mail.address, says)
    except UnsureError:
        run.unsure.append(mail)
        return
    except NoServerError:
        mail.delete()
        raise
    except RefusedError as error:
        mail.delete()
        run.refused.append(NotSent(wanted.name, mail.address, str(error)))
        return
    mark_as_sent(mail, clock())
    run.mails += 1
    run.reminders += count


def claim(bundle: Bundle, at: datetime.datetime) -> tuple[ReminderMail | None, tuple[DueDuty, ...]]:
    """Write down what is about to be sent; the mail is None if another run has claimed it all in the meantime."""
    person = bundle.receiver.person
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        already = given({item.reminder.due for item in bundle.items}, person.pk)
        items = still_due(bundle.receiver, bundle.items, already)
        if not items:
            return None, ()
        mail = ReminderMail.objects.create(person=person, address=bundle.receiver.address, claimed_at=at)
        GivenReminder.objects.bulk_create(_row(mail, item) for item in items)
        return mail, items


def mark_as_sent(mail: ReminderMail, at: datetime.datetime) -> None:
    """Write down that the mail has gone."""
    mail.sent_at = at
    mail.save(update_fields=["sent_at"])


def _sent(mails: int, reminders: int) -> Told:
    day = Thing("reminders", "2022-08-31", Text("Påminnelser 31 augusti 2022", "Reminders 31 August 2022"))
    after: dict[str, Plain] = {"mails": mails, "reminders": reminders}
    return example(day, person=SERVICE, organisation=None, after=after)


@act(
    Permission.SEND_REMINDERS,
    matter=THE_SERVICES,
    leaves=event(
        "reminders-sent",
        Text("{who} skickade {mails_sent} med {reminders_sent}.", "{who} sent {mails_sent} with {reminders_sent}."),
        _sent(12, 31),
        _sent(1, 1),
        mails_sent=counted("mails", Text("1 mejl", "1 mail"), Text("{} mejl", "{} mails")),
        reminders_sent=counted("reminders", Text("1 påminnelse", "1 reminder"), Text("{} påminnelser", "{} reminders")),
    ),
)
def tell_of_reminders(*, actor: Actor, mails: int, reminders: int, at: datetime.datetime) -> None:
    """Leave the event of a run in which something was sent. What each person got stands in the mails themselves."""
    day = swedish_day(at)
    tell(
        actor=actor,
        organisation=None,
        thing=Thing("reminders", day.isoformat(), _of_day(day)),
        kind="reminders-sent",
        before=None,
        after={"mails": mails, "reminders": reminders},
        at=at,
    )


def _of_day(day: datetime.date) -> Text:
    words = long_day(day)
    return Text(f"Påminnelser {words.sv}", f"Reminders {words.en}")


def _row(mail: ReminderMail, item: DueDuty) -> GivenReminder:
    agreement_id, duty_id, code, due = item.key
    return GivenReminder(
        mail=mail,
        person_id=mail.person_id,
        agreement_id=agreement_id,
        duty_id=duty_id,
        organisation_id=code,
        due=due,
        offset=item.reminder.offset,
    )


@dataclass(frozen=True, slots=True)
class Preview:
    """A mail that a run would send."""

    address: str
    letter: Letter
    count: int
    """How many reminders, or things that wait, it tells of."""


def previews(at: datetime.datetime, *, only_waiting: bool = False) -> list[Preview]:
    """Return the mails that a run would send; nothing is written or sent."""
    days = [] if only_waiting else gather(at)
    waiting = gather_waiting(at, daily=not only_waiting)
    return [
        *(Preview(one.receiver.address, letter(one), len(one.items)) for one in days),
        *(Preview(one.address, waiting_letter(one), len(one.items)) for one in waiting),
    ]

"""Mail of what was done to someone's roles, account or rights: a kind of event says whom it is mailed to.

The mail says the sentence that the history says, and the reason. It is kept with the act (:class:`.RightsMail`) and
sent when the act's transaction has ended, so that nothing is told that was not done, and nothing that was done stays
untold: a mail server that is down stops nothing, the timer tries again, and the operator sees what has not gone.
Whoever did it is mailed too: another may have done it in that name.
"""

import datetime
import logging
import smtplib
from collections.abc import Iterable, Iterator
from functools import partial

from django.core.mail import get_connection
from django.db import transaction

from naravard.agreement.model import Text
from naravard.web.access.permissions import Permission
from naravard.web.access.roles import BY_CODE, ROLES
from naravard.web.history.content import Told
from naravard.web.history.kinds import Addressee, known, sentence
from naravard.web.history.models import Event
from naravard.web.mail.delivery import MailNotSentError, send
from naravard.web.mail.links import link
from naravard.web.people.entries import day_of
from naravard.web.people.four_eyes import now_known_as
from naravard.web.people.models import Account, Membership, RightsMail

MOST_TRIES = 15
"""After so many, in about ten days, a mail is tried no more; the operator sees it until it is swept away."""
KEPT = datetime.timedelta(days=30)
"""How long a mail that has not gone is kept."""
_FIRST, _MOST_SELDOM = datetime.timedelta(minutes=5), datetime.timedelta(days=1)
_PERSON = "person-"
_ADMINISTERING = [role.code for role in ROLES if Permission.ADMINISTER_PEOPLE in role.permissions]
_TELL = Text(
    "Säg genast till en administratör i din organisation.", "tell an administrator of your organisation at once."
)
_NEW_PASSWORD = Text(
    "Välj genast ett nytt lösenord, och säg till en administratör i din organisation.",
    "choose a new password at once, and tell an administrator of your organisation.",
)
_PAYMENT_DETAILS = [role.code for role in ROLES if Permission.CHANGE_PAYMENT_DETAILS in role.permissions]
_log = logging.getLogger("naravard.web.people.mail")


def concerned(told: Told) -> Iterator[Addressee]:
    """Give the person whom it is about."""
    yield from _addressees([f"{_PERSON}{told.thing.id}"])


def stand_in(told: Told) -> Iterator[Addressee]:
    """Give the person who stands in, or did."""
    values = told.after or told.before or {}
    yield from _addressees([str(values["stand_in"])] if values.get("stand_in") else [])


def other_holders(told: Told) -> Iterator[Addressee]:
    """Give the others who hold the role in the organisation, where it is one that signs or pays."""
    role = BY_CODE.get(str((told.after or told.before or {}).get("role")))
    if role is not None and role.needs_two:
        yield from _holders(told, [role.code])


def administrators(told: Told) -> Iterator[Addressee]:
    """Give the organisation's administrators."""
    yield from _holders(told, _ADMINISTERING)


def whose_account(told: Told) -> Iterator[Addressee]:
    """Give the person whose account it is, at all addresses, also those whose account is closed."""
    yield from _addressees([f"{_PERSON}{told.thing.id}"], closed_too=True)


def payment_details_holders(told: Told) -> Iterator[Addressee]:
    """Give those who can change where the organisation is paid."""
    yield from _holders(told, _PAYMENT_DETAILS)


def mail_afterwards(event: Event) -> None:
    """Keep the mails of an event with it, and send them when the transaction that is open has ended.

    Most kinds have none. What is not sent then is sent by the timer (:func:`send_unsent`).
    """
    told = event.told
    addressees = {one.email: one.name for each in known(told.kind).mailed_to for one in each(told)}
    if addressees:
        made = [RightsMail(event=event, name=name, address=to, made_at=told.at) for to, name in addressees.items()]
        RightsMail.objects.bulk_create(made)
        transaction.on_commit(partial(_send, made, told.at), robust=True)


def keep_unsent(told: Told, to: Addressee, why: str) -> None:
    """Keep the mail of an event that was just tried and not sent, for the timer to try again."""
    RightsMail.objects.create(
        event_id=told.sequence, name=to.name, address=to.email, made_at=told.at, tries=1, tried_at=told.at, refused=why
    )


def unsent() -> list[RightsMail]:
    """Return the mails about rights that have been tried and not been sent, oldest first."""
    return list(RightsMail.objects.filter(tries__gt=0).select_related("event"))


def due(at: datetime.datetime) -> list[RightsMail]:
    """Return the mails about rights that it is time to try: at first soon, then ever more seldom."""
    return [one for one in RightsMail.objects.select_related("event") if _next_try(one) <= at]


def send_unsent(at: datetime.datetime) -> int:
    """Try the mails about rights that it is time to try; return how many were sent."""
    return _send(due(at), at)


def given_up(mail: RightsMail) -> bool:
    """Tell whether a mail is tried no more by itself."""
    return mail.tries >= MOST_TRIES


def sweep(*, at: datetime.datetime) -> int:
    """Remove the mails that have not gone in the time that they are kept; return how many."""
    removed, _ = RightsMail.objects.filter(made_at__lt=at - KEPT).delete()
    return removed


def _next_try(mail: RightsMail) -> datetime.datetime:
    if given_up(mail):
        return datetime.datetime.max.replace(tzinfo=datetime.UTC)
    last: datetime.datetime = mail.tried_at or mail.made_at
    wait: datetime.timedelta = min(_FIRST * 4 ** max(mail.tries - 1, 0), _MOST_SELDOM)
    return last + wait


def _send(mails: Iterable[RightsMail], at: datetime.datetime) -> int:
    """Send mails, each claimed first so that no other run sends it too; return how many went."""
    sent, connection = 0, get_connection()
    for one in mails:
        claimed = {"tries": one.tries + 1, "tried_at": at}
        if not RightsMail.objects.filter(pk=one.pk, tries=one.tries).update(**claimed):
            continue
        letter = _letter(one)
        if letter is None:
            RightsMail.objects.filter(pk=one.pk).delete()
            continue
        try:
            send(one.address, *letter, connection=connection)
        except MailNotSentError as error:
            _log.warning("event %s was not mailed to everyone it concerns", one.event_id)
            RightsMail.objects.filter(pk=one.pk).update(refused=error.what.sv)
            if not isinstance(error.__cause__, smtplib.SMTPRecipientsRefused):
                break
        else:
            sent += 1
            RightsMail.objects.filter(pk=one.pk).delete()
    connection.close()
    return sent


def _letter(mail: RightsMail) -> tuple[Text, Text] | None:
    """Return the subject and the text of a mail; None if it has lost its meaning since."""
    told = mail.event.told
    written_by = known(told.kind).letter
    return written_by(told) if written_by is not None else _sentence_letter(told, mail.name)


def _sentence_letter(told: Told, name: str) -> tuple[Text, Text]:
    says = sentence(told)
    where = told.organisation.name if told.organisation else None
    subject = f"Naravard: en ändring i {where.sv}" if where else "Naravard: ditt konto har ändrats"
    because = Text(f"Skäl: {told.reason}\n\n", f"Reason: {told.reason}\n\n") if told.reason else Text("", "")
    in_sv, in_en = (f"{where.sv}: ", f"{where.in_language('en')}: ") if where else ("", "")
    do = _TELL if where else _NEW_PASSWORD
    return Text(subject), Text(
        f"Hej {name}!\n\n{in_sv}{says.sv}\n\n{because.sv}{link('people:me')}\n\nVäntade du dig inte det här? {do.sv}",
        f"Hello {name}!\n\n{in_en}{says.in_language('en')}\n\n{because.en}{link('people:me', language='en')}\n\n"
        f"If you did not expect this, {do.in_language('en')}",
    )


def _holders(told: Told, roles: list[str]) -> Iterator[Addressee]:
    code = told.organisation.code if told.organisation else ""
    held = Membership.objects.on(day_of(told.at)).filter(organisation=code, role__in=roles)
    yield from _addressees(f"{_PERSON}{one}" for one in held.values_list("person_id", flat=True))


def _addressees(codes: Iterable[str], *, closed_too: bool = False) -> Iterator[Addressee]:
    """Give persons, by code, with each address of an account of theirs that is open."""
    people = [now_known_as(code) for code in codes if code.startswith(_PERSON)]
    accounts = Account.objects.filter(person__in=people).order_by("email")
    for account in accounts if closed_too else accounts.filter(is_active=True):
        yield Addressee(account.person.name, account.email)

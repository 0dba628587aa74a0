"""Mail of what was done to someone's roles, account or rights: a kind of event says whom it is mailed to.

The mail says the sentence that the history says, and the reason. It is sent when the act's transaction has ended, so
that nothing is told that was not done; a mail server that is down stops nothing, and the log says so. Whoever did it is
mailed too: another may have done it in that name.
"""

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
from naravard.web.mail.delivery import MailNotSentError, send
from naravard.web.mail.links import link
from naravard.web.people.four_eyes import now_known_as
from naravard.web.people.models import Account, Membership
from naravard.web.people.written import day_of

_PERSON = "person-"
_ADMINISTERING = [role.code for role in ROLES if Permission.ADMINISTER_PEOPLE in role.permissions]
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


def mail_afterwards(told: Told) -> None:
    """Send the mail of an event when the transaction that is open has ended; most kinds have none."""
    if known(told.kind).mailed_to:
        transaction.on_commit(partial(_mail, told), robust=True)


def _mail(told: Told) -> None:
    addressees = {one.email: one for each in known(told.kind).mailed_to for one in each(told)}
    connection = get_connection()
    for one in addressees.values():
        subject, text = _letter(told, one)
        try:
            send(one.email, subject, text, connection=connection)
        except MailNotSentError as error:
            _log.warning("event %s was not mailed to everyone it concerns", told.sequence)
            if not isinstance(error.__cause__, smtplib.SMTPRecipientsRefused):
                break
    connection.close()


def _letter(told: Told, to: Addressee) -> tuple[Text, Text]:
    says = sentence(told)
    where = told.organisation.name if told.organisation else None
    subject = f"Naravard: en ändring i {where.sv}" if where else "Naravard: ditt konto har ändrats"
    because = Text(f"Skäl: {told.reason}\n\n", f"Reason: {told.reason}\n\n") if told.reason else Text("", "")
    in_sv, in_en = (f"{where.sv}: ", f"{where.in_language('en')}: ") if where else ("", "")
    return Text(subject), Text(
        f"Hej {to.name}!\n\n{in_sv}{says.sv}\n\n{because.sv}{link('people:me')}\n\n"
        "Väntade du dig inte det här? Säg genast till en administratör i din organisation.",
        f"Hello {to.name}!\n\n{in_en}{says.in_language('en')}\n\n{because.en}{link('people:me', language='en')}\n\n"
        "If you did not expect this, tell an administrator of your organisation at once.",
    )


def _holders(told: Told, roles: list[str]) -> Iterator[Addressee]:
    code = told.organisation.code if told.organisation else ""
    held = Membership.objects.on(day_of(told.at)).filter(organisation=code, role__in=roles)
    yield from _addressees(f"{_PERSON}{one}" for one in held.values_list("person_id", flat=True))


def _addressees(codes: Iterable[str]) -> Iterator[Addressee]:
    """Give persons, by code, with each address of an account of theirs that is open."""
    people = [now_known_as(code) for code in codes if code.startswith(_PERSON)]
    for account in Account.objects.filter(person__in=people, is_active=True).order_by("email"):
        yield Addressee(account.person.name, account.email)

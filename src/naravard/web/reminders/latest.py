"""What someone has been reminded of lately, as the page shows it."""

import datetime
from dataclasses import dataclass

from naravard.agreement.model import Text
from naravard.web.agreements.current import all_shown
from naravard.web.people.models import Person
from naravard.web.reminders.models import ReminderMail

SHOWN = 10
"""How many mails the page shows."""


@dataclass(frozen=True, slots=True)
class Reminded:
    """One reminder."""

    name: Text
    """The duty's, or its id where the agreement has it no longer."""
    organisation: Text
    due: datetime.date


@dataclass(frozen=True, slots=True)
class Mailed:
    """One mail."""

    claimed_at: datetime.datetime
    is_sent: bool
    """Whether it is known that it went."""
    address: str
    reminders: tuple[Reminded, ...]
    handovers: tuple[Text, ...]
    """What waited, as it was called then."""


def latest_mails(person: Person) -> list[Mailed]:
    """Return the latest mails to a person, newest first."""
    names = {(shown.agreement.id, duty.id): duty.name for shown in all_shown() for duty in shown.agreement.duties}
    mails = ReminderMail.objects.filter(person=person).prefetch_related("reminders__organisation", "handovers")[:SHOWN]
    return [
        Mailed(
            mail.claimed_at,
            mail.sent_at is not None,
            mail.address,
            tuple(
                Reminded(
                    names.get((given.agreement_id, given.duty_id), Text(given.duty_id)),
                    given.organisation.text,
                    given.due,
                )
                for given in mail.reminders.all()
            ),
            tuple(told.what for told in mail.handovers.all()),
        )
        for mail in mails
    ]

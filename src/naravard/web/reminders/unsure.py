"""Mails that may have gone or not: found, sent again, or recorded as gone by someone who knows."""

import datetime

from django.db import transaction

from naravard.agreement.model import Text
from naravard.web.reminders.models import ReminderMail

AFTER = datetime.timedelta(minutes=10)
"""A mail claimed more lately than this may just be on its way, in another run."""


class NotUnsureError(Exception):
    """There is no mail with the number that may have gone or not; ``says`` tells how it stands."""

    def __init__(self, says: Text) -> None:
        super().__init__(says.sv)
        self.says = says


def unsure(at: datetime.datetime) -> list[ReminderMail]:
    """Return the mails that may have gone or not, oldest first."""
    found = ReminderMail.objects.filter(sent_at=None, claimed_at__lt=at - AFTER)
    return list(found.select_related("person").order_by("id"))


def let_go(number: int, at: datetime.datetime) -> None:
    """Give the claim of a mail back, so that the next run sends what is still due."""
    with transaction.atomic():
        _locked(number, at).delete()


def set_down_as_sent(number: int, at: datetime.datetime) -> None:
    """Mark a mail as sent, on the word of someone who has seen that it went."""
    with transaction.atomic():
        mail = _locked(number, at)
        mail.sent_at = at
        mail.save(update_fields=["sent_at"])


def _locked(number: int, at: datetime.datetime) -> ReminderMail:
    mail = ReminderMail.objects.select_for_update(no_key=True).filter(pk=number).first()
    if mail is None:
        raise NotUnsureError(Text(f"Det finns inget mejl {number}.", f"There is no mail {number}."))
    if mail.sent_at is not None:
        when = f"{mail.sent_at:%Y-%m-%d %H:%M} UTC"
        raise NotUnsureError(Text(f"Mejl {number} är skickat {when}.", f"Mail {number} was sent {when}."))
    if mail.claimed_at >= at - AFTER:
        raise NotUnsureError(
            Text(
                f"Mejl {number} skickas kanske just nu. Vänta tio minuter.",
                f"Mail {number} may be on its way right now. Wait ten minutes.",
            )
        )
    return mail

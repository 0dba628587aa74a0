"""Sending a mail: plain text, Swedish first and English after; what goes wrong is told in words."""

import logging
import smtplib
from contextlib import suppress

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from naravard.agreement.model import Text
from naravard.agreement.wording import dates_in_words

HEADERS = {"Auto-Submitted": "auto-generated", "Content-Language": "sv, en"}
"""So that no answering machine answers, and no mailing list either."""
_BETWEEN = "\n\n-- \nIn English\n\n"
_log = logging.getLogger("naravard.web.mail.sending")
"""Part of each line of the log: it does not follow the module's name."""


class MailNotSentError(Exception):
    """A mail was not sent; ``what`` says why, and ``way_out`` what can be done."""

    def __init__(self, what: Text, way_out: Text) -> None:
        super().__init__(f"{what.sv} {way_out.sv}")
        self.what, self.way_out = what, way_out

    def in_language(self, code: str) -> str:
        """Return both sentences in a language."""
        return f"{self.what.in_language(code)} {self.way_out.in_language(code)}"


def send(to: str, subject: Text, text: Text, *, connection: BaseEmailBackend | None = None) -> None:
    """Send a mail to one address.

    A mail that tells of an act is sent after the act's transaction, never within: a mail cannot be taken back, and a
    slow mail server keeps nobody waiting for the database. ``connection`` (Django's ``get_connection()``, opened) lets
    many mails go over one line.

    Raises:
        MailNotSentError: when the server does not answer, or does not take the mail.
    """
    sv, en = dates_in_words(text.sv, "sv"), dates_in_words(text.en, "en")
    body = sv if not en else f"{sv}{_BETWEEN}{en}"
    line = connection or get_connection()
    try:
        EmailMessage(dates_in_words(subject.sv), body + "\n", to=[to], headers=HEADERS, connection=line).send()
    except (OSError, smtplib.SMTPException) as error:
        with suppress(OSError, smtplib.SMTPException):
            line.close()
        _log.warning("a mail was not sent: %s", _kind(error))
        raise _told(error) from error


def where_mail_goes() -> Text:
    """Return a sentence for the operator on where mail goes."""
    if settings.EMAIL_HOST:
        server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
        return Text(f"Mejl skickas genom {server}.", f"Mail is sent through {server}.")
    folder = settings.MAIL_FOLDER
    return Text(
        f"Mejl skickas inte, utan skrivs som filer i {folder}. Ange NARAVARD_MAIL_URL för att skicka.",
        f"Mail is not sent, but written as files in {folder}. Set NARAVARD_MAIL_URL to send.",
    )


def _kind(error: Exception) -> str:
    """Return what the log says of an error: its kind and number, never an address or what the mail says."""
    number = getattr(error, "smtp_code", getattr(error, "errno", None))
    return type(error).__name__ if number is None else f"{type(error).__name__} {number}"


def _told(error: Exception) -> MailNotSentError:
    later = Text(
        "Försök igen om en stund. Hjälper inte det, säg till den som driver tjänsten.",
        "Try again in a while. If that does not help, tell the operator of the service.",
    )
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return MailNotSentError(
            Text("E-postservern tar inte emot mejl till adressen.", "The mail server takes no mail to the address."),
            Text("Kontrollera adressen.", "Check the address."),
        )
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return MailNotSentError(
            Text("E-postservern godtar inte tjänstens inloggning.", "The mail server refuses the service's sign-in."),
            Text("Säg till den som driver tjänsten.", "Tell the operator of the service."),
        )
    if isinstance(error, smtplib.SMTPException):
        return MailNotSentError(Text("E-postservern tog inte emot mejlet.", "The mail server did not take it."), later)
    return MailNotSentError(Text("Det går inte att nå e-postservern.", "The mail server cannot be reached."), later)

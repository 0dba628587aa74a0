"""Handing a mail to the mail server, and knowing afterwards whether it went, did not go, or may have gone.

A server that answers no has not taken the mail. One that falls silent after it has been given the mail may have taken
it or not; nobody can know.
"""

import contextlib
import smtplib
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from django.core.mail import get_connection

from naravard.web.mail.delivery import MailNotSentError, send
from naravard.web.reminders.letter import Letter

SAYS_NO = (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException, smtplib.SMTPNotSupportedError)
"""What says that a mail was not taken."""
NOT_FOR_ANYONE = (smtplib.SMTPSenderRefused, smtplib.SMTPAuthenticationError)
"""Among them, what would be said of every other mail too."""

_OK = 250


class NoServerError(Exception):
    """The mail server cannot be reached, or takes nothing from us: nothing was sent, and trying on is no use."""


class RefusedError(Exception):
    """The mail server did not take the mail: it has certainly not been sent."""


class UnsureError(Exception):
    """The mail may have been sent or not."""


@dataclass(slots=True)
class Post:
    """The line to the mail server. It is opened when needed, and again when the server has closed it."""

    _line: Any = None

    def __enter__(self) -> "Post":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._hang_up()

    def get_ready(self) -> None:
        """Reach the server, so that what fails later is about the mail.

        Raises:
            NoServerError: when it cannot be reached.
        """
        if self._line is not None and not self._is_alive():
            self._hang_up()
        if self._line is None:
            line = get_connection()
            try:
                line.open()
            except (OSError, smtplib.SMTPException) as error:
                raise NoServerError(said(error)) from error
            self._line = line

    def send(self, to: str, letter: Letter) -> None:
        """Hand over a mail.

        Raises:
            RefusedError: when it was certainly not sent: the server says no, or it cannot be written at all.
            NoServerError: when it was certainly not sent, and no other would be.
            UnsureError: when it may have been sent or not.
        """
        try:
            send(to, letter.subject, letter.text, connection=self._line)
        except ValueError as error:
            raise RefusedError(said(error)) from error
        except MailNotSentError as error:
            raise self._meant(error.__cause__ or error) from error

    def _meant(self, error: BaseException) -> Exception:
        """Return what an error says of the mail."""
        if isinstance(error, NOT_FOR_ANYONE):
            self._hang_up()
            return NoServerError(said(error))
        if isinstance(error, SAYS_NO):
            return RefusedError(said(error))
        self._hang_up()
        return UnsureError(said(error))

    def _is_alive(self) -> bool:
        server = getattr(self._line, "connection", None)
        if not isinstance(server, smtplib.SMTP):
            return True
        try:
            code, _ = server.noop()
        except (OSError, smtplib.SMTPException):
            return False
        return code == _OK

    def _hang_up(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                line.close()


def said(error: BaseException) -> str:
    """Return what went wrong in one line, as the mail server said it."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "; ".join(_answer(*answer) for answer in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return _answer(error.smtp_code, error.smtp_error)
    return " ".join(str(error).split()) or type(error).__name__


def _answer(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {' '.join(text.split())}"

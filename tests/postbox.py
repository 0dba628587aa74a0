"""A mail server on this computer that keeps what it gets, and can say no, fall silent, or take no one's mail."""

import email
import email.policy
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from ports import free_port


class Postbox:
    """What the server has got, and what it does to whom."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.got: list[EmailMessage] = []
        self.refused: set[str] = set()
        """Addresses that it says no to."""
        self.falls_silent_at: set[str] = set()
        """Addresses whose mail it takes, and then hangs up without an answer."""
        self.takes_nothing = False

    @property
    def receivers(self) -> list[str]:
        """To whom it has got mail, in order."""
        return [str(mail["To"]) for mail in self.got]

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.takes_nothing:
            return "550 5.7.1 Sender not allowed"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            return "550 5.1.1 No such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(mail, EmailMessage)
        self.got.append(mail)
        if not self.falls_silent_at.isdisjoint(envelope.rcpt_tos):
            server.transport.abort()
        return "250 OK"


@contextmanager
def open_postbox() -> Iterator[Postbox]:
    """Start a mail server, and stop it afterwards."""
    postbox = Postbox(free_port())
    controller = Controller(postbox, hostname="127.0.0.1", port=postbox.port)
    controller.start()
    try:
        yield postbox
    finally:
        controller.stop()


def text_of(mail: EmailMessage) -> str:
    """Return a mail's text as it was written."""
    return str(mail.get_content()).replace("\r\n", "\n").replace("\u00a0", " ")


def subject_of(mail: EmailMessage) -> str:
    """Return a mail's subject, unfolded."""
    return str(mail["Subject"]).strip()

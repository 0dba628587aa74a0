"""Mail is sent through a real server on this computer, and written as files where none is set."""

import email
import email.policy
import logging
import stat
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from naravard.agreement.model import Text
from naravard.web.mail.delivery import MailNotSentError, send, where_mail_goes
from naravard.web.mail.server import AS_FILES, BY_SERVER
from ports import free_port

SUBJECT = Text("Sista dagen är i morgon", "The last day is tomorrow")
TEXT = Text("Hej Åsa!\n\nRekvisitionen ska vara inne den 1 december.", "Hello Åsa!\n\nThe requisition is due.")
TO = "asa@example.org"
REFUSED = "nobody@example.org"


class Box(Message):
    """A mail server that keeps what it gets, and knows one user."""

    def __init__(self) -> None:
        super().__init__(message_class=EmailMessage)
        self.got: list[EmailMessage] = []
        self.signed_in: list[bytes] = []

    def prepare_message(self, session: Session, envelope: Envelope) -> EmailMessage:
        return email.message_from_bytes(envelope.content, policy=email.policy.default)

    def handle_message(self, message: EmailMessage) -> None:
        self.got.append(message)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address == REFUSED:
            return "550 No such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    def authenticator(self, server: SMTP, session: Session, envelope: Envelope, how: str, given: object) -> AuthResult:
        assert isinstance(given, LoginPassword)
        self.signed_in.append(given.login)
        return AuthResult(success=given.password == b"ratt", handled=False)


@pytest.fixture
def box(settings: object) -> Iterator[Box]:
    """A mail server that the service is set to."""
    box, port = Box(), free_port()
    controller = Controller(
        box, hostname="127.0.0.1", port=port, authenticator=box.authenticator, auth_require_tls=False
    )
    controller.start()
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = BY_SERVER, "127.0.0.1", port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.DEFAULT_FROM_EMAIL = "Naravard <naravard@example.org>"
    yield box
    controller.stop()


@pytest.fixture
def folder(settings: object, tmp_path: Path) -> Path:
    """The folder that mail is written into, where no server is set."""
    settings.EMAIL_BACKEND, settings.MAIL_FOLDER, settings.EMAIL_HOST = AS_FILES, tmp_path / "data" / "mail", ""
    return settings.MAIL_FOLDER


def test_a_mail_arrives_whole_in_swedish_and_then_english(box: Box) -> None:
    send(TO, SUBJECT, TEXT)

    [mail] = box.got
    assert (mail["To"], mail["From"]) == (TO, "Naravard <naravard@example.org>")
    assert mail["Subject"] == "Sista dagen är i morgon"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content_type() == "text/plain"
    text = mail.get_content().replace("\r\n", "\n")
    assert text.startswith("Hej Åsa!\n\nRekvisitionen")
    assert text.index("In English") < text.index("Hello Åsa!")


def test_an_address_that_the_server_refuses_is_told_of_and_not_logged(
    box: Box, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING), pytest.raises(MailNotSentError, match="tar inte emot mejl till adressen"):
        send(REFUSED, SUBJECT, TEXT)
    assert "SMTPRecipientsRefused" in caplog.text
    assert REFUSED not in caplog.text
    assert box.got == []


def test_the_service_signs_in_where_a_user_is_set(box: Box, settings: object) -> None:
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "naravard", "ratt"
    send(TO, SUBJECT, TEXT)
    assert box.signed_in == [b"naravard"]

    settings.EMAIL_HOST_PASSWORD = "fel"
    with pytest.raises(MailNotSentError, match="godtar inte tjänstens inloggning"):
        send(TO, SUBJECT, TEXT)
    assert len(box.got) == 1


def test_a_server_without_tls_gets_nothing_where_tls_is_set(box: Box, settings: object) -> None:
    settings.EMAIL_USE_TLS = True
    with pytest.raises(MailNotSentError):
        send(TO, SUBJECT, TEXT)
    assert box.got == []


def test_a_server_that_does_not_answer_is_told_of(settings: object) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = BY_SERVER, "127.0.0.1", free_port()
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    with pytest.raises(MailNotSentError) as told:
        send(TO, SUBJECT, TEXT)
    assert told.value.in_language("sv").startswith("Det går inte att nå e-postservern. Försök igen")
    assert told.value.in_language("en").startswith("The mail server cannot be reached. Try again")


def test_without_a_server_mail_is_files_that_only_the_service_reads(folder: Path) -> None:
    send(TO, SUBJECT, TEXT)
    send(TO, SUBJECT, TEXT)

    files = sorted(folder.iterdir())
    assert [file.suffix for file in files] == [".eml", ".eml"]
    mail = email.message_from_bytes(files[0].read_bytes(), policy=email.policy.default)
    assert (mail["To"], mail["Subject"]) == (TO, "Sista dagen är i morgon")
    assert mail.get_content().startswith("Hej Åsa!")
    assert stat.S_IMODE(files[0].stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_written_is_told_of(folder: Path) -> None:
    folder.parent.mkdir()
    folder.write_text("a file stands in the way")
    with pytest.raises(MailNotSentError):
        send(TO, SUBJECT, TEXT)


def test_the_service_says_where_mail_goes(folder: Path, settings: object) -> None:
    assert str(folder) in where_mail_goes().sv
    assert "NARAVARD_MAIL_URL" in where_mail_goes().sv
    settings.EMAIL_HOST, settings.EMAIL_PORT = "post.example.org", 465
    assert where_mail_goes().sv == "Mejl skickas genom post.example.org:465."

"""Mail of the demonstration: kept in a folder, marked, and never sent."""

from collections.abc import Sequence

from django.core.mail import EmailMessage

from naravard.web.mail.files import FileBackend

MARK = "[Demonstration]"
WORDS = "Demonstration – påhittade människor och händelser. Mejlet har inte skickats till någon.\n\n"


class KeptHere(FileBackend):
    """Writes each mail to a file under the demonstration's folder."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Mark the mails and keep them."""
        for message in email_messages:
            _mark(message)
        return super().send_messages(email_messages)


def _mark(message: EmailMessage) -> None:
    if not message.subject.startswith(MARK):
        message.subject = f"{MARK} {message.subject}"
        message.body = WORDS + str(message.body)

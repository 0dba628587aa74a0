"""Mail as files, where no server is set: each mail an ``.eml`` file that a mail program opens."""

import datetime
import secrets
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from naravard.web.site.clock import now


class FileBackend(BaseEmailBackend):
    """Writes mail into the folder ``settings.MAIL_FOLDER``; only the service's own user may read it."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write each mail, whole or not at all, and return how many."""
        folder = Path(settings.MAIL_FOLDER)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for message in email_messages:
            name = f"{now():%Y-%m-%d-%H%M%S-%f}-{secrets.token_hex(4)}"
            draft = folder / f".{name}.draft"
            draft.touch(mode=0o600)
            draft.write_bytes(message.message().as_bytes())
            draft.replace(folder / f"{name}.eml")
        return len(email_messages)


def sweep(*, at: datetime.datetime) -> int:
    """Remove the mails that were written before the days that they are kept; return how many."""
    before = (at - datetime.timedelta(days=settings.KEEP_MAIL_DAYS)).timestamp()
    folder = Path(settings.MAIL_FOLDER)
    old = [one for one in folder.glob("*.eml") if one.stat().st_mtime < before] if folder.is_dir() else []
    for one in old:
        one.unlink(missing_ok=True)
    return len(old)

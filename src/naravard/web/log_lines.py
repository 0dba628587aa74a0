"""How the log is written: one event on one line, with its time zone, and never a secret.

Some addresses hold a secret (a calendar's, an invitation's, a new password's), and Django writes the address of what
went wrong. What is written here is read by more people than those who may use such an address.
"""

import logging
import re
from datetime import UTC, datetime

_SECRET_PLACES = re.compile(r"(/(?:kalender|inbjudan|losenord/nytt)/)[^\s/?'\"<>]+")
_KEYS = re.compile(r"\bnv_([a-z0-9]{8})_[A-Za-z0-9_-]+")
# Each run of an address's signs is looked at once: it is tried from its first sign only, and a match takes all of it up
# to its last letter. Tried from every sign, the work would grow with the square of what a stranger sends.
_SIGNS = r"A-Za-z0-9._%+\-"
_ADDRESSES = re.compile(
    rf"(?<![{_SIGNS}])[{_SIGNS}]++@[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)+(?:[{_SIGNS}@]*[A-Za-z0-9])?", re.ASCII
)
_PARAMETERS = re.compile(r"((?:code|state|token|key|secret|password)=)[^\s&'\"]+", re.IGNORECASE)
_HIDDEN = "…"


class OneLineWithoutSecrets(logging.Formatter):
    """Writes ``2026-11-22T03:15:00+00:00 WARNING name: message``; a program's trace stands in lines of its own."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: ARG002, N802 - Python's signature
        """Return the time in UTC, with its zone."""
        return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - Python's name
        """Return the line: nothing in what was sent can begin a new one."""
        record.message = _on_one_line(record.message)
        return super().formatMessage(record)

    def format(self, record: logging.LogRecord) -> str:
        """Return what is written, the trace too, without secrets."""
        return without_secrets(super().format(record))


def without_secrets(text: str) -> str:
    """Return a text with keys, secret addresses and e-mail addresses taken out.

    >>> without_secrets("/kalender/abc.ics nv_abcd2345_xyz anna@example.org ?code=123&x=1")
    '/kalender/… nv_abcd2345_… …@… ?code=…&x=1'
    """
    text = _SECRET_PLACES.sub(rf"\1{_HIDDEN}", text)
    text = _KEYS.sub(rf"nv_\1_{_HIDDEN}", text)
    text = _PARAMETERS.sub(rf"\1{_HIDDEN}", text)
    return _ADDRESSES.sub(f"{_HIDDEN}@{_HIDDEN}", text)


def _on_one_line(text: str) -> str:
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)

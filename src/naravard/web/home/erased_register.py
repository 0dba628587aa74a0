"""Who has been erased, kept beside the database: a backup that is restored knows nothing of what came after it.

A line is the code of a person and when; it names nobody. The file lies in the data folder, and its lines are given to
``naravard restore`` on another machine.
"""

import datetime
import os
import re
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from django.conf import settings

from naravard.web.private_files import FILE

_LINE = re.compile(r"(person-[0-9a-f-]{36}) \S+")


class UnreadableRegisterError(ValueError):
    """A file that is no such register was given; ``line`` is the first that is none."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}")
        self.line = line


def register() -> Path:
    """Return where the register lies."""
    return Path(settings.DATA) / "erased-persons"


def note_erased(persons: Iterable[UUID], at: datetime.datetime) -> None:
    """Add persons to the register, and see to it that they have reached the disk."""
    lines = "".join(f"person-{one} {at.astimezone(datetime.UTC).isoformat(timespec='seconds')}\n" for one in persons)
    with os.fdopen(os.open(register(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, FILE), "w", encoding="ascii") as handle:
        handle.write(lines)
        handle.flush()
        os.fsync(handle.fileno())


def erased_in(file: Path) -> frozenset[UUID]:
    """Return the persons of a register; none if there is no such file.

    Raises:
        UnreadableRegisterError: when a line is none of a register's.
    """
    if not file.exists():
        return frozenset()
    found: set[UUID] = set()
    for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
        matched = _LINE.fullmatch(line.strip())
        if line.strip() and matched is None:
            raise UnreadableRegisterError(number)
        if matched:
            found.add(UUID(matched[1].removeprefix("person-")))
    return frozenset(found)

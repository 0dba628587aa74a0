"""What the demonstration keeps for itself, beside the ordinary tables and made before them, with the mark.

The day that is shown, how far the year's script has been carried out, which organisations one runs oneself, and the
secrets of invitations that nobody has answered. Nothing but the demonstration's own database has these tables, which
is SQLite always, so they are plain SQL and no models.
"""

import datetime
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from naravard.web.demo.locks import TABLE, WORDS, DemonstrationRefusedError
from naravard.web.private_files import private_folder

FILE = "naravard.sqlite3"
"""The database's name in the demonstration's folder, as :func:`naravard.web.database.database` has it."""
_TABLES = (
    "CREATE TABLE naravard_demonstration (id INTEGER PRIMARY KEY CHECK (id = 1), words TEXT NOT NULL,"
    " day TEXT, played_until TEXT, seen_sequence INTEGER NOT NULL DEFAULT 0)",
    "CREATE TABLE naravard_demonstration_own (organisation_code TEXT PRIMARY KEY)",
    "CREATE TABLE naravard_demonstration_secret (part TEXT PRIMARY KEY, invitation_id INTEGER NOT NULL,"
    " secret TEXT NOT NULL)",
)


@dataclass(frozen=True, slots=True)
class DemoPosition:
    """Where in the year the demonstration is."""

    day: datetime.date
    """The day that is shown."""
    played_until: datetime.datetime
    """The script has been carried out up to this moment."""
    seen_sequence: int
    """The last event when it had been; what comes after is what people have done themselves."""


def make_or_recognise(file: Path) -> bool:
    """Make the demonstration's database, with its mark, or see that the one that is there has it; tell if it is new.

    Raises:
        DemonstrationRefusedError: when a file is there that the demonstration has not made.
    """
    if not file.exists():
        private_folder(file.parent)
        with closing(sqlite3.connect(file, isolation_level=None)) as new:
            new.execute("BEGIN IMMEDIATE")
            for statement in _TABLES:
                new.execute(statement)
            new.execute("INSERT INTO naravard_demonstration (id, words) VALUES (1, ?)", [WORDS])
            new.execute("COMMIT")
        return True
    if not _has_mark(file):
        raise DemonstrationRefusedError(
            f"{file} är inte gjord av demonstrationen, så demonstrationen rör den inte. Flytta bort filen; "
            "demonstrationen gör en egen."
        )
    return False


def standing() -> DemoPosition | None:
    """Return where in the year the demonstration is; nothing before the year has begun."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT day, played_until, seen_sequence FROM naravard_demonstration WHERE id = 1")
        day, until, sequence = cursor.fetchone()
    if day is None:
        return None
    return DemoPosition(datetime.date.fromisoformat(day), datetime.datetime.fromisoformat(until), sequence)


def set_day(day: datetime.date) -> None:
    """Let the pages show this day."""
    _do("UPDATE naravard_demonstration SET day = %s", day.isoformat())


def set_played(until: datetime.datetime, sequence: int) -> None:
    """Note how far the script has been carried out."""
    _do("UPDATE naravard_demonstration SET played_until = %s, seen_sequence = %s", until.isoformat(), sequence)


def own_organisations() -> frozenset[str]:
    """Return the codes of the organisations in whose matters someone has done something on the pages."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT organisation_code FROM naravard_demonstration_own")
        return frozenset(row[0] for row in cursor.fetchall())


def add_own(codes: set[str]) -> None:
    """Add organisations that one runs oneself."""
    for code in sorted(codes):
        _do("INSERT OR IGNORE INTO naravard_demonstration_own VALUES (%s)", code)


def keep_secret(part: str, invitation_id: int, secret: str) -> None:
    """Keep the secret of an invitation until it is answered."""
    _do("INSERT OR REPLACE INTO naravard_demonstration_secret VALUES (%s, %s, %s)", part, invitation_id, secret)


def secret_of(part: str) -> str:
    """Return the secret of the invitation that the script has sent for a part."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM naravard_demonstration_secret WHERE part = %s", [part])
        return str(cursor.fetchone()[0])


def secrets() -> dict[int, str]:
    """Return the secrets of the invitations that the script has sent and nobody has answered, by invitation."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT invitation_id, secret FROM naravard_demonstration_secret")
        return dict(cursor.fetchall())


def forget_secret(part: str) -> None:
    """Forget the secret of an invitation that is answered."""
    _do("DELETE FROM naravard_demonstration_secret WHERE part = %s", part)


def _do(statement: str, *values: str | int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))


def _has_mark(file: Path) -> bool:
    try:
        with closing(sqlite3.connect(file)) as there:
            named = there.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [TABLE]).fetchone()
            row = there.execute("SELECT words FROM naravard_demonstration WHERE id = 1").fetchone() if named else None
    except sqlite3.DatabaseError:
        return False
    return row == (WORDS,)

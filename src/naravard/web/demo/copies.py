"""Copies of the demonstration's database as it was on some mornings, so that one can go back in time.

To go back is to begin again: the latest copy from before the day is put back, and the script is carried out up to it.
What has been done on the pages since is gone. Who is signed in stays signed in.
"""

import datetime
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import cast

from django.conf import settings
from django.db import connection, transaction

from naravard.web.demo.locks import DemonstrationRefusedError, both_hold
from naravard.web.demo.year.days import PEOPLE, START
from naravard.web.signin.models import Session

DAYS = (PEOPLE, START)
"""The mornings of which there are copies."""


def keep(day: datetime.date) -> None:
    """Keep a copy of the database as it is, under a day."""
    file = _file(day)
    draft = file.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    with closing(sqlite3.connect(draft)) as copy:
        _live().backup(copy)
    draft.replace(file)


def put_back(day: datetime.date) -> None:
    """Put the latest copy from the morning of a day or before it back in the place of the database."""
    if not both_hold():
        raise DemonstrationRefusedError("Bara demonstrationens egen databas kan bytas mot en kopia.")
    file = _file(max(kept for kept in DAYS if kept <= day and _file(kept).exists()))
    sessions = list(Session.objects.all())
    with closing(sqlite3.connect(file)) as copy:
        copy.backup(_live())
    with transaction.atomic():
        Session.objects.all().delete()
        Session.objects.bulk_create(sessions)


def _file(day: datetime.date) -> Path:
    return settings.DATA / f"{day.isoformat()}.sqlite3"


def _live() -> sqlite3.Connection:
    """Return the connection to the demonstration's own database, which is SQLite always."""
    connection.ensure_connection()
    return cast(sqlite3.Connection, connection.connection)

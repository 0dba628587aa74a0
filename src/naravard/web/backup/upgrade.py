"""A backup from an older version of the program: its rows are brought to the tables of today by the migrations.

It happens in a SQLite database of its own in a temporary folder: the tables are made as they were, filled, compared
with the file, and migrated; then they are backed up again. So the database to be restored into is touched only when
all of that has gone well, and the same way leads to SQLite and to PostgreSQL.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.apps.registry import Apps
from django.db import DatabaseError, connections
from django.db.utils import DEFAULT_DB_ALIAS, ConnectionHandler

from naravard.agreement.model import Text
from naravard.web.backup.archive import Archive
from naravard.web.backup.backup import make_backup
from naravard.web.backup.manifest import MANIFEST, Manifest
from naravard.web.backup.problems import DatabaseRefused, FileRefused, damaged
from naravard.web.backup.row_loader import load, read_every_row
from naravard.web.backup.rows import LEFT_OUT, every_model
from naravard.web.backup.schema import build, known_migrations, migrate
from naravard.web.database import database


def is_of_today(manifest: Manifest) -> bool:
    """Tell whether a backup's tables are those of the program."""
    labels = {model._meta.label for model in every_model()} - LEFT_OUT
    return manifest.migrations == known_migrations() and {table.model for table in manifest.tables} == labels


def refuse_unknown_tables(archive: Archive) -> None:
    """Refuse a backup that has migrations which this program does not have, and say which version has them."""
    theirs, ours = _named(archive.manifest.migrations), _named(known_migrations())
    if theirs <= ours:
        return
    strange, program = ", ".join(sorted(theirs - ours)), archive.manifest.program
    raise FileRefused(
        Text(
            f"Säkerhetskopian {archive.file} är gjord med en nyare version av tabellerna.",
            f"The backup {archive.file} was made with a newer version of the tables.",
        ),
        where=MANIFEST,
        found=Text(f"okända ändringar av tabellerna: {strange}", f"unknown changes of the tables: {strange}"),
        expected=Text("tabeller som det här programmet känner", "tables that this program knows"),
        way_out=Text(
            f"Återställ med naravard {program}, som gjorde kopian, eller en senare version.",
            f"Restore with naravard {program}, which made the backup, or a later version.",
        ),
    )


def fill_as_then(archive: Archive) -> None:
    """Make the tables of an empty database as they were when the backup was made, and let them hold its rows."""
    then = build(archive.manifest.migrations)
    if then is None:
        found = ", ".join(sorted(_named(archive.manifest.migrations)))
        expected = Text("ändringar som hör ihop", "changes that belong together")
        raise damaged(archive.file, MANIFEST, Text(found, found), expected)
    _refuse_other_tables(archive, then)
    read_every_row(archive, then)
    load(archive, then)


@contextmanager
def upgraded(archive: Archive) -> Iterator[Archive]:
    """Give an older backup as today's program would have made it; the file is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="naravard-") as folder:
        with _on_a_database_of_its_own(Path(folder)):
            try:
                fill_as_then(archive)
                migrate()
            except DatabaseError as error:
                raise _not_upgraded(archive, error) from error
            made = make_backup(Path(folder) / "upgraded.zip", at=archive.manifest.made_at)
        yield made


def check(archive: Archive) -> None:
    """Read every row, and bring it to the tables of today where those are others; nothing of it is kept."""
    if is_of_today(archive.manifest):
        read_every_row(archive, apps)
    else:
        with upgraded(archive):
            pass


@contextmanager
def _on_a_database_of_its_own(folder: Path) -> Iterator[None]:
    """Let all that is done within be done in a new SQLite database instead of the one in use."""
    own = ConnectionHandler({DEFAULT_DB_ALIAS: database(f"sqlite:///{folder / 'upgraded.sqlite3'}", folder)})
    usual = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = own[DEFAULT_DB_ALIAS]
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = usual
        own.close_all()


def _refuse_other_tables(archive: Archive, then: Apps) -> None:
    """Refuse a backup in which a table of its own time is missing, or that has another."""
    left_out = set(archive.manifest.left_out)
    expected = sorted({model._meta.label for model in every_model(then)} - left_out)
    there = sorted(table.model for table in archive.manifest.tables)
    if there != expected:
        raise damaged(
            archive.file,
            MANIFEST,
            Text(", ".join(there), ", ".join(there)),
            Text(", ".join(expected), ", ".join(expected)),
        )


def _not_upgraded(archive: Archive, error: DatabaseError) -> DatabaseRefused:
    reason, program = " ".join(str(error).split()), archive.manifest.program
    return DatabaseRefused(
        Text(
            f"Raderna i {archive.file} kunde inte ställas om till dagens tabeller. Inget är ändrat.",
            f"The rows of {archive.file} could not be brought to the tables of today. Nothing has been changed.",
        ),
        found=Text(reason, reason),
        expected=Text("rader som går att ställa om", "rows that can be brought over"),
        way_out=Text(
            f"Återställ med naravard {program}, som gjorde kopian, och anmäl felet.",
            f"Restore with naravard {program}, which made the backup, and report the fault.",
        ),
    )


def _named(migrations: dict[str, list[str]]) -> set[str]:
    return {f"{app}.{name}" for app, names in migrations.items() for name in names}

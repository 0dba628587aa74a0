"""Restore a backup: all is checked before anything is touched, and all of it is restored or none."""

from collections.abc import Callable
from pathlib import Path

from django.apps import apps
from django.db import DatabaseError, transaction

from naravard.agreement.model import Text
from naravard.web.backup.archive import Archive, open_archive
from naravard.web.backup.problems import DatabaseRefused
from naravard.web.backup.row_loader import load, read_every_row
from naravard.web.backup.rows import FILLED_BY_MIGRATION, kept_models
from naravard.web.backup.schema import is_half_made, is_new, migrate, refuse_other_schema
from naravard.web.backup.upgrade import check, is_of_today, refuse_unknown_tables, upgraded

Afterwards = Callable[[Archive], None]
"""What is done in the same transaction when the rows are in place."""


def restore_backup(file: Path, *, force: bool = False, afterwards: Afterwards | None = None) -> Archive:
    """Let the database hold the backup's rows and no others; with ``force`` also where it held something before.

    The rows of an older version are brought to the tables of this one before the database is touched. ``afterwards``
    is a part of the whole: where it fails, nothing is restored. A database whose tables a killed restore has left half
    made, without a row, is taken as an empty one.
    """
    archive = open_archive(file)
    refuse_unknown_tables(archive)
    if not (is_new() or is_half_made()):
        refuse_other_schema()
        if not force:
            _refuse_filled()
    if is_of_today(archive.manifest):
        read_every_row(archive, apps)
        _put_in_place(archive, archive, afterwards)
    else:
        with upgraded(archive) as newer:
            _put_in_place(newer, archive, afterwards)
    return archive


def check_backup(file: Path) -> Archive:
    """Read the whole file and every row of it, see that it could be restored, and touch nothing."""
    archive = open_archive(file)
    refuse_unknown_tables(archive)
    check(archive)
    return archive


def _put_in_place(archive: Archive, named: Archive, afterwards: Afterwards | None) -> None:
    try:
        if is_new() or is_half_made():
            migrate()
        with transaction.atomic():
            load(archive, apps)
            if afterwards:
                afterwards(named)
    except DatabaseError as error:
        raise _not_taken(archive, error) from error


def _refuse_filled() -> None:
    """Refuse a database that holds something."""
    kept = [model for model in kept_models() if model._meta.label not in FILLED_BY_MIGRATION]
    counted = {model._meta.label: model._base_manager.count() for model in kept}
    filled = ", ".join(f"{label}: {count}" for label, count in counted.items() if count)
    if filled:
        raise DatabaseRefused(
            Text("Databasen är inte tom.", "The database is not empty."),
            found=Text(filled, filled),
            expected=Text("en tom databas", "an empty database"),
            way_out=Text(
                "Säkerhetskopiera det som finns där, och lägg till --force för att ersätta det.",
                "Back up what is there, and add --force to replace it.",
            ),
        )


def _not_taken(archive: Archive, error: DatabaseError) -> DatabaseRefused:
    reason = " ".join(str(error).split())
    return DatabaseRefused(
        Text(
            f"Databasen tog inte emot {archive.file}. Inget är ändrat.",
            f"The database did not take {archive.file}. Nothing has been changed.",
        ),
        found=Text(reason, reason),
        expected=Text("en databas som går att skriva i", "a database that can be written to"),
        way_out=Text(
            "Stoppa tjänsten, ge databasen plats och rättigheter, och försök igen.",
            "Stop the service, give the database room and rights, and try again.",
        ),
    )

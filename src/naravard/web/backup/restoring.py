"""Restore a backup: all is checked before anything is touched, and all of it is restored or none."""

from itertools import islice, zip_longest
from pathlib import Path

import msgspec
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import DatabaseError, connection, models, transaction

from naravard.agreement.model import Text
from naravard.web.backup.archive import Archive, open_archive
from naravard.web.backup.manifest import MANIFEST, TableEntry
from naravard.web.backup.problems import DatabaseRefused, FileRefused, damaged
from naravard.web.backup.rows import FILLED_BY_MIGRATION, empty, every_model, insert, kept_models, lines, values
from naravard.web.backup.schema import is_new, known_migrations, migrate, refuse_other_schema
from naravard.web.history import guards

_ROWS_AT_A_TIME = 100


def restore_backup(file: Path, *, force: bool = False) -> Archive:
    """Let the database hold the backup's rows and no others; with ``force`` also where it held something before."""
    archive = check_backup(file)
    if is_new():
        migrate()
    else:
        refuse_other_schema()
        if not force:
            _refuse_filled()
    try:
        with transaction.atomic():
            _replace_rows(archive)
            _compare(archive)
            connection.check_constraints()
    except DatabaseError as error:
        raise _not_taken(archive, error) from error
    return archive


def check_backup(file: Path) -> Archive:
    """Read the whole file and every row of it, and touch nothing."""
    archive = open_archive(file)
    _refuse_other_shape(archive)
    _read_every_row(archive)
    return archive


def _refuse_other_shape(archive: Archive) -> None:
    """Refuse a backup whose tables are not those of this program, and say which program to use."""
    manifest, known = archive.manifest, known_migrations()
    labels = sorted(model._meta.label for model in kept_models())
    if manifest.migrations == known and sorted(table.model for table in manifest.tables) == labels:
        return
    theirs = {f"{app}.{name}" for app, names in manifest.migrations.items() for name in names}
    ours = {f"{app}.{name}" for app, names in known.items() for name in names}
    newer = bool(theirs - ours)
    strange = ", ".join(sorted(theirs ^ ours)) or ", ".join(sorted(table.model for table in manifest.tables))
    age = Text("nyare", "newer") if newer else Text("äldre", "older")
    raise FileRefused(
        Text(
            f"Säkerhetskopian {archive.file} är gjord med en {age.sv} version av tabellerna.",
            f"The backup {archive.file} was made with a {age.en} version of the tables.",
        ),
        where=MANIFEST,
        found=Text(f"skiljer sig: {strange}", f"differing: {strange}"),
        expected=Text("samma tabeller som i det här programmet", "the same tables as in this program"),
        way_out=Text(
            f"Återställ med naravard {manifest.program}, som gjorde kopian; uppgradera sedan.",
            f"Restore with naravard {manifest.program}, which made the backup; then upgrade.",
        ),
    )


def _read_every_row(archive: Archive) -> None:
    """Read every row as it will be inserted, so that what cannot be is found before anything is touched."""
    for table in archive.manifest.tables:
        model = _model(table)
        for number, line in enumerate(archive.lines(table), 1):
            try:
                values(model, line)
            except (ValueError, TypeError, ValidationError, msgspec.MsgspecError) as error:
                found = Text(f"en rad som inte går att läsa: {error}", f"an unreadable row: {error}")
                expected = Text(f"en rad av {table.model}", f"a row of {table.model}")
                raise damaged(archive.file, f"{table.file}:{number}", found, expected) from None


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


def _replace_rows(archive: Archive) -> None:
    every = every_model()
    _lock(every)
    entries = {table.model: table for table in archive.manifest.tables}
    with guards.lifted():
        for model in reversed(every):
            empty(model)
        for model in kept_models():
            rows = (values(model, line) for line in archive.lines(entries[model._meta.label]))
            while batch := list(islice(rows, _ROWS_AT_A_TIME)):
                insert(model, batch)
    for statement in connection.ops.sequence_reset_sql(no_style(), every):
        with connection.cursor() as cursor:
            cursor.execute(statement)


def _lock(every: list[type[models.Model]]) -> None:
    """Let nobody write between the rows and their comparison; a SQLite transaction is alone already."""
    if connection.vendor == "postgresql":
        names = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in every)
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE")


def _compare(archive: Archive) -> None:
    """Read every row back, and refuse the whole when one differs from the file."""
    for table in archive.manifest.tables:
        pairs = zip_longest(archive.lines(table), lines(_model(table)))
        for number, (written, stored) in enumerate(pairs, 1):
            if written != stored:
                raise _differs(table, number)


def _differs(table: TableEntry, number: int) -> DatabaseRefused:
    return DatabaseRefused(
        Text(
            "En återställd rad skiljer sig från filens. Inget är ändrat.",
            "A restored row differs from that of the file. Nothing has been changed.",
        ),
        where=f"{table.file}:{number}",
        found=Text("en annan rad i databasen", "another row in the database"),
        expected=Text("samma rad", "the same row"),
        way_out=Text("Anmäl felet; kopian är hel.", "Report the fault; the backup is whole."),
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


def _model(table: TableEntry) -> type[models.Model]:
    return apps.get_model(table.model)

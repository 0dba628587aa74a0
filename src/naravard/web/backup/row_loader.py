"""Put a backup's rows in a database whose tables have the same shape, and see that they are there to the letter.

The models are given: those of the program, or those of an older version as its migrations made them.
"""

from itertools import islice, zip_longest

import msgspec
from django.apps.registry import Apps
from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import connection, models, transaction

from naravard.agreement.model import Text
from naravard.web.backup.archive import Archive
from naravard.web.backup.manifest import TableEntry
from naravard.web.backup.problems import DatabaseRefused, damaged
from naravard.web.backup.rows import empty, every_model, insert, lines, values
from naravard.web.backup.triggers import lifted

_ROWS_AT_A_TIME = 100


def read_every_row(archive: Archive, among: Apps) -> None:
    """Read every row as it will be inserted, so that what cannot be is found before anything is touched."""
    for table in archive.manifest.tables:
        model = among.get_model(table.model)
        for number, line in enumerate(archive.lines(table), 1):
            try:
                values(model, line)
            except (ValueError, TypeError, ValidationError, msgspec.MsgspecError) as error:
                found = Text(f"en rad som inte går att läsa: {error}", f"an unreadable row: {error}")
                expected = Text(f"en rad av {table.model}", f"a row of {table.model}")
                raise damaged(archive.file, f"{table.file}:{number}", found, expected) from None


def load(archive: Archive, among: Apps) -> None:
    """Let the tables hold the backup's rows and no others: all of them in one transaction, compared, or none."""
    every = every_model(among)
    with transaction.atomic():
        _lock(every)
        with lifted():
            for model in reversed(every):
                empty(model)
            for table in archive.manifest.tables:
                _insert(archive, table, among.get_model(table.model))
        for statement in connection.ops.sequence_reset_sql(no_style(), every):
            with connection.cursor() as cursor:
                cursor.execute(statement)
        _compare(archive, among)


def _insert(archive: Archive, table: TableEntry, model: type[models.Model]) -> None:
    rows = (values(model, line) for line in archive.lines(table))
    while batch := list(islice(rows, _ROWS_AT_A_TIME)):
        insert(model, batch)


def _lock(every: list[type[models.Model]]) -> None:
    """Let nobody write between the rows and their comparison; a SQLite transaction is alone already."""
    if connection.vendor == "postgresql":
        names = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in every)
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE")


def _compare(archive: Archive, among: Apps) -> None:
    """Read every row back, and refuse the whole when one differs from the file."""
    for table in archive.manifest.tables:
        pairs = zip_longest(archive.lines(table), lines(among.get_model(table.model)))
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
        way_out=Text("Anmäl felet. Kopian är hel.", "Report the fault; the backup is whole."),
    )

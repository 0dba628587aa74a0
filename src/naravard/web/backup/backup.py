"""Make a backup: every row as it is at one moment, in one file that is whole or not there at all."""

import datetime
import hashlib
import os
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import msgspec
from django.db import connection, models, transaction

from naravard.agreement.model import Text
from naravard.web.backup.archive import Archive, open_archive, seal_of
from naravard.web.backup.manifest import (
    FORMAT,
    LARGEST_ROW,
    MANIFEST,
    PRODUCT,
    SEAL,
    SEAL_LENGTH,
    Manifest,
    TableEntry,
    program_version,
)
from naravard.web.backup.problems import DatabaseRefused, disk
from naravard.web.backup.rows import LEFT_OUT, kept_models, lines
from naravard.web.backup.schema import known_migrations, refuse_other_schema

_DRAFT = re.compile(r"\..+\.(?P<pid>\d{1,9})\.part")
"""The name of a backup that is being written: its own, and the number of the process that writes it."""


def make_backup(file: Path, *, at: datetime.datetime) -> Archive:
    """Write every row to ``file``, read it all back, and return what was written. The service may be running."""
    if file.exists():
        raise DatabaseRefused(
            Text(f"Det finns redan en fil {file}.", f"There is already a file {file}."),
            expected=Text("ett namn som är ledigt", "a name that is free"),
            way_out=Text("Ange ett annat namn, eller ta bort filen.", "Give another name, or remove the file."),
        )
    refuse_other_schema()
    _remove_remains(file.parent)
    draft = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        _write(draft, at)
        open_archive(draft)
        draft.replace(file)
        _sync(file.parent)
    except OSError as error:
        raise disk(file, error) from None
    finally:
        draft.unlink(missing_ok=True)
    return open_archive(file)


def _remove_remains(folder: Path) -> None:
    """Remove the drafts of backups that were killed, so that they do not fill the disk unseen."""
    for draft in folder.glob(".*.part"):
        found = _DRAFT.fullmatch(draft.name)
        if found and not _is_running(int(found["pid"])):
            draft.unlink(missing_ok=True)


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _write(draft: Path, at: datetime.datetime) -> None:
    """Write the archive, with its seal last, and make sure that it is on the disk."""
    with os.fdopen(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as handle:
        with zipfile.ZipFile(handle, "w", zipfile.ZIP_DEFLATED) as archive, one_moment():
            tables = [_write_table(archive, model) for model in kept_models()]
            archive.writestr(MANIFEST, msgspec.json.format(msgspec.json.encode(_manifest(tables, at)), indent=2))
            archive.comment = SEAL + b"0" * 64
        _seal(handle)
        handle.flush()
        os.fsync(handle.fileno())


def _write_table(archive: zipfile.ZipFile, model: type[models.Model]) -> TableEntry:
    label = model._meta.label
    digest, rows, size = hashlib.sha256(), 0, 0
    with archive.open(f"tables/{label}.jsonl", "w", force_zip64=True) as member:
        for line in lines(model):
            if len(line) > LARGEST_ROW:
                raise _too_long(label, len(line))
            member.write(line)
            digest.update(line)
            rows += 1
            size += len(line)
    return TableEntry(label, f"tables/{label}.jsonl", rows, size, digest.hexdigest())


def _manifest(tables: list[TableEntry], at: datetime.datetime) -> Manifest:
    return Manifest(
        product=PRODUCT,
        format=FORMAT,
        program=program_version(),
        made_at=at,
        migrations=known_migrations(),
        tables=tables,
        left_out=sorted(LEFT_OUT),
    )


def _seal(handle: IO[bytes]) -> None:
    """Put the digest of all that stands before it in the room left for it at the end."""
    size = handle.seek(0, os.SEEK_END) - SEAL_LENGTH
    handle.seek(0)
    digest = seal_of(handle, size)
    handle.seek(size)
    handle.write(SEAL + digest.encode("ascii"))


def _too_long(label: str, length: int) -> DatabaseRefused:
    return DatabaseRefused(
        Text("En rad är för lång för en säkerhetskopia.", "A row is too long for a backup."),
        where=label,
        found=Text(f"{length} byte", f"{length} bytes"),
        expected=Text(f"högst {LARGEST_ROW} byte", f"at most {LARGEST_ROW} bytes"),
    )


@contextmanager
def one_moment() -> Iterator[None]:
    """Let all that is read within be as it was at one moment, and let nobody who writes wait for it."""
    if connection.vendor == "sqlite":
        with _without_the_write_lock(), transaction.atomic():
            yield
        return
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


@contextmanager
def _without_the_write_lock() -> Iterator[None]:
    """Begin SQLite transactions as readers do; the settings let every transaction begin as a writer's."""
    usual = connection.transaction_mode  # type: ignore[attr-defined]
    connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
    try:
        yield
    finally:
        connection.transaction_mode = usual  # type: ignore[attr-defined]


def _sync(folder: Path) -> None:
    """Make sure that the file's name is on the disk too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""Read a backup: its seal first, then its manifest, then its rows; every doubt is a refusal."""

import hashlib
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import msgspec

from naravard.agreement.model import Text
from naravard.web.backup.manifest import (
    FORMAT,
    LARGEST_MANIFEST,
    LARGEST_ROW,
    MANIFEST,
    PRODUCT,
    SEAL,
    SEAL_LENGTH,
    Head,
    Manifest,
    TableEntry,
    parts,
    program_version,
)
from naravard.web.backup.problems import BackupProblem, FileRefused, damaged, foreign

_CHUNK = 1024 * 1024
_UNREADABLE = (
    EOFError,
    LookupError,
    RuntimeError,
    ValueError,
    msgspec.MsgspecError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
"""What the reading of an archive raises for one that was made by hand; a changed byte is found before."""


@dataclass(frozen=True, slots=True)
class Archive:
    """A backup whose every byte has been checked."""

    file: Path
    manifest: Manifest
    digest: str

    def lines(self, table: TableEntry) -> Iterator[bytes]:
        """Give a table's rows, each as the line it was written as; a line may not be endless."""
        with zipfile.ZipFile(self.file) as archive, archive.open(table.file) as member:
            while line := member.readline(LARGEST_ROW + 1):
                if len(line) > LARGEST_ROW:
                    raise _wrong(self.file, table.file, f"{len(line)}", f"{LARGEST_ROW}")
                yield line


def open_archive(file: Path) -> Archive:
    """Check a whole backup and return it; nothing is written anywhere, and little is held in memory."""
    try:
        digest = _checked_seal(file)
        with zipfile.ZipFile(file) as archive:
            manifest = _manifest(file, archive)
            _check_members(file, archive, manifest)
            for table in manifest.tables:
                _check_table(file, archive, table)
    except BackupProblem:
        raise
    except _UNREADABLE as error:
        reason = str(error)
        raise foreign(file, Text(f"innehållet går inte att läsa: {reason}", f"unreadable: {reason}")) from None
    except OSError as error:
        raise _unreadable(file, error) from None
    return Archive(file, manifest, digest)


def seal_of(handle: IO[bytes], length: int) -> str:
    """Return the SHA-256 of the first bytes of a file."""
    digest = hashlib.sha256()
    while length > 0 and (chunk := handle.read(min(_CHUNK, length))):
        digest.update(chunk)
        length -= len(chunk)
    return digest.hexdigest()


def _checked_seal(file: Path) -> str:
    """Compare the file's last bytes with the digest of all before them."""
    size = file.stat().st_size
    with file.open("rb") as handle:
        if handle.read(2) != b"PK":
            raise foreign(file, Text("en annan sorts fil", "another kind of file"))
        handle.seek(max(0, size - SEAL_LENGTH))
        seal = handle.read(SEAL_LENGTH)
        if not seal.startswith(SEAL):
            raise foreign(
                file,
                Text(
                    f"{size} byte utan sigill i slutet: avbruten, ändrad eller skriven av något annat",
                    f"{size} bytes without a seal at the end: broken off, changed or written by something else",
                ),
            )
        handle.seek(0)
        digest = seal_of(handle, size - SEAL_LENGTH)
    if seal != SEAL + digest.encode("ascii"):
        written = seal.removeprefix(SEAL).decode("ascii", "replace")
        raise damaged(
            file,
            "SHA-256",
            Text(f"innehåll med {digest}", f"content with {digest}"),
            Text(f"{written}, som står i filens slut", f"{written}, which stands at the end of the file"),
        )
    return digest


def _manifest(file: Path, archive: zipfile.ZipFile) -> Manifest:
    if MANIFEST not in archive.namelist():
        raise foreign(file, Text(f"inget {MANIFEST}", f"no {MANIFEST}"))
    with archive.open(MANIFEST) as member:
        written = member.read(LARGEST_MANIFEST + 1)
    if len(written) > LARGEST_MANIFEST:
        raise _wrong(file, MANIFEST, f"mer än {LARGEST_MANIFEST} byte", f"högst {LARGEST_MANIFEST} byte")
    head = msgspec.json.decode(written, type=Head)
    if head.product != PRODUCT:
        raise foreign(file, Text(f"en kopia från {head.product}", f"a backup of {head.product}"))
    if head.format > FORMAT or parts(head.program) > parts(program_version()):
        raise _newer(file, head)
    return msgspec.json.decode(written, type=Manifest)


def _check_members(file: Path, archive: zipfile.ZipFile, manifest: Manifest) -> None:
    there = sorted(archive.namelist())
    expected = sorted([MANIFEST, *(table.file for table in manifest.tables)])
    if there != expected:
        raise _wrong(file, MANIFEST, ", ".join(there), ", ".join(expected))


def _check_table(file: Path, archive: zipfile.ZipFile, table: TableEntry) -> None:
    """Read a table's member, no further than the manifest says that it reaches."""
    digest, size, rows = hashlib.sha256(), 0, 0
    with archive.open(table.file) as member:
        while size <= table.bytes and (chunk := member.read(_CHUNK)):
            digest.update(chunk)
            size += len(chunk)
            rows += chunk.count(b"\n")
    found = (size, rows, digest.hexdigest())
    expected = (table.bytes, table.rows, table.sha256)
    if found != expected:
        raise _wrong(file, table.file, _measured(*found), _measured(*expected))


def _measured(size: int, rows: int, digest: str) -> str:
    return f"{size} byte, {rows} rader, {digest}"


def _wrong(file: Path, where: str, found: str, expected: str) -> FileRefused:
    return damaged(file, where, Text(found, found), Text(expected, expected))


def _newer(file: Path, head: Head) -> FileRefused:
    here = program_version()
    return FileRefused(
        Text(
            f"Säkerhetskopian {file} är gjord av en nyare version av programmet.",
            f"The backup {file} was made by a newer version of the program.",
        ),
        where=MANIFEST,
        found=Text(f"version {head.program}, format {head.format}", f"version {head.program}, format {head.format}"),
        expected=Text(
            f"högst version {here}, format {FORMAT}",
            f"version {here}, format {FORMAT} at most",
        ),
        way_out=Text(
            f"Återställ med naravard {head.program} eller senare.", f"Restore with naravard {head.program} or later."
        ),
    )


def _unreadable(file: Path, error: OSError) -> FileRefused:
    reason = error.strerror or type(error).__name__
    return FileRefused(
        Text(f"Säkerhetskopian {file} går inte att läsa.", f"The backup {file} cannot be read."),
        found=Text(reason, reason),
        expected=Text("en fil som naravard backup har skrivit", "a file that naravard backup has written"),
        way_out=Text("Kontrollera sökvägen och rättigheterna.", "Check the path and the permissions."),
    )

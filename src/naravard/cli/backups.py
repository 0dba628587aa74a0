"""What the commands backup and restore share: Django started, problems told in lines, and what a file holds."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from naravard.agreement.model import Text
from naravard.cli.language import in_this
from naravard.cli.refusal import FINDINGS, WRONG_USE, CommandRefused, in_lines

if TYPE_CHECKING:
    from naravard.web.backup.archive import Archive
    from naravard.web.backup.problems import BackupProblem


@contextmanager
def database_at_hand() -> Iterator[None]:
    """Start Django for what is done within, and tell of what cannot be done."""
    from naravard.web.startup import start_django

    start_django()
    from naravard.web.backup.problems import BackupProblem

    try:
        yield
    except BackupProblem as problem:
        raise _refused(problem) from None


def account(archive: "Archive", file: Path, done: Text) -> str:
    """Return what a file holds, in words, after a sentence on what was done with it."""
    manifest = archive.manifest
    made, size = f"{manifest.made_at:%Y-%m-%d %H:%M} UTC", file.stat().st_size
    held = Text(
        f"Innehåll: {manifest.rows} rader i {len(manifest.tables)} tabeller, {size} byte, gjord {made} "
        f"med naravard {manifest.program}.",
        f"Content: {manifest.rows} rows in {len(manifest.tables)} tables, {size} bytes, made {made} "
        f"with naravard {manifest.program}.",
    )
    return "\n".join([in_this(done), in_this(held), f"SHA-256: {archive.digest}"])


def _refused(problem: "BackupProblem") -> CommandRefused:
    from naravard.web.backup.problems import FileRefused

    code = WRONG_USE if isinstance(problem, FileRefused) else FINDINGS
    return CommandRefused(in_lines(problem), code)

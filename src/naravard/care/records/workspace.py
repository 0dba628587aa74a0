"""A folder of one's own for what is cleaned or spills over from memory: mode 0700, gone when the work ends.

What a killed run has left is removed when the next one begins: a run holds a lock as long as it lives.
"""

import fcntl
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from naravard.agreement.model import Text
from naravard.care.records.faults import RecordsRefusedError

_LOCK = "in-use"


@contextmanager
def workspace(folder: Path | None = None) -> Iterator[Path]:
    """Give a folder that only this user can read; what is left there by runs that were killed is removed first."""
    root = private_folder(folder or cache_folder() / "naravard-care")
    with _alone(root):  # no other run removes what has been made and not locked yet
        _sweep(root)
        own = Path(tempfile.mkdtemp(prefix="run-", dir=root))
        lock = os.open(own / _LOCK, os.O_CREAT | os.O_RDWR, 0o600)
        fcntl.flock(lock, fcntl.LOCK_EX)
    try:
        yield own
    finally:
        shutil.rmtree(own, ignore_errors=True)
        os.close(lock)


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    held = os.open(root, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def private_folder(folder: Path) -> Path:
    """Make a folder for this user alone; one that belongs to another, or that others can read, is refused."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or stat.S_IMODE(found.st_mode) & 0o077:
        raise RecordsRefusedError(
            Text(
                f"Arbetsmappen {folder} ska vara en mapp som bara du kan läsa (rättigheter 0700). Välj en annan med "
                "--work, eller ändra rättigheterna.",
                f"The work folder {folder} must be a folder that only you can read (mode 0700). Choose another with "
                "--work, or change its mode.",
            )
        )
    return folder


def cache_folder() -> Path:
    """Return where this user's programs keep what can be made again."""
    cache = os.environ.get("XDG_CACHE_HOME")
    return Path(cache) if cache else Path.home() / ".cache"


def _sweep(root: Path) -> None:
    for left in root.glob("run-*"):
        with suppress(OSError):
            if _is_free(left / _LOCK):
                shutil.rmtree(left, ignore_errors=True)


def _is_free(lock: Path) -> bool:
    """Say whether no living run holds a folder; one without a lock was killed while it was made."""
    try:
        held = os.open(lock, os.O_RDWR)
    except FileNotFoundError:
        return True
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(held)
    return True

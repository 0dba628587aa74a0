"""What takes long to make is made once for a state of the code and kept, only to be copied.

The demonstration's year and the databases that tests copy depend on the code and the agreements and on nothing else.
They stand beneath a digest of all that, in a folder that git ignores and ``make clean`` empties; those that nobody
has asked for in a day are swept when a new one is made. Processes that need the same thing at once wait for the one
that makes it.
"""

import fcntl
import hashlib
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".kept-for-tests"
MADE_OF = (
    "src/naravard",
    "agreements",
    "requirements/run.txt",
    "tests/web/folders",
    "tests/conftest.py",
    "tests/demo_environment.py",
    "tests/forked_program.py",
    "tests/kept.py",
    "tests/own_databases.py",
    "tests/web/demo/conftest.py",
    "tests/web/demo/living.py",
    "tests/web_shared.py",
)
BUILT = {"__pycache__", "built"}
STATES = 2
"""How many states of the code things are kept for at least: today's, and that of the branch one comes back to."""
A_DAY = 24 * 60 * 60
"""Seconds that a thing is kept for after it was last asked for: another run may be copying it."""


@cache
def state() -> str:
    """Return the digest of all that is made here depends on."""
    digest = hashlib.sha256(sys.version.encode())
    sources = list(_sources())
    assert sources, "nothing that these are made of was found"
    for file in sources:
        digest.update(f"{file.relative_to(ROOT)}\0{file.stat().st_size}\0".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def kept(name: str, make: Callable[[Path], None]) -> Path:
    """Return the folder of a thing, made in it now unless it has been for this state of the code."""
    home = FOLDER / name
    with one_at_a_time(name):
        folder = home / state()
        if not folder.exists():
            making = home / "making"
            shutil.rmtree(making, ignore_errors=True)  # one that was interrupted
            making.mkdir(parents=True)
            make(making)
            making.rename(folder)
            for old in sorted(home.iterdir(), key=_asked_for)[:-STATES]:
                if _asked_for(old) < time.time() - A_DAY:
                    shutil.rmtree(old)
        os.utime(folder)
    return folder


@contextmanager
def one_at_a_time(name: str) -> Iterator[None]:
    """Wait until no other process does this."""
    FOLDER.mkdir(exist_ok=True)
    with (FOLDER / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _asked_for(folder: Path) -> float:
    return folder.stat().st_mtime


def _sources() -> Iterator[Path]:
    for place in (ROOT / name for name in MADE_OF):
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if file.is_file() and file.suffix != ".mo" and BUILT.isdisjoint(file.relative_to(ROOT).parts):
                yield file

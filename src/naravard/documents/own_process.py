"""A process of its own for what others have sent: little time and memory, and no way out but its answer.

A PDF or a workbook of some kilobytes can be made to cost a program hours and gigabytes. So it is read by a process that
is stopped by its limits, and whoever asks waits no longer than it says. :func:`ask` starts this very file as a program;
it limits itself, reads the question on standard input, and writes the answer on standard output.
"""

import sys
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

SECONDS = 25
"""Of processor."""
MEMORY = 1536 * 1024 * 1024
"""Bytes of address space: the program itself maps some 400 MB."""
WAIT = 60.0
"""Seconds that whoever asks waits; more than it may use, since it may have to wait for a processor."""


MOST_AT_ONCE = 2
"""How many such processes there are at once on a machine, whoever asks."""


LONGEST_QUEUE = 20.0
"""Seconds that whoever asks waits for others to be answered."""


class TooSlowError(Exception):
    """There was no answer in time."""


class BusyError(TooSlowError):
    """Others were being answered all the while."""


def ask(function: str, question: bytes, *, wait: float = WAIT, seconds: int = SECONDS, memory: int = MEMORY) -> bytes:
    """Return what a function answers in a process of its own; empty if it broke, or needed more memory.

    Args:
        function: ``module:name``; it is given the question as bytes and returns the answer as bytes.
        question: What it is asked.
        wait: Seconds to wait.
        seconds: Seconds of processor that it may use.
        memory: Bytes that it may map.

    Raises:
        BusyError: when others were being answered all the while.
        TooSlowError: when it does not answer in time.
    """
    import subprocess
    from pathlib import Path

    try:
        with _place():
            answered = subprocess.run(  # noqa: S603 - our own program, no shell, nothing of the question in its arguments
                [sys.executable, "-I", __file__, str(Path(__file__).parents[2]), function, str(seconds), str(memory)],
                input=question,
                capture_output=True,
                timeout=wait,
                check=False,
            )
    except subprocess.TimeoutExpired:
        raise TooSlowError from None
    if answered.returncode in _OUT_OF_TIME:
        raise TooSlowError
    return answered.stdout if answered.returncode == 0 else b""


@contextmanager
def _place() -> "Iterator[None]":
    """Hold one of the places for such processes, among all threads and processes of this user on the machine.

    A place is a lock on a file, which the system lets go of however its holder ends.

    Raises:
        BusyError: when none is free in time.
    """
    import os
    import tempfile
    import time
    from pathlib import Path

    try:
        import fcntl
    except ImportError:  # no such locks on this system
        yield
        return
    folder = Path(tempfile.gettempdir()) / f"naravard-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    places = [os.open(folder / f"place-{number}", flags, 0o600) for number in range(MOST_AT_ONCE)]
    try:
        until = time.monotonic() + LONGEST_QUEUE
        while not any(_is_taken(fcntl, place) for place in places):
            if time.monotonic() > until:
                raise BusyError
            time.sleep(_BETWEEN_TRIES)
        yield
    finally:
        for place in places:
            os.close(place)


def _is_taken(locks: "ModuleType", place: int) -> bool:
    """Tell whether a place could be taken, and take it."""
    try:
        locks.flock(place, locks.LOCK_EX | locks.LOCK_NB)
    except OSError:
        return False
    return True


_BETWEEN_TRIES = 0.1
_OUT_OF_TIME = (-24, -9)
"""The signals that end a process which has used its time: SIGXCPU, and SIGKILL where that was caught."""


def main() -> None:
    """Answer one question."""
    _script, where, function, seconds, memory = sys.argv
    _limit(int(seconds), int(memory))
    sys.path.insert(0, where)
    from importlib import import_module

    module, _, name = function.partition(":")
    sys.stdout.buffer.write(getattr(import_module(module), name)(sys.stdin.buffer.read()))


def _limit(seconds: int, memory: int) -> None:
    try:
        import resource
    except ImportError:  # no such limits on this system; the one who asks still stops waiting
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


if __name__ == "__main__":
    main()

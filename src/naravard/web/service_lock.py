"""Whether the service is running on this data folder and database: a restore beside it would pull the rows away.

The service holds a lock on a file in its data folder as long as any of its processes lives; the system lets go of it
when they end, however they do. On PostgreSQL, where the service may run on another machine, whoever else is connected
as the same user is seen too.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection

from naravard.web.private_files import FILE

NAME = "running.lock"
_TRIES, _PAUSE = 20, 0.1
"""How many times it is seen whether others are connected, and the seconds between: a connection ends somewhat later
than the program that had it."""


class ServiceRunningError(Exception):
    """The service is running."""


def hold() -> IO[str]:
    """Hold the lock that says that the service is running, as long as the file is open here or in a forked process."""
    file = _opened()
    fcntl.flock(file, fcntl.LOCK_SH)
    return file


@contextmanager
def alone() -> Iterator[None]:
    """Let the service neither run nor start while something is done to the whole database.

    Raises:
        ServiceRunningError: when it is running.
    """
    with _opened() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise ServiceRunningError from None
        for _ in range(_TRIES):
            if not _others_connected():
                break
            time.sleep(_PAUSE)
        else:
            raise ServiceRunningError
        yield


def _opened() -> IO[str]:
    """Open the file for this user alone."""
    return os.fdopen(os.open(Path(settings.DATA) / NAME, os.O_RDWR | os.O_CREAT, FILE), "w")


def _others_connected() -> bool:
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename = current_user "
            "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        return bool(cursor.fetchone()[0])

"""Transactions that have reached the disk when they end: what has been answered outlives a power cut.

PostgreSQL does so by itself. SQLite asks the disk to finish only where it is told to (``synchronous``), and each time
takes some milliseconds in which nobody else can write. Acts ask for it; what is of the moment (who has been seen, how
often an address was tried) does not, and goes to the disk with the next act.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def durably() -> Iterator[None]:
    """Run what is inside in one transaction; within another it is a part of that one, as ``atomic`` is."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        with transaction.atomic():
            yield
        return
    _finish_on_disk("FULL")
    try:
        with transaction.atomic():
            yield
    finally:
        _finish_on_disk("NORMAL")


def _finish_on_disk(how: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA synchronous={how}")

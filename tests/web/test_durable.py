"""What an act has written has reached the disk when it is answered; what is of the moment need not."""

from own_databases import Place

TRIED = """
import django
django.setup()
from django.db import connection
from naravard.web.durable import durably

def level():
    if connection.vendor != "sqlite":
        return "FULL"  # PostgreSQL waits for the disk whenever it is not told not to
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        return {1: "NORMAL", 2: "FULL"}[cursor.fetchone()[0]]

with durably():
    print(level(), connection.in_atomic_block)
    with durably():
        print(level())
before = level()
try:
    with durably():
        raise ValueError
except ValueError:
    print(level() == before, connection.in_atomic_block)
"""


def test_an_act_waits_for_the_disk_and_one_within_another_is_a_part_of_it(own_database: Place) -> None:
    done = own_database.run(TRIED)
    assert done.stderr == ""
    assert done.stdout.splitlines() == ["FULL True", "FULL", "True False"]


def test_who_has_been_seen_does_not_wait(own_database: Place) -> None:
    said = own_database.run(f"{TRIED}\nprint(connection.vendor, level())").stdout.splitlines()[-1]
    assert said in {"sqlite NORMAL", "postgresql FULL"}

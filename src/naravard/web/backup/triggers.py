"""The database's own refusals, put out of force while a restore puts whole tables in place.

Whatever triggers there are, whoever's they are: a table that lets rows only be added must be emptied too when all is
replaced, and nobody has to think of that here when a new one is set.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

_ON_POSTGRESQL = """
SELECT DISTINCT quote_ident(space.nspname) || '.' || quote_ident(class.relname)
FROM pg_trigger AS guard
JOIN pg_class AS class ON class.oid = guard.tgrelid
JOIN pg_namespace AS space ON space.oid = class.relnamespace
WHERE NOT guard.tgisinternal AND space.nspname = current_schema() ORDER BY 1
"""


@contextmanager
def lifted() -> Iterator[None]:
    """Let no trigger act on what is done within, in the transaction that is open; afterwards all of them do again.

    References are checked before the triggers are back, since PostgreSQL alters no table that has checks to come.
    """
    undo = _lift_on_postgresql() if connection.vendor == "postgresql" else _lift_on_sqlite()
    yield
    connection.check_constraints()
    _run(undo)


def _lift_on_postgresql() -> list[str]:
    """Disable the triggers table by table, those that keep references excepted; return what enables them."""
    with connection.cursor() as cursor:
        cursor.execute(_ON_POSTGRESQL)
        tables = [row[0] for row in cursor.fetchall()]
    _run([f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in tables])
    return [f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in tables]


def _lift_on_sqlite() -> list[str]:
    """Remove the triggers, since SQLite cannot disable them; return what sets them again, word for word."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
        triggers = cursor.fetchall()
    _run([f"DROP TRIGGER {connection.ops.quote_name(name)}" for name, _ in triggers])
    return [sql for _, sql in triggers]


def _run(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)

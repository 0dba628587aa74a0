"""Read the database's address into Django's form: SQLite in a file as shipped, PostgreSQL by ``DATABASE_URL``."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.db.utils import OperationalError

from naravard.web.environment import SettingError

LONGEST_WAIT = 8
"""Seconds that an act waits for others to end."""
SQLITE_OPTIONS = {
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    "transaction_mode": "IMMEDIATE",
    "timeout": LONGEST_WAIT,
}
"""Write-ahead logging, so that readers never wait for a writer; writers queue, and are answered 503 when it takes too
long, so that those who wait do not hold every thread. Acts ask that what they write has reached the disk
(:mod:`.durable`)."""
POSTGRESQL_OPTIONS = frozenset(
    {"application_name", "connect_timeout", "sslcert", "sslkey", "sslmode", "sslrootcert", "target_session_attrs"}
)
"""What may stand after the question mark in an address, beside ``host`` (the folder of a socket)."""


_SQLITE_BUSY = frozenset({5, 6})
_POSTGRESQL_BUSY = frozenset({None, "", "40001", "40P01", "53300", "55P03", "57P01", "57P03"})
"""No answer at all, a conflict, a deadlock, too many connections, a lock not had in time, being stopped or started."""


def is_busy(error: BaseException | None) -> bool:
    """Tell whether the database could not be had for now: locked by others, or not answering. Trying again may help."""
    if not isinstance(error, OperationalError):
        return False
    cause = error.__cause__
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF in _SQLITE_BUSY
    return getattr(cause, "sqlstate", "none") in _POSTGRESQL_BUSY


def database(address: str, data: Path) -> dict[str, Any]:
    """Return Django's settings for the database at ``address``; an empty one means the shipped SQLite file."""
    if not address:
        return _sqlite(str(data / "naravard.sqlite3"))
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        return _sqlite(_sqlite_file(parts))
    if parts.scheme in {"postgres", "postgresql"}:
        return _postgresql(parts)
    raise SettingError(f"DATABASE_URL ska börja med sqlite: eller postgresql:, men börjar med ”{parts.scheme}:”.")


def _sqlite(file: str) -> dict[str, Any]:
    return {"ENGINE": "naravard.web.engines.sqlite3", "NAME": file, "OPTIONS": SQLITE_OPTIONS}


def _sqlite_file(parts: SplitResult) -> str:
    file = unquote(parts.path[1:])
    if parts.netloc or not file:
        raise SettingError("DATABASE_URL ska för SQLite skrivas sqlite:////sökväg/fil.sqlite3, med fyra snedstreck.")
    folder = Path(file).parent
    if not folder.is_dir():
        raise SettingError(f"DATABASE_URL anger en fil i mappen {folder}, som inte finns. Skapa mappen först.")
    return file


def _postgresql(parts: SplitResult) -> dict[str, Any]:
    name = unquote(parts.path[1:])
    if not name:
        raise SettingError("DATABASE_URL saknar databasens namn: postgresql://användare:lösenord@dator:5432/databas.")
    try:
        port = parts.port
    except ValueError:
        raise SettingError("DATABASE_URL har en port som inte är ett tal mellan 0 och 65535.") from None
    asked = dict(parse_qsl(parts.query))
    host = asked.pop("host", "") or unquote(parts.hostname or "")
    if unknown := sorted(asked.keys() - POSTGRESQL_OPTIONS):
        known = ", ".join(sorted(POSTGRESQL_OPTIONS | {"host"}))
        raise SettingError(f"DATABASE_URL har ett okänt val efter frågetecknet: {unknown[0]}. Det som finns: {known}.")
    if find_spec("psycopg") is None:
        raise SettingError(
            "DATABASE_URL anger PostgreSQL, men drivrutinen psycopg är inte installerad. "
            "Installera den: .venv/bin/uv pip install --require-hashes -r requirements/postgresql.txt"
        )
    return {
        "ENGINE": "naravard.web.engines.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port or ""),
        "OPTIONS": asked | {"options": f"-c lock_timeout={LONGEST_WAIT}s"},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }

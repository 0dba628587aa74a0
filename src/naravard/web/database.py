"""Read the database's address into Django's form: SQLite in a file as shipped, PostgreSQL by ``DATABASE_URL``."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from naravard.web.environment import SettingError

SQLITE_OPTIONS = {
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
}
"""Write-ahead logging, so that readers never wait for a writer; writers queue for up to twenty seconds. Acts ask that
what they write has reached the disk (:mod:`.durable`)."""
POSTGRESQL_OPTIONS = frozenset(
    {"application_name", "connect_timeout", "sslcert", "sslkey", "sslmode", "sslrootcert", "target_session_attrs"}
)
"""What may stand after the question mark in an address, beside ``host`` (the folder of a socket)."""


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
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": file, "OPTIONS": SQLITE_OPTIONS}


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
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port or ""),
        "OPTIONS": asked,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }

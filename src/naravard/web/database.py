"""Read the database's address into Django's form: SQLite in a file as shipped, PostgreSQL by ``DATABASE_URL``."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from naravard.web.environment import SettingError

SQLITE_OPTIONS = {
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
}
"""Write-ahead logging, so that readers never wait for a writer; writers queue for up to twenty seconds."""


def database(address: str, data: Path) -> dict[str, Any]:
    """Return Django's settings for the database at ``address``; an empty one means the shipped SQLite file."""
    if not address:
        return _sqlite(str(data / "naravard.sqlite3"))
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path[1:]))
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise SettingError(f"DATABASE_URL ska börja med sqlite: eller postgresql:, men börjar med ”{parts.scheme}:”.")


def _sqlite(file: str) -> dict[str, Any]:
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": file, "OPTIONS": SQLITE_OPTIONS}

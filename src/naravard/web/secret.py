"""The secret key: as given, else created once and kept in the data folder, readable by its owner only."""

import os
import secrets
from pathlib import Path


def secret_key(given: str, data: Path) -> str:
    """Return the key that is given, or the one kept in ``data``; the first call creates it."""
    if given:
        return given
    file = data / "secret-key"
    try:
        return file.read_text(encoding="ascii")
    except FileNotFoundError:
        return _create(file)


def _create(file: Path) -> str:
    """Write a new key; where another process was first, its key is the one that counts."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as handle:
        handle.write(secrets.token_urlsafe(50))
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return file.read_text(encoding="ascii")

"""The files that only the service's own user may read: the data folder when it is made, and a SQLite database.

SQLite gives its write-ahead log the permissions of the database, so that the one file stands for all of them.
"""

import stat
from contextlib import suppress
from pathlib import Path
from typing import Any

FOLDER = 0o700
FILE = 0o600
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def private_folder(folder: Path) -> Path:
    """Make a folder for this user alone if it does not exist; one that exists stays as its operator has set it."""
    folder.mkdir(parents=True, exist_ok=True, mode=FOLDER)
    return folder


def keep_database_private(connection: Any, **_rest: Any) -> None:
    """Take the rights of others from a SQLite file when it is opened; another's file is left as it is."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite" or ":memory:" in name or name.startswith("file:"):
        return
    file = Path(name)
    with suppress(OSError):
        if file.stat().st_mode & _OTHERS:
            file.chmod(FILE)

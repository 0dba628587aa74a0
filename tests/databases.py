"""Whether the database can change what a test tries: as ``databases.toml`` says, folder by folder."""

import tomllib
from pathlib import Path

TESTS = Path(__file__).parent
DATABASES: dict[str, dict[str, str]] = tomllib.loads((TESTS / "databases.toml").read_text(encoding="utf-8"))


def said_of(module: Path) -> str | None:
    """Return what ``databases.toml`` says of a module of tests: ``differs``, ``same``, or None if it says nothing."""
    for place in (module, *module.parents):
        for answer, places in DATABASES.items():
            if place.as_posix() in places:
                return answer
    return None

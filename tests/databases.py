"""Whether the database can change what a test tries: as ``databases.toml`` says, folder by folder."""

import tomllib
from pathlib import Path, PurePosixPath

TESTS = Path(__file__).parent
DATABASES: dict[str, dict[str, str]] = tomllib.loads((TESTS / "databases.toml").read_text(encoding="utf-8"))


def said_of(place: str) -> str | None:
    """Return what ``databases.toml`` says of a test (``folder/module.py::function``) or a module of tests.

    ``differs``, ``same``, or None if it says nothing. The longest path that fits is the one that counts.
    """
    module = PurePosixPath(place.partition("::")[0])
    for one in (place, module.as_posix(), *(folder.as_posix() for folder in module.parents)):
        for answer, places in DATABASES.items():
            if one in places:
                return answer
    return None


def is_same_throughout(module: Path) -> bool:
    """Tell whether the database can change none of a module's tests."""
    single = (place for place in DATABASES["differs"] if place.startswith(f"{module.as_posix()}::"))
    return module.name.startswith("test_") and said_of(module.as_posix()) == "same" and not any(single)

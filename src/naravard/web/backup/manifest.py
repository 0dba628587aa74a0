"""What stands in a backup's manifest, and the names and limits of the file."""

import datetime
from importlib.metadata import version

import msgspec

PRODUCT = "naravard"
FORMAT = 1
"""Raised when an older program could not read a newer file rightly."""
MANIFEST = "manifest.json"
SEAL = b"sha256:"
SEAL_LENGTH = len(SEAL) + 64
LARGEST_MANIFEST = 4 * 1024 * 1024
LARGEST_ROW = 256 * 1024 * 1024
"""Bytes; no more than this of a file is ever held in memory."""


class Head(msgspec.Struct, frozen=True):
    """What every format has: enough to tell whether the rest can be read."""

    product: str
    format: int
    program: str


class TableEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One table's member of the archive."""

    model: str
    """The model's label, such as ``agreements.AgreementSnapshot``."""
    file: str
    rows: int
    bytes: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the archive holds, and what it belongs to."""

    product: str
    format: int
    program: str
    made_at: datetime.datetime
    migrations: dict[str, list[str]]
    """The applied migrations of each app: the shape that the rows have."""
    tables: list[TableEntry]
    left_out: list[str]
    """Models whose rows are never kept."""

    @property
    def rows(self) -> int:
        """The number of rows in all tables."""
        return sum(table.rows for table in self.tables)


def program_version() -> str:
    """Return the version of the program that is running."""
    return version(PRODUCT)


def parts(written: str) -> tuple[int, ...]:
    """Return a version as numbers to compare.

    >>> parts("0.10.0") > parts("0.9.2")
    True
    """
    return tuple(int(part) for part in written.split(".") if part.isdigit())

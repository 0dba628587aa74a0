"""The files of an agreement folder, read once, with limits: nothing after this touches the disk.

An :class:`AgreementFiles` can also be made from a stored snapshot (a dict of path and bytes); it loads the same way as
the folder did. Only text files of the format are read (``.yaml``, ``.csv``, ``.md``); other files may lie in the folder
and are left alone. What cannot be read is kept in ``problems``.
"""

import hashlib
import os
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Literal

MAIN_FILE = "agreement.yaml"
SECTIONS = (
    "areas", "grants", "keys", "published", "overrides", "requirements", "duties", "goals", "papers", "remarks",
    "left_out",
    "clauses", "recipients", "organisations", "reference_numbers", "parties",
    "mandates", "amendments",
)  # fmt: skip
"""The sections of the format that may stand in a file of their own, ``<section>.yaml``."""
READ_SUFFIXES = (".yaml", ".csv", ".md")

LARGEST_FILE = 5_000_000
"""Bytes. The whole of *God och nära vård 2022* with its annexes is a tenth of this."""
LARGEST_FOLDER = 20_000_000
MOST_FILES = 500
MOST_LEVELS = 5

Problem = Literal["not-a-folder", "too-large", "too-much", "unreadable", "link", "not-a-file"]


class AgreementFiles(Mapping[str, bytes]):
    """The files of one agreement by their path inside the folder, written with ``/``."""

    def __init__(
        self,
        files: Mapping[str, bytes],
        *,
        name: str = "",
        problems: Mapping[str, Problem] | None = None,
        others: frozenset[str] = frozenset(),
    ) -> None:
        """Keep the files, sorted by path.

        Args:
            files: The bytes by path.
            name: The folder's name; empty when it is not known (a stored snapshot).
            problems: What could not be read, by path.
            others: Files that lie in the folder and are not read.
        """
        self._files = dict(sorted(files.items()))
        self.name = name
        self.problems = dict(sorted((problems or {}).items()))
        self.others = others

    def __getitem__(self, path: str) -> bytes:
        return self._files[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def __repr__(self) -> str:
        return f"AgreementFiles({list(self._files)!r}, name={self.name!r})"

    @cached_property
    def digest(self) -> str:
        """SHA-256 in hexadecimal over every file's path and content, and over what could not be read."""
        total = hashlib.sha256()
        for path, content in self._files.items():
            total.update(f"{len(path.encode())}:{path}:{len(content)}:".encode())
            total.update(content)
        total.update(repr((self.name, sorted(self.problems.items()), sorted(self.others))).encode())
        return total.hexdigest()

    @classmethod
    def from_folder(cls, folder: Path) -> "AgreementFiles":
        """Read an agreement folder; whatever is wrong with it ends up in ``problems``, never as an exception."""
        try:
            folder = folder.resolve()
            if not folder.is_dir():
                return cls({}, name=folder.name, problems={"": "not-a-folder"})
        except (OSError, RuntimeError, ValueError):
            return cls({}, name=folder.name, problems={"": "not-a-folder"})
        reading = _Reading(folder)
        reading.walk(folder, level=1)
        return cls(reading.files, name=folder.name, problems=reading.problems, others=frozenset(reading.others))


class _Reading:
    """One walk through a folder, counting what it has read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: dict[str, bytes] = {}
        self.problems: dict[str, Problem] = {}
        self.others: set[str] = set()
        self.size = 0

    def walk(self, folder: Path, level: int) -> None:
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            self.problems[self.path_of(folder)] = "unreadable"
            return
        for entry in entries:
            if "" in self.problems:
                return
            if not entry.name.startswith((".", "~$")):
                self.take(Path(entry.path), level)

    def take(self, path: Path, level: int) -> None:
        """Read one entry of the folder, or say why not."""
        name = self.path_of(path)
        read = path.suffix in READ_SUFFIXES
        try:
            if path.is_symlink() and not self.is_inside(path):
                self.problems[name] = "link"
                return
            kind = path.stat().st_mode
        except (OSError, RuntimeError):
            self.problems[name] = "unreadable"
            return
        if stat.S_ISDIR(kind):
            self.take_folder(path, name, level, read=read)
        elif not read:
            self.others.add(name)
        elif not stat.S_ISREG(kind):
            self.problems[name] = "not-a-file"
        else:
            self.read(path, name)

    def take_folder(self, path: Path, name: str, level: int, *, read: bool) -> None:
        if read:
            self.problems[name] = "not-a-file"
        elif path.is_symlink():
            self.problems[name] = "link"
        elif level < MOST_LEVELS:
            self.walk(path, level + 1)

    def is_inside(self, path: Path) -> bool:
        return path.resolve(strict=True).is_relative_to(self.folder)

    def read(self, path: Path, name: str) -> None:
        try:
            if path.stat().st_size > LARGEST_FILE:
                self.problems[name] = "too-large"
                return
            with path.open("rb") as file:
                content = file.read(LARGEST_FILE + 1)
        except OSError:
            self.problems[name] = "unreadable"
            return
        if len(content) > LARGEST_FILE:
            self.problems[name] = "too-large"
            return
        self.files[name] = content
        self.size += len(content)
        if self.size > LARGEST_FOLDER or len(self.files) > MOST_FILES:
            self.files.clear()
            self.problems = {"": "too-much"}

    def path_of(self, path: Path) -> str:
        """Name a file by its path inside the folder, composed (NFC) as people write it."""
        name = PurePosixPath(path.relative_to(self.folder)).as_posix()
        readable = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        return unicodedata.normalize("NFC", readable)

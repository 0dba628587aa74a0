"""The files that an agreement names: each is read once, and what is wrong with it is said once."""

import re
import unicodedata
from collections.abc import Container
from pathlib import PurePosixPath

from naravard.agreement.draft import Draft, nearest
from naravard.agreement.findings import Place
from naravard.agreement.tables import CsvRow, CsvTable, read_table


def named_file(draft: Draft, place: Place, path: str, suffix: str) -> tuple[str, bytes] | None:
    """Return a file that the agreement names, or report why it cannot be had."""
    plain = unicodedata.normalize("NFC", path)
    if plain.startswith("/") or ".." in re.split(r"[/\\]", plain) or re.match(r"[A-Za-z]:", plain):
        draft.report("A010", place, path=path)
        draft.lost_a_file = True
        return None
    name = PurePosixPath(plain).as_posix()
    if PurePosixPath(name).suffix.lower() != suffix:
        draft.report("A011", place, path=path, suffix=suffix)
        draft.lost_a_file = True
        return None
    draft.used_files.add(name)
    if name in draft.files:
        return name, draft.files[name]
    if name not in draft.files.problems:
        near = nearest(name, (known for known in draft.files if known.endswith(suffix)))
        draft.report("A009", place, near=near, path=path)
        draft.lost_a_file = True
    return None


class Tables:
    """The CSV files, each read once: two keys may take their columns from one file."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.read: dict[str, CsvTable | None] = {}

    def table(self, place: Place, path: str, wanted: tuple[str, ...]) -> CsvTable | None:
        """Return a table that has the wanted columns; what is wrong with it is reported once."""
        named = named_file(self.draft, place, path, ".csv")
        if named is None:
            return None
        name, content = named
        if name not in self.read:
            self.read[name], findings = read_table(content, name)
            self.draft.findings += findings
        table = self.read[name]
        missing = table.missing(wanted) if table is not None else []
        self.draft.findings += missing
        return None if missing else table


def usable_code(draft: Draft, table: CsvTable, row: CsvRow, seen: Container[str]) -> bool:
    """Report a row without a code, or with one that stands in an earlier row."""
    code = row.cells["code"]
    if not code:
        draft.report("A112", table.at(row.line), column="code")
        return False
    if code in seen:
        draft.report("A113", table.at(row.line), code=code)
        return False
    return True

"""Every version that was released migrates to this one with data in it, in place.

Out of its backup: ``test_restoring_released_versions.py``.
"""

import re
import tomllib
from pathlib import Path

from released_versions import RELEASED, assert_whole

from naravard.web.backup.archive import open_archive
from own_databases import MIGRATE, Place, Row

ROOT = Path(__file__).resolve().parents[3]
LARGEST = 200_000
WITHOUT_ROWS = {
    "account.EmailAddress": "addresses stand in people.Account",
    "auth.Group": "what one may do follows from roles",
    "auth.Group_permissions": "what one may do follows from roles",
    "socialaccount.SocialApp": "the identity provider stands in the settings",
}
"""Tables of others' packages that the service never fills, and why."""
WITHOUT_A_YEAR = {"0.1.0"}
"""Kept before a year was lived in what is kept."""
DATED = re.compile(r"^## \[?v?(?P<version>\d+\.\d+\.\d+)\]?.*\d{4}-\d{2}-\d{2}", re.MULTILINE)
"""A version's heading in CHANGELOG.md, once it has been released."""

AS_THEN = """
import sys
from pathlib import Path
from naravard.web.startup import start_django
start_django()
from naravard.web.backup.archive import open_archive
from naravard.web.backup.upgrade import fill_as_then
fill_as_then(open_archive(Path(sys.argv[1])))
"""


def lost(before: dict[str, list[Row]], after: dict[str, list[Row]]) -> list[str]:
    """Return the rows that are no longer there with the values they had.

    A column that a later migration renames, removes or fills otherwise is named here with its reason, if there is any.
    """
    return [
        f"{table}: {row}"
        for table, rows in before.items()
        for row in rows
        if not any(_kept(table, row).items() <= other.items() for other in after.get(table, []))
    ]


FILLED = {("organisations_organisation", "recipient_code")}
"""Columns that a later migration fills where they were empty: authorities can be recipients, named by their code."""


def _kept(table: str, row: Row) -> Row:
    return {column: value for column, value in row.items() if value != "" or (table, column) not in FILLED}


def test_a_database_of_a_released_version_migrates_with_its_data(released: Path, bare_database: Place) -> None:
    made = bare_database.run(AS_THEN, released)
    assert made.returncode == 0, made.stderr
    before = bare_database.rows()
    assert sum(map(len, before.values())) == open_archive(released).manifest.rows
    done = bare_database.run(MIGRATE)
    assert done.returncode == 0, done.stderr
    assert lost(before, bare_database.rows()) == []
    assert_whole(bare_database, released)


def test_every_table_of_a_kept_release_has_rows_to_migrate() -> None:
    empty = {
        f"{file.stem}: {table.model}"
        for file in RELEASED
        if file.stem not in WITHOUT_A_YEAR
        for table in open_archive(file).manifest.tables
        if table.rows == 0 and table.model not in WITHOUT_ROWS
    }
    assert empty == set(), "let tests/lived_year.py fill them before the release is kept"


def test_a_lost_row_and_a_changed_value_are_found() -> None:
    before: dict[str, list[Row]] = {"a": [{"id": 1, "x": "1"}], "b": [{"id": 1}]}
    assert lost(before, {"a": [{"id": 1, "x": "1", "new": ""}], "b": [{"id": 1}], "c": []}) == []
    assert lost(before, {"a": [{"id": 1, "x": "2"}], "b": []}) == ["a: {'id': 1, 'x': '1'}", "b: {'id': 1}"]


def without_file(changelog: str, kept: set[str]) -> list[str]:
    """Return the versions that have been released and are not kept."""
    return [found["version"] for found in DATED.finditer(changelog) if found["version"] not in kept]


def test_every_released_version_is_kept() -> None:
    kept = {file.stem for file in RELEASED}
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert without_file(changelog, kept) == [], "make the file with the released version: scripts/keep_release.py"
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert without_file(f"## {version} – 2022-01-14\n## Unreleased", set()) == [version]
    assert without_file(f"## {version} – 2022-01-14", {version}) == []


def test_a_kept_file_is_small_and_was_made_by_the_version_that_it_is_named_after() -> None:
    assert RELEASED
    for file in RELEASED:
        assert file.stat().st_size < LARGEST
        assert open_archive(file).manifest.program == file.stem

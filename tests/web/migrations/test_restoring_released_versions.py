"""Every version that was released is restored into this one out of its backup.

Its rows are brought to today's tables in a SQLite database of its own, whatever it is restored into, and taken in as
those of a backup of today are (``tests/web/backup``).
"""

from pathlib import Path

from released_versions import assert_whole

from backup_samples import told_apart
from own_databases import Place


def test_a_backup_of_a_released_version_is_restored_into_this_one(released: Path, bare_database: Place) -> None:
    checked = bare_database.program("restore", released, "--check")
    assert checked.returncode == 0, checked.stderr
    assert bare_database.rows() == {}, "the check touches nothing"
    done = bare_database.program("restore", released)
    assert done.returncode == 0, done.stderr
    assert_whole(bare_database, released)


def test_what_came_after_a_backup_of_a_released_version_is_gone_when_it_is_restored_by_force(
    released: Path, own_database: Place
) -> None:
    assert own_database.program("restore", released, "--keep-keys").returncode == 0
    first = told_apart(own_database)
    again = own_database.program("restore", released)
    assert again.returncode == 1
    assert "Databasen är inte tom." in again.stderr
    own_database.execute("DELETE FROM agreements_currentsnapshot")
    assert own_database.program("restore", released, "--force", "--keep-keys").returncode == 0
    assert told_apart(own_database) == first

"""What lies on the disk is for the service's own user alone."""

import stat
from pathlib import Path
from types import SimpleNamespace

import pytest

from naravard.web.private_files import keep_database_private, private_folder
from own_databases import Place, sqlite_place


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_data_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    assert mode(private_folder(tmp_path / "data")) == 0o700


def test_a_folder_that_is_there_stays_as_its_keeper_has_set_it(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o750)
    assert mode(private_folder(folder)) == 0o750


def test_a_database_that_others_can_read_is_taken_from_them(tmp_path: Path) -> None:
    file = tmp_path / "naravard.sqlite3"
    file.touch(mode=0o644)
    keep_database_private(SimpleNamespace(vendor="sqlite", settings_dict={"NAME": str(file)}))
    assert mode(file) == 0o600


@pytest.mark.parametrize("name", [":memory:", "file:memorydb_default?mode=memory&cache=shared", "/finns/inte"])
def test_what_is_no_file_is_let_be(name: str) -> None:
    keep_database_private(SimpleNamespace(vendor="sqlite", settings_dict={"NAME": name}))


def test_the_program_leaves_nothing_that_others_can_read(tmp_path: Path) -> None:
    """The real program, in a folder that it makes: the database, its log, the key and a backup."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o755)
    place: Place = sqlite_place(folder)
    place.migrate()
    assert place.program("backup", str(tmp_path / "kopia.zip")).returncode == 0
    found = {path.name: mode(path) for path in [*folder.iterdir(), tmp_path / "kopia.zip"] if path.is_file()}
    assert {"prov.sqlite3", "secret-key", "kopia.zip"} <= set(found)
    assert [name for name, rights in found.items() if rights & 0o077] == []

"""A backup's file is whole or refused: any changed byte, any end that is cut off, anything made by hand."""

import hashlib
import zipfile
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backup_samples import fill
from naravard.web.backup.archive import open_archive
from naravard.web.backup.problems import FileRefused
from own_databases import sqlite_place

CHECK = settings(max_examples=150)  # there are many bytes, and it is quick
MEGABYTE = 1024 * 1024


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a backup of a database with an agreement."""
    folder = tmp_path_factory.mktemp("backup")
    place = sqlite_place(folder / "data")
    fill(place, "liten")
    assert place.program("backup", folder / "kopia.zip").returncode == 0
    return (folder / "kopia.zip").read_bytes()


@pytest.fixture(scope="module")
def tables(whole: bytes, tmp_path_factory: pytest.TempPathFactory) -> list[list[object]]:
    """What that backup says, table by table."""
    file = tmp_path_factory.mktemp("whole") / "kopia.zip"
    file.write_bytes(whole)
    archive = open_archive(file)
    return [list(archive.lines(table)) for table in archive.manifest.tables]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kopia.zip"


def sealed(content: bytes) -> bytes:
    """Return the bytes with the seal that belongs to them."""
    return content + b"sha256:" + hashlib.sha256(content).hexdigest().encode()


def test_a_whole_file_is_read(whole: bytes, file: Path) -> None:
    file.write_bytes(whole)
    tables = {table.model: table.rows for table in open_archive(file).manifest.tables}
    assert tables["agreements.AgreementSnapshot"] == tables["history.Event"] == 1
    assert sealed(whole[:-71]) == whole


@CHECK
@given(data=st.data())
def test_any_changed_byte_is_found(whole: bytes, file: Path, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(whole) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda value: value != whole[place]))
    file.write_bytes(whole[:place] + bytes([byte]) + whole[place + 1 :])
    with pytest.raises(FileRefused):
        open_archive(file)


@CHECK
@given(data=st.data())
def test_a_changed_byte_with_a_right_seal_is_refused_in_words_or_changes_nothing(
    whole: bytes, tables: list[list[object]], file: Path, data: st.DataObject
) -> None:
    content = whole[:-71]
    place = data.draw(st.integers(0, len(content) - 1))
    byte = data.draw(st.integers(0, 255))
    file.write_bytes(sealed(content[:place] + bytes([byte]) + content[place + 1 :]))
    try:
        archive = open_archive(file)
    except FileRefused as refused:
        assert refused.what.en  # noqa: PT017 - not every changed byte matters to the archive
    else:
        assert [list(archive.lines(table)) for table in archive.manifest.tables] == tables


@CHECK
@given(data=st.data())
def test_a_file_that_is_cut_off_or_longer_is_refused(whole: bytes, file: Path, data: st.DataObject) -> None:
    kept = data.draw(st.integers(0, len(whole) - 1))
    for content in (whole[:kept], whole + whole[kept:]):
        file.write_bytes(content)
        with pytest.raises(FileRefused) as caught:
            open_archive(file)
        assert caught.value.way_out.sv


@pytest.mark.parametrize("content", [b"", b"PK", b"SQLite format 3\0", b"PK\x03\x04" + b"0" * 500])
def test_other_files_are_refused_as_no_backup(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(FileRefused, match="ingen hel säkerhetskopia"):
        open_archive(file)


def test_a_file_that_is_not_there_is_refused(file: Path) -> None:
    with pytest.raises(FileRefused, match="går inte att läsa"):
        open_archive(file)


def made_by_hand(file: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
        archive.comment = b"0" * 71
    file.write_bytes(sealed(file.read_bytes()[:-71]))
    return file


def test_a_manifest_that_swells_is_read_no_further_than_a_manifest_reaches(file: Path) -> None:
    made_by_hand(file, {"manifest.json": b" " * 50 * MEGABYTE})
    assert file.stat().st_size < MEGABYTE
    with pytest.raises(FileRefused) as caught:
        open_archive(file)
    assert caught.value.where == "manifest.json"
    assert "högst 4194304 byte" in caught.value.expected.sv


def test_a_table_that_swells_is_read_no_further_than_the_manifest_says(file: Path) -> None:
    entry = {"model": "a.B", "file": "tables/a.B.jsonl", "rows": 1, "bytes": 10, "sha256": "0" * 64}
    manifest = {
        "product": "naravard", "format": 1, "program": "0.1.0", "made_at": "2026-01-01T00:00:00Z",
        "migrations": {}, "tables": [entry], "left_out": [],
    }  # fmt: skip
    members = {"tables/a.B.jsonl": b"\0" * 50 * MEGABYTE, "manifest.json": msgspec.json.encode(manifest)}
    with pytest.raises(FileRefused) as caught:
        open_archive(made_by_hand(file, members))
    assert caught.value.found.sv.startswith(f"{MEGABYTE} byte"), "it stopped after the first piece"


def test_a_member_that_the_manifest_does_not_name_is_refused(whole: bytes, file: Path) -> None:
    file.write_bytes(whole)
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with pytest.raises(FileRefused) as caught:
        open_archive(made_by_hand(file, {**members, "../annat": b""}))
    assert "../annat" in caught.value.found.sv

"""Finding agreements, and the cache that lets a command start without reading YAML."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from folders import EXAMPLE, example

from naravard.agreement import library
from naravard.agreement.files import AgreementFiles
from naravard.agreement.load import load_folder

WRITTEN_BY_THE_DOCUMENT = Path(__file__).with_name("agreements")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "naravard"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "litet-exempel"))


def test_the_shipped_agreement_is_found_by_its_id() -> None:
    folder = library.find("god-och-nara-vard-2022")
    assert folder in library.folders()
    assert folder.name == "god-och-nara-vard-2022"


def test_an_agreement_is_found_by_its_path(folder: Path) -> None:
    assert library.find(str(folder)) == folder
    assert library.find(folder) == folder
    assert library.find(folder / "agreement.yaml") == folder


def test_an_agreement_is_found_by_its_id_in_another_place(folder: Path) -> None:
    assert library.find("litet-exempel", places=[folder.parent]) == folder
    assert library.find("litet-exempel", places=[folder]) == folder
    assert folder in library.folders([folder.parent, folder])
    assert len(library.folders([folder.parent, folder])) == len(library.folders()) + 1


def test_an_agreement_that_does_not_exist_suggests_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(library.AgreementNotFoundError) as raised:
        library.find("god-och-nara-vrd-2022")
    assert "Menade du ”god-och-nara-vard-2022”?" in str(raised.value)
    assert "Did you mean “god-och-nara-vard-2022”?" in raised.value.in_language("en")
    for nowhere in ("", "\x00", "x" * 5000, tmp_path / "finns-inte"):
        with pytest.raises(library.AgreementNotFoundError):
            library.find(nowhere)


@pytest.mark.parametrize("name", [path.name for path in sorted(WRITTEN_BY_THE_DOCUMENT.iterdir())])
def test_the_cache_gives_back_what_was_loaded(name: str, cache: Path) -> None:
    folder = WRITTEN_BY_THE_DOCUMENT / name
    first = library.open_folder(folder)
    assert first == load_folder(folder)
    assert len(list(cache.iterdir())) == 1
    assert library.open_folder(folder) == first


def test_a_changed_file_is_read_again(folder: Path) -> None:
    library.open_folder(folder)
    text = (folder / "agreement.yaml").read_text("utf-8")
    (folder / "agreement.yaml").write_text(text.replace("Trygg hemgång 2025", "Nytt namn"), "utf-8")
    agreement = library.open_folder(folder).agreement
    assert agreement is not None
    assert agreement.name.sv == "Nytt namn"


@pytest.mark.parametrize("damage", [b"", b"\x00", b"\xff" * 100, b"not msgpack", b"\x83\xa1"])
def test_a_damaged_cache_is_passed_over(folder: Path, cache: Path, damage: bytes) -> None:
    first = library.open_folder(folder)
    (file,) = cache.iterdir()
    file.write_bytes(damage)
    assert library.open_folder(folder) == first
    assert file.read_bytes() != damage


def test_a_cache_that_ends_in_the_middle_is_passed_over(folder: Path, cache: Path) -> None:
    first = library.open_folder(folder)
    (file,) = cache.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    assert library.open_folder(folder) == first


def test_a_cache_that_cannot_be_written_is_no_error(folder: Path, cache: Path) -> None:
    cache.parent.mkdir(parents=True)
    cache.write_text("a file stands in the way")
    assert library.open_folder(folder).agreement is not None


def test_broken_agreements_are_not_cached(folder: Path, cache: Path) -> None:
    (folder / "agreement.yaml").write_text("format: [", "utf-8")
    assert library.open_folder(folder).agreement is None
    assert not cache.exists()


def test_old_files_of_the_cache_are_let_go(folder: Path, cache: Path) -> None:
    cache.mkdir(parents=True)
    for number in range(library.MOST_CACHED + 5):
        (cache / f"{number}.msgpack").write_bytes(b"x")
    library.open_folder(folder)
    assert len(list(cache.glob("*.msgpack"))) == library.MOST_CACHED


def test_a_warm_start_reads_no_yaml_and_no_checks(folder: Path) -> None:
    library.open_folder(folder)
    program = (
        "import sys; from pathlib import Path; from naravard.agreement import library; "
        f"assert library.open_folder(Path({str(folder)!r})).agreement; "
        "watched = ('ruamel', 'naravard.agreement.', 'tomllib', 'difflib'); "
        "print(*[name for name in sys.modules if name.startswith(watched)])"
    )
    started = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    names = ("files", "findings", "library", "model")
    read = {name for name in started.stdout.split() if not name.startswith("naravard.agreement.model.")}
    assert read == {f"naravard.agreement.{name}" for name in names}


def test_every_folder_of_the_room_counts_for_the_version_of_the_cache() -> None:
    folders = {path.name for path in library.ROOM.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == set(library.PARTS)


def test_a_snapshot_loads_as_the_folder_does() -> None:
    from_folder = AgreementFiles.from_folder(EXAMPLE)
    snapshot = AgreementFiles({path: str(text).encode() for path, text in example().items()}, name="litet-exempel")
    assert snapshot == from_folder
    assert snapshot.digest == from_folder.digest


def test_the_digest_changes_with_content_and_with_names() -> None:
    digests = {
        AgreementFiles(files).digest for files in ({"a": b"bc"}, {"ab": b"c"}, {"a": b"b", "c": b""}, {"a": b"bd"}, {})
    }
    assert len(digests) == 5

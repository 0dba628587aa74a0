"""Where agreements are found, and a cache of those that have been loaded, so that a command starts quickly.

An agreement is its folder. The shipped ones lie in ``agreements/`` of the repository, or in the installed package;
others lie anywhere. Opening one reads its files and computes their digest; where the same files have been loaded
before, by the same version of this room, the result is taken from the cache and no YAML is read. Imports here are kept
few on purpose.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from naravard.agreement.files import MAIN_FILE, AgreementFiles
from naravard.agreement.findings import Loaded

ROOM = Path(__file__).parent
PARTS = ("checks", "duties", "findings_catalogue", "model", "reference", "sources")
MOST_CACHED = 60


class AgreementNotFoundError(LookupError):
    """There is no agreement of that name; the message exists in Swedish and English."""

    def __init__(self, wanted: str, known: Iterable[str]) -> None:
        """Keep what was asked for, and what there is."""
        super().__init__(wanted)
        self.wanted = wanted
        self.known = tuple(known)

    def __str__(self) -> str:
        return self.in_language("sv")

    def in_language(self, language: str) -> str:
        """Return the message in ``language`` (``"sv"`` or ``"en"``)."""
        from naravard.agreement.draft import nearest

        near = nearest(self.wanted, self.known)
        known = ", ".join(self.known) or "–"
        if language == "en":
            meant = f" Did you mean “{near}”?" if near else ""
            return f"There is no agreement “{self.wanted}”.{meant} Give the path of a folder, or one of: {known}."
        meant = f" Menade du ”{near}”?" if near else ""
        return f"Det finns ingen överenskommelse ”{self.wanted}”.{meant} Ange en mapps sökväg, eller en av: {known}."


def shipped_place() -> Path:
    """Return the folder of the shipped agreements: of the repository, or of the installed package."""
    repository = ROOM.parents[2] / "agreements"
    return repository if repository.is_dir() else ROOM.parent / "shipped_agreements"


def folders(places: Iterable[Path] = ()) -> tuple[Path, ...]:
    """Return the agreement folders: the shipped ones, then those of ``places``, each place once.

    A place is an agreement folder itself or a folder that holds such folders.
    """
    found: dict[Path, None] = {}
    for place in (shipped_place(), *places):
        for folder in _folders_at(place):
            found.setdefault(folder.resolve())
    return tuple(found)


def find(agreement: str | Path, *, places: Iterable[Path] = ()) -> Path:
    """Return an agreement's folder by its id, or by its path.

    Args:
        agreement: The id of an agreement that is shipped or lies in ``places``; otherwise a path.
        places: More places to look in.

    Raises:
        AgreementNotFoundError: There is no such agreement and no such folder.
    """
    known = {folder.name: folder for folder in reversed(folders(places))}
    wanted = str(agreement)
    if isinstance(agreement, str) and wanted in known:
        return known[wanted]
    path = Path(agreement).expanduser()
    with suppress(OSError, ValueError, RuntimeError):
        if path.name == MAIN_FILE and path.is_file():
            return path.resolve().parent
        if wanted and path.is_dir():
            return path.resolve()
    raise AgreementNotFoundError(wanted, known)


def open_folder(folder: Path) -> Loaded:
    """Load the agreement in a folder, from the cache where it is there; never raises."""
    return open_files(AgreementFiles.from_folder(folder))


def open_files(files: AgreementFiles) -> Loaded:
    """Load an agreement from its files, from the cache where it is there; never raises."""
    file = cache_folder() / f"{_cache_name(files.digest)}.msgpack"
    cached = _read(file)
    if cached is not None:
        return cached
    from naravard.agreement.load import load

    loaded = load(files)
    if loaded.agreement is not None:
        _write(file, loaded)
    return loaded


def open_agreement(agreement: str | Path, *, places: Iterable[Path] = ()) -> Loaded:
    """Find and load an agreement by its id or path.

    Raises:
        AgreementNotFoundError: There is no such agreement and no such folder.
    """
    return open_folder(find(agreement, places=places))


def cache_folder() -> Path:
    """Return the folder of the cache: ``$XDG_CACHE_HOME/naravard``, or ``~/.cache/naravard``."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    with suppress(RuntimeError):
        return Path(base if Path(base).is_absolute() else Path.home() / ".cache") / "naravard"
    return Path(tempfile.gettempdir()) / "naravard-cache"


def packed(loaded: Loaded) -> bytes:
    """Write what was loaded as msgpack; fractions as ``numerator/denominator``."""
    return msgspec.msgpack.encode(loaded, enc_hook=_fraction_as_text)


def unpacked(content: bytes) -> Loaded:
    """Read what :func:`packed` wrote.

    Raises:
        msgspec.DecodeError: It is something else.
    """
    return _decoder().decode(content)


def _folders_at(place: Path) -> list[Path]:
    try:
        if (place / MAIN_FILE).is_file():
            return [place]
        return sorted(folder for folder in place.iterdir() if (folder / MAIN_FILE).is_file())
    except OSError:
        return []


def _cache_name(digest: str) -> str:
    return hashlib.sha256(f"{digest}:{_room_version()}".encode()).hexdigest()[:40]


@cache
def _room_version() -> str:
    """Name the state of this room's own files: what another version has loaded may look different."""
    stamps = hashlib.sha256()
    for folder in (ROOM, *(ROOM / part for part in PARTS)):
        for entry in sorted(os.scandir(folder), key=lambda one: one.name):
            if entry.is_file():
                status = entry.stat()
                stamps.update(f"{entry.name}:{status.st_size}:{status.st_mtime_ns};".encode())
    return stamps.hexdigest()


def _read(file: Path) -> Loaded | None:
    """Read a cache file; one that is missing or damaged counts as none."""
    try:
        return unpacked(file.read_bytes())
    except (OSError, msgspec.MsgspecError, ValueError, ZeroDivisionError):
        return None


def _write(file: Path, loaded: Loaded) -> None:
    """Write a cache file whole or not at all, and let the oldest go; a cache that cannot be written is no error."""
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, suffix=".part")
        with os.fdopen(handle, "wb") as part:
            part.write(packed(loaded))
        Path(name).replace(file)
        cached = sorted(file.parent.glob("*.msgpack"), key=lambda one: one.stat().st_mtime, reverse=True)
        for old in cached[MOST_CACHED:]:
            old.unlink(missing_ok=True)


def _fraction_as_text(value: Any) -> str:
    if isinstance(value, Fraction):
        return str(value)
    raise NotImplementedError(type(value).__name__)


def _fraction_from_text(wanted: type, value: Any) -> Any:
    if wanted is Fraction:
        return Fraction(value)
    raise NotImplementedError(wanted.__name__)


@cache
def _decoder() -> "msgspec.msgpack.Decoder[Loaded]":
    return msgspec.msgpack.Decoder(Loaded, dec_hook=_fraction_from_text)

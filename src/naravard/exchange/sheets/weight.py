"""A workbook is weighed before it is opened: what it says that it holds, and what it really holds.

A few kilobytes can be packed so that they unpack into gigabytes. The sizes that the archive states are added up first;
then each part is unpacked into nothing, a piece at a time, and its bytes and cells counted. Workbooks have no document
type definitions, so one that has is refused: they can grow by themselves when they are read.
"""

import zipfile
import zlib
from typing import BinaryIO

from naravard.exchange.sheets import open_document
from naravard.exchange.sheets.limits import SheetLimits

_PIECE = 1 << 16
_OLD = b"\xd0\xcf\x11\xe0"
_DEFINITIONS = (b"<!DOCTYPE", b"<!ENTITY")
_CELLS = (b"<c ", b"<c>", b"<c/>", b":c ", b":c>", b"<table:table-cell")
"""How a cell begins, with and without a prefix; one that two pieces part is not missed among millions."""
_NEEDED = "[Content_Types].xml"
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"


class NotWeighedError(Exception):
    """A workbook is not to be opened."""

    def __init__(self, finding_id: str, found: str = "") -> None:
        super().__init__(finding_id)
        self.finding_id, self.found = finding_id, found


def weigh(stream: BinaryIO, limits: SheetLimits) -> None:
    """Raise :class:`NotWeighedError` unless a workbook can be opened without harm; the stream is left at its start."""
    stream.seek(0)
    if stream.read(len(_OLD)) == _OLD:
        raise NotWeighedError("K005")
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            _weigh(archive, limits)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError) as error:
        raise NotWeighedError("K003", type(error).__name__) from None
    stream.seek(0)


def _weigh(archive: zipfile.ZipFile, limits: SheetLimits) -> None:
    parts = archive.infolist()
    stated = sum(part.file_size for part in parts)
    if stated > limits.unpacked or len(parts) > limits.parts:
        raise NotWeighedError("K004", f"{stated // 1_000_000} MB, {len(parts)} delar")
    _refuse_other_kinds(archive)
    counted, cells = 0, 0
    for part in parts:
        if part.flag_bits & 1:
            raise NotWeighedError("K005")
        before = b""
        with archive.open(part) as packed:
            while piece := packed.read(_PIECE):
                counted += len(piece)
                if counted > limits.unpacked:
                    raise NotWeighedError("K004", f"> {limits.unpacked // 1_000_000} MB")
                if _defines(before + piece):
                    raise NotWeighedError("K003", "DOCTYPE")
                cells += sum(piece.count(mark) for mark in _CELLS)
                if cells > limits.cells:
                    raise NotWeighedError("K041")
                before = piece[-20:]


def _refuse_other_kinds(archive: zipfile.ZipFile) -> None:
    if open_document.is_spreadsheet(archive):
        if open_document.is_locked(archive):
            raise NotWeighedError("K005")
    elif _is_open_document(archive):
        raise NotWeighedError("K035")
    elif _NEEDED not in archive.namelist():
        raise NotWeighedError("K003", _NEEDED)


def _is_open_document(archive: zipfile.ZipFile) -> bool:
    if "mimetype" not in archive.namelist():
        return False
    with archive.open("mimetype") as part:
        return part.read(len(_OPEN_DOCUMENT)) == _OPEN_DOCUMENT


def _defines(piece: bytes) -> bool:
    plain = piece.replace(b"\x00", b"").upper()
    return any(mark in plain for mark in _DEFINITIONS)

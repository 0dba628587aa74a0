"""What a workbook is packed as, put right where openpyxl takes one way of several only; and what is hidden in it.

*Strict Open XML* is the same workbook under other names, which Excel offers when a file is saved. Some programs part
the names of the pieces with backslashes.
"""

import tempfile
import zipfile
from typing import IO, BinaryIO, cast
from xml.etree import ElementTree as Xml

from naravard.exchange.sheets import open_document
from naravard.exchange.sheets.limits import LIMITS
from naravard.exchange.sheets.weight import NotWeighedError

_IN_MEMORY = 100_000_000
"""Bytes; the process that reads what others send writes no file (:mod:`naravard.documents.own_process`)."""
_TITLES, _COLUMNS = 100, 60
"""Rows beside those with costs, and columns, that are read of a sheet."""
_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = {
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/": b"http://schemas.openxmlformats.org/officeDocument/2006/",
}
_TEXT = (".xml", ".rels")


def ordinary(stream: BinaryIO) -> BinaryIO:
    """Return the same workbook under the names that are read; the stream itself if it has them.

    Raises:
        NotWeighedError: when it breaks off, or holds more than is taken in.
    """
    with zipfile.ZipFile(stream) as archive:
        if open_document.is_spreadsheet(archive):
            return _written_out(archive)
        names = archive.namelist()
        backslashes = any("\\" in name for name in names)
        workbook = next((name for name in names if name.replace("\\", "/") == _WORKBOOK), None)
        strict = workbook is not None and _STRICT in archive.read(workbook)
        if not (backslashes or strict):
            stream.seek(0)
            return stream
        made = cast("BinaryIO", tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115 - whoever asks closes
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
            for name in names:
                content = archive.read(name)
                if strict and name.endswith(_TEXT):
                    for one, other in _TRANSITIONAL.items():
                        content = content.replace(one, other)
                out.writestr(name.replace("\\", "/"), content)
    made.seek(0)
    return made


def _written_out(archive: zipfile.ZipFile) -> BinaryIO:
    try:
        return open_document.as_workbook(archive, most_rows=LIMITS.rows + _TITLES, most_columns=_COLUMNS)
    except open_document.TooManyCellsError:
        raise NotWeighedError("K004", f"> {open_document.MOST_CELLS} celler") from None
    except (KeyError, Xml.ParseError) as error:
        raise NotWeighedError("K003", type(error).__name__) from None


def hidden_rows(stream: BinaryIO, title: str) -> int:
    """Return how many rows with anything in them are hidden on a sheet."""
    with zipfile.ZipFile(stream) as archive:
        part = _part_of(archive, title)
        if part is None:
            return 0
        with archive.open(part) as content:
            return _hidden(content)


def _hidden(content: IO[bytes]) -> int:
    """Count hidden rows that have cells. The workbook was weighed, so there are no definitions that could grow."""
    count = 0
    for _event, each in Xml.iterparse(content):  # noqa: S314 - weighed before: no definitions
        if each.tag == f"{_MAIN}row":
            count += each.get("hidden") in ("1", "true") and each.find(f"{_MAIN}c") is not None
            each.clear()
    return count


def _part_of(archive: zipfile.ZipFile, title: str) -> str | None:
    try:
        workbook = Xml.fromstring(archive.read(_WORKBOOK))  # noqa: S314 - as above
        relations = Xml.fromstring(archive.read(_RELATIONS))  # noqa: S314 - as above
    except (KeyError, Xml.ParseError):
        return None
    wanted = next(
        (each.get(f"{_OFFICE}id") for each in workbook.iter(f"{_MAIN}sheet") if each.get("name") == title), None
    )
    target = next((str(each.get("Target")) for each in relations if each.get("Id") == wanted), None)
    if target is None:
        return None
    name = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return name if name in archive.namelist() else None

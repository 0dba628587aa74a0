"""A Word document opened without harm: its parts as trees, or why not. Nothing in it is run, fetched or trusted."""

import io
import zipfile
import zlib
from typing import Any, NamedTuple

from lxml import etree

from naravard.documents.word_forms.problems import WordProblem, problem

LARGEST_FILE = 20_000_000
LARGEST_UNPACKED = 100_000_000
LARGEST_PART = 40_000_000
MOST_PARTS = 2_000
MOST_TIMES_LARGER = 200
"""A form with text in it unpacks to some fifteen times its size."""

_OLD_WORD = b"\xd0\xcf\x11\xe0"
_DOCUMENT, _TYPES, _CUSTOM = "word/document.xml", "[Content_Types].xml", "docProps/custom.xml"
_COMMENTS = "word/comments.xml"


class OpenedDocument(NamedTuple):
    """A document's trees."""

    root: Any
    properties: dict[str, str]
    """Its custom properties."""
    comments: Any
    """The tree of what people have commented; None if nobody has."""


def opened(content: bytes) -> OpenedDocument | WordProblem:
    """Return a document's trees, or the problem that keeps it from being opened."""
    if content.startswith(_OLD_WORD):
        return problem("old-word")
    if not content.startswith(b"PK"):
        return problem("not-word")
    if len(content) > LARGEST_FILE:
        return problem("bomb")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _opened(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, etree.XMLSyntaxError, NotImplementedError, RuntimeError, OSError):
        return problem("half")


def _opened(archive: zipfile.ZipFile) -> OpenedDocument | WordProblem:
    entries = archive.infolist()
    names = {entry.filename for entry in entries}
    size = sum(entry.file_size for entry in entries)
    packed = max(sum(entry.compress_size for entry in entries), 1)
    if len(entries) > MOST_PARTS or size > LARGEST_UNPACKED or size > MOST_TIMES_LARGER * packed:
        return problem("bomb")
    if "mimetype" in names and archive.read("mimetype").startswith(b"application/vnd.oasis"):
        return problem("open-document")
    if _DOCUMENT not in names or _TYPES not in names:
        return problem("not-word")
    if any(name.lower().endswith("vbaproject.bin") for name in names) or b"macroEnabled" in _part(archive, _TYPES):
        return problem("macros")
    document = _tree(_part(archive, _DOCUMENT))
    properties = _properties(_tree(_part(archive, _CUSTOM))) if _CUSTOM in names else {}
    if document is None:
        return problem("half")
    return OpenedDocument(document, properties, _tree(_part(archive, _COMMENTS)) if _COMMENTS in names else None)


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """Read a part, never more of it than a form can be: what an archive says of its sizes may be untrue."""
    with archive.open(name) as stream:
        content = stream.read(LARGEST_PART + 1)
    if len(content) > LARGEST_PART:
        raise zipfile.BadZipFile(name)
    return content


def _tree(content: bytes) -> Any:
    """Parse XML with no entities and nothing from outside; None if it declares a type of its own."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(content, parser)
    return None if root.getroottree().docinfo.doctype else root


def _properties(root: Any) -> dict[str, str]:
    if root is None:
        return {}
    return {one.get("name", ""): "".join(one.itertext()).strip() for one in root if isinstance(one.tag, str)}

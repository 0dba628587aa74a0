"""Files of an agreement's folder that other rooms read: one item a file, by the reader that reads the agreement.

A room gives the folder's name and the type that a file holds; mistakes of form are told in the same words, with their
lines, as those of the agreement itself.
"""

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any, Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from naravard.agreement.checks.references import DECLARED
from naravard.agreement.draft import Declaration, Draft
from naravard.agreement.files import AgreementFiles
from naravard.agreement.findings import Finding, Place
from naravard.agreement.findings_catalogue import finding
from naravard.agreement.model import Agreement
from naravard.agreement.nodes import MappingNode, read_tree
from naravard.agreement.structure import ItemReader

_Item = TypeVar("_Item", bound=Struct)
_Loaded = TypeVar("_Loaded")
_MOST_KEPT = 32


class OnceForFiles(Generic[_Loaded]):
    """Loads what comes of a folder once for the same files: an agreement comes of its files and of nothing else."""

    def __init__(self, load: Callable[[AgreementFiles, Agreement | None], _Loaded]) -> None:
        self._load = load
        self._kept: dict[tuple[str, bool], _Loaded] = {}

    def __call__(self, files: AgreementFiles, agreement: Agreement | None) -> _Loaded:
        """Return what comes of the files."""
        key = (files.digest, agreement is not None)
        if key not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[key] = self._load(files, agreement)
        return self._kept[key]


def read_items(reader: ItemReader, files: AgreementFiles, folder: str, item: type[_Item]) -> list[_Item]:
    """Read each YAML file right in a folder as one item; its field ``file`` is filled with the file's path."""
    found = (_read(reader, files[path], path, item) for path in files if _lies_in(path, folder))
    return [one for one in found if one is not None]


def draft_of(reader: ItemReader, files: AgreementFiles, agreement: Agreement) -> Draft:
    """Return what has been read as a draft, for checks: it may name all that the agreement declares."""
    return Draft(
        agreement=agreement,
        files=files,
        places=reader.places,
        references=reader.references,
        declarations=_declarations(agreement),
        findings=reader.findings,
    )


def in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    """Return findings in the order of files and lines."""
    return tuple(sorted(findings, key=lambda one: (one.file, one.line or 0, one.id)))


def _lies_in(path: str, folder: str) -> bool:
    name = PurePosixPath(path)
    return name.parent == PurePosixPath(folder) and name.suffix == ".yaml"


def _read(reader: ItemReader, content: bytes, path: str, item: type[_Item]) -> _Item | None:
    tree = read_tree(content, path)
    reader.findings += tree.findings
    if tree.root is None:
        return None
    if not isinstance(tree.root, MappingNode):
        reader.findings.append(finding("A027", tree.root.place, file=path))
        return None
    read: Any = reader.item(tree.root, item, path).value
    if not isinstance(read, item):
        return None
    kept = replace(read, file=path)
    reader.places.move(read, kept)
    return kept


def _declarations(agreement: Agreement) -> list[Declaration]:
    """Return what the agreement, and its amendments, declare: files of other rooms may name all of it."""
    sections = {section: item for named in DECLARED.values() for item, section in named}
    return [
        Declaration(item, one.id, Place(""))
        for holder in (agreement, *agreement.amendments)
        for section, item in sections.items()
        for one in getattr(holder, section, ())
    ]

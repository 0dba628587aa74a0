"""The folder as a whole: its name, the version of the format, files that nothing uses."""

import re
from pathlib import PurePosixPath

from naravard.agreement.draft import Draft, nearest
from naravard.agreement.files import MAIN_FILE, SECTIONS, AgreementFiles
from naravard.agreement.findings import Place
from naravard.agreement.sources.clauses import TEXT_FILE

FORMAT = 1
SECTION_FILES = frozenset(f"{section}.yaml" for section in SECTIONS)
ELSEWHERE = ("questionnaires/", "indicators/")
"""Folders that other rooms read."""


def folder_name(draft: Draft) -> None:
    """A012: the folder is named as the agreement."""
    agreement = draft.agreement
    if draft.files.name and draft.whole(agreement, "id") and agreement.id != draft.files.name:
        draft.report("A012", draft.at(agreement, "id"), id=agreement.id, folder=draft.files.name)


def format_version(draft: Draft) -> None:
    """A054: the format has one version so far."""
    agreement = draft.agreement
    if agreement.format != FORMAT:
        draft.report("A054", draft.at(agreement, "format"), version=str(agreement.format))


def unused_files(draft: Draft) -> None:
    """A014: a YAML or CSV file that nothing names is most often a name misspelt."""
    misnamed = _misnamed(draft.files)
    for path in (*draft.files, *sorted(draft.files.others)):
        if path == MAIN_FILE or path.startswith(ELSEWHERE) or path in draft.used_files:
            continue
        if path in SECTION_FILES or not (path in misnamed or path.endswith((".csv", ".yaml"))):
            continue
        near = misnamed.get(path) or _near_section(path)
        if not _suspended(draft, path):
            draft.report("A014", Place(path), near=near, path=path)


def _misnamed(files: AgreementFiles) -> dict[str, str]:
    """Return files whose names only capitals or ``.yml`` part from one that would be read, with that name."""
    meant = {path: re.sub(r"\.yml$", ".yaml", path.casefold()) for path in (*files, *files.others)}
    return {path: name for path, name in meant.items() if path != name and name in (*SECTION_FILES, TEXT_FILE)}


def _near_section(path: str) -> str | None:
    name = PurePosixPath(path)
    if name.parent != PurePosixPath() or name.suffix != ".yaml":
        return None
    section = nearest(name.stem, SECTIONS)
    return f"{section}.yaml" if section is not None else None


def _suspended(draft: Draft, path: str) -> bool:
    """Tell whether what might name this file could not be read."""
    if not path.endswith(".csv"):
        return False
    sections = {"keys", "published", "recipients"}
    return draft.lost_a_file or bool(sections & draft.unread) or not draft.whole(draft.agreement, *sections)

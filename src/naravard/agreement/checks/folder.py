"""The folder as a whole: its name, the version of the format, files that nothing uses."""

from pathlib import PurePosixPath

from naravard.agreement.draft import Draft, nearest
from naravard.agreement.files import MAIN_FILE, SECTIONS
from naravard.agreement.findings import Place

FORMAT = 1
SECTION_FILES = frozenset(f"{section}.yaml" for section in SECTIONS)
ELSEWHERE = ("questionnaires/",)
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
    for path in draft.files:
        if path == MAIN_FILE or path.startswith(ELSEWHERE) or path in draft.used_files:
            continue
        if path in SECTION_FILES or not path.endswith((".csv", ".yaml")):
            continue
        top = PurePosixPath(path).parent == PurePosixPath()
        near = nearest(path, SECTION_FILES) if top and path.endswith(".yaml") else None
        if not _suspended(draft, path):
            draft.report("A014", Place(path), near=near, path=path)


def _suspended(draft: Draft, path: str) -> bool:
    """Tell whether what might name this file could not be read."""
    if not path.endswith(".csv"):
        return False
    sections = {"keys", "published", "recipients"}
    return draft.lost_a_file or bool(sections & draft.unread) or not draft.whole(draft.agreement, *sections)

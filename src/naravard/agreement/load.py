"""Load an agreement folder: files, YAML, structure, the files it names, and then the checks. Never raises.

>>> from naravard.agreement.files import AgreementFiles
>>> [finding.id for finding in load(AgreementFiles({})).findings]
['A002']
"""

from pathlib import Path

from naravard.agreement.checks import check
from naravard.agreement.draft import nearest
from naravard.agreement.files import (
    LARGEST_FILE,
    LARGEST_FOLDER,
    MAIN_FILE,
    MOST_FILES,
    SECTIONS,
    AgreementFiles,
    Problem,
)
from naravard.agreement.findings import Finding, Loaded, Place
from naravard.agreement.findings_catalogue import finding
from naravard.agreement.nodes import MappingNode, NodeField, Sequence, read_tree
from naravard.agreement.sources import fill
from naravard.agreement.structure import read_agreement

__all__ = ["Loaded", "load", "load_folder"]

MOST_FINDINGS = 200

_PROBLEMS: dict[Problem, str] = {
    "not-a-folder": "A001",
    "too-large": "A003",
    "too-much": "A004",
    "link": "A007",
    "unreadable": "A013",
    "not-a-file": "A013",
}


def load_folder(folder: Path) -> Loaded:
    """Load the agreement in a folder (or whose ``agreement.yaml`` this is)."""
    if folder.name == MAIN_FILE and folder.is_file():
        folder = folder.parent
    return load(AgreementFiles.from_folder(folder))


def load(files: AgreementFiles) -> Loaded:
    """Load an agreement from its files; the agreement is ``None`` when there are errors."""
    findings = _folder_findings(files)
    root, unread, more = _read_root(files)
    findings += more
    if root is None:
        return _loaded(files, findings)
    draft = read_agreement(root, files, unread)
    fill(draft)
    check(draft)
    findings += draft.findings
    loaded = _loaded(files, findings)
    if loaded.errors:
        return loaded
    return Loaded(agreement=draft.agreement, findings=loaded.findings, digest=files.digest)


def _loaded(files: AgreementFiles, findings: list[Finding]) -> Loaded:
    """Put the findings in the order of the files and lines, and stop at a number that a reader can take in."""
    ordered = sorted(findings, key=lambda one: (one.file != MAIN_FILE, one.file, one.line or 0, one.id))
    if len(ordered) > MOST_FINDINGS:
        more = len(ordered) - MOST_FINDINGS
        ordered = [*ordered[:MOST_FINDINGS], finding("A055", Place(""), shown=MOST_FINDINGS, more=more)]
    return Loaded(agreement=None, findings=tuple(ordered), digest=files.digest)


def _folder_findings(files: AgreementFiles) -> list[Finding]:
    """Report what could not be read in the folder."""
    found = [
        finding(
            _PROBLEMS[problem],
            Place(path),
            path=path or files.name,
            largest=LARGEST_FILE // 1_000_000,
            folder=LARGEST_FOLDER // 1_000_000,
            most=MOST_FILES,
        )
        for path, problem in files.problems.items()
    ]
    if MAIN_FILE not in files and MAIN_FILE not in files.problems and "" not in files.problems:
        near = nearest(MAIN_FILE, (*files, *files.others))
        found.append(finding("A002", Place(""), near=near, name=files.name or "."))
    return found


def _read_root(files: AgreementFiles) -> tuple[MappingNode | None, set[str], list[Finding]]:
    """Read ``agreement.yaml``, and put the sections that stand in files of their own into it."""
    if MAIN_FILE not in files:
        return None, set(), []
    tree = read_tree(files[MAIN_FILE], MAIN_FILE)
    findings = list(tree.findings)
    if tree.root is None:
        return None, set(), findings
    if not isinstance(tree.root, MappingNode):
        return None, set(), [*findings, finding("A027", tree.root.place, file=MAIN_FILE)]
    fields = {field.name: field for field in tree.root.fields}
    unread: set[str] = set()
    for section in SECTIONS:
        file = f"{section}.yaml"
        if file in files.problems:
            unread.add(section)
        elif file in files:
            field, more = _section(files[file], file, section)
            findings += more
            if section in fields:
                findings.append(finding("A015", fields[section].place, section=section, file=file))
            elif field is None:
                unread.add(section)
            else:
                fields[section] = field
    return MappingNode(tuple(fields.values()), tree.root.place), unread, findings


def _section(content: bytes, file: str, section: str) -> tuple[NodeField | None, list[Finding]]:
    """Read a section's file: a list, or a mapping with the section's name and a list."""
    tree = read_tree(content, file)
    findings = list(tree.findings)
    root = tree.root
    if isinstance(root, MappingNode) and (field := root.get(section)) is not None and len(root.fields) == 1:
        return NodeField(section, field.place, field.value), findings
    if isinstance(root, Sequence):
        return NodeField(section, Place(file, 1), root), findings
    if root is not None:
        findings.append(finding("A033", root.place, file=file))
    return None, findings

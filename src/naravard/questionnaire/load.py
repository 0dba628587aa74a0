"""Load the forms of an agreement's folder: ``questionnaires/*.yaml``, with a finding for every mistake. Never raises.

>>> from naravard.agreement.files import AgreementFiles
>>> load(AgreementFiles({}), None).questionnaires
()
"""

from pathlib import PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from naravard.agreement.checks.references import DECLARED, unknown_names
from naravard.agreement.draft import Declaration, Draft
from naravard.agreement.files import AgreementFiles
from naravard.agreement.findings import Finding, Place
from naravard.agreement.findings_catalogue import finding
from naravard.agreement.model import Agreement
from naravard.agreement.nodes import MappingNode, read_tree
from naravard.agreement.structure import ItemReader
from naravard.questionnaire import words
from naravard.questionnaire.checks import check
from naravard.questionnaire.model import Questionnaire

FOLDER = "questionnaires"
MOST_KEPT = 32

_KEPT: "dict[tuple[str, bool], LoadedQuestionnaires]" = {}

words.tell()


class LoadedQuestionnaires(Struct, frozen=True, kw_only=True):
    """What came of a folder's forms: those of files without errors, and all findings."""

    questionnaires: tuple[Questionnaire, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that keep the forms from being used."""
        return tuple(finding for finding in self.findings if finding.level == "error")


def load(files: AgreementFiles, agreement: Agreement | None) -> LoadedQuestionnaires:
    """Load the forms of a folder.

    Args:
        files: The agreement's files.
        agreement: The agreement that came of them; None if it has errors of its own: then nothing is said of what
            only the agreement can tell.
    """
    reader = ItemReader(set())
    found = [one for path in files if _is_form(path) if (one := _read(reader, files[path], path)) is not None]
    findings = reader.findings
    if agreement is not None:
        draft = Draft(
            agreement=agreement,
            files=files,
            places=reader.places,
            references=reader.references,
            declarations=_declarations(agreement),
            findings=findings,
        )
        unknown_names(draft)
        check(draft, tuple(found))
    ordered = tuple(sorted(findings, key=lambda one: (one.file, one.line or 0, one.id)))
    broken = {one.file for one in ordered if one.level == "error"}
    usable = (one for one in found if one.file not in broken)
    return LoadedQuestionnaires(questionnaires=tuple(sorted(usable, key=lambda one: one.key)), findings=ordered)


def open_questionnaires(files: AgreementFiles, agreement: Agreement | None) -> LoadedQuestionnaires:
    """Load the forms of a folder, once for the same files; an agreement comes of its files and of nothing else."""
    key = (files.digest, agreement is not None)
    if key not in _KEPT:
        if len(_KEPT) >= MOST_KEPT:
            _KEPT.clear()
        _KEPT[key] = load(files, agreement)
    return _KEPT[key]


def _is_form(path: str) -> bool:
    name = PurePosixPath(path)
    return name.parent == PurePosixPath(FOLDER) and name.suffix == ".yaml"


def _read(reader: ItemReader, content: bytes, path: str) -> Questionnaire | None:
    tree = read_tree(content, path)
    reader.findings += tree.findings
    if tree.root is None:
        return None
    if not isinstance(tree.root, MappingNode):
        reader.findings.append(finding("A027", tree.root.place, file=path))
        return None
    read = reader.item(tree.root, Questionnaire, path).value
    if not isinstance(read, Questionnaire):
        return None
    kept = replace(read, file=path)
    reader.places.move(read, kept)
    return kept


def _declarations(agreement: Agreement) -> list[Declaration]:
    """Return what the agreement, and its amendments, declare: forms may name all of it."""
    sections = {section: item for named in DECLARED.values() for item, section in named}
    return [
        Declaration(item, one.id, Place(""))
        for holder in (agreement, *agreement.amendments)
        for section, item in sections.items()
        for one in getattr(holder, section, ())
    ]

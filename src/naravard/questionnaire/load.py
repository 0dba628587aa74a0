"""Load the forms of an agreement's folder: ``questionnaires/*.yaml``, with a finding for every mistake. Never raises.

>>> from naravard.agreement.files import AgreementFiles
>>> load(AgreementFiles({}), None).questionnaires
()
"""

from msgspec import Struct

from naravard.agreement.checks.references import unknown_names
from naravard.agreement.files import AgreementFiles
from naravard.agreement.findings import Finding
from naravard.agreement.model import Agreement
from naravard.agreement.room_files import OnceForFiles, draft_of, in_order, read_items
from naravard.agreement.structure import ItemReader
from naravard.questionnaire import words
from naravard.questionnaire.checks import check
from naravard.questionnaire.model import Questionnaire

FOLDER = "questionnaires"

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
    found = read_items(reader, files, FOLDER, Questionnaire)
    if agreement is not None:
        draft = draft_of(reader, files, agreement)
        unknown_names(draft)
        check(draft, tuple(found))
    ordered = in_order(reader.findings)
    broken = {one.file for one in ordered if one.level == "error"}
    usable = (one for one in found if one.file not in broken)
    return LoadedQuestionnaires(questionnaires=tuple(sorted(usable, key=lambda one: one.key)), findings=ordered)


open_questionnaires = OnceForFiles(load)
"""The forms of a folder, loaded once for the same files."""

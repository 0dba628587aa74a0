"""Load the indicators of an agreement's folder: ``indicators/*.yaml``, with a finding for every mistake. Never raises.

>>> from naravard.agreement.files import AgreementFiles
>>> load(AgreementFiles({}), None).indicators
()
"""

from msgspec import Struct

from naravard.agreement.checks.references import unknown_names
from naravard.agreement.files import AgreementFiles
from naravard.agreement.findings import Finding
from naravard.agreement.model import Agreement
from naravard.agreement.room_files import OnceForFiles, draft_of, in_order, read_items
from naravard.agreement.structure import ItemReader
from naravard.indicators import words
from naravard.indicators.checks import check
from naravard.indicators.model import Indicator
from naravard.indicators.values_file import with_file

FOLDER = "indicators"

words.tell()


class LoadedIndicators(Struct, frozen=True, kw_only=True):
    """What came of a folder's indicators: those of files without errors, and all findings."""

    indicators: tuple[Indicator, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that keep the indicators from being used."""
        return tuple(finding for finding in self.findings if finding.level == "error")


def load(files: AgreementFiles, agreement: Agreement | None) -> LoadedIndicators:
    """Load the indicators of a folder, in the order of the files' names.

    Args:
        files: The agreement's files.
        agreement: The agreement that came of them; None if it has errors of its own: then nothing is said of what
            only the agreement can tell.
    """
    reader = ItemReader(set())
    found = [with_file(reader, files, one) for one in read_items(reader, files, FOLDER, Indicator)]
    if agreement is not None:
        draft = draft_of(reader, files, agreement)
        unknown_names(draft)
        check(draft, tuple(found))
    ordered = in_order(reader.findings)
    broken = {one.file for one in ordered if one.level == "error"}
    return LoadedIndicators(
        indicators=tuple(one for one in found if broken.isdisjoint({one.file, one.values_file})),
        findings=ordered,
    )


open_indicators = OnceForFiles(load)
"""The indicators of a folder, loaded once for the same files."""

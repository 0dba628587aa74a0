"""What the linter says: one finding is one mistake, in Swedish and in English.

A finding answers five questions: what is wrong, where, what was found, what was expected, and the way out. Its texts
come from the catalogue (:mod:`naravard.agreement.findings_catalogue`), where every id stands once and no id is used
again.
"""

from typing import Literal, NamedTuple

from msgspec import Struct

from naravard.agreement.model import Agreement, Text

Level = Literal["error", "warning"]


class Place(NamedTuple):
    """Where in the folder: a file, and a line in it (1 for the first) where there is one."""

    file: str
    line: int | None = None


class FindingWords(NamedTuple):
    """A finding in one language."""

    id: str
    level: str
    where: str
    what: str
    found: str
    expected: str
    way_out: str


class Finding(Struct, frozen=True, kw_only=True):
    """One mistake in an agreement folder."""

    id: str
    level: Level
    what: Text
    file: str
    line: int | None = None
    found: Text
    expected: Text
    way_out: Text

    @property
    def location(self) -> str:
        """The place as editors and terminals write it: ``agreement.yaml:12``; ``.`` is the folder itself."""
        file = self.file or "."
        return file if self.line is None else f"{file}:{self.line}"

    def in_language(self, language: str) -> FindingWords:
        """Return the finding's words in ``language`` (``"sv"`` or ``"en"``)."""
        english = language == "en"
        where = self.file or ("the folder" if english else "mappen")
        if self.line is not None:
            where = f"{where}, {'line' if english else 'rad'} {self.line}"
        level = {"error": "error", "warning": "warning"} if english else {"error": "fel", "warning": "varning"}
        return FindingWords(
            id=self.id,
            level=level[self.level],
            where=where,
            what=self.what.in_language(language),
            found=self.found.in_language(language),
            expected=self.expected.in_language(language),
            way_out=self.way_out.in_language(language),
        )


class Loaded(Struct, frozen=True, kw_only=True):
    """What came of an agreement folder: the agreement, unless there are errors, and all findings."""

    agreement: Agreement | None
    findings: tuple[Finding, ...] = ()
    digest: str = ""
    """SHA-256 of the files that this came from."""

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that keep the agreement from being used."""
        return tuple(finding for finding in self.findings if finding.level == "error")

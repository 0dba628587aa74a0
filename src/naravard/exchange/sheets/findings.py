"""What is wrong with a sheet of costs: which sheet and cell, what was found, what was expected and the way out.

The words stand in ``findings.toml``, each id once; no id is used again.
"""

import tomllib
from functools import cache
from pathlib import Path

from msgspec import structs

from naravard.agreement.findings import Finding, FindingWords
from naravard.agreement.model import Text
from naravard.exchange.sie import SieFindingKind

KEPT_OF_EACH = 100
MOST_SHOWN = 60


class CellFinding(Finding, frozen=True, kw_only=True):
    """One thing that is wrong, and the cell it stands in where there is one."""

    sheet: str = ""
    cell: str = ""
    """``B7``."""

    @property
    def location(self) -> str:
        """The place in one word: ``kostnader.xlsx:Kostnader!B7``."""
        place = f"{self.sheet}!{self.cell}" if self.sheet else self.cell
        return f"{self.file}:{place}" if place else super().location

    def in_language(self, language: str) -> FindingWords:
        """Return the finding's words."""
        return structs.replace(self, line=None)._words(language) if self.cell else super().in_language(language)

    def _words(self, language: str) -> FindingWords:
        english = language == "en"
        parts = [self.file]
        if self.sheet:
            parts.append(f"{'sheet' if english else 'blad'} {self.sheet}")
        parts.append(f"cell {self.cell}")
        return super().in_language(language)._replace(where=", ".join(part for part in parts if part))


class SheetFindings:
    """The findings of one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.sheet = ""
        self.kept: list[CellFinding] = []
        self.counts: dict[str, int] = {}
        self.has_errors = False

    def add(self, finding_id: str, *, cell: str = "", **values: str | int) -> None:
        """Add one, unless as many of its kind are kept already."""
        entry = entries()[finding_id]
        count = self.counts[finding_id] = self.counts.get(finding_id, 0) + 1
        self.has_errors = self.has_errors or entry.level == "error"
        if count > KEPT_OF_EACH:
            return
        shown = {name: _short(str(value)) for name, value in values.items()}
        what, found, expected, way_out = (
            Text(text.sv.format(**shown), text.en.format(**shown))
            for text in (entry.what, entry.found, entry.expected, entry.way_out)
        )
        self.kept.append(
            CellFinding(
                id=finding_id,
                level=entry.level,
                file=self.file,
                sheet=self.sheet,
                cell=cell,
                what=what,
                found=found,
                expected=expected,
                way_out=way_out,
            )
        )

    def join(self, other: "SheetFindings") -> None:
        """Take in the findings of another sheet of the file."""
        self.kept += other.kept
        self.has_errors = self.has_errors or other.has_errors
        for finding_id, count in other.counts.items():
            self.counts[finding_id] = self.counts.get(finding_id, 0) + count


@cache
def entries() -> dict[str, SieFindingKind]:
    """Return every kind of finding by id."""
    content = tomllib.loads(Path(__file__).with_name("findings.toml").read_text(encoding="utf-8"))
    return {finding_id: _entry(finding_id, fields) for finding_id, fields in content.items()}


def _entry(finding_id: str, fields: dict[str, str]) -> SieFindingKind:
    texts = {
        name: Text(fields[f"{name}_sv"], fields[f"{name}_en"]) for name in ("what", "found", "expected", "way_out")
    }
    return SieFindingKind(finding_id, "warning" if fields["level"] == "warning" else "error", **texts)


def _short(text: str) -> str:
    shown = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)
    return shown if len(shown) <= MOST_SHOWN else f"{shown[: MOST_SHOWN - 1]}…"

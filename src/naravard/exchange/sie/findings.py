"""What is wrong with an accounting file, as values: where, what was found, what was expected and the way out.

The words stand in ``findings.toml``, each id once; no id is used again. A broken export can be wrong on every line, so
of each id only the first are kept and the rest are counted.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple, cast

from naravard.agreement.findings import Finding, Level
from naravard.agreement.model import Text

KEPT_OF_EACH = 200
MOST_SHOWN = 80
_OF_BYTES = frozenset({"S004", "S017"})
"""What is reported about how a file is written."""

Value = str | int | Text


class WrongError(Exception):
    """One thing is wrong on the line at hand; never leaves the reader."""

    def __init__(self, finding_id: str, **values: Value) -> None:
        super().__init__(finding_id)
        self.finding_id = finding_id
        self.values = values


class SieFindingKind(NamedTuple):
    """One kind of finding: its words, with ``{places}`` for what differs from case to case."""

    id: str
    level: Level
    what: Text
    found: Text
    expected: Text
    way_out: Text


@cache
def entries() -> dict[str, SieFindingKind]:
    """Return every kind of finding by id."""
    content = tomllib.loads(Path(__file__).with_name("findings.toml").read_text(encoding="utf-8"))
    return {finding_id: _entry(finding_id, fields) for finding_id, fields in content.items()}


class Findings:
    """The findings of one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.is_translated = False
        """Whether what is read is the file told in other words: then it has no lines, and no encoding, of its own."""
        self.kept: list[Finding] = []
        self.counts: dict[str, int] = {}
        """How many there were of each id, also of those that were not kept."""
        self._errors = False

    @property
    def has_errors(self) -> bool:
        """Whether anything makes the file unfit to take in."""
        return self._errors

    def add(
        self, finding_id: str, line: int | None, values: Mapping[str, Value], *, level: Level | None = None
    ) -> None:
        """Add one, unless as many of its kind are kept already; ``level`` is another than its kind has."""
        if self.is_translated:
            if finding_id in _OF_BYTES:
                return
            line = None
        entry = entries()[finding_id]
        level = level or entry.level
        count = self.counts[finding_id] = self.counts.get(finding_id, 0) + 1
        self._errors = self._errors or level == "error"
        if count <= KEPT_OF_EACH:
            self.kept.append(
                Finding(
                    id=finding_id,
                    level=level,
                    what=_filled(entry.what, values),
                    file=self.file,
                    line=line,
                    found=_filled(entry.found, values),
                    expected=_filled(entry.expected, values),
                    way_out=_filled(entry.way_out, values),
                )
            )


def _entry(finding_id: str, fields: dict[str, str | dict[str, str]]) -> SieFindingKind:
    texts = {name: Text(**words) for name, words in fields.items() if isinstance(words, dict)}
    return SieFindingKind(finding_id, cast("Level", fields["level"]), **texts)


def _filled(text: Text, values: Mapping[str, Value]) -> Text:
    return Text(text.sv.format(**_shown(values, "sv")), text.en.format(**_shown(values, "en")))


def _shown(values: Mapping[str, Value], language: str) -> dict[str, str]:
    return {name: _short(value, language) for name, value in values.items()}


def _short(value: Value, language: str) -> str:
    text = value.in_language(language) if isinstance(value, Text) else str(value)
    text = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)
    return text if len(text) <= MOST_SHOWN else f"{text[: MOST_SHOWN - 1]}…"

"""An agreement on its way in: what has been read so far, where each part stood, and what could not be read.

The checks work on the typed agreement and ask here for lines. Items with mistakes of their own are left out of the
agreement, and the draft remembers where, so that no check draws conclusions from what is missing: one mistake, one
finding.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

import msgspec
from msgspec import Struct

from naravard.agreement.files import MAIN_FILE, AgreementFiles
from naravard.agreement.findings import Finding, Place
from naravard.agreement.findings_catalogue import Value, finding
from naravard.agreement.model import Agreement, Recipient
from naravard.agreement.swedish_spellings import meant_by


@dataclass(slots=True)
class _Record:
    value: Struct
    """Kept, so that its identity stays its own."""
    place: Place
    parts: dict[tuple[str | int, ...], Place]
    broken: set[str]


class Places:
    """Where the values of the typed agreement stand in the files, by the values' identity."""

    def __init__(self) -> None:
        self._records: dict[int, _Record] = {}

    def keep(
        self, value: Struct, place: Place, parts: dict[tuple[str | int, ...], Place], broken: Iterable[str] = ()
    ) -> None:
        """Remember where a value stands, where its fields stand, and which of them could not be read."""
        self._records[id(value)] = _Record(value, place, parts, set(broken))

    def of(self, value: Struct, *part: str | int) -> Place:
        """Return the place of a value, or of its field (and item of that field); the nearest that is known."""
        record = self._records.get(id(value))
        if record is None:
            return Place(MAIN_FILE)
        while part:
            if part in record.parts:
                return record.parts[part]
            part = part[:-1]
        return record.place

    def whole(self, value: Struct, *fields: str) -> bool:
        """Tell whether these fields were read without mistakes."""
        record = self._records.get(id(value))
        return record is None or record.broken.isdisjoint(fields)

    def spoil(self, value: Struct, name: str) -> None:
        """Remember that a field could not be filled; its mistake has its finding already."""
        record = self._records.get(id(value))
        if record is not None:
            record.broken.add(name)

    def add_parts(self, value: Struct, parts: dict[tuple[str | int, ...], Place]) -> None:
        """Remember where more parts of a value stand: those that came from another file."""
        record = self._records.get(id(value))
        if record is not None:
            record.parts |= parts

    def move(self, old: Struct, new: Struct) -> None:
        """Let ``new``, which has taken the place of ``old``, stand where it stood."""
        record = self._records.get(id(old))
        if record is not None:
            self._records[id(new)] = _Record(new, record.place, record.parts, record.broken)

    def amend(self, old: Struct, new: Struct, by: Struct) -> None:
        """Let ``new`` stand where ``by`` does, which has made it out of ``old``; what could not be read stays so."""
        was, amending = self._records.get(id(old)), self._records.get(id(by))
        if was is not None and amending is not None:
            parts = was.parts | amending.parts
            self._records[id(new)] = _Record(new, amending.place, parts, was.broken | amending.broken)


@dataclass(frozen=True, slots=True)
class Reference:
    """A text that names another item."""

    kind: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Declaration:
    """An item that has an id of its own."""

    type: type
    id: str
    place: Place


@dataclass(slots=True)
class Draft:
    """What has been read so far."""

    agreement: Agreement
    files: AgreementFiles
    places: Places
    references: list[Reference]
    declarations: list[Declaration]
    unread: set[str] = field(default_factory=set)
    """The agreement's fields of which nothing could be read."""
    nameless: set[type] = field(default_factory=set)
    """The kinds of items of which some have no readable id."""
    findings: list[Finding] = field(default_factory=list)
    used_files: set[str] = field(default_factory=set)
    lost_a_file: bool = False
    """Whether a file that is named could not be found: then the one meant may seem to be unused."""
    known_recipients: "dict[tuple[str, ...], tuple[Recipient, ...] | None]" = field(default_factory=dict)
    """The recipients of groups that have been asked for together; the groups are filled before they are asked for."""
    settled: set[str] = field(default_factory=set)
    """Grants and keys whose sum has its finding already; checks that would find the same mistake again leave them."""

    def report(self, finding_id: str, place: Place, *, near: str | None = None, **values: Value) -> None:
        """Add a finding of the catalogue's."""
        self.findings.append(finding(finding_id, place, near=near, **values))

    def at(self, value: Struct, *part: str | int) -> Place:
        """Return where a value, or a part of it, stands."""
        return self.places.of(value, *part)

    def whole(self, value: Struct, *fields: str) -> bool:
        """Tell whether these fields were read without mistakes."""
        return self.places.whole(value, *fields)

    def replace(self, **changes: Any) -> None:
        """Change fields of the agreement, which stays where it stood."""
        changed = msgspec.structs.replace(self.agreement, **changes)
        self.places.move(self.agreement, changed)
        self.agreement = changed


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known spelling that a Swedish ``word`` stands for, or the nearest to it, if any is near."""
    known = tuple(known)
    if (meant := meant_by(word, known)) is not None:
        return meant
    by_small = {candidate.casefold(): candidate for candidate in known}
    close = get_close_matches(word.casefold()[:80], by_small, n=1, cutoff=0.6)
    return by_small[close[0]] if close else None

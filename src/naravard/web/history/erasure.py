"""Taking a person out of the events: the words that name the person go, the chain and every fact stay.

An event holds a person's code, which says nothing by itself, and words: the name the person had then, what was written
as a reason, names and addresses before and after. Those that name the person are exchanged for :data:`INSTEAD`; the
digest of the words as they were stays, and with it the event's hash (:mod:`.content`). What each such event says now is
told by the event of the erasure, among its rows, so that :mod:`.verification` finds what else is changed in the words.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from msgspec.structs import replace

from naravard.agreement.model import Text
from naravard.web.history.content import Named, Thing, Told, canonical, read, words_changed, words_digest
from naravard.web.history.models import ChainHead, Event
from naravard.web.history.witness import note

INSTEAD = Text("Raderad person", "Deleted person")
INSTEAD_OF_ADDRESS = "raderad@raderad.invalid"
INSTEAD_OF_NUMBER = "raderat"
_CHUNK = 2_000
_SIGNS = 32
_TABLE = Event._meta.db_table
_Kind = TypeVar("_Kind", Named, Thing)


@dataclass(frozen=True)
class Naming:
    """What names a person: the codes that rows and events have, and words that are the person's."""

    codes: frozenset[str]
    """``person-`` and the id; several where two persons were found to be one."""
    names: frozenset[str]
    addresses: frozenset[str]
    numbers: frozenset[str] = frozenset()
    """Telephone numbers."""
    others: frozenset[str] = frozenset()
    """The names of everyone else, in small letters."""

    def is_in(self, told: Told) -> bool:
        """Tell whether an event is of the person: done by or about the one, or with the code or address in it."""
        values = [*(told.before or {}).values(), *(told.after or {}).values()]
        said = {str(one) for value in values for one in (value if isinstance(value, list) else [value])}
        codes = {told.actor.code, told.for_whom.code if told.for_whom else "", told.thing.code}
        return not (codes | said).isdisjoint(self.codes) or not said.isdisjoint(self.addresses)

    def without(self, words: str, *, own: bool) -> str:
        """Return words without what names the person.

        Where they are not the person's ``own``, a name that someone else has too, or that is a single word, stays: it
        may be another's.
        """
        for pattern, instead in self._own if own else self._anywhere:
            words = pattern.sub(instead, words)
        return words

    @cached_property
    def _own(self) -> list[tuple[re.Pattern[str], str]]:
        return list(self._patterns(self.names))

    @cached_property
    def _anywhere(self) -> list[tuple[re.Pattern[str], str]]:
        return list(self._patterns(one for one in self.names if " " in one and one.casefold() not in self.others))

    def _patterns(self, names: Iterable[str]) -> Iterator[tuple[re.Pattern[str], str]]:
        for words, instead in ((self.addresses, INSTEAD_OF_ADDRESS), (self.numbers, INSTEAD_OF_NUMBER)):
            for one in sorted(words, key=len, reverse=True):
                yield re.compile(rf"(?<![\w.+-]){re.escape(one)}(?![\w-])", re.IGNORECASE), instead
        written = {way for one in names for way in _ways(one)}
        for one in sorted(written, key=len, reverse=True):
            spaced = r"\s+".join(re.escape(part) for part in one.split())
            yield re.compile(rf"(?<!\w){spaced}(?:s)?(?!\w)", re.IGNORECASE), INSTEAD.sv


def erase_from_events(naming: Naming) -> int:
    """Take what names a person out of every event, and note what each says now; return how many were changed.

    It belongs to the transaction of the act whose event tells of it, which is recorded right after.
    """
    ChainHead.objects.select_for_update(no_key=True).get()  # no event is added between the reading and the telling
    changed = 0
    for sequence, content in _events():
        now = without(read(content), naming)
        if now is not None:
            said = canonical(now)
            Event._base_manager.filter(sequence=sequence).update(content=said)
            note(*attested(sequence, said))
            changed += 1
    return changed


def without(told: Told, naming: Naming) -> Told | None:
    """Return an event without what names a person; None if nothing in it does."""
    own = naming.is_in(told)
    left = words_changed(told, lambda word: naming.without(word, own=own))
    left = replace(
        left,
        actor=_named(told.actor, left.actor, told.actor.code, naming),
        for_whom=told.for_whom and _named(told.for_whom, left.for_whom, told.for_whom.code, naming),
        thing=_named(told.thing, left.thing, told.thing.code, naming),
    )
    if left == told:
        return None
    erased = told.erased if told.erased is not None else ("" if told.salt is None else words_digest(told))
    return replace(left, salt=None, erased=erased)


def attested(sequence: int, content: str) -> tuple[str, str]:
    """Return how an event tells what another says once words have been taken out of it: its key, and a digest."""
    return f"{_TABLE}:{sequence}", hashlib.sha256(content.encode()).hexdigest()[:_SIGNS]


def is_attested(key: str) -> bool:
    """Tell whether a key among an event's rows is that of an event."""
    return key.startswith(f"{_TABLE}:")


def _named(stood: _Kind, left: _Kind | None, code: str, naming: Naming) -> _Kind:
    """Return who or what, without the name if it is the person, and with it if it is someone else by that name."""
    if code in naming.codes:
        return replace(stood, name=INSTEAD)
    return stood if code.startswith("person-") or left is None else left


def _events() -> Iterator[tuple[int, str]]:
    rows = Event._base_manager.order_by("sequence").values_list("sequence", "content")
    last = 0
    while part := list(rows.filter(sequence__gt=last)[:_CHUNK]):  # not one cursor: rows are changed on the way
        yield from part
        last = part[-1][0]


def _ways(name: str) -> Iterator[str]:
    """Give the ways in which a name is written: as it is, and with the last name first."""
    yield name
    first, _, last = name.rpartition(" ")
    if first:
        yield f"{last}, {first}"
        yield f"{last} {first}"

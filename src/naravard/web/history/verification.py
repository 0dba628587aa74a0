"""Whether the chain of events is whole, and if not, where it breaks first.

What is found: an event that was changed in any way, removed, added past the program, or moved; an end that was cut off
while the row that says where the chain ends still stands. Words that are taken out of an event when a person is erased
are no break: its facts are held against its hash as ever, and its words against what the event of the erasure tells.

What cannot be found from the database alone: that someone with full power over it wrote every event again from some
point, with new hashes, and the last row too (or cut off the end and set that row back). Against that helps only a
witness kept elsewhere: ``naravard history verify`` tells the last event's number and hash, and ``--known`` holds the
chain against those of an earlier day.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import msgspec
from django.db import Error as DatabaseFault

from naravard.agreement.model import Text
from naravard.web.history.content import BEGINNING, Told, chained, read
from naravard.web.history.erasure import attested, is_attested
from naravard.web.history.models import ChainHead, Event

_CHUNK = 2_000
_REPEATED = ("at", "kind", "organisation_code", "by_code", "thing_kind", "thing_id")
_COLUMNS = ("sequence", "previous_hash", "hash", "content", *_REPEATED)


@dataclass(frozen=True)
class Break:
    """The first broken link: the event's number, what is wrong with it, what was expected and what was there."""

    sequence: int
    what: Text
    expected: str
    found: str


@dataclass
class Verified:
    """What came of following the chain: how far it holds, and where it breaks if it does."""

    sequence: int = 0
    hash: str = BEGINNING
    broken: Break | None = None
    known: Mapping[int, str] = field(default_factory=dict)
    erased: dict[str, str] = field(default_factory=dict)
    """The events that words have been taken out of: what each says, as the event of the erasure should tell it."""
    attested: dict[str, str] = field(default_factory=dict)
    """What the events of erasures tell last of each."""


def verify(known: Mapping[int, str] | None = None) -> Verified:
    """Follow the chain from its beginning to its end or its first broken link. Events are read as they pass by.

    ``known`` are hashes by number, written down elsewhere earlier. Acts may go on meanwhile: what they add is followed
    too when it is seen, and is never taken for a break.
    """
    head_before = _head()
    so_far = Verified(known={**(known or {})})
    witnesses = dict(so_far.known)
    if head_before is not None and head_before.sequence:
        witnesses.setdefault(head_before.sequence, head_before.hash)
    _follow(so_far, witnesses)
    if so_far.broken is None:
        so_far.broken = _taken_out_wrongly(so_far) or _at_the_end(so_far, head_before, max(witnesses, default=0))
    return so_far


def _follow(so_far: Verified, witnesses: Mapping[int, str]) -> None:
    rows: Iterator[tuple[object, ...]] = iter(
        Event.objects.order_by("sequence").values_list(*_COLUMNS).iterator(chunk_size=_CHUNK)
    )
    while True:
        try:
            row = next(rows, None)
        except (DatabaseFault, ValueError, TypeError, AttributeError) as error:
            what = Text("raden går inte att läsa", "the row cannot be read")
            so_far.broken = Break(so_far.sequence + 1, what, "", str(error))
            return
        if row is None:
            return
        so_far.broken = _broken(so_far, row, witnesses)
        if so_far.broken:
            return
        so_far.sequence, so_far.hash = so_far.sequence + 1, str(row[2])


def _broken(so_far: Verified, row: tuple[object, ...], witnesses: Mapping[int, str]) -> Break | None:
    """Return what is wrong with the row that should be the next link, if anything."""
    number = so_far.sequence + 1
    sequence, previous, stored, content = row[:4]
    if sequence != number:
        return _out_of_order(number, sequence)
    if previous != so_far.hash:
        what = Text(
            "händelsen hänger inte ihop med den före", "the event does not hang together with the one before it"
        )
        return Break(number, what, so_far.hash, str(previous))
    told = _read(content)
    hashed = chained(so_far.hash, content) if isinstance(content, str) else ""
    if hashed != stored and (told is None or told.erased != ""):
        what = Text("händelsens innehåll eller hash är ändrat", "the event's content or hash has been changed")
        return Break(number, what, hashed, str(stored))
    if witnesses.get(number, stored) != stored:
        what = Text("händelsen är en annan än den som antecknats", "the event is another than the one that was noted")
        return Break(number, what, witnesses[number], str(stored))
    if told is None:
        return Break(number, Text("händelsen går inte att läsa", "the event cannot be read"), "", str(content))
    if told.erased is not None:
        so_far.erased.update([attested(number, str(content))])
    so_far.attested.update((key, digest) for key, digest in (told.rows or {}).items() if is_attested(key))
    return _repeated_wrongly(number, told, row)


def _read(content: object) -> Told | None:
    try:
        return read(content) if isinstance(content, str) else None
    except msgspec.MsgspecError:
        return None


def _taken_out_wrongly(so_far: Verified) -> Break | None:
    """Return the first event whose words are not those that the event of an erasure left there."""
    for key in sorted({*so_far.erased, *so_far.attested}, key=lambda one: int(one.rpartition(":")[2])):
        should, found = so_far.attested.get(key, ""), so_far.erased.get(key, "")
        if should != found:
            what = Text(
                "händelsens ord är andra än de som en radering lämnade kvar",
                "the event's words are others than those that an erasure left",
            )
            return Break(int(key.rpartition(":")[2]), what, should, found)
    return None


def _out_of_order(number: int, sequence: object) -> Break:
    if isinstance(sequence, int) and sequence > number:
        return Break(number, Text("händelsen saknas", "the event is missing"), str(number), str(sequence))
    what = Text("en händelse står där ingen ska stå", "an event stands where none should")
    return Break(sequence if isinstance(sequence, int) else number, what, str(number), str(sequence))


def _repeated_wrongly(number: int, told: Told, row: tuple[object, ...]) -> Break | None:
    """Return the first column that does not repeat what the event itself tells."""
    if told.sequence != number:
        what = Text("händelsen bär ett annat nummer", "the event bears another number")
        return Break(number, what, str(number), str(told.sequence))
    organisation = told.organisation.code if told.organisation else ""
    by = told.by.code if told.by else ""
    expected = (told.at, told.kind, organisation, by, told.thing.kind, told.thing.id)
    for name, should, found in zip(_REPEATED, expected, row[4:], strict=True):
        if should != found:
            what = Text(f"kolumnen {name} är ändrad", f"the column {name} has been changed")
            return Break(number, what, str(should), str(found))
    return None


def _at_the_end(so_far: Verified, head_before: ChainHead | None, expected: int) -> Break | None:
    """Return what is wrong with where the chain ends; acts may have made it longer meanwhile, never shorter."""
    head_after = _head()
    if head_before is None or head_after is None:
        what = Text("raden som säger var kedjan slutar saknas", "the row that says where the chain ends is missing")
        return Break(so_far.sequence, what, str(so_far.sequence), "")
    if so_far.sequence < expected:
        what = Text("kedjans slut är borttaget", "the end of the chain has been removed")
        return Break(so_far.sequence + 1, what, str(expected), str(so_far.sequence))
    if so_far.sequence > head_after.sequence:
        what = Text("händelsen är tillagd vid sidan av programmet", "the event was added past the program")
        return Break(head_after.sequence + 1, what, str(head_after.sequence), str(so_far.sequence))
    if not head_after.sequence and head_after.hash != BEGINNING:
        what = Text("raden som säger var kedjan slutar är ändrad", "the row that says where the chain ends is changed")
        return Break(0, what, BEGINNING, head_after.hash)
    return None


def _head() -> ChainHead | None:
    return ChainHead.objects.first()

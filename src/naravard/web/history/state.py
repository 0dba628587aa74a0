"""Whether the rows say what the history says: each witnessed row against the digest in the last event that has one.

What is found: a row that was changed, removed or added past the program, whichever way it was done, as long as the
chain is whole (:mod:`.verification`). What is not found: what was changed in a table or a field that is not witnessed
(:func:`.witness.fields_of`), sessions and forms that nobody has finished among them; and what was rewritten together
with the chain by one with all power over the database, against which only a hash kept elsewhere helps.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from naravard.agreement.model import Text
from naravard.web.backup.backup import one_moment
from naravard.web.history.content import read
from naravard.web.history.erasure import is_attested
from naravard.web.history.models import Event
from naravard.web.history.witness import GONE, digest_of, key_of, witnessed_models

SHAPE = 2
"""Grows when a table or a field begins or ceases to be witnessed, and when a migration rewrites what rows say.

The service then takes up how the rows stand, once, at its next start (``access/row_baseline.py``).
"""
TAKEN_UP = "rows-taken-up"
_CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class RowDifference:
    """A row that does not say what the history says."""

    key: str
    """The table and the row's own key."""
    what: Text
    sequence: int
    """The last event with the row's digest; 0 if none has it."""


@dataclass(frozen=True, slots=True)
class Held:
    """What came of holding the rows against the history."""

    rows: int
    differences: tuple[RowDifference, ...]
    taken_up: bool = True
    """Whether the rows have been taken up in this version's shape; without it nothing is held against anything."""


def hold_against_events() -> Held:
    """Hold every witnessed row against the history, as both are at one moment; acts may go on meanwhile."""
    with one_moment():
        if taken_up_shape() < SHAPE:
            return Held(0, (), taken_up=False)
        told = _told()
        standing = dict(rows_now())
    return Held(len(standing), tuple(_differences(told, standing)))


def differences_now() -> list[tuple[str, str, int]]:
    """Return the rows that differ from the history: key, the digest that would be right, and the event; 0 if none."""
    told, standing = _told(), dict(rows_now())
    return [(one.key, standing.get(one.key, GONE), one.sequence) for one in _differences(told, standing)]


def rows_now() -> Iterator[tuple[str, str]]:
    """Give each witnessed row: its key, and the digest of what it says now."""
    for model in witnessed_models():
        for row in model._base_manager.order_by("pk").iterator(chunk_size=_CHUNK):
            yield key_of(row), digest_of(row)


def taken_up_shape() -> int:
    """Return the shape that the rows were told in last: 0 where events have borne no digests yet."""
    last = Event.objects.filter(kind=TAKEN_UP).order_by("-sequence").first()
    if last is not None:
        return int(str((last.told.after or {}).get("shape", 0)))
    first = Event.objects.order_by("sequence").first()
    return 1 if first is None or first.told.rows else 0


def _told() -> dict[str, tuple[str, int]]:
    """Return what the history says of each row last: its digest, and the event's number."""
    told: dict[str, tuple[str, int]] = {}
    events = Event.objects.order_by("sequence").filter(content__contains='"rows":').values_list("sequence", "content")
    for sequence, content in events.iterator(chunk_size=_CHUNK):
        rows = (read(content).rows or {}).items()
        told.update((key, (digest, sequence)) for key, digest in rows if not is_attested(key))
    return told


def _differences(told: dict[str, tuple[str, int]], standing: dict[str, str]) -> Iterator[RowDifference]:
    for key, digest in standing.items():
        said, sequence = told.get(key, (GONE, 0))
        if not sequence:
            yield RowDifference(key, Text("ingen händelse berättar om raden", "no event tells of the row"), 0)
        elif said == GONE:
            what = Text("raden finns fast den är borttagen", "the row is there though it was removed")
            yield RowDifference(key, what, sequence)
        elif said != digest:
            what = Text("raden säger något annat än historiken", "the row says something else than the history")
            yield RowDifference(key, what, sequence)
    for key, (said, sequence) in told.items():
        if said != GONE and key not in standing:
            yield RowDifference(key, Text("raden saknas", "the row is missing"), sequence)

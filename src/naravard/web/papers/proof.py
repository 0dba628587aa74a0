"""Whether a receipt still holds: the hashes are worked out again, and the event is held against its neighbours.

The event stands in a chain where each repeats the hash of the one before, so what was handed in cannot be changed
without changing every event since. The whole chain is followed by ``naravard history verify``; here it is the link of
this paper, which takes no time.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from naravard.agreement.model import Text
from naravard.web.history.content import BEGINNING, Told, chained, read
from naravard.web.history.models import Event
from naravard.web.papers.entries import hash_of
from naravard.web.papers.models import HandedInPaper
from naravard.web.papers.overview import event_of


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that was looked at: what, whether it holds, and what was found and expected."""

    what: Text
    holds: bool
    found: str = ""
    expected: str = ""


def proof_of(paper: HandedInPaper) -> list[Point]:
    """Look at everything that a receipt says, again."""
    return list(_points(paper))


def _points(paper: HandedInPaper) -> Iterator[Point]:
    event = event_of(paper)
    told = _told(event)
    after = told.after if told is not None and told.after is not None else {}
    yield _same(
        Text("Handlingens fil är den som lämnades in", "The paper's file is the one that was handed in"),
        hashlib.sha256(bytes(paper.pdf)).hexdigest(),
        after.get("pdf_sha256"),
    )
    if paper.signed_pdf is not None or after.get("signed_sha256"):
        yield _same(
            Text("Den undertecknade filen är den som lämnades in", "The signed file is the one that was handed in"),
            hashlib.sha256(bytes(paper.signed_pdf or b"")).hexdigest(),
            after.get("signed_sha256"),
        )
    yield _same(
        Text("Innehållet är det som lämnades in", "The details are those that were handed in"),
        hash_of(paper.content),
        after.get("content_sha256"),
    )
    yield _same(
        Text("Kvittots nummer står i historiken", "The receipt's number stands in the history"),
        paper.receipt_number,
        after.get("receipt_number"),
    )
    yield _same(
        Text("Tidpunkten är den som står i historiken", "The time is the one that stands in the history"),
        paper.handed_in_at.isoformat(timespec="seconds"),
        told.at.astimezone(paper.handed_in_at.tzinfo).isoformat(timespec="seconds") if told else None,
    )
    yield from _chain(event)


def _chain(event: Event | None) -> Iterator[Point]:
    what = Text("Händelsen hänger ihop med den före", "The event hangs together with the one before it")
    if event is None:
        yield Point(what, holds=False, expected="–")
        return
    hashes = dict(
        Event.objects.filter(sequence__in=(event.sequence - 1, event.sequence + 1)).values_list("sequence", "hash")
    )
    before = BEGINNING if event.sequence == 1 else hashes.get(event.sequence - 1, "")
    yield _same(what, event.previous_hash, before)
    yield _same(
        Text("Händelsens innehåll stämmer med dess hash", "The event's content fits its hash"),
        chained(event.previous_hash, event.content),
        event.hash,
    )
    after = Event.objects.filter(sequence=event.sequence + 1).first()
    if after is not None:
        yield _same(
            Text("Händelsen efter bygger på den", "The event after it builds on it"), after.previous_hash, event.hash
        )


def _told(event: Event | None) -> Told | None:
    try:
        return read(event.content) if event is not None else None
    except msgspec.MsgspecError:
        return None


def _same(what: Text, found: str, expected: object) -> Point:
    return Point(what, found == expected, found, str(expected or ""))

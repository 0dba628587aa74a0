"""What an event tells, as a value, and the canonical form that its hash is computed over.

The canonical form of an event is one JSON object in UTF-8, without blanks, every object's keys in alphabetical order,
the time in UTC and no floating-point numbers. The database keeps that text byte for byte. An event's hash is

    SHA-256( hash of the event before, as 64 hexadecimal digits + LINE FEED + what of it is hashed )

and the first event follows 64 zeros. Anyone can compute the chain again with two dozen lines in any language.

What is hashed is, for an event with a ``salt``, two digests on a line each: that of its facts and that of its words.
The words are the salt, the names of persons and things, the reason, and what stands as words before and after; the
facts are the canonical form without them: numbers, codes, kinds, days and amounts. So the words can be taken out when a
person is erased (:mod:`.erasure`): the digest of the words stays in their place (``erased``), the hash can still be
computed, and no fact can have changed. The salt goes with the words, so that nobody can try names against the digest.

An event from before there were salts is hashed whole. Once words have been taken out of one, its hash cannot be
computed again (``erased`` is empty); that it reads as it should is then told by the event of the erasure alone.

Labels stand in the event beside their codes, as they were when it happened; nothing points at another table. So an
event can be read when the person, the organisation and the thing are long gone.
"""

import datetime
import hashlib
import re
from collections.abc import Callable
from typing import Any

import msgspec
from msgspec.structs import replace

from naravard.agreement.model import Text

Plain = str | int | bool | None | list[str | int]
"""What may stand before and after; a float may not, since money and shares never are floats."""

BEGINNING = "0" * 64
"""What the first event follows."""


class Named(msgspec.Struct, frozen=True):
    """A person, a role or an organisation: the code that holds, and the name it had then."""

    code: str
    name: Text


class Thing(msgspec.Struct, frozen=True):
    """What an event is about: the kind of thing, its id among its kind, and the name it had then."""

    kind: str
    id: str
    name: Text

    @property
    def code(self) -> str:
        """The thing as rows and events hold it among codes: a person's is that of :class:`Named`."""
        return f"{self.kind}-{self.id}"

    @property
    def address(self) -> str:
        """The thing in one word, as the page and the terminal ask for it: ``agreement:liten``."""
        return f"{self.kind}:{self.id}"


class Told(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One event: who did what, as what role, for whom, when and why, with what it was before and what it became."""

    sequence: int
    at: datetime.datetime
    kind: str
    actor: Named
    role: Named
    for_whom: Named | None
    """Whom the actor stood in for, if anyone."""
    organisation: Named | None
    """Whose matter it is, or None if it is no organisation's."""
    thing: Thing
    reason: str
    before: dict[str, Plain] | None
    """None if the thing did not exist before."""
    after: dict[str, Plain] | None
    by: Named | None = None
    """The organisation that the actor belongs to, where it is another than the one whose matter it is. Left out of the
    canonical form where there is none, as in the events from before it was there."""
    rows: dict[str, str] | None = None
    """The digests of the rows that the act wrote (:mod:`.witness`); left out where there are none."""
    salt: str | None = None
    """Chance that goes into the digest of the event's words; left out in events from before there were any."""
    erased: str | None = None
    """Where words have been taken out: the digest of the words as they were, and empty in an event without a salt."""


SERVICE = Named("naravard", Text("Naravard"))
"""The actor where no person acts: the program itself, when it starts or by its timer."""
SERVICE_ROLE = Named("service", Text("tjänsten", "the service"))


def canonical(told: Told) -> str:
    """Return the event's canonical form."""
    return msgspec.json.encode(told, order="sorted").decode()


def read(content: str) -> Told:
    """Return the event that a canonical form tells; ``msgspec.MsgspecError`` when it tells none."""
    return _DECODER.decode(content)


def chained(previous: str, content: str) -> str:
    """Return the hash of an event with this canonical form, after an event with the hash ``previous``.

    >>> chained(BEGINNING, "{}")[:12]
    '5649d09ed68c'
    """
    return _sha256(f"{previous}\n{_hashed(content)}")


def words_changed(told: Told, change: Callable[[str], str]) -> Told:
    """Return an event with each of its words as ``change`` makes it; what is no word is as it was."""

    def values(stood: dict[str, Plain] | None) -> dict[str, Plain] | None:
        return None if stood is None else {name: _changed(name, value, change) for name, value in stood.items()}

    return replace(
        told,
        actor=_renamed(told.actor, change),
        for_whom=told.for_whom and _renamed(told.for_whom, change),
        thing=_renamed(told.thing, change),
        reason=change(told.reason),
        before=values(told.before),
        after=values(told.after),
    )


def words_digest(told: Told) -> str:
    """Return the digest of an event's words, its salt included."""
    words: list[str] = []

    def kept(word: str) -> str:
        words.append(word)
        return word

    words_changed(told, kept)
    return _sha256(msgspec.json.encode([told.salt or "", *words]).decode())


def _hashed(content: str) -> str:
    """Return what is hashed of an event: all of it, or the digests of its facts and of its words."""
    if '"salt":"' not in content and '"erased":"' not in content:
        return content
    try:
        told = read(content)
    except msgspec.MsgspecError:
        return content
    if told.salt is None and not told.erased:
        return content
    facts = _sha256(canonical(words_changed(replace(told, salt=None, erased=None), lambda _word: "")))
    return f"{facts}\n{told.erased or words_digest(told)}"


def _renamed(named: Any, change: Callable[[str], str]) -> Any:
    return replace(named, name=Text(change(named.name.sv), change(named.name.en)))


def _changed(name: str, value: Plain, change: Callable[[str], str]) -> Plain:
    if isinstance(value, list):
        return [change(one) if isinstance(one, str) and _is_word(name, one) else one for one in value]
    return change(value) if isinstance(value, str) and _is_word(name, value) else value


def _is_word(name: str, value: str) -> bool:
    """Tell whether a value is a word. Figures, days and times are facts, but for telephone numbers.

    Which values are words is a part of how events are hashed, and so is never changed.
    """
    return "phone" in name or _FIGURES.fullmatch(value) is None


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


_FIGURES = re.compile(r"[0-9 .,:+/TZ-]*")
_DECODER = msgspec.json.Decoder(Told)

"""What an event tells, as a value, and the canonical form that its hash is computed over.

The canonical form of an event is one JSON object in UTF-8, without blanks, every object's keys in alphabetical order,
the time in UTC and no floating-point numbers. The database keeps that text byte for byte. An event's hash is

    SHA-256( hash of the event before, as 64 hexadecimal digits + LINE FEED + canonical form )

and the first event follows 64 zeros. Anyone can compute the chain again with a dozen lines in any language.

Labels stand in the event beside their codes, as they were when it happened; nothing points at another table. So an
event can be read when the person, the organisation and the thing are long gone.
"""

import datetime
import hashlib

import msgspec

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
    return hashlib.sha256(f"{previous}\n{content}".encode()).hexdigest()


_DECODER = msgspec.json.Decoder(Told)

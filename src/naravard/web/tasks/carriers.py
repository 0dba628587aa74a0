"""What carries a duty: each kind of duty that has a room of its own is registered here once, by that room.

A room registers its :class:`Carrier` in a module ``paper_kinds`` of its app, which is read when the program starts::

    REPAYMENT = register(Carrier(id="repayment", label=Text("Återbetalning", "Repayment"), room="repayments:repayment"))

What is not registered is handed in by the general acts of :mod:`.acts`. Everything else about a duty is the agreement's
data: who has it, who receives it, by which day, by which clause.
"""

import datetime
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeVar

from naravard.agreement.duties import Progress
from naravard.agreement.model import Duty, Text
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import Shown
from naravard.web.tasks.demands import REPORT, Demand
from naravard.web.tasks.duty_book import duty_book

_NONE = Text("", "")


class Stage(IntEnum):
    """Where in the money's way something is done. Rooms and the year's papers are listed in this order."""

    OVERVIEW = 0
    ADOPTION = 10
    REQUISITION = 20
    PAYMENT = 30
    DECISION = 40
    ONWARD = 50
    ACTIVITIES = 60
    COSTS = 70
    FOLLOW_UP = 80
    KEYS = 90
    ACCOUNT = 100
    REPAYMENT = 110
    REPORT = 120
    HANDED_IN = 130


@dataclass(frozen=True, kw_only=True)
class Carrier:
    """What carries the duties of one kind."""

    id: str
    """What the duty is about (:attr:`.Duty.about`)."""
    label: Text
    """What the room is called among the organisation's rooms."""
    room: str
    """The name of the address where it is done; it takes the organisation and the agreement."""
    stage: Stage = Stage.REPORT
    demand: Demand = REPORT
    """Who may hand it in, and whether another has to have prepared it."""
    received: str = ""
    """The name of the address where its receiver has it, which takes the receiver and the agreement; empty if there is
    none."""
    received_label: Text = _NONE
    """What that room is called among the receiver's rooms."""
    received_at_its_duty: bool = False
    """Whether the receiver accepts it, or opens it again, on the page of the duty."""

    follows_money: bool = False
    """Whether it is done when no money is left to move, whatever has been handed in (:func:`.duties.settled_by`)."""
    verb: Text = _NONE
    """What one does with the sum that depends on it: ``Rekvirera``; empty where no sum does."""

    rests_on_money: bool = True
    """Whether it carries them only once the agreement's allocation has been fixed; until then the general acts do."""
    has_one_for_each_duty: bool = False
    """Whether the room is one for each duty, so that its address names the duty where an organisation has several."""

    recorded_by: Permission | None = None
    """Who records what it is done by, where the facts of its room say how it stands; then nobody hands it in."""

    def carries(self, shown: Shown, duty: Duty) -> bool:  # noqa: ARG002 - some ask what the data say
        """Tell whether it carries a duty of an agreement."""
        return duty.about == self.id

    def progress(self, shown: Shown, duty: Duty, now: datetime.datetime) -> Progress | None:  # noqa: ARG002
        """Return what has been done about a duty by the facts of its room; ``None`` where its own record says it."""
        return None

    def duties_of(self, shown: Shown, code: str) -> list[Duty]:
        """Return the duties of an organisation that it carries, in the agreement's order."""
        return [duty for duty in duty_book(shown).of(code) if self.carries(shown, duty)]

    def place(self, shown: Shown, code: str, duty: Duty) -> list[str]:
        """Return what the address of the room takes for a duty: the first of an organisation's needs not be named."""
        first = self.duties_of(shown, code)[:1] if self.has_one_for_each_duty else []
        named = [duty.id] if first and duty != first[0] else []
        return [code, shown.agreement.id, *named]

    def received_place(self, shown: Shown, receiver: str, code: str, duty: Duty) -> list[str]:
        """Return what the address of the receiver's page takes for what an organisation does of a duty."""
        _code, agreement_id, *named = self.place(shown, code, duty)
        return [receiver, agreement_id, code, *named]

    def name_of(self, shown: Shown, code: str, duty: Duty) -> Text:
        """Return what a duty is called among an organisation's rooms and papers: which one it is, if it has several."""
        if len(self.duties_of(shown, code)) == 1:
            return duty.short or self.label
        return duty.short or duty.name

    def is_for(self, shown: Shown, code: str) -> bool:
        """Tell whether an organisation has the room: the agreement lays such a duty on it."""
        return bool(self.duties_of(shown, code))

    def is_received_by(self, shown: Shown, code: str) -> bool:
        """Tell whether an organisation receives such duties."""
        return any(self.carries(shown, duty) for duty in duty_book(shown).to(code))


CARRIERS: dict[str, Carrier] = {}
"""Every carrier by what its duties are about."""
Registered = TypeVar("Registered", bound=Carrier)


def register(carrier: Registered) -> Registered:
    """Register what carries a kind of duty, and return it.

    Raises:
        ValueError: when something else carries it already.
    """
    if carrier.id in CARRIERS:
        message = f"two rooms carry the duties about {carrier.id!r}"
        raise ValueError(message)
    CARRIERS[carrier.id] = carrier
    return carrier


def in_order() -> list[Carrier]:
    """Return every carrier in the order of the money's way."""
    return sorted(CARRIERS.values(), key=lambda one: (one.stage, one.id))


def carrier_of(shown: Shown, duty: Duty) -> Carrier | None:
    """Return what carries a duty of an agreement; ``None`` if nothing of its own does."""
    carrier = CARRIERS.get(duty.about)
    return carrier if carrier is not None and carrier.carries(shown, duty) else None


def demand_of(shown: Shown, duty: Duty) -> Demand:
    """Return what handing in a duty asks for."""
    carrier = carrier_of(shown, duty)
    return carrier.demand if carrier else REPORT

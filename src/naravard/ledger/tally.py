"""Facts added up: which kronor stand in which column, for which grant, holder and earmark.

Adding is all there is to it, so a tally of some facts and a tally of the others make the tally of them all, in whatever
order and however they are split. Only the allotted sums replace each other: the highest version holds.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Literal, NamedTuple

from msgspec import Struct

from naravard.ledger.facts import (
    Allotted,
    CostReversed,
    Fact,
    OnwardReturned,
    Paid,
    PaidOnward,
    PaymentReturned,
    Reclaimed,
    Repaid,
    Requisitioned,
    RequisitionReturned,
    Sum,
    Undone,
    Used,
)

Column = Literal["requisitioned", "paid", "onward", "costs", "repaid", "reclaimed", "repaid-on-reclaim"]


class MoneyPlace(NamedTuple):
    """Where kronor stand."""

    column: Column
    grant: str
    holder: str = ""
    earmark: str = ""


Moves = tuple[tuple[MoneyPlace, int], ...]


class Tally(Struct, frozen=True):
    """One recipient's facts added up."""

    recipient: str = ""
    allotted: Allotted | None = None
    kronor: Mapping[MoneyPlace, int] = {}
    """By place; a place with nothing is left out."""

    def __add__(self, other: "Tally") -> "Tally":
        if self.recipient and other.recipient and self.recipient != other.recipient:
            raise TwoRecipientsError(self.recipient, other.recipient)
        kronor = dict(self.kronor)
        _move(kronor, tuple(other.kronor.items()))
        return Tally(self.recipient or other.recipient, _latest(self.allotted, other.allotted), kronor)

    def sum(self, column: Column, grant: str) -> int:
        """Return what stands in a column for a grant, all holders and earmarks together."""
        return sum(amount for place, amount in self.kronor.items() if place.column == column and place.grant == grant)


class TwoRecipientsError(ValueError):
    """Facts of two recipients were to be added: a mistake in the program, never something to tell a user."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"facts of {one} and {other} cannot be added up as one recipient's")


def tally(facts: Iterable[Fact]) -> Tally:
    """Add up one recipient's facts; :class:`TwoRecipientsError` when they are of two."""
    recipient, allotted = "", None
    kronor: dict[MoneyPlace, int] = {}
    for fact in facts:
        if recipient and fact.recipient != recipient:
            raise TwoRecipientsError(recipient, fact.recipient)
        recipient = fact.recipient
        if isinstance(fact, Allotted):
            allotted = _latest(allotted, fact)
        _move(kronor, moves(fact))
    return Tally(recipient, allotted, kronor)


def moves(fact: Fact) -> Moves:
    """Return what a fact adds, and where; none for a fact that moves no money."""
    found = _MOVES.get(type(fact))
    return found(fact) if found else ()


def _move(kronor: dict[MoneyPlace, int], added: Moves) -> None:
    for place, amount in added:
        kronor[place] = kronor.get(place, 0) + amount
        if not kronor[place]:
            del kronor[place]


def _latest(one: Allotted | None, other: Allotted | None) -> Allotted | None:
    if one is None or other is None:
        return one or other
    return max(one, other, key=lambda allotted: allotted.version)


def _split(column: Column, part: Sum, holder: str = "") -> Moves:
    earmarked = tuple((MoneyPlace(column, part.grant, holder, earmark), kr) for earmark, kr in part.earmarks.items())
    return ((MoneyPlace(column, part.grant, holder), part.general), *earmarked)


def _negated(added: Moves) -> Moves:
    return tuple((place, -amount) for place, amount in added)


def _requisitioned(fact: Requisitioned) -> Moves:
    return tuple(move for part in fact.sums for move in _split("requisitioned", part))


def _paid(fact: Paid) -> Moves:
    return tuple(move for part in fact.sums for move in _split("paid", part))


def _used(fact: Used) -> Moves:
    return ((MoneyPlace("costs", fact.grant, fact.holder, fact.earmark), fact.amount),)


def _reversed(fact: CostReversed) -> Moves:
    return ((MoneyPlace("costs", fact.cost.grant, fact.cost.holder, fact.cost.earmark), -fact.amount),)


def _repaid(fact: Repaid) -> Moves:
    answers = ((MoneyPlace("repaid-on-reclaim", fact.grant), fact.amount),) if fact.reclaim else ()
    return ((MoneyPlace("repaid", fact.grant), fact.amount), *answers)


_MOVES: dict[type, Callable[..., Moves]] = {
    Requisitioned: _requisitioned,
    RequisitionReturned: lambda fact: _negated(_requisitioned(fact.requisition)),
    Paid: _paid,
    PaymentReturned: lambda fact: _negated(_paid(fact.paid)),
    PaidOnward: lambda fact: _split("onward", fact.sum, fact.to),
    OnwardReturned: lambda fact: _negated(_split("onward", fact.sum, fact.by)),
    Used: _used,
    CostReversed: _reversed,
    Repaid: _repaid,
    Reclaimed: lambda fact: ((MoneyPlace("reclaimed", fact.grant), fact.amount),),
    Undone: lambda fact: _negated(moves(fact.fact)),
}

"""What a recipient owes the state, grant by grant: what is to go back, how much of it can, and what it answers to.

What goes back answers to what has been demanded first, the oldest demand before the others, and the rest is what was
left: a demand covers what is left, so no krona is asked for twice.
"""

import datetime

from msgspec import Struct

from naravard.agreement.duties import ends_at
from naravard.ledger.balances import Balance, GrantBalance
from naravard.ledger.book import Book
from naravard.ledger.facts import (
    CostReversed,
    Fact,
    OnwardReturned,
    Paid,
    PaidOnward,
    PaymentReturned,
    Reclaimed,
    Repaid,
    Used,
)

_MOMENT = datetime.timedelta(microseconds=1)
_MOVES_WHAT_IS_LEFT = (Paid, PaymentReturned, PaidOnward, OnwardReturned, Used, CostReversed)


class Owing(Struct, frozen=True, kw_only=True):
    """One grant of a recipient that has been paid; whole kronor, none below zero."""

    grant: str
    paid: int
    costs: int
    used: int
    own: int
    """Costs above the grant: the recipient's own."""
    left: int
    with_others: int
    """Of what is left: held by those that money was passed on to, who hand it back to the recipient first."""
    reclaimed: int
    reclaim_open: int
    paid_above: int
    repaid: int
    to_repay: int
    can_be_repaid: int
    """Of what is to be repaid: what can go back now."""


def owing(book: Book, money: Balance) -> tuple[Owing, ...]:
    """Return what is owed of each grant that has been paid; ``money`` is the balance of the book."""
    return tuple(_owing(book, grant) for grant in money.grants if grant.paid)


def answers_to(book: Book, grant: GrantBalance, amount: int) -> tuple[tuple[str, int], ...]:
    """Split what is repaid of a grant: the id of each reclaim that it answers to and its kronor, oldest first.

    What remains is what was left, with an empty id. The parts add up to the amount.
    """
    parts: list[tuple[str, int]] = []
    rest = amount
    for reclaim in open_reclaims(book, grant.grant):
        part = min(rest, book.reclaim_left[reclaim.id], grant.reclaim_open - (amount - rest))
        if part > 0:
            parts.append((reclaim.id, part))
            rest -= part
    return (*parts, ("", rest)) if rest else tuple(parts)


def open_reclaims(book: Book, grant: str) -> tuple[Reclaimed, ...]:
    """Return the reclaims of a grant that stand and have not been paid in full, oldest first."""
    return tuple(
        fact
        for fact in book.facts.values()
        if isinstance(fact, Reclaimed)
        and fact.grant == grant
        and fact.id not in book.undone
        and book.reclaim_left[fact.id] > 0
    )


def settled_since(book: Book) -> datetime.datetime | None:
    """Return since when nothing has been owed, where nothing is: the last thing that moved what was left.

    Money that came back counts by the day that it came, whenever it was recorded; ``None`` where nothing has been paid.
    """
    moments = [moment for fact in book.facts.values() if (moment := _moved_at(fact, book)) is not None]
    return max(moments, default=None)


def _moved_at(fact: Fact, book: Book) -> datetime.datetime | None:
    if fact.id in book.undone:
        return None
    if isinstance(fact, Repaid):
        return min(fact.at, ends_at(fact.day) - _MOMENT)
    return fact.at if isinstance(fact, _MOVES_WHAT_IS_LEFT) else None


def _owing(book: Book, grant: GrantBalance) -> Owing:
    own = grant.share()
    demanded = sum(book.reclaim_left[one.id] for one in open_reclaims(book, grant.grant))
    return Owing(
        grant=grant.grant,
        paid=grant.paid,
        costs=grant.costs,
        used=grant.used,
        own=grant.own,
        left=grant.left,
        with_others=grant.left - own.left,
        reclaimed=grant.reclaimed,
        reclaim_open=grant.reclaim_open,
        paid_above=grant.paid_above,
        repaid=grant.repaid,
        to_repay=grant.to_repay,
        can_be_repaid=max(
            own.left, min(max(min(demanded, grant.reclaim_open), grant.paid_above), own.received - own.repaid)
        ),
    )

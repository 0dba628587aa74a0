"""A recipient's costs as items of a financial report: the larger ones named, the rest added up.

Costs that someone else bore, as a municipality with its county's money, are one item for each who did. The recipient's
own are one item an activity. What was taken back is taken off. The items of a grant always add up to its costs.
"""

from collections.abc import Iterable

from msgspec import Struct

from naravard.ledger.book import Book
from naravard.ledger.facts import Used


class CostItem(Struct, frozen=True, kw_only=True):
    """Kronor of one grant that went to one thing."""

    grant: str
    holder: str
    """Who bore them; empty for the recipient itself."""
    activity: str
    """What they were for; empty where another bore them."""
    amount: int


class Itemised(Struct, frozen=True, kw_only=True):
    """One grant's costs: the items that are named, and the others as a sum."""

    named: tuple[CostItem, ...]
    """The largest first."""
    others: tuple[CostItem, ...]
    """Those that are added up."""

    @property
    def rest(self) -> int:
        """What the others come to."""
        return sum(item.amount for item in self.others)

    @property
    def rest_count(self) -> int:
        """How many items the rest is."""
        return len(self.others)

    @property
    def total(self) -> int:
        """All costs of the grant."""
        return sum(item.amount for item in self.named) + self.rest


def cost_items(book: Book) -> tuple[CostItem, ...]:
    """Return every item with anything left of it, by grant and the largest first; equal ones by their codes."""
    sums: dict[tuple[str, str, str], int] = {}
    for fact in book.facts.values():
        if isinstance(fact, Used):
            key = (fact.grant, fact.holder, "" if fact.holder else fact.activity)
            sums[key] = sums.get(key, 0) + book.cost_left[fact.id]
    found = [
        CostItem(grant=grant, holder=holder, activity=activity, amount=amount)
        for (grant, holder, activity), amount in sums.items()
        if amount
    ]
    return tuple(sorted(found, key=lambda one: (one.grant, -one.amount, one.holder, one.activity)))


def booked_on(book: Book, activity: str) -> int:
    """Return the kronor booked on an activity, by its code, what was taken back taken off."""
    costs = (fact for fact in book.facts.values() if isinstance(fact, Used) and fact.activity == activity)
    return sum(book.cost_left[cost.id] for cost in costs)


def itemised(items: Iterable[CostItem], grant: str, *, least: int) -> Itemised:
    """Name a grant's items of at least ``least`` kronor, and add the others up."""
    mine = [item for item in items if item.grant == grant]
    return Itemised(
        named=tuple(item for item in mine if item.amount >= least),
        others=tuple(item for item in mine if item.amount < least),
    )

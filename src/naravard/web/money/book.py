"""What each recipient gets, and of which grants: put together once per snapshot and kept in memory.

The amounts are the binding ones: those of the signed annexes where they differ from the computed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from naravard.agreement.duties import organisation_code
from naravard.agreement.model import Agreement, Recipient, RecipientGroup
from naravard.allocation.model import Allocation, Cell, GrantAllocation
from naravard.web.agreements.current import Shown
from naravard.web.agreements.sums import county_of, numbers_by_county

_SNAPSHOTS_KEPT = 32

Identity = tuple[str, str]
"""Kind and code: a region and the RSS of its county have the same code."""


@dataclass(frozen=True, slots=True)
class GrantPart:
    """One recipient's part of one grant."""

    allocated: GrantAllocation
    cell: Cell


@dataclass(frozen=True, slots=True)
class RecipientSums:
    """One recipient with all that it gets."""

    recipient: Recipient
    group: RecipientGroup
    """The first group of the agreement that names it."""
    parts: tuple[GrantPart, ...]
    awaited: tuple[GrantAllocation, ...]
    """Grants it is among the recipients of, that cannot be shared out yet."""
    inhabitants: Fraction | None

    @property
    def organisation_code(self) -> str:
        """The code of the organisation that it is; empty for one that only this agreement knows."""
        return "" if self.recipient.kind == "other" else organisation_code(self.recipient)

    @property
    def amount(self) -> int:
        """What it gets, whole kronor."""
        return sum(part.cell.binding for part in self.parts)

    @property
    def computed(self) -> int:
        """What it would get by the rules alone."""
        return sum(part.cell.computed for part in self.parts)

    @property
    def per_inhabitant(self) -> Fraction | None:
        """Kronor per inhabitant, exact, or None if no one is counted or nothing is shared out."""
        return Fraction(self.amount) / self.inhabitants if self.inhabitants and self.parts else None


@dataclass(frozen=True, slots=True)
class Rank:
    """A place among those of the same kind, 1 for the most per inhabitant; equals share a place."""

    place: int
    count: int


class MoneyBook:
    """All recipients of an agreement's money."""

    def __init__(self, agreement: Agreement, allocation: Allocation | None) -> None:
        """Put the accounts together; an agreement and its allocation never change."""
        self.agreement = agreement
        self.allocation = allocation
        self._inhabitants = _Inhabitants(agreement)
        self.accounts = tuple(_accounts(agreement, allocation, self._inhabitants))
        self._by_code: dict[str, list[RecipientSums]] = defaultdict(list)
        for account in self.accounts:
            self._by_code[account.recipient.code].append(account)
        self._by_organisation = {organisation_code(account.recipient): account for account in self.accounts}
        self._ranks = _ranks(self.accounts)

    def with_code(self, code: str) -> tuple[RecipientSums, ...]:
        """Return the accounts with this code: a county code has both its region and its RSS."""
        return tuple(self._by_code.get(code, ()))

    def of_organisation(self, code: str) -> RecipientSums | None:
        """Return the account of the organisation with this code, or None if it is no recipient of the agreement."""
        return self._by_organisation.get(code)

    def account(self, recipient: Recipient) -> RecipientSums:
        """Return a recipient's account; ``KeyError`` when it is no recipient of the agreement."""
        for account in self._by_code.get(recipient.code, ()):
            if account.recipient.kind == recipient.kind:
                return account
        raise KeyError(recipient.code)

    def of_kind(self, kind: str) -> tuple[RecipientSums, ...]:
        """Return the accounts of one kind, in the agreement's order."""
        return tuple(account for account in self.accounts if account.recipient.kind == kind)

    def kinds(self) -> tuple[str, ...]:
        """Return the kinds of recipients that the agreement has, in its order."""
        return tuple(dict.fromkeys(account.recipient.kind for account in self.accounts))

    def in_county(self, county: str) -> tuple[RecipientSums, ...]:
        """Return the accounts of a county's recipients."""
        return tuple(account for account in self.accounts if county_of(account.recipient) == county)

    def rank(self, account: RecipientSums) -> Rank | None:
        """Return the account's place per inhabitant among its kind, or None if it cannot be compared."""
        return self._ranks.get(_identity(account.recipient))

    def average(self, kind: str) -> Fraction | None:
        """Return the kind's kronor per inhabitant in the whole country."""
        return _average((account.amount, account.inhabitants) for account in self.of_kind(kind) if account.parts)

    def average_of_grant(self, allocated: GrantAllocation, kind: str) -> Fraction | None:
        """Return a grant's kronor per inhabitant over all its recipients of a kind."""
        return _average(
            (cell.binding, self.inhabitants(cell.recipient)) for cell in allocated.cells if cell.recipient.kind == kind
        )

    def inhabitants(self, recipient: Recipient) -> Fraction | None:
        """Return how many inhabitants the recipient's area has, where the agreement counts them."""
        return self._inhabitants.of(recipient)

    def allocated(self, grant_id: str) -> GrantAllocation | None:
        """Return a grant's allocation, or None if the agreement could not be allocated."""
        return self.allocation.grant(grant_id) if self.allocation else None


@lru_cache(maxsize=_SNAPSHOTS_KEPT)
def book_of(shown: Shown) -> MoneyBook:
    """Return the book of an agreement that the pages show."""
    return MoneyBook(shown.agreement, shown.allocation)


class _Inhabitants:
    """Inhabitants by recipient, from the key that the agreement counts them with."""

    def __init__(self, agreement: Agreement) -> None:
        self._values: dict[str, Fraction] = {}
        if agreement.per_inhabitant is not None:
            self._values = agreement.key(agreement.per_inhabitant).values or {}
        self._by_county = numbers_by_county(self._values)

    def of(self, recipient: Recipient) -> Fraction | None:
        """Return the recipient's own number, or its municipalities' together when it is a region or RSS."""
        found = self._values.get(recipient.code)
        if found is None and recipient.kind in {"region", "rss"}:
            found = self._by_county.get(recipient.code)
        return found


def _identity(recipient: Recipient) -> Identity:
    return recipient.kind, recipient.code


def _accounts(
    agreement: Agreement, allocation: Allocation | None, inhabitants: _Inhabitants
) -> Iterator[RecipientSums]:
    """Give every recipient that a grant names, at the first or the second level, once."""
    parts: dict[Identity, list[GrantPart]] = defaultdict(list)
    awaited: dict[Identity, list[GrantAllocation]] = defaultdict(list)
    for allocated in allocation.grants if allocation else ():
        for cell in allocated.cells:
            parts[_identity(cell.recipient)].append(GrantPart(allocated, cell))
        if allocated.awaits:
            for recipient in agreement.recipients_of(allocated.grant):
                awaited[_identity(recipient)].append(allocated)
    for group, recipient in _recipients(agreement):
        own = _identity(recipient)
        yield RecipientSums(recipient, group, tuple(parts[own]), tuple(awaited[own]), inhabitants.of(recipient))


def _recipients(agreement: Agreement) -> Iterator[tuple[RecipientGroup, Recipient]]:
    named = dict.fromkeys(group for grant in agreement.grants for group in grant.recipients)
    named |= dict.fromkeys(grant.onward.recipients for grant in agreement.grants if grant.onward)
    given: set[Identity] = set()
    for group_id in named:
        group = agreement.group(group_id)
        for recipient in group.members:
            if _identity(recipient) not in given:
                given.add(_identity(recipient))
                yield group, recipient


def _ranks(accounts: Iterable[RecipientSums]) -> dict[Identity, Rank]:
    """Rank the accounts of each kind by kronor per inhabitant."""
    by_kind: dict[str, list[tuple[Fraction, Identity]]] = defaultdict(list)
    for account in accounts:
        if account.per_inhabitant is not None:
            by_kind[account.recipient.kind].append((account.per_inhabitant, _identity(account.recipient)))
    ranks = {}
    for found in by_kind.values():
        places: dict[Fraction, int] = {}
        for place, (value, _) in enumerate(sorted(found, reverse=True), start=1):
            places.setdefault(value, place)
        for value, own in found:
            ranks[own] = Rank(places[value], len(found))
    return ranks


def _average(sums: Iterable[tuple[int, Fraction | None]]) -> Fraction | None:
    counted = [(amount, inhabitants) for amount, inhabitants in sums if inhabitants]
    if not counted:
        return None
    inhabitants = sum((inhabitants for _, inhabitants in counted), Fraction(0))
    return Fraction(sum(amount for amount, _ in counted)) / inhabitants

"""What if: an agreement with changes beside the agreement as it is, recipient by recipient.

``simulate`` makes the changes, allocates, and compares. The amounts before are the binding ones, overrides applied.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from msgspec import Struct

from naravard.agreement.model import Agreement, Grant, Recipient, Text
from naravard.agreement.wording import kronor, listed
from naravard.allocation.allocation import allocate, allocate_grant
from naravard.allocation.changes import Change, apply_changes, parse_change
from naravard.allocation.keys import KeyNumbers, Numbers, check_brought, keys_of_grant
from naravard.allocation.model import Allocation, GrantAllocation


class CellChange(Struct, frozen=True, gc=False):
    """One recipient's sum of one grant, before and after; ``None`` where it cannot be computed."""

    grant: str
    recipient: Recipient
    before: int | None
    after: int | None

    @property
    def difference(self) -> int:
        """After minus before; what cannot be computed counts as nothing."""
        return (self.after or 0) - (self.before or 0)


class RecipientChange(Struct, frozen=True, gc=False):
    """One recipient's whole sum, before and after."""

    recipient: Recipient
    before: int
    after: int
    inhabitants_before: Fraction | None = None
    inhabitants_after: Fraction | None = None

    @property
    def difference(self) -> int:
        """After minus before, kronor."""
        return self.after - self.before

    @property
    def per_cent(self) -> Fraction | None:
        """The difference as a part of the sum before."""
        return Fraction(self.difference, self.before) if self.before else None

    @property
    def per_inhabitant_before(self) -> Fraction | None:
        """Kronor per inhabitant before."""
        return self.before / self.inhabitants_before if self.inhabitants_before else None

    @property
    def per_inhabitant_after(self) -> Fraction | None:
        """Kronor per inhabitant after."""
        return self.after / self.inhabitants_after if self.inhabitants_after else None

    @property
    def per_inhabitant_difference(self) -> Fraction | None:
        """After minus before, kronor per inhabitant."""
        before, after = self.per_inhabitant_before, self.per_inhabitant_after
        return after - before if before is not None and after is not None else None


class GrantChange(Struct, frozen=True):
    """One grant, before and after."""

    before: GrantAllocation
    after: GrantAllocation

    @property
    def grant(self) -> Grant:
        """The grant as changed."""
        return self.after.grant

    @property
    def changed(self) -> bool:
        """Whether anything that decides the amounts has been changed."""
        return self.before is not self.after


class Comparison(Struct, frozen=True):
    """A simulation's result."""

    before: Allocation
    after: Allocation
    changes: tuple[Change, ...]
    grants: tuple[GrantChange, ...]
    cells: tuple[CellChange, ...]
    """Every grant and recipient, in the agreement's order."""
    recipients: tuple[RecipientChange, ...]
    notes: tuple[Text, ...]
    """What follows from the changes: totals that change, overrides that no longer hold, keys still awaited."""

    @property
    def total_before(self) -> int:
        """The agreement's whole sum before."""
        return self.before.agreement.total.amount

    @property
    def total_after(self) -> int:
        """The agreement's whole sum after."""
        return self.after.agreement.total.amount

    @property
    def moved(self) -> int:
        """Kronor gained by all who gain."""
        return sum(max(0, change.difference) for change in self.recipients)

    def gaining(self, count: int | None = None) -> tuple[RecipientChange, ...]:
        """Return those who gain, the greatest gain first."""
        gaining = [change for change in self.recipients if change.difference > 0]
        return tuple(sorted(gaining, key=lambda change: (-change.difference, change.recipient.code))[:count])

    def losing(self, count: int | None = None) -> tuple[RecipientChange, ...]:
        """Return those who lose, the greatest loss first."""
        losing = [change for change in self.recipients if change.difference < 0]
        return tuple(sorted(losing, key=lambda change: (change.difference, change.recipient.code))[:count])


def simulate(
    agreement: Agreement,
    changes: Iterable[Change | str] = (),
    keys: Mapping[str, Numbers] | None = None,
    *,
    before: Allocation | None = None,
) -> Comparison:
    """Make changes to an agreement and compare the amounts with those before.

    ``changes`` are ``PATH=VALUE`` texts or :class:`Change`; ``keys`` brings numbers by key id and recipient code.
    ``before`` is the agreement's own allocation when it is at hand, so that it need not be made again.
    """
    made = tuple(parse_change(change) if isinstance(change, str) else change for change in changes)
    old = before if before is not None else allocate(agreement)
    new = _allocate_again(old, apply_changes(agreement, made), dict(keys or {}))
    pairs = tuple(GrantChange(was, now) for was, now in zip(old.grants, new.grants, strict=True))
    cells = tuple(cell for pair in pairs for cell in _cells(pair))
    return Comparison(old, new, made, pairs, cells, _recipients(cells, old, new, keys), _notes(old, new, pairs))


def compare(before: Allocation, after: Allocation) -> Comparison:
    """Compare two allocations that need not be of the same agreement: last year's and a draft of the next.

    Grants are paired by their ids; one that only one of them has counts as nothing in the other.
    """
    was = {allocated.grant.id: allocated for allocated in before.grants}
    now = {allocated.grant.id: allocated for allocated in after.grants}
    pairs = tuple(GrantChange(was[one], now[one]) for one in was if one in now)
    cells = tuple(cell for pair in pairs for cell in _cells(pair))
    for one, allocated in {**was, **now}.items():
        if not (one in was and one in now):
            cells += tuple(
                CellChange(one, cell.recipient, cell.binding, None)
                if one in was
                else CellChange(one, cell.recipient, None, cell.binding)
                for cell in allocated.cells
            )
    return Comparison(before, after, (), pairs, cells, _recipients(cells, before, after, None), ())


def _allocate_again(old: Allocation, changed: Agreement, brought: dict[str, Numbers]) -> Allocation:
    """Allocate the changed agreement; grants that the changes do not touch keep their allocation.

    A changed rule may rest on a key that the agreement does not have, when its numbers are brought.
    """
    check_brought(changed, brought, {key for grant in changed.grants for key in keys_of_grant(grant)})
    numbers = KeyNumbers(changed, brought)
    agreement = old.agreement
    moved = {was.id for was, now in zip(agreement.keys, changed.keys, strict=True) if was is not now} | brought.keys()
    grants = []
    for was, grant in zip(old.grants, changed.grants, strict=True):
        same = was.grant is grant and was.rounding == (grant.rounding or changed.rounding)
        grants.append(
            was if same and moved.isdisjoint(keys_of_grant(grant)) else allocate_grant(changed, grant, numbers)
        )
    return Allocation(changed, tuple(grants))


def _cells(pair: GrantChange) -> Iterable[CellChange]:
    """Pair the cells of a grant, before and after, by recipient."""
    was = {cell.recipient.code: cell for cell in pair.before.cells}
    now = {cell.recipient.code: cell for cell in pair.after.cells}
    for code in dict.fromkeys([*was, *now]):
        before, after = was.get(code), now.get(code)
        cell = after or before
        if cell is not None:
            yield CellChange(
                pair.grant.id,
                cell.recipient,
                before.binding if before is not None else None,
                after.binding if after is not None else None,
            )


def _recipients(
    cells: tuple[CellChange, ...], old: Allocation, new: Allocation, keys: Mapping[str, Numbers] | None
) -> tuple[RecipientChange, ...]:
    """Add each recipient's sums up; a region and its county's RSS have the same code and are two recipients."""
    sums: dict[tuple[str, str], list[int]] = {}
    recipients: dict[tuple[str, str], Recipient] = {}
    for cell in cells:
        identity = (cell.recipient.kind, cell.recipient.code)
        recipients.setdefault(identity, cell.recipient)
        sum_ = sums.setdefault(identity, [0, 0])
        sum_[0] += cell.before or 0
        sum_[1] += cell.after or 0
    inhabitants_before = inhabitants(old.agreement)
    inhabitants_after = inhabitants(new.agreement, keys)
    return tuple(
        RecipientChange(
            recipient,
            sums[identity][0],
            sums[identity][1],
            inhabitants_before.get(recipient.code),
            inhabitants_after.get(recipient.code),
        )
        for identity, recipient in recipients.items()
    )


def inhabitants(agreement: Agreement, keys: Mapping[str, Numbers] | None = None) -> Numbers:
    """Return the inhabitants by recipient code, by the agreement's ``per_inhabitant`` key."""
    wanted = agreement.per_inhabitant
    if wanted is None:
        return {}
    if keys and wanted in keys:
        return keys[wanted]
    return next((key.values or {} for key in agreement.keys if key.id == wanted), {})


def _notes(old: Allocation, new: Allocation, pairs: tuple[GrantChange, ...]) -> tuple[Text, ...]:
    """Say what follows from the changes, beside the amounts."""
    notes = [_pot_note(pair) for pair in pairs if pair.before.grant.amount != pair.after.grant.amount]
    was, now = old.agreement.total.amount, new.agreement.total.amount
    if was != now:
        notes.append(
            Text(
                f"Överenskommelsens totalbelopp ändras därmed från {kronor(was)} till {kronor(now)}.",
                f"The agreement's total thereby changes from {kronor(was)} to {kronor(now)}.",
            )
        )
    for pair in pairs:
        notes.extend(_grant_notes(pair, new.agreement))
    return tuple(notes)


def _pot_note(pair: GrantChange) -> Text:
    name, was, now = pair.grant.name, kronor(pair.before.grant.amount), kronor(pair.after.grant.amount)
    return Text(
        f"”{name.sv}” ändras från {was} till {now}.", f"“{name.in_language('en')}” changes from {was} to {now}."
    )


def _grant_notes(pair: GrantChange, agreement: Agreement) -> Iterable[Text]:
    sv, en = f"”{pair.grant.name.sv}”", f"“{pair.grant.name.in_language('en')}”"
    if pair.changed and any(cell.override for cell in pair.before.cells):
        yield Text(
            f"{sv} räknas om från grunden. De avvikelser från beräkningen som är undertecknade följer inte med.",
            f"{en} is computed again; the signed departures from the computation do not follow.",
        )
    if pair.before.awaits and not pair.after.awaits:
        yield Text(
            f"{sv} är inte uträknat i överenskommelsen, som väntar på {_keys(pair.before, agreement, 'sv')}. Hela "
            "summan visas därför som ökning.",
            f"{en} is not computed in the agreement, which is waiting for {_keys(pair.before, agreement, 'en')}. "
            f"The whole sum "
            "is therefore shown as an increase.",
        )
    elif pair.after.awaits:
        yield Text(
            f"{sv} ingår inte, eftersom det saknas tal för {_keys(pair.after, agreement, 'sv')}.",
            f"{en} is not included, since there are no numbers for {_keys(pair.after, agreement, 'en')}.",
        )
    if pair.changed and pair.after.unallocated != pair.before.unallocated:
        amount = kronor(pair.after.unallocated)
        yield Text(f"Av {sv} fördelas {amount} inte till någon.", f"Of {en}, {amount} is not shared out to anyone.")


def _keys(awaiting: GrantAllocation, agreement: Agreement, language: str) -> str:
    """Name the keys that a grant awaits, as a sentence lists them."""
    names = {key.id: key.name for key in agreement.keys}
    quoted = "“{}”" if language == "en" else "”{}”"
    return listed(
        [quoted.format(names[key].in_language(language) if key in names else key) for key in awaiting.awaits], language
    )

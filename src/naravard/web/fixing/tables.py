"""A version as tables: its grants in all, and every recipient's sums; and what the next version would change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from naravard.agreement.model import Text
from naravard.allocation import Allocation
from naravard.documents.table import TOTAL, Column, Table
from naravard.web.agreements.current import Shown
from naravard.web.agreements.provenance import provenance
from naravard.web.fixing.sums import FixedSum, amount_of, sums_of
from naravard.web.ledger.models import FixedAllocation
from naravard.web.site.templatetags.naravard import words

_CODE = Column("code", Text("Kod", "Code"), "code")
_RECIPIENT = Column("recipient", Text("Mottagare", "Recipient"))
_GRANT_ID = Column("grant", Text("Beloppets id", "The grant's id"), "code")
_GRANT = Column("grant_name", Text("Belopp", "Grant"))
_EARMARK = Column("earmark", Text("Varav", "Of which"))
_GRANTS = (
    _GRANT,
    Column("recipients", Text("Mottagare", "Recipients"), "number"),
    Column("amount", Text("Fördelat, kr", "Shared out, kr"), "kronor"),
    Column("unallocated", Text("Inte fördelat, kr", "Not shared out, kr"), "kronor"),
    Column("awaits", Text("Väntar på", "Awaits")),
)
_SUMS = (_CODE, _RECIPIENT, _GRANT_ID, _GRANT, _EARMARK, Column("amount", Text("Belopp, kr", "Amount, kr"), "kronor"))
_CHANGES = (
    _CODE,
    _RECIPIENT,
    _GRANT_ID,
    _GRANT,
    _EARMARK,
    Column("before", Text("Före, kr", "Before, kr"), "kronor"),
    Column("after", Text("Efter, kr", "After, kr"), "kronor"),
    Column("change", Text("Skillnad, kr", "Difference, kr"), "change"),
)


@dataclass(frozen=True, slots=True)
class Change:
    """One sum that would be another: nothing stands for a sum that is not there."""

    sum: FixedSum
    before: int | None
    after: int | None

    @property
    def difference(self) -> int:
        """Kronor that the recipient would get more, below zero for less."""
        return (self.after or 0) - (self.before or 0)


def grants_table(shown: Shown, allocation: Allocation, fixed: FixedAllocation) -> Table:
    """Return a version's grants: to how many, how much, and what those that have no sums await."""
    agreement, rows, total = allocation.agreement, [], 0
    for granted in allocation.grants:
        amount = None if granted.awaits else sum(amount_of(cell, fixed.basis) for cell in granted.cells)
        left = granted.grant.amount - (amount or 0)
        awaits = ", ".join(words(agreement.key(key).name) for key in granted.awaits) or None
        count = len(agreement.recipients_of(granted.grant))
        rows.append((words(granted.grant.name), count, amount, left or None, awaits))
        total += amount or 0
    pot = sum(grant.amount for grant in agreement.grants)
    return Table(
        id=f"{agreement.id}-version-{fixed.version}-belopp",
        caption=Text("Beloppen", "The grants"),
        columns=_GRANTS,
        rows=tuple(rows),
        total=(words(TOTAL), None, total, pot - total or None, None),
        provenance=provenance(shown),
    )


def sums_table(shown: Shown, fixed: FixedAllocation, sums: Sequence[FixedSum]) -> Table:
    """Return a version's sums by recipient and grant; parts that are set aside stand as rows of their own."""
    return Table(
        id=f"{fixed.agreement_id}-version-{fixed.version}",
        caption=Text(
            f"Fastställd fördelning, version {fixed.version}", f"The fixed allocation, version {fixed.version}"
        ),
        columns=_SUMS,
        rows=tuple(
            (one.code, one.cell.recipient.name, one.grant.id, words(one.grant.name), _earmark(one), one.amount)
            for one in sums
        ),
        total=(None, words(TOTAL), None, None, None, sum(one.amount for one in sums if one.earmark is None)),
        note=Text(
            "Varav-belopp är delar av sina belopp och räknas inte i summan.",
            "What is set aside is a part of its grant and not counted in the total.",
        ),
        provenance=provenance(shown),
    )


def changes(before: Iterable[FixedSum], after: Iterable[FixedSum]) -> list[Change]:
    """Return the sums that differ, in the order of the new ones; those that are gone come last."""
    old, new = {one.key: one for one in before}, {one.key: one for one in after}
    found = [
        Change(one, old[key].amount if key in old else None, one.amount)
        for key, one in new.items()
        if key not in old or old[key].amount != one.amount
    ]
    return found + [Change(one, one.amount, None) for key, one in old.items() if key not in new]


def changes_between(before: tuple[Allocation, str] | None, after: tuple[Allocation, str]) -> list[Change]:
    """Return what differs between two allocations, each with the basis that its sums are taken on."""
    return changes(sums_of(*before) if before else (), sums_of(*after))


def changes_table(shown: Shown, found: Sequence[Change], version: int) -> Table:
    """Return what a version would change, sum by sum."""
    main = [one for one in found if one.sum.earmark is None]
    nothing_before = all(one.before is None for one in found)
    return Table(
        id=f"{shown.agreement.id}-andringar-version-{version}",
        caption=Text("Vad som ändras", "What changes"),
        columns=_CHANGES,
        rows=tuple(
            (
                one.sum.code,
                one.sum.cell.recipient.name,
                one.sum.grant.id,
                words(one.sum.grant.name),
                _earmark(one.sum),
                one.before,
                one.after,
                one.difference,
            )
            for one in found
        ),
        total=(
            None,
            words(TOTAL),
            None,
            None,
            None,
            None if nothing_before else sum(one.before or 0 for one in main),
            sum(one.after or 0 for one in main),
            sum(one.difference for one in main),
        ),
        note=Text(
            "Varav-belopp är delar av sina belopp och räknas inte i summan.",
            "What is set aside is a part of its grant and not counted in the total.",
        ),
        provenance=provenance(shown),
    )


def _earmark(one: FixedSum) -> str | None:
    return words(one.earmark.name) if one.earmark else None

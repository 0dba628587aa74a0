"""Fixing an allocation: the inner function of the acts that do. A version never changes; a correction is a new one.

An act calls :func:`fix` in its own transaction and leaves its own event.
"""

import datetime
from collections.abc import Mapping
from fractions import Fraction
from uuid import uuid4

from naravard.agreement.model import Text
from naravard.allocation import Allocation, allocate
from naravard.ledger import allotted_from
from naravard.web.access.actor import Actor
from naravard.web.agreements.current import Shown, all_shown
from naravard.web.ledger.errors import LedgerRefusedError, MoneyRefusedError
from naravard.web.ledger.models import FixedAllocation
from naravard.web.ledger.reading import newest_fixed, recipients_of
from naravard.web.ledger.recording import held_money

SIGNED, COMPUTED = "signed", "computed"
Keys = Mapping[str, Mapping[str, Fraction]]
"""Numbers by key id, then recipient code."""


def fix(
    agreement_id: str,
    *,
    by: Actor,
    at: datetime.datetime,
    basis: str,
    reason: str,
    keys: Keys | None = None,
    seen_version: int | None = None,
) -> FixedAllocation:
    """Fix the next version of an agreement's allocation and allot every recipient its sums.

    ``keys`` brings numbers for keys that the agreement awaits; those that an earlier version brought are kept.
    ``seen_version`` is the version that held when the one who acts decided (0 for none).

    Raises:
        MoneyRefusedError: when there is no such agreement, when a correction has no reason, when another version was
            fixed meanwhile, when nothing would change, or when a recipient would get less than it has asked for or
            been paid.
    """
    shown = next((shown for shown in all_shown() if shown.agreement.id == agreement_id), None)
    if shown is None:
        raise MoneyRefusedError(
            "no-such-agreement", Text("Det finns ingen sådan överenskommelse.", "No such agreement.")
        )
    before = newest_fixed(agreement_id)
    _check(before, reason, seen_version)
    brought = _read(before.keys if before else {}) | dict(keys or {})
    allocation = allocate(shown.agreement, keys=brought)
    version = before.version + 1 if before else 1
    fixed = FixedAllocation(
        agreement_id=agreement_id,
        version=version,
        digest=shown.digest,
        basis=basis,
        keys=_written(brought),
        reason=reason.strip(),
        total=total_of(allocation, basis),
        made_at=at,
        made_by=by.who.code,
    )
    if before is not None and all(
        getattr(before, name) == getattr(fixed, name) for name in ("digest", "basis", "keys", "total")
    ):
        raise _nothing_changes(version)
    fixed.save()
    _allot(shown, allocation, fixed, by=by, at=at)
    return fixed


def allocation_of(shown: Shown, fixed: FixedAllocation) -> Allocation:
    """Return the allocation that a version fixed, with its explanations, from the agreement as it is shown."""
    return allocate(shown.agreement, keys=_read(fixed.keys))


def total_of(allocation: Allocation, basis: str) -> int:
    """Return the sum of all cells, in kronor."""
    return sum(
        cell.binding if basis == SIGNED else cell.computed for grant in allocation.grants for cell in grant.cells
    )


def _allot(shown: Shown, allocation: Allocation, fixed: FixedAllocation, *, by: Actor, at: datetime.datetime) -> None:
    for organisation in recipients_of(shown):
        money = held_money(organisation, fixed.agreement_id, at=at, seen_version=None)
        fact = allotted_from(
            allocation,
            organisation.code,
            fact_id=uuid4().hex,
            version=fixed.version,
            at=max(at, money.book.latest) if money.book.latest else at,
            binding=fixed.basis == SIGNED,
        )
        try:
            money.take(fact, by=by)
        except LedgerRefusedError as error:
            says = Text(f"{organisation.name}: {error.says.sv}", f"{organisation.name}: {error.says.en}")
            raise MoneyRefusedError(error.code, says) from error


def _check(before: FixedAllocation | None, reason: str, seen_version: int | None) -> None:
    version = before.version if before else 0
    if seen_version is not None and seen_version != version:
        raise MoneyRefusedError(
            "changed-meanwhile",
            Text(
                f"Någon annan har fastställt version {version} sedan du öppnade sidan. Inget av det du skickade har "
                "gjorts. Nu visas hur det står.",
                f"Someone else has fixed version {version} since you opened the page. Nothing of what you sent was "
                "done. This is how it stands now.",
            ),
        )
    if before is not None and not reason.strip():
        raise MoneyRefusedError(
            "no-reason",
            Text(
                f"Fördelningen är redan fastställd som version {version}, och den ändras aldrig. En ny version "
                "behöver ett skäl. Skriv varför fördelningen rättas.",
                f"The allocation is already fixed as version {version}, and it never changes. A new version needs a "
                "reason. Write why the allocation is corrected.",
            ),
            "reason",
        )


def _nothing_changes(version: int) -> MoneyRefusedError:
    return MoneyRefusedError(
        "nothing-changes",
        Text(
            f"Version {version} skulle bli likadan som version {version - 1}: samma överenskommelse, samma belopp. "
            "Inget behöver fastställas.",
            f"Version {version} would be the same as version {version - 1}: the same agreement, the same amounts. "
            "Nothing needs to be fixed.",
        ),
    )


def _written(keys: Keys) -> dict[str, dict[str, str]]:
    return {key: {code: str(number) for code, number in numbers.items()} for key, numbers in keys.items()}


def _read(keys: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, Fraction]]:
    return {key: {code: Fraction(number) for code, number in numbers.items()} for key, numbers in keys.items()}

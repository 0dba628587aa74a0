"""What a fixed version was worked out from, and the allocation that it fixed: read from its own snapshot.

The agreement may have been taken in again since, or amended. A version is explained by the files that it was fixed
from, which its digest names, with the amendments that had changed it then, and never by what the pages show now.
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

import msgspec

from naravard.agreement.model import Agreement
from naravard.allocation import Allocation
from naravard.allocation.participation import allocate_reported
from naravard.web.agreements.current import Shown, shown_of
from naravard.web.ledger.models import FixedAllocation

SIGNED, COMPUTED = "signed", "computed"
Keys = Mapping[str, Mapping[str, Fraction]]
"""Numbers by key id, then recipient code."""


def bases_of(agreement: Agreement) -> tuple[str, ...]:
    """Return what a version's sums can be taken from, the usual first: an agreement without annexes has no signed sums.

    A table that is only reported elsewhere (a press release) is no annex.
    """
    binding = agreement.overrides or any(table.status != "press-release" for table in agreement.published)
    return (SIGNED, COMPUTED) if binding else (COMPUTED,)


def usual_basis(agreement: Agreement, before: FixedAllocation | None) -> str:
    """Return what the next version's sums are from unless something else is chosen: as last time, where one chose."""
    bases = bases_of(agreement)
    chose = before is not None and len(bases_of(snapshot_of(before).agreement)) > 1
    return before.basis if before is not None and chose and before.basis in bases else bases[0]


def snapshot_of(fixed: FixedAllocation) -> Shown:
    """Return the agreement that a version was fixed from."""
    return shown_of(fixed.digest, fixed.amendments)


def agreement_of(shown: Shown, version: int) -> Agreement:
    """Return the agreement as it read when a version of its allocation was fixed; as it reads now if none was."""
    fixed = FixedAllocation.objects.filter(agreement_id=shown.agreement.id, version=version).first()
    return snapshot_of(fixed).agreement if fixed is not None else shown.agreement


def allocation_of(fixed: FixedAllocation) -> Allocation:
    """Return the allocation that a version fixed, with its explanations; worked out once per process and version."""
    return _allocation(fixed.digest, fixed.amendments, msgspec.json.encode([fixed.keys, fixed.outside], order="sorted"))


def total_of(allocation: Allocation, basis: str) -> int:
    """Return the sum of all cells, in kronor."""
    return sum(
        cell.binding if basis == SIGNED else cell.computed for grant in allocation.grants for cell in grant.cells
    )


def written(keys: Keys) -> dict[str, dict[str, str]]:
    """Return numbers as :attr:`.FixedAllocation.keys` has them."""
    return {key: {code: str(number) for code, number in numbers.items()} for key, numbers in keys.items()}


def read(keys: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, Fraction]]:
    """Return what :func:`written` wrote."""
    return {key: {code: Fraction(number) for code, number in numbers.items()} for key, numbers in keys.items()}


@lru_cache(maxsize=32)
def _allocation(digest: str, amendments: int, brought: bytes) -> Allocation:
    keys, outside = msgspec.json.decode(brought)
    return allocate_reported(shown_of(digest, amendments).agreement, read(keys), outside)

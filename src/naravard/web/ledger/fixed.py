"""What a fixed version was worked out from, and the allocation that it fixed: read from its own snapshot.

The agreement may have been taken in anew since. A version is explained by the files that it was fixed from, which its
digest names, and never by those that the pages show now.
"""

from collections.abc import Collection, Mapping
from fractions import Fraction
from functools import lru_cache

import msgspec

from naravard.agreement.model import Agreement, Condition, Duty, Grant
from naravard.allocation import Allocation, allocate
from naravard.allocation.keys import keys_of_grant
from naravard.web.agreements.current import Shown, shown_of
from naravard.web.ledger.models import FixedAllocation

SIGNED, COMPUTED = "signed", "computed"
Keys = Mapping[str, Mapping[str, Fraction]]
"""Numbers by key id, then recipient code."""
Outside = Mapping[str, Collection[str]]
"""Codes of recipients who do not take part in what a duty's keys share, by the duty's id."""


def snapshot_of(fixed: FixedAllocation) -> Shown:
    """Return the agreement that a version was fixed from."""
    return shown_of(fixed.digest)


def allocation_of(fixed: FixedAllocation) -> Allocation:
    """Return the allocation that a version fixed, with its explanations; worked out once per process and version."""
    return _allocation(fixed.digest, msgspec.json.encode([fixed.keys, fixed.outside], order="sorted"))


def worked_out(agreement: Agreement, keys: Keys, outside: Outside) -> Allocation:
    """Return an agreement's allocation with the numbers that were brought, and without those who do not take part.

    Who does not take part stands outside by a rule of the kind ``condition``, put around the grant's own rule: their
    sums are shared among the others, and every explanation says which condition it was.
    """
    return allocate(_without(agreement, outside), keys=dict(keys))


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
def _allocation(digest: str, brought: bytes) -> Allocation:
    keys, outside = msgspec.json.decode(brought)
    return worked_out(shown_of(digest).agreement, read(keys), outside)


def _without(agreement: Agreement, outside: Outside) -> Agreement:
    grants = agreement.grants
    for duty in agreement.duties:
        codes = frozenset(outside.get(duty.id, ()))
        if codes:
            grants = tuple(_conditional(agreement, grant, duty, codes) for grant in grants)
    return msgspec.structs.replace(agreement, grants=grants)


def _conditional(agreement: Agreement, grant: Grant, duty: Duty, codes: frozenset[str]) -> Grant:
    if set(duty.brings).isdisjoint(keys_of_grant(grant)):
        return grant
    members = [each.code for each in agreement.recipients_of(grant)]
    rule = Condition(
        name=duty.name,
        rule=grant.rule,
        money="shared",
        not_met=tuple(code for code in members if code in codes),
        clause=duty.clause,
        note=duty.if_missed,
    )
    return msgspec.structs.replace(grant, rule=rule)

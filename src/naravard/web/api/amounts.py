"""The shapes of money that several operations share: an amount, and what a grant awaits."""

import datetime
from collections.abc import Sequence
from fractions import Fraction
from typing import Annotated

from django.urls import reverse
from msgspec import Struct

from naravard.agreement.model import Agreement, Recipient, Text
from naravard.agreement.model.basics import about
from naravard.allocation.model import Cell, GrantAllocation
from naravard.web.agreements.current import Shown
from naravard.web.api.addresses import explanation_address


class VersionInForce(Struct, frozen=True, kw_only=True):
    """A fixed version of an agreement's allocation."""

    number: Annotated[int, about("1, 2, … within the agreement; the highest is in force.")]
    fixed_at: Annotated[datetime.datetime, about("When it was fixed.")]
    digest: Annotated[str, about("SHA-256 of the agreement's files that it was fixed from, in hex.")]
    page: Annotated[str, about("The version's page for people, in the language asked for.")]


def version_of(valid: Shown) -> VersionInForce | None:
    """Return the version that amounts are; None for what the agreement's own rules give."""
    if valid.version is None:
        return None
    return VersionInForce(
        number=valid.version.number,
        fixed_at=valid.version.fixed_at,
        digest=valid.digest,
        page=reverse("fixing:version", args=[valid.agreement.id, valid.version.number]),
    )


class AllocatedAmount(Struct, frozen=True, kw_only=True):
    """What one recipient gets of one grant, or of one of its earmarks."""

    grant: Annotated[str, about("The grant's id.")]
    earmark: Annotated[str | None, about("The earmark's id; it is a part of the grant and no money beside it.")]
    recipient: Recipient
    binding: Annotated[int, about("Whole kronor, as the version in force or else the signed annexes have it.")]
    computed: Annotated[int, about("Whole kronor, as the rules give it.")]
    exact: Annotated[Fraction, about("Kronor before the rounding, as a fraction in lowest terms.")]
    explanation: Annotated[str, about("The address of how the amount came about.")]


class AwaitedKey(Struct, frozen=True, kw_only=True):
    """A key without numbers yet, and what brings them."""

    key: Annotated[str, about("The key's id.")]
    name: Text
    duty: Annotated[str | None, about("The id of the duty that brings the numbers.")]
    due: Annotated[datetime.date | None, about("The last day of that duty.")]
    unavailable: Annotated[Text | None, about("Why there are no numbers, when no duty brings them.")]


def amounts_of(
    shown: Shown, allocated: GrantAllocation, cells: Sequence[Cell], earmark: str | None = None
) -> list[AllocatedAmount]:
    """Return cells as amounts, each with the way to its explanation."""
    agreement_id, grant_id = shown.agreement.id, allocated.grant.id
    return [
        AllocatedAmount(
            grant=grant_id,
            earmark=earmark,
            recipient=cell.recipient,
            binding=cell.binding,
            computed=cell.computed,
            exact=cell.exact,
            explanation=explanation_address(agreement_id, grant_id, cell.recipient.code, earmark),
        )
        for cell in cells
    ]


def awaited(agreement: Agreement, allocated: GrantAllocation) -> tuple[AwaitedKey, ...]:
    """Return the keys that a grant awaits."""
    return tuple(_awaited(agreement, key_id) for key_id in allocated.awaits)


def _awaited(agreement: Agreement, key_id: str) -> AwaitedKey:
    key = agreement.key(key_id)
    duty = agreement.duty(key.awaits) if key.awaits is not None else None
    return AwaitedKey(
        key=key.id,
        name=key.name,
        duty=key.awaits,
        due=duty.due if duty is not None else None,
        unavailable=key.unavailable,
    )

"""How an agreement's fixed allocation stands: the versions, the reference numbers, and what the next would change."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from naravard.agreement.model import ReferenceNumber, Text
from naravard.web.agreements.current import Shown
from naravard.web.fixing.addresses import version_url
from naravard.web.fixing.tables import ChangedSum, VersionChange, changes_between
from naravard.web.fixing.words import basis_words
from naravard.web.ledger.errors import MoneyRefusedError
from naravard.web.ledger.fixed_version import allocation_of, usual_basis
from naravard.web.ledger.models import FixedAllocation, StatedReferenceNumber
from naravard.web.ledger.next_version import proposed
from naravard.web.people.names import names_of


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version in the list."""

    fixed: FixedAllocation
    url: str
    by: str
    basis: Text


@dataclass(frozen=True, slots=True)
class Stated:
    """One time that a reference number was stated."""

    number: str
    at: datetime.datetime
    by: str


@dataclass(frozen=True, slots=True)
class NumberLine:
    """One of the agreement's reference numbers: stated by its text, or stated here, the newest first."""

    reference: ReferenceNumber
    stated: tuple[Stated, ...]


@dataclass(frozen=True, slots=True)
class Next:
    """What a version that was fixed now, on the same basis, would change."""

    recipients: int
    """How many would get other sums."""
    sums: int
    other_files: bool
    """The agreement has been taken in again, or amended, since the current version was fixed."""
    refused: MoneyRefusedError | None = None


def versions_of(agreement_id: str) -> list[VersionLine]:
    """Return the versions, the newest first."""
    found = list(FixedAllocation.objects.filter(agreement_id=agreement_id).order_by("-version"))
    names = names_of(fixed.made_by for fixed in found)
    return [VersionLine(fixed, version_url(fixed), names[fixed.made_by], basis_words(fixed.basis)) for fixed in found]


def history_of(agreement_id: str) -> list[VersionChange]:
    """Return the versions with what each changed, the newest first."""
    found: list[VersionChange] = []
    before: FixedAllocation | None = None
    for fixed in FixedAllocation.objects.filter(agreement_id=agreement_id).order_by("version"):
        changed = changed_by(before, fixed) if before is not None else None
        codes = {one.sum.code for one in changed} if changed is not None else None
        sums = None if changed is None else len(changed)
        found.append(VersionChange(fixed, sums, None if codes is None else len(codes)))
        before = fixed
    return found[::-1]


def changed_by(before: FixedAllocation, fixed: FixedAllocation) -> list[ChangedSum]:
    """Return the sums that a version changed against another."""
    return changes_between((allocation_of(before), before.basis), (allocation_of(fixed), fixed.basis))


def numbers_of(shown: Shown) -> list[NumberLine]:
    """Return the agreement's reference numbers in its order."""
    rows: Sequence[StatedReferenceNumber] = list(
        StatedReferenceNumber.objects.filter(agreement_id=shown.agreement.id).order_by("-id")
    )
    names = names_of(row.stated_by for row in rows)
    return [
        NumberLine(
            reference,
            tuple(
                Stated(row.number, row.stated_at, names[row.stated_by])
                for row in rows
                if row.reference_id == reference.id
            ),
        )
        for reference in shown.agreement.reference_numbers
    ]


def next_version(shown: Shown, before: FixedAllocation | None, now: datetime.datetime) -> Next:
    """Return what the next version would change, on the basis that the one before has."""
    basis = usual_basis(shown.agreement, before)
    other = before is not None and before.reads != shown.reads
    try:
        proposal = proposed(shown.agreement.id, by="", at=now, basis=basis)
    except MoneyRefusedError as error:
        return Next(0, 0, other, error)
    current = (allocation_of(before), before.basis) if before else None
    found = changes_between(current, (proposal.allocation, basis))
    return Next(len({one.sum.code for one in found}), len(found), other)

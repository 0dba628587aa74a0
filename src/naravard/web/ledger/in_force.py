"""The newest fixed versions and stated reference numbers, as the agreement's pages ask for them.

:mod:`naravard.web.agreements.in_force` asks; :class:`.LedgerConfig` says that the answers are here.
"""

import datetime
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

import msgspec

from naravard.allocation import allocate
from naravard.allocation.participation import as_fixed
from naravard.web.agreements.current import FixedVersion, Shown, shown_of
from naravard.web.ledger.fixed_version import SIGNED, read
from naravard.web.ledger.models import FixedAllocation, StatedReferenceNumber

_KEPT = 32


def newest(reads: Mapping[str, str]) -> Mapping[str, Shown]:
    """Return the newest version of each agreement that has one, by the agreement's id; one question.

    ``reads`` are the agreements asked about, by id, with how they read now (:attr:`.Shown.reads`).
    """
    rows = FixedAllocation.objects.filter(agreement_id__in=reads).order_by("agreement_id", "version")
    last = {fixed.agreement_id: fixed for fixed in rows}
    return {
        agreement_id: as_shown(fixed, other_files=reads[agreement_id] != fixed.reads)
        for agreement_id, fixed in last.items()
    }


def numbers(agreement_id: str) -> Mapping[str, tuple[str, datetime.datetime]]:
    """Return the reference numbers that were stated since the text was signed, and when; the last of each."""
    rows = StatedReferenceNumber.objects.filter(agreement_id=agreement_id).order_by("id")
    return {one.reference_id: (one.number, one.stated_at) for one in rows}


def stamp(agreement_id: str | None) -> str:
    """Return a word that changes with every version and every stated number, of one agreement or of all."""
    every = [
        rows if agreement_id is None else rows.filter(agreement_id=agreement_id)
        for rows in (FixedAllocation.objects.order_by(), StatedReferenceNumber.objects.order_by())
    ]
    fixed, stated = (rows.values_list("agreement_id") for rows in every)
    return str(fixed.union(stated, all=True).count())  # rows are only added, so the count is another each time


def as_shown(fixed: FixedAllocation, *, other_files: bool = False) -> Shown:
    """Return a version as the pages show it: the agreement that it was fixed from, and its allocation."""
    key = (fixed.digest, fixed.amendments, fixed.version, fixed.made_at, fixed.basis)
    return _as_shown(*key, msgspec.json.encode([fixed.keys, fixed.outside], order="sorted"), other_files)


@lru_cache(maxsize=_KEPT)
def _as_shown(
    digest: str,
    amendments: int,
    version: int,
    made_at: datetime.datetime,
    basis: str,
    brought: bytes,
    other_files: bool,  # noqa: FBT001 - cached by all of them
) -> Shown:
    keys, outside = msgspec.json.decode(brought)
    source = shown_of(digest, amendments)
    agreement = as_fixed(source.agreement, read(keys), outside, signed=basis == SIGNED)
    return replace(
        source,
        agreement=agreement,
        allocation=allocate(agreement),
        problem=None,
        version=FixedVersion(version, made_at, other_files),
    )

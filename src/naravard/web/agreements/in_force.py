"""The allocation in force: as the newest fixed version has it, else as the agreement's own rules give it.

Everything that tells who gets how much reads it here: pages, files and the open API. The fixed versions lie in a room
above (:mod:`naravard.web.ledger`), which says with :func:`told_by` where they are asked for.
"""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from naravard.agreement.model import ReferenceNumber
from naravard.web.agreements.current import Shown, all_shown, shown_or_404
from naravard.web.site.request_memory import once_a_request


class FixedVersions(Protocol):
    """What the room of the fixed versions answers: a module, or an object of its own."""

    def newest(self, reads: Mapping[str, str]) -> Mapping[str, Shown]:
        """Return the newest version of each agreement that has one, by the agreement's id; one question.

        ``reads`` are the agreements asked about, by id, with how they read now (:attr:`.Shown.reads`).
        """

    def numbers(self, agreement_id: str) -> Mapping[str, tuple[str, datetime.datetime]]:
        """Return the reference numbers that were stated since the text was signed, and when, by their ids."""

    def stamp(self, agreement_id: str | None) -> str:
        """Return a word that changes with every version and stated number, of one agreement or of all."""


@dataclass(frozen=True, slots=True)
class NumberInForce:
    """One of the agreement's reference numbers as it stands now."""

    reference: ReferenceNumber
    number: str
    """As the text has it, or as it was stated since; empty while nobody has stated it."""
    stated_at: datetime.datetime | None = None
    """When it was stated; None for a number of the text, and while there is none."""


_TOLD: list[FixedVersions] = []


def told_by(room: FixedVersions) -> None:
    """Let ``room`` say which versions have been fixed and which numbers stated."""
    _TOLD[:] = [room]


def in_force(shown: Shown) -> Shown:
    """Return the agreement with the allocation in force.

    Where a version is fixed, both the agreement and its allocation are those of the files that it was fixed from, with
    the numbers that were brought, and :attr:`.Shown.version` names it. Before that it is what the pages show.
    """
    return _newest([shown]).get(shown.agreement.id, shown)


def in_force_or_404(agreement_id: str, grant_id: str = "") -> Shown:
    """Return the allocation in force of the agreement with this id; 404 with words when there is no such agreement.

    A grant that came into the agreement after the version in force is shown as the agreement has it.
    """
    shown = shown_or_404(agreement_id)
    valid = in_force(shown)
    return valid if not grant_id or any(grant.id == grant_id for grant in valid.agreement.grants) else shown


def all_in_force(every: Sequence[Shown] | None = None) -> tuple[Shown, ...]:
    """Return every agreement, or those given, with the allocation in force; every one comes the latest period first."""
    every = all_shown() if every is None else every
    valid = _newest(every)
    return tuple(valid.get(shown.agreement.id, shown) for shown in every)


def numbers_in_force(shown: Shown) -> tuple[NumberInForce, ...]:
    """Return the agreement's reference numbers, in its order: those of the text, and those stated since."""
    stated = {reference_id: told for room in _TOLD for reference_id, told in room.numbers(shown.agreement.id).items()}
    return tuple(
        NumberInForce(one, *stated[one.id]) if one.id in stated else NumberInForce(one, one.number or "")
        for one in shown.agreement.reference_numbers
    )


def stamp_of(agreement_id: str | None) -> str:
    """Return a word that changes with what is in force, of one agreement or of all; for caches."""
    return "-".join(room.stamp(agreement_id) for room in _TOLD)


def _newest(every: Collection[Shown]) -> Mapping[str, Shown]:
    return _newest_as_read(tuple((shown.agreement.id, shown.reads) for shown in every))


@once_a_request
def _newest_as_read(every: tuple[tuple[str, str], ...]) -> Mapping[str, Shown]:
    reads = dict(every)
    return {agreement_id: valid for room in _TOLD for agreement_id, valid in room.newest(reads).items()}

"""Sharing by what was reported: who takes part, by which numbers, and what everyone would get.

Where the agreement's data makes the report a condition of the money (``condition: true``), one who has not handed it in
in time does not take part: the grant is shared among those who have. Where it is no condition, only one who has handed
in no numbers stands outside, since there is nothing to share by. Until everyone has reported or had the time to,
nothing can be fixed.
"""

import datetime
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

import msgspec

from naravard.agreement.model import Duty, Grant, Text
from naravard.allocation.keys import keys_of_grant
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import Shown
from naravard.web.ledger.accounts import newest_fixed
from naravard.web.ledger.errors import MoneyRefusedError
from naravard.web.ledger.fixed_version import written
from naravard.web.ledger.models import FixedAllocation
from naravard.web.ledger.next_version import ProposedVersion, proposed
from naravard.web.ledger.preparation import PreparedMatter
from naravard.web.placements.overview import ReportOfKeys, reports_for
from naravard.web.tasks.duty_book import duty_book


class Participation(StrEnum):
    """How a reporter stands when the money is shared, each with its words."""

    words: Text
    takes_part: bool

    def __new__(cls, code: str, sv: str, en: str, takes_part: bool = False) -> "Participation":  # noqa: FBT001, FBT002
        """Give each its code, its words, and whether its numbers count."""
        made = str.__new__(cls, code)
        made._value_ = code
        made.words, made.takes_part = Text(sv, en), takes_part
        return made

    IN_TIME = "in-time", "I tid", "In time", True
    MENDING = "mending", "I tid, öppnad igen", "In time, opened again", True
    LATE_COUNTED = "late-counted", "För sent, räknas", "Too late, counted", True
    LATE = "late", "För sent", "Too late"
    MISSING = "missing", "Saknas", "Missing"
    NO_NUMBERS = "no-numbers", "I tid, utan tal", "In time, without numbers"
    AWAITED = "awaited", "Har tid kvar", "Has time left"


UNMET = (Participation.LATE, Participation.MISSING)
"""Those who stand outside."""
UNDECIDED = (Participation.AWAITED, Participation.NO_NUMBERS)
"""Those of whom it is not known yet: nothing is fixed before it is."""


@dataclass(frozen=True, slots=True)
class Reporter:
    """One who is to report, and how its report counts."""

    report: ReportOfKeys
    recipient_code: str
    """As the agreement's keys name it."""
    part: Participation

    @property
    def numbers(self) -> Mapping[str, Fraction]:
        """The numbers that were handed in last."""
        return self.report.newest.exact if self.report.newest else {}


@dataclass(frozen=True)
class Sharing:
    """All that a sharing rests on, at a moment."""

    shown: Shown
    duty: Duty
    reporters: tuple[Reporter, ...]
    now: datetime.datetime

    def having(self, *parts: Participation) -> tuple[Reporter, ...]:
        """Return the reporters that stand so."""
        return tuple(one for one in self.reporters if one.part in parts)

    @property
    def grants(self) -> tuple[Grant, ...]:
        """The grants that are shared by what was reported."""
        wanted = set(self.duty.brings)
        return tuple(one for one in self.shown.agreement.grants if not wanted.isdisjoint(keys_of_grant(one)))

    @property
    def keys(self) -> dict[str, dict[str, Fraction]]:
        """The numbers of those who take part, by key and recipient."""
        taking = [one for one in self.reporters if one.part.takes_part]
        return {
            key: {one.recipient_code: one.numbers[key] for one in taking if key in one.numbers}
            for key in self.duty.brings
        }

    @property
    def outside(self) -> dict[str, list[str]]:
        """The codes of the grants' recipients who do not take part, by the duty."""
        taking = {one.recipient_code for one in self.reporters if one.part.takes_part}
        codes = {each.code for grant in self.grants for each in self.shown.agreement.recipients_of(grant)}
        return {self.duty.id: sorted(codes - taking)}

    @property
    def stamp(self) -> str:
        """What is shared by, in one word: another when any report or last day has changed what counts."""
        content = msgspec.json.encode([written(self.keys), self.outside], order="sorted")
        return hashlib.sha256(content).hexdigest()[:32]

    @property
    def rests_on(self) -> str:
        """What would be fixed rests on, in one word: the current version, and what is shared by."""
        before = newest_fixed(self.shown.agreement.id)
        return f"{before.version if before else 0}/{self.stamp}"

    @property
    def matter(self) -> PreparedMatter:
        """What is prepared by one person and fixed by another."""
        return PreparedMatter(Permission.SHARE_PLACEMENTS, self.shown.agreement.id, self.duty.id)

    @property
    def in_the_way(self) -> MoneyRefusedError | None:
        """Why nothing can be fixed yet, whatever the numbers are."""
        awaited, without = self.having(Participation.AWAITED), self.having(Participation.NO_NUMBERS)
        if newest_fixed(self.shown.agreement.id) is None:
            return MoneyRefusedError(
                "not-fixed",
                Text(
                    "Fördelningen är inte fastställd än. Det görs först.",
                    "The allocation has not been fixed yet. That is done first.",
                ),
            )
        if awaited:
            last = max(one.report.task.state.due for one in awaited if one.report.task.state.due is not None)
            return MoneyRefusedError(
                "time-left",
                Text(
                    f"{len(awaited)} har inte redovisat och har tid till och med {last}. Medlen fördelas efter allas "
                    "tal och kan fastställas först när tiden har gått ut.",
                    f"{len(awaited)} have not reported and have time until {last}. The funds are shared by everyone's "
                    "numbers and can be fixed only when the time is over.",
                ),
            )
        if without:
            names = ", ".join(one.report.organisation.name for one in without[:5])
            return MoneyRefusedError(
                "without-numbers",
                Text(
                    f"{len(without)} lämnade in i tid, men utan tal: {names}. Öppna deras redovisningar igen, så att "
                    "talen kan lämnas.",
                    f"{len(without)} handed in in time, but without numbers: {names}. Open their reports again, so "
                    "that the numbers can be handed in.",
                ),
            )
        return None

    def fixed_by(self) -> FixedAllocation | None:
        """Return the current version, if it is shared by this duty's keys, or None."""
        newest = newest_fixed(self.shown.agreement.id)
        return newest if newest is not None and set(self.duty.brings) <= set(newest.keys) else None

    def is_fixed_as_it_stands(self) -> bool:
        """Tell whether the current version rests on the reports as they stand."""
        newest = self.fixed_by()
        if newest is None:
            return False
        keys = {key: newest.keys[key] for key in self.duty.brings}
        return keys == written(self.keys) and newest.outside.get(self.duty.id, []) == self.outside[self.duty.id]

    def proposed(self, *, by: str = "", reason: str = "") -> ProposedVersion:
        """Return the next version as it would be: the current one, with what was reported.

        Raises:
            MoneyRefusedError: when nothing is fixed, or when the rule cannot be carried out: no one has increased, say.
        """
        before = newest_fixed(self.shown.agreement.id)
        if before is None:
            raise self.in_the_way or MoneyRefusedError("not-fixed", Text("–"))
        return proposed(
            self.shown.agreement.id,
            by=by,
            at=self.now,
            basis=before.basis,
            reason=reason,
            keys=self.keys,
            outside=self.outside,
            same_agreement=True,
        )


def sharing_of(shown: Shown, duty: Duty, now: datetime.datetime) -> Sharing:
    """Return how a sharing by a duty's reports stands at a moment."""
    holders = duty_book(shown).holders[duty.id]
    reporters = tuple(
        Reporter(report, holders[report.organisation.code].recipient_code, part_of(report, duty, now))
        for report in reports_for(shown, duty, now)
    )
    return Sharing(shown, duty, reporters, now)


def part_of(report: ReportOfKeys, duty: Duty, now: datetime.datetime) -> Participation:
    """Return how a reporter stands: what was handed in counts by when it first came, whoever opened it again."""
    task = report.task
    has_time = task.state.ends_at is not None and now < task.state.ends_at
    if task.record.submitted_at is None:
        return Participation.AWAITED if has_time else Participation.MISSING
    late = task.state.was_late
    if late and duty.condition:
        return Participation.LATE
    if report.newest is not None:
        return (
            Participation.LATE_COUNTED if late else Participation.MENDING if task.is_reopened else Participation.IN_TIME
        )
    if task.is_reopened:
        return Participation.AWAITED if has_time else Participation.MISSING
    return Participation.NO_NUMBERS

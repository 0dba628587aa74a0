"""How a recipient stands with what it is to pay back: by grant and in all, by when, what came when, what is demanded.

Worked out of the ledger's facts and the duty's days each time, never stored.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from naravard.agreement.duties import DutyState
from naravard.agreement.model import Duty, Grant, Text
from naravard.agreement.status_words import DONE, LATE, NOT_BEGUN, ShownStatus, waiting_for
from naravard.ledger.debts import Owing, owing
from naravard.ledger.facts import Reclaimed, Repaid
from naravard.web.agreements.current import Shown
from naravard.web.ledger.accounts import Money, terms_for
from naravard.web.organisations.models import Organisation
from naravard.web.tasks.duty_book import duty_book


class RepaymentStage(StrEnum):
    """How a recipient stands with what it is to pay back."""

    NOTHING_PAID = "nothing-paid"
    AWAITS_REPORT = "awaits-report"
    OWES = "owes"
    BY_OTHERS = "by-others"
    LATE = "late"
    SETTLED = "settled"

    @property
    def label(self) -> ShownStatus:
        """Which of the six words it is shown by, and what it waits for."""
        return _LABELS[self]


_LABELS = {
    RepaymentStage.NOTHING_PAID: NOT_BEGUN,
    RepaymentStage.AWAITS_REPORT: waiting_for(Text("redovisningen", "the report")),
    RepaymentStage.OWES: waiting_for(Text("återbetalning", "repayment")),
    RepaymentStage.BY_OTHERS: waiting_for(Text("en annan som återbetalar", "another who repays")),
    RepaymentStage.LATE: LATE,
    RepaymentStage.SETTLED: DONE,
}


@dataclass(frozen=True, slots=True)
class OwedGrant:
    """A grant that has been paid, and what is owed of it."""

    grant: Grant
    sums: Owing


@dataclass(frozen=True, slots=True)
class ReceivedRepayment:
    """Money that came back at one time, split over grants."""

    id: str
    facts: tuple[Repaid, ...]
    is_late: bool
    """It came after the last day, and is what was left: what answers to a reclaim has a day of its own."""
    is_undone: bool

    @property
    def day(self) -> datetime.date:
        """The day it came."""
        return self.facts[0].day

    @property
    def at(self) -> datetime.datetime:
        """When it was recorded."""
        return self.facts[0].at

    @property
    def reference(self) -> str:
        """The reference that came with it."""
        return self.facts[0].reference

    @property
    def amount(self) -> int:
        """Kronor in all."""
        return sum(fact.amount for fact in self.facts)


@dataclass(frozen=True, slots=True)
class Reclaim:
    """A demand and what has been paid on it."""

    fact: Reclaimed
    grant: Grant
    left: int
    is_undone: bool

    @property
    def paid(self) -> int:
        """What has been paid on it."""
        return self.fact.amount - self.left


@dataclass(frozen=True)
class Repayment:
    """All that the pages say of one recipient's money back."""

    money: Money

    @property
    def organisation(self) -> Organisation:
        """The recipient."""
        return self.money.organisation

    @property
    def shown(self) -> Shown:
        """The agreement."""
        return self.money.shown

    @property
    def duty(self) -> Duty | None:
        """The duty to pay back, or None if the text lays it on someone else."""
        return self.money.terms.repayment

    @cached_property
    def state(self) -> DutyState | None:
        """How that duty stands."""
        return self._state(self.duty)

    @property
    def report_duty(self) -> Duty | None:
        """The duty to report."""
        return self.money.terms.financial_report

    @cached_property
    def report_state(self) -> DutyState | None:
        """How the duty to report stands."""
        return self._state(self.report_duty)

    @property
    def report_is_in(self) -> bool:
        """Whether the financial report has been handed in."""
        return self.report_state is not None and self.report_state.status.is_finished

    @property
    def report_was_late(self) -> bool:
        """Whether the financial report came in after its last day."""
        return self.report_state is not None and self.report_state.was_late

    @property
    def report_is_missing(self) -> bool:
        """Whether the financial report has not come in though its last day has passed, from one that was paid."""
        state = self.report_state
        is_over = state is not None and state.ends_at is not None and self.money.now >= state.ends_at
        return is_over and not self.report_is_in and not self.report_was_late and bool(self.total("paid"))

    @property
    def has_cause(self) -> bool:
        """Whether there is cause to demand: no report in time, money still to come back, or a sum that was lowered."""
        left = self.has_passed and self.total("left") > 0
        return self.report_was_late or self.report_is_missing or left or self.total("paid_above") > 0

    @property
    def last_day(self) -> datetime.date | None:
        """The last day that counts."""
        return self.state.due if self.state else None

    @property
    def has_passed(self) -> bool:
        """Whether the last day has passed."""
        return self.state is not None and self.state.ends_at is not None and self.money.now >= self.state.ends_at

    @cached_property
    def grants(self) -> tuple[OwedGrant, ...]:
        """The grants that have been paid."""
        known = {terms.grant.id: terms.grant for terms in self.money.terms.grants}
        return tuple(OwedGrant(known[one.grant], one) for one in owing(self.money.book, self.money.balance))

    def total(self, figure: str) -> int:
        """Return one figure of :class:`~naravard.ledger.debts.Owing` over all grants."""
        return sum(getattr(one.sums, figure) for one in self.grants)

    @property
    def to_repay(self) -> int:
        """What is to be repaid as it stands."""
        return self.total("to_repay")

    @property
    def stage(self) -> RepaymentStage:
        """How the recipient stands."""
        if not self.total("paid"):
            return RepaymentStage.NOTHING_PAID
        if self.to_repay and self.has_passed:
            return RepaymentStage.LATE
        if not self.report_is_in and self.report_duty is not None:
            return RepaymentStage.AWAITS_REPORT
        if self.to_repay and self.duty is None and self.repaid_by is not None:
            return RepaymentStage.BY_OTHERS
        return RepaymentStage.OWES if self.to_repay else RepaymentStage.SETTLED

    @cached_property
    def repaid_by(self) -> str | None:
        """The code of the one in the recipient's county that the text lays its repayment on; None if on no such."""
        code = self.organisation.code
        holders = {
            holder
            for duty in duty_book(self.shown).duties.values()
            if duty.about == "repayment"
            for holder in duty_book(self.shown).holders[duty.id]
        }
        return next((one for one in sorted(holders) if code in terms_for(self.shown, one).onward), None)

    @property
    def status(self) -> Text:
        """How the recipient stands, in words that name the one who repays for it."""
        return statuses([self])[self.organisation.code]

    @cached_property
    def transfers(self) -> tuple[ReceivedRepayment, ...]:
        """What has come back, the newest first; what was taken back again is among them."""
        groups: dict[str, list[Repaid]] = {}
        for fact in self.money.book.facts.values():
            if isinstance(fact, Repaid):
                groups.setdefault(transfer_of(fact), []).append(fact)
        return tuple(self._transfer(facts) for facts in reversed(groups.values()))

    def transfer(self, transfer_id: str) -> ReceivedRepayment | None:
        """Return what came back at one time, by its id."""
        return next((one for one in self.transfers if one.id == transfer_id), None)

    @property
    def was_late(self) -> bool:
        """Whether something that was left came back after the last day, or is still to come."""
        return self.stage is RepaymentStage.LATE or any(one.is_late and not one.is_undone for one in self.transfers)

    @cached_property
    def reclaims(self) -> tuple[Reclaim, ...]:
        """What has been demanded, the newest first; what was taken back again is among them."""
        known = {terms.grant.id: terms.grant for terms in self.money.terms.grants}
        book = self.money.book
        found = [
            Reclaim(fact, known[fact.grant], book.reclaim_left[fact.id], fact.id in book.undone)
            for fact in book.facts.values()
            if isinstance(fact, Reclaimed)
        ]
        return tuple(reversed(found))

    @property
    def holders(self) -> tuple[tuple[str, int], ...]:
        """Those that money was passed on to and who have some left: the code and the kronor."""
        sums: dict[str, int] = {}
        for grant in self.money.balance.grants:
            for share in grant.shares:
                if share.holder and share.left:
                    sums[share.holder] = sums.get(share.holder, 0) + share.left
        return tuple(sorted(sums.items()))

    def _transfer(self, facts: list[Repaid]) -> ReceivedRepayment:
        book, last = self.money.book, self.last_day
        left = any(not fact.reclaim for fact in facts)
        return ReceivedRepayment(
            transfer_of(facts[0]),
            tuple(facts),
            is_late=left and last is not None and facts[0].day > last,
            is_undone=all(fact.id in book.undone for fact in facts),
        )

    def _state(self, duty: Duty | None) -> DutyState | None:
        if duty is None:
            return None
        return self.money.state_of(duty)


def part_id(transfer: str, number: int) -> str:
    """Return the id of one of the facts that came as one transfer."""
    return f"{transfer}-{number + 1}"


def transfer_of(fact: Repaid) -> str:
    """Return the id of the transfer that a fact came with."""
    return fact.id.partition("-")[0]


def names_of(codes: Iterable[str]) -> dict[str, Text]:
    """Return the names of organisations by code, in one question."""
    return {one.code: one.text for one in Organisation.objects.filter(code__in=list(codes))}


def statuses(repayments: Sequence[Repayment]) -> Mapping[str, ShownStatus]:
    """Say how recipients stand, by code, naming the one who repays for each that does not itself: one question."""
    through = {
        one.organisation.code: one.repaid_by
        for one in repayments
        if one.stage is RepaymentStage.BY_OTHERS and one.repaid_by is not None
    }
    names = names_of(set(through.values())) if through else {}
    return {
        one.organisation.code: waiting_for(names[through[one.organisation.code]])
        if one.organisation.code in through
        else one.stage.label
        for one in repayments
    }

"""Random histories of everything the rules allow, in any order: no krona is made or lost, and nothing is below zero.

Each step of the machine is tried as it is drawn; what the rules refuse must change nothing. The machine keeps accounts
of its own, as cash that moves between the state, the recipient and those it passes money on to.
"""

import datetime
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from msgspec import structs

from ledger_samples import INTERIM, swedish, terms
from naravard.ledger import Book, Tally, balance, flow, refusal, tally, to_come
from naravard.ledger.balances import total
from naravard.ledger.facts import (
    Allotted,
    Certified,
    CostReversed,
    Fact,
    OnwardReturned,
    Paid,
    PaidOnward,
    PaymentReturned,
    Reclaimed,
    Repaid,
    Reported,
    ReportReopened,
    RequisitionAccepted,
    Requisitioned,
    RequisitionReturned,
    Sum,
    Undone,
    Used,
)
from naravard.ledger.rules.accounts import report_lines

AMOUNTS = st.one_of(st.integers(-1, 12), st.just(1_000))
RECIPIENTS = {
    "region-09": ("nara-vard-regioner", "ambulans", "vfu"),
    "rss-14": ("nara-vard-kommuner", "medarbetare-kommuner"),
    "skr": ("skr",),
}
EARMARK = {"nara-vard-regioner": "fast-lakarkontakt"}
HOLDERS = ("kommun-1480", "kommun-1401", "kommun-0980")


class Histories(RuleBasedStateMachine):
    """A recipient's money, driven at random."""

    recipient = "region-09"

    def __init__(self) -> None:
        super().__init__()
        self.terms = terms(self.recipient)
        self.grants = RECIPIENTS[self.recipient]
        self.standings = INTERIM
        self.book = Book()
        self.facts: list[Fact] = []
        self.at = swedish("2022-11-01 09:00")
        self.tried = 0
        self.cash: Counter[tuple[str, str]] = Counter()
        """By grant and who has it; the state's own is below zero."""
        self.most_paid: Counter[str] = Counter()
        """By grant: the most that has been paid of it, taken back since or not."""

    def try_(self, kind: type, **fields: Any) -> Fact | None:
        """Try a fact; keep it where the rules allow it, and see that nothing has changed where they do not."""
        self.tried += 1
        fact = kind(id=f"f{self.tried}", recipient=self.recipient, at=self.at, clause="10.1", **fields)
        before, known = structs.replace(self.book.tally), dict(self.book.facts)
        if refusal(fact, self.book, self.terms, self.standings) is not None:
            assert (self.book.tally, self.book.facts) == (before, known)
            return None
        self.book.add(fact)
        self.facts.append(fact)
        for grant in self.book.balance().grants:
            self.most_paid[grant.grant] = max(self.most_paid[grant.grant], grant.paid)
        self._carry(fact, 1)
        return fact  # type: ignore[no-any-return]

    def _carry(self, fact: Fact, sign: int) -> None:
        """Carry the cash itself: only these facts move any."""
        if isinstance(fact, Paid):
            for part in fact.sums:
                self._hand(part.grant, "state", "", sign * part.amount)
        elif isinstance(fact, PaidOnward):
            self._hand(fact.sum.grant, "", fact.to, sign * fact.sum.amount)
        elif isinstance(fact, OnwardReturned):
            self._hand(fact.sum.grant, fact.by, "", sign * fact.sum.amount)
        elif isinstance(fact, Repaid):
            self._hand(fact.grant, "", "state", sign * fact.amount)
        elif isinstance(fact, PaymentReturned):
            self._carry(fact.paid, -1)
        elif isinstance(fact, Undone):
            self._carry(fact.fact, -1)

    def _hand(self, grant: str, giver: str, taker: str, amount: int) -> None:
        self.cash[grant, giver] -= amount
        self.cash[grant, taker] += amount

    def _sum(self, grant: str, amount: int, earmarked: int) -> Sum:
        earmark = EARMARK.get(grant)
        return Sum(grant, amount, {earmark: earmarked} if earmark and earmarked else {})

    @rule(days=st.integers(0, 40))
    def time_passes(self, days: int) -> None:
        self.at += timedelta(days=days)

    @rule(amounts=st.lists(AMOUNTS, min_size=3, max_size=3), earmarked=st.integers(0, 5), step=st.integers(0, 1))
    def allot(self, amounts: list[int], earmarked: int, step: int) -> None:
        fixed = self.book.tally.allotted
        sums = tuple(self._sum(g, kr, earmarked) for g, kr in zip(self.grants, amounts, strict=False) if kr)
        self.try_(Allotted, version=(fixed.version if fixed else 0) + step, sums=sums)

    @rule(less=st.integers(-1, 3))
    def requisition(self, less: int) -> None:
        fixed = self.book.tally.allotted
        if fixed is None:
            self.try_(Requisitioned, version=1, sums=(Sum(self.grants[0], 1),))
            return
        sums = tuple(
            structs.replace(part, amount=part.amount - less) for part in fixed.sums if part.grant != "vfu" or less == 3
        )
        self.try_(Requisitioned, version=fixed.version, sums=sums)

    @rule(back=st.booleans())
    def handle(self, back: bool) -> None:  # noqa: FBT001
        standing = self.book.newest
        if standing is None:
            self.try_(RequisitionAccepted, requisition="ingen")
        elif back:
            self.try_(RequisitionReturned, requisition=standing, reason="Fel")
        else:
            self.try_(RequisitionAccepted, requisition=standing.id)

    @rule(direct=st.booleans())
    def pay(self, direct: bool) -> None:  # noqa: FBT001
        fixed, standing = self.book.tally.allotted, self.book.newest
        fields = {"day": self.at.date(), "reference": "KK"}
        if direct and fixed is not None:
            sums = tuple(part for part in fixed.sums if part.grant == "vfu")
            self.try_(Paid, requisition="", version=fixed.version, sums=sums, **fields)
        elif standing is not None:
            self.try_(Paid, requisition=standing.id, version=standing.version, sums=standing.sums, **fields)

    @rule(data=st.data(), amount=AMOUNTS, earmarked=st.integers(0, 5), back=st.booleans())
    def pass_on(self, data: st.DataObject, amount: int, earmarked: int, back: bool) -> None:  # noqa: FBT001
        part = self._sum(data.draw(st.sampled_from(self.grants)), amount, earmarked)
        who = data.draw(st.sampled_from(HOLDERS))
        fields = {"sum": part, "day": self.at.date(), "reference": "R"}
        self.try_(OnwardReturned, by=who, **fields) if back else self.try_(PaidOnward, to=who, **fields)

    @rule(data=st.data(), amount=AMOUNTS, earmark=st.sampled_from(["", "fast-lakarkontakt"]))
    def use(self, data: st.DataObject, amount: int, earmark: str) -> None:
        grant = data.draw(st.sampled_from(self.grants))
        holder = data.draw(st.sampled_from(["", *HOLDERS])) if self.terms.onward else ""
        day = min(self.at.date(), datetime.date(2022, 12, 31))
        self.try_(Used, grant=grant, amount=amount, day=day, activity="a", earmark=earmark, holder=holder)

    @rule(data=st.data(), amount=AMOUNTS)
    def reverse(self, data: st.DataObject, amount: int) -> None:
        costs = [fact for fact in self.facts if isinstance(fact, Used)]
        if costs:
            self.try_(CostReversed, cost=data.draw(st.sampled_from(costs)), amount=amount, day=self.at.date())

    @rule(alternative=st.sampled_from([0, 1, 2]), deviations=st.sampled_from(["", "Fel"]))
    def account(self, alternative: int, deviations: str) -> None:
        fixed, report = self.book.tally.allotted, next(iter(self.book.reports.values()), None)
        if report is None:
            lines = report_lines(self.book.balance())
            self.try_(Reported, version=fixed.version if fixed else 1, lines=lines)
        elif alternative:
            self.try_(Certified, report=report.id, alternative=alternative, deviations=deviations, measures=deviations)
        else:
            self.try_(ReportReopened, report=report.id, reason="Ändras")

    @rule(data=st.data(), amount=AMOUNTS)
    def repay(self, data: st.DataObject, amount: int) -> None:
        demands = ["", *(fact.id for fact in self.facts if isinstance(fact, Reclaimed))]
        grant, demand = data.draw(st.sampled_from(self.grants)), data.draw(st.sampled_from(demands))
        self.try_(Repaid, grant=grant, amount=amount, day=self.at.date(), reference="Å", reclaim=demand)

    @rule(data=st.data(), amount=AMOUNTS)
    def demand_back(self, data: st.DataObject, amount: int) -> None:
        grant = data.draw(st.sampled_from(self.grants))
        self.try_(Reclaimed, grant=grant, amount=amount, day=self.at.date(), reference="S", reason="Försenad")

    @rule(data=st.data())
    def take_back(self, data: st.DataObject) -> None:
        kinds = (Paid, PaidOnward, OnwardReturned, Repaid, Reclaimed)
        moved = [fact for fact in self.facts if isinstance(fact, kinds)]
        if moved:
            self.try_(Undone, fact=data.draw(st.sampled_from(moved)), reason="Misstag")

    @rule(data=st.data())
    def come_back_from_the_bank(self, data: st.DataObject) -> None:
        payments = [fact for fact in self.facts if isinstance(fact, Paid)]
        if payments:
            paid = data.draw(st.sampled_from(payments))
            self.try_(PaymentReturned, paid=paid, day=self.at.date(), reference="B", reason="AC04")

    @invariant()
    def the_laws_hold(self) -> None:
        money = self.book.balance()
        for sums in (*money.grants, money.total):
            assert sums.paid == sums.used + sums.repaid + sums.left
            assert sums.costs == sums.used + sums.awaiting + sums.own
            assert sums.onward <= sums.paid
            assert sums.paid - sums.repaid <= sums.allotted + sums.paid_above
        for grant in money.grants:
            assert all(value >= 0 for value in structs.asdict(grant).values() if isinstance(value, int)), grant
            assert max(grant.left, grant.paid_above) <= grant.to_repay <= grant.paid - grant.repaid
            assert grant.paid_above == max(0, grant.paid - grant.repaid - grant.allotted)
            assert grant.requisitioned <= max(grant.allotted, self.most_paid[grant.grant])
            for share in grant.shares:
                assert share.received - share.repaid == share.used + share.left
                assert min(share.received, share.used, share.left, share.costs) >= 0
            assert sum(share.received for share in grant.shares) == grant.paid
            for earmark in grant.earmarks:
                assert 0 <= earmark.used <= min(earmark.paid, earmark.costs)
                assert earmark.paid == earmark.used + earmark.repaid + earmark.left
                assert min(earmark.repaid, earmark.left) >= 0
            assert sum(earmark.left for earmark in grant.earmarks) <= grant.left
            assert sum(earmark.repaid for earmark in grant.earmarks) <= grant.repaid
        assert total([*money.grants]) == money.total

    @invariant()
    def the_cash_is_where_the_balance_says(self) -> None:
        for grant in self.book.balance().grants:
            assert -self.cash[grant.grant, "state"] == grant.paid - grant.repaid
            for share in grant.shares:
                assert self.cash[grant.grant, share.holder] == share.received - share.repaid
        assert not sum(self.cash.values())

    @invariant()
    def closed_or_not_the_costs_are_all_there(self) -> None:
        coming = to_come(self.book, self.terms, self.at, self.standings)
        for grant in balance(self.facts, coming=coming).grants:
            assert grant.costs == grant.used + grant.awaiting + grant.own
            assert grant.awaiting <= (coming[grant.grant].amount if grant.grant in coming else 0)
        lines = {line.step: line.total for line in flow(self.book, self.book.balance(), self.terms)}
        assert lines["paid"] == lines["used"] + lines["repaid"] + lines["left"]

    def teardown(self) -> None:
        """Fold the history in other ways: every split, and backwards, come to the same."""
        whole = tally(self.facts)
        assert whole == self.book.tally
        assert tally(reversed(self.facts)) == whole
        for cut in range(0, len(self.facts) + 1, 3):
            assert tally(self.facts[:cut]) + tally(self.facts[cut:]) == whole
        assert sum((tally([fact]) for fact in self.facts), Tally()) == whole


class HistoriesOfAnRss(Histories):
    recipient = "rss-14"


class HistoriesOfSkr(Histories):
    recipient = "skr"


_LONG = settings(max_examples=25, stateful_step_count=40)  # each is a long history
TestRegion = Histories.TestCase
TestRss = HistoriesOfAnRss.TestCase
TestSkr = HistoriesOfSkr.TestCase
TestRegion.settings = TestRss.settings = TestSkr.settings = _LONG


@pytest.mark.parametrize("recipient", ["region-09", "rss-14"])
@given(data=st.data())
@settings(max_examples=50)  # each is a long history
def test_after_the_payment_the_laws_hold_whatever_comes(recipient: str, data: st.DataObject) -> None:
    """The same machine from the payment on, so that the deep end is reached in every example."""
    machine: Histories = Histories() if recipient == "region-09" else HistoriesOfAnRss()
    machine.allot(data.draw(st.lists(st.integers(4, 9), min_size=3, max_size=3)), 3, 1)
    machine.requisition(0)
    machine.handle(back=False)
    machine.pay(direct=False)
    assert machine.book.payments()
    machine.at = swedish("2022-12-20 09:00")
    machine.grants = machine.grants[:1]
    amounts, few = st.integers(1, 6), st.integers(0, 3)
    steps = st.sampled_from(
        ["use", "use", "use", "pass on", "repay", "repay", "demand", "undo", "reverse", "wait", "lower"]
    )
    for step in data.draw(st.lists(steps, min_size=10, max_size=25)):
        if step == "use":
            machine.use(data, data.draw(amounts), data.draw(st.sampled_from(["", "fast-lakarkontakt"])))
        elif step == "pass on":
            machine.pass_on(data, data.draw(amounts), data.draw(few), back=data.draw(st.booleans()))
        elif step == "repay":
            machine.repay(data, data.draw(amounts))
        elif step == "demand":
            machine.demand_back(data, data.draw(amounts))
        elif step == "undo":
            machine.take_back(data)
        elif step == "reverse":
            machine.reverse(data, data.draw(amounts))
        elif step == "lower":
            machine.allot(data.draw(st.lists(few, min_size=3, max_size=3)), 0, 1)
        else:
            machine.time_passes(data.draw(st.integers(0, 60)))
        machine.the_laws_hold()
        machine.the_cash_is_where_the_balance_says()
        machine.closed_or_not_the_costs_are_all_there()
    machine.teardown()

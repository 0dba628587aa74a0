"""When each organisation does each of its duties in the imaginary year: in time, late, with a later day, or never.

The days are worked out from the duty's own: nothing here names a duty or an agreement.
"""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from naravard.agreement.duties import Holder, holders_of
from naravard.agreement.model import Agreement, Duty
from naravard.web.access.doings import Doing
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import Shown
from naravard.web.demo.year.chance import moment, number, weekday_after, workday
from naravard.web.demo.year.days import PEOPLE
from naravard.web.demo.year.duty_acts import Do, accepted, because_of, begun, extended, handed_in, reopened
from naravard.web.demo.year.papers import BY_ABOUT, What
from naravard.web.demo.year.steps import ScriptStep
from naravard.web.tasks.carriers import carrier_of, demand_of

_DAY = datetime.timedelta(days=1)
_LATE_AFTER = 12
_EXTENDED = 14
_BEFORE, _EARLIEST = 45, 235
"""How many days before the last one it is begun at most; where a right lapses, half ask for their money early."""
_LEAST = 3
_NEVER = {"municipality": 8}
"""Of a hundred holders of a kind, how many never do it; the others all do, sooner or later."""
_LATE, _GIVEN_MORE_TIME = 5, 3
"""Of a hundred, how many are late, and how many are given a later day."""


@dataclass(slots=True)
class DutyPlan:
    """What one organisation does about one duty, by day; what is missing is not done."""

    begins: datetime.date
    extended: datetime.date | None = None
    """When a later day is given."""
    extended_to: datetime.date | None = None
    hands_in: datetime.date | None = None
    reopened: datetime.date | None = None
    hands_in_again: datetime.date | None = None
    accepted: datetime.date | None = None
    words: tuple[str, ...] = field(default=())


def duty_steps(shown: Shown, known: frozenset[str]) -> Iterator[ScriptStep]:
    """Give every step of an agreement's duties; ``known`` are the codes of those who are organisations here."""
    agreement = shown.agreement
    for duty in agreement.duties:
        holders = [holder for holder in holders_of(agreement, duty) if holder.code in known]
        outliers = sorted(holders, key=lambda holder: number(10**6, duty.id, holder.code, "outlier"))[:2]
        for holder in holders:
            plan = _plan(agreement, duty, holder, outliers)
            receiver = duty.to if duty.to in known else None
            yield from _steps(shown, duty, holder.code, receiver, plan)


def _plan(agreement: Agreement, duty: Duty, holder: Holder, outliers: list[Holder]) -> DutyPlan:
    """Return what a holder does about a duty."""
    words = (duty.id, holder.code)
    due = duty.due or agreement.period.to
    earliest = max(PEOPLE, duty.opens or PEOPLE)
    if duty.due is not None and duty.due > agreement.period.to:
        earliest = agreement.period.to + 9 * _DAY
    before = _EARLIEST if duty.lapses and number(2, *words, "early") else _BEFORE
    begins = max(earliest, workday(due - (_LEAST + 1 + number(before, *words, "begins")) * _DAY))
    plan = DutyPlan(begins, words=words)
    if duty.lapses:
        return _lapsing(plan, due, holder, outliers)
    roll, never = number(100, *words, "roll"), _NEVER.get(holder.kind, 0)
    if roll < never:
        return plan
    if duty.due is not None and roll < never + _LATE:
        plan.hands_in = weekday_after(due + (1 + number(_LATE_AFTER, *words, "late")) * _DAY)
    elif duty.due is not None and duty.to is not None and roll < never + _LATE + _GIVEN_MORE_TIME:
        _give_more_time(plan, due)
    else:
        plan.hands_in = _between(plan.begins, due, *words)
    return _received(plan, duty)


def _lapsing(plan: DutyPlan, due: datetime.date, holder: Holder, outliers: list[Holder]) -> DutyPlan:
    """Where a right lapses all come in time but two: one begins and never signs, and one is given more time."""
    if holder == outliers[0]:
        return plan
    if len(outliers) > 1 and holder == outliers[1]:
        _give_more_time(plan, due)
    else:
        plan.hands_in = _between(plan.begins, due, *plan.words)
    return _received(plan, None)


def _give_more_time(plan: DutyPlan, due: datetime.date) -> None:
    plan.extended = workday(due - _LEAST * _DAY)
    plan.extended_to = due + _EXTENDED * _DAY
    plan.hands_in = workday(plan.extended_to - (1 + number(4, *plan.words, "extended")) * _DAY)


def _received(plan: DutyPlan, duty: Duty | None) -> DutyPlan:
    """Add what the receiver does: most is accepted, some is opened again first, and some waits."""
    if plan.hands_in is None:
        return plan
    first = plan.hands_in + (3 + number(20, *plan.words, "received")) * _DAY
    if number(100, *plan.words, "reopened") < 6 and duty is not None:
        plan.reopened = weekday_after(first)
        plan.hands_in_again = weekday_after(plan.reopened + (2 + number(7, *plan.words, "again")) * _DAY)
        first = plan.hands_in_again + 4 * _DAY
    if number(100, *plan.words, "waits") >= 8:
        plan.accepted = weekday_after(first)
    return plan


def _steps(shown: Shown, duty: Duty, code: str, receiver: str | None, plan: DutyPlan) -> Iterator[ScriptStep]:
    what = (shown.agreement.id, duty.id, code)

    def step(day: datetime.date, do: Callable[[datetime.datetime], object], word: str) -> ScriptStep:
        return ScriptStep(moment(day, *plan.words, word), code, do)

    doings = _doings(shown, duty, code, receiver or "")
    if doings is None:
        return
    yield step(plan.begins, doings.begun, "begins")
    if plan.extended and plan.extended_to:
        by = min(shown.agreement.mandated(Doing.EXTENDS), default=None) if duty.lapses else receiver
        yield step(plan.extended, extended(*what, by or "", plan.extended_to), "extended")
    if plan.hands_in is None:
        return
    yield step(plan.hands_in, doings.handed_in, "hands in")
    if receiver is None:
        return
    if plan.reopened and plan.hands_in_again:
        yield step(plan.reopened, doings.reopened, "reopened")
        yield step(plan.hands_in_again, doings.handed_in, "hands in again")
    if plan.accepted:
        yield step(plan.accepted, doings.accepted, "accepted")


@dataclass(frozen=True, slots=True)
class DutyScript:
    """How one organisation's duty is carried forward."""

    begun: Do
    handed_in: Do
    reopened: Do
    accepted: Do


def _doings(shown: Shown, duty: Duty, code: str, receiver: str) -> DutyScript | None:
    """Return how a duty is carried: by a paper of its own where it has one, otherwise by the acts on all duties."""
    what = (shown.agreement.id, duty.id, code)
    because = because_of(duty.about)
    if carrier_of(shown, duty) is None:
        signs = demand_of(shown, duty).permission is Permission.SIGN
        return DutyScript(
            begun(*what),
            handed_in(*what, signs=signs, records=duty.recorded_by is not None),
            reopened(*what, receiver, because),
            accepted(*what, receiver),
        )
    paper = BY_ABOUT[duty.about]
    if paper is None:
        return None
    of = What(*what)
    return DutyScript(
        paper.begun(of), paper.handed_in(of), paper.reopened(of, receiver, because), paper.accepted(of, receiver)
    )


def _between(begins: datetime.date, due: datetime.date, *words: object) -> datetime.date:
    """Return a weekday after the beginning, and no later than the last day."""
    days = max(1, (due - begins).days)
    found = workday(begins + (1 + number(days, *words, "between")) * _DAY)
    return found if found > begins else weekday_after(begins + _DAY)

"""The duty to pay back follows the money: done when nothing more is owed, opened again when something is.

An act that moves what is owed calls :func:`settle` in its own transaction, before its event, which tells the outcome.
"""

import datetime
from typing import Literal

from naravard.agreement.duties import Status
from naravard.ledger.debts import settled_since
from naravard.web.access.actor import Actor
from naravard.web.ledger.account_lock import LockedMoney
from naravard.web.tasks import changes
from naravard.web.tasks.changes import LockedDuty, locked_duty

Outcome = Literal["", "done", "reopened"]
AGAIN = "Det finns åter något att återbetala, eller så ska redovisningen lämnas på nytt."
"""Why the duty was opened again, as the duty's facts keep it."""


def settle(money: LockedMoney, *, by: Actor, at: datetime.datetime) -> Outcome:
    """Let the duty to pay back stand as the money does; return what became of it.

    It is done when the financial report is in and nothing is to be repaid. When it was done counts from the day the
    last krona came back, not from when that was recorded: money that came in time is in time. Late is what came, or
    was used, after the last day.
    """
    if money.terms.repayment is None:
        return ""
    duty = _locked(money, at)
    finished = duty.state.status in (Status.SUBMITTED, Status.DONE)
    if _is_settled(money, at) == finished:
        return ""
    if finished:
        changes.reopen(duty, because=AGAIN)
        return "reopened"
    since = settled_since(money.book) or at
    handed_in = _locked(money, min(since, at))
    if not handed_in.state.can_be_submitted:
        handed_in = duty
    if not handed_in.state.can_be_submitted:
        return ""
    changes.hand_in(handed_in, by=by)
    received = _locked(money, at)
    if received.state.status is Status.SUBMITTED:
        changes.accept(received)
    return "done"


def _is_settled(money: LockedMoney, at: datetime.datetime) -> bool:
    balance, report = money.balance.total, money.terms.financial_report
    if not balance.paid or balance.to_repay:
        return False
    if report is None:
        return True
    standing = money.standings.get(report.id)
    return standing is not None and standing.state(report, at).status.is_finished


def _locked(money: LockedMoney, at: datetime.datetime) -> LockedDuty:
    assert money.terms.repayment is not None  # noqa: S101 - for the type checker; asked before
    return locked_duty(money.organisation, money.shown.agreement.id, money.terms.repayment.id, at=at, seen_version=None)

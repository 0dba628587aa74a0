"""The receiver's acts on a financial report that has come in: accepted, or opened again with a reason."""

import datetime

from naravard.web.access.actor import Actor, NotAllowedError
from naravard.web.access.acts import act
from naravard.web.access.matters import OTHERS
from naravard.web.access.permissions import Permission
from naravard.web.financial_reports import errors
from naravard.web.financial_reports.acts import reopen_row
from naravard.web.financial_reports.holding import Held, hold, tell_of
from naravard.web.financial_reports.models import DrawnUpReport
from naravard.web.organisations.models import Organisation
from naravard.web.repayments.settling import settle
from naravard.web.tasks import changing
from naravard.web.tasks.acts import may_receive


@act(Permission.RECEIVE, matter=OTHERS, leaves=("financial-report-accepted",))
def accept_financial_report(
    *, actor: Actor, organisation: Organisation, agreement_id: str, seen: int, at: datetime.datetime
) -> DrawnUpReport:
    """Accept a report that has been handed in to one's own organisation: nothing more is to be done.

    ``seen`` is the number of the report that was looked at.

    Raises:
        PaperRefusedError: when another report than the one that was looked at stands.
        DutyRefusedError: when there is nothing to accept.
    """
    held, row = _received(actor, organisation, agreement_id, seen, at)
    before = held.duty.facts
    changing.accept(held.duty)
    tell_of("financial-report-accepted", held, actor, before, {"number": row.number})
    return row


@act(Permission.RECEIVE, matter=OTHERS, leaves=("financial-report-reopened",))
def reopen_financial_report(
    *, actor: Actor, organisation: Organisation, agreement_id: str, seen: int, reason: str, at: datetime.datetime
) -> DrawnUpReport:
    """Open a report again that has been handed in to one's own organisation; the earlier one is kept as it was.

    When it came in the first time is kept. The duty to repay is opened too, where it was done: what is left may change.

    Raises:
        PaperRefusedError: without a reason, or when another report than the one that was looked at stands.
        DutyRefusedError: when there is nothing to open.
    """
    held, row = _received(actor, organisation, agreement_id, seen, at)
    if not reason.strip():
        raise errors.reason_missing()
    before = held.duty.facts
    changing.reopen(held.duty, because=reason.strip())
    reopen_row(held, row, actor, reason)
    outcome = settle(held.money, by=actor, at=at)
    tell_of(
        "financial-report-reopened", held, actor, before, {"number": row.number, "repayment": outcome or None}, reason
    )
    return row


def _received(
    actor: Actor, organisation: Organisation, agreement_id: str, seen: int, at: datetime.datetime
) -> tuple[Held, DrawnUpReport]:
    held = hold(organisation, agreement_id, at)
    if not may_receive(actor, held.duty.duty.to):
        message = f"{held.duty.duty.id} is received by {held.duty.duty.to}"
        raise NotAllowedError(message)
    row = held.standing()
    if row.number != seen:
        raise errors.not_drawn_up()
    return held, row

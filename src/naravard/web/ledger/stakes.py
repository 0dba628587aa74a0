"""How many kronor a recipient does not get while one of its duties is not done: what hangs on it and is not paid."""

import datetime

from naravard.web.ledger.accounts import money_of, terms_for
from naravard.web.tasks.duties import Task


def kronor_on(task: Task, at: datetime.datetime) -> int:
    """Return what can only be paid when a duty is done: the requisition's grants, or those it is a condition for."""
    terms = terms_for(task.shown, task.organisation.code)
    depending = [
        one.grant.id
        for one in terms.grants
        if task.duty in one.conditions or (one.needs_requisition and task.duty in terms.requisitions)
    ]
    if not depending:
        return 0
    money = money_of(task.shown, task.organisation, at)
    allotted = money.book.tally.allotted
    if allotted is None:
        return 0
    grants = [money.balance.grant(grant_id) for grant_id in depending]
    return sum(max(0, grant.allotted - grant.paid) for grant in grants)

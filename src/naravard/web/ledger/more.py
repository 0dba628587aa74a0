"""A duty to requisition that is done is opened again when more can be asked for: the rest, or what a version adds."""

import datetime
from collections.abc import Collection, Sequence

from naravard.agreement.model import Duty
from naravard.agreement.wording import kronor
from naravard.ledger import asking, available, may_ask
from naravard.ledger.instalments import is_over
from naravard.web.agreements.current import Shown
from naravard.web.ledger.account_lock import LockedMoney
from naravard.web.ledger.accounts import terms_for
from naravard.web.organisations.models import Organisation
from naravard.web.tasks import changes
from naravard.web.tasks.changes import LockedDuty, locked_duty
from naravard.web.tasks.models import DutyRecord


def left_to_ask(money: LockedMoney, duty: Duty) -> int:
    """Return what can be asked for now under a duty whose requisitions are all accepted, in kronor; 0 if nothing."""
    one = asking(money.book, money.terms, duty)
    if not one.is_accepted or one.sent_back is not None or not may_ask(one, money.book):
        return 0
    if is_over(one, money.standings, money.at):
        return 0
    return sum(part.amount for part in available(money.book, money.terms, duty, money.at, money.standings))


def open_for_more(duty: LockedDuty, money: LockedMoney, because: str = "") -> int:
    """Open a duty again, if more can be asked for under it; return how much, in kronor.

    ``because`` tells what has been added, where something has.
    """
    left = left_to_ask(money, duty.duty)
    if left:
        changes.open_for_more(duty, because=because.format(amount=kronor(left)))
    return left


def locked_requisitions(
    shown: Shown, organisations: Sequence[Organisation], at: datetime.datetime
) -> dict[str, list[LockedDuty]]:
    """Lock the duties to requisition that recipients have done something about, by organisation code.

    An act that allots calls this before it locks the money.
    """
    duties = {duty.id for one in organisations for duty in terms_for(shown, one.code).requisitions}
    done = _done(shown.agreement.id, duties)
    return {
        one.code: [
            locked_duty(one, shown.agreement.id, duty.id, at=at, seen_version=None)
            for duty in terms_for(shown, one.code).requisitions
            if (one.code, duty.id) in done
        ]
        for one in organisations
    }


def _done(agreement_id: str, duties: Collection[str]) -> set[tuple[str, str]]:
    records = DutyRecord.objects.filter(agreement_id=agreement_id, duty_id__in=duties, done_at__isnull=False)
    return set(records.order_by("organisation").values_list("organisation_id", "duty_id"))

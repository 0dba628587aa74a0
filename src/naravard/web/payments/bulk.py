"""Several acts as one, within the transaction that is open: the money that they touch is locked first, in one order.

Otherwise one of two at once could hold the end of the history and wait for money that the other holds.
"""

import datetime
from collections.abc import Iterable

from naravard.web.ledger.account_lock import locked_money
from naravard.web.organisations.models import Organisation
from naravard.web.payments.refusals import not_there
from naravard.web.tasks.changes import lock_duties


def lock_all(codes: Iterable[str], agreement_id: str, at: datetime.datetime) -> dict[str, Organisation]:
    """Lock the money of some recipients, in the order of their codes; return them by code.

    Raises:
        MoneyRefusedError: when one of them does not exist.
    """
    wanted = sorted(set(codes))
    found = Organisation.objects.in_bulk(wanted)
    for code in wanted:
        if code not in found:
            raise not_there()
        locked_money(found[code], agreement_id, at=at, seen_version=None)
    return found


def lock_requisitions(some: Iterable[tuple[Organisation, str]], agreement_id: str, at: datetime.datetime) -> None:
    """Lock some recipients' duties to requisition, by the duties' ids, and then their money."""
    wanted = list(some)
    lock_duties(wanted, agreement_id, at=at)
    lock_all([organisation.code for organisation, _duty in wanted], agreement_id, at)

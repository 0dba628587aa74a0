"""Recipients' money brought to a state by the same functions as on the pages; for tests of any room."""

import datetime

from django.db import transaction

from naravard.agreement.duties.deadlines import STOCKHOLM
from naravard.web.access.actor import THE_SERVICE
from naravard.web.agreements.current import shown_or_404
from naravard.web.ledger.account_lock import LockedMoney, locked_money
from naravard.web.ledger.accounts import Money, money_of
from naravard.web.ledger.models import FixedAllocation
from naravard.web.ledger.next_version import SIGNED, fix
from naravard.web.organisations.models import Organisation
from web_shared import WHOLE


def swedish(moment: str) -> datetime.datetime:
    """Return a moment by Swedish clocks: ``2022-12-01 23:59:59``."""
    return datetime.datetime.fromisoformat(moment).replace(tzinfo=STOCKHOLM)


FIXED_AT = swedish("2022-03-01 09:00")


def fixed(agreement_id: str = WHOLE, at: datetime.datetime = FIXED_AT) -> FixedAllocation:
    """Fix an agreement's allocation as signed, unless it already is; return the version that holds."""
    there = FixedAllocation.objects.filter(agreement_id=agreement_id).first()
    with transaction.atomic():
        return there or fix(agreement_id, by=THE_SERVICE, at=at, basis=SIGNED, reason="")


def money(code: str, agreement_id: str = WHOLE, at: datetime.datetime = FIXED_AT) -> Money:
    """Return an organisation's money as it stands."""
    return money_of(shown_or_404(agreement_id), Organisation.objects.get(pk=code), at)


def locked(code: str, at: datetime.datetime, agreement_id: str = WHOLE) -> LockedMoney:
    """Lock an organisation's money."""
    return locked_money(Organisation.objects.get(pk=code), agreement_id, at=at, seen_version=None)

"""What carries the payer's duty to pay: the room of payments. How it stands is read out of the payments themselves."""

import datetime
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, Sum

from naravard.agreement.duties import Progress, swedish_day
from naravard.agreement.duties.deadlines import begins_at
from naravard.agreement.duties.holders import holders_of
from naravard.agreement.model import Duty, Text
from naravard.ledger.payment_course import payment_course
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import Shown
from naravard.web.ledger.accounts import moneys_of, recipients_of
from naravard.web.ledger.models import RecordedFact
from naravard.web.site.request_memory import once_a_request
from naravard.web.tasks.carriers import Carrier, Stage, register
from naravard.web.tasks.models import DutyRecord, Extension
from naravard.web.tasks.paper_duties import is_fixed


@dataclass(frozen=True, kw_only=True)
class PaymentCarrier(Carrier):
    """The payment, which is done when nothing more is to be paid, on the day when the last of it was."""

    def carries(self, shown: Shown, duty: Duty) -> bool:
        """Tell whether it is the payer's: what a recipient passes on is done where it is shared."""
        payers = shown.agreement.mandated("pays")
        return duty.about == self.id and all(one.code in payers for one in holders_of(shown.agreement, duty))

    def progress(self, shown: Shown, duty: Duty, now: datetime.datetime) -> Progress | None:
        """Return when the first was paid and when the last was, once the sums are fixed."""
        return _known(shown, duty, swedish_day(now), _stamp(shown.agreement.id)) if is_fixed(shown) else None


@once_a_request
def _stamp(agreement_id: str) -> str:
    """Return a word that is another when anything has come to that payments rest on."""
    last = RecordedFact.objects.filter(account__agreement_id=agreement_id).order_by("-pk").values_list("fact_id")
    records = DutyRecord.objects.filter(agreement_id=agreement_id).aggregate(Sum("version"))
    later = Extension.objects.filter(agreement_id=agreement_id).aggregate(Count("pk"))
    return f"{last.first()} {records} {later}"


@lru_cache(maxsize=128)
def _known(shown: Shown, duty: Duty, day: datetime.date, _stamp: str) -> Progress:
    """Return how a duty to pay stands by all its recipients' accounts; worked out once for a day and its facts."""
    now = begins_at(day)
    moneys = moneys_of(shown, recipients_of(shown), now)
    courses = [
        course
        for money in moneys
        if (course := payment_course(duty, money.book, money.terms, money.standings, now)) is not None
    ]
    shared = {part.grant for money in moneys if (fixed := money.book.tally.allotted) is not None for part in fixed.sums}
    waits = any(duty.is_of_grant(grant.id) and grant.id not in shared for grant in shown.agreement.grants)
    begun = min((one.begun for one in courses if one.begun), default=None)
    last = max((one.last for one in courses if one.last), default=None)
    is_done = last is not None and not waits and not any(one.is_left for one in courses)
    return Progress(begun_at=begins_at(begun) if begun else None, done_at=begins_at(last) if last and is_done else None)


PAYMENT = register(
    PaymentCarrier(
        id="payment",
        label=Text("Utbetalningar", "Payments"),
        room="payments:payments",
        stage=Stage.PAYMENT,
        recorded_by=Permission.PAY,
    )
)

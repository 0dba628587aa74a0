"""A recipient brought to where money goes back: paid, with costs, with a report that is in; for tests of any room."""

import datetime
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from money_steps import locked, swedish
from naravard.ledger import allotted_from
from naravard.ledger.facts import Paid, Reported, RequisitionAccepted, Requisitioned, Used
from naravard.ledger.rules.accounts import report_lines
from naravard.web.access.actor import THE_SERVICE, Actor
from naravard.web.agreements.current import shown_or_404
from naravard.web.ledger.account_lock import LockedMoney
from naravard.web.ledger.accounts import money_of
from naravard.web.organisations.models import Organisation
from naravard.web.repayments.acts import decide_reclaim, prepare_reclaim
from naravard.web.repayments.overview import Repayment
from naravard.web.tasks.models import DutyRecord
from people_samples import acting, member
from web_shared import WHOLE

PAID_AT = swedish("2022-10-10 09:00")


def paid(code: str = "region-09", *, at: datetime.datetime = PAID_AT) -> LockedMoney:
    """Allot, requisition, accept and pay an organisation's money; the interim report came in in time.

    Money that another room's steps have had paid already is returned as it is.
    """
    _interim(code)
    money = locked(code, at)
    if money.balance.total.paid:
        return money
    if money.book.tally.allotted is None:
        allocation = shown_or_404(WHOLE).allocation
        assert allocation is not None
        money.take(allotted_from(allocation, code, fact_id=uuid4().hex, version=1, at=at), by=THE_SERVICE)
    assert money.book.tally.allotted is not None
    sums = money.book.tally.allotted.sums
    if money.terms.requisition is None:
        return money
    sums = tuple(part for part in sums if money.terms.grant(part.grant).needs_requisition)  # type: ignore[union-attr]
    asked = money.add(Requisitioned, by=THE_SERVICE, version=money.version, sums=sums)
    money.add(RequisitionAccepted, by=THE_SERVICE, requisition=asked.id)
    money.add(
        Paid,
        by=THE_SERVICE,
        requisition=asked.id,
        version=money.version,
        day=at.date(),
        reference="UTB 1",
        sums=sums,
    )
    return money


def used(
    code: str, costs: Mapping[str, int], *, at: str = "2023-01-10 09:00", day: str = "2022-12-20", holder: str = ""
) -> None:
    """Book costs by grant."""
    money = locked(code, swedish(at))
    for number, (grant, amount) in enumerate(costs.items(), 1):
        money.add(
            Used,
            by=THE_SERVICE,
            grant=grant,
            amount=amount,
            day=datetime.date.fromisoformat(day),
            activity=f"{holder or code}-{number}",
            holder=holder,
        )


def used_all_but(code: str, left: Mapping[str, int], *, at: str = "2023-01-10 09:00") -> None:
    """Book costs so that this much is left of each grant, outside its earmarks; of those not named nothing."""
    money = locked(code, swedish(at))
    for number, grant in enumerate(money.balance.grants, 1):
        share = grant.share()
        parts = {**share.earmarks_left, "": share.general_left - left.get(grant.grant, 0)}
        for earmark, amount in parts.items():
            if amount > 0:
                money.add(
                    Used,
                    by=THE_SERVICE,
                    grant=grant.grant,
                    amount=amount,
                    day=datetime.date(2022, 12, 20),
                    activity=f"{code}-{number}",
                    earmark=earmark,
                )


def report_is_in(code: str = "region-09", at: str = "2023-03-15 09:00") -> None:
    """Let the financial report be drawn up and handed in."""
    moment = swedish(at)
    money = locked(code, moment)
    money.add(Reported, by=THE_SERVICE, version=money.version, lines=report_lines(money.balance))
    assert money.terms.financial_report is not None
    DutyRecord.objects.update_or_create(
        agreement_id=WHOLE,
        duty_id=money.terms.financial_report.id,
        organisation=money.organisation,
        defaults={"submitted_at": moment},
    )


def reclaimed(*, by: Actor | None = None, **given: Any) -> str:
    """Decide on a reclaim as the ministry does: one prepares it and another decides; return its id."""
    prepare_reclaim(actor=acting(member("regeringskansliet", "ministry-official", "Ove Förbereder")), **given)
    made: str = decide_reclaim(actor=by or acting(member("regeringskansliet", "ministry-official")), **given)
    return made


def repayment(code: str = "region-09", at: str = "2023-03-20 09:00") -> Repayment:
    """Return how an organisation stands with its money back."""
    return Repayment(money_of(shown_or_404(WHOLE), Organisation.objects.get(pk=code), swedish(at)))


def _interim(code: str) -> None:
    shown, organisation = shown_or_404(WHOLE), Organisation.objects.get(pk=code)
    for grant in money_of(shown, organisation, PAID_AT).terms.grants:
        for duty in grant.conditions:
            if duty.brings:
                continue
            record, is_new = DutyRecord.objects.get_or_create(
                agreement_id=WHOLE, duty_id=duty.id, organisation=organisation
            )
            if is_new:
                record.submitted_at = swedish("2022-09-20 09:00")
                record.save()

"""A recipient's money brought through the year in the database, a step at a time; for tests of the pages of it."""

import datetime
from typing import Any
from uuid import uuid4

from money_steps import FIXED_AT, money, swedish
from naravard.ledger import allotted_from
from naravard.ledger.facts import (
    Fact,
    FactBase,
    Paid,
    PaidOnward,
    Repaid,
    Reported,
    RequisitionAccepted,
    Requisitioned,
    Sum,
    Used,
)
from naravard.ledger.rules.accounts import report_lines
from naravard.web.access.actor import THE_SERVICE
from naravard.web.activities.models import Activity
from naravard.web.agreements.current import shown_or_404
from naravard.web.ledger.account_lock import locked_money
from naravard.web.organisations.models import Organisation
from naravard.web.tasks.models import DutyRecord, Extension
from web_shared import WHOLE

INTERIM = "interim-report-regions"
PLACEMENTS = "vfu-report"
REQUISITION = "requisition-regions-skr"
REPORT = "financial-report-regions"
REPAYMENT = "repayment-regions"


def recorded(code: str, kind: type[FactBase], at: str, agreement_id: str = WHOLE, **fields: Any) -> Any:
    """Record a fact of an organisation's money at a moment by Swedish clocks, or be refused."""
    organisation = Organisation.objects.get(pk=code)
    locked = locked_money(organisation, agreement_id, at=swedish(at), seen_version=None)
    return locked.add(kind, by=THE_SERVICE, **fields)


def handed_in(code: str, duty_id: str, at: str, agreement_id: str = WHOLE) -> None:
    """Let a duty have come in at a moment."""
    organisation = Organisation.objects.get(pk=code)
    DutyRecord.objects.create(
        agreement_id=agreement_id, duty_id=duty_id, organisation=organisation, submitted_at=swedish(at), version=1
    )


def given_more_time(code: str, duty_id: str, to_day: str, agreement_id: str = WHOLE) -> None:
    """Give an organisation a later day for a duty."""
    Extension.objects.create(
        agreement_id=agreement_id,
        duty_id=duty_id,
        organisation=Organisation.objects.get(pk=code),
        to_day=datetime.date.fromisoformat(to_day),
        reason="Sjukdom",
        made_at=FIXED_AT,
        made_by="person-x",
    )


def allotted(code: str, agreement_id: str = WHOLE) -> None:
    """Allot one recipient its signed sums, unless it has them: a hundredth of the time that fixing all takes."""
    organisation, shown = Organisation.objects.get(pk=code), shown_or_404(agreement_id)
    locked = locked_money(organisation, agreement_id, at=FIXED_AT, seen_version=None)
    if locked.book.tally.allotted is None:
        assert shown.allocation is not None
        locked.take(allotted_from(shown.allocation, code, fact_id=uuid4().hex, version=1, at=FIXED_AT), by=THE_SERVICE)


def requisitioned(code: str, at: str = "2022-10-03 09:00", **amounts: int) -> Requisitioned:
    """Requisition everything that is allotted and needs it; ``amounts`` sets other amounts by grant."""
    allotted(code)
    account = money(code)
    given = account.book.tally.allotted
    assert given is not None
    needs = {grant.grant.id for grant in account.terms.grants if grant.needs_requisition}
    sums = tuple(
        Sum(part.grant, amounts[part.grant]) if part.grant in amounts else part
        for part in given.sums
        if part.grant in needs
    )
    made: Requisitioned = recorded(code, Requisitioned, at, version=given.version, sums=sums)
    return made


def accepted(code: str, asked: Requisitioned, at: str = "2022-11-01 09:00") -> None:
    """Accept a requisition."""
    recorded(code, RequisitionAccepted, at, requisition=asked.id)


def payment_of(code: str, asked: Requisitioned, at: str = "2022-12-15 09:00") -> Paid:
    """Pay a requisition that has been accepted."""
    day = swedish(at).date()
    made: Paid = recorded(
        code, Paid, at, requisition=asked.id, version=asked.version, day=day, reference="KK 1", sums=asked.sums
    )
    return made


def paid(code: str, at: str = "2022-12-15 09:00") -> Paid:
    """Bring an organisation all the way to the payment."""
    if code.startswith("region-"):
        handed_in(code, INTERIM, "2022-09-30 15:00")
    asked = requisitioned(code)
    accepted(code, asked)
    return payment_of(code, asked, at)


def cost(
    code: str,
    grant: str,
    amount: int,
    day: str,
    *,
    at: str = "",
    activity: str = "a",
    holder: str = "",
    earmark: str = "",
) -> Used:
    """Book a cost on a day."""
    made: Used = recorded(
        code, Used, at or f"{day} 12:00", grant=grant, amount=amount, day=datetime.date.fromisoformat(day),
        activity=activity, holder=holder, earmark=earmark,
    )  # fmt: skip
    return made


def onward(code: str, to: str, part: Sum, at: str = "2022-12-20 09:00") -> PaidOnward:
    """Pass money on."""
    made: PaidOnward = recorded(code, PaidOnward, at, to=to, sum=part, day=swedish(at).date(), reference="R 1")
    return made


def reported(code: str, at: str = "2023-03-15 09:00") -> Reported:
    """Draw the financial report up with the figures that stand."""
    account = money(code)
    lines = report_lines(account.book.balance())
    made: Reported = recorded(code, Reported, at, version=account.balance.version, lines=lines)
    return made


def repaid(code: str, grant: str, amount: int, at: str = "2023-03-30 12:00") -> Repaid:
    """Pay money back."""
    made: Repaid = recorded(code, Repaid, at, grant=grant, amount=amount, day=swedish(at).date(), reference="Å 1")
    return made


def activity(
    code: str,
    grant: str,
    budget: int,
    *,
    name: str = "Ny ambulansskola",
    status: str = Activity.DECIDED,
    from_day: str = "2022-04-01",
    to_day: str = "2022-12-31",
    earmark: str = "",
) -> Activity:
    """Make an activity, the next by number."""
    organisation = Organisation.objects.get(pk=code)
    number = Activity.objects.filter(organisation=organisation, agreement_id=WHOLE).count() + 1
    return Activity.objects.create(
        agreement_id=WHOLE, organisation=organisation, number=number, name=name, grant=grant, earmark=earmark,
        budget=budget, from_day=datetime.date.fromisoformat(from_day), to_day=datetime.date.fromisoformat(to_day),
        status=status, made_at=FIXED_AT, made_by="person-x",
    )  # fmt: skip


def facts_of(code: str) -> list[Fact]:
    """Return the facts of an organisation's account."""
    return list(money(code).book.facts.values())

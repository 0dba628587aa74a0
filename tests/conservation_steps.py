"""The steps of random histories of money: one small entry each in :data:`STEPS`.

A step does one thing and returns how the cash moved, told by the step itself and not read out of the ledger. A room's
own act is added by one function and one line in the table; it may be refused by a :class:`MoneyRefusedError`.
"""

import datetime
from collections.abc import Iterable
from typing import Any

from conservation_world import MUNICIPALITY, RECIPIENTS, REGION, RSS, STATE, Move, NothingToDoError, Step, World
from funds_steps import INTERIM, PLACEMENTS
from naravard.ledger.facts import (
    Certified,
    CostReversed,
    OnwardReturned,
    Paid,
    PaidOnward,
    PaymentReturned,
    Reclaimed,
    Repaid,
    Reported,
    ReportReopened,
    RequisitionAccepted,
    Requisitioned,
    RequisitionReturned,
    Sum,
    Undone,
    Used,
)
from naravard.ledger.rules.accounts import report_lines
from naravard.web.organisations.models import Organisation
from naravard.web.tasks.models import DutyRecord, Extension
from web_shared import WHOLE

LAST_COST_DAY = datetime.date(2022, 12, 31)
_EARMARKED = {"nara-vard-regioner": "fast-lakarkontakt"}


def time_passes(world: World) -> Iterable[Move]:
    """Let some days go by; the last days of the agreement are among them."""
    world.at += datetime.timedelta(days=world.chance.randint(0, 45))
    return ()


def hand_in_the_report(world: World) -> Iterable[Move]:
    """Hand in what the payments depend on."""
    code = world.one_of([REGION, MUNICIPALITY])
    duty = INTERIM if code == REGION and world.one_of([True, False]) else PLACEMENTS
    organisation = Organisation.objects.get(pk=code)
    DutyRecord.objects.get_or_create(
        agreement_id=WHOLE, duty_id=duty, organisation=organisation, defaults={"submitted_at": world.at, "version": 1}
    )
    return ()


def give_more_time(world: World) -> Iterable[Move]:
    """Give the region a later day for the requisition."""
    Extension.objects.create(
        agreement_id=WHOLE, duty_id="requisition-regions-skr", organisation=Organisation.objects.get(pk=REGION),
        to_day=datetime.date(2022, 12, 27), reason="Sjukdom", made_at=world.at, made_by="person-x",
    )  # fmt: skip
    return ()


def requisition(world: World) -> Iterable[Move]:
    """Ask for the money: all, less, or too much; no cash moves."""
    code = world.one_of(RECIPIENTS)
    account = world.money(code)
    allotted = account.book.tally.allotted
    less = world.one_of([0, 0, 0, 1, 250_000, -1])
    needs = {grant.grant.id for grant in account.terms.grants if grant.needs_requisition}
    parts = [part for part in (allotted.sums if allotted else ()) if part.grant in needs]
    sums = tuple(Sum(part.grant, part.amount - less, part.earmarks) for part in parts)
    world.record(code, Requisitioned, version=account.balance.version or 1, sums=sums)
    return ()


def return_requisition(world: World) -> Iterable[Move]:
    """Send a requisition back."""
    code = world.one_of(RECIPIENTS)
    world.record(code, RequisitionReturned, requisition=_requisition(world, code), reason=world.one_of(["Fel", ""]))
    return ()


def accept_requisition(world: World) -> Iterable[Move]:
    """Accept a requisition."""
    code = world.one_of(RECIPIENTS)
    world.record(code, RequisitionAccepted, requisition=_requisition(world, code).id)
    return ()


def pay(world: World) -> Iterable[Move]:
    """Pay a requisition, now and then a krona too much."""
    code = world.one_of(RECIPIENTS)
    asked = _requisition(world, code)
    extra = world.one_of([0, 0, 0, 1])
    sums = tuple(Sum(part.grant, part.amount + extra, part.earmarks) for part in asked.sums)
    world.record(
        code, Paid, requisition=asked.id, version=asked.version, day=world.at.date(), reference="KK", sums=sums
    )
    return [Move(code, part.grant, STATE, code, part.amount) for part in sums]


def pay_placements(world: World) -> Iterable[Move]:
    """Pay the placement money, which needs no requisition."""
    code = world.one_of([REGION, MUNICIPALITY])
    account = world.money(code)
    allotted = account.book.tally.allotted
    sums = tuple(part for part in (allotted.sums if allotted else ()) if part.grant == "vfu")
    world.record(
        code, Paid, requisition="", version=account.balance.version, day=world.at.date(), reference="KK", sums=sums
    )
    return [Move(code, part.grant, STATE, code, part.amount) for part in sums]


def pass_on(world: World) -> Iterable[Move]:
    """Pass money on to the municipality, or to a stranger."""
    grant, amount = _grant(world, RSS), world.amount()
    to = world.one_of([MUNICIPALITY, MUNICIPALITY, "kommun-1480"])
    world.record(RSS, PaidOnward, to=to, sum=Sum(grant, amount), day=world.at.date(), reference="R")
    return [Move(RSS, grant, RSS, to, amount)]


def hand_back(world: World) -> Iterable[Move]:
    """Let the municipality hand money back to the RSS."""
    grant, amount = _grant(world, RSS), world.amount()
    world.record(RSS, OnwardReturned, by=MUNICIPALITY, sum=Sum(grant, amount), day=world.at.date(), reference="R")
    return [Move(RSS, grant, MUNICIPALITY, RSS, amount)]


def use(world: World) -> Iterable[Move]:
    """Book a cost. What covers it is worked out; no cash of the grant moves between those who hold it."""
    code = world.one_of(RECIPIENTS)
    grant = _grant(world, code)
    holder = world.one_of(["", MUNICIPALITY]) if code == RSS else ""
    earmark = world.one_of(["", _EARMARKED.get(grant, "")])
    day = min(world.at.date(), LAST_COST_DAY)
    world.record(
        code, Used, grant=grant, amount=world.amount(), day=day, activity=f"{code}-1", holder=holder,
        earmark=earmark,
    )  # fmt: skip
    return ()


def take_back_cost(world: World) -> Iterable[Move]:
    """Take a cost back, in whole or in part."""
    code = world.one_of(RECIPIENTS)
    cost = _one(world, code, (Used,))
    amount = world.one_of([cost.amount, cost.amount + 1, max(1, cost.amount // 2)])
    world.record(code, CostReversed, cost=cost, amount=amount, day=world.at.date())
    return ()


def draw_up_report(world: World) -> Iterable[Move]:
    """Draw the financial report up."""
    code = world.one_of(RECIPIENTS)
    account = world.money(code)
    lines = report_lines(account.book.balance())
    world.record(code, Reported, version=account.balance.version or 1, lines=lines)
    return ()


def certify(world: World) -> Iterable[Move]:
    """Certify the report, or not."""
    code = world.one_of(RECIPIENTS)
    alternative, told = world.one_of([(1, ""), (2, "Fel"), (2, ""), (1, "Fel")])
    report = _standing_report(world, code)
    world.record(code, Certified, report=report, alternative=alternative, deviations=told, measures=told)
    return ()


def reopen_report(world: World) -> Iterable[Move]:
    """Open the report again."""
    code = world.one_of(RECIPIENTS)
    world.record(code, ReportReopened, report=_standing_report(world, code), reason="Ändras")
    return ()


def repay(world: World) -> Iterable[Move]:
    """Pay money back, what is left or what is demanded."""
    code = world.one_of(RECIPIENTS)
    grant, book = _grant(world, code), world.money(code).book
    reclaim = world.one_of(["", *(fact.id for fact in book.facts.values() if isinstance(fact, Reclaimed))])
    left = book.balance().grant(grant).share().left
    amount = world.one_of([left, left + 1, world.amount()])
    world.record(code, Repaid, grant=grant, amount=amount, day=world.at.date(), reference="Å", reclaim=reclaim)
    return [Move(code, grant, code, STATE, amount)]


def reclaim(world: World) -> Iterable[Move]:
    """Demand money back; it moves when it is repaid."""
    code = world.one_of(RECIPIENTS)
    grant = _grant(world, code)
    paid = world.money(code).balance.grant(grant).paid
    amount = world.one_of([paid, world.amount()])
    world.record(
        code, Reclaimed, grant=grant, amount=amount, day=world.at.date(), reference="S", reason="Kom inte in i tid"
    )
    return ()


def take_back(world: World) -> Iterable[Move]:
    """Take back something that was recorded by mistake; the cash that it moved moves back."""
    code = world.one_of(RECIPIENTS)
    fact = _one(world, code, (Paid, PaidOnward, OnwardReturned, Repaid, Reclaimed))
    world.record(code, Undone, fact=fact, reason="Misstag")
    if isinstance(fact, Paid):
        return [Move(code, part.grant, code, STATE, part.amount) for part in fact.sums]
    if isinstance(fact, PaidOnward):
        return [Move(code, fact.sum.grant, fact.to, code, fact.sum.amount)]
    if isinstance(fact, OnwardReturned):
        return [Move(code, fact.sum.grant, code, fact.by, fact.sum.amount)]
    return [Move(code, fact.grant, STATE, code, fact.amount)] if isinstance(fact, Repaid) else []


def come_back_from_the_bank(world: World) -> Iterable[Move]:
    """A payment that was recorded comes back: the cash that it moved moves back."""
    code = world.one_of(RECIPIENTS)
    paid = _one(world, code, (Paid,))
    world.record(code, PaymentReturned, paid=paid, day=world.at.date(), reference="B", reason="Kontot är avslutat")
    return [Move(code, part.grant, code, STATE, part.amount) for part in paid.sums]


STEPS: dict[str, Step] = {
    "time passes": time_passes,
    "a report that is a condition comes in": hand_in_the_report,
    "more time is given": give_more_time,
    "requisition": requisition,
    "the requisition is returned": return_requisition,
    "the requisition is accepted": accept_requisition,
    "payment": pay,
    "payment of placement money": pay_placements,
    "payment onwards": pass_on,
    "money comes back from the one it was passed on to": hand_back,
    "cost": use,
    "a cost is taken back": take_back_cost,
    "financial report": draw_up_report,
    "certification": certify,
    "the report is reopened": reopen_report,
    "repayment": repay,
    "reclaim": reclaim,
    "something is taken back": take_back,
    "a payment comes back from the bank": come_back_from_the_bank,
}
"""By what a reader calls it. Another room's act is one more line."""


def _requisition(world: World, code: str) -> Requisitioned:
    asked = world.money(code).book.newest
    if asked is None:
        raise NothingToDoError
    return asked


def _standing_report(world: World, code: str) -> str:
    report = next(iter(world.money(code).book.reports.values()), None)
    if report is None:
        raise NothingToDoError
    return report.id


def _grant(world: World, code: str) -> str:
    grant: str = world.one_of(grant.grant.id for grant in world.money(code).terms.grants)
    return grant


def _one(world: World, code: str, kinds: tuple[type, ...]) -> Any:
    found = [fact for fact in world.money(code).book.facts.values() if isinstance(fact, kinds)]
    if not found:
        raise NothingToDoError
    return world.one_of(found)

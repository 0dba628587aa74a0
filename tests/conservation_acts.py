"""The rooms' own acts as steps of random histories: one small entry each in :data:`ACTS`.

As in :mod:`conservation_steps`, a step tells itself how the cash moved. The service acts; who may do what is tried
elsewhere, for every act.
"""

from collections.abc import Iterable
from typing import Any

from conservation_steps import LAST_COST_DAY
from conservation_world import MUNICIPALITY, RECIPIENTS, REGION, RSS, STATE, Move, NothingToDoError, Step, World
from financial_report_steps import as_, complete, preparer
from funds_steps import activity
from naravard.ledger.facts import OnwardReturned, Paid, PaidOnward, Reclaimed
from naravard.web.access.actor import THE_SERVICE, Actor
from naravard.web.agreements.current import shown_or_404
from naravard.web.costs.acts import book_cost, reverse_cost
from naravard.web.costs.models import HAND, BookedCost
from naravard.web.financial_reports.acts import certify_financial_report, reopen_financial_report
from naravard.web.financial_reports.models import DrawnUpReport
from naravard.web.financial_reports.paper_kinds import FINANCIAL_REPORT
from naravard.web.organisations.models import Organisation
from naravard.web.papers.drafts import draft_of
from naravard.web.papers.signed_files import ON_PAPER
from naravard.web.payments.acts import (
    accept_requisition,
    record_payment,
    return_payment,
    return_requisition,
    undo_payment,
)
from naravard.web.repayments.acts import decide_reclaim, record_repayment, undo_reclaim, undo_repayment
from naravard.web.sharing.acts.onward_payments import pay_onward, record_return, undo_onward
from requisition_steps import requisitioned
from sharing_steps import decided
from web_shared import WHOLE

SHARED = "nara-vard-kommuner"
"""The grant whose sharing out is decided on in the worlds where these acts are tried."""


def _of(world: World, code: str, name: str = "organisation") -> dict[str, Any]:
    """Return what every act is given: who acts, whose matter, when."""
    whose = Organisation.objects.get(pk=code)
    return {"actor": THE_SERVICE, name: whose, "agreement_id": WHOLE, "at": world.at}


def prepare() -> None:
    """Let there be something to book costs on, and a sharing out that is decided on."""
    decided(RSS, SHARED)
    for code in RECIPIENTS[:3]:
        complete(code)
    for code, grant in ((REGION, "ambulans"), (REGION, "nara-vard-regioner"), (RSS, SHARED), (MUNICIPALITY, SHARED)):
        activity(code, grant, 5_000_000, name=f"Insats {grant}")


def booked(world: World) -> Iterable[Move]:
    """Book a cost by hand."""
    code = world.one_of([REGION, RSS, MUNICIPALITY])
    day = min(world.at.date(), LAST_COST_DAY)
    number = world.chance.randint(1, 2)
    book_cost(activity_number=number, amount=world.amount(), day=day, text="Löner", **_of(world, code))
    return ()


def cost_reversed(world: World) -> Iterable[Move]:
    """Take a cost by hand back, in whole, in part, or more than there is."""
    code = world.one_of([REGION, RSS, MUNICIPALITY])
    costs = list(BookedCost.objects.filter(organisation=code, source=HAND))
    if not costs:
        raise NothingToDoError
    cost = world.one_of(costs)
    amount = world.one_of([cost.left, cost.left + 1, max(1, cost.left // 2)])
    reverse_cost(cost_number=cost.number, amount=amount, reason=world.one_of(["Fel", ""]), **_of(world, code))
    return ()


def requisition_handed_in(world: World) -> Iterable[Move]:
    """Write a requisition, make it ready, sign it as another person and hand it in."""
    code = world.one_of(RECIPIENTS[:3])
    if world.money(code).book.newest is not None:
        raise NothingToDoError
    requisitioned(code, at=world.at, written_at=world.at)
    return ()


def report_drawn_up(world: World) -> Iterable[Move]:
    """Draw the financial report up, in time or before it can be."""
    code = world.one_of(RECIPIENTS[:3])
    FINANCIAL_REPORT.acts.ready(**_report(world, code, preparer(code)))
    return ()


def report_certified(world: World) -> Iterable[Move]:
    """Certify the report, as right or as wrong."""
    code = world.one_of(RECIPIENTS[:3])
    wrong = {"alternative": 2, "deviations": "En faktura saknas.", "measures": "Den bokförs."}
    certify_financial_report(
        **world.one_of([{"alternative": 1}, wrong]), name="Eva Kron", position="Ekonomichef", phone="0498-1",
        email="eva@example.org", **_report(world, code, as_("cfo", code, "Eva Kron")),
    )  # fmt: skip
    return ()


def report_handed_in(world: World) -> Iterable[Move]:
    """Sign the report as a third person and hand it in."""
    code = world.one_of(RECIPIENTS[:3])
    FINANCIAL_REPORT.acts.hand_in(way=ON_PAPER, **_report(world, code, as_("signatory", code, "Sven Under")))
    return ()


def report_reopened(world: World) -> Iterable[Move]:
    """Open a report again that has been handed in, so that costs can be booked."""
    code = world.one_of(RECIPIENTS[:3])
    rows = DrawnUpReport.objects.filter(organisation=code).order_by("-number")
    if not rows:
        raise NothingToDoError
    reopen_financial_report(seen=rows[0].number, reason="En summa är fel.", **_of(world, code))
    return ()


def accepted(world: World) -> Iterable[Move]:
    """Accept a requisition."""
    code = world.one_of(RECIPIENTS)
    accept_requisition(requisition=_standing(world, code), reason="Godtas", **_of(world, code))
    return ()


def returned(world: World) -> Iterable[Move]:
    """Send a requisition back."""
    code = world.one_of(RECIPIENTS)
    return_requisition(requisition=_standing(world, code), reason="Fel bankgiro", **_of(world, code))
    return ()


def recorded_payment(world: World) -> Iterable[Move]:
    """Record a payment of a requisition."""
    code = world.one_of(RECIPIENTS)
    sums = getattr(world.money(code).book.newest, "sums", ())
    claim = f"r:{_standing(world, code)}"
    record_payment(claim=claim, day=world.at.date(), reference="KK 7", **_of(world, code))
    return [Move(code, part.grant, STATE, code, part.amount) for part in sums]


def payment_undone(world: World) -> Iterable[Move]:
    """Take a payment back."""
    code = world.one_of(RECIPIENTS)
    payment = world.one_of(_facts(world, code, Paid))
    undo_payment(payment=payment.id, reason="Fel mottagare", **_of(world, code))
    return [Move(code, part.grant, code, STATE, part.amount) for part in payment.sums]


def payment_came_back(world: World) -> Iterable[Move]:
    """Record that a payment came back from the bank."""
    code = world.one_of(RECIPIENTS)
    payment = world.one_of(_facts(world, code, Paid))
    return_payment(
        payment=payment.id, day=world.at.date(), reference="B 1", reason="Kontot är avslutat", **_of(world, code)
    )
    return [Move(code, part.grant, code, STATE, part.amount) for part in payment.sums]


def repayment_recorded(world: World) -> Iterable[Move]:
    """Record money that came back, now and then with a sum that does not add up."""
    code = world.one_of([REGION, RSS, "skr"])
    balance = world.money(code).balance
    grants = [grant for grant in balance.grants if grant.paid]
    if not grants:
        raise NothingToDoError
    grant = world.one_of(grants)
    amount = world.one_of([grant.share().left, grant.to_repay, world.amount()])
    wrong = world.one_of([0, 0, 0, 1])
    transfer = record_repayment(
        day=world.at.date(), reference=f"Å {len(world.done)}", transferred=amount + wrong,
        amounts={grant.grant: amount}, **_of(world, code, "recipient"),
    )  # fmt: skip
    world.kept[transfer] = (code, grant.grant, amount)
    return [Move(code, grant.grant, code, STATE, amount)]


def repayment_undone(world: World) -> Iterable[Move]:
    """Take a repayment back."""
    if not world.kept:
        raise NothingToDoError
    transfer = world.one_of(sorted(world.kept))
    code, grant, amount = world.kept[transfer]
    undo_repayment(transfer=transfer, reason="Registrerad två gånger", **_of(world, code, "recipient"))
    return [Move(code, grant, STATE, code, amount)]


def reclaim_decided(world: World) -> Iterable[Move]:
    """Decide to demand money back."""
    code = world.one_of([REGION, RSS, "skr"])
    grant = world.one_of(grant.grant.id for grant in world.money(code).terms.grants)
    amount = world.one_of([world.money(code).balance.grant(grant).paid, world.amount()])
    decide_reclaim(
        grant=grant, amount=amount, day=world.at.date(), reference="S2023/1", reason="Redovisningen kom inte in",
        **_of(world, code, "recipient"),
    )  # fmt: skip
    return ()


def reclaim_undone(world: World) -> Iterable[Move]:
    """Take a reclaim back."""
    code = world.one_of([REGION, RSS, "skr"])
    demand = world.one_of(_facts(world, code, Reclaimed))
    undo_reclaim(reclaim=demand.id, reason="Omprövat", **_of(world, code, "recipient"))
    return ()


def passed_on(world: World) -> Iterable[Move]:
    """Pass on what has been decided, or too much."""
    amount = world.amount()
    pay_onward(
        grant_id=SHARED, payments={MUNICIPALITY: amount}, day=world.at.date(), reference="B 7", **_of(world, RSS)
    )
    return [Move(RSS, SHARED, RSS, MUNICIPALITY, amount)]


def handed_back(world: World) -> Iterable[Move]:
    """Record that money passed on has come back."""
    amount = world.amount()
    record_return(
        grant_id=SHARED, municipality=MUNICIPALITY, amount=amount, day=world.at.date(), reference="B 8",
        **_of(world, RSS),
    )  # fmt: skip
    return [Move(RSS, SHARED, MUNICIPALITY, RSS, amount)]


def onward_undone(world: World) -> Iterable[Move]:
    """Take back a payment onwards, or a return."""
    fact = world.one_of(_facts(world, RSS, PaidOnward, OnwardReturned))
    undo_onward(fact_id=fact.id, reason="Fel konto", **_of(world, RSS))
    if isinstance(fact, PaidOnward):
        return [Move(RSS, fact.sum.grant, fact.to, RSS, fact.sum.amount)]
    return [Move(RSS, fact.sum.grant, RSS, fact.by, fact.sum.amount)]


ACTS: dict[str, Step] = {
    "act: a cost is booked": booked,
    "act: a cost is taken back": cost_reversed,
    "act: the requisition is handed in": requisition_handed_in,
    "act: the financial report is drawn up": report_drawn_up,
    "act: the financial report is certified": report_certified,
    "act: the financial report is handed in": report_handed_in,
    "act: the financial report is opened again": report_reopened,
    "act: the requisition is accepted": accepted,
    "act: the requisition is returned": returned,
    "act: the payment is recorded": recorded_payment,
    "act: the payment is taken back": payment_undone,
    "act: the payment comes back from the bank": payment_came_back,
    "act: money is passed on": passed_on,
    "act: money passed on comes back": handed_back,
    "act: what was passed on is taken back": onward_undone,
    "act: the repayment is recorded": repayment_recorded,
    "act: the repayment is taken back": repayment_undone,
    "act: the reclaim is decided": reclaim_decided,
    "act: the reclaim is taken back": reclaim_undone,
}
"""By what a reader calls it."""


def _report(world: World, code: str, by: Actor) -> dict[str, Any]:
    whose = Organisation.objects.get(pk=code)
    version = draft_of(whose, WHOLE, FINANCIAL_REPORT.duty_of(shown_or_404(WHOLE), whose.code)).version
    return {"actor": by, "organisation": whose, "agreement_id": WHOLE, "version": version, "at": world.at}


def _standing(world: World, code: str) -> str:
    asked = world.money(code).book.newest
    if asked is None:
        raise NothingToDoError
    return asked.id


def _facts(world: World, code: str, *kinds: type) -> list[Any]:
    book = world.money(code).book
    found = [fact for fact in book.facts.values() if isinstance(fact, kinds) and fact.id not in book.undone]
    if not found:
        raise NothingToDoError
    return found

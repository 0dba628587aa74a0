"""A recipient's money told for people: one flow from allotted to repaid, and every fact as a line.

Plain data in both languages, for pages and documents; a fact's clause and day stand beside its kronor.
"""

import datetime
from collections.abc import Iterable, Mapping

from msgspec import Struct

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Text
from naravard.ledger.balances import Balance
from naravard.ledger.book import Book
from naravard.ledger.facts import (
    Allotted,
    Certified,
    CostReversed,
    Fact,
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
    Undone,
    Used,
)
from naravard.ledger.terms import Terms


class StatementStep(Struct, frozen=True, kw_only=True):
    """One step of the flow: what it is called, and its kronor by grant and in all."""

    step: str
    """Stable: the name of the figure in :class:`~naravard.ledger.balances.Sums`."""
    name: Text
    clause: str
    """What the step rests on; empty where it is only what remains."""
    kronor: Mapping[str, int]
    """By grant id, in the order of the balance."""
    total: int
    days: tuple[datetime.date, ...] = ()
    """When it happened; empty for what is worked out."""
    version: int = 0
    """The fixed allocation that it rests on; 0 where that says nothing."""


class StatementEntry(Struct, frozen=True, kw_only=True):
    """One fact as a line."""

    fact: str
    kind: str
    name: Text
    at: datetime.datetime
    day: datetime.date
    clause: str
    kronor: Mapping[str, int]
    """By grant id, with a sign: what it adds to the column of its kind."""
    total: int
    note: str = ""
    """Reference, reason, activity or whom it went to, as written."""


_STEPS = {
    "allotted": Text("Tilldelat", "Allotted"),
    "requisitioned": Text("Rekvirerat", "Requisitioned"),
    "paid": Text("Utbetalat", "Paid"),
    "onward": Text("Varav betalat vidare", "Of which passed on"),
    "costs": Text("Bokförda kostnader", "Booked costs"),
    "used": Text("Använt av det utbetalade", "Used of what was paid"),
    "awaiting": Text("Kostnader som väntar på utbetalning", "Costs that await payment"),
    "own": Text("Egna kostnader utöver medlen", "Own costs above the grant"),
    "left": Text("Kvar", "Left"),
    "to_repay": Text("Att återbetala", "To repay"),
    "reclaimed": Text("Återkrävt", "Reclaimed"),
    "repaid": Text("Återbetalat", "Repaid"),
}
_KINDS: dict[type, Text] = {
    Allotted: Text("Fördelningen fastställdes", "The allocation was fixed"),
    Requisitioned: Text("Medlen rekvirerades", "The funds were requisitioned"),
    RequisitionReturned: Text("Rekvisitionen lämnades tillbaka", "The requisition was returned"),
    RequisitionAccepted: Text("Rekvisitionen godtogs", "The requisition was accepted"),
    Paid: Text("Medlen betalades ut", "The funds were paid"),
    PaymentReturned: Text("Utbetalningen kom tillbaka", "The payment came back"),
    PaidOnward: Text("Medel betalades vidare", "Funds were passed on"),
    OnwardReturned: Text("Medel lämnades tillbaka av den som fått dem", "Funds that had been passed on came back"),
    Used: Text("En kostnad bokfördes", "A cost was booked"),
    CostReversed: Text("En kostnad togs tillbaka", "A cost was taken back"),
    Reported: Text("Den ekonomiska redovisningen gjordes klar", "The financial report was drawn up"),
    Certified: Text("Ekonomichefen granskade redovisningen", "The chief financial officer reviewed the report"),
    ReportReopened: Text("Redovisningen öppnades igen", "The report was reopened"),
    Repaid: Text("Medel återbetalades", "Funds were repaid"),
    Reclaimed: Text("Medel återkrävdes", "Money was reclaimed"),
    Undone: Text("En händelse togs tillbaka", "Something recorded was taken back"),
}
_OF_STEP: dict[str, tuple[type, ...]] = {
    "allotted": (Allotted,),
    "requisitioned": (Requisitioned,),
    "paid": (Paid,),
    "onward": (PaidOnward, OnwardReturned),
    "costs": (Used, CostReversed),
    "reclaimed": (Reclaimed,),
    "repaid": (Repaid,),
}

_OF_CLAUSE = frozenset({"requisitioned", "paid", "reclaimed", "repaid"})
"""The steps whose facts say by which clause they were done."""


def flow(book: Book, money: Balance, terms: Terms) -> tuple[StatementStep, ...]:
    """Return the recipient's money as one flow, a line per step; ``money`` is the balance of the book."""
    clauses = _clauses(terms)
    return tuple(
        StatementStep(
            step=step,
            name=name,
            clause=clause_of_facts(book, step) or clauses.get(step, ""),
            kronor={grant.grant: getattr(grant, step) for grant in money.grants},
            total=getattr(money.total, step),
            days=_days(book, step),
            version=_version(book, step),
        )
        for step, name in _STEPS.items()
    )


def entries(facts: Iterable[Fact]) -> tuple[StatementEntry, ...]:
    """Return every fact as a line, in the order given."""
    return tuple(_entry(fact) for fact in facts)


def clause_of_facts(book: Book, step: str, grant: str = "") -> str:
    """Return the clause that all facts of a step rest on, of a grant or of all; empty where they are of several.

    What has been paid stays paid under the clause that it was paid by, though an amendment has changed the agreement.
    """
    if step not in _OF_CLAUSE:
        return ""
    clauses = {
        fact.clause
        for fact in book.standing_facts()
        if isinstance(fact, _OF_STEP[step]) and (not grant or _kronor(fact).get(grant))
    }
    return clauses.pop() if len(clauses) == 1 else ""


def _clauses(terms: Terms) -> dict[str, str]:
    allotted = terms.grants[0].grant.clause if terms.grants else ""
    requisition = terms.requisition.clause if terms.requisition else terms.clause
    report = terms.financial_report.clause if terms.financial_report else ""
    repayment = terms.repayment.clause if terms.repayment else ""
    return {
        "allotted": allotted, "requisitioned": requisition, "paid": requisition,
        "onward": allotted if terms.onward else "", "costs": report, "used": report, "left": repayment,
        "to_repay": repayment, "reclaimed": report, "repaid": repayment,
    }  # fmt: skip


def _days(book: Book, step: str) -> tuple[datetime.date, ...]:
    kinds = _OF_STEP.get(step, ())
    if not kinds or step == "costs":
        return ()
    return tuple(_day(fact) for fact in book.standing_facts() if isinstance(fact, kinds))


def _version(book: Book, step: str) -> int:
    if step == "allotted":
        return book.tally.allotted.version if book.tally.allotted else 0
    if step == "requisitioned":
        return max((one.version for one in book.requisitions.values()), default=0)
    return max((paid.version for paid in book.payments()), default=0) if step == "paid" else 0


def _entry(fact: Fact) -> StatementEntry:
    kronor = _kronor(fact)
    return StatementEntry(
        fact=fact.id,
        kind=str(fact.__struct_config__.tag),
        name=_KINDS[type(fact)],
        at=fact.at,
        day=_day(fact),
        clause=fact.clause,
        kronor=kronor,
        total=sum(kronor.values()),
        note=_note(fact),
    )


def _day(fact: Fact) -> datetime.date:
    day = getattr(fact, "day", None)
    return day if isinstance(day, datetime.date) else swedish_day(fact.at)


def _kronor(fact: Fact) -> dict[str, int]:
    if isinstance(fact, (Allotted, Requisitioned, Paid)):
        return {part.grant: part.amount for part in fact.sums}
    if isinstance(fact, RequisitionReturned):
        return _negated(_kronor(fact.requisition))
    if isinstance(fact, PaymentReturned):
        return _negated(_kronor(fact.paid))
    if isinstance(fact, Undone):
        return _negated(_kronor(fact.fact))
    if isinstance(fact, CostReversed):
        return {fact.cost.grant: -fact.amount}
    if isinstance(fact, Reported):
        return {line.grant: line.costs for line in fact.lines}
    return _one(fact)


def _one(fact: Fact) -> dict[str, int]:
    if isinstance(fact, (Used, Repaid, Reclaimed)):
        return {fact.grant: fact.amount}
    if isinstance(fact, (PaidOnward, OnwardReturned)):
        sign = 1 if isinstance(fact, PaidOnward) else -1
        return {fact.sum.grant: sign * fact.sum.amount}
    return {}


def _negated(kronor: Mapping[str, int]) -> dict[str, int]:
    return {grant: -amount for grant, amount in kronor.items()}


def _note(fact: Fact) -> str:
    written = (getattr(fact, name, "") for name in ("to", "by", "activity", "reference", "reason", "deviations"))
    return ", ".join(text for text in written if isinstance(text, str) and text)

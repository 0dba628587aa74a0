"""Payments as the one who pays sees them: what can be paid now and what is in the way, and what has been paid."""

from collections.abc import Sequence
from dataclasses import dataclass

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Text
from naravard.agreement.wording import day
from naravard.exchange.pain001 import Giro
from naravard.ledger import Refusal
from naravard.ledger.facts import Paid, PaymentReturned, Undone
from naravard.web.ledger.accounts import Money
from naravard.web.organisations.models import Organisation
from naravard.web.payments.claims import (
    GRANT,
    REQUISITION,
    Claim,
    claim_words,
    claims_of,
    obstacle,
    paid_claims,
    returned_and_not_paid,
)
from naravard.web.payments.giros import chosen, giro_words
from naravard.web.payments.inbox import open_lines
from naravard.web.payments.models import Line
from naravard.web.payments.papers import papers_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Payable:
    """One thing that a recipient has coming, with what is in the way of paying it."""

    organisation: Organisation
    claim: Claim
    refusal: Refusal | None
    line: Line | None
    """Its line in a batch that is open."""
    giro: Giro | None
    came_back: Text | None = None
    """What is to be known before it is paid again, where it came back from the bank."""

    @property
    def value(self) -> str:
        """What a form knows it by: ``region-09|r:…``."""
        return f"{self.organisation.code}|{self.claim.key}"

    @property
    def account(self) -> str:
        """The account in words."""
        return giro_words(self.giro)

    @property
    def is_free(self) -> bool:
        """Whether it can be paid now: nothing in the way, and in no open batch."""
        return self.refusal is None and self.line is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Payout:
    """A payment that was recorded."""

    money: Money
    fact: Paid
    line: Line | None
    """Its line in the batch that it was made by, if any."""
    ended: Undone | PaymentReturned | None
    """How it was taken back or came back, where it has."""

    @property
    def organisation(self) -> Organisation:
        """Who was paid."""
        return self.money.organisation

    @property
    def came_back(self) -> PaymentReturned | None:
        """How it came back from the bank, where it has."""
        return self.ended if isinstance(self.ended, PaymentReturned) else None

    @property
    def amount(self) -> int:
        """Whole kronor."""
        return sum(part.amount for part in self.fact.sums)

    @property
    def name(self) -> Text:
        """What was paid."""
        grants = self.fact.sums
        key = REQUISITION + ":" if self.fact.requisition else f"{GRANT}:{grants[0].grant if grants else ''}"
        return claim_words(key, self.money.shown)


def payables_of(moneys: Sequence[Money]) -> list[Payable]:
    """Return all that some recipients of one agreement have coming and have not been paid."""
    if not moneys:
        return []
    agreement_id = moneys[0].shown.agreement.id
    lines = open_lines(agreement_id)
    papers = papers_of(moneys[0].shown, [money.organisation.code for money in moneys])
    returned = _returned(moneys)
    found = []
    for money in moneys:
        whose = money.organisation
        for claim in claims_of(money.book, money.terms, swedish_day(money.now)):
            paper = papers.get((whose.code, claim.duty))
            giro = paper.giro if paper else chosen(whose.bankgiro, whose.plusgiro)
            found.append(
                Payable(
                    organisation=whose,
                    claim=claim,
                    refusal=obstacle(claim, money.book, money.terms, money.standings, money.now),
                    line=lines.get((whose.code, claim.key)),
                    giro=giro,
                    came_back=_came_back(*returned[whose.code, claim.key], giro)
                    if (whose.code, claim.key) in returned
                    else None,
                )
            )
    return found


def _returned(moneys: Sequence[Money]) -> dict[tuple[str, str], tuple[PaymentReturned, Line | None]]:
    """Return what came back from the bank and has not been paid again, by organisation and claim, with its line."""
    facts = [
        (money.organisation.code, fact)
        for money in moneys
        for fact in returned_and_not_paid(money.book, money.terms, swedish_day(money.now))
    ]
    lines = {line.payment: line for line in Line.objects.filter(payment__in=[fact.paid.id for _, fact in facts])}
    return {(code, key): (fact, lines.get(fact.paid.id)) for code, fact in facts for key in paid_claims(fact.paid)}


def _came_back(fact: PaymentReturned, line: Line | None, giro: Giro | None) -> Text:
    told = Text(
        f"Kom tillbaka från banken {day(fact.day)}. {fact.reason.rstrip('.')}.",
        f"Came back from the bank on {day(fact.day)}. {fact.reason.rstrip('.')}.",
    )
    if line is None:
        return told
    if line.account == giro:
        return Text(f"{told.sv} Kontot är detsamma som då.", f"{told.en} The account is the same as then.")
    return Text(f"{told.sv} Kontot är ett annat nu.", f"{told.en} The account is another now.")


def payouts_of(moneys: Sequence[Money]) -> list[Payout]:
    """Return the payments of some recipients that stand, the newest day first."""
    agreements = {money.shown.agreement.id for money in moneys}
    paid = Line.objects.filter(agreement_id__in=agreements).exclude(payment="").select_related("batch")
    made = {line.payment: line for line in paid}
    found = [
        Payout(money=money, fact=fact, line=made.get(fact.id), ended=None)
        for money in moneys
        for fact in money.book.payments()
    ]
    return sorted(found, key=lambda one: (one.fact.day, one.fact.at), reverse=True)


def payout_named(moneys: Sequence[Money], payment_id: str) -> Payout | None:
    """Return a payment, taken back or not."""
    for money in moneys:
        fact = money.book.facts.get(payment_id)
        if isinstance(fact, Paid):
            line = Line.objects.filter(payment=payment_id).select_related("batch").first()
            return Payout(money=money, fact=fact, line=line, ended=_end_of(money, payment_id))
    return None


def _end_of(money: Money, payment_id: str) -> Undone | PaymentReturned | None:
    for one in money.book.facts.values():
        if isinstance(one, Undone) and one.fact.id == payment_id:
            return one
        if isinstance(one, PaymentReturned) and one.paid.id == payment_id:
            return one
    return None

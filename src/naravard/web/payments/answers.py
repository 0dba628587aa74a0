"""What a bank's answer means: payment by payment, and what of it can be recorded. Nothing is recorded here.

A payment is found by its end-to-end identity, money that came in by the reference that each recipient has for it.
"""

import datetime
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import msgspec

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Text
from naravard.agreement.wording import day as written_day
from naravard.exchange.bank_answers import (
    BankAnswer,
    Matched,
    Ordered,
    PaymentOutcome,
    ReportedPayment,
    Verdict,
    held_against,
    is_of_order,
    reason_words,
)
from naravard.ledger import refusal
from naravard.ledger.facts import Paid, PaymentReturned
from naravard.web.agreements.current import Shown, shown_named
from naravard.web.ledger.accounts import Money, moneys_under
from naravard.web.ledger.models import Account
from naravard.web.organisations.models import Organisation
from naravard.web.payments import refusals
from naravard.web.payments.claim_payment import ordered, payable_from
from naravard.web.payments.claims import obstacle
from naravard.web.payments.models import PAID, RETURNED, WAITING, Line, ReceivedAnswer
from naravard.web.repayments.overview import Repayment
from naravard.web.repayments.references import accounts_of, reference_of
from naravard.web.repayments.visibility import goes_to

RECORDABLE = frozenset({Verdict.PAID, Verdict.REFUSED, Verdict.RETURNED})
"""What can be recorded as the bank says it."""
_ORE = 100
_ASKED_AT_ONCE = 10_000
"""Identities in one question: databases take so many values, and an account's statement may have far more."""
_REFERENCE = re.compile(r"(?<!\d)7\d{8}(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredPayment:
    """What an answer says of one payment that was ordered, and what it means."""

    matched: Matched
    line: Line
    shown: Shown | None
    day: datetime.date
    obstacle: Text | None
    """Why it cannot be recorded as the bank says it; None if it can be, or if there is nothing to record."""

    @property
    def verdict(self) -> Verdict:
        """What it means."""
        return self.matched.verdict

    @property
    def is_recordable(self) -> bool:
        """Whether it is recorded with the answer."""
        return self.verdict in RECORDABLE and self.obstacle is None

    @property
    def why(self) -> Text:
        """Why the bank refused or returned it, as it says; empty where it says nothing."""
        said = [part for one in self.matched.reported for part in (*map(reason_words, one.reasons), Text(one.words))]
        unlike = dict.fromkeys((part.sv, part.in_language("en")) for part in said if part.sv)
        return Text(", ".join(sv for sv, _ in unlike), ", ".join(en for _, en in unlike))

    @property
    def reference(self) -> str:
        """The bank's reference, or the payment's own identity."""
        return next((one.reference for one in self.matched.reported if one.reference), self.line.end_to_end_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredRepayment:
    """Money that came in with the reference of a recipient."""

    reported: ReportedPayment
    repayment: Repayment
    amounts: Mapping[str, int]
    """By grant, in kronor: what it pays back; empty where that is not given."""
    is_known: bool
    """Whether it is recorded already."""
    obstacle: Text | None

    @property
    def amount(self) -> int:
        """Whole kronor."""
        return (self.reported.amount or 0) // _ORE

    @property
    def is_recordable(self) -> bool:
        """Whether it is recorded with the answer."""
        return not self.is_known and self.obstacle is None


@dataclass(frozen=True)
class AnswerMeaning:
    """What an answer means as things stand."""

    payments: tuple[AnsweredPayment, ...]
    repayments: tuple[AnsweredRepayment, ...]

    def of(self, *verdicts: Verdict) -> list[AnsweredPayment]:
        """Return the payments that it means one of these for, and that can be recorded so."""
        return [one for one in self.payments if one.verdict in verdicts and one.is_recordable]

    @property
    def to_repay(self) -> list[AnsweredRepayment]:
        """The repayments that can be recorded."""
        return [one for one in self.repayments if one.is_recordable]

    @property
    def is_recordable(self) -> bool:
        """Whether anything can be recorded."""
        return bool(self.of(*RECORDABLE) or self.to_repay)

    @cached_property
    def seen(self) -> str:
        """A word for what is recorded: another word means that something has changed since it was shown."""
        parts: list[object] = [[one.line.end_to_end_id, one.verdict, str(one.day)] for one in self.of(*RECORDABLE)]
        parts += [[reference_of(one.repayment.money.account), dict(one.amounts)] for one in self.to_repay]
        return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()[:16]


def kept_of(answer: BankAnswer, payer: Organisation) -> tuple[BankAnswer, int]:
    """Return what of an answer is kept, and how many of its payments are not: those of others."""
    lines = _lines_of(answer, payer)
    known, orders = {line.end_to_end_id for line in lines}, {line.batch.message_id for line in lines}
    recipients = {reference_of(account) for account in _accounts_of(answer.lines)}

    def is_ours(one: ReportedPayment) -> bool:
        of_order = one.order and any(is_of_order(one.order, message_id) for message_id in orders)
        return bool(one.end_to_end_id in known or of_order or not recipients.isdisjoint(_references(one)))

    kept = tuple(one for one in answer.lines if is_ours(one))
    whole = answer.whole if answer.original_message_id in orders else None
    return msgspec.structs.replace(answer, lines=kept, whole=whole), len(answer.lines) - len(kept)


def meaning_of(received: ReceivedAnswer, at: datetime.datetime) -> AnswerMeaning:
    """Return what an answer means at a moment; a few questions, however many payments it has."""
    answer, payer = received.answer, received.payer
    lines = _lines_of(answer, payer)
    accounts = _accounts_of(answer.lines)
    shown = {
        one: shown_named(one) for one in {line.agreement_id for line in lines} | {a.agreement_id for a in accounts}
    }
    places = {(line.agreement_id, line.organisation_id): line.organisation for line in lines}
    places |= {(one.agreement_id, one.organisation_id): one.organisation for one in accounts}
    wanted = {place: (it, whose) for place, whose in places.items() if (it := shown[place[0]]) is not None}
    found = moneys_under(list(wanted.values()), at)
    moneys = {(one.shown.agreement.id, one.organisation.code): one for one in found}
    by_identity = {line.end_to_end_id: line for line in lines}
    elsewhere = _told_elsewhere(received, by_identity)
    matched = held_against(answer, [_ordered(line, elsewhere.get(line.end_to_end_id, ())) for line in lines])
    return AnswerMeaning(
        tuple(
            _payment(one, by_identity[one.ordered.end_to_end_id], moneys, at)
            for one in matched
            if one.ordered is not None
        ),
        tuple(_repayments(answer.lines, payer, accounts, moneys)),
    )


def _lines_of(answer: BankAnswer, payer: Organisation) -> list[Line]:
    mine = Line.objects.filter(batch__payer=payer).select_related("batch", "organisation")
    said = sorted({one.end_to_end_id for one in answer.lines if one.end_to_end_id})
    found = {
        line.pk: line
        for first in range(0, len(said), _ASKED_AT_ONCE)
        for line in mine.filter(end_to_end_id__in=said[first : first + _ASKED_AT_ONCE])
    }
    orders = {one.order for one in answer.lines if one.order} | {answer.original_message_id} - {""}
    if orders:
        named = sorted(orders | {order.removesuffix("-1") for order in orders})
        for first in range(0, len(named), _ASKED_AT_ONCE):
            some = named[first : first + _ASKED_AT_ONCE]
            found |= {line.pk: line for line in mine.filter(batch__message_id__in=some)}
    return [found[key] for key in sorted(found)]


def _accounts_of(lines: Iterable[ReportedPayment]) -> list[Account]:
    references = {reference for line in lines for reference in _references(line)}
    return accounts_of(references)


def _references(line: ReportedPayment) -> set[str]:
    if line.outcome is not PaymentOutcome.RECEIVED:
        return set()
    return set(_REFERENCE.findall(f"{line.end_to_end_id} {line.words}".replace("-", "")))


def _told_elsewhere(received: ReceivedAnswer, ours: Mapping[str, Line]) -> dict[str, list[ReportedPayment]]:
    """Return what the payer's other answers say of the payments that this one is about, oldest first."""
    found: dict[str, list[ReportedPayment]] = {}
    for other in ReceivedAnswer.objects.filter(payer=received.payer).exclude(pk=received.pk).order_by("number"):
        for line in other.answer.lines:
            if line.end_to_end_id in ours:
                found.setdefault(line.end_to_end_id, []).append(line)
    return found


def _ordered(line: Line, told_elsewhere: Iterable[ReportedPayment]) -> Ordered:
    return Ordered(
        told_elsewhere=tuple(told_elsewhere),
        end_to_end_id=line.end_to_end_id,
        message_id=line.batch.message_id,
        amount=line.amount,
        is_open=line.state == WAITING,
        is_paid=line.state == PAID,
        is_returned=line.state == RETURNED,
    )


def _payment(
    matched: Matched, line: Line, moneys: Mapping[tuple[str, str], Money], at: datetime.datetime
) -> AnsweredPayment:
    today = swedish_day(at)
    days = [one.day for one in (*matched.reported, *matched.added) if one.day is not None]
    day = max(days, default=min(line.batch.execution_day, today))
    money = moneys.get((line.agreement_id, line.organisation_id))
    why: Text | None = None
    if matched.verdict in RECORDABLE:
        why = _NOT_SHOWN if money is None else _obstacle(matched.verdict, line, money, day, at)
    return AnsweredPayment(matched=matched, line=line, shown=money.shown if money else None, day=day, obstacle=why)


def _obstacle(verdict: Verdict, line: Line, money: Money, day: datetime.date, at: datetime.datetime) -> Text | None:
    if verdict is Verdict.PAID:
        return _not_payable(line, money, day, at)
    paid = money.book.facts.get(line.payment)
    if verdict is Verdict.REFUSED or not isinstance(paid, Paid):
        return None
    tried = PaymentReturned(
        id="tried", recipient=money.organisation.code, clause=paid.clause, paid=paid, day=day, reference="–",
        reason="–", at=max(at, money.book.latest) if money.book.latest else at,
    )  # fmt: skip
    refused = refusal(tried, money.book, money.terms, money.standings)
    return Text(refused.in_language("sv"), refused.in_language("en")) if refused else None


def _not_payable(line: Line, money: Money, day: datetime.date, at: datetime.datetime) -> Text | None:
    today = swedish_day(at)
    claim = ordered(line, money)
    if claim is None:
        return _NO_LONGER
    came = payable_from(money.book, claim, at)
    if day < came:
        return refusals.paid_before(written_day(day), written_day(came)).says
    if day > today:
        return Text(
            f"Banken skriver {day}, och den dagen har inte kommit.", f"The bank writes {day}, which is to come."
        )
    refused = obstacle(claim, money.book, money.terms, money.standings, at, ordered_at=line.batch.made_at)
    return Text(refused.in_language("sv"), refused.in_language("en")) if refused else None


def _repayments(
    lines: Sequence[ReportedPayment],
    payer: Organisation,
    accounts: Sequence[Account],
    moneys: Mapping[tuple[str, str], Money],
) -> Iterable[AnsweredRepayment]:
    """Give what came in with references of those who pay back to the payer; one for each is recorded at a time."""
    begun: set[int] = set()
    for line in lines:
        stated = _references(line)
        for account in (one for one in accounts if reference_of(one) in stated):
            money = moneys.get((account.agreement_id, account.organisation_id))
            repayment = Repayment(money) if money is not None else None
            if repayment is None or not goes_to(repayment, payer):
                continue
            kronor, ore = divmod(line.amount or 0, _ORE)
            is_known = any(
                not one.is_undone and one.amount == kronor and one.day == line.day for one in repayment.transfers
            )
            amounts = _amounts(repayment, kronor)
            why: Text | None = None
            if not is_known:
                why = _not_repayable(line, ore, amounts, is_second=account.pk in begun)
                begun.add(account.pk)
            yield AnsweredRepayment(
                reported=line, repayment=repayment, amounts=amounts, is_known=is_known, obstacle=why
            )


def _amounts(repayment: Repayment, kronor: int) -> dict[str, int]:
    """Return what of each grant a sum pays back, where only one way is possible: all of it, or a single grant."""
    owed = {one.grant.id: one.sums for one in repayment.grants if one.sums.to_repay}
    whole = {grant: sums.to_repay for grant, sums in owed.items() if sums.to_repay <= sums.can_be_repaid}
    if len(whole) == len(owed) and sum(whole.values()) == kronor:
        return whole
    if len(owed) == 1 and 0 < kronor <= next(iter(owed.values())).can_be_repaid:
        return {next(iter(owed)): kronor}
    return {}


def _not_repayable(line: ReportedPayment, ore: int, amounts: Mapping[str, int], *, is_second: bool) -> Text | None:
    if ore or line.day is None or not amounts or is_second:
        return _BY_HAND
    return None


_NOT_SHOWN = Text("Överenskommelsen visas inte längre.", "The agreement is no longer shown.")
_NO_LONGER = Text(
    "Det som beställdes går inte längre att betala så: begäran eller beloppet har ändrats sedan dess. Se efter hur det "
    "står, och registrera det för hand.",
    "What was ordered can no longer be paid as it was ordered: the request or the sum has changed since. See how it "
    "stands, and record it by hand.",
)
_BY_HAND = Text(
    "Hur inbetalningen delas på medlen framgår inte av den. Registrera den för hand.",
    "How the money is split over the grants does not follow from it. Record it by hand.",
)

"""Taking in a bank's answer, and recording what it says: one confirmation, one transaction.

Each payment's own act leaves its event in the recipient's history, as when it is confirmed by hand; the answer's act
tells, in the payer's, what was recorded by it. Order of locks: the duties to pay back, the money of all recipients, the
lines of batches, the answer, the events last.
"""

import datetime
import hashlib

import msgspec

from naravard.agreement.model import Text
from naravard.exchange.bank_answers import BankAnswer, Verdict
from naravard.web.access.actor import Actor
from naravard.web.access.acts import act, tell
from naravard.web.access.permissions import Permission
from naravard.web.durable import durably
from naravard.web.history.content import Plain, Thing
from naravard.web.history.kinds import PAYER, event, example
from naravard.web.ledger.account_lock import locked_money
from naravard.web.organisations.models import Organisation
from naravard.web.payments import refusals
from naravard.web.payments.acts import return_payment
from naravard.web.payments.answers import AnswerMeaning, kept_of, meaning_of
from naravard.web.payments.batch_acts import confirm_line, put_line_back
from naravard.web.payments.models import Line, ReceivedAnswer
from naravard.web.payments.second_person import require_confirmer
from naravard.web.repayments.acts import record_repayment
from naravard.web.repayments.references import reference_of
from naravard.web.tasks.changes import locked_duty

_ANSWER = Thing("bank-answer", "exempel/2", Text("Bankens svar 2", "The bank's answer 2"))


def sha256_of(content: bytes) -> str:
    """Return the hash that a file is known by."""
    return hashlib.sha256(content).hexdigest()


@act(
    Permission.PAY,
    leaves=event(
        "bank-answer-received",
        Text(
            "{who} läste in {thing:lower} om {payments} betalningar. Inget bokfördes.",
            "{who} took in {thing:lower} about {payments} payments. Nothing was recorded.",
        ),
        example(_ANSWER, organisation=PAYER, after={"payments": 2, "file": "camt054.xml"}),
    ),
)
def receive_answer(
    *,
    actor: Actor,
    organisation: Organisation,
    name: str,
    content: bytes,
    answer: BankAnswer,
    at: datetime.datetime,
) -> ReceivedAnswer:
    """Keep what a bank's answer says of the payer's payments and of known references; nothing is recorded by it.

    Raises:
        MoneyRefusedError: when the same file was taken in before, or says nothing of any of them.
    """
    payer = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.code)
    before = ReceivedAnswer.objects.filter(payer=payer, sha256=sha256_of(content)).first()
    if before is not None:
        raise refusals.answer_received(before)
    kept, others = kept_of(answer, payer)
    if not kept.lines and kept.whole is None:
        raise refusals.answer_of_others(others)
    newest = ReceivedAnswer.objects.filter(payer=payer).order_by("-number").first()
    made: ReceivedAnswer = ReceivedAnswer.objects.create(
        payer=payer,
        number=newest.number + 1 if newest else 1,
        sha256=sha256_of(content),
        name=name[:200],
        content=msgspec.to_builtins(kept),
        others=others,
        received_at=at,
        received_by=actor.who.code,
    )
    told: dict[str, Plain] = {
        "payments": len(kept.lines),
        "file": made.name,
        "sha256": made.sha256,
        "format": kept.format,
        "message": kept.message_id,
        "others": others,
    }
    tell(
        actor=actor, organisation=payer, thing=made.thing(), kind="bank-answer-received", at=at, before=None, after=told
    )
    return made


@act(
    Permission.PAY,
    leaves=event(
        "bank-answer-recorded",
        Text(
            "{who} bokförde {thing:lower}: {paid} betalda, {refused} avvisade, {returned} tillbaka från banken och "
            "{repaid} återbetalade.",
            "{who} recorded {thing:lower}: {paid} paid, {refused} refused, {returned} come back from the bank and "
            "{repaid} repaid.",
        ),
        example(_ANSWER, organisation=PAYER, after={"paid": 2, "refused": 1, "returned": 0, "repaid": 0}),
    ),
)
def settle_answer(
    *, actor: Actor, organisation: Organisation, number: int, seen: str, at: datetime.datetime
) -> AnswerMeaning:
    """Say that what an answer means is recorded, as the actor has ``seen`` it; return what that is.

    Raises:
        MoneyRefusedError: when nothing of it can be recorded, or when it means something else by now.
        FourEyesProblem: when the actor ordered a batch of which it says that payments are made.
    """
    received = ReceivedAnswer.objects.select_for_update(no_key=True, of=("self",)).select_related("payer").get(
        payer=organisation, number=number
    )  # fmt: skip
    meaning = meaning_of(received, at)
    if not meaning.is_recordable:
        raise refusals.nothing_to_record()
    if meaning.seen != seen:
        raise refusals.answer_changed()
    for batch in {one.line.batch for one in meaning.of(Verdict.PAID)}:
        require_confirmer(actor, batch)
    received.recorded_at = at
    received.save(update_fields=["recorded_at"])
    told: dict[str, Plain] = {
        "paid": len(meaning.of(Verdict.PAID)),
        "refused": len(meaning.of(Verdict.REFUSED)),
        "returned": len(meaning.of(Verdict.RETURNED)),
        "repaid": len(meaning.to_repay),
        "sha256": received.sha256,
        "identities": [one.line.end_to_end_id for one in meaning.payments if one.is_recordable],
    }
    tell(
        actor=actor,
        organisation=organisation,
        thing=received.thing(),
        kind="bank-answer-recorded",
        at=at,
        before=None,
        after=told,
    )
    return meaning


def record_answer(
    *, actor: Actor, organisation: Organisation, number: int, seen: str, at: datetime.datetime
) -> AnswerMeaning:
    """Record all that an answer means, as the actor has ``seen`` it, or nothing: each payment by its own act.

    The same file once more changes nothing, since what it says is recorded then.

    Raises:
        MoneyRefusedError: when nothing can be recorded, or something has changed since it was shown.
        FourEyesProblem: when the actor ordered a batch of which it says that payments are made.
    """
    received = ReceivedAnswer.objects.select_related("payer").get(payer=organisation, number=number)
    with durably():
        _lock(meaning_of(received, at), at)
        meaning = settle_answer(actor=actor, organisation=organisation, number=number, seen=seen, at=at)
        for repaid in meaning.to_repay:
            money = repaid.repayment.money
            assert repaid.reported.day is not None  # noqa: S101 - for the type checker; what has none is not recorded
            record_repayment(
                actor=actor, recipient=money.organisation, agreement_id=money.shown.agreement.id,
                day=repaid.reported.day, reference=reference_of(money.account), transferred=repaid.amount,
                amounts=repaid.amounts, at=at,
            )  # fmt: skip
        for one in meaning.of(Verdict.PAID):
            confirm_line(actor=actor, line=one.line.pk, day=one.day, at=at, reference=one.reference)
        for one in meaning.of(Verdict.REFUSED):
            put_line_back(actor=actor, line=one.line.pk, reason=refused_words(one.why.sv), at=at)
        for one in meaning.of(Verdict.RETURNED):
            return_payment(
                actor=actor, organisation=one.line.organisation, agreement_id=one.line.agreement_id,
                payment=one.line.payment, day=one.day, reference=one.reference, reason=refused_words(one.why.sv), at=at,
            )  # fmt: skip
    return meaning


def refused_words(why: str) -> str:
    """Return the reason of what the bank did not do; that it gives none if it gives none."""
    return f"Banken: {why}" if why else "Banken säger inte varför"


def _lock(meaning: AnswerMeaning, at: datetime.datetime) -> None:
    """Lock all that will be touched, in the order of docs/architecture.md."""
    repaid = [one.repayment for one in meaning.to_repay]
    for one in sorted(repaid, key=lambda it: (it.organisation.code, it.shown.agreement.id)):
        if one.duty is not None:
            locked_duty(one.organisation, one.shown.agreement.id, one.duty.id, at=at, seen_version=None)
    paid = [one.line for one in meaning.payments if one.is_recordable]
    whose = {(line.organisation_id, line.agreement_id): line.organisation for line in paid}
    whose |= {(one.organisation.code, one.shown.agreement.id): one.organisation for one in repaid}
    for (_code, agreement_id), organisation in sorted(whose.items()):
        locked_money(organisation, agreement_id, at=at, seen_version=None)
    list(Line.objects.select_for_update(no_key=True).filter(pk__in=[line.pk for line in paid]).order_by("pk"))

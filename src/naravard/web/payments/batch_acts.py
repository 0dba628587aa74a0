"""The acts on batches: make an order to the bank, fetch its file, confirm a payment, put back what the bank refused.

Order of locks: the payer, then the recipients' money in the order of their codes, then lines, the event last.
"""

import datetime
from collections.abc import Mapping, Sequence
from uuid import uuid4

import msgspec
from django.utils import timezone

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Text
from naravard.agreement.wording import day as written_day
from naravard.exchange.bank_days import next_bank_day, why_closed
from naravard.exchange.pain001 import NotAPaymentFileError, Version, checked
from naravard.ledger.facts import Paid
from naravard.web.access.actor import Actor, NotAllowedError
from naravard.web.access.acts import act, tell
from naravard.web.access.matters import OTHERS
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import Shown, shown_named
from naravard.web.history.content import Thing
from naravard.web.history.kinds import PAYER, event, example
from naravard.web.ledger.account_lock import LockedMoney, locked_money
from naravard.web.ledger.accounts import reference_numbers
from naravard.web.ledger.errors import LedgerRefusedError, MoneyRefusedError, NoMoneyError
from naravard.web.organisations.bank_terms import bank_terms_of
from naravard.web.organisations.models import Organisation
from naravard.web.payments import claim_payment, refusals
from naravard.web.payments.acts import PAYMENT_RECORDED
from naravard.web.payments.claims import Claim, obstacle
from naravard.web.payments.giros import chosen
from naravard.web.payments.models import PAID, PUT_BACK, WAITING, Batch, FetchedFile, Line, OrderedSums
from naravard.web.payments.order_files import payment_file
from naravard.web.payments.papers import PaperDetails, papers_of
from naravard.web.payments.payers import require_payer
from naravard.web.payments.references import demanded
from naravard.web.payments.second_person import Choice, require_confirmer

_BATCH = Thing("payment-batch", "exempel/3", Text("Utbetalningsomgång 3", "Payment batch 3"))


@act(
    Permission.PAY,
    leaves=event(
        "payment-batch-made",
        Text(
            "{who} beställde {payments} betalningar på tillsammans {amount:kronor} av banken till {day} "
            "({thing:lower}).",
            "{who} ordered {payments} payments of {amount:kronor} in all from the bank for {day} ({thing:lower}).",
        ),
        example(_BATCH, organisation=PAYER, after={"payments": 2, "amount": 30_039_872, "day": "2022-10-06"}),
    ),
)
def make_batch(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    choices: Sequence[Choice],
    execution_day: datetime.date,
    at: datetime.datetime,
) -> Batch:
    """Order payments from the bank: what is chosen, all of it or nothing, on a day.

    ``organisation`` is the payer's own. Accounts, names and references are kept as they are now, so that the file is
    the same however often it is fetched.

    Raises:
        MoneyRefusedError: when nothing is chosen, when the day has passed or banks are closed, when an account is
            missing, when something is not to be paid or is in another batch that is open, or when the ledger
            would not let it be paid, or when the file would not keep to its schema.
    """
    shown = shown_named(agreement_id)
    if shown is None:
        raise NoMoneyError(agreement_id, organisation.code)
    require_payer(actor, shown)
    if not choices:
        raise refusals.nothing_chosen()
    require_bank_day(execution_day, at)
    payer = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.code)
    batch = _batch(payer, agreement_id, execution_day, actor, at)
    lines = _lines(batch, shown, sorted(set(choices)), at)
    Line.objects.bulk_create(lines)
    _check_file(batch)
    tell(
        actor=actor,
        organisation=payer,
        thing=batch.thing(),
        kind="payment-batch-made",
        at=at,
        before=None,
        after={
            "agreement": agreement_id,
            "message": batch.message_id,
            "day": execution_day.isoformat(),
            "payments": len(lines),
            "amount": sum(line.amount for line in lines),
        },
    )
    return batch


@act(Permission.PAY, matter=OTHERS, leaves=PAYMENT_RECORDED)
def confirm_line(*, actor: Actor, line: int, day: datetime.date, at: datetime.datetime, reference: str = "") -> Paid:
    """Record that a line of a batch was paid, on a day and with a reference; the line's own where none is given.

    Raises:
        MoneyRefusedError: when the line is settled already, when the day cannot be right, or when the ledger refuses.
        FourEyesProblem: when the actor ordered the batch.
    """
    money, locked = _locked_line(actor, line, at)
    require_confirmer(actor, locked.batch)
    fact = _confirmed(money, locked, day, reference, actor)
    locked.state, locked.payment = PAID, fact.id
    _settle(locked, actor, at)
    claim_payment.tell_paid(actor, money, fact, at)
    return fact


@act(
    Permission.PAY,
    matter=OTHERS,
    leaves=event(
        "payment-put-back",
        Text(
            "{who} la tillbaka betalningen av {amount:kronor} till {whose}: den blev inte av ({thing:lower}).",
            "{who} put the payment of {amount:kronor} to {whose} back: it was not made ({thing:lower}).",
        ),
        example(_BATCH, by=PAYER, before={"amount": 30_039_872}),
    ),
)
def put_line_back(*, actor: Actor, line: int, reason: str, at: datetime.datetime) -> Line:
    """Take a line out of its batch because the bank refused it or the order was never sent: it can be paid again.

    Raises:
        MoneyRefusedError: when the line is settled already, or without a reason.
    """
    money, locked = _locked_line(actor, line, at)
    if not reason.strip():
        raise refusals.no_reason()
    locked.state, locked.reason = PUT_BACK, reason.strip()
    _settle(locked, actor, at)
    tell(
        actor=actor,
        organisation=money.organisation,
        thing=locked.batch.thing(),
        kind="payment-put-back",
        at=at,
        before={"amount": locked.amount, "identity": locked.end_to_end_id},
        after=None,
        reason=reason.strip(),
    )
    return locked


@act(
    Permission.PAY,
    leaves=event(
        "payment-file-fetched",
        Text(
            "{who} hämtade betalfilen på {amount:kronor} ({thing:lower}, hämtning {time}).",
            "{who} fetched the payment file of {amount:kronor} ({thing:lower}, time {time}).",
        ),
        example(_BATCH, organisation=PAYER, after={"amount": 30_039_872, "time": 1}),
    ),
)
def fetch_file(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    number: int,
    version: Version,
    at: datetime.datetime,
    again: bool = False,
) -> bytes:
    """Fetch the payment file of a batch of the payer's own, which is kept: who fetched it, when and how many times.

    ``again`` says that one knows that it was fetched before, or that payments of it are paid.

    Raises:
        MoneyRefusedError: when a payment of it is put back or undone, so that the file no longer holds; when it was
            fetched or paid before and ``again`` is not said.
        FourEyesProblem: when the actor ordered the batch.
    """
    batch = Batch.objects.filter(agreement_id=agreement_id, number=number, payer=organisation).first()
    if batch is None:
        raise NoMoneyError(agreement_id, organisation.code)
    require_confirmer(actor, batch)
    locked = list(Line.objects.select_for_update(no_key=True).filter(batch=batch).order_by("pk"))
    if not batch.is_alive:
        raise refusals.dead_file(batch)
    before = list(batch.fetched_files.all())
    paid = sum(line.state == PAID for line in locked)
    if (before or paid) and not again:
        raise refusals.fetched_before(before, paid=paid)
    FetchedFile.objects.create(
        batch=batch, version=version.value, fetched_at=at, fetched_by=actor.who.code, name=actor.who.name.sv
    )
    tell(
        actor=actor,
        organisation=organisation,
        thing=batch.thing(),
        kind="payment-file-fetched",
        at=at,
        before=None,
        after={
            "amount": sum(line.amount for line in locked),
            "time": len(before) + 1,
            "version": version.value,
            "message": batch.message_id,
        },
    )
    return checked(payment_file(batch), version)


def require_bank_day(execution_day: datetime.date, at: datetime.datetime) -> None:
    """Refuse a day that has passed, or when banks are closed.

    Raises:
        MoneyRefusedError: with the next day when they are open.
    """
    today = swedish_day(at)
    if execution_day < today:
        raise refusals.day_passed(written_day(execution_day), written_day(today))
    closed = why_closed(execution_day)
    if closed is not None:
        raise refusals.banks_closed(written_day(execution_day), closed, written_day(next_bank_day(execution_day)))


def _check_file(batch: Batch) -> None:
    """Refuse an order whose file would not keep to the schema, so that each order that is made can be handed out."""
    try:
        checked(payment_file(batch))
    except NotAPaymentFileError as error:
        raise refusals.not_a_file(error.problems) from error


def _batch(
    payer: Organisation, agreement_id: str, execution_day: datetime.date, actor: Actor, at: datetime.datetime
) -> Batch:
    giro, terms = chosen(payer.bankgiro, payer.plusgiro), bank_terms_of(payer)
    if giro is None and not terms.iban:
        raise refusals.no_payer_account(payer.name)
    newest = Batch.objects.filter(agreement_id=agreement_id).order_by("-number").first()
    batch: Batch = Batch.objects.create(
        agreement_id=agreement_id,
        number=newest.number + 1 if newest else 1,
        payer=payer,
        message_id=f"NV{timezone.localtime(at):%Y%m%d}-{uuid4().hex[:12].upper()}",
        execution_day=execution_day,
        made_at=at,
        made_by=actor.who.code,
        debtor_name=payer.name,
        debtor_number=payer.organisation_number,
        debtor_giro_kind=giro.kind if giro else "",
        debtor_giro=giro.number if giro else "",
        bank_terms=msgspec.to_builtins(terms),
    )
    return batch


def _lines(batch: Batch, shown: Shown, choices: Sequence[Choice], at: datetime.datetime) -> list[Line]:
    organisations = Organisation.objects.in_bulk([code for code, _ in choices])
    papers = papers_of(shown, [code for code, _ in choices])
    stated = reference_numbers(shown)
    numbers = [stated[one.id] for one in demanded(shown) if stated.get(one.id)]
    lines = []
    for sequence, (code, key) in enumerate(choices, start=1):
        if code not in organisations:
            raise refusals.not_there()
        money = locked_money(organisations[code], shown.agreement.id, at=at, seen_version=None)
        lines.append(_line(batch, money, key, sequence, papers, numbers))
    return lines


def _line(
    batch: Batch,
    money: LockedMoney,
    key: str,
    sequence: int,
    papers: Mapping[tuple[str, str], PaperDetails],
    numbers: list[str],
) -> Line:
    whose = money.organisation
    claim = claim_payment.claimed(money, key)
    claim_payment.refuse_in_batch(money, key)
    refused = obstacle(claim, money.book, money.terms, money.standings, money.at)
    if refused is not None:
        error = LedgerRefusedError(refused)
        raise MoneyRefusedError(error.code, _named(whose.name, error))
    asked = papers.get((whose.code, claim.duty))
    giro = asked.giro if asked else chosen(whose.bankgiro, whose.plusgiro)
    if giro is None:
        raise refusals.no_account(whose.name)
    own = asked.payment_reference if asked else ""
    return Line(
        batch=batch,
        sequence=sequence,
        agreement_id=batch.agreement_id,
        organisation=whose,
        claim=key,
        amount=claim.amount,
        ordered=msgspec.to_builtins(OrderedSums(version=claim.version, clause=claim.clause, sums=claim.sums)),
        end_to_end_id=f"{batch.message_id}-{sequence:04}",
        creditor_name=whose.name,
        creditor_number=asked.number if asked else whose.organisation_number,
        giro_kind=giro.kind,
        giro=giro.number,
        remittance=[part for part in (own, *(f"Dnr {number}" for number in numbers), _paid_for(money, claim)) if part],
    )


def _paid_for(money: LockedMoney, claim: Claim) -> str:
    """Say which agreement, what of it and which decision is paid, as the recipient reads it at the payment."""
    return f"{money.shown.agreement.name.sv}: {claim.name.sv}, beslut version {claim.version}"


def _named(name: str, error: LedgerRefusedError) -> Text:
    return Text(f"{name}: {error.says.sv}", f"{name}: {error.says.en}")


def _locked_line(actor: Actor, line: int, at: datetime.datetime) -> tuple[LockedMoney, Line]:
    """Lock the recipient's money and then the line, which has to be open."""
    found = Line.objects.select_related("organisation", "batch").filter(pk=line).first()
    if found is None:
        message = f"there is no line {line}"
        raise NotAllowedError(message)
    money = locked_money(found.organisation, found.agreement_id, at=at, seen_version=None)
    require_payer(actor, money.shown)
    locked = Line.objects.select_for_update(no_key=True).get(pk=line)
    if locked.state != WAITING:
        raise refusals.settled(locked)
    return money, locked


def _confirmed(money: LockedMoney, line: Line, day: datetime.date, reference: str, actor: Actor) -> Paid:
    try:
        return claim_payment.pay(
            money,
            line.claim,
            day=day,
            reference=reference.strip() or line.end_to_end_id,
            by=actor,
            line=line,
        )
    except LedgerRefusedError as error:
        raise LedgerRefusedError(error.refusal, "day" if error.code == "day-not-come" else "") from error


def _settle(line: Line, actor: Actor, at: datetime.datetime) -> None:
    line.settled_at, line.settled_by = at, actor.who.code
    line.save(update_fields=["state", "payment", "reason", "settled_at", "settled_by"])

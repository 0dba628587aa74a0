"""Payments as steps: each week what is accepted is ordered from the bank and confirmed, and what is left goes back."""

import datetime
from collections.abc import Callable, Iterator

from naravard.agreement.model import Agreement
from naravard.exchange.bank_answers import read
from naravard.exchange.bank_days import next_bank_day
from naravard.exchange.pain001 import Version
from naravard.ledger.debts import owing
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import shown_or_404
from naravard.web.demo.year.actors import another, someone
from naravard.web.demo.year.chance import moment, number, weekday_after, workday
from naravard.web.demo.year.steps import ScriptStep
from naravard.web.ledger.accounts import money_of, moneys_of, recipients_of
from naravard.web.organisations.models import Organisation
from naravard.web.payments.answer_acts import receive_answer, record_answer
from naravard.web.payments.answers import meaning_of
from naravard.web.payments.batch_acts import fetch_file, make_batch
from naravard.web.payments.models import WAITING, Batch
from naravard.web.payments.payouts import payables_of
from naravard.web.repayments.acts import record_repayment

Do = Callable[[datetime.datetime], object]


def ordered(agreement_id: str, payer: str) -> Do:
    """Order the payment of all that can be paid, on the next working day; another fetches the file for the bank."""

    def do(at: datetime.datetime) -> None:
        shown = shown_or_404(agreement_id)
        payables = payables_of(moneys_of(shown, recipients_of(shown), at))
        choices = [(one.organisation.code, one.claim.key) for one in payables if one.is_free and one.giro is not None]
        if not choices:
            return
        actor, organisation = someone(payer, Permission.PAY, at.date()), Organisation.objects.get(pk=payer)
        made = make_batch(
            actor=actor,
            organisation=organisation,
            agreement_id=agreement_id,
            choices=choices,
            execution_day=next_bank_day(at.date() + datetime.timedelta(days=1)),
            at=at,
        )
        fetch_file(
            actor=another(payer, Permission.PAY, at.date(), than=made.made_by),
            organisation=organisation,
            agreement_id=agreement_id,
            number=made.number,
            version=Version.V09,
            at=at,
        )

    return do


def confirmed(agreement_id: str, payer: str) -> Do:
    """Take in the bank's answer on what another has ordered, and record it: all of it is paid."""

    def do(at: datetime.datetime) -> None:
        organisation = Organisation.objects.get(pk=payer)
        batches = Batch.objects.filter(payer=organisation, agreement_id=agreement_id, lines__state=WAITING).distinct()
        for batch in batches.order_by("number"):
            actor = another(payer, Permission.PAY, at.date(), than=batch.made_by)
            content = banks_answer(batch)
            received = receive_answer(
                actor=actor, organisation=organisation, name=f"camt054-{batch.execution_day}-{batch.number}.xml",
                content=content, answer=read(content), at=at,
            )  # fmt: skip
            seen = meaning_of(received, at).seen
            record_answer(actor=actor, organisation=organisation, number=received.number, seen=seen, at=at)

    return do


def banks_answer(batch: Batch) -> bytes:
    """Return a bank's notice (camt.054) that what still waits of a batch was booked on its day."""
    entries = "".join(
        f'<Ntry><Amt Ccy="SEK">{line.amount}.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>'
        f"<BookgDt><Dt>{batch.execution_day}</Dt></BookgDt><AcctSvcrRef>{batch.number:04}{line.pk:08}</AcctSvcrRef>"
        f"<NtryDtls><TxDtls><Refs><EndToEndId>{line.end_to_end_id}</EndToEndId></Refs>"
        f'<Amt Ccy="SEK">{line.amount}.00</Amt></TxDtls></NtryDtls></Ntry>'
        for line in batch.lines.filter(state=WAITING).order_by("pk")
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>'
        f"<GrpHdr><MsgId>SVAR-{batch.message_id}</MsgId></GrpHdr><Ntfctn>{entries}</Ntfctn>"
        "</BkToCstmrDbtCdtNtfctn></Document>"
    ).encode()


def repaid(agreement: Agreement, code: str, due: datetime.date) -> Iterator[ScriptStep]:
    """Give the step that pays back what is left: most in time, a few after the last day."""
    late = number(100, code, "repays") < 6
    day = (
        weekday_after(due + datetime.timedelta(days=9))
        if late
        else workday(due - datetime.timedelta(days=number(8, code, "day")))
    )
    yield ScriptStep(moment(day, code, "repaid"), code, _repaid(agreement.id, code))


def _repaid(agreement_id: str, code: str) -> Do:
    def do(at: datetime.datetime) -> None:
        shown, organisation = shown_or_404(agreement_id), Organisation.objects.get(pk=code)
        money = money_of(shown, organisation, at)
        amounts = {one.grant: one.can_be_repaid for one in owing(money.book, money.balance) if one.can_be_repaid}
        duty = money.terms.repayment
        if not amounts or duty is None:
            return
        record_repayment(
            actor=someone(duty.to or "", Permission.PAY, at.date()),
            recipient=organisation,
            agreement_id=agreement_id,
            day=at.date(),
            reference=f"Återbetalning {code} {at.year}",
            transferred=sum(amounts.values()),
            amounts=amounts,
            at=at,
        )

    return do

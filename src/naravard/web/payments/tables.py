"""The tables of the one who pays: requisitions, what did not come, payments made, and batches."""

from collections.abc import Sequence

from django.urls import reverse

from naravard.agreement.model import Text
from naravard.documents import headings
from naravard.documents.table import TOTAL, Column, Table
from naravard.web.agreements.current import Shown
from naravard.web.agreements.provenance import provenance
from naravard.web.ledger.amount_links import AmountLinks
from naravard.web.payments.addresses import requisition_url
from naravard.web.payments.giros import chosen, giro_words
from naravard.web.payments.inbox import ReceivedRequisition
from naravard.web.payments.lapses import Missing
from naravard.web.payments.models import Batch
from naravard.web.payments.payouts import Payout

_WHICH: tuple[Column[ReceivedRequisition], ...] = (
    Column("duty", Text("Rekvisition", "Requisition"), of=lambda one: one.name),
)
"""Which requisition it is, where more than one is received."""


def requisitions_table(shown: Shown, found: Sequence[ReceivedRequisition], payer: str) -> Table:
    """Return the requisitions, a row for each recipient, with sums; ``payer`` is the code of the one who pays."""
    several = any(len(one.money.terms.requisitions) > 1 for one in found)

    def link(one: ReceivedRequisition) -> str:
        return requisition_url(payer, one)

    columns: tuple[Column[ReceivedRequisition], ...] = (
        Column("recipient", headings.RECIPIENT, of=lambda one: one.organisation.text, total=TOTAL, link=link),
        *(_WHICH if several else ()),
        Column("code", headings.CODE, "code", of=lambda one: one.organisation.code, on_page=False),
        Column("state", headings.STATUS, of=lambda one: one.state.words),
        Column("came", Text("Lämnades in", "Came in"), "date", of=lambda one: one.came),
        Column("due", headings.LAST_DAY, "date", of=lambda one: one.due),
        Column(
            "allotted", Text("Att rekvirera", "To requisition"), "kronor",
            of=lambda one: one.requisitionable, total=sum, link=link,
        ),
        Column(
            "requisitioned", headings.REQUISITIONED, "kronor",
            of=lambda one: one.requisitioned, total=sum, link=link,
        ),
        Column(
            "paid", Text("Utbetalt på rekvisitionen", "Paid on the requisition"), "kronor", of=lambda one: one.paid,
            total=sum, link=link,
        ),
        Column(
            "unmet", Text("Inte uppfyllt", "Not met"), "number",
            of=lambda one: one.unmet if one.checks else None, total=sum,
        ),
        Column("version", headings.VERSION, "number", of=lambda one: one.money.balance.version, on_page=False),
        Column(
            "organisation_number", headings.ORGANISATION_NUMBER, "code",
            of=lambda one: one.organisation.organisation_number, on_page=False,
        ),
        Column(
            "account", headings.ACCOUNT, "code",
            of=lambda one: giro_words(chosen(one.organisation.bankgiro, one.organisation.plusgiro)), on_page=False,
        ),
    )  # fmt: skip
    return Table.of(
        found,
        columns,
        id="rekvisitioner",
        caption=Text("Rekvisitioner", "Requisitions"),
        provenance=provenance(shown),
    )


def missing_table(shown: Shown, found: Sequence[Missing], payer: str, *, may_watch: bool) -> Table:
    """Return what did not come in time, with what follows; the duty's page is for those who watch the country."""
    agreement_id = shown.agreement.id

    def duty(one: Missing) -> str | None:
        return reverse("tasks:holder", args=[agreement_id, one.duty.id, one.organisation.code]) if may_watch else None

    def concerned(one: Missing) -> str:
        return AmountLinks.handled(payer, agreement_id, one.organisation.code).of("allotted", duty=one.duty.id)

    columns: tuple[Column[Missing], ...] = (
        Column("recipient", headings.RECIPIENT, of=lambda one: one.organisation.text, link=duty),
        Column("code", headings.CODE, "code", of=lambda one: one.organisation.code, on_page=False),
        Column("what", Text("Vad som inte har kommit", "What did not come"), of=lambda one: one.what),
        Column("due", headings.LAST_DAY, "date", of=lambda one: one.due),
        Column("came", headings.CAME_IN, "date", of=lambda one: one.came),
        Column(
            "amount", Text("Belopp som berörs", "Amount concerned"), "kronor", of=lambda one: one.amount,
            link=concerned,
        ),
        Column(
            "clause", headings.SECTION, "code", of=lambda one: one.clause,
            link=lambda one: shown.clauses.link(one.clause),
        ),
        Column("follows", Text("Vad som följer", "What follows"), of=lambda one: one.follows),
    )  # fmt: skip
    return Table.of(
        found,
        columns,
        id="uteblivet",
        caption=Text("Det som inte kom i tid", "What did not come in time"),
        provenance=provenance(shown),
    )


def payouts_table(shown: Shown, found: Sequence[Payout], payer: str) -> Table:
    """Return the payments that stand, newest first, with their sum; ``payer`` is the code of the one who pays."""
    where = [payer, shown.agreement.id]

    def link(one: Payout) -> str:
        return reverse("payments:payment", args=[*where, one.fact.id])

    columns: tuple[Column[Payout], ...] = (
        Column("day", headings.DAY, "date", of=lambda one: one.fact.day),
        Column("recipient", headings.RECIPIENT, of=lambda one: one.organisation.text, total=TOTAL, link=link),
        Column("code", headings.CODE, "code", of=lambda one: one.organisation.code, on_page=False),
        Column("claim", headings.FOR, of=lambda one: one.name),
        Column("amount", headings.AMOUNT, "kronor", of=lambda one: one.amount, total=sum, link=link),
        Column("reference", headings.REFERENCE, "code", of=lambda one: one.fact.reference),
        Column("batch", headings.BATCH, "number", of=lambda one: one.line.batch.number if one.line else None),
        Column("version", headings.VERSION, "number", of=lambda one: one.fact.version, on_page=False),
    )  # fmt: skip
    return Table.of(
        found,
        columns,
        id="utbetalningar",
        caption=Text("Utbetalningar", "Payments"),
        provenance=provenance(shown),
    )


def batches_table(found: Sequence[Batch], payer: str) -> Table:
    """Return the batches with what has become of them; ``payer`` is the code of the one who pays."""

    def link(batch: Batch) -> str:
        return reverse("payments:batch", args=[payer, batch.agreement_id, batch.number])

    columns: tuple[Column[Batch], ...] = (
        Column("number", headings.BATCH, "number", of=lambda batch: batch.number, link=link),
        Column("day", Text("Betalningsdag", "Day of payment"), "date", of=lambda batch: batch.execution_day),
        Column("payments", Text("Betalningar", "Payments"), "number", of=lambda batch: len(batch.lines.all())),
        Column(
            "amount", headings.AMOUNT, "kronor", of=lambda batch: sum(line.amount for line in batch.lines.all()),
            link=link,
        ),
        Column(
            "paid", Text("Bekräftat", "Confirmed"), "kronor",
            of=lambda batch: sum(line.amount for line in batch.lines.all() if line.state == "paid"), link=link,
        ),
        Column(
            "waiting", Text("Väntar", "Waiting"), "number",
            of=lambda batch: sum(line.state == "waiting" for line in batch.lines.all()),
        ),
        Column("message", Text("Meddelande", "Message"), "code", of=lambda batch: batch.message_id, on_page=False),
    )  # fmt: skip
    caption = Text("Utbetalningsomgångar", "Payment batches")
    return Table.of(found, columns, id="omgangar", caption=caption)

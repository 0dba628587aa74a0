"""A batch as files: the payment file for the bank, and the same order as a table."""

from naravard.agreement.duties.deadlines import STOCKHOLM
from naravard.agreement.model import Text
from naravard.documents.table import TOTAL, Column, Provenance, Table
from naravard.exchange.pain001 import PaymentFile, Transfer
from naravard.web.agreements.current import Shown
from naravard.web.payments.claims import claim_words
from naravard.web.payments.giros import giro_words
from naravard.web.payments.models import Batch

_COLUMNS = (
    Column("number", Text("Nr", "No."), "number"),
    Column("code", Text("Kod", "Code"), "code"),
    Column("recipient", Text("Mottagare", "Recipient")),
    Column("organisation_number", Text("Organisationsnummer", "Organisation number"), "code"),
    Column("claim", Text("Avser", "For")),
    Column("account", Text("Konto", "Account"), "code"),
    Column("amount", Text("Belopp", "Amount"), "kronor"),
    Column("remittance", Text("Meddelande till mottagaren", "Message to the recipient")),
    Column("identity", Text("Betalningens identitet", "The payment's identity"), "code"),
)


def payment_file(batch: Batch) -> PaymentFile:
    """Return a batch as the file that the bank takes; the same however often, whatever has become of its lines."""
    return PaymentFile(
        message_id=batch.message_id,
        made_at=batch.made_at.astimezone(STOCKHOLM),
        execution_day=batch.execution_day,
        debtor=batch.debtor,
        giro=batch.giro,
        transfers=tuple(
            Transfer(
                end_to_end_id=line.end_to_end_id,
                creditor=line.creditor,
                giro=line.account,
                amount=line.amount,
                remittance=tuple(line.remittance),
            )
            for line in batch.lines.all()
        ),
    )


def order_table(batch: Batch, shown: Shown) -> Table:
    """Return the same order as a table, for a workbook; the sum is the file's control sum."""
    lines = list(batch.lines.all())
    rows = tuple(
        (
            line.sequence,
            line.organisation_id,
            line.creditor_name,
            line.creditor_number,
            claim_words(line.claim, shown).sv,
            giro_words(line.account),
            line.amount,
            "; ".join(line.remittance),
            line.end_to_end_id,
        )
        for line in lines
    )
    total = (None, None, TOTAL.sv, None, None, None, sum(line.amount for line in lines), None, None)
    return Table(
        id=f"utbetalningsomgang-{batch.number}",
        caption=batch.text,
        columns=_COLUMNS,
        rows=rows,
        total=total,
        note=Text(
            f"Meddelande {batch.message_id}. Betalningsdag {batch.execution_day}. Betalas från "
            f"{giro_words(batch.giro)}, {batch.debtor_name}.",
            f"Message {batch.message_id}. Execution day {batch.execution_day}. Paid from {giro_words(batch.giro)}, "
            f"{batch.debtor_name}.",
        ),
        provenance=Provenance(agreement=shown.agreement.name, agreement_id=shown.agreement.id, digest=shown.digest),
    )

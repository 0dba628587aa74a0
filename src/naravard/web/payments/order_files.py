"""A batch as files: the payment file for the bank, and the same order as a table."""

from naravard.agreement.duties.deadlines import STOCKHOLM
from naravard.agreement.model import Text
from naravard.agreement.status_words import DONE, waiting_for
from naravard.documents import headings
from naravard.documents.table import TOTAL, Column, Provenance, Table
from naravard.exchange.pain001 import CreditTransfer, PaymentFile, bank_text
from naravard.web.agreements.current import Shown
from naravard.web.payments.claims import claim_words
from naravard.web.payments.giros import giro_words, payer_account_words
from naravard.web.payments.models import PAID, PUT_BACK, RETURNED, UNDONE, WAITING, Batch, Line

STATES: dict[str, Text] = {
    WAITING: waiting_for(Text("banken", "the bank")),
    PAID: DONE,
    PUT_BACK: Text("Lagd tillbaka", "Put back"),
    UNDONE: Text("Återtagen", "Taken back"),
    RETURNED: Text("Kom tillbaka", "Came back"),
}
"""What each state of a line is called."""


_DEAD = Text(
    "Gäller inte längre som beställning: betalningar i den är lagda tillbaka, återtagna eller har kommit tillbaka. ",
    "No longer holds as an order: payments of it are put back, taken back or have come back. ",
)


def payment_file(batch: Batch) -> PaymentFile:
    """Return a batch as the file that the bank takes; the same however often, whatever has become of its lines."""
    return PaymentFile(
        message_id=batch.message_id,
        made_at=batch.made_at.astimezone(STOCKHOLM),
        execution_day=batch.execution_day,
        debtor=batch.debtor,
        giro=batch.giro,
        terms=batch.terms,
        transfers=tuple(
            CreditTransfer(
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
    """Return the same order as a table, for a workbook; the sum is the file's control sum.

    Each payment says how it stands, and the note that a payment of it is put back or taken back, so that no one pays
    after it what is to be paid in another way.
    """
    columns: tuple[Column[Line], ...] = (
        Column("number", headings.NUMBER, "number", of=lambda line: line.sequence),
        Column("code", headings.CODE, "code", of=lambda line: line.organisation_id),
        Column("recipient", headings.RECIPIENT, of=lambda line: line.creditor_name, total=TOTAL),
        Column("organisation_number", headings.ORGANISATION_NUMBER, "code", of=lambda line: line.creditor_number),
        Column("claim", headings.FOR, of=lambda line: claim_words(line.claim, shown).sv),
        Column("account", headings.ACCOUNT, "code", of=lambda line: giro_words(line.account)),
        Column("amount", headings.AMOUNT, "kronor", of=lambda line: line.amount, total=sum),
        Column(
            "remittance", Text("Meddelande till mottagaren", "Message to the recipient"),
            of=lambda line: ", ".join(bank_text(part) for part in line.remittance),
        ),
        Column(
            "identity", Text("Betalningens identitet", "The payment's identity"), "code",
            of=lambda line: line.end_to_end_id,
        ),
        Column("state", headings.STATUS, of=lambda line: STATES[line.state]),
    )  # fmt: skip
    holds = Text("", "") if batch.is_alive else _DEAD
    return Table.of(
        batch.lines.all(),
        columns,
        id=f"utbetalningsomgang-{batch.number}",
        caption=batch.text,
        note=Text(
            f"{holds.sv}Meddelande {batch.message_id}. Betalningsdag {batch.execution_day}. Betalas från "
            f"{payer_account_words(batch)}, {batch.debtor_name}.",
            f"{holds.en}Message {batch.message_id}. Execution day {batch.execution_day}. Paid from "
            f"{payer_account_words(batch)}, {batch.debtor_name}.",
        ),
        provenance=Provenance(agreement=shown.agreement.name, agreement_id=shown.agreement.id, digest=shown.digest),
    )

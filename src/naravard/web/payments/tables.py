"""The tables of the one who pays: requisitions, what did not come, payments made, and batches."""

from collections.abc import Sequence

from naravard.agreement.model import Text
from naravard.documents.table import TOTAL, Column, Table
from naravard.web.agreements.current import Shown
from naravard.web.agreements.provenance import provenance
from naravard.web.payments.giros import chosen, giro_words
from naravard.web.payments.missing import Missing
from naravard.web.payments.models import Batch
from naravard.web.payments.payouts import Payout
from naravard.web.payments.received import Received
from naravard.web.site.templatetags.naravard import language

_RECIPIENT = Column("recipient", Text("Mottagare", "Recipient"))
_CODE = Column("code", Text("Kod", "Code"), "code")
REQUISITIONS = (
    _RECIPIENT,
    _CODE,
    Column("state", Text("Läge", "Status")),
    Column("came", Text("Inkom", "Came in"), "date"),
    Column("due", Text("Sista dag", "Last day"), "date"),
    Column("allotted", Text("Att rekvirera", "To requisition"), "kronor"),
    Column("requisitioned", Text("Rekvirerat", "Requisitioned"), "kronor"),
    Column("paid", Text("Utbetalat", "Paid"), "kronor"),
    Column("unmet", Text("Inte uppfyllt", "Not met"), "number"),
    Column("version", Text("Version", "Version"), "number"),
    Column("organisation_number", Text("Organisationsnummer", "Organisation number"), "code"),
    Column("account", Text("Konto", "Account"), "code"),
)
MISSING = (
    _RECIPIENT,
    _CODE,
    Column("what", Text("Vad som har uteblivit", "What did not come")),
    Column("due", Text("Sista dag", "Last day"), "date"),
    Column("came", Text("Kom in", "Came in"), "date"),
    Column("amount", Text("Belopp som berörs", "Amount concerned"), "kronor"),
    Column("clause", Text("Avsnitt", "Section"), "code"),
    Column("follows", Text("Vad som följer", "What follows")),
)
PAYOUTS = (
    Column("day", Text("Dag", "Day"), "date"),
    _RECIPIENT,
    _CODE,
    Column("claim", Text("Avser", "For")),
    Column("amount", Text("Belopp", "Amount"), "kronor"),
    Column("reference", Text("Referens", "Reference"), "code"),
    Column("batch", Text("Omgång", "Batch"), "number"),
    Column("version", Text("Version", "Version"), "number"),
)
BATCHES = (
    Column("number", Text("Omgång", "Batch"), "number"),
    Column("day", Text("Betalningsdag", "Execution day"), "date"),
    Column("payments", Text("Betalningar", "Payments"), "number"),
    Column("amount", Text("Belopp", "Amount"), "kronor"),
    Column("paid", Text("Bekräftat", "Confirmed"), "kronor"),
    Column("waiting", Text("Väntar", "Waits"), "number"),
    Column("message", Text("Meddelande", "Message"), "code"),
)


def requisitions_table(shown: Shown, found: Sequence[Received]) -> Table:
    """Return the requisitions, a row for each recipient, with sums."""
    words = language()
    rows = tuple(
        (
            one.organisation.text.in_language(words),
            one.organisation.code,
            one.state.words.in_language(words),
            one.came,
            one.due,
            one.requisitionable,
            one.money.balance.total.requisitioned,
            one.paid,
            one.unmet if one.checks else None,
            one.money.balance.version,
            one.organisation.organisation_number or None,
            giro_words(chosen(one.organisation.bankgiro, one.organisation.plusgiro)) or None,
        )
        for one in found
    )
    sums = (
        sum(one.requisitionable for one in found),
        sum(one.money.balance.total.requisitioned for one in found),
        sum(one.paid for one in found),
        sum(one.unmet for one in found),
    )
    return Table(
        id="rekvisitioner",
        caption=Text("Rekvisitioner", "Requisitions"),
        columns=REQUISITIONS,
        rows=rows,
        total=(TOTAL.in_language(words), None, None, None, None, *sums, None, None, None) if rows else None,
        provenance=provenance(shown),
    )


def missing_table(shown: Shown, found: Sequence[Missing]) -> Table:
    """Return what did not come in time, with what follows."""
    words = language()
    rows = tuple(
        (
            one.organisation.text.in_language(words),
            one.organisation.code,
            one.what.in_language(words),
            one.due,
            one.came,
            one.amount,
            one.clause,
            one.follows.in_language(words),
        )
        for one in found
    )
    return Table(
        id="uteblivet",
        caption=Text("Det som inte kom i tid", "What did not come in time"),
        columns=MISSING,
        rows=rows,
        provenance=provenance(shown),
    )


def payouts_table(shown: Shown, found: Sequence[Payout]) -> Table:
    """Return the payments that stand, newest first, with their sum."""
    words = language()
    rows = tuple(
        (
            one.fact.day,
            one.organisation.text.in_language(words),
            one.organisation.code,
            one.name.in_language(words),
            one.amount,
            one.fact.reference,
            one.line.batch.number if one.line else None,
            one.fact.version,
        )
        for one in found
    )
    total = (None, TOTAL.in_language(words), None, None, sum(one.amount for one in found), None, None, None)
    return Table(
        id="utbetalningar",
        caption=Text("Utbetalningar", "Payments"),
        columns=PAYOUTS,
        rows=rows,
        total=total if rows else None,
        provenance=provenance(shown),
    )


def batches_table(found: Sequence[Batch]) -> Table:
    """Return the batches with what has become of them."""
    rows = tuple(
        (
            batch.number,
            batch.execution_day,
            len(lines),
            sum(line.amount for line in lines),
            sum(line.amount for line in lines if line.state == "paid"),
            sum(line.state == "waiting" for line in lines),
            batch.message_id,
        )
        for batch in found
        for lines in [list(batch.lines.all())]
    )
    return Table(id="omgangar", caption=Text("Utbetalningsomgångar", "Payment batches"), columns=BATCHES, rows=rows)

"""Money back as tables: one recipient's by grant, and all recipients' for those who receive or demand it."""

from collections.abc import Sequence

from naravard.agreement.model import Text
from naravard.documents.table import TOTAL, Column, Row, Table
from naravard.web.agreements.current import Shown
from naravard.web.agreements.provenance import provenance
from naravard.web.repayments.reading import Repayment
from naravard.web.repayments.references import reference_of
from naravard.web.site.templatetags.naravard import language

BY_GRANT = (
    Column("grant", Text("Belopp", "Grant")),
    Column("paid", Text("Utbetalt", "Paid"), "kronor"),
    Column("costs", Text("Kostnader", "Costs"), "kronor"),
    Column("used", Text("Använt av medlen", "Used of the funds"), "kronor"),
    Column("own", Text("Egna kostnader utöver medlen", "Own costs above the funds"), "kronor"),
    Column("left", Text("Kvar", "Left"), "kronor"),
    Column("reclaim_open", Text("Återkrävt och obetalt", "Demanded and unpaid"), "kronor"),
    Column("repaid", Text("Återbetalt", "Repaid"), "kronor"),
    Column("to_repay", Text("Att återbetala", "To repay"), "kronor"),
)
OF_ALL = (
    Column("organisation", Text("Mottagare", "Recipient")),
    Column("code", Text("Kod", "Code"), "code"),
    Column("stage", Text("Läge", "Status")),
    Column("paid", Text("Utbetalt", "Paid"), "kronor"),
    Column("used", Text("Använt", "Used"), "kronor"),
    Column("left", Text("Kvar", "Left"), "kronor"),
    Column("reclaimed", Text("Återkrävt", "Demanded back"), "kronor"),
    Column("repaid", Text("Återbetalt", "Repaid"), "kronor"),
    Column("to_repay", Text("Att återbetala", "To repay"), "kronor"),
    Column("due", Text("Senast", "By"), "date"),
    Column("last", Text("Senast återbetalt", "Last repaid"), "date"),
    Column("late", Text("För sent", "Too late")),
    Column("reference", Text("Referens", "Reference"), "code"),
)
OF_RECLAIMS = (
    Column("organisation", Text("Mottagare", "Recipient")),
    Column("code", Text("Kod", "Code"), "code"),
    Column("report", Text("Ekonomisk redovisning", "Financial report")),
    Column("report_late", Text("Redovisningen", "The report")),
    Column("stage", Text("Återbetalning", "Repayment")),
    Column("paid", Text("Utbetalt", "Paid"), "kronor"),
    Column("to_repay", Text("Att återbetala", "To repay"), "kronor"),
    Column("reclaimed", Text("Återkrävt", "Demanded back"), "kronor"),
    Column("reclaim_open", Text("Återkrävt och obetalt", "Demanded and unpaid"), "kronor"),
)


def by_grant_table(repayment: Repayment) -> Table:
    """Return what one recipient owes by grant."""
    words = language()
    rows = tuple(
        (one.grant.name.in_language(words), *(getattr(one.sums, column.id) for column in BY_GRANT[1:]))
        for one in repayment.grants
    )
    return Table(
        id=f"{repayment.shown.agreement.id}-{repayment.organisation.code}-aterbetalning",
        caption=Text("Vad som ska återbetalas, belopp för belopp", "What is to be repaid, grant by grant"),
        columns=BY_GRANT,
        rows=rows,
        total=(TOTAL.in_language(words), *(repayment.total(column.id) for column in BY_GRANT[1:])),
        provenance=provenance(repayment.shown),
    )


def received_table(shown: Shown, repayments: Sequence[Repayment]) -> Table:
    """Return who owes what."""
    words = language()
    rows = tuple(_received(one, words) for one in repayments)
    return _summed(
        Table(
            id=f"{shown.agreement.id}-aterbetalningar",
            caption=Text("Återbetalningar", "Repayments"),
            columns=OF_ALL,
            rows=rows,
            provenance=provenance(shown),
        ),
        words,
    )


def reclaims_table(shown: Shown, repayments: Sequence[Repayment]) -> Table:
    """Return whose report or repayment is late or missing, and what has been demanded."""
    words = language()
    rows = tuple(_reclaimed(one, words) for one in repayments)
    return _summed(
        Table(
            id=f"{shown.agreement.id}-aterkrav",
            caption=Text("Återkrav", "Reclaims"),
            columns=OF_RECLAIMS,
            rows=rows,
            provenance=provenance(shown),
        ),
        words,
    )


def report_words(one: Repayment) -> Text:
    """Say whether the financial report came in time, late or not at all; empty while its day has not passed."""
    state = one.report_state
    if state is None:
        return Text("", "")
    if state.status.is_finished or state.was_late:
        return Text("för sent", "too late") if state.was_late else Text("i tid", "in time")
    is_over = state.ends_at is not None and one.money.now >= state.ends_at
    return Text("saknas", "missing") if is_over and one.total("paid") else Text("", "")


def _received(one: Repayment, words: str) -> Row:
    came = [transfer.day for transfer in one.transfers if not transfer.is_undone]
    return (
        one.organisation.text.in_language(words),
        one.organisation.code,
        one.stage.label.in_language(words),
        *(one.total(figure) for figure in ("paid", "used", "left", "reclaimed", "repaid", "to_repay")),
        one.last_day,
        max(came, default=None),
        Text("ja", "yes").in_language(words) if one.was_late else None,
        reference_of(one.money.account) or None,
    )


def _reclaimed(one: Repayment, words: str) -> Row:
    return (
        one.organisation.text.in_language(words),
        one.organisation.code,
        one.report_state.status.label.in_language(words) if one.report_state else None,
        report_words(one).in_language(words) or None,
        one.stage.label.in_language(words),
        *(one.total(figure) for figure in ("paid", "to_repay", "reclaimed", "reclaim_open")),
    )


def _summed(table: Table, words: str) -> Table:
    """Give a table its row of totals."""
    total = tuple(
        sum(value for value in table.column(column.id) if isinstance(value, int)) if column.kind == "kronor" else None
        for column in table.columns
    )
    return Table(
        id=table.id, caption=table.caption, columns=table.columns, rows=table.rows,
        total=(TOTAL.in_language(words), *total[1:]), provenance=table.provenance,
    )  # fmt: skip

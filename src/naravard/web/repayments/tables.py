"""Money back as tables: one recipient's by grant, and all recipients' for those who receive or demand it."""

import datetime
from collections.abc import Sequence

from django.urls import reverse

from naravard.agreement.model import Text
from naravard.documents import headings
from naravard.documents.table import TOTAL, Column, Table, yes_if
from naravard.web.agreements.current import Shown
from naravard.web.agreements.provenance import provenance
from naravard.web.repayments.overview import OwedGrant, Repayment
from naravard.web.repayments.references import reference_of

_BY_GRANT: tuple[Column[OwedGrant], ...] = (
    Column("grant", headings.GRANT, of=lambda one: one.grant.name, total=TOTAL),
    Column("paid", headings.PAID, "kronor", of=lambda one: one.sums.paid, total=sum),
    Column("costs", headings.COSTS, "kronor", of=lambda one: one.sums.costs, total=sum),
    Column("used", Text("Använt av medlen", "Used of the funds"), "kronor", of=lambda one: one.sums.used, total=sum),
    Column(
        "own", Text("Egna kostnader utöver medlen", "Own costs above the grant"), "kronor",
        of=lambda one: one.sums.own, total=sum,
    ),
    Column("left", headings.LEFT, "kronor", of=lambda one: one.sums.left, total=sum),
    Column("reclaim_open", headings.RECLAIM_OPEN, "kronor", of=lambda one: one.sums.reclaim_open, total=sum),
    Column("repaid", headings.REPAID, "kronor", of=lambda one: one.sums.repaid, total=sum),
    Column("to_repay", headings.TO_REPAY, "kronor", of=lambda one: one.sums.to_repay, total=sum),
)  # fmt: skip


def by_grant_table(repayment: Repayment) -> Table:
    """Return what one recipient owes by grant."""
    return Table.of(
        repayment.grants,
        _BY_GRANT,
        id=f"{repayment.shown.agreement.id}-{repayment.organisation.code}-aterbetalning",
        caption=Text("Vad som ska återbetalas, belopp för belopp", "What is to be repaid, grant by grant"),
        provenance=provenance(repayment.shown),
    )


def received_table(shown: Shown, repayments: Sequence[Repayment], receiver: str) -> Table:
    """Return who owes what; ``receiver`` is the code of the one who is repaid."""
    columns: tuple[Column[Repayment], ...] = (
        _recipient("repayments:account", receiver),
        Column("code", headings.CODE, "code", of=lambda one: one.organisation.code, on_page=False),
        Column("stage", headings.STATUS, of=lambda one: one.stage.label),
        _sum("paid", headings.PAID),
        _sum("used", headings.USED),
        _sum("left", headings.LEFT),
        _sum("reclaimed", headings.RECLAIMED),
        _sum("repaid", headings.REPAID),
        _sum("to_repay", headings.TO_REPAY),
        Column("due", headings.BY, "date", of=lambda one: one.last_day),
        Column("last", Text("Senast återbetalt", "Last repaid"), "date", of=_last_repaid),
        Column("late", headings.LATE, of=lambda one: yes_if(one.was_late)),
        Column("reference", headings.REFERENCE, "code", of=lambda one: reference_of(one.money.account)),
    )
    return Table.of(
        repayments,
        columns,
        id=f"{shown.agreement.id}-aterbetalningar",
        caption=Text("Återbetalningar", "Repayments"),
        provenance=provenance(shown),
    )


def reclaims_table(shown: Shown, repayments: Sequence[Repayment], receiver: str) -> Table:
    """Return whose report or repayment is late or missing, and what has been demanded."""
    columns: tuple[Column[Repayment], ...] = (
        _recipient("repayments:reclaimed", receiver),
        Column("code", headings.CODE, "code", of=lambda one: one.organisation.code, on_page=False),
        Column(
            "report", Text("Ekonomisk redovisning", "Financial report"),
            of=lambda one: one.report_state.status.label if one.report_state else None,
        ),
        Column("report_late", Text("Redovisningen", "The report"), of=report_words),
        Column("stage", Text("Återbetalning", "Repayment"), of=lambda one: one.stage.label),
        _sum("paid", headings.PAID),
        _sum("to_repay", headings.TO_REPAY),
        _sum("reclaimed", headings.RECLAIMED),
        _sum("reclaim_open", headings.RECLAIM_OPEN),
    )  # fmt: skip
    return Table.of(
        repayments,
        columns,
        id=f"{shown.agreement.id}-aterkrav",
        caption=Text("Återkrav", "Reclaims"),
        provenance=provenance(shown),
    )


def _recipient(name: str, receiver: str) -> Column[Repayment]:
    return Column(
        "organisation", headings.RECIPIENT, of=lambda one: one.organisation.text, total=TOTAL,
        link=lambda one: reverse(name, args=[receiver, one.shown.agreement.id, one.organisation.code]),
    )  # fmt: skip


def _sum(figure: str, heading: Text) -> Column[Repayment]:
    return Column(figure, heading, "kronor", of=lambda one: one.total(figure), total=sum)


def _last_repaid(one: Repayment) -> datetime.date | None:
    return max((transfer.day for transfer in one.transfers if not transfer.is_undone), default=None)


def report_words(one: Repayment) -> Text:
    """Say whether the financial report came in time, late or not at all; empty while its day has not passed."""
    if one.report_was_late:
        return Text("för sent", "too late")
    if one.report_is_missing:
        return Text("saknas", "missing")
    return Text("i tid", "in time") if one.report_is_in else Text("", "")

"""Money back as tables: one recipient's by grant, and all recipients' for those who receive or demand it."""

import datetime
from collections.abc import Sequence

from django.urls import reverse

from naravard.agreement.model import Text
from naravard.documents import headings
from naravard.documents.table import TOTAL, Column, Table, yes_if
from naravard.web.agreements.current import Shown
from naravard.web.agreements.provenance import provenance
from naravard.web.ledger.amount_links import AmountLinks
from naravard.web.repayments.overview import OwedGrant, Repayment, statuses
from naravard.web.repayments.references import reference_of

_BY_GRANT = {
    "paid": headings.PAID,
    "costs": headings.COSTS,
    "used": Text("Använt av medlen", "Used of the funds"),
    "own": Text("Egna kostnader utöver medlen", "Own costs above the grant"),
    "left": headings.LEFT,
    "reclaim_open": headings.RECLAIM_OPEN,
    "paid_above": headings.PAID_ABOVE,
    "repaid": headings.REPAID,
    "to_repay": headings.TO_REPAY,
}


def by_grant_table(repayment: Repayment, handler: str = "") -> Table:
    """Return what one recipient owes by grant; ``handler`` is the code of the one who looks, where it is another."""
    code, agreement_id = repayment.organisation.code, repayment.shown.agreement.id
    amounts = AmountLinks.handled(handler, agreement_id, code) if handler else AmountLinks.own(code, agreement_id)
    return Table.of(
        repayment.grants,
        (
            Column("grant", headings.GRANT, of=lambda one: one.grant.name, total=TOTAL),
            *(
                _of_grant(amounts, figure, heading)
                for figure, heading in _BY_GRANT.items()
                if figure != "paid_above" or repayment.total(figure)  # few agreements are lowered after they are paid
            ),
        ),
        id=f"{agreement_id}-{code}-aterbetalning",
        caption=Text("Vad som ska återbetalas, anslag för anslag", "What is to be repaid, grant by grant"),
        provenance=provenance(repayment.shown),
    )


def _of_grant(amounts: AmountLinks, figure: str, heading: Text) -> Column[OwedGrant]:
    return Column(
        figure, heading, "kronor", of=lambda one: getattr(one.sums, figure), total=sum,
        link=lambda one: amounts.of(figure, one.grant.id),
    )  # fmt: skip


def received_table(shown: Shown, repayments: Sequence[Repayment], receiver: str) -> Table:
    """Return who owes what; ``receiver`` is the code of the one who is repaid."""
    stands = statuses(repayments)
    columns: tuple[Column[Repayment], ...] = (
        _recipient("repayments:account", receiver),
        Column("code", headings.CODE, "code", of=lambda one: one.organisation.code, on_page=False),
        Column("stage", headings.STATUS, of=lambda one: stands[one.organisation.code]),
        _sum(receiver, "paid", headings.PAID),
        _sum(receiver, "used", headings.USED, on_page=False),
        _sum(receiver, "left", headings.LEFT, on_page=False),
        _sum(receiver, "reclaimed", headings.RECLAIMED, on_page=False),
        _sum(receiver, "repaid", headings.REPAID),
        _sum(receiver, "to_repay", headings.TO_REPAY),
        Column("due", headings.BY, "date", of=lambda one: one.last_day),
        Column("last", Text("Senast återbetalt", "Last repaid"), "date", of=_last_repaid, on_page=False),
        Column("late", headings.LATE, of=lambda one: yes_if(one.was_late), on_page=False),
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
        _sum(receiver, "paid", headings.PAID),
        _sum(receiver, "to_repay", headings.TO_REPAY),
        _sum(receiver, "reclaimed", headings.RECLAIMED),
        _sum(receiver, "reclaim_open", headings.RECLAIM_OPEN),
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


def _sum(receiver: str, figure: str, heading: Text, *, on_page: bool = True) -> Column[Repayment]:
    def link(one: Repayment) -> str:
        return AmountLinks.handled(receiver, one.shown.agreement.id, one.organisation.code).of(figure)

    return Column(figure, heading, "kronor", of=lambda one: one.total(figure), total=sum, link=link, on_page=on_page)


def _last_repaid(one: Repayment) -> datetime.date | None:
    return max((transfer.day for transfer in one.transfers if not transfer.is_undone), default=None)


def report_words(one: Repayment) -> Text:
    """Say whether the financial report came in time, late or not at all; empty while its day has not passed."""
    if one.report_was_late:
        return Text("för sent", "too late")
    if one.report_is_missing:
        return Text("saknas", "missing")
    return Text("i tid", "in time") if one.report_is_in else Text("", "")

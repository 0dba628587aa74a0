"""Financial reports as tables: one by grant, all that are to come in, and one that was drawn up several times."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Text
from naravard.agreement.status_words import NOT_BEGUN, NOT_IN, WAITS_FOR_YOU, ShownStatus, waiting_for
from naravard.documents import headings
from naravard.documents.table import TOTAL, Column, Table, yes_if
from naravard.web.agreements.current import Shown
from naravard.web.agreements.provenance import provenance
from naravard.web.financial_reports.document import labels_of, sums_table
from naravard.web.financial_reports.figures import Figures, from_json
from naravard.web.financial_reports.models import DrawnUpReport
from naravard.web.financial_reports.report import FinancialReport, ReportStage
from naravard.web.ledger.amount_links import AmountLinks
from naravard.web.papers.composition import headed


def own_table(report: FinancialReport, handler: str = "") -> Table:
    """Return one report's sums by grant, under the agreement's own labels.

    ``handler`` is the code of the one who looks at it, where it is another than the one whose report it is.
    """
    labels: Mapping[str, Text] = {name: headed(label.sv) if not label.en else label
                                  for name, label in labels_of(report.paper).items()}  # fmt: skip
    names = {terms.grant.id: terms.grant.name for terms in report.money.terms.grants}
    code, agreement_id = report.organisation.code, report.shown.agreement.id
    amounts = AmountLinks.handled(handler, agreement_id, code) if handler else AmountLinks.own(code, agreement_id)
    table = sums_table(report.figures, labels, names, amounts)
    return replace(
        table,
        id=f"{report.shown.agreement.id}-{report.organisation.code}-redovisning",
        provenance=provenance(report.shown),
    )


def received_table(shown: Shown, reports: Sequence[FinancialReport], receiver: str) -> Table:
    """Return all reports that are to come in, by who is to hand them in; ``receiver`` is whose they are to look at."""
    several = any(len(one.money.terms.financial_reports) > 1 for one in reports)

    def link(one: FinancialReport) -> str:
        return one.received_url(receiver)

    columns: tuple[Column[FinancialReport], ...] = (
        Column(
            "organisation", headings.RECIPIENT, of=lambda one: one.organisation.text, total=TOTAL, link=link
        ),
        *(_WHICH if several else ()),
        Column("code", headings.CODE, "code", of=lambda one: one.organisation.code, on_page=False),
        Column("step", headings.STATUS, of=seen_by_receiver),
        Column("time", headings.IN_TIME, of=time_words),
        Column("handed_in", headings.SUBMITTED, "date", of=_submitted),
        Column("due", headings.BY, "date", of=lambda one: one.task.state.due, on_page=False),
        Column(
            "paid", headings.PAID, "kronor", of=lambda one: one.money.balance.total.paid, total=sum,
            link=lambda one: AmountLinks.handled(receiver, shown.agreement.id, one.organisation.code).of("paid"),
        ),
        _sum("costs", headings.COSTS, link, on_page=False),
        _sum("own", headings.OF_WHICH_OWN, link, on_page=False),
        _sum("unused", Text("Inte förbrukat", "Not used"), link),
        Column(
            "alternative", Text("Granskningen: 1 korrekt, 2 inte", "The review: 1 correct, 2 not"), "number",
            of=lambda one: row.alternative if (row := _handed_in(one)) else None,
        ),
        Column(
            "asked", Text("Ber om att öppna igen", "Asks to reopen"),
            of=lambda one: yes_if((row := _handed_in(one)) and row.asked_at), on_page=False,
        ),
        Column(
            "receipt", headings.RECEIPT, "code", on_page=False,
            of=lambda one: row.receipt_number if (row := _handed_in(one)) else None,
        ),
    )  # fmt: skip
    return Table.of(
        reports,
        columns,
        id=f"{shown.agreement.id}-redovisningar",
        caption=Text("Ekonomiska redovisningar", "Financial reports"),
        provenance=provenance(shown),
    )


def _handed_in(one: FinancialReport) -> DrawnUpReport | None:
    return one.standing if one.step.is_in else None


def _sum(
    figure: str, heading: Text, link: Callable[[FinancialReport], str], *, on_page: bool = True
) -> Column[FinancialReport]:
    return Column(
        figure, heading, "kronor", of=lambda one: one.figures.total(figure) if _handed_in(one) else None, total=sum,
        link=link, on_page=on_page,
    )  # fmt: skip


def _submitted(one: FinancialReport) -> datetime.date | None:
    submitted = one.task.record.submitted_at
    return swedish_day(submitted) if submitted else None


def versions_table(report: FinancialReport) -> Table:
    """Return a report as it was each time it was drawn up, side by side: the newest to the right."""
    drawn = [(row, from_json(row.figures)) for row in reversed(report.rows)]
    grants = dict.fromkeys((one.grant, one.name) for _row, figures in drawn for one in figures.grants)
    labels = labels_of(report.paper)
    columns: list[Column[_GrantSum]] = [
        Column("grant", headings.GRANT, of=lambda one: one.name),
        Column("figure", Text("Vilken summa", "Which sum"), of=lambda one: labels[one.figure]),
        *(_version_column(report, row, figures) for row, figures in drawn),
    ]
    return Table.of(
        [_GrantSum(grant, name, figure) for grant, name in grants for figure in ("paid", "costs", "unused")],
        columns,
        id=f"{report.shown.agreement.id}-{report.organisation.code}-redovisning-versioner",
        caption=Text("Summorna varje gång redovisningen gjordes klar", "The sums each time the report was drawn up"),
        provenance=provenance(report.shown),
    )


class _GrantSum(NamedTuple):
    grant: str
    name: str
    figure: str


def _version_column(report: FinancialReport, row: DrawnUpReport, figures: Figures) -> Column[_GrantSum]:
    own = AmountLinks.own(report.organisation.code, report.shown.agreement.id)
    amounts = replace(own, until_fact=row.fact_id)
    by_grant, day = {one.grant: one for one in figures.grants}, swedish_day(row.drawn_up_at)
    return Column(
        f"number-{row.number}",
        Text(f"Nr {row.number}, {day}", f"No {row.number}, {day}"),
        "kronor",
        of=lambda one: getattr(by_grant[one.grant], one.figure) if one.grant in by_grant else None,
        link=lambda one: amounts.of(one.figure, one.grant),
    )


def time_words(report: FinancialReport) -> Text:
    """Say whether the report came in time, late, or is missing after its day; empty while there is time."""
    state = report.task.state
    if state.status.is_finished or state.was_late or report.task.record.submitted_at:
        return Text("för sent", "too late") if state.was_late else Text("i tid", "in time")
    is_over = state.ends_at is not None and report.money.now >= state.ends_at
    if is_over and report.step is not ReportStage.NOTHING_PAID:
        return Text("saknas", "missing")
    return Text("", "")


def seen_by_receiver(report: FinancialReport) -> ShownStatus:
    """Say how a report stands to the one who receives it: what the recipient does before it is in is its own matter."""
    if report.step is ReportStage.NOTHING_PAID:
        return NOT_BEGUN
    if report.step is ReportStage.HANDED_IN:
        return WAITS_FOR_YOU
    if report.step is ReportStage.ACCEPTED or report.task.state.is_late:
        return report.task.state.shown
    return _OPENED_AGAIN if report.task.is_reopened else NOT_IN


_OPENED_AGAIN = waiting_for(Text("mottagaren", "the recipient")).but(Text("öppnad igen", "opened again"))


_WHICH: tuple[Column[FinancialReport], ...] = (
    Column(
        "duty",
        Text("Redovisning", "Report"),
        of=lambda one: one.kind.name_of(one.shown, one.organisation.code, one.duty),
    ),
)
"""Which report it is, where more than one is received."""

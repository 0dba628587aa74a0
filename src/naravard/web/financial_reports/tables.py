"""Financial reports as tables: one by grant, all that are to come in, and one that was drawn up several times."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Text
from naravard.documents.table import TOTAL, Column, Row, Table
from naravard.web.agreements.current import Shown
from naravard.web.agreements.provenance import provenance
from naravard.web.financial_reports.document import labels_of, sums_table
from naravard.web.financial_reports.figures import from_json
from naravard.web.financial_reports.report import Report, Step
from naravard.web.papers.composing import headed
from naravard.web.site.templatetags.naravard import language

OF_ALL = (
    Column("organisation", Text("Mottagare", "Recipient")),
    Column("code", Text("Kod", "Code"), "code"),
    Column("step", Text("Läge", "Status")),
    Column("time", Text("I tid", "In time")),
    Column("handed_in", Text("Inlämnad", "Handed in"), "date"),
    Column("due", Text("Senast", "By"), "date"),
    Column("paid", Text("Utbetalt", "Paid"), "kronor"),
    Column("costs", Text("Kostnader", "Costs"), "kronor"),
    Column("own", Text("Varav egna", "Of which own"), "kronor"),
    Column("unused", Text("Inte förbrukat", "Not used"), "kronor"),
    Column("alternative", Text("Ekonomichefens alternativ", "The CFO's alternative"), "number"),
    Column("asked", Text("Ber om att öppna igen", "Asks to reopen")),
    Column("receipt", Text("Kvitto", "Receipt"), "code"),
)


def own_table(report: Report) -> Table:
    """Return one report's sums by grant, under the agreement's own labels."""
    labels: Mapping[str, Text] = {name: headed(label.sv) if not label.en else label
                                  for name, label in labels_of(report.paper).items()}  # fmt: skip
    names = {terms.grant.id: terms.grant.name for terms in report.money.terms.grants}
    table = sums_table(report.figures, labels, names, language())
    return replace(
        table,
        id=f"{report.shown.agreement.id}-{report.organisation.code}-redovisning",
        provenance=provenance(report.shown),
    )


def received_table(shown: Shown, reports: Sequence[Report]) -> Table:
    """Return all reports that are to come in, by who is to hand them in."""
    words = language()
    rows = tuple(_received(one, words) for one in reports)
    table = Table(
        id=f"{shown.agreement.id}-redovisningar", caption=Text("Ekonomiska redovisningar", "Financial reports"),
        columns=OF_ALL, rows=rows, provenance=provenance(shown),
    )  # fmt: skip
    sums: list[int | None] = [
        sum(value for value in table.column(column.id) if isinstance(value, int)) if column.kind == "kronor" else None
        for column in OF_ALL
    ]
    return replace(table, total=(TOTAL.in_language(words), *sums[1:]))


def versions_table(report: Report) -> Table:
    """Return a report as it was each time it was drawn up, side by side: the newest to the right."""
    words = language()
    rows_of = [(row, from_json(row.figures)) for row in reversed(report.rows)]
    grants = list(dict.fromkeys((one.grant, one.name) for _row, figures in rows_of for one in figures.grants))
    labels = labels_of(report.paper)
    rows: list[Row] = []
    for grant, name in grants:
        for figure in ("paid", "costs", "unused"):
            values = [
                next((getattr(one, figure) for one in figures.grants if one.grant == grant), None)
                for _row, figures in rows_of
            ]
            rows.append((name, labels[figure].in_language(words), *values))
    return Table(
        id=f"{report.shown.agreement.id}-{report.organisation.code}-redovisning-versioner",
        caption=Text("Summorna varje gång redovisningen upprättades", "The sums each time the report was drawn up"),
        columns=(
            Column("grant", Text("Belopp", "Grant")),
            Column("figure", Text("Summa", "Sum")),
            *(
                Column(
                    f"number-{row.number}",
                    Text(f"Nr {row.number}, {day}", f"No {row.number}, {day}"),
                    "kronor",
                )
                for row, _figures in rows_of
                for day in [swedish_day(row.drawn_up_at)]
            ),
        ),
        rows=tuple(rows),
        provenance=provenance(report.shown),
    )  # fmt: skip


def time_words(report: Report) -> Text:
    """Say whether the report came in time, late, or is missing after its day; empty while there is time."""
    state = report.task.state
    if state.status.is_finished or state.was_late or report.task.record.submitted_at:
        return Text("för sent", "too late") if state.was_late else Text("i tid", "in time")
    is_over = state.ends_at is not None and report.money.now >= state.ends_at
    if is_over and report.step is not Step.NOTHING_PAID:
        return Text("saknas", "missing")
    return Text("", "")


def seen_by_receiver(report: Report) -> Text:
    """Say how a report stands to the one who receives it: what the recipient does before it is in is its own matter."""
    if report.step.is_in or report.step is Step.NOTHING_PAID:
        return report.step.label
    return Text("Öppnad igen", "Opened again") if report.task.is_reopened else Text("Inte inlämnad", "Not handed in")


def _received(one: Report, words: str) -> Row:
    row = one.standing if one.step.is_in else None
    submitted = one.task.record.submitted_at
    sums = [one.figures.total(name) if row else None for name in ("costs", "own", "unused")]
    return (
        one.organisation.text.in_language(words),
        one.organisation.code,
        seen_by_receiver(one).in_language(words),
        time_words(one).in_language(words) or None,
        swedish_day(submitted) if submitted else None,
        one.task.state.due,
        one.money.balance.total.paid,
        *sums,
        row.alternative if row else None,
        Text("ja", "yes").in_language(words) if row and row.asked_at else None,
        row.receipt_number or None if row else None,
    )

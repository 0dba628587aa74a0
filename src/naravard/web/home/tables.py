"""An organisation's agreements and grants as a table: the same columns on its own page, on everyone's and in files."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from naravard.agreement.model import Text
from naravard.agreement.status_words import ShownStatus
from naravard.agreement.wording import clause_reference
from naravard.documents import headings
from naravard.documents.table import TOTAL, Column, Table, sum_if_any, yes_if
from naravard.web.home.agreement_overview import AgreementEntry, Deadline, GrantCondition, GrantLine
from naravard.web.organisations.models import Organisation

_OWN = frozenset({"paid", "status"})
"""The columns that only the organisation's own people see."""


class OverviewRow(NamedTuple):
    """A grant, or an agreement that asks something of the organisation and gives it nothing."""

    entry: AgreementEntry
    line: GrantLine | None

    @property
    def next(self) -> Deadline | None:
        """What is to be done next."""
        return self.line.next if self.line else self.entry.next

    @property
    def status(self) -> ShownStatus | None:
        """How it stands."""
        found = self.line.status if self.line else self.entry.status
        return found.shown if found else None


def overview_table(organisation: Organisation, entries: Iterable[AgreementEntry], *, is_public: bool) -> Table:
    """Return the grants of some agreements, a row each, in the order of the agreements."""
    columns: tuple[Column[OverviewRow], ...] = (
        Column(
            "agreement", Text("Överenskommelse", "Agreement"), of=lambda row: row.entry.shown.agreement.name,
            on_page=False,
        ),
        Column(
            "agreement_id", Text("Överenskommelsens id", "The agreement's id"), "code",
            of=lambda row: row.entry.shown.agreement.id, on_page=False,
        ),
        Column(
            "from", Text("Från och med", "From"), "date", of=lambda row: row.entry.shown.agreement.period.from_,
            on_page=False,
        ),
        Column(
            "until", Text("Till och med", "To"), "date", of=lambda row: row.entry.shown.agreement.period.to,
            on_page=False,
        ),
        Column(
            "closed", Text("Överenskommelsen är avslutad", "The agreement is closed"),
            of=lambda row: yes_if(row.entry.is_closed), on_page=False,
        ),
        Column("grant", headings.GRANT, of=lambda row: row.line.grant.name if row.line else None, total=TOTAL),
        Column(
            "grant_id", headings.CODE, "code", of=lambda row: row.line.grant.id if row.line else None, on_page=False
        ),
        Column("through", Text("Genom", "Through"), of=_through),
        Column(
            "amount", headings.AMOUNT_KR, "kronor", of=lambda row: row.line.amount if row.line else None,
            total=sum_if_any, link=lambda row: row.line.amount_url if row.line else None,
        ),
        Column(
            "paid", Text("Utbetalat, kr", "Paid, kronor"), "kronor", of=lambda row: row.line.paid if row.line else None,
            total=sum_if_any, link=lambda row: row.line.paid_url if row.line else None,
        ),
        Column("conditions", Text("Villkor", "Conditions"), of=_conditions, on_page=False, swedish=True),
        Column("due", Text("Nästa dag", "Next day"), "date", of=lambda row: row.next.due if row.next else None),
        Column(
            "days_left", Text("Dagar kvar", "Days left"), "number",
            of=lambda row: row.next.left if row.next else None, on_page=False,
        ),
        Column(
            "next", Text("Vad som ska göras till dess", "What is to be done by then"),
            of=lambda row: row.next.says if row.next else None, link=lambda row: row.next.url if row.next else None,
        ),
        Column("to", headings.TO, of=lambda row: row.next.receiver if row.next else None, on_page=False),
        Column("clause", headings.SECTION, "code", of=lambda row: row.next.duty.clause if row.next else None),
        Column("status", headings.STATUS, of=lambda row: row.status),
    )  # fmt: skip
    return Table.of(
        _rows(entries),
        [column for column in columns if not (is_public and column.id in _OWN)],
        id=f"{organisation.code}-overenskommelser",
        caption=Text("Överenskommelser och belopp", "Agreements and grants"),
    )


def _rows(entries: Iterable[AgreementEntry]) -> Iterator[OverviewRow]:
    for entry in entries:
        for line in entry.lines or (None,):
            yield OverviewRow(entry, line)


def _through(row: OverviewRow) -> Text | None:
    return row.line.giver.text if row.line and row.line.giver else None


def _conditions(row: OverviewRow) -> Text | None:
    if row.line is None or not row.line.conditions:
        return None
    return Text(_quoted(row.line.conditions, "sv"), _quoted(row.line.conditions, "en"))


def _quoted(conditions: Iterable[GrantCondition], language: str) -> str:
    return " ".join(f"”{one.text}” ({clause_reference(one.clause, language)})" for one in conditions)

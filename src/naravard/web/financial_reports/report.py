"""An organisation's financial report: its stage, its figures, what has been written, and what is missing."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from django.urls import reverse

from naravard.agreement.duties import Status, ends_at
from naravard.agreement.model import Duty, Text
from naravard.agreement.status_words import LATE, ShownStatus, waiting_for
from naravard.documents.paper_pdf import PaperDocument
from naravard.ledger import Book
from naravard.ledger.rules.accounts import is_accounted_for
from naravard.web.financial_reports.document import Review, report_document
from naravard.web.financial_reports.figures import LEAST, Figures, figures_of, from_json
from naravard.web.financial_reports.models import DrawnUpReport
from naravard.web.ledger.accounts import Money
from naravard.web.papers.drafts import next_edition
from naravard.web.papers.paper import WrittenPaper
from naravard.web.papers.prefill import asked_numbers, number_names

PAPER = "financial-report"
_PAGES = ("report", "pdf", "versions", "write", "draw_up", "review", "sign", "reopen")
COMMENT, LEAST_NAME = "omrade-", "namnges-fran"
"""How the names of words on an area begin; and the name of the sum from which an item is named."""


class ReportStage(StrEnum):
    """Where a financial report is on its way."""

    NOTHING_PAID = "nothing-paid"
    WRITING = "writing"
    AT_CFO = "at-cfo"
    AT_SIGNATORY = "at-signatory"
    HANDED_IN = "handed-in"
    ACCEPTED = "accepted"

    @property
    def is_in(self) -> bool:
        """Whether the report has come in."""
        return self in (ReportStage.HANDED_IN, ReportStage.ACCEPTED)


CFO = Text("ekonomichefen", "the chief financial officer")
SIGNATORY = Text("behörig företrädare", "the authorised signatory")
_WAITS_FOR = {ReportStage.AT_CFO: waiting_for(CFO), ReportStage.AT_SIGNATORY: waiting_for(SIGNATORY)}


def in_hand(waits: ShownStatus, status: Status) -> ShownStatus:
    """Say whom a report waits for, and first that it is late where its day has passed."""
    return (
        LATE.but(Text(*(words[:1].lower() + words[1:] for words in (waits.sv, waits.en))))
        if status is Status.LATE
        else waits
    )


@dataclass(frozen=True)
class FinancialReport(WrittenPaper):
    """One organisation's financial report, whatever has become of it."""

    money: Money
    rows: tuple[DrawnUpReport, ...]
    """Every time it was drawn up, the newest first."""

    @property
    def duty(self) -> Duty:
        """The duty that it carries."""
        return self.task.duty

    @property
    def last_day(self) -> datetime.date:
        """The last day that it accounts for."""
        return self.duty.up_to or self.shown.agreement.period.to

    @cached_property
    def accounted(self) -> Money:
        """The money that it accounts for: all of it, or what falls on or before its last day."""
        if self.duty.up_to is None:
            return self.money
        facts = [fact for fact in self.money.book.facts.values() if is_accounted_for(fact, self.duty.up_to)]
        return replace(self.money, book=Book(facts))

    @cached_property
    def addresses(self) -> dict[str, str]:
        """The addresses of the recipient's pages of it, by name."""
        place = self.kind.place(self.shown, self.organisation.code, self.duty)
        return {name: reverse(f"financial_reports:{name}", args=place) for name in _PAGES}

    def received_url(self, receiver_code: str, name: str = "financial_reports:one") -> str:
        """Return the address of one of the receiver's pages of it."""
        return reverse(
            name, args=self.kind.received_place(self.shown, receiver_code, self.organisation.code, self.duty)
        )

    @cached_property
    def standing(self) -> DrawnUpReport | None:
        """The one that stands: drawn up and not opened again."""
        report = self.money.report(self.duty)
        return next((row for row in self.rows if report is not None and row.fact_id == report.id), None)

    @property
    def step(self) -> ReportStage:
        """Where it is on its way."""
        money, status = self.money, self.task.state.status
        if not self.accounted.balance.total.paid:
            return ReportStage.NOTHING_PAID
        if status.is_finished:
            return ReportStage.ACCEPTED if status.value == "done" else ReportStage.HANDED_IN
        if money.report(self.duty) is None:
            return ReportStage.WRITING
        return ReportStage.AT_CFO if money.certificate(self.duty) is None else ReportStage.AT_SIGNATORY

    @property
    def shown_status(self) -> ShownStatus:
        """How it stands: one of the six words, and whom it waits for."""
        waits = _WAITS_FOR.get(self.step)
        return in_hand(waits, self.task.state.status) if waits else self.task.state.shown

    @property
    def not_open(self) -> Text | None:
        """Why it cannot be written yet, or any more: its first day has not come, or the agreement is closed."""
        state = self.task.state
        return state.locked if state.status in (Status.NOT_YET_OPEN, Status.CLOSED) else None

    @property
    def least(self) -> int:
        """From which sum an item is named."""
        return int(self.draft.values.get(LEAST_NAME) or LEAST)

    @cached_property
    def figures(self) -> Figures:
        """The figures: as they were taken down where it is drawn up, otherwise as the ledger has them now."""
        standing = self.standing
        return from_json(standing.figures) if standing else figures_of(self.accounted, least=self.least)

    @property
    def comments(self) -> dict[str, str]:
        """The words on each area, by its id."""
        if self.standing is not None:
            return {area: str(text) for area, text in self.standing.comments.items()}
        return written_comments(self.values)

    @property
    def numbers(self) -> dict[str, str]:
        """The reference numbers that stand on the paper: those stated by the ministry, otherwise as written."""
        return {one: self.number(one) for one in asked_numbers(self.shown.agreement)}

    @property
    def lacks(self) -> list[Text]:
        """All that is missing of what the paper asks for, as sentences."""
        names = number_names(self.shown.agreement)
        details = [
            Text(f"{one.field.label} saknas bland era kontakt- och betalningsuppgifter.",
                 f"{one.field.label} is missing among your contact and payment details.")
            for one in self.details_lacking
        ]  # fmt: skip
        numbers = [
            Text(f"{names[number].sv} saknas. Skriv det i redovisningen.",
                 f"{names[number].in_language('en')} is missing. Write it in the report.")
            for number, written in self.numbers.items()
            if not written
        ]  # fmt: skip
        fields = [
            Text(f"{field.label} saknas.", f"{field.label} is missing.")
            for field in self.fields_to_write
            if not field.optional and not self.values.get(field.id)
        ]
        return [*details, *numbers, *fields]

    @property
    def is_over(self) -> bool:
        """Whether the time that is reported is over, so that the report can be drawn up."""
        return self.money.now >= ends_at(self.last_day)

    @property
    def review(self) -> Review | None:
        """What the CFO said of the one that stands."""
        return review_of(self.standing) if self.standing else None

    def document(self, made: datetime.date, review: Review | None = None) -> PaperDocument:
        """Return the paper as it stands; the agreement's data must say what it shall hold."""
        assert self.paper is not None  # noqa: S101 - for the type checker; those who call have asked
        return report_document(
            self.paper, self.shown, self.organisation, self.duty, figures=self.figures, values=self.values,
            numbers=self.numbers, comments=self.comments, review=review,
            edition=next_edition(self.organisation, self.shown.agreement.id, self.duty.id), made=made,
        )  # fmt: skip


def written_comments(values: Mapping[str, str]) -> dict[str, str]:
    """Return the words on each area out of what has been written."""
    return {name.removeprefix(COMMENT): text for name, text in values.items() if name.startswith(COMMENT) and text}


def review_of(row: DrawnUpReport) -> Review | None:
    """Return what the CFO said of a report."""
    if row.alternative is None:
        return None
    return Review(
        alternative=row.alternative,
        name=row.reviewer,
        position=row.reviewer_position,
        phone=row.reviewer_phone,
        email=row.reviewer_email,
        deviations=row.deviations,
        measures=row.measures,
    )

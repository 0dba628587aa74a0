"""A report in words as it stands: its form, what is answered, what is missing, and the paper that it becomes."""

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from naravard.agreement.model import Duty, Paper, PaperField, PaperPart, Text
from naravard.documents.paper_pdf import PaperDocument, PaperSection
from naravard.documents.report_paper import question_heading, report_sections
from naravard.questionnaire.answers import AmountsByGrant, Answer
from naravard.questionnaire.audience import form_for
from naravard.questionnaire.model import Questionnaire
from naravard.questionnaire.report_checks import ReportSetting
from naravard.web.agreements.current import Shown
from naravard.web.ledger.accounts import money_of, terms_for
from naravard.web.organisations.models import Organisation
from naravard.web.papers.paper import WrittenPaper
from naravard.web.reports.county import CountyReport, county_report
from naravard.web.reports.earlier_answers import EarlierAnswer, earlier_answers, other_report
from naravard.web.reports.filled_form import FilledForm
from naravard.web.reports.forms import grants_of
from naravard.web.reports.models import ReportAnswer, ReportAttachment, ReportComment
from naravard.web.site.clock import now

_ATTACHMENTS = Text("Bilagor till redovisningen", "Attachments of the report")
_TO_BE_SIGNED = Text("Underskrift", "Signature")
_SIGNATURE = (
    PaperField(id="datum", label="Datum", holds="date"),
    PaperField(id="underskrift", label="Underskrift", holds="signature"),
    PaperField(id="namnfortydligande", label="Namnförtydligande"),
)


_BY_MUNICIPALITIES = Text("Kommunernas egna svar", "The municipalities' own answers")


def paper_of_form(form: Questionnaire) -> Paper:
    """Return the paper that a form becomes when it is signed: its name, and the lines to sign on."""
    part = PaperPart(number=len(form.parts) + 1, heading=_TO_BE_SIGNED.sv, fields=_SIGNATURE)
    return Paper(id=form.id, name=form.name, clause=form.clause, who=form.who, parts=(part,))


@dataclass(frozen=True)
class Report(FilledForm, WrittenPaper):
    """A report of an organisation."""

    form: Questionnaire
    """As it is put to the organisation."""
    rows: Mapping[str, ReportAnswer]
    """What is answered, by question."""
    grants: Mapping[str, Text]
    """The grants that the organisation uses, by id."""
    ours: bool = True

    @cached_property
    def county(self) -> CountyReport | None:
        """The municipalities' answers, where they answer first."""
        return county_report(self.shown, self.organisation, self.task.duty)

    @cached_property
    def county_says(self) -> Mapping[str, Text]:
        """What the municipalities have answered, by question: how many what, and what is certain by it."""
        if self.county is None:
            return {}
        return {question.id: self.county.says(question) for question in self.county.counted}

    @cached_property
    def attachments(self) -> list[ReportAttachment]:
        """The files that go with it."""
        return attachments_of(self)

    @cached_property
    def open_comments(self) -> Mapping[str, int]:
        """How many comments of colleagues are open, by question."""
        return Counter(one.question_id for one in comments_on(self) if one.settled_at is None)

    @cached_property
    def asks(self) -> Mapping[str, str]:
        """What the receiver asks about the edition that it has returned, by question."""
        if not self.task.is_reopened or self.newest is None:
            return {}
        return dict(self.newest.asked_again.values_list("question_id", "asks"))

    @cached_property
    def earlier(self) -> Mapping[str, Sequence[EarlierAnswer]]:
        """What the organisation has answered in its other reports, and its own house in theirs, by question."""
        return earlier_answers(self.shown, self.organisation, self.task.duty, self.form, self.grants)

    @property
    def setting(self) -> ReportSetting:
        """What is known around the answers: also what is certain by those of the municipalities."""
        certain = self.county.certain if self.county is not None else {}
        other = other_report(self.shown, self.organisation, self.form)
        return ReportSetting(grants=tuple(self.grants), derived=certain, filled=self.from_accounts, other=other)

    @cached_property
    def from_accounts(self) -> Mapping[str, Answer]:
        """What the accounts say, by question, where it is about money: what has been used of each grant."""
        asked = [one.id for one in self.form.questions if one.filled_from == "used-by-grant"]
        if not asked or not terms_for(self.shown, self.organisation.code).grants:
            return {}
        balance = money_of(self.shown, self.organisation, now()).book.balance()
        used = {grant.grant: grant.used for grant in balance.grants}
        return dict.fromkeys(asked, AmountsByGrant(amounts=used)) if used else {}

    @property
    def lacks(self) -> list[Text]:
        """What is missing before the report can be made ready, in words.

        A reference number that nobody has stated yet is none of it: a report has its last day also where the decision
        that the number is of has not been made.
        """
        return self.missing

    def document(self, made: datetime.date) -> PaperDocument:
        """Return the report as it would be made ready on a day."""
        paper = super().document(made)
        answered = list(_with_county(report_sections(self.form, self.answers, grants=self.grants), self))
        told = tuple((Text(one.name), Text(f"SHA-256 {one.sha256}")) for one in self.attachments)
        files = [PaperSection(number=len(self.parts) + 1, heading=_ATTACHMENTS, texts=told)] if told else []
        number = len(self.parts) + len(files) + 1
        signature = replace(paper.sections[-1], number=number, heading=_TO_BE_SIGNED)
        return replace(paper, title=Text(self.form.title), sections=(*answered, *files, signature), version=0)


def _with_county(sections: Sequence[PaperSection], report: Report) -> Iterator[PaperSection]:
    """Give the parts of a report with what the municipalities have answered under each answer that rests on it."""
    says = {question_heading(report.form.question(one)): Text(words.sv) for one, words in report.county_says.items()}
    for section in sections:
        texts = [
            two
            for one in section.texts
            for two in ((one, (_BY_MUNICIPALITIES, says[one[0].sv])) if one[0].sv in says else (one,))
        ]
        yield replace(section, texts=tuple(texts))


def attachments_of(report: Report) -> list[ReportAttachment]:
    """Return the files that go with a report as it stands, without their bytes."""
    found = ReportAttachment.objects.filter(
        agreement_id=report.shown.agreement.id, organisation=report.organisation, duty_id=report.task.duty.id
    )
    return list(found.filter(removed_at=None).defer("content"))


def comments_on(report: Report) -> list[ReportComment]:
    """Return what colleagues have said about a report's answers, in the order that it came."""
    return list(
        ReportComment.objects.filter(
            agreement_id=report.shown.agreement.id, organisation=report.organisation, duty_id=report.task.duty.id
        )
    )


def report_parts(
    shown: Shown, organisation: Organisation, duty: Duty, form: Questionnaire, group: str
) -> dict[str, Any]:
    """Return what a report has beside what all papers have."""
    rows = ReportAnswer.objects.filter(agreement_id=shown.agreement.id, organisation=organisation, duty_id=duty.id)
    return {
        "form": form_for(form, group),
        "rows": {row.question_id: row for row in rows},
        "grants": grants_of(shown, organisation.code),
    }

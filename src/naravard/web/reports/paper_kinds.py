"""Reports in words as kinds of papers: what carries them is that the agreement's data have a form for the duty."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar

from django.urls import reverse

from naravard.agreement.model import Duty, Paper, Text
from naravard.questionnaire.report_checks import ReportFinding
from naravard.web.agreements.current import Shown
from naravard.web.history.content import Plain
from naravard.web.organisations.models import Organisation
from naravard.web.papers.acts import LockedPaper, PaperActs, with_writing
from naravard.web.papers.kinds import PaperKind, kind_of, register
from naravard.web.papers.models import HandedInPaper
from naravard.web.papers.paper import WrittenPaper
from naravard.web.reports.answers import end_sittings, seal, write_answers
from naravard.web.reports.filled_form import called
from naravard.web.reports.forms import form_of, group_of
from naravard.web.reports.report import Report, paper_of_form, report_parts
from naravard.web.site.forms.step import OwnYes


@dataclass(frozen=True, kw_only=True)
class ReportKind(PaperKind):
    """What a report asks and does beside the acts on every paper: its answers are kept question by question."""

    written: ClassVar[type[WrittenPaper]] = Report
    rests_on_money: bool = False
    has_own_pages: bool = True
    template: str = "reports/room.html"

    @cached_property
    def acts(self) -> PaperActs:
        """The acts on it; writing saves answers."""
        return with_writing(self, write_answers)

    def paper(self, shown: Shown, duty: Duty) -> Paper | None:
        """Return the paper that the duty's form becomes; None if the agreement's data have no form for it.

        What goes to nobody is not signed, and is told by the general acts.
        """
        form = form_of(shown, duty) if duty.to is not None else None
        return paper_of_form(form) if form is not None else None

    def parts(self, shown: Shown, organisation: Organisation, at: datetime, duty: Duty) -> dict[str, Any]:
        """Return what a report is made of: its form and the answers."""
        form = form_of(shown, duty)
        assert form is not None  # noqa: S101 - for the type checker; it carries no other duty
        group = group_of(shown, form, organisation.code)
        return super().parts(shown, organisation, at, duty) | report_parts(shown, organisation, duty, form, group)

    def asks(self, paper: WrittenPaper) -> Sequence[OwnYes]:
        """Ask about what may be a mistake in the answers."""
        assert isinstance(paper, Report)  # noqa: S101 - for the type checker; the kind makes no other
        return [OwnYes(paper.told(one), _as_it_is(paper, one)) for one in paper.to_look_at]

    def made_ready(self, locked: LockedPaper, paper: WrittenPaper) -> Mapping[str, Plain]:
        """Tell what all have changed before it was made ready."""
        assert isinstance(paper, Report)  # noqa: S101 - for the type checker; the kind makes no other
        end_sittings(locked)
        asked: list[str | int] = [f"{one.rule} {one.question}" for one in paper.to_look_at]
        return {"form": paper.form.id, "form_version": paper.form.version, "asked": asked or None}

    def beside_receipt(self, paper: HandedInPaper, code: str) -> Sequence[tuple[Text, str]]:
        """Lead to what its receiver asks about the answers: both read it, and the receiver asks there."""
        files = [
            (Text(f"Bilaga: {one.name}", f"Attachment: {one.name}"),
             reverse("reports:sealed_attachment", args=[code, paper.receipt_number, one.pk]))
            for one in paper.report_attachments.defer("content")
        ]  # fmt: skip
        if code != paper.receiver_code and not paper.asked_again.exists():
            return files
        asked = reverse("reports:asked_again", args=[code, paper.receipt_number])
        found = [(Text("Frågor om svaren", "Questions about the answers"), asked)]
        if code == paper.receiver_code:
            every = reverse("reports:all_answers", args=[code, paper.agreement_id])
            found.append((Text("Alla mottagna svar (XLSX)", "All answers received (XLSX)"), every))
        return [*files, *found]

    def handed_in(self, locked: LockedPaper, kept: HandedInPaper) -> Mapping[str, Plain]:
        """Seal the answers with the paper, and the files that go with it."""
        report = locked.paper()
        assert isinstance(report, Report)  # noqa: S101 - for the type checker; the kind makes no other
        kept.report_attachments.set(report.attachments)
        files: list[str | int] = [f"{one.name} {one.sha256}" for one in report.attachments]
        return {"answers_sha256": seal(locked, kept), "attachments": files or None}


def report_kind_of(duty: Duty) -> ReportKind:
    """Return the kind of report that a duty is; it must be one."""
    found = kind_of(duty)
    assert isinstance(found, ReportKind)  # noqa: S101 - for the type checker; whoever asks knows that it has a form
    return found


def _as_it_is(report: Report, finding: ReportFinding) -> Text:
    name = called(report.form.question(finding.question)).sv
    return Text(f"Ja, det ska vara så: ”{name}”", f"Yes, it is meant to be so: “{name}”")


INTERIM_REPORT = register(
    ReportKind(
        id="interim-report",
        label=Text("Delredovisning", "Interim report"),
        the=Text("delredovisningen", "the interim report"),
        room="interim_reports:report",
        address="delredovisning",
    )
)
"""What has been done and is planned, while the year goes on."""
FINAL_REPORT = register(
    ReportKind(
        id="final-report",
        label=Text("Slutredovisning", "Final report"),
        the=Text("slutredovisningen", "the final report"),
        room="final_reports:report",
        address="slutredovisning",
    )
)
"""What was done, reached, and used, when the year is over."""
ACCOUNT_IN_WORDS = register(
    ReportKind(
        id="report",
        label=Text("Redogörelse", "Account"),
        the=Text("redogörelsen", "the account"),
        room="accounts_in_words:report",
        address="redogorelse",
    )
)
"""Whatever else the agreement asks to be told in words."""

"""Reports of keys as they stand: the duty, the draft, what was handed in, and who coordinates. A few questions."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from naravard.agreement.model import Duty
from naravard.web.agreements.current import Shown
from naravard.web.organisations.models import Organisation
from naravard.web.placements.models import Coordination, ReportDraft, SubmittedReport
from naravard.web.placements.questions import KeyQuestion, asked_of
from naravard.web.tasks.duties import Task, task_of, tasks_for


@dataclass(frozen=True, slots=True)
class ReportOfKeys:
    """One organisation's report of keys."""

    task: Task
    asked: tuple[KeyQuestion, ...]
    draft: ReportDraft | None
    submitted: tuple[SubmittedReport, ...]
    """The newest first; each earlier one is kept."""
    coordinator: str
    """The code of the RSS that may hand it in; empty where none was let."""

    @property
    def organisation(self) -> Organisation:
        """Whose report it is."""
        return self.task.organisation

    @property
    def newest(self) -> SubmittedReport | None:
        """What counts: the last that was handed in."""
        return self.submitted[0] if self.submitted else None

    @property
    def written(self) -> Mapping[str, str]:
        """The numbers to begin from: the draft's, else those handed in last."""
        if self.draft is not None:
            return dict(self.draft.numbers)
        return dict(self.newest.numbers) if self.newest else {}

    @property
    def note(self) -> str:
        """The note to begin from."""
        if self.draft is not None:
            return self.draft.note
        return self.newest.note if self.newest else ""

    @property
    def missing(self) -> tuple[KeyQuestion, ...]:
        """The numbers that are not written yet."""
        return tuple(one for one in self.asked if one.id not in self.written)

    @property
    def can_be_written(self) -> bool:
        """Whether it can be written and handed in now."""
        return self.task.state.can_be_submitted


def report_of(shown: Shown, duty: Duty, organisation: Organisation, now: datetime.datetime) -> ReportOfKeys:
    """Return one organisation's report; ``NoSuchDutyError`` where the duty is not its."""
    return _reports(shown, duty, [task_of(shown, duty.id, organisation, now)])[0]


def reports_for(shown: Shown, duty: Duty, now: datetime.datetime) -> list[ReportOfKeys]:
    """Return a duty's reports for all who have it: six questions, for 311 too."""
    return _reports(shown, duty, tasks_for(shown, [duty], now))


def coordinator_let(agreement_id: str, duty_id: str, organisation_code: str) -> str:
    """Return the code of the RSS that an organisation lets hand in its report; empty for none."""
    newest = Coordination.objects.filter(
        agreement_id=agreement_id, duty_id=duty_id, organisation=organisation_code
    ).first()
    return newest.coordinator if newest else ""


def submitted_of(agreement_id: str, duty_id: str, organisation_code: str) -> list[SubmittedReport]:
    """Return what an organisation has handed in, the newest first."""
    return list(
        SubmittedReport.objects.filter(
            agreement_id=agreement_id, duty_id=duty_id, organisation=organisation_code
        ).order_by("-number")
    )


def _reports(shown: Shown, duty: Duty, tasks: Sequence[Task]) -> list[ReportOfKeys]:
    asked = asked_of(shown.agreement, duty)
    codes = [task.organisation.code for task in tasks]
    wanted = {"agreement_id": shown.agreement.id, "duty_id": duty.id, "organisation__in": codes}
    if len(codes) > 1:
        del wanted["organisation__in"]
    drafts = {draft.organisation_id: draft for draft in ReportDraft.objects.filter(**wanted)}
    submitted: dict[str, list[SubmittedReport]] = {}
    for report in SubmittedReport.objects.filter(**wanted).order_by("-number"):
        submitted.setdefault(report.organisation_id, []).append(report)
    let = {one.organisation_id: one.coordinator for one in Coordination.objects.filter(**wanted).order_by("id")}
    return [
        ReportOfKeys(
            task,
            asked,
            drafts.get(task.organisation.code),
            tuple(submitted.get(task.organisation.code, ())),
            let.get(task.organisation.code, ""),
        )
        for task in tasks
    ]

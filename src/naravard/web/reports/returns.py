"""A report's receiver returns it with questions about some of its answers: only those are open until it comes again."""

import datetime
from collections.abc import Mapping

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.acts import act, tell
from naravard.web.access.matters import OTHERS
from naravard.web.access.permissions import Permission
from naravard.web.history.content import Plain
from naravard.web.history.kinds import RECEIVER, event, example
from naravard.web.organisations.models import Organisation
from naravard.web.papers.kinds import kind_of
from naravard.web.papers.models import HandedInPaper
from naravard.web.reports.examples import REPORT
from naravard.web.reports.forms import form_in
from naravard.web.reports.models import AskedAgain
from naravard.web.reports.paper_kinds import ReportKind
from naravard.web.site.refusals import Refused
from naravard.web.tasks import changes
from naravard.web.tasks.acts import require_receiver
from naravard.web.tasks.changes import locked_duty
from naravard.web.tasks.duties import thing_of
from naravard.web.tasks.errors import NoSuchDutyError
from naravard.web.tasks.models import DutyRecord

RETURNED = "report-returned"


@act(
    Permission.RECEIVE,
    matter=OTHERS,
    leaves=event(
        RETURNED,
        Text(
            "{who} lämnade tillbaka {thing:quoted} till {whose} med frågor om vissa svar.",
            "{who} returned {thing:quoted} to {whose} with questions about some answers.",
        ),
        example(REPORT, by=RECEIVER, after={"forflyttning": "Hur många kommuner gäller det?"}),
    ),
)
def return_report(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    duty_id: str,
    questions: Mapping[str, str],
    reason: str,
    at: datetime.datetime,
    seen_version: int | None = None,
) -> DutyRecord:
    """Return a report with a question about each of some answers. Only these can be changed until it comes again.

    When it first came in still decides whether it came in time.

    Raises:
        NotAllowedError: if the actor's organisation does not receive it.
        NoSuchDutyError: if the duty is no report in words.
        Refused: if nothing is asked, no reason is given, or a question is not in the report.
        DutyRefusedError: if it has not come in.
    """
    duty = locked_duty(organisation, agreement_id, duty_id, at=at, seen_version=seen_version)
    require_receiver(actor, duty)
    kind = kind_of(duty.duty)
    paper = HandedInPaper.objects.filter(
        agreement_id=agreement_id, organisation=organisation, duty_id=duty_id, answers__isnull=False
    ).first()
    if not isinstance(kind, ReportKind) or paper is None:
        raise NoSuchDutyError(agreement_id, duty_id, organisation.code)
    asked = {name: text.strip() for name, text in questions.items() if text.strip()}
    form = form_in(duty.task.shown, paper.answers.form_id, paper.answers.form_version)
    known = {question.id for question in form.questions} if form is not None else set()
    if not asked or not known.issuperset(asked):
        raise Refused(
            "nothing-asked",
            Text(
                "Ställ minst en fråga om ett svar. Ska allt gå att ändra, öppna redovisningen igen i stället.",
                "Ask at least one question about an answer. To let all be changed, open the report again instead.",
            ),
        )
    if not reason.strip():
        raise Refused(
            "no-reason", Text("Skriv varför den lämnas tillbaka.", "Write why it is returned."), field="reason"
        )
    before = duty.facts
    changes.reopen(duty, because=reason.strip())
    for name, text in asked.items():
        AskedAgain.objects.create(paper=paper, question_id=name, asks=text, asked_at=at)
    after: dict[str, Plain] = {**duty.facts, **asked}
    tell(
        actor=actor, organisation=organisation, thing=thing_of(agreement_id, duty.duty), kind=RETURNED, at=at,
        before=before, after=after, reason=reason.strip(),
    )  # fmt: skip
    return duty.record

"""A report returned with questions: asked by its receiver, and read by both with question, answer and change."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from naravard.agreement.model import Text
from naravard.questionnaire.answer_words import answer_words
from naravard.questionnaire.answers import Answer, answers_from_plain
from naravard.questionnaire.model import Question, Questionnaire
from naravard.questionnaire.text_changes import WordChange, changed_words
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import Shown, shown_or_404
from naravard.web.ledger.frame import money_page
from naravard.web.organisations.views.lookup import own
from naravard.web.papers.models import HandedInPaper
from naravard.web.papers.overview import is_newest, paper_or_404
from naravard.web.papers.views.papers import ROOM
from naravard.web.papers.views.receipt import crumb_of, receipt_crumb
from naravard.web.reports.filled_form import called
from naravard.web.reports.forms import form_in, grants_of
from naravard.web.reports.models import ReportAnswer, SealedAnswers
from naravard.web.reports.returns import return_report
from naravard.web.site.clock import now
from naravard.web.site.forms import Field, Written, reason
from naravard.web.site.forms.step import OwnYes, Render, Step, answer, within
from naravard.web.tasks.duties import task_of

ASKS = "fraga"
LONGEST = 2000


@dataclass(frozen=True)
class SealedReport:
    """A report as it was handed in, with its form and answers."""

    shown: Shown
    paper: HandedInPaper
    form: Questionnaire
    answers: Mapping[str, Answer]
    grants: Mapping[str, Text]

    @property
    def is_with_receiver(self) -> bool:
        """Whether the receiver has it: nothing newer has come, and it is not opened again."""
        task = task_of(self.shown, self.paper.duty_id, self.paper.organisation, now())
        return is_newest(self.paper) and task.state.status.is_finished

    def words(self, question: Question) -> str:
        """Return what was answered to a question."""
        return answer_words(question, self.answers.get(question.id), self.grants)


@dataclass(frozen=True, slots=True)
class AskedAndChanged:
    """A question that the receiver asked about an answer, with what became of it."""

    called: Text
    asks: str
    before: str
    changes: tuple[WordChange, ...]
    """Word by word; empty where nothing has changed."""


@require_safe
@requires(Permission.SEE)
def asked_again(request: HttpRequest, actor: Actor, receipt_number: str) -> HttpResponse:
    """What the receiver asked about an edition of a report: question, answer and change side by side."""
    report = _report(actor, receipt_number)
    paper = report.paper
    mine = own(actor).code == paper.organisation_id
    after, is_handed_in = _after(report, is_own=mine)
    rows = []
    for one in paper.asked_again.all():
        question = next((two for two in report.form.questions if two.id == one.question_id), None)
        if question is None:
            continue
        before = report.words(question)
        changed = answer_words(question, after.get(question.id), report.grants) if after is not None else before
        rows.append(
            AskedAndChanged(
                called(question), one.asks, before, changed_words(before, changed) if changed != before else ()
            )
        )
    return _render(request, actor, paper)(
        "reports/asked_again.html", paper=paper, rows=rows, is_own=mine, has_come=is_handed_in,
        may_return=own(actor).code == paper.receiver_code and actor.may(Permission.RECEIVE) and report.is_with_receiver,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECEIVE)
def give_back(request: HttpRequest, actor: Actor, receipt_number: str) -> HttpResponse:
    """Return a report that has come in, with a question about each answer that is to be changed."""
    report = _report(actor, receipt_number)
    paper = report.paper
    if own(actor).code != paper.receiver_code:
        raise Http404(_("Den redovisningen tar ni inte emot."))
    fields = {
        question.id: Field(
            name=f"{ASKS}--{question.id}", kind="area", rows=2,
            label=Text(f"Fråga om: {called(question).sv} (valfritt)", f"About: {called(question).sv} (optional)"),
        )
        for question in report.form.questions
    }  # fmt: skip

    def read(written: Written) -> tuple[str, dict[str, str]]:
        asked = {name: written.text(field.name, most=LONGEST) for name, field in fields.items()}
        return written.reason(), {name: text for name, text in asked.items() if text}

    def do(given: tuple[str, dict[str, str]], _version: int | None) -> str:
        why, asked = given
        return_report(
            actor=actor, organisation=paper.organisation, agreement_id=paper.agreement_id, duty_id=paper.duty_id,
            questions=asked, reason=why, at=now(),
        )  # fmt: skip
        return reverse("reports:asked_again", args=[own(actor).code, paper.receipt_number])

    step: Step[Any] = Step(
        title=Text("Lämna tillbaka med frågor", "Return with questions"), of=paper.organisation.text,
        explains=Text(
            "Skriv en fråga vid varje svar som behöver ändras. Bara de svaren går att ändra, och redovisningen "
            "skrivs under på nytt. När den först kom in räknas fortfarande.",
            "Write a question at each answer that needs to be changed. Only those answers can be changed, and the "
            "report is signed again. When it first came in still counts.",
        ),
        button=Text("Lämna tillbaka", "Return"), fields=[reason(), *fields.values()], read=read, do=do,
        done=Text("Redovisningen är tillbakalämnad med frågorna.", "The report is returned with the questions."),
        back=reverse("papers:receipt", args=[own(actor).code, paper.receipt_number]),
        closed=None if report.is_with_receiver else _NOT_HERE, template="reports/give_back.html",
        own_yes=[_handed_in_again(paper.organisation.text)],
        more=lambda _written, shown: {
            "reason": shown[0],
            "asked": [
                (called(question), report.words(question), field)
                for question, field in zip(report.form.questions, shown[1:], strict=True)
            ],
        },
    )  # fmt: skip
    return answer(request, actor, _render(request, actor, paper), step)


_NOT_HERE = Text(
    "Redovisningen är redan öppnad igen, eller så har en senare utgåva kommit.",
    "The report is opened again already, or a later edition has come.",
)


def _report(actor: Actor, receipt_number: str) -> SealedReport:
    paper = paper_or_404(own(actor), receipt_number)
    sealed = SealedAnswers.objects.filter(paper=paper).first()
    shown = shown_or_404(paper.agreement_id)
    form = form_in(shown, sealed.form_id, sealed.form_version) if sealed is not None else None
    if sealed is None or form is None:
        raise Http404(_("Kvittot är inte på någon redovisning i ord."))
    return SealedReport(shown, paper, form, answers_from_plain(sealed.answers), grants_of(shown, paper.organisation_id))


def _after(report: SealedReport, *, is_own: bool) -> tuple[Mapping[str, Answer] | None, bool]:
    """Return the answers that came after, and whether they have come in: the next edition's, else what stands."""
    paper = report.paper
    of_duty = {"agreement_id": paper.agreement_id, "organisation": paper.organisation, "duty_id": paper.duty_id}
    later = SealedAnswers.objects.filter(
        **{f"paper__{name}": value for name, value in of_duty.items()}, paper__edition=paper.edition + 1
    ).first()
    if later is not None:
        return answers_from_plain(later.answers), True
    if not is_own:
        return None, False
    rows = ReportAnswer.objects.filter(**of_duty)
    return answers_from_plain({row.question_id: row.value for row in rows if row.value}), False


def _render(request: HttpRequest, actor: Actor, paper: HandedInPaper) -> Render:
    crumbs = crumb_of(actor, paper), receipt_crumb(actor, paper)
    return within(money_page, request, actor, shown_or_404(paper.agreement_id), *crumbs, room=ROOM)


def _handed_in_again(name: Text) -> OwnYes:
    """Return the yes to that a report is returned: it does not count as handed in until the next has come."""
    en = name.in_language("en")
    return OwnYes(
        Text(
            f"{name.sv} måste ändra svaren, skriva under och lämna in igen.",
            f"{en} must change the answers, sign and hand in again.",
        ),
        Text(f"Ja, {name.sv} ska lämna in igen", f"Yes, {en} is to hand in again"),
    )

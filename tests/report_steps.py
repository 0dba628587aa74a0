"""Reports in words brought to a state by the acts themselves, for tests of any room that follows them."""

import datetime
from fractions import Fraction
from typing import Any

from money_steps import swedish
from naravard.questionnaire.answers import (
    AmountsByGrant,
    AmountStated,
    Answer,
    Chosen,
    ChosenSeveral,
    Counted,
    NumberBySex,
    NumbersBySex,
    WrittenAnswer,
)
from naravard.questionnaire.model import Question
from naravard.web.access.actor import Actor
from naravard.web.agreements.current import shown_or_404
from naravard.web.organisations.models import Organisation
from naravard.web.papers.models import HandedInPaper, PaperDraft
from naravard.web.papers.signed_files import ON_PAPER
from naravard.web.reports.county import Reply, reply_of
from naravard.web.reports.paper_kinds import INTERIM_REPORT, ReportKind
from naravard.web.reports.report import Report
from people_samples import acting, member
from requisition_steps import preparer
from web_shared import WHOLE

REPORTED_AT = swedish("2022-09-20 10:00:00")
SIGNED_AT = swedish("2022-09-21 09:30:00")
SAID = "Fast läkarkontakt erbjuds på alla vårdcentraler."


def report_of(code: str, kind: ReportKind = INTERIM_REPORT, at: datetime.datetime = REPORTED_AT) -> Report:
    """Return an organisation's report as it stands."""
    found = kind.find(shown_or_404(WHOLE), Organisation.objects.get(pk=code), at)
    assert isinstance(found, Report)
    return found


def answer_to(question: Question, grants: Any = ()) -> Answer:
    """Return an answer to a question, of whatever kind it is."""
    first = [option.id for option in question.options][:1]
    rows = [row.id for row in question.rows] or [""]
    found: dict[str, Answer] = {
        "choice": Chosen(option="".join(first)),
        "choices": ChosenSeveral(options=tuple(first)),
        "text": WrittenAnswer(text=SAID),
        "number": Counted(number=Fraction(1)),
        "amount": AmountStated(amount=1000),
        "amount-by-grant": AmountsByGrant(amounts=dict.fromkeys(grants, 1000)),
        "number-by-sex": NumbersBySex(rows={row: NumberBySex(women=2, men=1) for row in rows}),
    }
    return found[question.kind]


def all_answered(report: Report) -> dict[str, Answer]:
    """Return an answer to every question that must have one."""
    return {
        question.id: report.from_accounts.get(question.id) or answer_to(question, report.grants)
        for question in report.form.questions
        if question.demand == "must"
    }


def written(code: str, kind: ReportKind = INTERIM_REPORT, by: Actor | None = None, **answers: Answer) -> PaperDraft:
    """Write a report: every question that must be answered, and the answers given in their place."""
    report = report_of(code, kind)
    return kind.acts.write(
        actor=by or preparer(code, REPORTED_AT),
        organisation=report.organisation,
        agreement_id=WHOLE,
        answers=all_answered(report) | answers,
        version=report.draft.version,
        at=REPORTED_AT,
    )


def ready(code: str, kind: ReportKind = INTERIM_REPORT) -> PaperDraft:
    """Write a report, and make it ready to be signed."""
    draft = written(code, kind)
    return kind.acts.ready(
        actor=preparer(code, REPORTED_AT),
        organisation=draft.organisation,
        agreement_id=WHOLE,
        version=draft.version,
        at=REPORTED_AT,
    )


def reported(
    code: str, kind: ReportKind = INTERIM_REPORT, by: Actor | None = None, at: datetime.datetime = SIGNED_AT
) -> HandedInPaper:
    """Write, make ready, sign on paper and hand in a report."""
    draft = ready(code, kind)
    return kind.acts.hand_in(
        actor=by or acting(member(code, "signatory", "Siv Ek"), day=at.date()),
        organisation=draft.organisation,
        agreement_id=WHOLE,
        version=draft.version,
        way=ON_PAPER,
        at=at,
    )


def _reply(code: str, duty_id: str) -> Reply:
    shown = shown_or_404(WHOLE)
    duty = next(one for one in shown.agreement.duties if one.id == duty_id)
    found = reply_of(shown, Organisation.objects.get(pk=code), duty)
    assert found is not None
    return found


def whole_reply(code: str, duty_id: str = "final-report-rss") -> dict[str, Answer]:
    """Return an answer to every question that a municipality must answer its RSS."""
    reply = _reply(code, duty_id)
    return {one.id: answer_to(one, reply.grants) for one in reply.form.questions if one.demand == "must"}


def reply_parts(code: str, duty_id: str = "final-report-rss") -> list[str]:
    """Return the ids of the parts of the form that a municipality answers its RSS in."""
    return [part.part.id for part in _reply(code, duty_id).parts]

"""Reports in words in the imaginary year: municipalities answer their RSS, some late, some never."""

import datetime
from collections.abc import Callable, Iterator
from typing import Any

from naravard.questionnaire.answers import NO, YES, Answer, Chosen, NotOurCare, WrittenAnswer
from naravard.questionnaire.compilation import written_together
from naravard.questionnaire.model import Question
from naravard.web.access.actor import Actor
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import Shown, shown_or_404
from naravard.web.demo.year.actors import someone
from naravard.web.demo.year.chance import moment, number, workday
from naravard.web.demo.year.report_texts import answer_of, text_of
from naravard.web.demo.year.steps import ScriptStep
from naravard.web.organisations.kinds import Kind
from naravard.web.organisations.models import Organisation
from naravard.web.reports import acts
from naravard.web.reports.county import CountyReport, Reply, county_duties, reply_of, rss_of
from naravard.web.reports.report import Report

Do = Callable[[datetime.datetime], object]
_DAY = datetime.timedelta(days=1)
_ASKED_BEFORE, _OWN_DAY_BEFORE = 60, 16
"""How many days before its own last day an RSS asks its municipalities, and by when it wants their answers."""
_SILENT, _LATE, _NOT_OURS = 8, 10, 4
"""Of a hundred municipalities, how many never answer, answer late, and say of a question that the care
is another's."""
_MOSTLY_YES = 7
"""Of ten answers yes or no, how many are yes."""
_PASSAGES = 5
"""How many municipalities' words a county takes into one answer."""


def county_steps(shown: Shown, known: frozenset[str]) -> Iterator[ScriptStep]:
    """Give the steps of the municipalities of the counties whose RSS are organisations here.

    They answer what is reported when the year is over; what is reported in the middle of it each RSS writes itself.
    """
    for duty in county_duties(shown):
        if duty.due is None or duty.due <= shown.agreement.period.to:
            continue
        wanted = workday(duty.due - _OWN_DAY_BEFORE * _DAY)
        asked = workday(duty.due - _ASKED_BEFORE * _DAY)
        for organisation in Organisation.objects.filter(kind=Kind.RSS.value, pk__in=known):
            at = moment(asked, duty.id, organisation.code, "day")
            yield ScriptStep(at, organisation.code, _asks(shown.agreement.id, duty.id, organisation.code, wanted))
        for organisation in Organisation.objects.filter(kind=Kind.MUNICIPALITY.value, pk__in=known):
            code = organisation.code
            roll = number(100, duty.id, code, "reply")
            if roll < _SILENT:
                continue
            late = roll < _SILENT + _LATE
            day = workday(wanted + (2 + number(6, code, "late")) * _DAY if late else wanted - number(20, code) * _DAY)
            yield ScriptStep(moment(day, duty.id, code, "reply"), code, _replies(shown.agreement.id, duty.id, code))


def _asks(agreement_id: str, duty_id: str, code: str, day: datetime.date) -> Do:
    def do(at: datetime.datetime) -> None:
        acts.set_county_day(
            actor=_writer(code, at), organisation=Organisation.objects.get(pk=code), agreement_id=agreement_id,
            duty_id=duty_id, day=day, at=at,
        )  # fmt: skip

    return do


def _replies(agreement_id: str, duty_id: str, code: str) -> Do:
    def do(at: datetime.datetime) -> None:
        shown, town = shown_or_404(agreement_id), Organisation.objects.get(pk=code)
        duty = next(one for one in shown.agreement.duties if one.id == duty_id)
        reply = reply_of(shown, town, duty)
        if reply is None or rss_of(town) is None:
            return
        named: dict[str, Any] = {"organisation": town, "agreement_id": agreement_id, "duty_id": duty_id, "at": at}
        by = _writer(code, at)
        kept = acts.write_reply(actor=by, answers=reply_answers(reply), version=reply.kept.version, **named)
        acts.give_reply(actor=by, version=kept.version, **named)

    return do


def reply_answers(reply: Reply) -> dict[str, Answer]:
    """Return what a municipality answers: the questions that must be answered."""
    code = reply.organisation.code
    grants = dict.fromkeys(reply.grants, 0)
    asked = [one for one in reply.form.questions if one.demand == "must"]
    found = {one.id: answer_of(one, grants, code) for one in asked}
    if number(100, code, "whose care") < _NOT_OURS and asked:
        other = next(one for one in asked if one.kind == "choice")
        found[other.id] = NotOurCare(reason="Kommunalförbundet i länet har ansvaret för den vården.")
    for one in asked:
        if one.county == "share-of-yes" and isinstance(found[one.id], Chosen):
            found[one.id] = Chosen(option=YES if number(10, code, one.id, "yes") < _MOSTLY_YES else NO)
    return found


def report_answers(report: Report) -> dict[str, Answer]:
    """Return what an organisation answers in its own report; an RSS by what its municipalities have answered."""
    code = report.organisation.code
    asked = [one for one in report.form.questions if one.demand == "must"]
    return {
        one.id: report.from_accounts.get(one.id) or _own(report.county, one) or answer_of(one, {}, code)
        for one in asked
    }


def _own(county: CountyReport | None, question: Question) -> Answer | None:
    """Return the county's answer out of the municipalities': the certain one, or the first that can still be true."""
    if county is None:
        return None
    if question.county == "share-of-yes":
        derived = county.derived(question)
        option = derived.certain or next(iter(derived.possible), question.options[-1].id)
        return Chosen(option=option, comment="" if derived.certain else "Alla kommuner har inte svarat än.")
    passages = county.passages(question.id)[:_PASSAGES] if question.kind == "text" else ()
    if not passages:
        return None
    lead = text_of(question, county.rss.code)
    return WrittenAnswer(text=f"{lead}\n\n{written_together(passages, county.names)}")


def _writer(code: str, at: datetime.datetime) -> Actor:
    return someone(code, Permission.WORK_ON_DUTIES, at.date(), but_not=Permission.SIGN)

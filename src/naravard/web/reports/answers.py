"""Answers saved, gathered into events, and sealed: the inner functions of the acts on reports.

Answers that save themselves while someone writes are *kept*, as what is written in any form is: by
:func:`keep_answers`, which leaves no event. What was changed is told as one event when the sitting is over
(:mod:`.sittings`), or at once when someone presses *Save* (the act ``write_…``).
"""

import datetime
import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from naravard.agreement.model import Text
from naravard.questionnaire.answers import Answer, answer_as_json, fits
from naravard.web.access.actor import Actor
from naravard.web.durable import durably
from naravard.web.history.content import Plain
from naravard.web.organisations.models import Organisation
from naravard.web.papers import errors
from naravard.web.papers.acts import WRITE, LockedPaper, locked_paper
from naravard.web.papers.drafts import prepared
from naravard.web.papers.errors import PaperRefusedError
from naravard.web.papers.models import HandedInPaper, PaperDraft
from naravard.web.reports import sittings
from naravard.web.reports.filled_form import FilledForm
from naravard.web.reports.models import ReportAnswer, SealedAnswers, Sitting
from naravard.web.reports.report import Report
from naravard.web.site.conflict import ChangedMeanwhileError

if TYPE_CHECKING:
    from naravard.web.papers.kinds import PaperKind

_NOT_ASKED = Text(
    "Mottagaren har lämnat tillbaka redovisningen med frågor. Bara svaren som de gäller går att ändra.",
    "The receiver has returned the report with questions. Only the answers that they are about can be changed.",
)
Answered = Mapping[str, Answer | None]
"""Answers by question; None takes one away."""


def keep_answers(
    kind: "PaperKind",
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    answers: Answered,
    version: int,
    at: datetime.datetime,
    duty_id: str = "",
    values: Mapping[str, str] | None = None,
) -> PaperDraft:
    """Keep answers to questions of a report, as they save themselves; the first begins its duty.

    ``values`` are the reference numbers that are written, by field.

    Raises:
        NotAllowedError: if the actor may not write in it.
        DutyRefusedError: if it cannot be handed in now.
        PaperRefusedError: if it waits to be signed.
        ChangedMeanwhileError: if another has written since ``version``.
    """
    actor.require(kind.writes)
    actor.require_own(organisation)
    with durably():
        one = locked_paper(kind, actor, organisation, agreement_id, at, duty_id)
        before = _save(one, answers, values or {}, version)
        if before:
            key = _key(one)
            old = sittings.sitting_of(key, actor)
            if old is not None and sittings.is_over(old, at):
                end_sitting(one, old)
            sittings.noted(key, actor, before, at=at)
    return one.draft


def write_answers(
    kind: "PaperKind",
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    answers: Answered,
    version: int,
    at: datetime.datetime,
    duty_id: str = "",
    values: Mapping[str, str] | None = None,
) -> PaperDraft:
    """Save answers to questions of a report, and tell what was changed in the sitting; the first begins its duty.

    Raises:
        DutyRefusedError: if it cannot be handed in now.
        PaperRefusedError: if it waits to be signed.
        ChangedMeanwhileError: if another has written since ``version``.
    """
    one = locked_paper(kind, actor, organisation, agreement_id, at, duty_id)
    before = _save(one, answers, values or {}, version)
    key = _key(one)
    sittings.noted(key, actor, before, at=at)
    sitting = sittings.sitting_of(key, actor)
    assert sitting is not None  # noqa: S101 - for the type checker; it was noted just now
    end_sitting(one, sitting)
    return one.draft


def end_sittings(one: LockedPaper) -> None:
    """Tell what everyone has changed who has a sitting with a report, each as an event of one's own."""
    for sitting in sittings.sittings_with(_key(one)):
        end_sitting(one, sitting)


def seal(one: LockedPaper, kept: HandedInPaper) -> str:
    """Keep the answers of a report as it is handed in; return their SHA-256."""
    report = _report(one)
    content = _canonical(report)
    SealedAnswers.objects.create(
        paper=kept, form_id=report.form.id, form_version=report.form.version, answers=json.loads(content)
    )
    return hashlib.sha256(content.encode()).hexdigest()


def _canonical(report: Report) -> str:
    plain = {name: json.loads(answer_as_json(answer)) for name, answer in report.answers.items()}
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _save(one: LockedPaper, answers: Answered, values: Mapping[str, str], version: int) -> dict[str, str]:
    """Save what differs from what stands; return what that was, in words, by question."""
    one.kind.may_be_written(one)
    if one.draft.is_ready:
        raise errors.is_ready()
    report = _report(one)
    changed = changes_in(report, answers)
    if report.open_questions is not None and not report.open_questions.issuperset(changed):
        raise PaperRefusedError("not-asked-again", _NOT_ASKED)
    numbers = {name: value for name, value in values.items() if one.draft.values.get(name, "") != value}
    if one.draft.version != version and (changed or numbers):
        raise ChangedMeanwhileError(asked=version, version=one.draft.version, now=_now(report, answers, values))
    if not changed and not numbers:
        return {}
    before = save_answers(report, changed, _key(one), by=one.actor, at=one.at)
    before |= {name: str(one.draft.values.get(name, "")) for name in numbers}
    one.draft.values = one.draft.values | numbers
    prepared(one.draft, one.actor, one.at)
    one.begin()
    return before


def changes_in(filling: FilledForm, answers: Answered) -> Answered:
    """Return the answers that are others than those that stand."""
    return {name: answer for name, answer in answers.items() if answer != filling.answers.get(name)}


def save_answers(
    filling: FilledForm, answers: Answered, key: Mapping[str, Any], *, by: Actor, at: datetime.datetime
) -> dict[str, str]:
    """Save answers to questions of a form; return what they were, in words, by question.

    Raises:
        ValueError: if an answer is of another kind than its question.
    """
    for name, answer in answers.items():
        if answer is not None and not fits(filling.form.question(name), answer):
            message = f"{type(answer).__name__} does not answer {name}"
            raise ValueError(message)
        row = filling.rows.get(name) or ReportAnswer(**key, question_id=name)
        row.form_id, row.form_version = filling.form.key
        row.value = json.loads(answer_as_json(answer)) if answer is not None else {}
        row.version += 1
        row.changed_at, row.changed_by, row.changed_by_name = at, by.who.code, by.who.name.sv
        row.save()
    return {name: filling.in_words(name) for name in answers}


def _now(report: Report, answers: Answered, values: Mapping[str, str]) -> dict[str, str]:
    now = {name: str(report.draft.values.get(name, "")) for name in values}
    return now | fields_now(report, answers)


def fields_now(filling: FilledForm, answers: Answered) -> dict[str, str]:
    """Return what stands in the fields of some questions."""
    now: dict[str, str] = {}
    for name in answers:
        now |= filling.written(filling.form.question(name))
    return now


def _report(one: LockedPaper) -> Report:
    report = one.paper()
    assert isinstance(report, Report)  # noqa: S101 - for the type checker; the kind makes no other
    return report


def _key(one: LockedPaper) -> dict[str, Any]:
    return {"agreement_id": one.shown.agreement.id, "organisation": one.organisation, "duty_id": one.duty.duty.id}


def end_sitting(one: LockedPaper, sitting: Sitting) -> None:
    """Leave the event of a sitting, and forget it: what was changed, from what, and into what."""
    report = _report(one)
    known = {question.id for question in report.form.questions}
    before: dict[str, Plain] = dict(sitting.before)
    after: dict[str, Plain] = {
        name: report.in_words(name) if name in known else str(one.draft.values.get(name, "")) for name in before
    }
    sitter = msgspec.convert(sitting.actor, sittings.Sitter).actor(one.organisation)
    one.tell(WRITE.did, before, after, by=sitter)
    sitting.delete()

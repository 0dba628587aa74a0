"""What has been answered before, or in the same house, to the questions of a form: shown beside them, to be taken over.

An organisation has its other reports, as the interim report, and those of earlier agreements. Where a county has one
municipality only, as Gotland, the region, the municipality and the RSS are one body, so each sees what the others have
answered. What is taken over is a copy: the answer that it was stays with its own form and version.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from naravard.agreement.model import Duty, Text
from naravard.questionnaire.answer_words import answer_words
from naravard.questionnaire.answers import Answer, answers_from_plain, is_answered
from naravard.questionnaire.audience import form_for
from naravard.questionnaire.comparison import move
from naravard.questionnaire.model import Questionnaire
from naravard.questionnaire.report_checks import OtherReport
from naravard.web.agreements.current import Shown, shown_named
from naravard.web.organisations.kinds import Kind
from naravard.web.organisations.models import Organisation
from naravard.web.reports.forms import form_in, form_of, group_of
from naravard.web.reports.models import ReportAnswer, SealedAnswers

_ONE_HOUSE = (Kind.REGION.value, Kind.MUNICIPALITY.value, Kind.RSS.value)


@dataclass(frozen=True, slots=True)
class EarlierAnswer:
    """What was answered elsewhere to what a question asks, as it would stand here."""

    source: str
    """The report that it stands in, as addresses name it."""
    of: Text
    """The same in words."""
    said: str
    answer: Answer
    is_alike: bool
    """Whether all of it has a place here and the question is the same; else it must be looked at."""


@dataclass(frozen=True, slots=True)
class _Source:
    organisation: Organisation
    shown: Shown
    form: Questionnaire
    answers: Mapping[str, Answer]
    is_handed_in: bool


def earlier_answers(
    shown: Shown, organisation: Organisation, duty: Duty, form: Questionnaire, grants: Mapping[str, Text]
) -> dict[str, list[EarlierAnswer]]:
    """Return what has been answered elsewhere, by the questions of a form as it is put to an organisation."""
    found: dict[str, list[EarlierAnswer]] = {}
    for source in _sources(shown, organisation, duty):
        elsewhere = source.shown.agreement.id if source.shown.agreement.id != shown.agreement.id else None
        named = _named(source, organisation, elsewhere=elsewhere is not None)
        for one in move(source.answers, source.form, form, elsewhere).moved:
            if one.question is None or one.after is None or not is_answered(one.after):
                continue
            words = answer_words(form.question(one.question), one.after, grants)
            found.setdefault(one.question, []).append(
                EarlierAnswer(
                    source=_address(source), of=named, said=words, answer=one.after, is_alike=one.fate == "moves"
                )
            )
    return found


def other_report(shown: Shown, organisation: Organisation, form: Questionnaire) -> OtherReport | None:
    """Return what the county's other report says that has been handed in: the RSS's to its region, and the other way.

    Of several it is the one that asks most of the same questions.
    """
    kind = {Kind.REGION.value: Kind.RSS.value, Kind.RSS.value: Kind.REGION.value}.get(organisation.kind)
    if kind is None or not organisation.county_code:
        return None
    sealed = SealedAnswers.objects.filter(
        paper__agreement_id=shown.agreement.id,
        paper__organisation__kind=kind,
        paper__organisation__county_code=organisation.county_code,
    )
    asked = {question.id for question in form.questions}
    best: tuple[int, SealedAnswers, Questionnaire] | None = None
    for one in sealed.select_related("paper__organisation").order_by("paper__edition"):
        theirs = form_in(shown, one.form_id, one.form_version)
        shared = len(asked & {question.id for question in theirs.questions}) if theirs is not None else 0
        if theirs is not None and shared and (best is None or shared >= best[0]):
            best = (shared, one, theirs)
    if best is None:
        return None
    _, found, theirs = best
    return OtherReport(who=found.paper.organisation.text, form=theirs, answers=answers_from_plain(found.answers))


def _sources(shown: Shown, organisation: Organisation, duty: Duty) -> Iterator[_Source]:
    """Give the other reports, each as it was handed in last, or as it is being written where it never was."""
    house = {organisation.code: organisation} | _house_of(organisation)
    given: dict[tuple[str, str, str], tuple[str, int | None, dict[str, Answer]]] = {}
    sealed = SealedAnswers.objects.filter(paper__organisation__in=list(house)).order_by("paper__edition")
    for agreement_id, code, duty_id, form_id, version, answers in sealed.values_list(
        "paper__agreement_id", "paper__organisation_id", "paper__duty_id", "form_id", "form_version", "answers"
    ):
        given[agreement_id, code, duty_id] = (form_id, version, answers_from_plain(answers))
    rows = ReportAnswer.objects.filter(organisation__in=list(house), agreement_id=shown.agreement.id).order_by()
    for row in rows.exclude(organisation=organisation, duty_id=duty.id):
        key = (row.agreement_id, row.organisation_id, row.duty_id)
        _form, sealed_version, written = given.setdefault(key, (row.form_id, None, {}))
        if sealed_version is None and row.value:
            written |= answers_from_plain({row.question_id: row.value})
    for (agreement_id, code, duty_id), (form_id, form_version, answers) in given.items():
        if (agreement_id, code, duty_id) == (shown.agreement.id, organisation.code, duty.id):
            continue
        own = shown if agreement_id == shown.agreement.id else shown_named(agreement_id)
        if own is None or own.agreement.period.from_ > shown.agreement.period.from_:
            continue
        form = _form_in(own, duty_id, form_id, form_version)
        if form is not None and answers:
            put = form_for(form, group_of(own, form, code))
            asked = {question.id for question in put.questions}
            known = {name: answer for name, answer in answers.items() if name in asked}
            yield _Source(house[code], own, put, known, form_version is not None)


def _form_in(shown: Shown, duty_id: str, form_id: str, version: int | None) -> Questionnaire | None:
    """Return the form that answers were given in: the version that was sealed, or the one that is answered now."""
    if version is not None:
        return form_in(shown, form_id, version)
    duty = next((one for one in shown.agreement.duties if one.id == duty_id), None)
    return form_of(shown, duty) if duty is not None else None


def _house_of(organisation: Organisation) -> dict[str, Organisation]:
    """Return the others of a county with one municipality: its region, municipality and RSS are one body."""
    if organisation.kind not in _ONE_HOUSE or not organisation.county_code:
        return {}
    county = Organisation.objects.filter(county_code=organisation.county_code, kind__in=_ONE_HOUSE)
    found = {one.code: one for one in county}
    if sum(one.kind == Kind.MUNICIPALITY.value for one in found.values()) != 1:
        return {}
    return {code: one for code, one in found.items() if code != organisation.code}


def _named(source: _Source, organisation: Organisation, *, elsewhere: bool) -> Text:
    whose = f"{source.organisation.name}: " if source.organisation.code != organisation.code else ""
    name = source.form.name
    of: Any = source.shown.agreement.name if elsewhere else Text("")
    sv, en = (f", {of.sv}", f", {of.in_language('en')}") if of.sv else ("", "")
    standing = Text("inlämnad", "handed in") if source.is_handed_in else Text("inte inlämnad", "not handed in")
    return Text(
        f"{whose}{name.sv}{sv} ({standing.sv})", f"{whose}{name.in_language('en')}{en} ({standing.in_language('en')})"
    )


def _address(source: _Source) -> str:
    return "_".join([source.organisation.code, source.shown.agreement.id, source.form.id, str(source.form.version)])

"""How fast the room of forms is: a county compiled, all counties, a report tried, a form opened; without a database."""

import datetime
from collections.abc import Iterable, Mapping

from benchmarks.measurement import Measurement, measure
from naravard.agreement import reference
from naravard.agreement.files import AgreementFiles
from naravard.agreement.library import find
from naravard.documents.word_forms.reader import read_word_form
from naravard.documents.word_forms.writer import form_as_word
from naravard.questionnaire.answers import Answer, Chosen, WrittenAnswer
from naravard.questionnaire.audience import form_for
from naravard.questionnaire.compilation import derive, side_by_side, tally_of
from naravard.questionnaire.load import load
from naravard.questionnaire.model import Question, Questionnaire
from naravard.questionnaire.report_checks import check_report, progress

AGREEMENT, FORM = "god-och-nara-vard-2022", "slutredovisning-kommuner"
WORDS = (
    "Kommunen har under året utvecklat arbetet tillsammans med regionen och länets andra kommuner. Insatserna är "
    "breddinförda i hemsjukvården och i projektform på särskilda boenden. "
)
TIMES = 10
"""A text of some 1 700 signs, as long as those that municipalities write."""
LARGEST = "14"
"""Västra Götaland, with 49 municipalities."""

Replies = dict[str, dict[str, Answer | None]]
"""By question, and within it by municipality."""


def measurements() -> Iterable[Measurement]:
    """Measure each thing that has a goal."""
    files = AgreementFiles.from_folder(find(AGREEMENT))
    form = next(one for one in load(files, None).questionnaires if one.id == FORM)
    put = form_for(form, "municipalities")
    counties: dict[str, dict[str, str]] = {}
    for municipality in reference.municipalities():
        counties.setdefault(municipality.county, {})[municipality.code] = municipality.name
    replies = {code: _replies(form, names) for code, names in counties.items()}
    yield measure(
        "a county of 49 municipalities compiled", 0.100, lambda: _compile(form, counties[LARGEST], replies[LARGEST])
    )
    yield measure(
        "all 21 counties compiled",
        1.0,
        lambda: [_compile(form, names, replies[code]) for code, names in counties.items()],
    )
    answers = {question.id: _answer(question, 1) for question in put.questions if question.kind in _KINDS}
    yield measure("a report tried by every rule, and its progress", 0.050, lambda: _tried(put, answers))
    yield measure("the eight forms of 2022 read and checked", 0.200, lambda: load(files, None))
    day = datetime.date(2023, 3, 1)
    written = form_as_word(form, answers, reporter="RSS", reporter_code="rss-14", day=day)
    yield measure(
        "a form written as Word",
        0.500,
        lambda: form_as_word(form, answers, reporter="RSS", reporter_code="rss-14", day=day),
    )
    yield measure("a form read from Word", 0.100, lambda: read_word_form(written, form))


_KINDS = ("choice", "text")


def _replies(form: Questionnaire, names: Mapping[str, str]) -> Replies:
    return {
        question.id: {code: _answer(question, number) for number, code in enumerate(names)}
        for question in form.questions
        if question.kind in _KINDS
    }


def _answer(question: Question, number: int) -> Answer:
    if question.is_marked:
        return Chosen(option="ja" if number % 3 else "nej", comment=WORDS)
    return WrittenAnswer(text=WORDS * TIMES)


def _compile(form: Questionnaire, names: Mapping[str, str], replies: Replies) -> int:
    for question in form.questions:
        given = replies.get(question.id, {})
        if question.county == "share-of-yes":
            derive(question, tally_of(names, given))
        side_by_side(given, names)
    return len(form.questions)


def _tried(form: Questionnaire, answers: dict[str, Answer]) -> object:
    return progress(form, answers, check_report(form, answers))

"""A form as it is put to someone, and which of its questions are asked, given what is answered.

A municipality is not put the form as printed: what the county answers by itself is left out, and where the county's
answer says of how many municipalities something is true, the municipality is asked whether it is true of itself.
"""

from msgspec.structs import replace

from naravard.questionnaire.answers import NO, YES, Answers, Chosen, ChosenSeveral, NotOurCare
from naravard.questionnaire.model import AnswerOption, AskedIf, Question, Questionnaire, QuestionnairePart

YES_OR_NO = (AnswerOption(id=YES, text="Ja"), AnswerOption(id=NO, text="Nej"))


def form_for(form: Questionnaire, actor: str) -> Questionnaire:
    """Return the form as it is put to a group: ``municipalities``, ``rss``, ``regions``, ``skr``.

    The parts of which nothing is put to them are left out. Of one and the same version the ids stay the same, so that
    their answers stay those of the form.
    """
    municipal = _answers_first(form, actor)
    parts: list[QuestionnairePart] = []
    for part in form.parts:
        asked = tuple(_put(form, one, municipal=municipal) for one in part.questions if form.asks(one, actor))
        if asked:
            parts.append(replace(part, questions=asked))
    return replace(form, parts=tuple(parts))


def is_asked(form: Questionnaire, question: Question, answers: Answers) -> bool:
    """Tell whether a question is asked, given what is answered so far.

    What it waits for that is not answered yet keeps it asked: nobody's text disappears because a mark is missing.
    """
    return all(_may_hold(form, condition, answers) for condition in question.asked_if)


def _answers_first(form: Questionnaire, actor: str) -> bool:
    return actor in form.answered_by and actor not in form.who


def _put(form: Questionnaire, question: Question, *, municipal: bool) -> Question:
    if not municipal:
        return question
    asked_if = tuple(_put_condition(form, condition) for condition in question.asked_if)
    if question.county == "share-of-yes":
        return replace(question, text=question.municipal, options=YES_OR_NO, asked_if=asked_if)
    return replace(question, text=question.municipal or question.text, asked_if=asked_if)


def _put_condition(form: Questionnaire, condition: AskedIf) -> AskedIf:
    """Say of one municipality what a condition says of the county: an option of no municipality is its no."""
    named = form.question(condition.question)
    if named.county != "share-of-yes":
        return condition
    holds = {named.option(option).holds for option in condition.options}
    options = (*((YES,) if holds - {"none"} else ()), *((NO,) if "none" in holds else ()))
    return replace(condition, options=options)


def _may_hold(form: Questionnaire, condition: AskedIf, answers: Answers) -> bool:
    named = next((one for one in form.questions if one.id == condition.question), None)
    if named is None:
        return True
    if not is_asked(form, named, answers):
        return False
    match answers.get(condition.question):
        case Chosen(option=option) if option:
            return option in condition.options
        case ChosenSeveral(options=options) if options:
            return not set(options).isdisjoint(condition.options)
        case NotOurCare():
            return False
    return True

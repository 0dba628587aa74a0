"""A report as a FHIR R4 QuestionnaireResponse, and any resource as JSON."""

import datetime
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Literal

import msgspec
from msgspec import Struct

from naravard.exchange.fhir.form_out import Resource, canonical_of, number_out
from naravard.exchange.fhir.links import (
    COMMENT,
    DECLINED,
    NOT_OUR_CARE,
    PART,
    QUESTION,
    WHOSE,
    option_system,
    row_link,
    sex_link,
)
from naravard.questionnaire.answers import (
    AmountsByGrant,
    AmountStated,
    Answer,
    Answers,
    Chosen,
    ChosenSeveral,
    Counted,
    Declined,
    NotOurCare,
    NumbersBySex,
    WrittenAnswer,
)
from naravard.questionnaire.model import Question, Questionnaire

ReportStatus = Literal["in-progress", "completed", "amended"]


class ReportSubject(Struct, frozen=True, kw_only=True):
    """Whose report it is."""

    code: str
    name: str
    system: str
    """The address of the list of codes that the code is of."""


def as_response(
    form: Questionnaire,
    answers: Answers,
    *,
    base: str,
    reporter: ReportSubject,
    status: ReportStatus,
    authored: datetime.datetime,
) -> Resource:
    """Return a report as a QuestionnaireResponse: only what is answered stands in it."""
    canonical = canonical_of(form, base)
    parts = []
    for part in form.parts:
        items = [
            _nested(question, list(_items(question, answers[question.id], canonical)))
            for question in part.questions
            if question.id in answers
        ]
        items = [item for item in items if item is not None]
        if items:
            parts.append({"linkId": f"{PART}{part.id}", "text": part.heading, "item": items})
    return {
        "resourceType": "QuestionnaireResponse",
        "language": "sv",
        "questionnaire": f"{canonical}|{form.version}",
        "status": status,
        "subject": {
            "type": "Organization",
            "identifier": {"system": reporter.system, "value": reporter.code},
            "display": reporter.name,
        },
        "authored": authored.isoformat(),
        **({"item": parts} if parts else {}),
    }


def as_json(resource: Resource) -> bytes:
    """Write a resource as JSON; decimals as numbers, exact."""
    return msgspec.json.format(msgspec.json.Encoder(decimal_format="number").encode(resource), indent=2)


def _nested(question: Question, items: list[Resource]) -> Resource | None:
    """Put a question's items into its group, and that into those of its further conditions."""
    if not items:
        return None
    group: Resource = {"linkId": f"{QUESTION}{question.id}", "item": items}
    for number in range(2, len(question.asked_if) + 1):
        group = {"linkId": f"{QUESTION}{question.id}.if.{number}", "item": [group]}
    return group


def _items(question: Question, answer: Answer, canonical: str) -> Iterator[Resource]:
    yield from _answer(question, answer, canonical)
    match answer:
        case Declined(reason=reason):
            yield _text(f"{question.id}{DECLINED}", reason)
        case NotOurCare(reason=reason, whose=whose):
            yield _text(f"{question.id}{NOT_OUR_CARE}", reason)
            if whose:
                yield _text(f"{question.id}{WHOSE}", whose)
        case WrittenAnswer():
            return
        case _:
            if answer.comment.strip():
                yield _text(f"{question.id}{COMMENT}", answer.comment)


def _answer(question: Question, answer: Answer, canonical: str) -> Iterator[Resource]:
    match answer:
        case Chosen(option=option) if option:
            yield _valued(question, [_coding(question, option, canonical)])
        case ChosenSeveral(options=options) if options:
            yield _valued(question, [_coding(question, option, canonical) for option in options])
        case WrittenAnswer(text=text) if text.strip():
            yield _text(question.id, text)
        case Counted(number=Fraction() as number):
            yield _valued(question, [{"valueDecimal": number_out(number)}])
        case AmountStated(amount=int() as amount):
            yield _valued(question, [{"valueInteger": amount}])
        case AmountsByGrant(amounts=amounts) if amounts:
            rows = [
                {"linkId": row_link(question, grant), "answer": [{"valueInteger": amount}]}
                for grant, amount in amounts.items()
            ]
            yield {"linkId": question.id, "item": rows}
        case NumbersBySex(rows=rows):
            yield from _numbers_by_sex(question, answer)


def _numbers_by_sex(question: Question, answer: NumbersBySex) -> Iterator[Resource]:
    rows: list[Resource] = []
    for row, numbers in answer.rows.items():
        stated = {"women": numbers.women, "men": numbers.men, "unknown": numbers.unknown}
        items = [
            {"linkId": sex_link(question, row, sex), "answer": [{"valueInteger": number}]}
            for sex, number in stated.items()
            if number is not None
        ]
        if items:
            rows.append({"linkId": row_link(question, row), "item": items})
    if rows:
        yield {"linkId": question.id, "item": rows}


def _coding(question: Question, option: str, canonical: str) -> Resource:
    coding = {"system": option_system(canonical, question), "code": option, "display": question.option(option).text}
    return {"valueCoding": coding}


def _valued(question: Question, values: list[dict[str, Any]]) -> Resource:
    return {"linkId": question.id, "answer": values}


def _text(link: str, text: str) -> Resource:
    return {"linkId": link, "answer": [{"valueString": text}]}

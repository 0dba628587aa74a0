"""A form as a FHIR R4 Questionnaire."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from naravard.agreement.model import Text
from naravard.exchange.fhir.links import (
    COMMENT,
    DECLINED,
    NOT_OUR_CARE,
    PART,
    QUESTION,
    WHOSE,
    WORDS,
    has_comment,
    option_system,
    row_link,
    sex_link,
)
from naravard.questionnaire.answers import SEXES
from naravard.questionnaire.model import AskedIf, Question, Questionnaire, QuestionnairePart, Standing

Resource = dict[str, Any]

STATUS: Mapping[Standing, str] = {
    "proposed": "draft",
    "decided": "active",
    "corrected": "active",
    "replaced": "retired",
}
EXTENSIONS = "http://hl7.org/fhir/StructureDefinition"
_TYPES = {"choice": "choice", "choices": "choice", "text": "text", "number": "decimal", "amount": "integer"}


def canonical_of(form: Questionnaire, base: str) -> str:
    """Return the form's canonical address, without its version."""
    return f"{base.rstrip('/')}/Questionnaire/{form.id}"


def as_questionnaire(form: Questionnaire, *, base: str, grants: Mapping[str, Text] | None = None) -> Resource:
    """Return a form as a Questionnaire.

    Args:
        form: The form, as it is put to whoever answers it.
        base: The address that canonical addresses begin with.
        grants: The names of the grants whose amounts are reported, by id.
    """
    canonical = canonical_of(form, base)
    days = [step.day for step in form.standings if step.day is not None]
    return {
        "resourceType": "Questionnaire",
        "id": form.id,
        "language": "sv",
        "url": canonical,
        "version": str(form.version),
        "name": "".join(word.capitalize() for word in form.id.split("-")),
        "title": form.title,
        "status": STATUS[form.standing],
        "subjectType": ["Organization"],
        **({"date": days[-1].isoformat()} if days else {}),
        **({"description": form.introduction} if form.introduction else {}),
        "item": [_part(part, canonical, grants or {}) for part in form.parts],
    }


def _part(part: QuestionnairePart, canonical: str, grants: Mapping[str, Text]) -> Resource:
    link = f"{PART}{part.id}"
    context = [("introduction", part.introduction)] if part.introduction else []
    context += [
        (f"quote-{number}", f"{quote.lead}\n{quote.text}".strip()) for number, quote in enumerate(part.quotes, start=1)
    ]
    shown = [{"linkId": f"{link}.{name}", "type": "display", "text": text} for name, text in context]
    asked = [_question(question, canonical, grants) for question in part.questions]
    return {"linkId": link, "type": "group", "text": part.heading, "item": [*shown, *asked]}


def _question(question: Question, canonical: str, grants: Mapping[str, Text]) -> Resource:
    """Return a question's group: the answer, and beside it the comment and the reasons not to answer."""
    beside = [COMMENT] if has_comment(question) else []
    group: Resource = {
        "linkId": f"{QUESTION}{question.id}",
        "type": "group",
        "item": [
            *_answers(question, canonical, grants),
            *(_beside(question, one) for one in (*beside, DECLINED, NOT_OUR_CARE, WHOSE)),
        ],
    }
    for number, condition in enumerate(question.asked_if, start=1):
        if number > 1:  # conditions that must all hold lie in one another: each is one of its options
            group = {"linkId": f"{QUESTION}{question.id}.if.{number}", "type": "group", "item": [group]}
        group |= {"enableWhen": list(_enabled(condition, canonical)), "enableBehavior": "any"}
    return group


def _enabled(condition: AskedIf, canonical: str) -> Iterator[Resource]:
    """What is not answered keeps a question asked; so it is enabled too when its condition has no answer."""
    yield {"question": condition.question, "operator": "exists", "answerBoolean": False}
    for option in condition.options:
        coding = {"system": f"{canonical}/{condition.question}", "code": option}
        yield {"question": condition.question, "operator": "=", "answerCoding": coding}


def _beside(question: Question, name: str) -> Resource:
    text = (question.comment or "Kommentar") if name == COMMENT else WORDS[name]
    return {"linkId": f"{question.id}{name}", "type": "string" if name == WHOSE else "text", "text": text}


def _answers(question: Question, canonical: str, grants: Mapping[str, Text]) -> Iterator[Resource]:
    """Give the item that holds the answer; amounts of no grants have none, and only reasons and a comment remain."""
    if question.kind != "amount-by-grant" or grants:
        yield _answer(question, canonical, grants)


def _answer(question: Question, canonical: str, grants: Mapping[str, Text]) -> Resource:
    item: Resource = {"linkId": question.id, "text": question.text}
    if question.number:
        item["prefix"] = f"{question.number}."
    if question.kind == "number-by-sex":
        rows = [(row.id, row.text) for row in question.rows] or [("", "")]
        return {**item, "type": "group", "item": [_row(question, row, text) for row, text in rows]}
    if question.kind == "amount-by-grant":
        amounts = [
            {"linkId": row_link(question, grant), "type": "integer", "text": name.sv} for grant, name in grants.items()
        ]
        return {**item, "type": "group", "item": amounts}
    item["type"] = _TYPES[question.kind]
    if question.kind == "choices":
        item["repeats"] = True
    if question.is_marked:
        system = option_system(canonical, question)
        item["answerOption"] = [
            {"valueCoding": {"system": system, "code": option.id, "display": option.text}}
            for option in question.options
        ]
    extensions = list(_limits(question))
    if extensions:
        item["extension"] = extensions
    if question.kind == "text" and question.limits is not None and question.limits.longest is not None:
        item["maxLength"] = question.limits.longest
    return item


def _row(question: Question, row: str, text: str) -> Resource:
    numbers = [
        {"linkId": sex_link(question, row, sex), "type": "integer", "text": words.sv} for sex, words in SEXES.items()
    ]
    return {"linkId": row_link(question, row), "type": "group", **({"text": text} if text else {}), "item": numbers}


def _limits(question: Question) -> Iterator[Resource]:
    limits = question.limits
    if limits is not None and question.kind in ("number", "amount"):
        value = "valueInteger" if question.kind == "amount" else "valueDecimal"
        for name, limit in (("minValue", limits.least), ("maxValue", limits.most)):
            if limit is not None:
                yield {"url": f"{EXTENSIONS}/{name}", value: number_out(limit)}
        if question.kind == "number":
            yield {"url": f"{EXTENSIONS}/maxDecimalPlaces", "valueInteger": limits.decimals}
    if limits is not None and limits.most_chosen is not None:
        yield {"url": f"{EXTENSIONS}/questionnaire-maxOccurs", "valueInteger": limits.most_chosen}
    if question.unit is not None and question.kind == "number":
        yield {"url": f"{EXTENSIONS}/questionnaire-unit", "valueCoding": {"display": question.unit.sv}}


def number_out(number: Fraction) -> int | Decimal:
    """Return an exact number as JSON has it: whole where it is whole, and else with its own decimals."""
    if number.denominator == 1:
        return int(number)
    return Decimal(number.numerator) / Decimal(number.denominator)

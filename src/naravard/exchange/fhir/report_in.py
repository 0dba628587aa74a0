"""A QuestionnaireResponse taken in: its answers, and all that is wrong with it, held against the form."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

import msgspec
from msgspec import Struct

from naravard.agreement.model import Text
from naravard.exchange.fhir.form_out import Resource, as_questionnaire, canonical_of
from naravard.exchange.fhir.links import COMMENT, DECLINED, NOT_OUR_CARE, WHOSE, row_link, sex_link
from naravard.exchange.fhir.problems import FhirProblem, problem
from naravard.questionnaire.answers import (
    SEXES,
    AmountsByGrant,
    AmountStated,
    Answer,
    Chosen,
    ChosenSeveral,
    Counted,
    Declined,
    NotOurCare,
    NumberBySex,
    NumbersBySex,
    WrittenAnswer,
    is_answered,
    words_in,
)
from naravard.questionnaire.model import Question, Questionnaire

LARGEST = 5_000_000
"""Bytes of a report: two hundred times the longest that has been seen."""
DEEPEST = 12
_VALUES = {"choice": "valueCoding", "text": "valueString", "string": "valueString", "decimal": "valueDecimal"}


class ReadReport(Struct, frozen=True, kw_only=True):
    """What came of a response: answers by question, the reporter's code, and what is wrong."""

    answers: dict[str, Answer]
    reporter: str
    status: str
    problems: tuple[FhirProblem, ...]


def read_response(content: bytes, form: Questionnaire, *, base: str, grants: tuple[str, ...] = ()) -> ReadReport:
    """Read a QuestionnaireResponse; never raises. What is wrong with one answer does not keep the others out.

    Args:
        content: The file.
        form: The form, as it is put to whoever answers.
        base: The address that canonical addresses begin with.
        grants: The grants whose amounts can be reported.
    """
    resource = decoded(content)
    if not isinstance(resource, dict):
        return _nothing(problem("not-json"))
    if resource.get("resourceType") != "QuestionnaireResponse":
        return _nothing(problem("not-r4", wanted="QuestionnaireResponse"))
    other = _of_another_form(resource, form, base)
    if other is not None:
        return _nothing(other)
    reading = _Reading(form, base, grants)
    reading.walk(resource.get("item"), parent="", depth=1)
    answers = {question.id: answer for question in form.questions if (answer := reading.answer(question)) is not None}
    subject = resource.get("subject")
    identifier = subject.get("identifier") if isinstance(subject, dict) else None
    code = identifier.get("value") if isinstance(identifier, dict) else None
    return ReadReport(
        answers=answers,
        reporter=code if isinstance(code, str) else "",
        status=str(resource.get("status", "")),
        problems=tuple(reading.problems),
    )


def decoded(content: bytes) -> Any:
    """Return what JSON says, numbers with decimals exact; None if it is no JSON, or too large."""
    if len(content) > LARGEST:
        return None
    try:
        return msgspec.json.Decoder(float_hook=Decimal).decode(content)
    except (msgspec.DecodeError, RecursionError, ValueError):
        return None


def _of_another_form(resource: Resource, form: Questionnaire, base: str) -> FhirProblem | None:
    named = str(resource.get("questionnaire", ""))
    canonical, _, version = named.partition("|")
    if canonical != canonical_of(form, base):
        return problem("other-form", what=named[:200] or "–")
    return problem("other-version", what=version[:20] or "–") if version != str(form.version) else None


def _nothing(found: FhirProblem) -> ReadReport:
    return ReadReport(answers={}, reporter="", status="", problems=(found,))


class _Reading:
    """One walk through a response: what stood at each linkId, and what was wrong."""

    def __init__(self, form: Questionnaire, base: str, grants: tuple[str, ...]) -> None:
        self.form = form
        self.canonical = canonical_of(form, base)
        self.grants = grants
        self.problems: list[FhirProblem] = []
        self.values: dict[str, list[Any]] = {}
        self.seen: set[str] = set()
        whole = as_questionnaire(form, base=base, grants={grant: Text(grant) for grant in grants})
        self.known = {item["linkId"]: (parent, item) for parent, item in _items(whole["item"], "")}

    def walk(self, items: Any, parent: str, depth: int) -> None:
        """Read the items beneath a parent."""
        for item in items if isinstance(items, list) else ():
            link = item.get("linkId") if isinstance(item, dict) else None
            if not isinstance(link, str):
                self.problems.append(problem("unknown-link", "–"))
            elif self._is_right(link, parent) and depth < DEEPEST:
                self.values[link] = self._values(link, item)
                self.walk(item.get("item"), link, depth + 1)

    def _is_right(self, link: str, parent: str) -> bool:
        if link not in self.known:
            self.problems.append(problem("unknown-link", link[:100]))
        elif link in self.seen:
            self.problems.append(problem("doubled-link", link))
        elif self.known[link][0] != parent:
            self.problems.append(problem("misplaced-link", link))
        else:
            self.seen.add(link)
            return True
        return False

    def _values(self, link: str, item: Resource) -> list[Any]:
        asked = self.known[link][1]
        given = item.get("answer")
        answers = [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []
        if any("item" in answer for answer in answers):
            self.problems.append(problem("nested-under-answer", link))
        if len(answers) > 1 and not asked.get("repeats"):
            self.problems.append(problem("too-many-answers", link))
            return []
        found = []
        for answer in answers:
            value = self._value(link, asked, answer)
            if value is not None:
                found.append(value)
        return found

    def _value(self, link: str, asked: Resource, answer: Resource) -> Any:
        value = answer.get(_VALUES.get(asked["type"], "valueInteger"))
        if asked["type"] == "choice":
            options = {
                option["valueCoding"]["code"]: option["valueCoding"]["system"] for option in asked["answerOption"]
            }
            code, system = (value.get("code"), value.get("system")) if isinstance(value, dict) else (None, None)
            if not isinstance(code, str) or code not in options or system not in (None, options[code]):
                self.problems.append(problem("unknown-option" if isinstance(value, dict) else "wrong-value", link))
                return None
            return code
        wanted: dict[str, tuple[type, ...]] = {"text": (str,), "string": (str,), "decimal": (int, Decimal)}
        right = isinstance(value, wanted.get(asked["type"], (int,))) and not isinstance(value, bool)
        if not right or asked["type"] in ("group", "display"):
            self.problems.append(problem("wrong-value", link))
            return None
        return value

    def first(self, link: str) -> Any:
        """Return the first value of a linkId, or None."""
        values = self.values.get(link)
        return values[0] if values else None

    def answer(self, question: Question) -> Answer | None:
        """Put a question's answer together from all that stands beside it."""
        declined = self.first(f"{question.id}{DECLINED}")
        outside = self.first(f"{question.id}{NOT_OUR_CARE}")
        answer = self._own(question, self.first(f"{question.id}{COMMENT}") or "")
        if declined is None and outside is None:
            return answer
        if answer is not None or (declined is not None and outside is not None):
            self.problems.append(problem("two-kinds-of-answer", question.id))
            return answer
        if declined is not None:
            return Declined(reason=declined)
        return NotOurCare(reason=outside, whose=self.first(f"{question.id}{WHOSE}") or "")

    def _own(self, question: Question, comment: str) -> Answer | None:
        values = self.values.get(question.id, [])
        answer: Answer
        match question.kind:
            case "choice":
                answer = Chosen(option=values[0] if values else "", comment=comment)
            case "choices":
                order = [option.id for option in question.options]
                chosen = sorted(dict.fromkeys(values), key=order.index)
                answer = ChosenSeveral(options=tuple(chosen), comment=comment)
            case "text":
                answer = WrittenAnswer(text=values[0] if values else "")
            case "number":
                answer = Counted(number=Fraction(values[0]) if values else None, comment=comment)
            case "amount":
                answer = AmountStated(amount=values[0] if values else None, comment=comment)
            case "amount-by-grant":
                amounts = {grant: self.first(row_link(question, grant)) for grant in self.grants}
                answer = AmountsByGrant(
                    amounts={grant: amount for grant, amount in amounts.items() if amount is not None}, comment=comment
                )
            case "number-by-sex":
                rows = {row: self._row(question, row) for row in [one.id for one in question.rows] or [""]}
                kept = {row: numbers for row, numbers in rows.items() if numbers != NumberBySex()}
                answer = NumbersBySex(rows=kept, comment=comment)
        return answer if is_answered(answer) or words_in(answer).strip() else None

    def _row(self, question: Question, row: str) -> NumberBySex:
        return NumberBySex(**{sex: self.first(sex_link(question, row, sex)) for sex in SEXES})


def _items(items: list[Resource], parent: str) -> Iterator[tuple[str, Resource]]:
    for item in items:
        yield parent, item
        yield from _items(item.get("item", []), item["linkId"])

"""A FHIR R4 Questionnaire taken in as a form: a proposal, whose duty and reporters are said by whoever takes it in.

Forms that have gone out come back with their parts, questions, options, conditions and limits. Other programs' forms
come in as far as they can be told here, and what cannot is said.
"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from msgspec import Struct

from naravard.agreement.atoms import IDENTIFIER
from naravard.agreement.model import Text
from naravard.exchange.fhir.form_out import EXTENSIONS, Resource
from naravard.exchange.fhir.links import COMMENT, DECLINED, NOT_OUR_CARE, PART, QUESTION, WHOSE
from naravard.exchange.fhir.problems import FhirProblem, problem
from naravard.exchange.fhir.report_in import decoded
from naravard.questionnaire.answers import NO, YES
from naravard.questionnaire.audience import YES_OR_NO
from naravard.questionnaire.model import (
    AnswerLimits,
    AnswerOption,
    AskedIf,
    Question,
    QuestionKind,
    Questionnaire,
    QuestionnairePart,
    StandingChange,
)

_BESIDE = (COMMENT, DECLINED, NOT_OUR_CARE, WHOSE)
_KINDS: dict[str, QuestionKind] = {
    "text": "text",
    "string": "text",
    "decimal": "number",
    "integer": "amount",
    "boolean": "choice",
    "choice": "choice",
    "open-choice": "choice",
}
_USUAL_PART = "fragor"
_USUAL_HEADING = "Frågor"


class ReadForm(Struct, frozen=True, kw_only=True):
    """What came of a Questionnaire: a form, unless nothing in it could be asked, and what is wrong."""

    form: Questionnaire | None
    problems: tuple[FhirProblem, ...]


def read_questionnaire(content: bytes, *, duty: str, who: tuple[str, ...], clause: str) -> ReadForm:
    """Read a Questionnaire; never raises."""
    resource = decoded(content)
    if not isinstance(resource, dict):
        return ReadForm(form=None, problems=(problem("not-json"),))
    if resource.get("resourceType") != "Questionnaire":
        return ReadForm(form=None, problems=(problem("not-r4", wanted="Questionnaire"),))
    reading = _Reading()
    parts = tuple(reading.parts(_list(resource.get("item"))))
    if not parts:
        return ReadForm(form=None, problems=(*reading.problems, problem("nothing-asked")))
    form_id = _text(resource.get("url")).rpartition("/")[2] or _text(resource.get("id"))
    title = _text(resource.get("title")) or form_id
    version = _text(resource.get("version"))
    form = Questionnaire(
        id=form_id if IDENTIFIER.fullmatch(form_id) else "formular",
        version=int(version) if version.isdecimal() else 1,
        title=title,
        name=Text(title),
        duty=duty,
        who=who,
        clause=clause,
        introduction=_text(resource.get("description")),
        standings=(StandingChange(standing="proposed"),),
        parts=parts,
    )
    return ReadForm(form=form, problems=tuple(reading.problems))


class _Reading:
    """One walk through a Questionnaire."""

    def __init__(self) -> None:
        self.problems: list[FhirProblem] = []
        self.ids: set[str] = set()

    def parts(self, items: list[Resource]) -> Iterator[QuestionnairePart]:
        """Read the outermost groups as parts; questions outside groups become a part of their own."""
        loose = [item for item in items if item.get("type") != "group" or _link(item).startswith(QUESTION)]
        if loose:
            questions = tuple(self.questions(loose, ()))
            if questions:
                yield QuestionnairePart(id=_USUAL_PART, heading=_USUAL_HEADING, questions=questions)
        for number, item in enumerate((one for one in items if one not in loose), start=1):
            questions = tuple(self.questions(_list(item.get("item")), _conditions(item)))
            part = _link(item).removeprefix(PART)
            shown = [one for one in _list(item.get("item")) if one.get("type") == "display"]
            if questions:
                yield QuestionnairePart(
                    id=part if IDENTIFIER.fullmatch(part) else f"del-{number}",
                    heading=_text(item.get("text")) or _USUAL_HEADING,
                    introduction="\n".join(_text(one.get("text")) for one in shown),
                    questions=questions,
                )

    def questions(self, items: list[Resource], conditions: tuple[AskedIf, ...]) -> Iterator[Question]:
        """Read questions, also those within further groups."""
        comments = {_link(item).removesuffix(COMMENT): _text(item.get("text")) for item in items if _is_comment(item)}
        for item in items:
            link, kind = _link(item), item.get("type")
            if kind == "display" or link.endswith(_BESIDE):
                continue
            held = (*_conditions(item), *conditions)  # the innermost is the form's first
            inner = _list(item.get("item"))
            if kind == "group" and not _is_table(link, inner):
                yield from self.questions(inner, held)
            elif (question := self.question(item, held, comments.get(link, ""))) is not None:
                yield question
                if kind != "group" and inner:
                    yield from self.questions(inner, conditions)

    def question(self, item: Resource, conditions: tuple[AskedIf, ...], comment: str) -> Question | None:
        """Read one question."""
        link, kind = _link(item), self._kind(item)
        if not IDENTIFIER.fullmatch(link):
            self.problems.append(problem("bad-link", link[:100] or "–"))
            return None
        if link in self.ids:
            self.problems.append(problem("doubled-link", link))
            return None
        if kind is None:
            self.problems.append(problem("unknown-type", link, what=str(item.get("type"))[:40]))
            return None
        self.ids.add(link)
        marked = kind in ("choice", "choices")
        return Question(
            id=link,
            number=_text(item.get("prefix")).rstrip("."),
            text=_text(item.get("text")) or link,
            kind=kind,
            options=_options(item) if marked else (),
            rows=tuple(_rows(link, _list(item.get("item")))) if kind == "number-by-sex" else (),
            comment=comment if comment != "Kommentar" else "",
            asked_if=conditions,
            limits=_limits(item),
            unit=_unit(item),
            county="own",
        )

    def _kind(self, item: Resource) -> QuestionKind | None:
        inner = _list(item.get("item"))
        if item.get("type") == "group":
            return "number-by-sex" if any(one.get("type") == "group" for one in inner) else "amount-by-grant"
        kind = _KINDS.get(str(item.get("type")))
        if kind == "choice" and item.get("type") != "boolean" and not _options(item):
            return None
        return "choices" if kind == "choice" and item.get("repeats") is True else kind


def _is_table(link: str, inner: list[Resource]) -> bool:
    return any(_link(one) == f"{link}.row" or _link(one).startswith(f"{link}.row.") for one in inner)


def _is_comment(item: Resource) -> bool:
    return _link(item).endswith(COMMENT)


def _rows(link: str, inner: list[Resource]) -> Iterator[AnswerOption]:
    for row in inner:
        row_id = _link(row).removeprefix(f"{link}.row").removeprefix(".")
        if row_id:
            yield AnswerOption(id=row_id, text=_text(row.get("text")) or row_id)


def _options(item: Resource) -> tuple[AnswerOption, ...]:
    if item.get("type") == "boolean":
        return YES_OR_NO
    found: dict[str, str] = {}
    for option in _list(item.get("answerOption")):
        coding = option.get("valueCoding")
        code = _text(coding.get("code")) if isinstance(coding, dict) else _text(option.get("valueString"))
        shown = _text(coding.get("display")) if isinstance(coding, dict) else code
        if code:
            found.setdefault(code, shown or code)
    return tuple(AnswerOption(id=code, text=text) for code, text in found.items())


def _conditions(item: Resource) -> tuple[AskedIf, ...]:
    """Read what must be answered: the options of one question of which one must be marked."""
    options: dict[str, list[str]] = {}
    for enabled in _list(item.get("enableWhen")):
        coding, yes = enabled.get("answerCoding"), enabled.get("answerBoolean")
        if enabled.get("operator") != "=":
            continue
        code = _text(coding.get("code")) if isinstance(coding, dict) else ""
        if isinstance(yes, bool):
            code = YES if yes else NO
        if code:
            options.setdefault(_text(enabled.get("question")), []).append(code)
    return tuple(AskedIf(question=question, options=tuple(codes)) for question, codes in options.items())


def _limits(item: Resource) -> AnswerLimits | None:
    said = {_text(one.get("url")).removeprefix(f"{EXTENSIONS}/"): one for one in _list(item.get("extension"))}
    longest = item.get("maxLength")
    limits = AnswerLimits(
        least=_number(said.get("minValue")),
        most=_number(said.get("maxValue")),
        decimals=int(_number(said.get("maxDecimalPlaces")) or 0),
        longest=longest if isinstance(longest, int) else None,
        most_chosen=int(chosen) if (chosen := _number(said.get("questionnaire-maxOccurs"))) is not None else None,
    )
    return limits if limits != AnswerLimits() else None


def _unit(item: Resource) -> Text | None:
    for one in _list(item.get("extension")):
        coding = one.get("valueCoding")
        if _text(one.get("url")) == f"{EXTENSIONS}/questionnaire-unit" and isinstance(coding, dict):
            return Text(_text(coding.get("display")))
    return None


def _number(extension: Resource | None) -> Fraction | None:
    for name in ("valueInteger", "valueDecimal"):
        value = (extension or {}).get(name)
        if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
            return Fraction(value)
    return None


def _link(item: Resource) -> str:
    return _text(item.get("linkId"))


def _list(value: Any) -> list[Resource]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""

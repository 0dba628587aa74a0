"""What is missing in a report, what must be looked at, and how far it has come. Nothing is decided here by a clock.

The form given is the one that is put to whoever reports (:func:`naravard.questionnaire.audience.form_for`).
"""

import hashlib
from collections.abc import Iterator, Mapping
from fractions import Fraction

from msgspec import Struct

from naravard.agreement import wording
from naravard.agreement.model import Text
from naravard.agreement.plain_text import folded
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
    answer_as_json,
    fits,
    is_answered,
    words_in,
)
from naravard.questionnaire.audience import is_asked
from naravard.questionnaire.model import Question, Questionnaire
from naravard.questionnaire.personal_data import identity_numbers, named_patients
from naravard.questionnaire.report_rules import RuleLevel, report_rules

SAYS_NOTHING = frozenset({"", "-", "–", ".", "x", "xx", "xxx", "klicka eller tryck här för att ange text", "text", "?"})
MOST_TOLD = 3

Value = str | int | Fraction | Text


class ReportFinding(Struct, frozen=True, kw_only=True):
    """A rule that a report does not keep, at one question."""

    rule: str
    level: RuleLevel
    question: str
    text: Text
    way_out: Text
    key: str
    """The rule, the question and the answer in one word: what is answered to a rule that asks is kept under it, and
    asked again when the answer has changed."""


class OtherReport(Struct, frozen=True, kw_only=True):
    """The county's other report, the region's or the RSS's, in its own form."""

    who: Text
    form: Questionnaire
    answers: dict[str, Answer]


class ReportSetting(Struct, frozen=True, kw_only=True):
    """What is known around a report; what is left out is not tried."""

    answers_for_itself: bool = False
    """Whether whoever reports answers for a part, as a municipality: then a matter can be another's care."""
    grants: tuple[str, ...] | None = None
    """The grants that can be reported."""
    filled: Mapping[str, Answer] = {}
    """What the program fills in from the accounts, by question."""
    derived: Mapping[str, str] = {}
    """The options that are certain by the municipalities' answers, by question."""
    other: OtherReport | None = None


def check_report(
    form: Questionnaire, answers: Answers, setting: ReportSetting | None = None
) -> tuple[ReportFinding, ...]:
    """Hold a report against the rules, question by question in the form's order."""
    around = setting or ReportSetting()
    instead = {question.instead_of: question.id for question in form.questions if question.instead_of is not None}
    found: list[ReportFinding] = []
    for question in form.questions:
        answer = answers.get(question.id)
        if is_asked(form, question, answers):
            stand_in = answers.get(instead.get(question.id, ""))
            found += _presence(question, answer, stand_in, around)
            if answer is not None:
                found += _content(question, answer, around)
        elif answer is not None and _says_something(answer):
            found.append(_finding("F34", question.id, answer))
    return tuple(found)


def is_complete(findings: tuple[ReportFinding, ...], kept: frozenset[str] = frozenset()) -> bool:
    """Tell whether a report can be made ready: nothing that must be is missing, and what is asked is answered.

    Args:
        findings: What :func:`check_report` found.
        kept: The keys of the questions of rules that have been answered.
    """
    return all(finding.level == "ask" and finding.key in kept for finding in findings)


class PartProgress(Struct, frozen=True, kw_only=True):
    """How far a part has come."""

    part: str
    asked: int
    answered: int
    left: int
    """Questions that keep the report from being made ready."""


def progress(form: Questionnaire, answers: Answers, findings: tuple[ReportFinding, ...]) -> tuple[PartProgress, ...]:
    """Say of each part how many questions are asked, answered, and in the way."""
    in_the_way = {finding.question for finding in findings if finding.level == "must"}
    found = []
    for part in form.parts:
        asked = [question for question in part.questions if is_asked(form, question, answers)]
        found.append(
            PartProgress(
                part=part.id,
                asked=len(asked),
                answered=sum(is_answered(answers.get(question.id)) for question in asked),
                left=sum(question.id in in_the_way for question in part.questions),
            )
        )
    return tuple(found)


# --- is it there? ---


def _says_something(answer: Answer) -> bool:
    if isinstance(answer, (Declined, NotOurCare)):
        return False
    return is_answered(answer) or bool(words_in(answer).strip())


def _presence(
    question: Question, answer: Answer | None, stand_in: Answer | None, around: ReportSetting
) -> Iterator[ReportFinding]:
    """Report what is missing: of the two limbs on equality one can be left for its reasons, the other never.

    Whoever answers for a part, and does not have the care, has nothing to show: the county's report shows it.
    """
    excused = isinstance(answer, NotOurCare) and around.answers_for_itself
    shown = is_answered(answer) and not isinstance(answer, Declined) and (excused or not isinstance(answer, NotOurCare))
    if question.equality == "equal-health":
        if not shown:
            yield _finding("F04", question.id, answer)
    elif question.equality == "perspective":
        if not shown and not is_answered(stand_in):
            yield _finding("F03", question.id, answer)
        if shown and is_answered(stand_in):
            yield _finding("F36", question.id, answer)
    elif isinstance(answer, (Declined, NotOurCare)) and not answer.reason.strip():
        yield _finding("F02", question.id, answer)
    elif not is_answered(answer) and not is_answered(stand_in):
        if question.demand == "must":
            yield _finding("F01", question.id, answer)
        elif question.demand == "if-possible":
            yield _finding("F30", question.id, answer)


# --- is it right? ---


def _content(question: Question, answer: Answer, around: ReportSetting) -> Iterator[ReportFinding]:
    if not fits(question, answer):
        yield _finding("F05", question.id, answer)
        return
    if isinstance(answer, NotOurCare) and not around.answers_for_itself:
        yield _finding("F12", question.id, answer)
    unknown = _unknown(question, answer, around)
    if unknown:
        yield _finding("F06", question.id, answer, what=wording.listed(unknown))
    yield from _within_limits(question, answer)
    yield from _comparison(question, answer, around)
    yield from _words(question, answer)


def _unknown(question: Question, answer: Answer, around: ReportSetting) -> list[str]:
    """Return the options, rows or grants of an answer that the form does not have."""
    options = {option.id for option in question.options}
    match answer:
        case Chosen(option=option):
            return [option] if option and option not in options else []
        case ChosenSeveral(options=chosen):
            return [option for option in chosen if option not in options]
        case NumbersBySex(rows=rows):
            known = {row.id for row in question.rows} or {""}
            return [row or "–" for row in rows if row not in known]
        case AmountsByGrant(amounts=amounts) if around.grants is not None:
            return [grant for grant in amounts if grant not in around.grants]
    return []


def _within_limits(question: Question, answer: Answer) -> Iterator[ReportFinding]:
    limits = question.limits
    least = limits.least if limits is not None else None
    if least is None and not isinstance(answer, Counted):
        least = Fraction(0)  # kronor used, and persons, are never fewer than none
    for number in _numbers(answer):
        if least is not None and number < least:
            yield _finding("F07", question.id, answer, number=number, least=least)
        if limits is not None and limits.most is not None and number > limits.most:
            yield _finding("F08", question.id, answer, number=number, most=limits.most)
        decimals = limits.decimals if limits is not None else 0
        if (number * 10**decimals).denominator != 1:
            yield _finding("F09", question.id, answer, number=number, decimals=decimals)
    length = len(words_in(answer))
    if limits is not None and limits.longest is not None and length > limits.longest:
        yield _finding("F10", question.id, answer, length=length, longest=limits.longest)
    chosen = len(answer.options) if isinstance(answer, ChosenSeveral) else 0
    if limits is not None and limits.most_chosen is not None and chosen > limits.most_chosen:
        yield _finding("F11", question.id, answer, count=chosen, most=limits.most_chosen)


def _comparison(question: Question, answer: Answer, around: ReportSetting) -> Iterator[ReportFinding]:
    """Report where an answer is another than what the program knows: it may be, and then the comment says why."""
    comment = words_in(answer).strip()
    certain = around.derived.get(question.id)
    if isinstance(answer, Chosen) and answer.option and certain and answer.option != certain and not comment:
        yield _finding("F13", question.id, answer, derived=question.option(certain).text)
    filled = around.filled.get(question.id)
    if filled is not None and is_answered(answer) and not isinstance(answer, (Declined, NotOurCare)) and not comment:
        differing = _differing(filled, answer)
        if differing:
            yield _finding("F14", question.id, answer, what=wording.listed(differing))
    if around.other is not None:
        yield from _other_report(question, answer, around.other)


def _other_report(question: Question, answer: Answer, other: OtherReport) -> Iterator[ReportFinding]:
    theirs = next((one for one in other.form.questions if one.id == question.id), None)
    said = other.answers.get(question.id)
    if theirs is None or (theirs.text, theirs.options) != (question.text, question.options):
        return
    match answer, said:
        case Chosen(option=here), Chosen(option=there) if here and there and here != there:
            yield _finding("F35", question.id, answer, who=other.who, what=question.option(there).text)


def _differing(filled: Answer, answer: Answer) -> list[str]:
    match filled, answer:
        case AmountsByGrant(amounts=known), AmountsByGrant(amounts=stated):
            return [grant for grant in dict.fromkeys([*known, *stated]) if known.get(grant, 0) != stated.get(grant, 0)]
        case AmountStated(amount=known_amount), AmountStated(amount=amount):
            return [wording.kronor(amount or 0)] if known_amount != amount else []
    return []


def _words(question: Question, answer: Answer) -> Iterator[ReportFinding]:
    text = words_in(answer)
    if isinstance(answer, WrittenAnswer) and is_answered(answer) and folded(text).strip(" .!") in SAYS_NOTHING:
        yield _finding("F33", question.id, answer, what=f"”{text.strip()}”")
    numbers = identity_numbers(text)
    if numbers:
        yield _finding("F31", question.id, answer, what=wording.listed(numbers[:MOST_TOLD]))
    names = named_patients(text)
    if names:
        yield _finding("F32", question.id, answer, what=wording.listed(names[:MOST_TOLD]))


def _numbers(answer: Answer) -> list[Fraction]:
    match answer:
        case Counted(number=Fraction() as number):
            return [number]
        case AmountStated(amount=int() as amount):
            return [Fraction(amount)]
        case AmountsByGrant(amounts=amounts):
            return [Fraction(amount) for amount in amounts.values()]
        case NumbersBySex(rows=rows):
            stated = [number for row in rows.values() for number in (row.women, row.men, row.unknown)]
            return [Fraction(number) for number in stated if number is not None]
    return []


def _finding(rule_id: str, question: str, answer: Answer | None, **values: Value) -> ReportFinding:
    rule = report_rules()[rule_id]
    content = b"" if answer is None else answer_as_json(answer)
    return ReportFinding(
        rule=rule.id,
        level=rule.level,
        question=question,
        text=_filled(rule.text, values),
        way_out=_filled(rule.way_out, values),
        key=f"{rule.id}:{question}:{hashlib.sha256(content).hexdigest()[:16]}",
    )


def _filled(template: Text, values: dict[str, Value]) -> Text:
    swedish = {name: _shown(value, "sv") for name, value in values.items()}
    english = {name: _shown(value, "en") for name, value in values.items()}
    return Text(template.sv.format_map(swedish), template.en.format_map(english))


def _shown(value: Value, language: str) -> str:
    if isinstance(value, Text):
        return value.in_language(language)
    if isinstance(value, Fraction):
        return wording.exact(value, language)
    return wording.whole(value) if isinstance(value, int) else value

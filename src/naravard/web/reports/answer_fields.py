"""Answers read from what is written in a form, and shown in one again: the fields of each kind of question.

A field's name begins with the question's id: ``malbild``, ``malbild--kommentar``, ``malbild--skal``. What is written in
the fields of a question and what is kept of it say the same: :func:`written_of` turns an answer into the one, and
:func:`read` turns it back.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

from naravard.agreement.model import Text
from naravard.agreement.wording import decimal, whole
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
)
from naravard.questionnaire.model import AnswerLimits, Question
from naravard.web.site.forms import Choice, Field, Written

LONGEST = 30_000
"""Signs of a text where the form sets no limit: some ten pages."""
MOST = 999_999_999
"""The largest number where the form sets no limit."""
COMMENT, REASON, NOT_OURS, WHOSE = "kommentar", "skal", "annans", "vems"
_NO_LIMITS = AnswerLimits()
_BOTH = Text(
    "Ni har både svarat och skrivit ett skäl till att inte svara. Ta bort det ena.",
    "You have both answered and given a reason not to answer. Remove one of them.",
)
_COMMENT = Text("Kommentar", "Comment")


def name_of(question: Question, *parts: str) -> str:
    """Return the name of one of a question's fields: its id, and what the field holds of it."""
    return "--".join([question.id, *(part for part in parts if part)])


def written_of(question: Question, answer: Answer | None, grants: Mapping[str, Text]) -> dict[str, str]:
    """Return what stands in the fields of a question that is answered so, by the fields' names.

    ``grants`` are the names of the grants that sums are stated of, by id.
    """
    values = dict.fromkeys(_names(question, grants), "")
    if isinstance(answer, Declined):
        return values | {name_of(question, REASON): answer.reason}
    if isinstance(answer, NotOurCare):
        return values | {name_of(question, NOT_OURS): answer.reason, name_of(question, WHOSE): answer.whose}
    return values | _written(question, answer)


def _written(question: Question, answer: Answer | None) -> dict[str, str]:
    here, comment = name_of(question), name_of(question, COMMENT)
    match answer:
        case Chosen():
            return {here: answer.option, comment: answer.comment}
        case ChosenSeveral():
            marks = {name_of(question, option.id): _MARK * (option.id in answer.options) for option in question.options}
            return {**marks, comment: answer.comment}
        case WrittenAnswer():
            return {here: answer.text}
        case Counted():
            number = "" if answer.number is None else _number(question, answer.number)
            return {here: number, comment: answer.comment}
        case AmountStated():
            return {here: "" if answer.amount is None else whole(answer.amount), comment: answer.comment}
        case AmountsByGrant():
            return {
                **{name_of(question, grant): whole(sum_) for grant, sum_ in answer.amounts.items()},
                comment: answer.comment,
            }
        case NumbersBySex():
            cells = {
                name_of(question, row, sex): "" if number is None else whole(number)
                for row, numbers in answer.rows.items()
                for sex in SEXES
                for number in [getattr(numbers, sex)]
            }
            return {**cells, comment: answer.comment}
    return {}


def read(question: Question, written: Written, grants: Mapping[str, Text], *, ours: bool = True) -> Answer | None:
    """Return the answer that is written in the fields of a question; None if nothing is.

    What is wrong stands in ``written.problems``. ``ours`` is false for whoever may say that the matter is another's.
    """
    limits = question.limits or _NO_LIMITS
    answer: Answer = _READERS[question.kind](question, written, limits, grants)
    reason = written.text(name_of(question, REASON), most=LONGEST)
    others = "" if ours else written.text(name_of(question, NOT_OURS), most=LONGEST)
    given = [one for one in (reason, others) if one]
    if given and (is_answered(answer) or len(given) > 1):
        written.wrong(name_of(question, REASON if reason else NOT_OURS), _BOTH.sv, _BOTH.in_language("en"))
    if others:
        return NotOurCare(reason=others, whose=written.line(name_of(question, WHOSE)))
    if reason:
        return Declined(reason=reason)
    return answer if is_answered(answer) or _has_comment(answer) else None


def _has_comment(answer: Answer) -> bool:
    return bool(getattr(answer, "comment", ""))


def fields_of(
    question: Question, answer: Answer | None, grants: Mapping[str, Text], *, ours: bool = True
) -> list[Field]:
    """Return the fields of a question, with what is answered."""
    values = written_of(question, answer, grants)
    shapes = [*_own_fields(question, grants), *_shared_fields(question, ours=ours)]
    return [_valued(field, values) for field in shapes]


def _valued(field: Field, values: Mapping[str, str]) -> Field:
    return replace(field, value=values.get(field.name, ""))


def _names(question: Question, grants: Mapping[str, Text]) -> list[str]:
    fields = [*_own_fields(question, grants), *_shared_fields(question, ours=False)]
    return [field.name for field in fields]


_MARK = "ja"
"""What a box that is ticked sends."""


def _own_fields(question: Question, grants: Mapping[str, Text]) -> list[Field]:
    """Return the fields that hold the answer itself."""
    label = Text(_first_line(question.text))
    here = name_of(question)
    if question.kind == "choice":
        choices = [Choice(option.id, Text(option.text)) for option in question.options]
        return [Field(name=here, label=label, kind="radio", choices=choices)]
    if question.kind == "choices":
        return [
            Field(name=name_of(question, option.id), label=Text(option.text), kind="checkbox")
            for option in question.options
        ]
    if question.kind == "text":
        return [Field(name=here, label=label, kind="area", rows=8)]
    if question.kind == "amount":
        return [Field(name=here, label=label, kind="kronor")]
    if question.kind == "amount-by-grant":
        return [Field(name=name_of(question, grant), label=name, kind="kronor") for grant, name in grants.items()]
    if question.kind == "number":
        return [Field(name=here, label=question.unit or label, kind="digits", width=10)]
    return [
        Field(
            name=name_of(question, row.id if row else "", sex),
            label=Text(f"{row.text}: {words.sv.lower()}", f"{row.text}: {words.in_language('en').lower()}")
            if row
            else words,
            kind="digits",
            width=10,
        )
        for row in (question.rows or (None,))
        for sex, words in SEXES.items()
    ]


def _shared_fields(question: Question, *, ours: bool) -> list[Field]:
    """Return the fields beside the answer: a comment, and the reason not to answer."""
    found = []
    if question.kind != "text" and (question.comment or question.kind not in ("choice", "choices")):
        label = Text(question.comment) if question.comment else _COMMENT
        found.append(Field(name=name_of(question, COMMENT), label=label, kind="area", rows=3))
    found.append(
        Field(
            name=name_of(question, REASON),
            label=Text("Skäl till att inte svara", "Reason not to answer"),
            kind="area",
            rows=2,
        )
    )
    if not ours:
        found.append(
            Field(
                name=name_of(question, NOT_OURS),
                label=Text("Varför det inte är ert ansvar", "Why it is not your responsibility"),
                hint=Text("Till exempel att ett kommunalförbund eller regionen har det.",
                          "For example that a joint authority or the region has it."),
                kind="area",
                rows=2,
            )
        )  # fmt: skip
        found.append(
            Field(name=name_of(question, WHOSE), label=Text("Vem som har det (valfritt)", "Whose it is (optional)"))
        )
    return found


def _first_line(text: str) -> str:
    return text.partition("\n")[0]


_Read = Callable[[Question, Written, AnswerLimits, Mapping[str, Text]], Answer]


def _choice(question: Question, written: Written, _limits: AnswerLimits, _grants: Mapping[str, Text]) -> Answer:
    choices = [Choice(option.id, Text(option.text)) for option in question.options]
    return Chosen(
        option=written.chosen(name_of(question), choices, required=False), comment=_comment(question, written)
    )


def _choices(question: Question, written: Written, limits: AnswerLimits, _grants: Mapping[str, Text]) -> Answer:
    marked = tuple(one.id for one in question.options if written.raw(name_of(question, one.id)) == _MARK)
    if limits.most_chosen is not None and len(marked) > limits.most_chosen:
        written.wrong(
            name_of(question, question.options[0].id),
            f"Välj högst {limits.most_chosen} alternativ. Ni har valt {len(marked)}.",
            f"Choose at most {limits.most_chosen} alternatives. You have chosen {len(marked)}.",
        )
    return ChosenSeveral(options=marked, comment=_comment(question, written))


def _text(question: Question, written: Written, limits: AnswerLimits, _grants: Mapping[str, Text]) -> Answer:
    return WrittenAnswer(text=written.text(name_of(question), most=limits.longest or LONGEST))


def _counted(question: Question, written: Written, limits: AnswerLimits, _grants: Mapping[str, Text]) -> Answer:
    return Counted(number=_within(question, written, name_of(question), limits), comment=_comment(question, written))


def _amount(question: Question, written: Written, _limits: AnswerLimits, _grants: Mapping[str, Text]) -> Answer:
    stated = written.kronor(name_of(question)) if written.raw(name_of(question)) else None
    return AmountStated(amount=stated, comment=_comment(question, written))


def _amounts(question: Question, written: Written, _limits: AnswerLimits, grants: Mapping[str, Text]) -> Answer:
    stated = {
        grant: written.kronor(name_of(question, grant)) for grant in grants if written.raw(name_of(question, grant))
    }
    return AmountsByGrant(amounts=stated, comment=_comment(question, written))


def _by_sex(question: Question, written: Written, limits: AnswerLimits, _grants: Mapping[str, Text]) -> Answer:
    rows = [row.id for row in question.rows] or [""]
    numbers = {
        row: NumberBySex(
            **{
                sex: None if number is None else int(number)
                for sex in SEXES
                for number in [_within(question, written, name_of(question, row, sex), limits, places=0)]
            }
        )
        for row in rows
    }
    stated = {row: one for row, one in numbers.items() if one != NumberBySex()}
    return NumbersBySex(rows=stated, comment=_comment(question, written))


_READERS: Mapping[str, _Read] = {
    "choice": _choice,
    "choices": _choices,
    "text": _text,
    "number": _counted,
    "amount": _amount,
    "amount-by-grant": _amounts,
    "number-by-sex": _by_sex,
}


def _comment(question: Question, written: Written) -> str:
    return written.text(name_of(question, COMMENT), most=LONGEST)


def _within(
    question: Question, written: Written, name: str, limits: AnswerLimits, places: int | None = None
) -> Fraction | None:
    """Read a number within the question's limits; None if there is none, or it is wrong."""
    decimals = limits.decimals if places is None else places
    most = MOST if limits.most is None else int(limits.most)
    number = written.number(name, most=most, decimals=decimals, required=False)
    if number is not None and limits.least is not None and number < limits.least:
        least = _number(question, limits.least)
        written.wrong(name, f"Skriv minst {least}.", f"Write at least {least}.")
        return None
    return number


def _number(question: Question, number: Fraction) -> str:
    """Return a number as it is written in Swedish, with as many decimals as it has."""
    places = (question.limits or _NO_LIMITS).decimals
    return whole(int(number)) if number.denominator == 1 else decimal(number, places)

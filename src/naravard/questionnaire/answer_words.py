r"""An answer as it is read on paper and on pages: in the form's own words, a line for each thing it says.

>>> from naravard.questionnaire.answers import Chosen
>>> from naravard.questionnaire.model import AnswerOption, Question
>>> question = Question(id="plan", text="…", kind="choice", options=(AnswerOption(id="ja", text="Ja, alla"),))
>>> answer_words(question, Chosen(option="ja", comment="Sedan 2020."))
'Ja, alla\nKommentar: Sedan 2020.'
"""

from collections.abc import Iterator, Mapping

from naravard.agreement import wording
from naravard.agreement.model import Text
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
    words_in,
)
from naravard.questionnaire.model import Question

DECLINES = "Avstår från att svara, därför att:"
NOT_OUR_CARE = "Inte vår vård, därför att:"


def answer_words(question: Question, answer: Answer | None, grants: Mapping[str, Text] | None = None) -> str:
    """Return what an answer says; empty where there is none. ``grants`` are the names of grants by id."""
    return "\n".join(_lines(question, answer, grants or {})) if answer is not None else ""


def number_words(question: Question, answer: Counted) -> str:
    """Return a number with its decimals as the question allows them; empty where none is stated."""
    if answer.number is None:
        return ""
    decimals = question.limits.decimals if question.limits is not None else 0
    return wording.exact(answer.number, places=decimals)


def _lines(question: Question, answer: Answer, grants: Mapping[str, Text]) -> Iterator[str]:
    match answer:
        case WrittenAnswer(text=text):
            yield text
        case Declined(reason=reason):
            yield f"{DECLINES} {reason}"
        case NotOurCare(reason=reason):
            yield f"{NOT_OUR_CARE} {reason}"
        case _:
            yield from _marks_and_numbers(question, answer, grants)
            if words_in(answer).strip():
                yield f"Kommentar: {words_in(answer)}"


def _marks_and_numbers(question: Question, answer: Answer, grants: Mapping[str, Text]) -> Iterator[str]:
    unit = f" {question.unit.sv}" if question.unit is not None else ""
    match answer:
        case Chosen(option=option) if option:
            yield _option(question, option)
        case ChosenSeveral(options=options):
            yield from (_option(question, option) for option in options)
        case Counted() if answer.number is not None:
            yield f"{number_words(question, answer)}{unit}"
        case AmountStated(amount=int() as amount):
            yield wording.kronor(amount)
        case AmountsByGrant(amounts=amounts):
            for grant, amount in amounts.items():
                yield f"{grants[grant].sv if grant in grants else grant}: {wording.kronor(amount)}"
        case NumbersBySex(rows=rows):
            texts = {row.id: row.text for row in question.rows}
            for row, numbers in rows.items():
                yield f"{texts[row]}: {_by_sex(numbers)}" if row in texts else _by_sex(numbers)


def _option(question: Question, option_id: str) -> str:
    return next((option.text for option in question.options if option.id == option_id), option_id)


def _by_sex(numbers: NumberBySex) -> str:
    stated = (
        (wording.whole(number), words.sv.lower())
        for sex, words in SEXES.items()
        if (number := getattr(numbers, sex)) is not None
    )
    return ", ".join(f"{number} {sex}" for number, sex in stated)

"""Answers as typed values, one for each kind of question, and as JSON.

Two answers fit every kind: whoever answers *declines*, with a reason; a municipality says that the matter is *not its
care*, with the reason and, where it is known, whose it is.
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import Any, Union

import msgspec
from msgspec import Struct

from naravard.agreement.model import Text
from naravard.questionnaire.model import Question

YES, NO = "ja", "nej"
"""The options of a municipality's answer to a question whose county's answer is a share of yes."""


class _Answer(Struct, frozen=True, kw_only=True, tag_field="kind", forbid_unknown_fields=True):
    """What all answers are: a value with the kind of its question as its tag."""


class Chosen(_Answer, frozen=True, kw_only=True, tag="choice"):
    """One option, or none yet, and a comment."""

    option: str = ""
    comment: str = ""


class ChosenSeveral(_Answer, frozen=True, kw_only=True, tag="choices"):
    """The options that are marked, in the form's order, and a comment."""

    options: tuple[str, ...] = ()
    comment: str = ""


class WrittenAnswer(_Answer, frozen=True, kw_only=True, tag="text"):
    """Words."""

    text: str


class Counted(_Answer, frozen=True, kw_only=True, tag="number"):
    """A number, exact; None if only a comment is written."""

    number: Fraction | None = None
    comment: str = ""


class AmountStated(_Answer, frozen=True, kw_only=True, tag="amount"):
    """Whole kronor; None if only a comment is written."""

    amount: int | None = None
    comment: str = ""


class AmountsByGrant(_Answer, frozen=True, kw_only=True, tag="amount-by-grant"):
    """Whole kronor by the grants' ids."""

    amounts: dict[str, int]
    comment: str = ""


class NumberBySex(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One row: women and men, and those of whom it is not known; None if no number is stated."""

    women: int | None = None
    men: int | None = None
    unknown: int | None = None


SEXES: Mapping[str, Text] = {
    "women": Text("Kvinnor", "Women"),
    "men": Text("Män", "Men"),
    "unknown": Text("Okänt kön", "Sex not known"),
}
"""What the numbers of a row are called: the same on pages, on paper, in Word and in FHIR."""


class NumbersBySex(_Answer, frozen=True, kw_only=True, tag="number-by-sex"):
    """Numbers by sex, by the ids of the rows; a question without rows has one row, whose id is empty."""

    rows: dict[str, NumberBySex]
    comment: str = ""


class Declined(_Answer, frozen=True, kw_only=True, tag="declined"):
    """Whoever answers declines to, with a reason."""

    reason: str


class NotOurCare(_Answer, frozen=True, kw_only=True, tag="not-our-care"):
    """The matter is a joint authority's, or the region's; ``whose`` is that organisation's code, or empty."""

    reason: str
    whose: str = ""


Answer = Union[  # noqa: UP007 - msgspec reads the union's members from it
    Chosen, ChosenSeveral, WrittenAnswer, Counted, AmountStated, AmountsByGrant, NumbersBySex, Declined, NotOurCare
]
Answers = Mapping[str, Answer]
"""Answers by the questions' ids."""

OF_KIND: Mapping[str, type[Answer]] = {
    "choice": Chosen,
    "choices": ChosenSeveral,
    "text": WrittenAnswer,
    "number": Counted,
    "amount": AmountStated,
    "amount-by-grant": AmountsByGrant,
    "number-by-sex": NumbersBySex,
}


def fits(question: Question, answer: Answer) -> bool:
    """Tell whether an answer is of the question's kind, or one of the two that fit all."""
    return isinstance(answer, (OF_KIND[question.kind], Declined, NotOurCare))


def is_answered(answer: Answer | None) -> bool:
    """Tell whether something is answered: a mark, a word, a number, or a reason not to answer."""
    match answer:
        case None:
            return False
        case Chosen():
            return bool(answer.option)
        case ChosenSeveral():
            return bool(answer.options)
        case WrittenAnswer():
            return bool(answer.text.strip())
        case Counted():
            return answer.number is not None
        case AmountStated():
            return answer.amount is not None
        case AmountsByGrant():
            return bool(answer.amounts)
        case NumbersBySex():
            return any(row != NumberBySex() for row in answer.rows.values())
        case Declined() | NotOurCare():
            return bool(answer.reason.strip())


def words_in(answer: Answer) -> str:
    """Return all that is written freely in an answer."""
    match answer:
        case WrittenAnswer():
            return answer.text
        case Declined() | NotOurCare():
            return answer.reason
    return answer.comment


def answer_as_json(answer: Answer) -> bytes:
    """Write an answer as JSON; a number as ``"1/2"``."""
    return msgspec.json.encode(answer, enc_hook=_fraction_as_text, order="sorted")


def answer_from_json(content: bytes | str) -> Answer:
    """Read what :func:`answer_as_json` wrote.

    Raises:
        msgspec.DecodeError: It is something else.
    """
    return _decoder().decode(content)


def answers_from_plain(plain: Mapping[str, Any]) -> dict[str, Answer]:
    """Read answers by question that are kept as JSON objects.

    Raises:
        msgspec.ValidationError: One of them is something else.
    """
    return {name: msgspec.convert(value, Answer, dec_hook=_fraction_from_text) for name, value in plain.items()}


@cache
def _decoder() -> "msgspec.json.Decoder[Answer]":
    return msgspec.json.Decoder(Answer, dec_hook=_fraction_from_text)


def _fraction_as_text(value: Any) -> str:
    if isinstance(value, Fraction):
        return str(value)
    raise NotImplementedError(type(value).__name__)


def _fraction_from_text(wanted: type, value: Any) -> Any:
    if wanted is Fraction and isinstance(value, str):
        return Fraction(value)
    raise NotImplementedError(wanted.__name__)

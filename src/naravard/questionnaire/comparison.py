"""Two forms beside one another: what each question has become, drafts that move to a new version, last year's answer.

Nothing here changes an answer that has been given: an answer belongs to its version for ever, and what moves is a copy.
"""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from naravard.questionnaire.answers import (
    Answer,
    Answers,
    Chosen,
    ChosenSeveral,
    Declined,
    NotOurCare,
    NumbersBySex,
    fits,
)
from naravard.questionnaire.model import Likeness, Question, Questionnaire

Fate = Literal["moves", "moves-changed", "stays", "not-asked"]
"""What becomes of an answer in a draft that moves: it moves; it moves and must be looked at; it cannot move and stays
where it was; or its question is gone."""


class Counterpart(Struct, frozen=True, kw_only=True):
    """A question of this form, and what it was in another."""

    question: str
    likeness: Likeness
    was: str | None
    """Its id in the other form; None if it is new."""


def counterparts(
    form: Questionnaire, other: Questionnaire, other_agreement: str | None = None
) -> dict[str, Counterpart]:
    """Return, by this form's questions, what each was in the other.

    Where no mapping is declared, questions of the same id are compared as they are: ids are never used again.

    Args:
        form: The form.
        other: An earlier version of it, or another form.
        other_agreement: The id of the other form's agreement, where that is another than this one's.
    """
    declared = next(
        (
            mapping.questions
            for mapping in form.mappings
            if (mapping.questionnaire, mapping.version, mapping.agreement) == (other.id, other.version, other_agreement)
        ),
        None,
    )
    if declared is None:
        there = {question.id: question for question in other.questions}
        return {question.id: _as_they_are(question, there.get(question.id)) for question in form.questions}
    return {
        one.question: Counterpart(
            question=one.question,
            likeness=one.likeness,
            was=None if one.likeness == "new" else one.was or one.question,
        )
        for one in declared
        if one.likeness != "gone"
    }


def asks_the_same(one: Question, other: Question) -> bool:
    """Tell whether two questions ask the same: their words, kind, and what can be marked."""
    return (one.text, one.kind, one.options, one.rows) == (other.text, other.kind, other.options, other.rows)


def answer_before(
    question_id: str, found: Mapping[str, Counterpart], answers: Answers
) -> tuple[Likeness, Answer | None]:
    """Return what was answered to a question before, in the other form, and how alike the questions are."""
    counterpart = found.get(question_id)
    if counterpart is None or counterpart.was is None:
        return "new", None
    return counterpart.likeness, answers.get(counterpart.was)


class MovedAnswer(Struct, frozen=True, kw_only=True):
    """What becomes of one answer of a draft that moves to another form."""

    was: str
    """The question's id in the form that is left."""
    question: str | None
    """The question's id in the form that it moves to."""
    fate: Fate
    before: Answer
    after: Answer | None
    """What stands in the moved draft; a part of an answer that has no place there is left out of it."""


class Move(Struct, frozen=True, kw_only=True):
    """A draft that moves to another form, as it would be: the preview, and what is saved when it is done."""

    answers: dict[str, Answer]
    moved: tuple[MovedAnswer, ...]
    new: tuple[str, ...]
    """Questions that nobody has been asked before."""

    @property
    def loses_something(self) -> bool:
        """Whether an answer, or a part of one, has no place in the other form: it stays in the form it was given to."""
        return any(one.before != one.after for one in self.moved)


def move(answers: Answers, form: Questionnaire, to: Questionnaire, agreement: str | None = None) -> Move:
    """Say what becomes of answers that move from one form to another: a draft's, or those given earlier or elsewhere.

    ``agreement`` is the id of the agreement of the form that is left, where that is another than the other's.
    """
    found = counterparts(to, form, agreement)
    goes_to = {one.was: one for one in found.values() if one.was is not None}
    kept: dict[str, Answer] = {}
    moved: list[MovedAnswer] = []
    for was, before in answers.items():
        counterpart = goes_to.get(was)
        if counterpart is None:
            moved.append(MovedAnswer(was=was, question=None, fate="not-asked", before=before, after=None))
            continue
        after = _fitting(to.question(counterpart.question), before)
        if after is not None:
            kept[counterpart.question] = after
        alike = counterpart.likeness == "same" and after == before
        fate: Fate = "stays" if after is None else "moves" if alike else "moves-changed"
        moved.append(MovedAnswer(was=was, question=counterpart.question, fate=fate, before=before, after=after))
    new = tuple(one for one, counterpart in found.items() if counterpart.was is None)
    return Move(answers=kept, moved=tuple(moved), new=new)


def _as_they_are(question: Question, other: Question | None) -> Counterpart:
    if other is None:
        return Counterpart(question=question.id, likeness="new", was=None)
    likeness: Likeness = "same" if asks_the_same(question, other) else "changed"
    return Counterpart(question=question.id, likeness=likeness, was=question.id)


def _fitting(question: Question, answer: Answer) -> Answer | None:
    """Return what of an answer has a place in a question; None if nothing has."""
    if not fits(question, answer):
        return None
    options = {option.id for option in question.options}
    match answer:
        case Declined() | NotOurCare():
            return answer
        case Chosen(option=option, comment=comment) if option and option not in options:
            return Chosen(comment=comment) if comment else None
        case ChosenSeveral(options=chosen):
            return replace(answer, options=tuple(option for option in chosen if option in options))
        case NumbersBySex(rows=rows):
            known = {row.id for row in question.rows} or {""}
            return replace(answer, rows={row: numbers for row, numbers in rows.items() if row in known})
    return answer

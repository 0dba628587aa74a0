"""A form that comes back as a Word document: what was read, what could not be, and what differs from what stands.

A place is found by the bookmark round its label, else by the tag of its control, else by the label's own words; the
answer is what stands in the next table cell, the whole of it. Nothing is saved here.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from msgspec import Struct

from naravard.agreement import numerals
from naravard.agreement.model import Text
from naravard.agreement.plain_text import folded, mended
from naravard.documents.word_forms.fields import (
    FORM_PROPERTY,
    PLACEHOLDERS,
    REPORTER_PROPERTY,
    UNCHECKED,
    VERSION_PROPERTY,
    WordField,
    fields_of,
)
from naravard.documents.word_forms.package import opened
from naravard.documents.word_forms.problems import WordProblem, problem
from naravard.documents.word_forms.words_in_word import CHECKED, W14, W, text_of
from naravard.questionnaire.answer_words import DECLINES, NOT_OUR_CARE
from naravard.questionnaire.answers import (
    SEXES,
    AmountsByGrant,
    AmountStated,
    Answer,
    Answers,
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

_MARKS = frozenset({CHECKED, "☑", "✓", "✔", "x", "√", "✗", "✘"})
_ON = frozenset({"1", "true", "on"})
LONGEST_TOLD = 60


class ReadWordForm(Struct, frozen=True, kw_only=True):
    """What came of a document."""

    answers: dict[str, Answer]
    """What is filled in, by question."""
    problems: tuple[WordProblem, ...]
    reporter: str = ""
    """The code of whoever the document was made for; empty where the document does not say."""


class WordDifference(Struct, frozen=True, kw_only=True):
    """An answer that is another in the document than where it stands."""

    question: str
    standing: Answer | None
    read: Answer | None
    """None: the document has nothing there. What stands is not taken away by that."""


def read_word_form(content: bytes, form: Questionnaire, *, grants: Mapping[str, Text] | None = None) -> ReadWordForm:
    """Read a form that was filled in offline; never raises."""
    document = opened(content)
    if isinstance(document, WordProblem):
        return ReadWordForm(answers={}, problems=(document,))
    properties = document.properties
    refused, told = _of_which_form(properties, form)
    if refused is not None:
        return ReadWordForm(answers={}, problems=(refused,))
    reading = _Reading(document.root)
    answers: dict[str, Answer] = {}
    for question in form.questions:
        answer = reading.answer(question, list(fields_of(question, grants or {})))
        if answer is not None:
            answers[question.id] = answer
    if not reading.found:
        return ReadWordForm(answers={}, problems=(problem("no-form"),))
    return ReadWordForm(
        answers=answers,
        problems=(*told, *reading.problems),
        reporter=properties.get(REPORTER_PROPERTY, ""),
    )


def differences(read: ReadWordForm, standing: Answers, form: Questionnaire) -> tuple[WordDifference, ...]:
    """Return where the document differs from what stands, in the form's order."""
    found = (
        WordDifference(question=question.id, standing=standing.get(question.id), read=read.answers.get(question.id))
        for question in form.questions
    )
    return tuple(one for one in found if one.standing != one.read)


def _of_which_form(
    properties: Mapping[str, str], form: Questionnaire
) -> tuple[WordProblem | None, tuple[WordProblem, ...]]:
    named, version = properties.get(FORM_PROPERTY, ""), properties.get(VERSION_PROPERTY, "")
    if named and named != form.id:
        return problem("other-form", what=named[:LONGEST_TOLD]), ()
    if version and version != str(form.version):
        return problem("other-version", what=version[:LONGEST_TOLD]), ()
    return None, () if named and version else (problem("unknown-version"),)


class _Reading:
    """One walk through a document: where its labels stand, and what is in the cells after them."""

    def __init__(self, root: Any) -> None:
        self.problems: list[WordProblem] = []
        self.found = 0
        self.cells = list(root.iter(f"{W}tc"))
        self.numbers = {cell: number for number, cell in enumerate(self.cells)}
        self.by_bookmark = {mark.get(f"{W}name"): mark for mark in root.iter(f"{W}bookmarkStart")}
        self.by_tag = {tag.get(f"{W}val"): tag for tag in root.iter(f"{W}tag")}
        self.by_words: dict[str, list[Any]] = {}
        for cell in self.cells:
            self.by_words.setdefault(folded(text_of(cell)), []).append(cell)

    def answer(self, question: Question, fields: list[WordField]) -> Answer | None:
        """Read a question's answer out of its places."""
        comment = ""
        for field in fields:
            if field.kind == "comment":
                comment = self.words(field)
        if question.is_marked:
            return self._marked(question, [one for one in fields if one.kind == "option"], comment)
        match question.kind:
            case "text":
                text = self.words(fields[0])
                return _reason(text) or _answered(WrittenAnswer(text=text))
            case "amount-by-grant":
                return _reason(comment) or self._amounts(fields, comment)
            case "number-by-sex":
                return _reason(comment) or self._by_sex(fields, comment)
        return _reason(comment) or self._number(question, fields[0], comment)

    def _marked(self, question: Question, fields: list[WordField], comment: str) -> Answer | None:
        marked = [field for field in fields if self.is_marked(field)]
        if question.kind == "choices":
            return _answered(ChosenSeveral(options=tuple(field.id for field in marked), comment=comment))
        if len(marked) > 1:
            self.problems.append(problem("several-marks", question.id, ", ".join(field.label for field in marked)))
            marked = []
        if not marked and (reason := _reason(comment)) is not None:
            return reason
        return _answered(Chosen(option=marked[0].id if marked else "", comment=comment))

    def _number(self, question: Question, field: WordField, comment: str) -> Answer | None:
        text = self.words(field)
        number = self._read_number(text, question.id)
        if question.kind == "amount":
            if number is not None and number.denominator != 1:
                self.problems.append(problem("not-a-number", question.id, text[:LONGEST_TOLD]))
                number = None
            return _answered(AmountStated(amount=None if number is None else int(number), comment=comment))
        return _answered(Counted(number=number, comment=comment))

    def _amounts(self, fields: list[WordField], comment: str) -> Answer | None:
        amounts: dict[str, int] = {}
        for field in (one for one in fields if one.kind == "grant"):
            number = self._read_number(self.words(field), field.question)
            if number is not None:
                amounts[field.id] = int(number)
        return _answered(AmountsByGrant(amounts=amounts, comment=comment))

    def _by_sex(self, fields: list[WordField], comment: str) -> Answer | None:
        rows: dict[str, NumberBySex] = {}
        for field in (one for one in fields if one.kind == "row"):
            numbers = {
                sex: self._read_number(self.words(field, place), field.question)
                for place, sex in enumerate(SEXES, start=1)
            }
            whole = {sex: int(number) for sex, number in numbers.items() if number is not None}
            if whole:
                rows[field.id] = NumberBySex(**whole)
        return _answered(NumbersBySex(rows=rows, comment=comment))

    def _read_number(self, text: str, question: str) -> Fraction | None:
        """Read a number as Swedes write it: ``1 000 000``, ``72,5``, also with a unit after it."""
        bare = text.strip().removesuffix("kr").removesuffix("kronor").removesuffix("%").strip()
        if not bare:
            return None
        whole = numerals.whole(bare)
        number = Fraction(whole) if whole is not None else numerals.decimal(bare, comma=True)
        if number is None:
            self.problems.append(problem("not-a-number", question, text[:LONGEST_TOLD]))
        return number

    def is_marked(self, field: WordField) -> bool:
        """Tell whether an option's box is marked: by its state, or by a sign that is typed in its cell."""
        cell = self.cell(field)
        if cell is None:
            return False
        state = next((one.get(f"{W14}val") for one in cell.iter(f"{W14}checked")), None)
        typed = "".join(text_of(cell).split()).casefold().strip(UNCHECKED)
        if (
            typed
            and not set(typed) <= _MARKS
            and folded(typed) not in {folded("".join(one.split())) for one in PLACEHOLDERS}
        ):
            self.problems.append(problem("not-a-mark", field.question, field.label))
            return False
        return bool(set(typed) & _MARKS) or (state in _ON and not typed and UNCHECKED not in text_of(cell))

    def words(self, field: WordField, place: int = 1) -> str:
        """Return what is written in a place; the placeholder's words are nothing."""
        cell = self.cell(field, place)
        if cell is None:
            return ""
        text = mended(text_of(cell))
        for words in PLACEHOLDERS:
            text = text.replace(words, "")
        return text.strip()

    def cell(self, field: WordField, place: int = 1) -> Any:
        """Return the cell that answers a label: the next one that does not lie in the label's own."""
        label = self._label(field)
        if label is None:
            if place == 1:
                self.problems.append(problem("missing", field.question, field.label))
            return None
        self.found += 1
        following = (one for one in self.cells[self.numbers[label] + 1 :] if label not in one.iterancestors())
        for _ in range(place - 1):
            next(following, None)
        return next(following, None)

    def _label(self, field: WordField) -> Any:
        mark = self.by_bookmark.get(field.bookmark)
        if mark is not None:
            cell = next(mark.iterancestors(f"{W}tc"), None)
            if cell is not None:
                return cell
        tag = self.by_tag.get(field.tag)
        if tag is not None:
            answer = next(tag.iterancestors(f"{W}tc"), None)
            if answer is not None and self.numbers[answer] > 0:
                return self.cells[self.numbers[answer] - 1]
        same = self.by_words.get(folded(field.label), [])
        return same[0] if len(same) == 1 else None


def _reason(text: str) -> Answer | None:
    """Read a reason not to answer, which stands where words can."""
    if text.startswith(DECLINES):
        return Declined(reason=text.removeprefix(DECLINES).strip())
    if text.startswith(NOT_OUR_CARE):
        return NotOurCare(reason=text.removeprefix(NOT_OUR_CARE).strip())
    return None


def _answered(answer: Answer) -> Answer | None:
    return answer if is_answered(answer) or words_in(answer).strip() else None

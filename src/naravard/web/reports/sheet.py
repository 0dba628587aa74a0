"""A part of a report as a form: the fields of its questions, what they were, and how what two write becomes one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from naravard.agreement.model import Text
from naravard.questionnaire.answers import SEXES, Answer
from naravard.questionnaire.model import Question
from naravard.questionnaire.text_merge import merged
from naravard.web.papers.paper import LONGEST_NUMBER
from naravard.web.reports.answer_fields import (
    COMMENT,
    NOT_OURS,
    REASON,
    WHOSE,
    fields_of,
    name_of,
    read,
    written_of,
)
from naravard.web.reports.earlier_answers import EarlierAnswer
from naravard.web.reports.filled_form import AskedQuestion, FilledForm, ReportPart, called
from naravard.web.reports.report import Report
from naravard.web.site.forms import Field, Written

NUMBERS = "diarienummer"
"""The id of the part that is no part of the form: the reference numbers, which stand on every paper."""


@dataclass(frozen=True, slots=True)
class Arranged:
    """A question with its fields, as the page shows them."""

    asked: AskedQuestion
    own: Sequence[Field]
    """Where the answer itself is written."""
    comment: Field | None
    instead: Sequence[Field]
    """Where a reason not to answer is written."""
    rows: Sequence[tuple[str, Sequence[Field]]] = ()
    """For numbers by sex: what is counted, and the fields of each sex."""
    earlier: Sequence[EarlierAnswer] = ()
    """What was answered before, or in the same house, that can be taken over."""

    @property
    def is_wrong(self) -> bool:
        """Whether something is wrong with what was written in it."""
        return any(one.is_wrong for one in self.every)

    @property
    def every(self) -> list[Field]:
        """All its fields."""
        return [*self.own, *([self.comment] if self.comment else []), *self.instead]

    @property
    def is_declined(self) -> bool:
        """Whether a reason not to answer is written."""
        return any(one.value for one in self.instead)


@dataclass(frozen=True)
class Sheet:
    """The form of a part, or of one question in it."""

    filling: FilledForm
    part: ReportPart | None
    """The part; None for the reference numbers."""
    only: str = ""
    """The question that it is about, where it is about one."""

    @property
    def id(self) -> str:
        """The part's id."""
        return self.part.part.id if self.part else NUMBERS

    @property
    def heading(self) -> Text:
        """The part's heading."""
        return Text(self.part.part.heading) if self.part else Text("Diarienummer", "Reference numbers")

    @property
    def asked(self) -> list[AskedQuestion]:
        """The questions that can be answered."""
        every = self.part.questions if self.part else ()
        return [one for one in every if one.is_open and self.only in ("", one.id)]

    @property
    def closed(self) -> list[AskedQuestion]:
        """The questions that are only read, as the receiver has asked about others."""
        return [one for one in self.part.questions if not one.is_open] if self.part else []

    @cached_property
    def fields(self) -> list[Field]:
        """The fields, with what is answered."""
        if self.part is None:
            return self._numbers()
        return [field for one in self.asked for field in self._fields(one)]

    def _fields(self, one: AskedQuestion) -> list[Field]:
        return fields_of(one.question, one.answer, self.filling.grants, ours=self.filling.ours)

    @property
    def was(self) -> dict[str, str]:
        """What stands in each field."""
        return {field.name: field.value for field in self.fields}

    def of(self, question_id: str) -> "Sheet | None":
        """Return the form of one question; None if it is not in the part. The reference numbers are one."""
        if self.part is None:
            return self if question_id == NUMBERS else None
        return replace(self, only=question_id) if any(one.id == question_id for one in self.asked) else None

    def read(self, written: Written) -> dict[str, str]:
        """Return what the fields are to be, as text; what is wrong stands in ``written``."""
        self.answers(written)
        self.numbers(written)
        return {name: written.raw(name) for name in self.was}

    def answers(self, written: Written) -> dict[str, Answer | None]:
        """Return the answers that are written, by question."""
        return {one.id: read(one.question, written, self.filling.grants, ours=self.filling.ours) for one in self.asked}

    def numbers(self, written: Written) -> dict[str, str]:
        """Return the reference numbers that are written, by field."""
        if self.part is not None:
            return {}
        return {field.name: written.line(field.name, most=LONGEST_NUMBER) for field in self._numbers()}

    def _numbers(self) -> list[Field]:
        """Return the fields of the reference numbers, which stand on reports that are papers."""
        return self.filling.number_fields() if isinstance(self.filling, Report) else []

    def merge(self, name: str, was: str, mine: str, theirs: str) -> str | None:
        """Make one of what two have made of a field: texts where they do not meet, and what only one has changed.

        Choices and numbers that both have changed are never merged. The page says what it sent, and ``theirs`` is as it
        is kept, so that the three are compared as they are kept: else one would be in conflict with one's own blank.
        """
        was, sent = self._kept(name, was), self._kept(name, mine)
        if sent in (was, theirs):
            return theirs
        if theirs == was:
            return mine
        return merged(was, sent, theirs) if self._is_text(name) else None

    def _kept(self, name: str, sent: str) -> str:
        """Return what a field's value has become when it has been saved; as it was sent if it cannot be read."""
        written = Written({name: sent})
        kept = self.numbers(written)
        for one in self.asked:
            if name in self.filling.written(one.question):
                whose = name_of(one.question, WHOSE)
                beside = {name_of(one.question, NOT_OURS): sent} if name == whose else {}  # else nobody says whose
                written = Written({**beside, name: sent})
                answer = read(one.question, written, self.filling.grants, ours=self.filling.ours)
                kept = written_of(one.question, answer, self.filling.grants)
        return sent if written.problems else kept.get(name, sent)

    def _is_text(self, name: str) -> bool:
        return any(field.name == name and field.kind == "area" for field in self.fields)

    def shown(self, name: str, value: str) -> str:
        """Return a field's value as people read it: the printed words of what is chosen."""
        field = next((one for one in self.fields if one.name == name), None)
        if field is None:
            return value
        if field.kind == "checkbox":
            return "ja" if value else "nej"
        return next((choice.label.sv for choice in field.choices if choice.value == value), value)

    def changed_by(self) -> str:
        """Return the name of who changed the question last."""
        names = [one.row.changed_by_name for one in self.asked if one.row is not None]
        return names[0] if names else ""

    def arranged(self, _written: Written, fields: Sequence[Field]) -> dict[str, Any]:
        """Return the fields question by question, for the page."""
        by_name = {field.name: field for field in fields}
        return {"arranged": [self._arranged(one, by_name) for one in self.asked]}

    def _arranged(self, one: AskedQuestion, by_name: Mapping[str, Field]) -> Arranged:
        beside = {name_of(one.question, part) for part in (COMMENT, REASON, NOT_OURS, WHOSE)}
        names = [field.name for field in self._fields(one)]
        own = [by_name[name] for name in names if name not in beside]
        comment = by_name.get(name_of(one.question, COMMENT))
        instead = [by_name[name] for name in names if name in beside and by_name[name] is not comment]
        earlier = [before for before in self.filling.earlier.get(one.id, ()) if before.answer != one.answer]
        return Arranged(one, own, comment, instead, _rows(one.question, by_name), earlier)


def _rows(question: Question, by_name: Mapping[str, Field]) -> list[tuple[str, Sequence[Field]]]:
    if question.kind != "number-by-sex":
        return []
    rows = [(row.id, row.text) for row in question.rows] or [("", (question.unit or called(question)).sv)]
    return [(text, [by_name[name_of(question, row, sex)] for sex in SEXES]) for row, text in rows]

"""A form being filled in by an organisation: its parts and questions with what is answered, and what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from naravard.agreement.model import Text
from naravard.questionnaire.answer_words import answer_words
from naravard.questionnaire.answers import Answer, answers_from_plain, is_answered
from naravard.questionnaire.audience import is_asked
from naravard.questionnaire.model import Question, Questionnaire, QuestionnairePart
from naravard.questionnaire.report_checks import ReportFinding, ReportSetting, check_report
from naravard.web.reports.answer_fields import written_of
from naravard.web.reports.earlier_answers import EarlierAnswer
from naravard.web.reports.models import ReportAnswer


@dataclass(frozen=True)
class AskedQuestion:
    """A question as it is put to an organisation, with the answer that stands."""

    question: Question
    answer: Answer | None
    row: ReportAnswer | None
    """The answer as it is kept: who gave it, and when."""
    holds: bool
    """Whether it is asked, given what else is answered."""
    county: Text | None
    """What the county's municipalities have answered, where the answer is of how many something is true."""
    from_accounts: Text | None
    """What the accounts say, where the question is about money."""
    findings: Sequence[ReportFinding]
    """What is missing or must be looked at in the answer."""
    grants: Mapping[str, Text]
    asks: str = ""
    """What the receiver asks about the answer, where it has returned the report with questions."""
    comments: int = 0
    """How many comments of colleagues are open."""
    is_open: bool = True
    """Whether it can be answered: of a report that came back with questions only what they are about is open."""

    @property
    def id(self) -> str:
        """The question's identity."""
        return self.question.id

    @property
    def is_answered(self) -> bool:
        """Whether something is answered, or there is a reason not to."""
        return is_answered(self.answer)

    @property
    def said(self) -> Text:
        """The answer as it is read."""
        return Text(answer_words(self.question, self.answer, self.grants))

    @property
    def is_needed(self) -> bool:
        """Whether the form demands an answer."""
        return self.question.demand == "must"

    @property
    def is_in_the_way(self) -> bool:
        """Whether there is something that must be put right before the form is whole."""
        return any(one.level == "must" for one in self.findings)

    @property
    def paragraphs(self) -> list[str]:
        """The question's words."""
        return self.question.text.splitlines()

    @property
    def called(self) -> Text:
        """The question in a line: its number and its first words."""
        return called(self.question)


@dataclass(frozen=True)
class ReportPart:
    """A part of the form with what is answered in it."""

    part: QuestionnairePart
    questions: Sequence[AskedQuestion]

    @property
    def answered(self) -> int:
        """How many of its questions are answered."""
        return sum(one.is_answered for one in self.asked)

    @property
    def asked(self) -> list[AskedQuestion]:
        """The questions that are asked, given what else is answered."""
        return [one for one in self.questions if one.holds]

    @property
    def is_open(self) -> bool:
        """Whether anything in it can be answered."""
        return any(one.is_open for one in self.questions)

    @property
    def lacking(self) -> list[AskedQuestion]:
        """The questions where something must be put right."""
        return [one for one in self.questions if one.is_in_the_way]


class FilledForm:
    """A form that an organisation fills in; whose it is, and what becomes of it, a subclass knows."""

    form: Questionnaire
    """As it is put to the organisation."""
    rows: Mapping[str, ReportAnswer]
    """What is answered, by question."""
    grants: Mapping[str, Text]
    """The grants that the organisation uses, by id."""
    ours: bool
    """Whether the matter is always the organisation's own: then it cannot be said to be another's."""

    @cached_property
    def answers(self) -> dict[str, Answer]:
        """The answers, by question; those to questions that the form does not have are left out."""
        known = {question.id for question in self.form.questions}
        return answers_from_plain({name: row.value for name, row in self.rows.items() if name in known and row.value})

    @cached_property
    def findings(self) -> Sequence[ReportFinding]:
        """What is missing in the answers, and what must be looked at."""
        return check_report(self.form, self.answers, self.setting)

    @cached_property
    def from_accounts(self) -> Mapping[str, Answer]:
        """What the accounts say, by question, where it is about money."""
        return {}

    def _words_of_accounts(self, question: Question) -> Text | None:
        answer = self.from_accounts.get(question.id)
        return Text(answer_words(question, answer, self.grants)) if answer is not None else None

    @cached_property
    def county_says(self) -> Mapping[str, Text]:
        """What the county's municipalities have answered, by question, where others answer first."""
        return {}

    @cached_property
    def asks(self) -> Mapping[str, str]:
        """What the receiver asks about answers of a report that it has returned, by question."""
        return {}

    @cached_property
    def open_comments(self) -> Mapping[str, int]:
        """How many comments of colleagues are open, by question; those on the whole under an empty word."""
        return {}

    @cached_property
    def open_questions(self) -> frozenset[str] | None:
        """The questions that can be answered; None if all can.

        What is in the way is open too: an answer that is changed may let another question be asked.
        """
        if not self.asks:
            return None
        return frozenset(self.asks) | {one.question for one in self.findings if one.level == "must"}

    @cached_property
    def earlier(self) -> Mapping[str, Sequence[EarlierAnswer]]:
        """What has been answered elsewhere, by question, that can be taken over."""
        return {}

    @property
    def setting(self) -> ReportSetting:
        """What is known around the answers."""
        return ReportSetting(answers_for_itself=not self.ours, grants=tuple(self.grants))

    @cached_property
    def parts(self) -> list[ReportPart]:
        """The parts that put a question to the organisation, with what is answered."""
        return [ReportPart(part, [self.asked(one) for one in part.questions]) for part in self.form.parts]

    def part(self, part_id: str) -> ReportPart | None:
        """Return a part by its id; None if there is none, or nothing in it is asked."""
        return next((one for one in self.parts if one.part.id == part_id), None)

    def asked(self, question: Question) -> AskedQuestion:
        """Return a question with its answer."""
        return AskedQuestion(
            question=question,
            answer=self.answers.get(question.id),
            row=self.rows.get(question.id),
            county=self.county_says.get(question.id),
            from_accounts=self._words_of_accounts(question),
            holds=is_asked(self.form, question, self.answers),
            findings=[one for one in self.findings if one.question == question.id],
            grants=self.grants,
            asks=self.asks.get(question.id, ""),
            comments=self.open_comments.get(question.id, 0),
            is_open=self.open_questions is None or question.id in self.open_questions,
        )

    @property
    def answered(self) -> int:
        """How many questions are answered."""
        return sum(part.answered for part in self.parts)

    @property
    def count(self) -> int:
        """How many questions are asked."""
        return sum(len(part.asked) for part in self.parts)

    @property
    def missing(self) -> list[Text]:
        """What must be put right before the form is whole, in words."""
        return [self.told(one) for one in self.findings if one.level == "must"]

    @property
    def to_look_at(self) -> list[ReportFinding]:
        """What is asked about: it may be as it is, and someone has to say so."""
        return [one for one in self.findings if one.level == "ask"]

    def told(self, finding: ReportFinding) -> Text:
        """Return a finding in words: the question, what is wrong, and the way out."""
        known = {question.id: question for question in self.form.questions}
        name = called(known[finding.question]).sv if finding.question in known else finding.question
        sv, en = finding.text, finding.way_out
        return Text(f"”{name}” {sv.sv} {en.sv}", f"“{name}” {sv.in_language('en')} {en.in_language('en')}")

    def in_words(self, question_id: str) -> str:
        """Return what is answered to a question, in Swedish words; empty where nothing is, or the form has lost it."""
        answer = self.answers.get(question_id)
        return answer_words(self.form.question(question_id), answer, self.grants) if answer is not None else ""

    def written(self, question: Question) -> dict[str, str]:
        """Return what stands in the fields of a question."""
        return written_of(question, self.answers.get(question.id), self.grants)


def called(question: Question) -> Text:
    """Return what a question is called in a line: its number and its first line."""
    first = question.text.partition("\n")[0]
    return Text(f"{question.number}. {first}" if question.number else first)

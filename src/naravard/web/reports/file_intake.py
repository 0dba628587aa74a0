"""A form that came back as a file, from Word or as FHIR: what was read, what could not be, and what differs.

Reading saves no answer. What was read is kept beside what the reader has written in other forms, by person and address,
until it is taken in or a week old; so the page that compares can be got again.
"""

import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from naravard.agreement.model import Text
from naravard.questionnaire.answer_words import answer_words
from naravard.questionnaire.answers import Answer, answer_as_json, answers_from_plain
from naravard.web.once import drafts
from naravard.web.reports.answer_fields import read, written_of
from naravard.web.reports.filled_form import FilledForm, called
from naravard.web.site.forms import Written

_NO_PLACE = Text("Svaret går inte att spara här.", "The answer cannot be saved here.")


@dataclass(frozen=True, slots=True)
class Unread:
    """Something in the file that could not be read, or not be saved as it is written."""

    question: str
    """The question's id; empty where it is about the whole file."""
    says: Text
    written: str = ""
    """The words that stand in the file, so that nothing of them is lost."""


@dataclass(frozen=True, slots=True)
class InFile:
    """A question that the file answers otherwise than it stands."""

    question: str
    called: Text
    standing: str
    """In words; empty where nothing stands."""
    read: str
    answer: Answer
    by: str
    """Who changed what stands."""

    @property
    def replaces(self) -> bool:
        """Whether something else stands, which would be replaced."""
        return bool(self.standing)


@dataclass(frozen=True, slots=True)
class OfflineForm:
    """What was read of a file."""

    name: str
    """The file's own name."""
    reporter: str
    """The code of whoever it was made for; empty where it does not say."""
    answers: Mapping[str, Answer]
    unread: Sequence[Unread]

    def differing(self, filling: FilledForm) -> list[InFile]:
        """Return where the file says something else than what stands; what is empty in it takes nothing away."""
        return [
            InFile(
                question=one.id,
                called=called(one),
                standing=answer_words(one, filling.answers.get(one.id), filling.grants),
                read=answer_words(one, self.answers[one.id], filling.grants),
                answer=self.answers[one.id],
                by=filling.rows[one.id].changed_by_name if one.id in filling.rows else "",
            )
            for one in filling.form.questions
            if one.id in self.answers
            and self.answers[one.id] != filling.answers.get(one.id)
            and (filling.open_questions is None or one.id in filling.open_questions)
        ]

    def same(self, filling: FilledForm) -> int:
        """Return how many of the answers in the file stand already."""
        return sum(filling.answers.get(name) == answer for name, answer in self.answers.items())


def taken_in(
    name: str, reporter: str, found: Mapping[str, Answer], problems: Sequence[Unread], filling: FilledForm
) -> OfflineForm:
    """Hold what was read against what a page would take: the same limits, and the same words on what is wrong."""
    answers: dict[str, Answer] = {}
    unread = list(problems)
    for question, answer in found.items():
        asked = filling.form.question(question)
        written = Written(written_of(asked, answer, filling.grants))
        as_saved = read(asked, written, filling.grants, ours=filling.ours)
        if as_saved is None or written.problems:
            says = next(iter(written.problems.values()), _NO_PLACE)
            unread.append(Unread(question, says, answer_words(asked, answer, filling.grants)))
        else:
            answers[question] = as_saved
    return OfflineForm(name, reporter, answers, unread)


def keep(by: str, address: str, taken: OfflineForm, *, at: datetime.datetime) -> None:
    """Keep what was read until it is taken in."""
    content: dict[str, Any] = {
        "name": taken.name,
        "reporter": taken.reporter,
        "answers": {name: json.loads(answer_as_json(answer)) for name, answer in taken.answers.items()},
        "unread": [[one.question, one.says.sv, one.says.in_language("en"), one.written] for one in taken.unread],
    }
    drafts.keep(by, _key(address), content, at=at)


def kept(by: str, address: str) -> OfflineForm | None:
    """Return what was read at an address, if it is not taken in yet."""
    content = drafts.kept(by, _key(address))
    if content is None:
        return None
    return OfflineForm(
        name=content["name"],
        reporter=content["reporter"],
        answers=answers_from_plain(content["answers"]),
        unread=[Unread(question, Text(sv, en), written) for question, sv, en, written in content["unread"]],
    )


def forget(by: str, address: str) -> None:
    """Throw away what was read at an address."""
    drafts.forget(by, _key(address))


def _key(address: str) -> str:
    return f"{address}#fil"

"""What others have commented in a report's Word document: a draft goes out to politicians and comes back.

Each comment is told with the question that it stands at and the words that it is about. Nothing is changed by it.
"""

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from naravard.agreement.plain_text import folded, mended
from naravard.documents.report_paper import question_heading
from naravard.documents.word_forms.package import opened
from naravard.documents.word_forms.problems import WordProblem
from naravard.documents.word_forms.words_in_word import W, text_of, words_of
from naravard.questionnaire.model import Questionnaire

_NUMBER = re.compile(r"^\d+\.\s+")
"""What stands before a part's heading."""


class WordComment(Struct, frozen=True, kw_only=True):
    """One comment."""

    author: str
    when: str
    """As the program has written it; it may be in any time zone."""
    question: str
    """The id of the question that it stands at; empty before the first."""
    passage: str
    """The words that it is about."""
    text: str


def read_comments(content: bytes, form: Questionnaire) -> tuple[WordComment, ...] | WordProblem:
    """Return the comments of a report's document in its order, or why it cannot be opened; never raises."""
    document = opened(content)
    if isinstance(document, WordProblem):
        return document
    if document.comments is None:
        return ()
    given = {one.get(f"{W}id"): one for one in document.comments.iter(f"{W}comment")}
    return tuple(
        WordComment(
            author=one.get(f"{W}author", ""),
            when=one.get(f"{W}date", ""),
            question=question,
            passage=mended(passage).strip(),
            text=mended(text_of(one)).strip(),
        )
        for number, question, passage in _anchors(document.root, form)
        if (one := given.get(number)) is not None
    )


def _anchors(root: Any, form: Questionnaire) -> Iterator[tuple[str, str, str]]:
    """Give each comment's number, the question that it stands at, and the words between its two marks."""
    parts = {folded(part.heading): part.id for part in form.parts}
    anywhere = {folded(question_heading(question)): question.id for question in form.questions}
    in_part = {
        (part.id, folded(question_heading(question))): question.id for part in form.parts for question in part.questions
    }  # several parts may ask the same words
    part, question = "", ""
    open_now: dict[str, tuple[str, list[str]]] = {}
    for element in root.iter():
        if element.tag == f"{W}p":
            line = words_of(element)
            part = parts.get(folded(_NUMBER.sub("", line)), part)
            heading = folded(line)
            question = in_part.get((part, heading)) or anywhere.get(heading, question)
        elif element.tag == f"{W}commentRangeStart":
            open_now[element.get(f"{W}id", "")] = (question, [])
        elif element.tag == f"{W}t":
            for _, words in open_now.values():
                words.append(element.text or "")
        elif element.tag == f"{W}commentRangeEnd":
            number = element.get(f"{W}id", "")
            if number in open_now:
                where, words = open_now.pop(number)
                yield number, where, "".join(words)

"""The places of a form in a Word document: said once, for the document that goes out and the one that comes back.

Round each place's label lies a bookmark, and the answer is what stands in the next table cell. Bookmarks come back from
Word, Word Online and LibreOffice, also by way of OpenDocument; the tags of content controls do not, and are a second
witness only.
"""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct

from naravard.agreement.model import Text
from naravard.questionnaire.model import Question

FieldKind = Literal["option", "answer", "comment", "grant", "row"]

PLACEHOLDER = "Klicka eller tryck här för att ange text."
PLACEHOLDERS = (
    PLACEHOLDER,
    "Klicka eller tryck här för att ange text",
    "Klicka här för att ange text.",
    "Click or tap here to enter text.",
    "Click here to enter text.",
)
"""The words that stand where nothing is written, as Word says them."""
UNCHECKED = "☐"
FORM_PROPERTY, VERSION_PROPERTY, REPORTER_PROPERTY = "NaravardForm", "NaravardVersion", "NaravardReporter"
ANSWER_LABEL, COMMENT_LABEL = "Svar:", "Kommentar:"


class WordField(Struct, frozen=True, kw_only=True):
    """One place of a question: an option, the answer, the comment, a grant or a row."""

    question: str
    kind: FieldKind
    id: str = ""
    label: str

    @property
    def bookmark(self) -> str:
        """The bookmark round the label: at most 40 signs, of letters, digits and low lines."""
        return "nv_" + hashlib.sha256(f"{self.question}/{self.kind}/{self.id}".encode()).hexdigest()[:24]

    @property
    def tag(self) -> str:
        """The tag of the content control."""
        return f"{self.question}/{self.kind}/{self.id}"[:64]


def fields_of(question: Question, grants: Mapping[str, Text]) -> Iterator[WordField]:
    """Give a question's places in the document's order."""
    if question.is_marked:
        yield from (
            WordField(question=question.id, kind="option", id=option.id, label=option.text)
            for option in question.options
        )
    elif question.kind == "amount-by-grant":
        yield from (
            WordField(question=question.id, kind="grant", id=grant, label=name.sv) for grant, name in grants.items()
        )
    elif question.kind == "number-by-sex":
        rows = [(row.id, row.text) for row in question.rows] or [("", "Antal")]
        yield from (WordField(question=question.id, kind="row", id=row, label=text) for row, text in rows)
    else:
        yield WordField(question=question.id, kind="answer", label=ANSWER_LABEL)
    if question.kind != "text":
        yield WordField(question=question.id, kind="comment", label=question.comment or COMMENT_LABEL)

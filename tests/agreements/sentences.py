"""An agreement's text, clause by clause, in sentences and list items, and which of them can lay something on someone.

The reading is the tests' own: it takes no part of the program that it is to judge.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_HEADING = re.compile(r"(#+) (.*?)(?: \{#([^}]+)\})?")
_END_OF_SENTENCE = re.compile(r"(?<=[.?])(?:[¹²])? (?=[A-ZÅÄÖ”])")
_ABBREVIATED = ("bl.a.", "t.ex.", "tex.", "dvs.", "s.k.", "m.m.", "prop.", "dir.", "kap.", "Kap.")

MODAL = re.compile(r"\b(?:ska|skall|bör|kan|får|måste)\b|\bhar (?:\w+ )?möjlighet att\b", re.IGNORECASE)
"""The words that lay something on someone or permit it."""
SKR_WILL = re.compile(r"\bkommer SKR\b|\bSKR kommer\b")
"""What SKR takes upon itself is written as a future: "Under 2022 kommer SKR bl.a. att"."""
WORDS_OF_LEVEL = {
    "must": re.compile(rf"\bska\b|\bkrav\b|{SKR_WILL.pattern}", re.IGNORECASE),
    "should": re.compile(r"\bbör\b", re.IGNORECASE),
    "may": re.compile(r"\b(?:kan|får|möjlighet)\b", re.IGNORECASE),
}
WHAT_SHALL_BE_DONE = re.compile(r"Insatser som .+ ska genomföra")
"""Under such a heading every sentence counts, with or without a modal word."""


@dataclass(frozen=True)
class Sentence:
    """A sentence, or a list item's, with where it stands."""

    clause: str
    heading: str
    text: str
    in_list: bool = False
    lead: str = ""
    """For a list item: the sentence, or the heading, that the list stands under."""

    @property
    def says_who_does_what(self) -> bool:
        """Tell whether it may be a duty, a recommendation, a permission or an example, and so must be accounted for."""
        return _may_bind(self.text) or _may_bind(self.lead) or bool(WHAT_SHALL_BE_DONE.search(self.heading))


def folded(text: str) -> str:
    """Return the text with every run of white space as one space."""
    return " ".join(text.split())


def sentences_of(paragraph: str) -> list[str]:
    """Split a paragraph into its sentences; abbreviations do not end one."""
    parts: list[str] = []
    begin = 0
    for end in _END_OF_SENTENCE.finditer(paragraph):
        if not paragraph[begin : end.start()].endswith(_ABBREVIATED):
            parts.append(paragraph[begin : end.start()])
            begin = end.end()
    return [*parts, paragraph[begin:]]


def read_sentences(file: Path) -> Iterator[Sentence]:
    """Walk the text in its order: every sentence of every paragraph and list item, headings left out."""
    clause = heading = lead = ""
    for line in file.read_text(encoding="utf-8").splitlines():
        if match := _HEADING.fullmatch(line):
            clause, heading, lead = match[3] or clause, match[2], match[2]
        elif line.lstrip().startswith("- "):
            for text in sentences_of(folded(line.lstrip()[2:])):
                yield Sentence(clause, heading, text, in_list=True, lead=lead)
        elif line and not line.startswith("|"):
            parts = sentences_of(folded(line))
            lead = parts[-1]
            for text in parts:
                yield Sentence(clause, heading, text)


def _may_bind(text: str) -> bool:
    return bool(MODAL.search(text) or SKR_WILL.search(text))

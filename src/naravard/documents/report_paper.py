"""A report in words as the parts of a paper: the form's headings and questions with what was answered, in its order.

The paper itself is :mod:`naravard.documents.paper_pdf`'s, or :mod:`naravard.documents.paper_word`'s.
"""

from collections.abc import Mapping

from naravard.agreement.model import Text
from naravard.documents.paper_pdf import PaperSection
from naravard.questionnaire.answer_words import answer_words
from naravard.questionnaire.answers import Answers
from naravard.questionnaire.audience import is_asked
from naravard.questionnaire.model import Question, Questionnaire


def report_sections(
    form: Questionnaire, answers: Answers, *, grants: Mapping[str, Text] | None = None, first: int = 1
) -> tuple[PaperSection, ...]:
    """Return a report's parts. What is not asked, given what is answered, is left out; what is not answered has a dash.

    Args:
        form: The form, as it is put to whoever reports.
        answers: The answers.
        grants: The names of the grants whose amounts are reported, by id.
        first: The number of the first part.
    """
    sections: list[PaperSection] = []
    for part in form.parts:
        asked = [question for question in part.questions if is_asked(form, question, answers)]
        if asked:
            texts = tuple(
                (
                    Text(question_heading(question)),
                    Text(_paragraphs(answer_words(question, answers.get(question.id), grants))),
                )
                for question in asked
            )
            sections.append(PaperSection(number=first + len(sections), heading=Text(part.heading), texts=texts))
    return tuple(sections)


def question_heading(question: Question) -> str:
    """Return a question's number and words in one line, as they stand above its answer."""
    words = " ".join(question.text.split("\n"))
    return f"{question.number}. {words}" if question.number else words


def _paragraphs(text: str) -> str:
    """Let each line be a paragraph, as the paper parts them."""
    return "\n\n".join(line for line in text.split("\n") if line.strip())

"""How a form's questions are named and nested in FHIR: said once, for what goes out and what comes in.

The linkId of a question is its id. All that belongs to a question stands beside it in a group, never under it: what is
nested under a choice that is not answered is lost. A dot parts an id from what belongs to it, and no id holds one.
"""

from naravard.questionnaire.model import Question

PART, QUESTION = "part.", "question."
COMMENT, DECLINED, NOT_OUR_CARE, WHOSE = ".comment", ".declined", ".not-our-care", ".whose"
WORDS = {DECLINED: "Avstår från att svara, därför att", NOT_OUR_CARE: "Inte vår vård, därför att", WHOSE: "Vems vård"}


def has_comment(question: Question) -> bool:
    """Tell whether a comment can be given beside the answer: all but words have room for one."""
    return question.kind != "text"


def row_link(question: Question, row: str) -> str:
    """Return the linkId of a row of numbers by sex, or of a grant's amount."""
    return f"{question.id}.row.{row}" if row else f"{question.id}.row"


def sex_link(question: Question, row: str, sex: str) -> str:
    """Return the linkId of a number of one sex."""
    return f"{row_link(question, row)}.{sex}"


def option_system(canonical: str, question: Question) -> str:
    """Return the code system that a question's options belong to."""
    return f"{canonical}/{question.id}"

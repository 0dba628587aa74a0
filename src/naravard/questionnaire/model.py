"""A form as typed data: what a file under ``questionnaires/`` says, after it has been read.

Every class mirrors one kind of item of the file (see ``docs/agreement-format.md``). A question's id is its identity: it
is made neither of its number nor of its words, and is never used for another question, so that last year's answer can
stand beside this year's.
"""

import datetime
from fractions import Fraction
from typing import Annotated, Literal, TypeVar

from msgspec import Struct

from naravard.agreement.model import Identifier, Text
from naravard.agreement.model.basics import ActorId, ClauseId, DutyId, RequirementId, about, filled

QuestionKind = Literal["choice", "choices", "text", "number", "amount", "amount-by-grant", "number-by-sex"]
Standing = Literal["proposed", "decided", "corrected", "replaced"]
Holds = Literal["all", "more-than-half", "fewer-than-half", "half-or-fewer", "none"]
Likeness = Literal["same", "changed", "new", "gone"]

CHOICES: tuple[QuestionKind, ...] = ("choice", "choices")
"""The kinds of questions that are answered by marking options."""


class StandingChange(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A step in a form's own life: it is proposed, decided, corrected or replaced."""

    standing: Annotated[Standing, about("What it became: proposed, decided, corrected or replaced.")]
    day: Annotated[datetime.date | None, about("The day; left out where it is not known.")] = None
    by: Annotated[tuple[ActorId, ...], about("Who proposed or decided it.")] = ()
    note: Text | None = None


class PrintedQuotation(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The agreement's own words as a part's context. Each line is a paragraph; a list item begins with •."""

    clause: ClauseId
    text: Annotated[str, about("The words as the form prints them: each line is a paragraph, • begins a list item.")]
    lead: Annotated[str, about("What the form prints before the words, as Från Överenskommelsen:.")] = ""
    differs: Annotated[
        Text | None, about("How the form's words differ from the agreement's, where they do; else they must agree.")
    ] = None


class AnswerOption(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something that can be marked, or a row of a table."""

    id: Identifier
    text: Annotated[str, about("The words exactly as they are printed.")]
    holds: Annotated[
        Holds | None,
        about(
            "Of how many of the county's municipalities it says that they answer yes: all, more-than-half (but not "
            "all), fewer-than-half (but some), half-or-fewer (but some), none."
        ),
    ] = None


class AskedIf(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What must be answered for a question to be asked."""

    question: Annotated[str, about("The id of an earlier question where something is marked.")]
    options: Annotated[tuple[str, ...], about("The ids of the options of which one must be marked.")]


class AnswerLimits(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What an answer may be at the least and at the most."""

    least: Annotated[Fraction | None, about("The smallest number.")] = None
    most: Annotated[Fraction | None, about("The largest number.")] = None
    decimals: Annotated[int, about("With how many decimals a number is written at most.")] = 0
    longest: Annotated[int | None, about("The most signs of a text.")] = None
    most_chosen: Annotated[int | None, about("How many options may be marked at most.")] = None


class Question(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One question, as it is printed."""

    id: Annotated[Identifier, about("Its identity: made neither of number nor of words, and never used again.")]
    text: Annotated[str, about("The question exactly as it is printed; each line is a paragraph.")]
    kind: Annotated[
        QuestionKind,
        about(
            "choice: one option. choices: several. text: words. number: a number. amount: whole kronor. "
            "amount-by-grant: whole kronor for each of one's grants. number-by-sex: numbers of women and men, by row."
        ),
    ]
    number: Annotated[str, about('Its number as printed, "5a"; left out where it has none.')] = ""
    clause: ClauseId | None = None
    options: Annotated[tuple[AnswerOption, ...], about("What can be marked.")] = ()
    rows: Annotated[
        tuple[AnswerOption, ...], about("The rows of numbers by sex; left out where there is only one.")
    ] = ()
    comment: Annotated[str, about("What is printed over the room for a comment to a choice; left out: no room.")] = ""
    unit: Annotated[Text | None, about("What is counted.")] = None
    help: Annotated[Text | None, about("What helps whoever answers; not a part of the printed form.")] = None
    demand: Annotated[
        Literal["must", "if-possible", "free"],
        about(
            "must: answered, or declined with a reason. if-possible: may be left, and the report asks once whether it "
            "is meant. free: may be left."
        ),
    ] = "must"
    instead_of: Annotated[str | None, about("The id of the question that may be left when this one is answered.")] = (
        None
    )
    equality: Annotated[
        Literal["perspective", "special-reasons", "equal-health"] | None,
        about("Which part of the duty to tell of equality it answers."),
    ] = None
    asked_if: Annotated[tuple[AskedIf, ...], about("What must be answered for it to be asked; all must hold.")] = ()
    limits: AnswerLimits | None = None
    who: Annotated[tuple[ActorId, ...], about("Who answers it, where not all who answer the form do.")] = ()
    county: Annotated[
        Literal["own", "share-of-yes", "texts", "sum"],
        about(
            "How a county's answer comes of its municipalities'. own: the county answers, the municipalities are not "
            "asked. share-of-yes: the municipalities answer yes or no, and the options say of how many it is true. "
            "texts: theirs are read side by side and written together. sum: their numbers are added."
        ),
    ] = "texts"
    municipal: Annotated[str, about("What a municipality is asked, where it is not the question as printed.")] = ""
    filled_from: Annotated[
        Literal["used-by-grant", "allotted", "paid", "used", "unused"] | None,
        about("What the program fills in from the accounts; whoever reports can change it and says why."),
    ] = None
    beside: Annotated[
        tuple[Literal["activities", "costs", "placements"], ...],
        about("What the program shows beside the question: activities, costs, placement weeks."),
    ] = ()
    rests_on: Annotated[tuple[RequirementId, ...], about("The requirements of the agreement that it asks about.")] = ()
    derived: Annotated[bool, about("True where no printed form asks it: it is derived from the agreement.")] = False
    remark: Annotated[Text | None, about("What has been mended in the printed words, or must be known of them.")] = None

    @property
    def is_marked(self) -> bool:
        """Whether it is answered by marking options."""
        return self.kind in CHOICES

    def option(self, option_id: str) -> AnswerOption:
        """Return an option by its id; ``KeyError`` when there is none."""
        return _by_id(self.options, option_id)


class QuestionnairePart(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A part of a form under a heading of its own."""

    id: Identifier
    heading: Annotated[str, about("The heading as printed.")]
    clause: ClauseId | None = None
    quotes: Annotated[tuple[PrintedQuotation, ...], about("The agreement's own words, as the form prints them.")] = ()
    introduction: Annotated[str, about("What is printed under the heading that is no quotation.")] = ""
    questions: tuple[Question, ...]
    derived: Annotated[bool, about("True where no printed form has it: all its questions are derived.")] = False


class QuestionLikeness(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What has become of a question since another form."""

    question: Annotated[str, about("The id of the question in this form; for one that is gone, in the other.")]
    likeness: Annotated[Likeness, about("same, changed (still comparable, with care), new, or gone.")]
    was: Annotated[str | None, about("Its id in the other form, where that is another.")] = None
    note: Text | None = None


class FormMapping(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How this form's questions answer to those of another form, or of an earlier version of this one."""

    agreement: Annotated[str | None, about("The id of the other form's agreement; left out: this one.")] = None
    questionnaire: Annotated[str, about("The id of the other form.")]
    version: Annotated[int, about("The version of the other form.")] = 1
    questions: tuple[QuestionLikeness, ...]


class Questionnaire(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A form in one version. An answer is tied to its version for ever."""

    id: Identifier
    version: Annotated[int, about("1, 2, 3 …: a change after answers have begun is a new version.")] = 1
    title: Annotated[str, about("The title as printed.")]
    name: Annotated[Text, about("What it is called in lists.")]
    duty: Annotated[DutyId, about("The duty that it reports.")]
    who: Annotated[tuple[ActorId, ...], about("Who hands it in; each has that duty.")]
    answered_by: Annotated[
        tuple[ActorId, ...], about("Who answers before that, as the municipalities of a county; left out: nobody.")
    ] = ()
    clause: ClauseId
    standings: Annotated[
        tuple[StandingChange, ...], about("The form's own life: proposed, decided, corrected, replaced.")
    ]
    introduction: Annotated[str, about("What is printed before the questions; each line is a paragraph.")] = ""
    closing: Annotated[str, about("What is printed after the questions.")] = ""
    source: Annotated[Text | None, about("Where the form comes from.")] = None
    derived: Annotated[bool, about("True where there is no printed form: all of it is derived.")] = False
    remarks: Annotated[tuple[Text, ...], about("What must be known of the printed form.")] = ()
    mappings: Annotated[
        tuple[FormMapping, ...], about("How its questions answer to those of other forms, as last year's.")
    ] = ()
    parts: tuple[QuestionnairePart, ...]
    file: Annotated[str, filled("The file that it was read from.")] = ""

    @property
    def standing(self) -> Standing:
        """How it stands now."""
        return self.standings[-1].standing

    @property
    def key(self) -> tuple[str, int]:
        """Its identity: id and version."""
        return self.id, self.version

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions, part by part."""
        return tuple(question for part in self.parts for question in part.questions)

    def question(self, question_id: str) -> Question:
        """Return a question by its id; ``KeyError`` when there is none."""
        return _by_id(self.questions, question_id)

    def part(self, part_id: str) -> QuestionnairePart:
        """Return a part by its id; ``KeyError`` when there is none."""
        return _by_id(self.parts, part_id)

    def part_of(self, question_id: str) -> QuestionnairePart:
        """Return the part that a question stands in; ``KeyError`` when there is none."""
        for part in self.parts:
            if any(question.id == question_id for question in part.questions):
                return part
        raise KeyError(question_id)

    def asks(self, question: Question, actor: str) -> bool:
        """Tell whether a question is put to someone: ``municipalities``, ``rss``, ``regions``, ``skr``.

        Whoever answers first (the municipalities) is not put what the county answers by itself.
        """
        if question.who and actor not in question.who:
            return False
        if actor in self.answered_by and actor not in self.who:
            return question.county != "own"
        return actor in self.who or actor in question.who


_Item = TypeVar("_Item", AnswerOption, Question, QuestionnairePart)


def _by_id(items: "tuple[_Item, ...]", wanted: str) -> "_Item":
    for item in items:
        if item.id == wanted:
            return item
    raise KeyError(wanted)

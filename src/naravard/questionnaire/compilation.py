"""A county's answer out of its municipalities': what is certain, what can still be true, what is written side by side.

A municipality answers yes or no, is silent, or says that the matter is not its care. Those whose care it is not are not
counted; where the body that has it answers for several, its answer is theirs. A silent one can still become any of the
other three, and only what is true whichever it becomes is certain.

>>> from naravard.questionnaire.model import AnswerOption, Question
>>> question = Question(id="planer", text="…", kind="choice", county="share-of-yes", options=(
...     AnswerOption(id="alla", text="Alla", holds="all"),
...     AnswerOption(id="flertalet", text="Mer än hälften", holds="more-than-half"),
...     AnswerOption(id="nagra", text="Färre än hälften", holds="fewer-than-half"),
...     AnswerOption(id="ingen", text="Ingen", holds="none"),
... ))
>>> derive(question, ReplyTally(yes=5, no=2, silent=1)).certain
'flertalet'
>>> seven = derive(question, ReplyTally(yes=7, silent=1))
>>> seven.certain, seven.possible
(None, ('alla', 'flertalet'))
>>> half = derive(question, ReplyTally(yes=4, no=4))
>>> half.certain, half.possible, half.uncovered
(None, (), ('half',))
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Literal

from msgspec import Struct

from naravard.agreement.plain_text import folded, swedish_order
from naravard.questionnaire.answers import (
    NO,
    YES,
    AmountsByGrant,
    AmountStated,
    Answer,
    Chosen,
    Counted,
    NotOurCare,
    NumbersBySex,
    WrittenAnswer,
    is_answered,
    words_in,
)
from naravard.questionnaire.model import Holds, Question

Reply = Literal["yes", "no", "silent", "not-our-care"]
Outcome = Literal["all", "more-than-half", "half", "fewer-than-half", "none", "nobody"]
"""What can be true of a county: of how many whose care it is; nobody: it is no one's."""
Replies = Mapping[str, Answer | None]
"""A question's answers by the codes of municipalities, or of bodies that answer for several; None: silent."""

OUTCOMES: tuple[Outcome, ...] = ("all", "more-than-half", "half", "fewer-than-half", "none", "nobody")
COVERS: Mapping[Holds, frozenset[Outcome]] = {
    "all": frozenset({"all"}),
    "more-than-half": frozenset({"more-than-half"}),
    "fewer-than-half": frozenset({"fewer-than-half"}),
    "half-or-fewer": frozenset({"half", "fewer-than-half"}),
    "none": frozenset({"none"}),
}
"""Which outcomes each option is true of."""


class ReplyTally(Struct, frozen=True, kw_only=True):
    """How many of a county's municipalities answered what."""

    yes: int = 0
    no: int = 0
    silent: int = 0
    not_our_care: int = 0


class Derived(Struct, frozen=True, kw_only=True):
    """What the municipalities' answers say of a county's."""

    tally: ReplyTally
    certain: str | None
    """The option that is true whatever the silent ones become, by its id."""
    possible: tuple[str, ...]
    """The options that can still be true, in the form's order."""
    uncovered: tuple[Outcome, ...] = ()
    """What can still be true and has no option, as exactly half."""

    @property
    def is_settled(self) -> bool:
        """Whether the silent ones can change nothing: an option is certain, or it is certain that none fits."""
        return self.certain is not None or (not self.possible and len(self.uncovered) == 1)


def reply_of(answer: Answer | None, bodies: Replies) -> Reply:
    """Return what a municipality's answer comes to, where ``bodies`` are those that answer for several."""
    if isinstance(answer, NotOurCare):
        if answer.whose not in bodies:
            return "not-our-care"
        answer = bodies[answer.whose]
    if isinstance(answer, Chosen) and answer.option in (YES, NO):
        return "yes" if answer.option == YES else "no"
    return "not-our-care" if isinstance(answer, NotOurCare) else "silent"


def tally_of(municipalities: Iterable[str], replies: Replies, bodies: Replies | None = None) -> ReplyTally:
    """Count a county's municipalities. One that declines to answer is as silent as one that has not answered."""
    given = [reply_of(replies.get(code), bodies or {}) for code in municipalities]
    return ReplyTally(
        yes=given.count("yes"),
        no=given.count("no"),
        silent=given.count("silent"),
        not_our_care=given.count("not-our-care"),
    )


def outcomes(tally: ReplyTally) -> tuple[Outcome, ...]:
    """Return what can still be true, whatever the silent ones become: yes, no, or not their care."""
    yes, no, silent = tally.yes, tally.no, tally.silent
    one_yes, one_no = int(yes == 0), int(no == 0)
    can: dict[Outcome, bool] = {
        "all": no == 0 and yes + silent > 0,
        # At least one no, and then as many yes as there can be.
        "more-than-half": silent >= one_no and yes + silent - one_no > no + one_no,
        "half": abs(yes - no) <= silent and (yes + no > 0 or silent > 1),
        "fewer-than-half": silent >= one_yes and no + silent - one_yes > yes + one_yes,
        "none": yes == 0 and no + silent > 0,
        "nobody": yes == 0 and no == 0,
    }
    return tuple(outcome for outcome in OUTCOMES if can[outcome])


def derive(question: Question, tally: ReplyTally) -> Derived:
    """Say what is certain, and what can still be true, of a county's answer to a question that counts its yes."""
    possible = outcomes(tally)
    covered = {option.id: COVERS[option.holds] for option in question.options if option.holds is not None}
    certain = [option for option, covers in covered.items() if covers.issuperset(possible)]
    any_option = frozenset().union(*covered.values())
    return Derived(
        tally=tally,
        certain=certain[0] if certain else None,
        possible=tuple(option for option, covers in covered.items() if not covers.isdisjoint(possible)),
        uncovered=tuple(outcome for outcome in possible if outcome not in any_option),
    )


# --- words side by side ---


class SourcedPassage(Struct, frozen=True, kw_only=True):
    """What one municipality, or body, has written."""

    source: str
    """The code of whoever wrote it."""
    text: str
    is_comment: bool = False


def side_by_side(replies: Replies, names: Mapping[str, str], *, search: str = "") -> tuple[SourcedPassage, ...]:
    """Return what is written, in the order of the names; with ``search``, what holds those words.

    Args:
        replies: The answers to one question.
        names: The names by code; whoever has none stands by the code.
        search: Words that a passage, or its source's name, must hold, however they are written.
    """
    found = [
        SourcedPassage(source=code, text=text, is_comment=not isinstance(answer, WrittenAnswer))
        for code, answer in replies.items()
        if answer is not None and (text := words_in(answer).strip())
    ]
    if wanted := folded(search):  # what is not searched is not folded: a county's texts are long
        found = [one for one in found if wanted in folded(f"{names.get(one.source, one.source)} {one.text}")]
    return tuple(sorted(found, key=lambda one: (swedish_order(names.get(one.source, one.source)), one.source)))


def written_together(passages: Sequence[SourcedPassage], names: Mapping[str, str]) -> str:
    """Return passages as one text, where each keeps its source: a name on a line of its own above what it wrote."""
    return "\n\n".join(f"{names.get(one.source, one.source)}:\n{one.text}" for one in passages)


# --- numbers added ---


class Added(Struct, frozen=True, kw_only=True):
    """Numbers of the municipalities added, by row (a grant, a row and a sex, or the only one, whose name is empty)."""

    sums: dict[str, Fraction]
    answered: int
    silent: int

    @property
    def is_certain(self) -> bool:
        """Whether all whose care it is have answered; else the sums are what there is at the least."""
        return self.silent == 0


def add(municipalities: Iterable[str], replies: Replies, bodies: Replies | None = None) -> Added:
    """Add a county's numbers. A body that answers for several is counted once."""
    sums: dict[str, Fraction] = {}
    counted: set[str] = set()
    answered = silent = 0
    joint = bodies or {}
    for code in municipalities:
        answer, who = replies.get(code), code
        if isinstance(answer, NotOurCare):
            if answer.whose not in joint:
                continue
            who = answer.whose
            answer = joint[who]
        if answer is None or not is_answered(answer):
            silent += 1
            continue
        answered += 1
        if who not in counted:
            counted.add(who)
            for row, number in _numbers(answer).items():
                sums[row] = sums.get(row, Fraction(0)) + number
    return Added(sums=sums, answered=answered, silent=silent)


def _numbers(answer: Answer) -> dict[str, Fraction]:
    match answer:
        case Counted(number=Fraction() as number):
            return {"": number}
        case AmountStated(amount=int() as amount):
            return {"": Fraction(amount)}
        case AmountsByGrant(amounts=amounts):
            return {grant: Fraction(amount) for grant, amount in amounts.items()}
        case NumbersBySex(rows=rows):
            cells = {
                f"{row}/{sex}": getattr(numbers, sex)
                for row, numbers in rows.items()
                for sex in ("women", "men", "unknown")
            }
            return {name: Fraction(number) for name, number in cells.items() if number is not None}
    return {}


# --- what has changed since the county's answer was written ---


def changed_since(basis: Replies, replies: Replies) -> tuple[str, ...]:
    """Return the codes of those whose answer is another than when the county's answer was written.

    The county's answer is flagged by it, and never changed.
    """
    codes = dict.fromkeys([*basis, *replies])
    return tuple(code for code in codes if basis.get(code) != replies.get(code))

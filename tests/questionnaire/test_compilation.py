"""A county's answers: what is certain is what is true in every completion, for every county that there can be."""

from fractions import Fraction
from functools import cache
from itertools import product

import pytest
from shipped_forms import shipped

from naravard.questionnaire.answers import (
    AmountsByGrant,
    AmountStated,
    Answer,
    Chosen,
    Counted,
    Declined,
    NotOurCare,
    NumberBySex,
    NumbersBySex,
    WrittenAnswer,
)
from naravard.questionnaire.compilation import (
    ReplyTally,
    SourcedPassage,
    add,
    changed_since,
    derive,
    outcomes,
    side_by_side,
    tally_of,
    written_together,
)

MOST = 49
"""Västra Götaland has most municipalities."""
FORM = shipped("slutredovisning-kommuner")
PLANS, RESIDENTS = FORM.question("egna-planer"), FORM.question("invanare")


def outcome(yes: int, no: int) -> str:
    """What is true when nobody is silent."""
    counted = yes + no
    if counted == 0:
        return "nobody"
    if yes == counted:
        return "all"
    if yes == 0:
        return "none"
    return "half" if 2 * yes == counted else "more-than-half" if 2 * yes > counted else "fewer-than-half"


@cache
def completions(yes: int, no: int, silent: int) -> frozenset[str]:
    """What can be true: the first silent one becomes yes, no, or not its care, and so on for the rest."""
    if silent == 0:
        return frozenset({outcome(yes, no)})
    rest = silent - 1
    return completions(yes + 1, no, rest) | completions(yes, no + 1, rest) | completions(yes, no, rest)


def option_true_of(question_id: str, true: str) -> str | None:
    """The form's options read by hand."""
    plans = {"all": "alla", "more-than-half": "flertalet", "fewer-than-half": "nagra", "none": "ingen"}
    residents = {"all": "alla", "more-than-half": "flertalet", "half": "halften", "fewer-than-half": "halften",
                 "none": "inga"}  # fmt: skip
    return (plans if question_id == PLANS.id else residents).get(true)


def test_enumerating_counts_is_enumerating_municipalities() -> None:
    for silent in range(6):
        for yes, no in ((0, 0), (1, 0), (2, 3), (0, 4)):
            each = product(("yes", "no", "not-our-care"), repeat=silent)
            true = {outcome(yes + one.count("yes"), no + one.count("no")) for one in each}
            assert completions(yes, no, silent) == true


@pytest.mark.parametrize("question", [PLANS, RESIDENTS], ids=lambda one: str(one.id))
def test_what_is_certain_is_what_every_completion_says(question) -> None:
    """For 1 to 49 municipalities and all mixes of yes, no, silent and not our care."""
    tried = 0
    for total in range(1, MOST + 1):
        for yes in range(total + 1):
            for no in range(total - yes + 1):
                for silent in range(total - yes - no + 1):
                    if yes + no + silent not in (total, total - 1) and total != MOST:
                        continue  # the rest are not their care, and change nothing: tried whole where there are most
                    found = derive(
                        question, ReplyTally(yes=yes, no=no, silent=silent, not_our_care=total - yes - no - silent)
                    )
                    true = completions(yes, no, silent)
                    options = {option_true_of(question.id, one) for one in true}
                    assert set(found.possible) == options - {None}
                    assert found.certain == (options.pop() if len(options) == 1 else None)
                    assert set(found.uncovered) == {one for one in true if option_true_of(question.id, one) is None}
                    tried += 1
    assert tried > 60_000


def test_the_examples_of_a_county_of_eight() -> None:
    assert derive(PLANS, ReplyTally(yes=5, no=2, silent=1)).certain == "flertalet"
    assert derive(PLANS, ReplyTally(yes=7, silent=1)).possible == ("alla", "flertalet")
    exactly_half = derive(PLANS, ReplyTally(yes=4, no=4))
    assert (exactly_half.certain, exactly_half.possible, exactly_half.uncovered) == (None, (), ("half",))
    assert exactly_half.is_settled
    assert derive(RESIDENTS, ReplyTally(yes=4, no=4)).certain == "halften"
    assert not derive(PLANS, ReplyTally(silent=8)).is_settled


def test_a_county_whose_care_is_nobodys_has_no_answer() -> None:
    nobody = derive(PLANS, ReplyTally(not_our_care=3))
    assert (nobody.certain, nobody.possible, nobody.uncovered) == (None, (), ("nobody",))


def test_gotland_with_one_municipality() -> None:
    assert derive(PLANS, ReplyTally(yes=1)).certain == "alla"
    assert derive(PLANS, ReplyTally(no=1)).certain == "ingen"
    assert outcomes(ReplyTally(silent=1)) == ("all", "none", "nobody")


def test_replies_are_counted_and_a_body_answers_for_its_members() -> None:
    replies: dict[str, Answer | None] = {
        "kommun-0001": Chosen(option="ja"),
        "kommun-0002": Chosen(option="nej", comment="Tas fram 2023."),
        "kommun-0003": Chosen(comment="Vi återkommer."),
        "kommun-0004": Declined(reason="Hinner inte."),
        "kommun-0005": NotOurCare(reason="Förbundet har vården.", whose="forbund"),
        "kommun-0006": NotOurCare(reason="Förbundet har vården.", whose="forbund"),
        "kommun-0007": NotOurCare(reason="Regionen har hemsjukvården.", whose="region-01"),
    }
    members = [*replies, "kommun-0008"]
    alone = tally_of(members, replies)
    assert (alone.yes, alone.no, alone.silent, alone.not_our_care) == (1, 1, 3, 3)
    with_body = tally_of(members, replies, {"forbund": Chosen(option="ja")})
    assert (with_body.yes, with_body.no, with_body.silent, with_body.not_our_care) == (3, 1, 3, 1)
    waiting = tally_of(members, replies, {"forbund": None})
    assert (waiting.yes, waiting.silent, waiting.not_our_care) == (1, 5, 1)


NAMES = {"a": "Älvkarleby", "b": "Enköping", "c": "Knivsta"}


def test_words_stand_side_by_side_and_keep_their_source() -> None:
    replies = {"a": WrittenAnswer(text="Hemgångsteam."), "b": Chosen(option="ja", comment=" Sedan 2020. "), "c": None}
    found = side_by_side(replies, NAMES)
    assert found == (
        SourcedPassage(source="b", text="Sedan 2020.", is_comment=True),
        SourcedPassage(source="a", text="Hemgångsteam."),
    )
    assert side_by_side(replies, NAMES, search="ÄLV") == found[1:]
    assert side_by_side(replies, NAMES, search="hemgång")[0].source == "a"
    assert written_together(found, NAMES) == "Enköping:\nSedan 2020.\n\nÄlvkarleby:\nHemgångsteam."


def test_numbers_are_added_and_a_body_is_counted_once() -> None:
    outside = NotOurCare(reason="Förbundet.", whose="f")
    found = add(
        ["a", "b", "c", "d"],
        {"a": AmountStated(amount=10), "b": outside, "c": outside},
        {"f": AmountStated(amount=5)},
    )
    assert (found.sums, found.answered, found.silent, found.is_certain) == ({"": Fraction(15)}, 3, 1, False)
    by_sex = NumbersBySex(rows={"at": NumberBySex(women=3, men=2), "st": NumberBySex(women=1)})
    assert add(["a"], {"a": by_sex}).sums == {"at/women": 3, "at/men": 2, "st/women": 1}
    assert add(["a"], {"a": AmountsByGrant(amounts={"nara-vard": 7})}).sums == {"nara-vard": 7}
    assert add(["a", "b"], {"a": Counted(number=Fraction(1, 2)), "b": Counted(number=Fraction(1, 3))}).sums == {
        "": Fraction(5, 6)
    }
    assert add(["a"], {"a": Counted(comment="Vet inte.")}).silent == 1


def test_a_municipality_that_changes_later_flags_the_county() -> None:
    basis: dict[str, Answer | None] = {"a": Chosen(option="ja"), "b": Chosen(option="nej")}
    assert changed_since(basis, dict(basis)) == ()
    assert changed_since(basis, {**basis, "b": Chosen(option="ja"), "c": Chosen(option="nej")}) == ("b", "c")

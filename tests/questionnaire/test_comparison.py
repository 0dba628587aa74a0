"""A new version: drafts move by the declared mapping, with a preview, and what was answered stays as it was."""

from copy import deepcopy

from msgspec.structs import replace
from report_samples import FORM, WHOLE

from naravard.questionnaire.answers import Chosen, ChosenSeveral, Declined, NumberBySex, NumbersBySex, WrittenAnswer
from naravard.questionnaire.comparison import answer_before, counterparts, move
from naravard.questionnaire.model import FormMapping, Question, QuestionLikeness, Questionnaire


def next_version() -> Questionnaire:
    """Version 2: a question gone, one new, one renamed, one that lost an option, one of another kind."""
    plans, *others = FORM.parts
    by_id = {question.id: question for question in plans.questions}
    ways = replace(by_id["arbetssatt"], options=by_id["arbetssatt"].options[1:])
    trained = replace(by_id["utbildade"], rows=by_id["utbildade"].rows[:1])
    questions = (
        by_id["planer"],
        ways,
        replace(by_id["hembesok"], id="besok-hemma"),
        Question(id="effekter", text="Ja eller nej?", kind="choice", options=by_id["planer"].options[:2]),
        trained,
        Question(id="digitalt", text="Beskriv det digitala.", kind="text"),
    )
    likeness = {
        "planer": ("same", None), "arbetssatt": ("changed", None), "besok-hemma": ("same", "hembesok"),
        "effekter": ("changed", None), "utbildade": ("changed", None), "digitalt": ("new", None),
        "omfattning": ("gone", None),
    }  # fmt: skip
    rest = [question.id for part in others for question in part.questions]
    mapping = FormMapping(
        questionnaire=FORM.id,
        version=1,
        questions=(
            *(QuestionLikeness(question=one, likeness=how, was=was) for one, (how, was) in likeness.items()),
            *(QuestionLikeness(question=one, likeness="same") for one in rest),
        ),
    )
    return replace(FORM, version=2, parts=(replace(plans, questions=questions), *others), mappings=(mapping,))


NEXT = next_version()


def test_a_draft_moves_with_a_preview_of_every_answer() -> None:
    before = deepcopy(WHOLE)
    moving = move(WHOLE, FORM, NEXT)
    fates = {one.was: (one.question, one.fate) for one in moving.moved}
    assert fates["planer"] == ("planer", "moves")
    assert fates["hembesok"] == ("besok-hemma", "moves")
    assert fates["arbetssatt"] == ("arbetssatt", "moves-changed")
    assert fates["effekter"] == ("effekter", "stays")
    assert fates["omfattning"] == (None, "not-asked")
    assert moving.new == ("digitalt",)
    assert moving.answers["besok-hemma"] == WHOLE["hembesok"]
    assert moving.answers["arbetssatt"] == ChosenSeveral(options=("besok",))
    assert moving.answers["utbildade"] == NumbersBySex(rows={"lakare": NumberBySex(women=7, men=5)})
    assert "effekter" not in moving.answers
    assert moving.loses_something
    assert before == WHOLE, "what was given to the first version stays as it was given"


def test_every_answer_is_in_the_preview_once() -> None:
    assert [one.was for one in move(WHOLE, FORM, NEXT).moved] == list(WHOLE)


def test_a_mark_that_is_gone_leaves_its_comment() -> None:
    without = replace(NEXT, parts=(replace(NEXT.parts[0], questions=(
        replace(FORM.question("planer"), options=FORM.question("planer").options[:1]),
    )),), mappings=())  # fmt: skip
    (moved,) = move({"planer": WHOLE["planer"]}, FORM, without).moved
    assert moved.after == Chosen(comment="Fem av åtta.")
    (bare,) = move({"planer": Chosen(option="flertalet")}, FORM, without).moved
    assert (bare.after, bare.fate) == (None, "stays")


def test_a_reason_not_to_answer_moves_whatever_the_kind() -> None:
    moving = move({"effekter": Declined(reason="Inte mätt.")}, FORM, NEXT)
    assert moving.answers == {"effekter": Declined(reason="Inte mätt.")}


def test_the_answer_before_stands_beside_the_question_with_its_likeness() -> None:
    found = counterparts(NEXT, FORM)
    assert answer_before("besok-hemma", found, WHOLE) == ("same", WHOLE["hembesok"])
    assert answer_before("arbetssatt", found, WHOLE) == ("changed", WHOLE["arbetssatt"])
    assert answer_before("digitalt", found, WHOLE) == ("new", None)


def test_the_mapping_to_last_years_agreement_is_found_by_its_id() -> None:
    last_year = replace(FORM, parts=())
    found = counterparts(FORM, last_year, "hemgang-2024")
    assert (found["planer"].was, found["planer"].likeness) == ("plan-finns", "changed")
    assert answer_before("planer", found, {"plan-finns": WrittenAnswer(text="Ja.")})[1] == WrittenAnswer(text="Ja.")
    assert "sjukhusen" not in found


def test_without_a_mapping_questions_of_the_same_id_are_held_against_each_other() -> None:
    found = counterparts(replace(NEXT, mappings=()), FORM)
    assert found["planer"].likeness == "same"
    assert found["arbetssatt"].likeness == "changed"
    assert found["besok-hemma"].likeness == "new"

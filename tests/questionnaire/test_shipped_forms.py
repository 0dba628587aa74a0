"""The shipped forms: the printed one word for word, and the derived ones clause by clause."""

from pathlib import Path

import pytest
from shipped_forms import SHIPPED, agreement_of, loaded, shipped

from naravard.questionnaire.model import Question, Questionnaire

PRINTED = Path(__file__).with_name("slutredovisning-kommuner.txt")
"""The printed form's words, as they come out of its file: lines broken as printed, three words with broken hyphens."""
MENDED = {"målbil-den": "målbilden", "verk-samhets-": "verksamhets-", "mål-grupper": "målgrupper"}
PLACEHOLDER = "Klicka eller tryck här för att ange text."


def as_printed(form: Questionnaire) -> str:
    """Write the form's printed parts in the print's order, all in one line."""
    words = [form.title, form.introduction]
    for part in form.parts:
        if part.derived:
            continue
        words.append(part.heading)
        words += [word for quotation in part.quotes for word in (quotation.lead, quotation.text)]
        words += [question_as_printed(question) for question in part.questions]
    return " ".join(" ".join([*words, form.closing]).split())


def question_as_printed(question: Question) -> str:
    options = [f"{option.text} ☐" for option in question.options]
    return " ".join([f"{question.number}.", question.text, *options, question.comment, PLACEHOLDER])


def test_the_municipalities_form_is_the_printed_one_word_for_word() -> None:
    printed = " ".join(PRINTED.read_text("utf-8").split())
    for broken, whole in MENDED.items():
        assert printed.count(broken) == 1
        printed = printed.replace(broken, whole)
    assert as_printed(shipped("slutredovisning-kommuner")) == printed


def test_what_is_mended_is_said_where_it_stands() -> None:
    form = shipped("slutredovisning-kommuner")
    said = {question.id: question.remark.sv for question in form.questions if question.remark is not None}
    assert len(said) == len(MENDED)
    for broken, (question_id, remark) in zip(MENDED, said.items(), strict=True):
        assert broken in remark
        assert MENDED[broken] in form.question(question_id).text
        assert broken in form.remarks[0].sv


def test_the_printed_form_has_its_25_questions_in_order() -> None:
    form = shipped("slutredovisning-kommuner")
    pairs = [f"{number}{letter}" for number in range(8, 14) for letter in "ab"]
    numbers = ["1", "2", "3", "4", "5a", "5b", "6", "7", *pairs, "14", "15a", "15b", "16a", "16b"]
    assert [question.number for question in form.questions if question.number] == numbers


REPORTS = [
    "slutredovisning-kommuner", "delredovisning-kommuner", "slutredovisning-regioner", "delredovisning-regioner",
    "skr-verksamhetsrapport",
]  # fmt: skip
"""The reports of which the agreement demands that they tell of equality (sections 7 and 10.2)."""


@pytest.mark.parametrize("form_id", REPORTS)
def test_both_limbs_of_the_duty_to_tell_of_equality_are_asked(form_id: str) -> None:
    form = shipped(form_id)
    asked = {question.equality: question for question in form.questions if question.equality is not None}
    assert set(asked) == {"perspective", "special-reasons", "equal-health"}
    assert asked["equal-health"].demand == "must"
    assert asked["special-reasons"].instead_of == asked["perspective"].id


@pytest.mark.parametrize("form_id", REPORTS[:4])
def test_section_seven_is_answered_with_how_the_money_was_used(form_id: str) -> None:
    money = shipped(form_id).part("medlens-anvandning")
    assert money.derived
    assert money.questions[0].filled_from == "used-by-grant"
    assert money.questions[1].demand == "must"


def test_every_duty_to_tell_something_in_words_has_a_form_for_each_on_whom_it_falls() -> None:
    told = {"interim-report", "final-report", "activity-report", "report"}
    for duty in agreement_of(SHIPPED).duties:
        if duty.about in told:
            who = {one for form in loaded().questionnaires if form.duty == duty.id for one in form.who}
            assert set(duty.who) <= who, duty.id


def test_the_regions_final_report_asks_about_all_that_sections_three_to_six_demand_of_them() -> None:
    asked = {one for question in shipped("slutredovisning-regioner").questions for one in question.rests_on}
    demanded = {
        one.id
        for one in agreement_of(SHIPPED).requirements
        if "regions" in one.who and one.level == "must" and one.clause[0] in "3456"
    }
    assert demanded - asked == set()


def test_what_no_printed_form_has_is_marked_as_derived() -> None:
    for form in loaded().questionnaires:
        if form.id == "slutredovisning-kommuner":
            assert not form.derived
            assert [part.id for part in form.parts if part.derived] == ["jamstalldhet", "medlens-anvandning"]
        else:
            assert form.derived
            assert form.standing == "proposed"


def test_skrs_activity_report_asks_what_its_paper_holds() -> None:
    paper = next(one for one in agreement_of(SHIPPED).papers if one.carries == "activity-report")
    fields = {field.id for part in paper.parts for field in part.fields}
    asked = {question.id for question in shipped("skr-verksamhetsrapport").questions}
    assert asked == fields - {"datum", "underskrift", "namnfortydligande"}

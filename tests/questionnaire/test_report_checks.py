"""A report is held against rules: each is tried by a report that breaks it and no other."""

from fractions import Fraction

import pytest
from report_samples import FORM, WHOLE, with_answers
from shipped_forms import REPOSITORY, shipped

from naravard.agreement.model import Text
from naravard.questionnaire.answers import (
    AmountsByGrant,
    AmountStated,
    Answer,
    Chosen,
    ChosenSeveral,
    Counted,
    Declined,
    NotOurCare,
    NumberBySex,
    NumbersBySex,
    WrittenAnswer,
    answer_as_json,
    answer_from_json,
    is_answered,
)
from naravard.questionnaire.audience import form_for, is_asked
from naravard.questionnaire.personal_data import identity_numbers, named_patients
from naravard.questionnaire.report_checks import (
    OtherReport,
    ReportSetting,
    check_report,
    is_complete,
    progress,
)
from naravard.questionnaire.report_rules import as_markdown, report_rules

TEST_IDENTITY = "19121212-1212"
"""A number that the Tax Agency has set aside for tests."""
OTHER = OtherReport(who=Text("RSS"), form=FORM, answers={"planer": Chosen(option="nagra")})
BREAKING: dict[str, tuple[dict[str, Answer], ReportSetting]] = {
    "F01": (with_answers(omfattning=None), ReportSetting()),
    "F02": (with_answers(omfattning=Declined(reason=" ")), ReportSetting()),
    "F03": (with_answers(perspektivet=Declined(reason="Vi hann inte.")), ReportSetting()),
    "F04": (with_answers(bidraget=Declined(reason="Vi hann inte.")), ReportSetting()),
    "F05": (with_answers(omfattning=WrittenAnswer(text="Ungefär hälften.")), ReportSetting()),
    "F06": (with_answers(planer=Chosen(option="kanske")), ReportSetting()),
    "F07": (with_answers(omfattning=Counted(number=Fraction(-1))), ReportSetting()),
    "F08": (with_answers(omfattning=Counted(number=Fraction(101))), ReportSetting()),
    "F09": (with_answers(omfattning=Counted(number=Fraction(1, 3))), ReportSetting()),
    "F10": (with_answers(hembesok=WrittenAnswer(text="a" * 4001)), ReportSetting()),
    "F11": (with_answers(arbetssatt=ChosenSeveral(options=("mote", "besok", "samtal"))), ReportSetting()),
    "F12": (with_answers(omfattning=NotOurCare(reason="Regionen har vården.")), ReportSetting()),
    "F13": (with_answers(planer=Chosen(option="alla")), ReportSetting(derived={"planer": "flertalet"})),
    "F14": (WHOLE, ReportSetting(filled={"kronor": AmountStated(amount=999_999)})),
    "F30": (with_answers(effekter=None), ReportSetting()),
    "F31": (with_answers(effekter=WrittenAnswer(text=f"Någon ({TEST_IDENTITY}) fick en plan.")), ReportSetting()),
    "F32": (with_answers(effekter=WrittenAnswer(text="Patienten Karin fick en plan.")), ReportSetting()),
    "F33": (with_answers(effekter=WrittenAnswer(text=" – ")), ReportSetting()),
    "F34": (with_answers(arbetssatt=ChosenSeveral(options=("mote",))), ReportSetting()),
    "F35": (WHOLE, ReportSetting(other=OTHER)),
    "F36": (with_answers(skalen=WrittenAnswer(text="Uppgifterna kan inte delas upp.")), ReportSetting()),
}


def test_a_whole_report_keeps_every_rule() -> None:
    assert check_report(FORM, WHOLE) == ()
    assert is_complete(())


@pytest.mark.parametrize("rule_id", sorted(BREAKING))
def test_what_breaks_one_rule_is_told_of_that_rule(rule_id: str) -> None:
    answers, setting = BREAKING[rule_id]
    (found,) = check_report(FORM, answers, setting)
    assert found.rule == rule_id
    assert "{" not in found.text.sv + found.text.en + found.way_out.sv + found.way_out.en
    assert not is_complete((found,))
    assert is_complete((found,), frozenset({found.key})) == (found.level == "ask")


def test_every_rule_is_tried_and_published() -> None:
    assert set(BREAKING) == set(report_rules())
    assert (REPOSITORY / "docs" / "report-rules.md").read_text("utf-8") == as_markdown()


def test_an_answer_to_a_rule_that_asks_holds_until_the_answer_changes() -> None:
    first, *_ = check_report(FORM, with_answers(effekter=WrittenAnswer(text="Patienten Karin fick en plan.")))
    again, *_ = check_report(FORM, with_answers(effekter=WrittenAnswer(text="Patienten Karin fick två planer.")))
    assert first.key != again.key
    assert not is_complete((again,), frozenset({first.key}))


def test_the_perspective_may_be_left_for_special_reasons_and_the_contribution_never() -> None:
    reasons = WrittenAnswer(text="Uppgifterna kan inte delas upp.")
    assert check_report(FORM, with_answers(perspektivet=None, skalen=reasons)) == ()
    found = check_report(FORM, with_answers(perspektivet=None, bidraget=None, skalen=reasons))
    assert [one.rule for one in found] == ["F04"]
    assert [one.rule for one in check_report(FORM, with_answers(perspektivet=None))] == ["F03"]


def test_an_empty_report_lacks_what_must_be_answered_from_the_first_day() -> None:
    found = check_report(FORM, {})
    must = {question.id for question in FORM.questions if question.demand == "must"}
    assert {one.question for one in found if one.level == "must"} == must
    assert {"F03", "F04"} <= {one.rule for one in found}


def test_what_waits_for_an_answer_that_is_not_given_is_still_asked() -> None:
    visits = FORM.question("hembesok")
    assert is_asked(FORM, visits, {})
    assert is_asked(FORM, visits, {"arbetssatt": ChosenSeveral(options=("besok",))})
    assert not is_asked(FORM, visits, {"arbetssatt": ChosenSeveral(options=("mote",))})
    assert is_asked(FORM, visits, {"arbetssatt": Declined(reason="…")})


def test_progress_counts_what_is_asked() -> None:
    answers = with_answers(arbetssatt=ChosenSeveral(options=("mote",)), hembesok=None, omfattning=None)
    plans, money, equality = progress(FORM, answers, check_report(FORM, answers))
    assert (plans.asked, plans.answered, plans.left) == (5, 4, 1)
    assert (money.asked, money.answered, money.left) == (2, 2, 0)
    assert (equality.asked, equality.answered, equality.left) == (3, 2, 0)


def test_amounts_of_unknown_grants_and_below_nothing() -> None:
    setting = ReportSetting(grants=("hemgang-regioner",))
    assert check_report(FORM, WHOLE, setting) == ()
    strange = with_answers(per_medel=AmountsByGrant(amounts={"ambulans": -5}))
    assert [one.rule for one in check_report(FORM, strange, setting)] == ["F06", "F07"]
    few = with_answers(utbildade=NumbersBySex(rows={"lakare": NumberBySex(women=-1)}))
    assert [one.rule for one in check_report(FORM, few)] == ["F07"]


def test_a_changed_figure_with_a_comment_is_allowed() -> None:
    commented = with_answers(kronor=AmountStated(amount=5, comment="En faktura kom sent."))
    assert check_report(FORM, commented, ReportSetting(filled={"kronor": AmountStated(amount=7)})) == ()


def test_a_municipality_is_put_the_form_in_its_own_way() -> None:
    form = form_for(shipped("slutredovisning-kommuner"), "municipalities")
    ids = [question.id for question in form.questions]
    assert not {"malbild-beslutad", "handlingsplan-lan", "forflyttning"} & set(ids)
    assert form.question("egna-planer").text == "Har kommunen en kommunspecifik handlingsplan kopplat till målbilden?"
    assert [option.text for option in form.question("egna-planer").options] == ["Ja", "Nej"]
    assert [option.id for option in form.question("invanare").options] == ["ja", "nej"]
    example = form.question("invanare-exempel")
    assert is_asked(form, example, {"invanare": Chosen(option="ja")})
    assert not is_asked(form, example, {"invanare": Chosen(option="nej")})


def test_a_municipality_whose_care_it_is_not_says_so_of_everything() -> None:
    form = form_for(shipped("slutredovisning-kommuner"), "municipalities")
    outside = {question.id: NotOurCare(reason="Förbundet har vården.") for question in form.questions}
    outside.pop("sarskilda-skal")
    assert check_report(form, outside, ReportSetting(answers_for_itself=True)) == ()
    assert {one.rule for one in check_report(form, outside)} == {"F03", "F04", "F12"}


def test_the_county_is_put_all_25_questions() -> None:
    form = shipped("slutredovisning-kommuner")
    assert form_for(form, "rss") == form
    assert form_for(form, "skr").questions == ()


# --- what looks like a person ---


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("19121212-1212", 1),
        ("121212-1212", 1),
        ("121212+1212", 1),
        ("12 12 12 12 12", 0),
        ("191212121212", 1),
        ("701063-2391", 1),  # a coordination number for tests: 60 is added to the day
        ("121212-1213", 0),  # the check digit is wrong
        ("121312-1212", 0),  # there is no thirteenth month
        ("232100-0016", 0),  # an organisation number
        ("dnr 2022-12345, tel. 018-611 00 00, bg 5050-1055", 0),
    ],
)
def test_identity_numbers_are_found_and_other_numbers_are_not(text: str, found: int) -> None:
    assert len(identity_numbers(f"Se {text}.")) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Brukaren Karin Berg fick hjälp.", ("Brukaren Karin Berg",)),
        ("Karin Berg, 82 år, fick hjälp.", ("Karin Berg, 82 år",)),
        ("Patienten Region Uppsala mötte.", ()),
        ("Patienten fick en plan. Patientkontrakt Uppsala län.", ()),
        ("Projektledare Karin Berg höll i arbetet.", ()),
    ],
)
def test_patients_names_are_asked_about_and_officials_are_not(text: str, found: tuple[str, ...]) -> None:
    assert named_patients(text) == found


# --- answers as they are kept ---


@pytest.mark.parametrize("answer", [*WHOLE.values(), Declined(reason="…"), NotOurCare(reason="…", whose="region-09")])
def test_an_answer_comes_back_as_it_was_kept(answer: Answer) -> None:
    assert answer_from_json(answer_as_json(answer)) == answer


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (None, False),
        (Chosen(comment="Bara en kommentar."), False),
        (ChosenSeveral(), False),
        (WrittenAnswer(text="  \n"), False),
        (Counted(comment="Vet inte."), False),
        (Counted(number=Fraction(0)), True),
        (AmountStated(amount=0), True),
        (AmountStated(), False),
        (AmountsByGrant(amounts={}), False),
        (NumbersBySex(rows={"": NumberBySex()}), False),
        (NumbersBySex(rows={"": NumberBySex(men=0)}), True),
        (Declined(reason=""), False),
    ],
)
def test_what_counts_as_answered(answer: Answer | None, *, said: bool) -> None:
    assert is_answered(answer) is said

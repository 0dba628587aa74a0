"""A program reads forms, writes answers of its own, makes ready and gives, and reads the reports that have come in."""

import pytest

from api_client import every_item, validator
from key_client import Program
from naravard.web.organisations.models import Organisation
from naravard.web.reports.models import CountyReply, ReportAnswer
from report_steps import SAID, all_answered, report_of, reported, whole_reply, written
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
REGION, TOWN, QUESTION = "region-09", "kommun-0980", "nara-vard-genomfort"
OWN = f"/api/organisations/{REGION}/reports/{WHOLE}/interim-report-regions"
REPLY = f"/api/organisations/{TOWN}/reports/{WHOLE}/final-report-rss"


def plain(answers):
    from json import loads

    from naravard.questionnaire.answers import answer_as_json

    return {name: loads(answer_as_json(answer)) for name, answer in answers.items()}


def test_the_forms_are_open_and_each_is_had_whole(client) -> None:
    every = every_item(client, f"/api/agreements/{WHOLE}/forms")
    assert {one["id"] for one in every} >= {"slutredovisning-kommuner", "delredovisning-regioner"}
    whole = client.get(every[0]["address"])
    assert list(validator("WholeForm").iter_errors(whole.json())) == []
    assert whole.json()["fhir"]["resourceType"] == "Questionnaire"
    error = client.get(f"/api/agreements/{WHOLE}/forms/finns-inte").json()["error"]
    assert error["id"] == "form-unknown"


def test_answers_are_read_changed_and_taken_away_and_nobodys_change_is_lost() -> None:
    program = Program()
    first = program.get(OWN)
    assert list(validator("OwnReport").iter_errors(first.json())) == []
    sent = {"answers": {QUESTION: {"kind": "text", "text": "Tre insatser."}}}
    program.patch(OWN, sent, 428)
    changed = program.patch(OWN, sent, if_match=first["ETag"])
    kept = {one["question"]: one for one in changed.json()["answers"]}
    assert (kept[QUESTION]["words"], changed.json()["answered"]) == ("Tre insatser.", 1)
    stale = program.patch(OWN, {"answers": {QUESTION: None}}, 412, if_match=first["ETag"])
    assert stale.json()["present"]["version"] == changed.json()["version"]
    program.patch(OWN, {"answers": {QUESTION: None}}, if_match=changed["ETag"])
    assert ReportAnswer.objects.get(question_id=QUESTION).value == {}


@pytest.mark.parametrize(
    ("answers", "where"),
    [
        ({"finns-inte": None}, "answers.finns-inte"),
        ({QUESTION: {"kind": "choice", "option": "ja"}}, f"answers.{QUESTION}"),
        ({QUESTION: {"kind": "text"}}, f"answers.{QUESTION}"),
        ({QUESTION: {"kind": "text", "text": "a\x07b"}}, f"answers.{QUESTION}"),
        ({QUESTION: {"kind": "text", "text": "x" * 100_000}}, f"answers.{QUESTION}"),
        ({QUESTION: {"kind": "number", "number": "1/0"}}, f"answers.{QUESTION}"),
    ],
)
def test_what_cannot_be_an_answer_is_told_by_its_place_and_nothing_is_saved(answers, where) -> None:
    program = Program()
    seen = program.get(OWN)["ETag"]
    error = program.patch(OWN, {"answers": answers}, 422, if_match=seen).json()["error"]
    assert (error["id"], error["where"]) == ("body-invalid", where)
    assert not ReportAnswer.objects.exists()


def test_answers_come_as_fhir_and_what_is_wrong_in_it_is_refused() -> None:
    program = Program()
    written(REGION)
    seen = program.get(OWN)
    fhir = seen.json()["fhir"]
    empty = program.patch(OWN, {"answers": {QUESTION: None}}, if_match=seen["ETag"])
    again = program.patch(OWN, {"fhir": fhir}, if_match=empty["ETag"])
    assert ReportAnswer.objects.get(question_id=QUESTION).value["text"] == SAID
    program.patch(OWN, {"fhir": fhir | {"questionnaire": "x"}}, 422, if_match=again["ETag"])


def test_a_report_is_made_ready_once_and_signed_by_a_person() -> None:
    program = Program()
    refused = program.post(f"{OWN}/ready", status=409).json()["error"]
    assert refused["id"] == "duty-refused"
    seen = program.get(OWN)["ETag"]
    program.patch(OWN, {"answers": plain(all_answered(report_of(REGION)))}, if_match=seen)
    done = program.post(f"{OWN}/ready", idempotency_key="en-gang-1")
    assert done.json()["is_ready"]
    again = program.post(f"{OWN}/ready", idempotency_key="en-gang-1")
    assert (again["Idempotency-Replayed"], again.json()) == ("true", done.json())
    program.post(f"{OWN}/give", status=404)


def test_a_municipality_answers_gives_and_takes_back() -> None:
    program = Program(TOWN)
    seen = program.get(REPLY)
    assert seen.json()["is_to_rss"]
    program.post(f"{REPLY}/give", status=409)
    changed = program.patch(REPLY, {"answers": plain(whole_reply(TOWN))}, if_match=seen["ETag"])
    assert changed.json()["lacks"] == []
    assert program.post(f"{REPLY}/give", if_match=changed["ETag"]).json()["is_given"]
    assert CountyReply.objects.get(organisation=Organisation.objects.get(pk=TOWN)).is_given
    assert not program.post(f"{REPLY}/take-back").json()["is_given"]
    program.get(REPLY.replace("final-report-rss", "finns-inte"), 404)


def test_the_receiver_reads_the_answers_that_were_sealed() -> None:
    kept = reported(REGION)
    program = Program("socialstyrelsen")
    address = f"/api/organisations/socialstyrelsen/received/{WHOLE}/reports/"
    found = program.get(f"{address}{kept.receipt_number}").json()
    assert list(validator("ReceivedReport").iter_errors(found)) == []
    assert (found["answers"][QUESTION]["text"], found["organisation"]) == (SAID, REGION)
    assert found["fhir"]["status"] == "completed"
    program.get(f"{address}AAAA-AAAA-AAAA", 404)

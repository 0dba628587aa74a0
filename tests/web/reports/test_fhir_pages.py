"""A form and its answers out as FHIR R4 and in again: read and compared as a file from Word is."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from naravard.questionnaire.answers import WrittenAnswer
from naravard.web.reports.models import ReportAnswer
from paper_pages import form_of, problems
from people_samples import member, signed_in_as
from report_steps import report_of, written
from web_pages import heading, main_of
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
REGION, QUESTION = "region-09", "nara-vard-genomfort"
ROOM = f"/organisation/{REGION}/pengar/{WHOLE}/delredovisning/"
WORD, COMPARED = f"{ROOM}word/", f"{ROOM}word/jamfor/"


@pytest.fixture
def writer(settings) -> Client:
    settings.NARAVARD_TODAY = "2022-09-20"
    return signed_in_as(member(REGION, "official", "Bo Al"))


def gives(client: Client, content: bytes):
    return client.post(WORD, {"fil": SimpleUploadedFile("svar.json", content)})


def test_the_form_and_the_answers_go_out_and_fit_one_another(writer) -> None:
    written(REGION, **{QUESTION: WrittenAnswer(text="Tre insatser.")})
    form = json.loads(writer.get(f"{ROOM}formular.json").content)
    sent = writer.get(f"{ROOM}redovisning.json")
    assert sent.headers["Content-Type"] == "application/fhir+json"
    found = json.loads(sent.content)
    assert (form["resourceType"], found["resourceType"]) == ("Questionnaire", "QuestionnaireResponse")
    assert found["questionnaire"] == f"{form['url']}|{form['version']}"
    assert (found["status"], found["subject"]["identifier"]["value"]) == ("in-progress", REGION)


def test_answers_come_in_compared_and_are_taken_in_by_choice(writer) -> None:
    written(REGION, **{QUESTION: WrittenAnswer(text="Ur ett annat program.")})
    content = writer.get(f"{ROOM}redovisning.json").content
    written(REGION, **{QUESTION: WrittenAnswer(text="Skrivet här.")})
    assert gives(writer, content).headers["Location"] == COMPARED
    assert heading(main_of(writer, COMPARED)) == "1 svar i filen skiljer sig från det som står"
    sent = form_of(writer, COMPARED) | {f"ta--{QUESTION}": "ja"}
    assert writer.post(COMPARED, sent).status_code == 303
    assert ReportAnswer.objects.get(question_id=QUESTION).value["text"] == "Ur ett annat program."
    assert report_of(REGION).in_words(QUESTION) == "Ur ett annat program."


@pytest.mark.parametrize(
    "content",
    [b"{", b'{"resourceType": "Patient"}', b'{"resourceType": "QuestionnaireResponse", "questionnaire": "x"}'],
)
def test_what_is_no_response_to_the_form_gets_a_clear_answer(writer, content) -> None:
    answer = gives(writer, content)
    assert answer.status_code == 422
    assert problems(answer)


def test_a_municipalitys_answers_to_its_rss_go_out_too(settings) -> None:
    settings.NARAVARD_TODAY = "2023-03-06"
    client = signed_in_as(member("kommun-0880", "municipal-official", "Mia Alm"))
    own = f"/organisation/kommun-0880/pengar/{WHOLE}/svar-till-rss/final-report-rss/"
    found = json.loads(client.get(f"{own}svar.json").content)
    form = json.loads(client.get(f"{own}formular.json").content)
    assert found["questionnaire"] == f"{form['url']}|{form['version']}"

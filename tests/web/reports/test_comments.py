"""What colleagues say about a report's answers: at its question, out of Word, settled, and never handed in."""

import io
import json

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from naravard.web.history.models import Event
from naravard.web.organisations.models import Organisation
from naravard.web.reports.comments import Said, comment_on_report, settle_comment
from naravard.web.reports.models import ReportComment
from naravard.web.site.refusals import Refused
from paper_pages import form_of, problems
from people_samples import acting, member, signed_in_as
from report_steps import REPORTED_AT, SAID, report_of, written
from web_pages import heading, main_of, words
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
REGION, DUTY, QUESTION = "region-09", "interim-report-regions", "nara-vard-genomfort"
ROOM = f"/organisation/{REGION}/pengar/{WHOLE}/delredovisning/"
HERE = f"{ROOM}kommentarer/"


@pytest.fixture
def writer(settings) -> Client:
    settings.NARAVARD_TODAY = "2022-09-20"
    return signed_in_as(member(REGION, "official", "Bo Al"))


def named() -> dict:
    by = acting(member(REGION, "official", "Kim Ek"), day=REPORTED_AT.date())
    region = Organisation.objects.get(pk=REGION)
    return {"actor": by, "organisation": region, "agreement_id": WHOLE, "duty_id": DUTY, "at": REPORTED_AT}


def test_a_comment_stands_at_its_question_and_is_settled(writer) -> None:
    sent = form_of(writer, f"{HERE}?fraga={QUESTION}") | {"question": QUESTION, "text": "Stämmer siffran?"}
    assert writer.post(HERE, sent).headers["Location"] == HERE
    page = main_of(writer, HERE)
    assert heading(page) == "1 öppen kommentar"
    assert "Stämmer siffran?" in words(page)
    part = main_of(writer, f"{ROOM}del/nara-vard/")
    assert "1 kommentar" in words(part.xpath(f'//*[@id="fraga-{QUESTION}"]')[0])
    done = f"{HERE}{ReportComment.objects.get().pk}/klar/"
    assert writer.post(done, form_of(writer, done)).headers["Location"] == HERE
    assert heading(main_of(writer, HERE)) == "Ingen öppen kommentar"
    assert writer.get(f"{HERE}999999/klar/").status_code == 404


def test_the_history_says_that_something_was_said_and_not_what(writer) -> None:
    (made,) = comment_on_report(said=[Said("Stämmer siffran?", QUESTION)], **named())
    assert made.said_by_name == "Kim Ek"
    told = Event.objects.order_by("sequence").last()
    assert (told.kind, json.loads(told.content)["after"]) == ("report-commented", {"comments": 1})
    assert "Stämmer" not in told.content
    settle_comment(comment_number=made.pk, **named())
    with pytest.raises(Refused):
        settle_comment(comment_number=made.pk, **named())


def test_comments_in_word_come_in_at_their_questions_once(writer) -> None:
    written(REGION)
    document = docx.Document(io.BytesIO(writer.get(f"{ROOM}redovisning.docx").content))
    paragraph = next(one for one in document.paragraphs if one.text == SAID)
    document.add_comment(paragraph.runs, text="Nämn vårdcentralen.", author="Ann Ek", initials="AE")
    made = io.BytesIO()
    document.save(made)

    def gives():
        return writer.post(f"{HERE}word/", {"fil": SimpleUploadedFile("utkast.docx", made.getvalue())})

    gives()
    kept = ReportComment.objects.get()
    first = report_of(REGION).form.questions[0].id
    assert (kept.said_by_name, kept.text, kept.question_id) == ("Ann Ek", "Nämn vårdcentralen.", first)
    assert "finns här redan" in gives().content.decode()
    assert report_of(REGION).in_words(first) == SAID
    assert "inga kommentarer" in problems(writer.post(f"{HERE}word/", {"fil": empty(writer)}))[0]


def empty(client: Client) -> SimpleUploadedFile:
    return SimpleUploadedFile("utan.docx", client.get(f"{ROOM}redovisning.docx").content)


def test_nothing_said_and_unknown_questions_are_refused() -> None:
    for said in ([], [Said("  ")], [Said("Hej", "finns-inte")]):
        with pytest.raises(Refused):
            comment_on_report(said=said, **named())
    assert not ReportComment.objects.exists()

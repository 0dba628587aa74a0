"""A form out to be filled in offline in Word and back again: read, compared, and taken in by choice."""

import io
import zipfile

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from naravard.documents.word_forms.reader import read_word_form
from naravard.documents.word_forms.writer import form_as_word
from naravard.questionnaire.answers import Answer, WrittenAnswer
from naravard.web.organisations.models import Organisation
from naravard.web.reports.models import CountyReply, ReportAnswer
from paper_pages import form_of, problems
from people_samples import member, signed_in_as
from report_steps import REPORTED_AT, SAID, report_of, written
from web_pages import heading, main_of, words
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
REGION, QUESTION, OTHER = "region-09", "nara-vard-genomfort", "nara-vard-planerat"
ROOM = f"/organisation/{REGION}/pengar/{WHOLE}/delredovisning/"
WORD, COMPARED = f"{ROOM}word/", f"{ROOM}word/jamfor/"


@pytest.fixture
def writer(settings) -> Client:
    settings.NARAVARD_TODAY = "2022-09-20"
    return signed_in_as(member(REGION, "official", "Bo Al"))


def filled_in(**answers: Answer) -> bytes:
    """Return the region's form as someone filled it in offline."""
    report = report_of(REGION)
    return form_as_word(
        report.form, answers, reporter="Region Gotland", reporter_code=REGION, day=REPORTED_AT.date(),
        grants=report.grants,
    )  # fmt: skip


def gives(client: Client, content: bytes, name: str = "svar.docx", to: str = WORD):
    return client.post(to, {"fil": SimpleUploadedFile(name, content)})


def text(words: str) -> WrittenAnswer:
    return WrittenAnswer(text=words)


def repacked(content: bytes, **more: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
        for name, given in more.items():
            target.writestr(name, given)
    return made.getvalue()


def test_the_form_goes_out_with_what_is_answered_and_says_whose_it_is(writer) -> None:
    written(REGION)
    sent = writer.get(f"{ROOM}formular.docx")
    assert 'filename="delredovisning-regioner-region-09.docx"' in sent.headers["Content-Disposition"]
    report = report_of(REGION)
    found = read_word_form(sent.content, report.form, grants=report.grants)
    assert (found.answers, found.reporter) == (report.answers, REGION)


def test_the_report_goes_out_as_word_and_says_that_it_is_a_draft(writer) -> None:
    written(REGION)
    document = docx.Document(io.BytesIO(writer.get(f"{ROOM}redovisning.docx").content))
    assert SAID in "\n".join(one.text for one in document.paragraphs)
    assert "Utkast" in "".join(one.text for one in document.sections[0].header.paragraphs)


def test_what_is_read_is_shown_beside_what_stands_and_nothing_is_saved(writer) -> None:
    written(REGION, **{QUESTION: text("Det som står.")})
    before = ReportAnswer.objects.count()
    answer = gives(writer, filled_in(**{QUESTION: text("Det i filen."), OTHER: text(SAID)}))
    assert (answer.status_code, answer.headers["Location"]) == (303, COMPARED)
    page = main_of(writer, COMPARED)
    assert heading(page) == "1 svar i filen skiljer sig från det som står"
    said = words(page)
    assert "Det som står." in said
    assert "Det i filen." in said
    assert "1 svar står redan så." in said
    assert ReportAnswer.objects.count() == before
    assert ReportAnswer.objects.get(question_id=QUESTION).value["text"] == "Det som står."


def test_what_is_chosen_is_taken_in_and_what_stands_is_replaced_only_when_someone_says_so(writer) -> None:
    written(REGION, **{QUESTION: text("Det som står.")})
    left = next(one.id for one in report_of(REGION).form.questions if one.demand != "must" and one.kind == "text")
    gives(writer, filled_in(**{QUESTION: text("Det i filen."), left: text("Nytt i filen.")}))
    sent = form_of(writer, COMPARED)
    assert [name for name in sent if name.startswith("ta--")] == [f"ta--{left}"]
    assert writer.post(COMPARED, sent).headers["Location"] == ROOM
    assert ReportAnswer.objects.get(question_id=QUESTION).value["text"] == "Det som står."
    assert ReportAnswer.objects.get(question_id=left).value["text"] == "Nytt i filen."
    assert heading(main_of(writer, COMPARED)) == "Ingen fil är läst"


def test_nothing_chosen_is_said_and_what_was_read_is_still_there(writer) -> None:
    gives(writer, filled_in(**{QUESTION: text("Det i filen.")}))
    sent = {name: value for name, value in form_of(writer, COMPARED).items() if not name.startswith("ta--")}
    answer = writer.post(COMPARED, sent, follow=True)
    assert answer.status_code == 422
    assert "Välj minst ett svar" in " ".join(problems(answer))
    assert "Det i filen." in answer.content.decode()


def test_what_has_changed_since_the_comparison_is_compared_again(writer) -> None:
    gives(writer, filled_in(**{QUESTION: text("Det i filen.")}))
    sent = form_of(writer, COMPARED)
    written(REGION, **{QUESTION: text("Nyss skrivet.")})
    answer = writer.post(COMPARED, sent, follow=True)
    assert answer.status_code == 409
    assert "Jämför en gång till" in answer.content.decode()
    assert "Nyss skrivet." in answer.content.decode()
    assert ReportAnswer.objects.get(question_id=QUESTION).value["text"] == "Nyss skrivet."


def test_a_text_that_is_too_long_is_told_and_its_words_are_shown(writer) -> None:
    gives(writer, filled_in(**{QUESTION: text("ord " * 25_000), OTHER: text("Kort.")}))
    page = words(main_of(writer, COMPARED))
    assert "Det här gick inte att läsa" in page
    assert "Texten är" in page
    assert "ord ord ord" in page
    assert "Kort." in page


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"inget dokument", "inget Worddokument"),
        (b"\xd0\xcf\x11\xe0gammalt", "gamla format"),
        (b"PK\x03\x04halv", "skadad eller halv"),
    ],
)
def test_files_that_cannot_be_read_get_a_clear_answer(writer, content, says) -> None:
    answer = gives(writer, content)
    assert answer.status_code == 422
    assert says in problems(answer)[0]


def test_macros_other_forms_and_old_versions_are_refused_in_words(writer) -> None:
    with_macros = repacked(filled_in(), **{"word/vbaProject.bin": b"makron"})
    assert "makron" in problems(gives(writer, with_macros))[0]
    renamed = retold(filled_in(), b"delredovisning-regioner", b"annat-formular-har1234")
    assert "ett annat formulär" in problems(gives(writer, renamed))[0]
    older = retold(filled_in(), b"<vt:lpwstr>1</vt:lpwstr>", b"<vt:lpwstr>7</vt:lpwstr>")
    assert "version 7" in problems(gives(writer, older))[0]


def retold(content: bytes, before: bytes, after: bytes) -> bytes:
    """Change what a document says of itself in its custom properties."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, part.replace(before, after) if name == "docProps/custom.xml" else part)
    return made.getvalue()


def test_a_file_that_was_made_for_another_is_told(writer) -> None:
    report = report_of(REGION)
    foreign = form_as_word(
        report.form, {QUESTION: text("Deras.")}, reporter="Region Kalmar", reporter_code="region-08",
        day=REPORTED_AT.date(), grants=report.grants,
    )  # fmt: skip
    gives(writer, foreign)
    assert "hämtat av Region Kalmar län" in words(main_of(writer, COMPARED))


def test_no_file_is_asked_for(writer) -> None:
    assert problems(writer.post(WORD, {})) == ["Ifyllt formulär: Ingen fil är vald, eller så är den tom. Välj en fil."]


RSS, DUTY = "rss-08", "final-report-rss"
TOWN = "kommun-0880"


def test_a_municipality_fills_in_offline_and_takes_it_in(settings) -> None:
    settings.NARAVARD_TODAY = "2023-03-06"
    client = signed_in_as(member(TOWN, "municipal-official", "Mia Alm"))
    own = f"/organisation/{TOWN}/pengar/{WHOLE}/svar-till-rss/{DUTY}/"
    empty = client.get(f"{own}formular.docx").content
    assert gives(client, empty, to=f"{own}word/").headers["Location"] == f"{own}word/jamfor/"
    assert heading(main_of(client, f"{own}word/jamfor/")) == "Inget i filen skiljer sig från det som står"


def test_the_rss_takes_in_a_municipalitys_file_and_notes_who_gave_it(settings) -> None:
    settings.NARAVARD_TODAY = "2023-03-06"
    client = signed_in_as(member(RSS, "rss-coordinator", "Rut Ask"))
    base = f"/organisation/{RSS}/pengar/{WHOLE}/kommunernas-svar/{DUTY}/kommun/{TOWN}/word/"
    town = signed_in_as(member(TOWN, "municipal-official", "Mia Alm"))
    content = town.get(f"/organisation/{TOWN}/pengar/{WHOLE}/svar-till-rss/{DUTY}/formular.docx").content
    document = docx.Document(io.BytesIO(content))
    yes = next(row for table in document.tables for row in table.rows if row.cells[0].text == "Ja")
    yes.cells[1].paragraphs[0].text = "x"
    made = io.BytesIO()
    document.save(made)
    assert gives(client, made.getvalue(), to=base).status_code == 303
    sent = form_of(client, f"{base}jamfor/")
    answer = client.post(f"{base}jamfor/", sent, follow=True)
    assert "Vem lämnade svaren" in problems(answer)[0]
    done = client.post(f"{base}jamfor/", form_of(client, f"{base}jamfor/") | {"told_by": "Kim Ek, Wordfil"})
    assert done.status_code == 303
    kept = CountyReply.objects.get(organisation=Organisation.objects.get(pk=TOWN))
    assert (kept.is_given, kept.told_by) == (True, "Kim Ek, Wordfil")

"""What is handed in with a duty that has no paper of its own: a text or a file, for the giver and the receiver."""

import hashlib
import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from task_samples import ONWARD, REGION, REPORT, actor, moment, on, stands

from naravard.web.history.models import Event
from naravard.web.tasks import acts
from naravard.web.tasks.contents import LARGEST, attached
from naravard.web.tasks.errors import DutyRefusedError
from naravard.web.tasks.models import HandedInContent
from people_samples import member, signed_in_as
from web_pages import main_of, words
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
AT = moment("2022-09-20")
OWN = f"/organisation/{REGION}/uppgifter/{WHOLE}/{REPORT}/"
RECEIVED = f"/landet/lage/{WHOLE}/{REPORT}/{REGION}/"
PDF = b"%PDF-1.7\n%Delredovisning\n"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def archive(*names: str, first: tuple[str, bytes] | None = None) -> bytes:
    """Return an archive with empty parts of some names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        if first:
            made.writestr(*first)
        for name in names:
            made.writestr(name, b"")
    return out.getvalue()


@pytest.fixture
def official(settings: Any) -> Client:
    """An official of the region on a day in September."""
    settings.NARAVARD_TODAY = "2022-09-20"
    return signed_in_as(member(REGION))


def hand_in(client: Client, **written: Any) -> Any:
    """Send the form that hands the report in."""
    return client.post(OWN, {"gor": "lamna-in", "version": "0", "steg": "gor", **written})


def test_a_report_is_not_handed_in_empty(official: Client) -> None:
    answer = hand_in(official, note="Hej")
    assert answer.status_code == 422
    assert "Inget är bifogat. Skriv texten, eller välj filen" in answer.content.decode()
    assert stands(AT).record.submitted_at is None
    with pytest.raises(DutyRefusedError) as refused:
        acts.submit_duty(actor=actor(REGION), **on(), at=AT, text="  ")
    assert refused.value.code == "nothing-handed-in"
    assert stands(AT).record.submitted_at is None


def test_what_no_one_receives_is_said_to_be_done_without_more() -> None:
    acts.submit_duty(actor=actor("rss-09", "rss-coordinator"), **on(ONWARD, "rss-09"), at=AT)
    assert not HandedInContent.objects.exists()


def test_a_text_is_read_by_the_giver_and_the_receiver_and_by_no_one_else(official: Client) -> None:
    assert hand_in(official, text="Vi har infört det.\nSnart klart.").status_code == 303
    analyst = signed_in_as(member("socialstyrelsen", "report-analyst", "Kim Öst"))
    for reader, page in ((official, OWN), (analyst, RECEIVED)):
        assert "Vi har infört det.Snart klart." in words(main_of(reader, page))
    watcher = signed_in_as(member("kammarkollegiet", "payment-handler", "Bo Al"))
    assert "Vi har infört det." not in words(main_of(watcher, RECEIVED))
    after = Event.objects.get(kind="duty-submitted").told.after
    assert after["text_sha256"] == hashlib.sha256("Vi har infört det.\nSnart klart.".encode()).hexdigest()


def test_a_file_is_given_back_byte_for_byte_with_its_hash_to_the_giver_and_the_receiver_alone(official: Client) -> None:
    file = SimpleUploadedFile("../Delredovisning \u00e5.pdf", PDF)
    assert hand_in(official, file=file).status_code == 303
    kept = HandedInContent.objects.get()
    assert (kept.file_name, kept.sha256) == ("Delredovisning å.pdf", hashlib.sha256(PDF).hexdigest())
    assert Event.objects.get(kind="duty-submitted").told.after["file_sha256"] == kept.sha256
    analyst = signed_in_as(member("socialstyrelsen", "report-analyst", "Kim Öst"))
    for reader, page in ((official, OWN), (analyst, RECEIVED)):
        main = main_of(reader, page)
        assert f"SHA-256: {kept.sha256}" in words(main)
        (link,) = main.xpath(".//a[@download]/@href")
        answer = reader.get(f"{page}{link}")
        assert (answer.content, answer["Content-Type"]) == (PDF, "application/pdf")
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["X-Content-Type-Options"] == "nosniff"
    watcher = signed_in_as(member("kammarkollegiet", "payment-handler", "Bo Al"))
    other = signed_in_as(member("region-10", name="Eva Ask"))
    for reader, address in ((watcher, RECEIVED), (other, OWN), (other, RECEIVED)):
        assert reader.get(f"{address}inlamnat/1/").status_code == 404
    assert official.get(f"{OWN}inlamnat/2/").status_code == 404


def test_what_came_the_first_time_is_still_there_when_it_has_been_handed_in_again(official: Client) -> None:
    hand_in(official, text="Första")
    acts.reopen_duty(
        actor=actor("socialstyrelsen", "report-analyst"), **on(), at=moment("2022-09-20", "23:50:00"), reason="Mer"
    )
    official.post(OWN, {"gor": "lamna-in", "version": "2", "steg": "gor", "text": "Andra"})
    text = words(main_of(official, OWN))
    assert "Första" in text
    assert "Andra" in text
    assert [one.number for one in HandedInContent.objects.all()] == [1, 2]


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.pdf", "file-empty"),
        (b"<html>", "a.pdf", "file-of-another-kind"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 600, "a.doc", "file-of-another-kind"),
        (b"PK\x03\x04broken", "a.docx", "file-of-another-kind"),
        (archive("a.txt"), "a.docx", "file-of-another-kind"),
        (archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "a.docx", "file-of-another-kind"),
        (PDF + b"0" * LARGEST, "a.pdf", "file-too-large"),
    ],
)
def test_what_is_no_document_is_refused_with_words(content: bytes, name: str, code: str) -> None:
    with pytest.raises(DutyRefusedError) as refused:
        attached(name, content)
    assert refused.value.code == code
    assert refused.value.field == "file"


def test_a_file_that_is_too_large_is_told_of_on_the_page_and_the_text_is_kept(official: Client) -> None:
    large = SimpleUploadedFile("stor.pdf", PDF + b"0" * LARGEST)
    answer = hand_in(official, file=large, note="Se filen")
    assert answer.status_code == 422
    assert "Filen är större än 1 MB." in answer.content.decode()
    assert "Se filen" in answer.content.decode()
    assert not HandedInContent.objects.exists()


def test_a_document_is_what_its_content_says_and_not_its_name() -> None:
    word = attached("rapport.pdf", archive("[Content_Types].xml", "word/document.xml"))
    assert (word.media_type, word.name) == (WORD, "rapport.pdf.docx")
    odt = archive("content.xml", first=("mimetype", b"application/vnd.oasis.opendocument.text"))
    assert attached("a\\b\n.odt", odt).name == "b.odt"

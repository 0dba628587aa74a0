"""Files that go with a report: bounded, sealed with each edition, named on the paper, read by its receiver."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from naravard.web.history.models import Event
from naravard.web.organisations.models import Organisation
from naravard.web.papers.errors import PaperRefusedError
from naravard.web.reports import attachments
from naravard.web.reports.models import ReportAttachment
from naravard.web.reports.paper_kinds import INTERIM_REPORT
from naravard.web.tasks.contents import AttachedFile
from paper_pages import form_of, problems
from people_samples import acting, member, signed_in_as
from report_steps import REPORTED_AT, ready, report_of, reported
from web_pages import heading, main_of, own_yes, words
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
REGION, DUTY = "region-09", "interim-report-regions"
HERE = f"/organisation/{REGION}/pengar/{WHOLE}/delredovisning/bilagor/"
PDF = b"%PDF-1.7 karta"


@pytest.fixture
def writer(settings) -> Client:
    settings.NARAVARD_TODAY = "2022-09-20"
    return signed_in_as(member(REGION, "official", "Bo Al"))


def named() -> dict:
    by = acting(member(REGION, "official", "Kim Ek"), day=REPORTED_AT.date())
    region = Organisation.objects.get(pk=REGION)
    return {"actor": by, "organisation": region, "agreement_id": WHOLE, "duty_id": DUTY, "at": REPORTED_AT}


def attached(name: str = "karta.pdf") -> ReportAttachment:
    return attachments.attach_to_report(file=AttachedFile(name, "application/pdf", PDF), **named())


def test_a_file_is_added_saved_and_taken_away(writer) -> None:
    added = writer.post(HERE, {"fil": SimpleUploadedFile("../karta över länet.pdf", PDF)})
    assert added.headers["Location"] == HERE
    page = main_of(writer, HERE)
    assert heading(page) == "Bilagor: 1 av högst 10"
    (saved,) = {a.get("href") for a in page.xpath('//a[text()="karta över länet.pdf"]')}
    found = writer.get(saved)
    assert (found.content, found.headers["Content-Disposition"]) == (
        PDF, "attachment; filename*=utf-8''karta%20%C3%B6ver%20l%C3%A4net.pdf",
    )  # fmt: skip
    gone = f"{saved}ta-bort/"
    assert writer.post(gone, form_of(writer, gone) | own_yes(main_of(writer, gone))).headers["Location"] == HERE
    assert heading(main_of(writer, HERE)) == "Bilagor: 0 av högst 10"
    assert writer.get(saved).status_code == 404


@pytest.mark.parametrize(("content", "says"), [(b"MZ program", "varken PDF, Word"), (b"", "Ingen fil är vald")])
def test_other_files_are_refused_in_words(writer, content, says) -> None:
    assert says in problems(writer.post(HERE, {"fil": SimpleUploadedFile("x.pdf", content)}))[0]
    assert not ReportAttachment.objects.exists()


def test_there_are_at_most_ten_and_none_is_added_while_it_waits_to_be_signed(monkeypatch) -> None:
    monkeypatch.setattr(attachments, "MOST", 1)
    attached()
    with pytest.raises(PaperRefusedError):
        attached("en-till.pdf")
    ready(REGION)
    monkeypatch.setattr(attachments, "MOST", 10)
    with pytest.raises(PaperRefusedError):
        attached("for-sent.pdf")


def test_it_is_named_on_the_paper_sealed_with_the_edition_and_read_by_the_receiver(settings) -> None:
    settings.NARAVARD_TODAY = "2022-10-10"
    made = attached()
    sections = report_of(REGION).document(REPORTED_AT.date()).sections
    assert (sections[-2].heading.sv, sections[-2].texts[0][0].sv) == ("Bilagor till redovisningen", "karta.pdf")
    assert [one.number for one in sections] == list(range(1, len(sections) + 1))
    kept = reported(REGION)
    told = Event.objects.get(kind=f"{INTERIM_REPORT.id}-handed-in").told
    assert told.after["attachments"] == [f"karta.pdf {made.sha256}"]
    analyst = signed_in_as(member("socialstyrelsen", "report-analyst", "Eva Berg"))
    receipt = f"/organisation/socialstyrelsen/kvitto/{kept.receipt_number}/"
    assert "Bilaga: karta.pdf" in words(main_of(analyst, receipt))
    assert analyst.get(f"{receipt}bilagor/{made.pk}/").content == PDF
    other = signed_in_as(member("kammarkollegiet", "payment-handler", "Ina Ek"))
    foreign = f"/organisation/kammarkollegiet/kvitto/{kept.receipt_number}/bilagor/{made.pk}/"
    assert other.get(foreign).status_code == 404


def test_a_file_that_is_gone_is_not_taken_away_twice() -> None:
    made = attached()
    attachments.remove_attachment(attachment_number=made.pk, **named())
    with pytest.raises(PaperRefusedError):
        attachments.remove_attachment(attachment_number=made.pk, **named())

"""A report comes back with questions: only the answers that they are about are open, and both see what changed."""

import datetime
import io

import openpyxl
import pytest

from money_steps import swedish
from naravard.questionnaire.answers import WrittenAnswer
from naravard.web.access.actor import NotAllowedError
from naravard.web.history.models import Event
from naravard.web.papers.errors import PaperRefusedError
from naravard.web.papers.models import HandedInPaper
from naravard.web.papers.signed_files import ON_PAPER
from naravard.web.reports.models import AskedAgain
from naravard.web.reports.paper_kinds import INTERIM_REPORT
from naravard.web.reports.returns import return_report
from naravard.web.site.refusals import Refused
from paper_pages import form_of
from people_samples import acting, member, signed_in_as
from report_steps import SAID, report_of, reported
from web_pages import heading, main_of, own_yes, words
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
REGION, RECEIVER, DUTY = "region-09", "socialstyrelsen", "interim-report-regions"
QUESTION, OTHER, PART = "nara-vard-genomfort", "nara-vard-planerat", "nara-vard"
ASKS = "Hur många vårdcentraler gäller det?"
RETURNED_AT = swedish("2022-10-10 10:00:00")
ROOM = f"/organisation/{REGION}/pengar/{WHOLE}/delredovisning/"


def receiver(name: str = "Eva Berg"):
    return acting(member(RECEIVER, "report-analyst", name), day=RETURNED_AT.date())


def returned(**more) -> HandedInPaper:
    kept = reported(REGION)
    given = {"actor": receiver(), "questions": {QUESTION: ASKS}, "reason": "Ett svar är oklart.", "at": RETURNED_AT}
    return_report(organisation=kept.organisation, agreement_id=WHOLE, duty_id=DUTY, **(given | more))
    return kept


def writes(**answers: str):
    report = report_of(REGION, at=RETURNED_AT)
    by = acting(member(REGION, "official", "Bo Al"), day=RETURNED_AT.date())
    return INTERIM_REPORT.acts.write(
        actor=by, organisation=report.organisation, agreement_id=WHOLE, version=report.draft.version,
        answers={name: WrittenAnswer(text=text) for name, text in answers.items()}, at=RETURNED_AT,
    )  # fmt: skip


def test_only_what_is_asked_about_is_open_and_the_rest_is_refused() -> None:
    returned()
    report = report_of(REGION, at=RETURNED_AT)
    assert report.open_questions == frozenset({QUESTION})
    assert [part.part.id for part in report.parts if part.is_open] == [PART]
    with pytest.raises(PaperRefusedError):
        writes(**{OTHER: "Något annat."})
    writes(**{QUESTION: "På tolv vårdcentraler."})
    assert report_of(REGION, at=RETURNED_AT).in_words(QUESTION) == "På tolv vårdcentraler."


def test_the_event_tells_what_was_asked_and_the_edition_keeps_it() -> None:
    kept = returned()
    told = Event.objects.order_by("sequence").last().told
    assert (told.kind, told.after[QUESTION], told.reason) == ("report-returned", ASKS, "Ett svar är oklart.")
    assert [(one.question_id, one.asks) for one in AskedAgain.objects.filter(paper=kept)] == [(QUESTION, ASKS)]


def test_a_new_edition_opens_nothing_and_the_old_questions_stay_with_the_old() -> None:
    kept = returned()
    draft = writes(**{QUESTION: "På tolv vårdcentraler."})
    named = {"organisation": kept.organisation, "agreement_id": WHOLE, "at": RETURNED_AT}
    by = acting(member(REGION, "official", "Bo Al"), day=RETURNED_AT.date())
    draft = INTERIM_REPORT.acts.ready(actor=by, version=draft.version, **named)
    signer = acting(member(REGION, "signatory", "Siv Ek"), day=RETURNED_AT.date())
    second = INTERIM_REPORT.acts.hand_in(actor=signer, version=draft.version, way=ON_PAPER, **named)
    assert (second.edition, second.was_late) == (2, kept.was_late)
    assert report_of(REGION, at=RETURNED_AT).open_questions is None
    assert kept.asked_again.count() == 1


def test_whoever_does_not_receive_it_returns_nothing_and_nothing_asked_is_refused() -> None:
    stranger = acting(member("kammarkollegiet", "payment-handler", "Ina Ek"), day=RETURNED_AT.date())
    with pytest.raises(NotAllowedError):
        returned(actor=stranger)
    kept = HandedInPaper.objects.get()
    named = {"actor": receiver(), "organisation": kept.organisation, "agreement_id": WHOLE, "duty_id": DUTY}
    for questions in ({}, {QUESTION: "  "}, {"finns-inte": "Hur?"}):
        with pytest.raises(Refused):
            return_report(questions=questions, reason="Oklart.", at=RETURNED_AT, **named)
    with pytest.raises(Refused):
        return_report(questions={QUESTION: ASKS}, reason=" ", at=RETURNED_AT, **named)
    assert not AskedAgain.objects.exists()


def test_asked_on_a_page_answered_on_a_page_and_seen_side_by_side(settings) -> None:
    settings.NARAVARD_TODAY = "2022-10-10"
    kept = reported(REGION)
    analyst = signed_in_as(member(RECEIVER, "report-analyst", "Eva Berg"))
    receipt = f"/organisation/{RECEIVER}/kvitto/{kept.receipt_number}/"
    assert main_of(analyst, receipt).xpath(f'//a[@href="{receipt}fragor/"]')
    give_back = f"{receipt}lamna-tillbaka/"
    assert SAID in words(main_of(analyst, give_back))
    sent = form_of(analyst, give_back) | {"reason": "Ett svar är oklart."}
    sent |= own_yes(main_of(analyst, give_back))
    assert "minst en fråga" in analyst.post(give_back, sent, follow=True).content.decode()
    sent = form_of(analyst, give_back) | {"reason": "Ett svar är oklart.", f"fraga--{QUESTION}": ASKS}
    assert "minst en fråga" not in analyst.post(give_back, sent, follow=True).content.decode(), "it lacks its yes"
    sent |= own_yes(main_of(analyst, give_back))
    assert analyst.post(give_back, sent).headers["Location"] == f"{receipt}fragor/"
    assert heading(main_of(analyst, f"{receipt}fragor/")) == "1 fråga från mottagaren"

    writer = signed_in_as(member(REGION, "official", "Bo Al"))
    assert "Mottagaren har en fråga." in words(main_of(writer, ROOM))
    page = main_of(writer, f"{ROOM}del/{PART}/")
    assert ASKS in words(page)
    assert not page.xpath(f'//textarea[@name="{OTHER}"]')
    assert "Svar som inte går att ändra nu" in words(page)
    sent = form_of(writer, f"{ROOM}del/{PART}/") | {QUESTION: f"{SAID} Det gäller tolv."}
    assert writer.post(f"{ROOM}del/{PART}/", sent).status_code == 303
    assert "inte frågat om något" in words(main_of(writer, f"{ROOM}del/jamstalldhet/"))
    own = main_of(writer, f"/organisation/{REGION}/kvitto/{kept.receipt_number}/fragor/")
    assert [one.text for one in own.xpath("//ins")] == [" Det gäller tolv."]
    theirs = main_of(analyst, f"{receipt}fragor/")
    assert not theirs.xpath("//ins")
    assert "Ingen ny utgåva har kommit än." in words(theirs)
    closed = analyst.post(give_back, sent | {"reason": "Igen."}, follow=True)
    assert "redan öppnad igen" in closed.content.decode()


def test_a_receipt_of_another_paper_has_no_such_page() -> None:
    reader = signed_in_as(member(REGION, "reader", "Lo Ås"))
    assert reader.get(f"/organisation/{REGION}/kvitto/AAAA-AAAA-AAAA/fragor/").status_code == 404
    kept = reported(REGION)
    assert datetime.timedelta(0) <= RETURNED_AT - kept.handed_in_at
    official = signed_in_as(member(REGION, "official", "Bo Al"))
    assert official.get(f"/organisation/{REGION}/kvitto/{kept.receipt_number}/lamna-tillbaka/").status_code == 404


def test_all_answers_that_have_come_in_are_one_workbook_in_their_newest_editions(settings) -> None:
    settings.NARAVARD_TODAY = "2022-10-10"
    analyst = signed_in_as(member(RECEIVER, "report-analyst", "Eva Berg"))
    address = f"/organisation/{RECEIVER}/pengar/{WHOLE}/mottagna-svar.xlsx"
    empty = openpyxl.load_workbook(io.BytesIO(analyst.get(address).content))
    assert empty.sheetnames[0] == "Ingen redovisning har kommit in"
    kept = reported(REGION)
    reported("region-08")
    book = openpyxl.load_workbook(io.BytesIO(analyst.get(address).content))
    sheet = book.worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == ["region-08", REGION]
    form = report_of(REGION).form
    assert len(rows[0]) == 4 + len(form.questions)
    assert rows[1][4] == SAID
    receipt = main_of(analyst, f"/organisation/{RECEIVER}/kvitto/{kept.receipt_number}/")
    assert receipt.xpath(f'//a[@href="{address}"]')

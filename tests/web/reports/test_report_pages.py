"""The pages of a report in words: parts to answer, saved by a button or by themselves, merged, or shown both."""

import datetime

import pytest
from django.test import Client

from key_client import Program
from naravard.agreement.duties import Status
from naravard.web.agreements.current import shown_or_404
from naravard.web.organisations.models import Organisation
from naravard.web.reports.models import ReportAnswer
from naravard.web.tasks import acts
from naravard.web.tasks.duties import task_of
from naravard.web.tasks.errors import DutyRefusedError
from naravard.web.tasks.models import DutyRecord
from paper_pages import form_of
from people_samples import acting, member, signed_in_as
from report_steps import REPORTED_AT, SAID, ready, report_of, reported, written
from token_samples import made_token
from web_pages import heading, main_of, words
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
REGION, PART, QUESTION, OTHER = "region-09", "nara-vard", "nara-vard-genomfort", "nara-vard-planerat"
DUTY = "interim-report-regions"


def room(rest: str = "") -> str:
    return f"/organisation/{REGION}/pengar/{WHOLE}/delredovisning/{rest}"


@pytest.fixture
def writer(settings) -> Client:
    settings.NARAVARD_TODAY = "2022-09-20"
    return signed_in_as(member(REGION, "official", "Bo Al"))


def by_itself(client: Client, was: dict[str, str], question: str = QUESTION, **changes: str):
    """Send one question as the page's script does."""
    names = [name for name in was if name.startswith(question)]
    sent = {name: was[name] for name in names} | {f"was-{name}": was[f"was-{name}"] for name in names}
    more = {"version": was["version"], "question": question}
    return client.post(room(f"del/{PART}/svar/"), sent | more | changes)


def test_the_room_says_how_much_is_answered_and_leads_to_each_part(writer) -> None:
    page = main_of(writer, room())
    assert heading(page) == "Delredovisning från regionerna: 0 av 17 frågor besvarade"
    assert page.xpath(f'//a[@href="{room(f"del/{PART}/")}"]')
    assert main_of(writer, room("skriv/")).xpath(f'//form[@action="{room(f"del/{PART}/")}"]')


def test_a_part_is_saved_by_its_button_and_leads_to_the_next(writer) -> None:
    sent = form_of(writer, room(f"del/{PART}/")) | {QUESTION: "Tre insatser."}
    answer = writer.post(room(f"del/{PART}/"), sent)
    assert (answer.status_code, answer.headers["Location"]) == (303, room("del/medarbetare/"))
    assert form_of(writer, room(f"del/{PART}/"))[QUESTION] == "Tre insatser."
    assert "1 av 17" in heading(main_of(writer, room()))


def test_an_answer_saves_itself_and_says_when(writer) -> None:
    was = form_of(writer, room(f"del/{PART}/"))
    said = by_itself(writer, was, **{QUESTION: "Tre insatser."}).json()
    assert (said["state"], said["now"][QUESTION]) == ("saved", "Tre insatser.")
    assert said["version"] == report_of(REGION).draft.version
    assert ReportAnswer.objects.get().question_id == QUESTION


def test_texts_of_two_are_merged_where_they_do_not_meet(writer) -> None:
    was = form_of(writer, room(f"del/{PART}/"))
    by_itself(writer, was, **{QUESTION: "Ett.\n\nTvå."})
    began = form_of(writer, room(f"del/{PART}/"))
    by_itself(writer, began, **{QUESTION: "Ett!\n\nTvå."})
    colleague = signed_in_as(member(REGION, "official", "Kim Ek"))
    said = by_itself(colleague, began, **{QUESTION: "Ett.\n\nTvå.\n\nTre."}).json()
    assert (said["state"], said["now"][QUESTION]) == ("saved", "Ett!\n\nTvå.\n\nTre.")
    assert ReportAnswer.objects.get().value["text"] == "Ett!\n\nTvå.\n\nTre."


def goes_on(client: Client, page: dict[str, str], question: str, *, wrote: str, then: str):
    """Write in one question, let a colleague answer another, and go on: the field was then what was sent first."""
    by_itself(client, page, question, **{question: wrote})
    colleague = signed_in_as(member(REGION, "official", "Kim Ek"))
    by_itself(colleague, form_of(colleague, room(f"del/{PART}/")), OTHER, **{OTHER: "Planer."})
    return by_itself(client, page, question, **{f"was-{question}": wrote, question: then}).json()


@pytest.mark.parametrize("wrote", ["Hej ", "Hej\n", " Hej", "Hej"])
def test_nobody_is_in_conflict_with_ones_own_text_for_a_blank_at_its_end(writer, wrote) -> None:
    said = goes_on(writer, form_of(writer, room(f"del/{PART}/")), QUESTION, wrote=wrote, then="Hej då")
    assert (said["state"], said["now"][QUESTION]) == ("saved", "Hej då")
    assert ReportAnswer.objects.get(question_id=QUESTION).value["text"] == "Hej då"


def test_where_they_meet_the_second_sees_both_and_nothing_is_overwritten(writer) -> None:
    began = form_of(writer, room(f"del/{PART}/"))
    by_itself(writer, began, **{QUESTION: "Det ena."})
    colleague = signed_in_as(member(REGION, "official", "Kim Ek"))
    answer = by_itself(colleague, began, **{QUESTION: "Det andra."})
    assert answer.status_code == 409
    assert (answer.json()["state"], answer.json()["theirs"][QUESTION]) == ("differs", "Det ena.")
    assert answer.json()["by"] == "Bo Al"
    assert ReportAnswer.objects.get().value["text"] == "Det ena."


def test_without_scripts_the_second_chooses_question_by_question(writer) -> None:
    colleague = signed_in_as(member(REGION, "official", "Kim Ek"))
    theirs = form_of(colleague, room(f"del/{PART}/"))
    mine = form_of(writer, room(f"del/{PART}/"))
    colleague.post(room(f"del/{PART}/"), theirs | {QUESTION: "Det ena.", OTHER: "Planer."})
    answer = writer.post(room(f"del/{PART}/"), mine | {QUESTION: "Det andra."})
    assert answer.status_code == 409
    said = words(main_of(writer, room(f"del/{PART}/?steg=valj"), status=409))
    assert "Det ena." in said
    assert "Det andra." in said


def test_untouched_answers_of_a_colleague_stay_when_a_part_is_saved(writer) -> None:
    colleague = signed_in_as(member(REGION, "official", "Kim Ek"))
    mine = form_of(writer, room(f"del/{PART}/"))
    colleague.post(room(f"del/{PART}/"), form_of(colleague, room(f"del/{PART}/")) | {OTHER: "Planer."})
    assert writer.post(room(f"del/{PART}/"), mine | {QUESTION: "Gjort."}).status_code == 303
    kept = {row.question_id: row.value["text"] for row in ReportAnswer.objects.all()}
    assert kept == {QUESTION: "Gjort.", OTHER: "Planer."}


def test_a_text_with_a_sign_that_cannot_be_printed_is_kept_on_the_page_and_not_saved(writer) -> None:
    was = form_of(writer, room(f"del/{PART}/"))
    answer = by_itself(writer, was, **{QUESTION: "a\x07b"})
    assert answer.status_code == 422
    assert "går inte att skriva ut" in answer.json()["problems"][QUESTION]
    assert not ReportAnswer.objects.exists()


def test_an_answer_and_a_reason_not_to_answer_are_not_both_taken(writer) -> None:
    sent = form_of(writer, room(f"del/{PART}/")) | {QUESTION: "Svar.", f"{QUESTION}--skal": "Vill inte."}
    page = writer.post(room(f"del/{PART}/"), sent)
    assert page.status_code == 422
    assert "Ta bort det ena." in page.content.decode()
    assert "Svar." in page.content.decode()


def test_two_questions_of_other_parts_are_not_there(writer) -> None:
    assert writer.get(room("del/finns-inte/")).status_code == 404
    was = form_of(writer, room(f"del/{PART}/"))
    assert writer.post(room(f"del/{PART}/svar/"), {"question": "kon", "version": was["version"]}).status_code == 404


def test_whoever_only_reads_sees_what_is_answered_and_cannot_write(writer) -> None:
    written(REGION)
    reader = signed_in_as(member(REGION, "reader", "Lo Ås"))
    assert SAID in words(main_of(reader, room(f"las/{PART}/")))
    assert reader.get(room(f"del/{PART}/")).status_code == 404


def test_from_the_check_to_the_receipt(writer) -> None:
    written(REGION)
    assert SAID in words(main_of(writer, room("kontrollera/")))
    assert writer.post(room("kontrollera/"), form_of(writer, room("kontrollera/"))).status_code == 303
    assert heading(main_of(writer, room())) == "Delredovisningen väntar på underskrift"
    assert by_itself(writer, {"version": "1"} | dict.fromkeys((QUESTION, f"was-{QUESTION}"), "")).status_code == 409
    signer = signed_in_as(member(REGION, "signatory", "Siv Ek"))
    answer = signer.post(room("skriv-under/"), form_of(signer, room("skriv-under/")) | {"declares": "ja"})
    assert "/kvitto/" in answer.headers["Location"]
    assert heading(main_of(writer, room())) == "Delredovisningen är inlämnad"


def test_the_duty_leads_to_its_form_and_is_handed_in_nowhere_else(writer) -> None:
    address = f"/organisation/{REGION}/uppgifter/{WHOLE}/{DUTY}/"
    page = main_of(writer, address)
    assert page.xpath(f'//a[@href="{room()}"]')
    assert not page.xpath("//button[@value='paborja']")
    begun = writer.post(address, {"gor": "paborja", "version": 0})
    assert (begun.status_code, "görs som en egen handling, inte här" in begun.content.decode()) == (422, True)
    assert writer.post(address, {"gor": "lamna-in", "version": 0, "text": "Rapport"}).status_code == 404
    bo = acting(member(REGION, "official", "Bo Al"), day=REPORTED_AT.date())
    duty = {"organisation": Organisation.objects.get(pk=REGION), "agreement_id": WHOLE, "duty_id": DUTY}
    for act, given in ((acts.begin_duty, {}), (acts.submit_duty, {"text": "Rapport"})):
        with pytest.raises(DutyRefusedError) as refused:
            act(actor=bo, **duty, at=REPORTED_AT, **given)
        assert refused.value.code == "carried-by-a-paper"
    key = made_token(REGION, at=REPORTED_AT, to_day=datetime.date(2022, 12, 31)).secret
    program, own = Program(secret=key), f"/api/organisations/{REGION}/duties/{WHOLE}/{DUTY}"
    for what, answer in (("begin", "duty-refused"), ("submit", "duty-needs-person")):
        error = program.post(f"{own}/{what}", {"text": "Rapport"} if what == "submit" else None, 409).json()["error"]
        assert error["id"] == answer
    assert not DutyRecord.objects.exists()


def test_the_file_to_sign_is_a_pdf_that_says_all(writer) -> None:
    ready(REGION)
    assert writer.get(room("handling.pdf")).content.startswith(b"%PDF")


def test_its_receiver_accepts_it(settings) -> None:
    settings.NARAVARD_TODAY = "2022-09-22"
    reported(REGION)
    receiver = signed_in_as(member("socialstyrelsen", "report-analyst", "Kim Öst"))
    received = f"/landet/lage/{WHOLE}/{DUTY}/{REGION}/"
    assert "Inlämnad" in words(main_of(receiver, received))
    answer = receiver.post(received, {"gor": "godta", "version": DutyRecord.objects.get().version})
    assert answer.status_code == 303
    at = datetime.datetime(2022, 9, 22, 12, tzinfo=datetime.UTC)
    assert task_of(shown_or_404(WHOLE), DUTY, Organisation.objects.get(pk=REGION), at).state.status is Status.DONE
    assert "Godtagen" in words(main_of(receiver, received))
    own = signed_in_as(member(REGION, "official", "Bo Al"))
    assert "Godtagen" in words(main_of(own, f"/organisation/{REGION}/uppgifter/{WHOLE}/{DUTY}/"))

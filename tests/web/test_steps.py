"""One form from what is written to what is done: sent again, gone back to, corrected, and left to be done later."""

import datetime

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client
from django.urls import reverse

from costs_steps import GOTLAND, costs_of, ready
from naravard.agreement.findings import FindingWords
from naravard.agreement.model import Text
from naravard.web.access.actor import oneself
from naravard.web.access.addresses import signed_in
from naravard.web.once.models import WrittenForm
from naravard.web.once.receipts import KEPT, new_key, sweep
from naravard.web.once.replay import act_once
from naravard.web.people.models import Person
from naravard.web.site.forms.step import Step, answer
from naravard.web.site.refusals import Parts, Refused, read_again, written_down
from people_samples import Reader, member, signed_in_as
from web_pages import heading, main_of, words
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
NEW = f"/organisation/{GOTLAND}/pengar/{WHOLE}/kostnader/ny/"
WRITTEN = {"activity": "1", "amount": "1 250", "day": "2022-03-15", "text": "Utbildning, faktura 17"}


@pytest.fixture
def official(db: None) -> Client:
    """An official of a region that may book costs; the client does not follow where a form leads."""
    ready()
    return plain(member(GOTLAND, "official"))


def plain(someone: Person) -> Client:
    """Return a client that shows each answer as it is."""
    client = Client()
    client.force_login(someone.accounts.earliest("pk"))
    return client


def value(client: Client, name: str, address: str = NEW) -> str:
    """Return what a field of a form's page holds."""
    return str(main_of(client, address).get_element_by_id(f"f-{name}").value)


def test_what_is_sent_leads_to_a_page_that_can_be_got_again(official: Client) -> None:
    checked = official.post(NEW, WRITTEN | {"steg": "kontrollera"})
    assert (checked.status_code, checked["Location"]) == (303, f"{NEW}?steg=kontrollera")
    for _time in range(2):
        main = main_of(official, checked["Location"])
        assert heading(main) == "Bokför en kostnad Stämmer det här?"
        assert "1 250 kr" in words(main).replace("\N{NO-BREAK SPACE}", " ")
    wrong = official.post(NEW, WRITTEN | {"amount": "12,50"})
    assert (wrong.status_code, wrong["Location"]) == (303, f"{NEW}?steg=ratta")
    for _time in range(2):
        assert "utan ören" in words(main_of(official, wrong["Location"], 422))


def test_the_form_s_own_address_shows_what_was_written_last_right_or_wrong(official: Client) -> None:
    official.post(NEW, WRITTEN | {"amount": "12,50"})
    assert value(official, "amount") == "12,50"
    main = main_of(official, NEW)
    assert "Det du skrev förra gången finns kvar." in words(main)
    assert not main.xpath("//*[@role='alert']")
    official.post(NEW, {"steg": "borja-om"})
    assert value(official, "amount") == ""
    assert official.get(f"{NEW}?steg=kontrollera")["Location"] == NEW


def test_going_back_to_what_was_wrong_after_it_is_mended_shows_what_was_written_and_nothing_wrong(
    official: Client,
) -> None:
    official.post(NEW, WRITTEN | {"amount": "12,50"})
    official.post(NEW, WRITTEN | {"steg": "kontrollera"})
    main = main_of(official, f"{NEW}?steg=ratta")
    assert "Det du skrev förra gången finns kvar." in words(main)
    assert not main.xpath("//*[@role='alert']")
    assert value(official, "amount", f"{NEW}?steg=ratta") == "1 250"


def test_going_back_after_it_is_done_leads_to_what_was_done_and_the_form_is_empty(official: Client) -> None:
    official.post(NEW, WRITTEN)
    done = official.post(NEW, WRITTEN | {"steg": "gor", "once": new_key()})
    assert official.get(f"{NEW}?steg=kontrollera")["Location"] == done["Location"]
    assert value(official, "amount") == ""
    assert costs_of() == {1: 1_250}


def test_nobody_sees_what_another_has_written(official: Client) -> None:
    official.post(NEW, WRITTEN)
    other = plain(member(GOTLAND, "official", "Bo Al"))
    assert value(other, "amount") == ""
    assert other.get(f"{NEW}?steg=kontrollera")["Location"] == NEW


def test_what_was_written_is_forgotten_after_a_week(official: Client) -> None:
    official.post(NEW, WRITTEN)
    written = WrittenForm.objects.get()
    assert sweep(at=written.at + KEPT) == 0
    assert sweep(at=written.at + KEPT + datetime.timedelta(seconds=1)) == 1
    assert not WrittenForm.objects.exists()


def test_a_double_click_leads_twice_to_the_same_place_and_says_it_once(official: Client) -> None:
    sent = WRITTEN | {"steg": "gor", "once": new_key()}
    first, second = official.post(NEW, sent), official.post(NEW, sent)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first["Location"] == second["Location"]
    assert costs_of() == {1: 1_250}
    shown = official.get(first["Location"]).content.decode()
    assert shown.count("Kostnaden är bokförd.") == 1


@pytest.mark.parametrize("status", [404, 409, 422])
def test_a_form_that_comes_again_is_led_on_whatever_the_page_says_by_then(official: Client, status: int) -> None:
    """What it was about is gone, or its state allows it no more, or it has become wrong."""
    done: list[str] = []
    address = reverse("start")

    @signed_in
    def press(request: HttpRequest, person: Person) -> HttpResponse:
        if done and status == 404:
            raise Http404
        if done:
            return HttpResponse(status=status)

        def do() -> str:
            done.append("done")
            return address

        return act_once(request, person.named().code, do, "Det är gjort.")

    key = new_key()
    answers = []
    for sent in (key, key, new_key()):
        request = official.post("/", {"once": sent}).wsgi_request
        try:
            answers.append(press(request).status_code)
        except Http404:
            answers.append(404)
    assert answers == [303, 303, status]
    assert done == ["done"]


def test_a_sign_that_cannot_be_stored_is_told_of_and_the_rest_is_kept(official: Client) -> None:
    wrong = official.post(NEW, WRITTEN | {"text": "Utbildning\x00", "amount": "1\x002", "odd\x00": "\x00"})
    assert (wrong.status_code, wrong["Location"]) == (303, f"{NEW}?steg=ratta")
    assert "går inte att skriva ut (U+" in words(main_of(official, wrong["Location"], 422))
    assert value(official, "text") == "Utbildning"


def test_a_form_where_nothing_was_written_is_shown_as_it_stands_now(official: Client) -> None:
    """Someone presses the button of a form that asks for nothing, or leaves all empty, and is refused."""
    official.post(NEW, dict.fromkeys(WRITTEN, "") | {"version": "7"})
    main = main_of(official, NEW)
    assert "finns kvar" not in words(main)
    assert not main.xpath(".//input[@name='version']")


def test_what_takes_time_to_show_is_not_worked_out_for_what_is_sent(official: Client) -> None:
    worked_out: list[str] = []

    def extra() -> dict[str, str]:
        worked_out.append("shown")
        return {}

    request = official.post("/", {"once": new_key()}).wsgi_request
    step = Step(title=Text("Gör"), button=Text("Gör"), read=lambda _written: None, do=lambda _values, _seen: "/",
                back="/", extra=extra)  # fmt: skip
    assert answer(request, oneself(request.user.person), lambda *_a, **_k: HttpResponse(), step).status_code == 303
    assert worked_out == []


def test_a_refusal_is_the_same_when_it_is_read_again() -> None:
    parts = Parts(*(Text(f"{number}", f"{number} en") for number in range(4)), clause="3.1")
    finding = FindingWords("S040", "fel", "rad 1", "a", "b", "c", "d")
    refused = Refused("code", Text("sv", "en"), "field", status=409, parts=parts, findings=[(finding, finding)])
    again = read_again(written_down(refused))
    assert vars(again) == vars(refused)


def test_a_reader_in_tests_follows_a_form_to_its_own_page_only(official: Client) -> None:
    reader = signed_in_as(member(GOTLAND, "official", "Cia Du"))
    assert isinstance(reader, Reader)
    assert reader.post(NEW, WRITTEN | {"amount": ""}).status_code == 422
    assert reader.post(NEW, WRITTEN | {"steg": "gor"}).status_code == 303

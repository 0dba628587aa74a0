"""The pages of an organisation's keys."""

import datetime
import re

import pytest
from django.test import Client
from lxml import html

from naravard.web.history.models import Event
from naravard.web.tokens.bearer import bearer_of
from naravard.web.tokens.models import ApiToken
from people_samples import member, signed_in_as
from token_samples import made_token
from web_pages import heading, main_of, words

PAGE = "/organisation/region-09/nycklar/"
NOW = datetime.datetime(2026, 11, 2, 9, 0, tzinfo=datetime.UTC)
WANTED = {"name": "Ekonomisystemet", "scopes": ["read", "duties"], "to_day": "2027-06-30"}


@pytest.fixture
def administrator(db: None) -> Client:
    """One who administers a region, signed in."""
    return signed_in_as(member("region-09", "administrator", "Bo Al"))


def once_key(client: Client) -> str:
    return str(main_of(client, PAGE).xpath("//input[@name='once']/@value")[0])


def make(client: Client, status: int = 200, **changed: object) -> html.HtmlElement:
    """Fill in the form and send it."""
    answer = client.post(PAGE, {"once": once_key(client)} | WANTED | changed)
    assert answer.status_code == status
    assert "no-store" in answer["Cache-Control"]
    return html.fromstring(answer.content.decode()).get_element_by_id("innehall")


def test_a_key_is_made_and_its_secret_shown(administrator: Client) -> None:
    main = make(administrator)
    assert heading(main) == "Nyckeln ”Ekonomisystemet” är skapad"
    (secret,) = main.xpath("//input[@id='secret'][@readonly]/@value")
    actor = bearer_of(secret, address="192.0.2.7", at=NOW).actor
    assert (actor.who.name.sv, actor.organisation.code) == ("Ekonomisystemet", "region-09")
    assert "Bo Al" in words(main)
    assert "läsa, påbörja och lämna in" in words(main)
    listed = main_of(administrator, PAGE)
    assert f"nv_{ApiToken.objects.get().shown_id}" in words(listed)
    assert secret not in html.tostring(listed, encoding="unicode")


def test_the_form_sent_twice_makes_one_key_and_shows_no_secret_again(administrator: Client) -> None:
    values = {"once": once_key(administrator)} | WANTED
    first = administrator.post(PAGE, values)
    again = administrator.post(PAGE, values)
    assert ApiToken.objects.count() == 1
    assert Event.objects.filter(kind="token-made").count() == 1
    assert again.status_code == 303
    told = administrator.get(again["Location"])
    assert "är redan skapad" in told.content.decode()
    secret = re.search(r"nv_\w{8}_[\w-]{43}", first.content.decode())
    assert secret is not None
    assert secret[0] not in told.content.decode()


def test_what_was_written_is_kept_when_something_is_wrong(administrator: Client) -> None:
    main = make(administrator, 422, name="Vårt system", scopes=[], to_day="2026-13-40")
    assert main.xpath("//input[@name='name']/@value") == ["Vårt system"]
    assert main.xpath("//input[@name='to_day']/@value") == ["2026-13-40"]
    links = main.xpath("//div[@role='alert']//a/@href")
    assert links == ["#f-scopes", "#f-to_day"]
    for link in links:
        assert main.xpath(f"//*[@id='{link[1:]}']")
        assert main.xpath(f"//*[@id='{link[1:]}-error']")
    assert not ApiToken.objects.exists()


def test_what_is_wrong_leads_to_a_page_that_can_be_got_again_with_all_that_was_written(db: None) -> None:
    client = Client()
    client.force_login(member("region-09", "administrator").accounts.get())
    sent = client.post(PAGE, WANTED | {"name": "", "to_day": "i morgon"})
    assert (sent.status_code, sent["Location"]) == (303, f"{PAGE}?steg=ratta")
    for where, status in ((sent["Location"], 422), (PAGE, 200)):
        main = main_of(client, where, status)
        assert main.xpath(".//input[@name='scopes'][@checked]/@value") == WANTED["scopes"]
        assert main.get_element_by_id("f-to_day").value == "i morgon"


@pytest.mark.parametrize("name", ["\x00", "x" * 5000, "<b>fet</b>", "  "])
def test_odd_names_are_refused_in_words_or_shown_as_they_are(administrator: Client, name: str) -> None:
    answer = administrator.post(PAGE, WANTED | {"name": name})
    assert answer.status_code == (200 if "fet" in name else 422)
    assert "<b>fet" not in answer.content.decode()


def test_a_key_is_revoked_after_a_question(administrator: Client) -> None:
    made = made_token()
    address = f"{PAGE}{made.token.shown_id}/aterkalla/"
    assert heading(main_of(administrator, address)) == "Ska nyckeln ”Ekonomisystemet” återkallas?"
    assert ApiToken.objects.get().revoked_at is None
    answer = administrator.post(address)
    assert (answer.status_code, answer["Location"]) == (303, PAGE)
    listed = main_of(administrator, PAGE)
    assert "är återkallad" in words(listed)
    assert "återkallad 2 november 2026" in words(listed)
    assert not listed.xpath("//a[contains(@href, 'aterkalla')]")
    assert "Nyckeln ”Ekonomisystemet” är redan återkallad." in words(main_of(administrator, address))
    administrator.post(address)
    assert "redan återkallad" in words(main_of(administrator, f"{address}?steg=ratta", 409))


def test_a_key_of_another_organisation_is_not_there(administrator: Client) -> None:
    other = made_token("region-10")
    assert administrator.get(f"{PAGE}{other.token.shown_id}/aterkalla/").status_code == 404
    assert administrator.post(f"{PAGE}{other.token.shown_id}/aterkalla/").status_code == 404
    assert administrator.get("/organisation/region-10/nycklar/").status_code == 404
    assert other.token.shown_id not in words(main_of(administrator, PAGE))
    assert ApiToken.objects.get().revoked_at is None


@pytest.mark.parametrize("role", ["official", "cfo", "signatory", "reader"])
def test_who_does_not_administer_keys_does_not_find_the_page(db: None, role: str) -> None:
    client = signed_in_as(member("region-09", role))
    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, WANTED).status_code == 404
    assert not ApiToken.objects.exists()


def test_a_form_without_its_protection_is_refused(administrator: Client) -> None:
    careful = Client(enforce_csrf_checks=True)
    careful.cookies = administrator.cookies
    assert careful.post(PAGE, WANTED).status_code == 403
    assert not ApiToken.objects.exists()


def test_the_pages_are_in_english_too(administrator: Client) -> None:
    made = made_token()
    for address in (PAGE, f"{PAGE}{made.token.shown_id}/aterkalla/"):
        main = main_of(administrator, f"/en{address}")
        swedish = {words(part) for part in main.xpath('.//*[@lang="sv"]')} - {""}
        assert swedish <= {"Ekonomisystemet", "Region Gotland", "Gotlands kommun"}, swedish
    answer = administrator.post(f"/en{PAGE}", {"name": "", "to_day": "2027-06-30"})
    assert "Write what the key is to be used for" in answer.content.decode()

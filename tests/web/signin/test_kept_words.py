"""What is kept of a form is shown under human words, and a form with an old token is kept as one that came too late."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from lxml import html

from naravard.web.people.models import Person
from naravard.web.reference import declared
from naravard.web.signin.interrupted_words import WORDS, in_words
from naravard.web.site.forms.step import STEP
from naravard.web.tasks.offers import OFFERS
from people_samples import also, member, signed_in_as, stands_in
from sign_in_shared import account, sign_in, words

GIVE = "/organisation/region-09/manniskor/bjud-in/"
KEPT = "/konto/det-du-skrev/"
ORIGIN = {"origin": "http://testserver"}
WRITTEN = {"name": "Siv Ros", "role": "cfo", "postal_code": "621 81", "once": "en-gång", "was-name": "Siv"}


def administrator() -> Person:
    """Make someone who may most."""
    made = member("region-09", "administrator")
    for role in ("official", "cfo", "signatory"):
        also(made, "region-09", role)
    return made


def shown_fields(client: Client, address: str) -> Iterator[str]:
    """Give the names of what one can write or choose on a page."""
    answer = client.get(address)
    if answer.status_code != 200 or "html" not in answer["Content-Type"]:
        return
    page = html.fromstring(answer.content.decode())
    for field in page.xpath("//form[@method='post']//*[@name][not(@type='hidden')]"):
        yield field.get("name")


@pytest.mark.django_db
def test_every_field_that_one_can_write_in_has_its_word() -> None:
    who = administrator()
    colleague = member("region-09", "reader", "Bo Al")
    held = who.memberships.first().pk
    places = {
        "organisation_code": "region-09", "person_id": str(colleague.pk), "membership_id": str(held),
        "stand_in_id": str(stands_in(colleague, for_=who, role="cfo").pk),
    }  # fmt: skip
    client, found = signed_in_as(who), set()
    for route, access in declared():
        if access is None or access.code in {"everyone", "token"} or "/konto/" in route:
            continue
        address = route
        for name, place in places.items():
            for kind in ("str", "int", "uuid"):
                address = address.replace(f"<{kind}:{name}>", place)
        if "<" not in address:
            found |= set(shown_fields(client, address))
    assert {"role", "reason", "postal_code", "scopes", "person", "stays"} <= found, "the pages were there"
    assert found - set(WORDS) - {STEP} == set(), "a button only says which of a form's pages it is on"
    assert {field.name for offer in OFFERS for field in offer.fields} - set(WORDS) == set()


@pytest.mark.django_db
def test_values_that_are_codes_are_read_out() -> None:
    who, colleague, stranger = administrator(), member("region-09", "reader", "Bo Al"), member("region-10", "reader")
    fields = [
        ("role", "cfo"), ("scopes", "read"), ("person", str(colleague.pk)), ("goes", str(stranger.pk)),
        ("stays", "ingen"), ("gor", "lamna-in"), ("reason", " "), ("version", "3"), ("note", "Rad 1\nRad 2"),
    ]  # fmt: skip
    with translation.override("sv"):
        assert in_words(fields, who) == [
            ("Roll", "ekonomichef"),
            ("Vad nyckeln får göra", "läsa"),
            ("Ställföreträdare", "Bo Al"),
            ("Personen som visade sig vara densamma", str(stranger.pk)),
            ("Personen som blir kvar", "ingen"),
            ("Det du skulle göra", "Kontrollera och lämna in"),
            ("Meddelande till mottagaren", "Rad 1\nRad 2"),
        ]
    with translation.override("en"):
        assert in_words(fields[:2], who) == [("Role", "chief financial officer"), ("What the key may do", "read")]


@pytest.fixture
def strict(db: None) -> Client:
    """One who has signed in, in a browser whose token is another than that of the page."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(administrator().accounts.get())
    client.get(reverse("people:me"))
    return client


def sent(client: Client, address: str = GIVE, **headers: str) -> Any:
    """Send a form with a token from before."""
    return client.post(address, WRITTEN | {"csrfmiddlewaretoken": "x" * 64, "password": "hemligt"}, headers=headers)


def test_a_form_with_an_old_token_is_offered_to_be_sent(strict: Client) -> None:
    answer = sent(strict, **ORIGIN)
    assert (answer.status_code, answer["Location"]) == (302, KEPT)
    page = strict.get(KEPT)
    assert "Namn Siv Ros" in words(page)
    assert "Roll ekonomichef" in words(page)
    assert "en-gång" not in words(page)
    content = page.content.decode()
    assert f'action="{GIVE}"' in content
    for kept in ('name="once" value="en-gång"', 'name="postal_code" value="621 81"', 'name="was-name" value="Siv"'):
        assert kept in content
    assert "hemligt" not in content, "passwords are not kept"
    token = html.fromstring(content).xpath(f"//form[@action='{GIVE}']//input[@name='csrfmiddlewaretoken']/@value")[0]
    again = strict.post(GIVE, WRITTEN | {"csrfmiddlewaretoken": token}, headers=ORIGIN)
    assert (again.status_code, again["Location"]) == (303, f"{GIVE}?steg=ratta"), "it has come to its page"
    assert "E-postadressen saknas" in words(strict.get(again["Location"]))
    assert strict.get(KEPT).status_code == 404


def test_what_is_kept_can_be_thrown_away(strict: Client) -> None:
    sent(strict, **ORIGIN)
    page = html.fromstring(strict.get(KEPT).content.decode())
    [form] = [form for form in page.forms if form.get("id") == page.xpath("//button[@form]/@form")[0]]
    assert strict.post(form.action, dict(form.form_values()), headers=ORIGIN)["Location"] == "/konto/"
    assert strict.get(KEPT).status_code == 404


@pytest.mark.parametrize("headers", [{}, {"origin": "https://ond.example.net"}, {"origin": "null"}])
def test_what_another_site_sends_is_not_kept(strict: Client, headers: dict[str, str]) -> None:
    assert sent(strict, **headers).status_code == 403
    assert strict.get(KEPT).status_code == 404


def test_what_is_open_to_everyone_keeps_nothing(strict: Client) -> None:
    assert sent(strict, "/konto/logga-in/", **ORIGIN).status_code == 403
    assert strict.get(KEPT).status_code == 404


@pytest.mark.django_db
def test_nothing_is_kept_of_one_who_has_not_signed_in() -> None:
    client = Client(enforce_csrf_checks=True)
    assert sent(client, **ORIGIN).status_code == 403
    account()
    client = Client()
    sign_in(client)
    assert client.get(KEPT).status_code == 404

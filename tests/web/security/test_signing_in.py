"""Points of OWASP ASVS on passwords and sessions that no other test tells of."""

import logging
import re

import pytest
from django.core import mail
from django.test import Client
from lxml import html

from naravard.web.people.models import Account
from people_samples import member, signed_in_as
from sign_in_shared import PASSWORD, SIGN_IN, account, is_signed_in, sign_in

FORMS = [SIGN_IN, "/konto/losenord/", "/en/konto/logga-in/"]


def fields(client: Client, address: str) -> list[html.HtmlElement]:
    """Return the password fields of a page."""
    page = html.fromstring(client.get(address).content.decode())
    return page.xpath("//input[contains(@name, 'password')]")


@pytest.mark.django_db
@pytest.mark.parametrize("address", FORMS)
def test_passwords_are_hidden_and_can_be_pasted_and_remembered(address: str) -> None:
    """6.2.6, 6.2.7."""
    account()
    client = Client()
    if "losenord" in address:
        sign_in(client)
    found = fields(client, address)
    assert found
    for field in found:
        assert field.get("type") == "password"
        assert field.get("autocomplete") in {"current-password", "new-password"}
        assert not any(name.startswith("on") for name in field.attrib)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "password",
    ["alla bara små bokstäver", "1234 5678 9012 3456 7", "ÅÄÖ åäö ÉÈÊ 日本語 🙂", "x y" * 40, "  blanka i ändarna  "],
)
def test_any_signs_and_long_passwords_are_taken_and_checked_as_written(password: str) -> None:
    """6.2.5, 6.2.8, 6.2.9."""
    account()
    client = Client()
    sign_in(client)
    form = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    assert client.post("/konto/losenord/", form).status_code == 302
    for other in (password.swapcase(), password[:-1], password + "x"):
        if other != password:
            fresh = Client()
            sign_in(fresh, password=other)
            assert not is_signed_in(fresh), other
    own = Client()
    sign_in(own, password=password)
    assert is_signed_in(own)


@pytest.mark.django_db
def test_the_old_password_is_asked_for() -> None:
    """6.2.3."""
    account()
    client = Client()
    sign_in(client)
    new = "fyra nya ord som ingen vet"
    form = {"oldpassword": "fel gammalt lösenord", "password1": new, "password2": new}
    assert client.post("/konto/losenord/", form).status_code == 422
    assert Account.objects.get().check_password(PASSWORD)


@pytest.mark.django_db
def test_there_are_no_accounts_from_the_beginning() -> None:
    """6.3.2."""
    assert not Account.objects.exists()


@pytest.mark.django_db
def test_a_closed_account_is_signed_out_at_once() -> None:
    """7.4.2."""
    client = signed_in_as(member("region-09"))
    assert is_signed_in(client)
    Account.objects.update(is_active=False)
    assert not is_signed_in(client)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/konto/", "/organisation/region-09/", "/finns-inte"])
def test_the_way_out_is_on_every_page(address: str) -> None:
    """7.4.4."""
    page = html.fromstring(signed_in_as(member("region-09")).get(address).content.decode())
    assert page.xpath("//*[contains(@action, '/konto/logga-ut/') or contains(@href, '/konto/logga-ut/')]")


@pytest.mark.django_db
def test_a_link_for_a_new_password_is_for_this_host_whatever_the_request_says() -> None:
    """A link that led elsewhere would give the one who asked the secret of another."""
    account()
    answer = Client().post(
        "/konto/losenord/glomt/", {"email": "anna@example.org"}, headers={"x-forwarded-host": "ond.example.net"}
    )
    assert answer.status_code == 302
    (sent,) = mail.outbox
    links = re.findall(r"https?://([^/\s]+)/", str(sent.body))
    assert links
    assert "ond.example.net" not in str(sent.body)
    assert Client().post("/konto/losenord/glomt/", {}, headers={"host": "ond.example.net"}).status_code == 400


@pytest.mark.django_db
def test_sign_ins_and_refusals_stand_in_the_log_by_number(caplog: pytest.LogCaptureFixture) -> None:
    """16.3.1."""
    own = account()
    client = Client()
    with caplog.at_level(logging.INFO, logger="naravard.signin"):
        sign_in(client, password="fel lösenord, helt fel")
        sign_in(client)
        client.post("/konto/logga-ut/")
    said = [(record.levelname, record.getMessage()) for record in caplog.records if record.name == "naravard.signin"]
    assert [level for level, _words in said] == ["WARNING", "INFO", "INFO"]
    assert said[1][1] == f"account {own.pk} signed in"
    assert said[2][1] == f"account {own.pk} signed out"
    assert not any("anna" in words for _level, words in said)

"""No other site can act through someone's browser: every form asks for a token, and nothing is done by GET."""

import pytest
from django.test import Client
from walking import addresses, filled, routes

from naravard.web.history.models import Event
from people_samples import member
from sign_in_shared import PASSWORD, account, sign_in
from token_samples import made_token

PAGES = [address for address in addresses() if not address.startswith("/api/")]


def guarded(role: str = "administrator") -> Client:
    """Return someone signed in, whose client sends what a browser sends and is refused what it would be refused."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(member("region-09", role).accounts.get())
    return client


@pytest.mark.django_db
def test_every_post_without_a_token_is_refused_on_every_address() -> None:
    client = guarded()
    assert len(PAGES) > 60
    answered = {address: client.post(address, {"do": "end", "wanted": "yes"}).status_code for address in PAGES}
    assert {address: status for address, status in answered.items() if status != 403} == {}


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_so_is_every_other_method_that_changes(method: str) -> None:
    client = guarded()
    for address in PAGES:
        assert getattr(client, method)(address).status_code == 403, address


@pytest.mark.django_db
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://ond.example.net"},
        {"origin": "null"},
        {"origin": "http://testserver.ond.example.net"},
        {"origin": "https://testserver"},
    ],
)
def test_a_form_with_its_token_from_another_site_is_refused(headers: dict[str, str]) -> None:
    client = Client(enforce_csrf_checks=True)
    account()
    client.get("/konto/logga-in/")
    token = client.cookies["csrftoken"].value
    form = {"login": "anna@example.org", "password": PASSWORD, "csrfmiddlewaretoken": token}
    assert client.post("/konto/logga-in/", form, headers=headers).status_code == 403
    assert client.post("/konto/logga-in/", form, headers={"origin": "http://testserver"}).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("headers", [{}, {"referer": "https://ond.example.net/"}, {"referer": "http://testserver/"}])
def test_over_https_one_has_to_say_where_the_form_stood(headers: dict[str, str]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.get("/konto/logga-in/", secure=True)
    form = {"csrfmiddlewaretoken": client.cookies["csrftoken"].value}
    assert client.post("/konto/logga-in/", form, secure=True, headers=headers).status_code == 403


@pytest.mark.django_db
def test_the_token_of_another_is_refused() -> None:
    other, own = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
    for client in (other, own):
        client.get("/konto/logga-in/")
    form = {"csrfmiddlewaretoken": other.cookies["csrftoken"].value}
    assert own.post("/konto/logga-in/", form).status_code == 403


@pytest.mark.django_db
def test_the_token_is_new_when_one_signs_in() -> None:
    account()
    client = Client()
    client.get("/konto/logga-in/")
    before = client.cookies["csrftoken"].value
    sign_in(client)
    assert client.cookies["csrftoken"].value != before


@pytest.mark.django_db
def test_nothing_is_done_by_asking() -> None:
    client = guarded()
    before = Event.objects.count()
    for route, access in routes():
        if access is not None and access.code not in {"everyone", "token"}:
            for ask in (client.get, client.head, client.options):
                ask(filled(route))
            client.get(filled(route, organisation_code="region-10"))
        elif not route.endswith(".pdf"):
            client.get(filled(route))
    assert Event.objects.count() == before


@pytest.mark.django_db
def test_a_session_opens_nothing_in_the_api_so_it_needs_no_token() -> None:
    """Without its csrf check the API would be open to other sites if a cookie were enough."""
    client = guarded()
    assert client.get("/api/key").status_code == 401
    for route, _access in routes():
        address = filled(route)
        if address.startswith("/api/organisations"):
            posted = address.endswith(("/begin", "/put-back", "/submit", "/ready", "/give", "/take-back"))
            answer = client.post(address, "{}", content_type="application/json")
            assert answer.status_code == (401 if posted else 405), address
    secret = made_token().secret
    assert client.get("/api/key", headers={"authorization": f"Bearer {secret}"}).status_code == 200
    assert client.get(f"/api/key?token={secret}&authorization=Bearer {secret}").status_code == 401

"""Operations that a key opens: which keys do, and what they find."""

import json
from urllib.parse import quote

import pytest
from django.test import Client

from api_client import shape_faults, with_key
from key_client import REGION, Program
from naravard.web.access.actor import THE_SERVICE
from naravard.web.api.api import api
from naravard.web.site.clock import now
from naravard.web.tokens.acts import revoke_token
from naravard.web.tokens.guess_limit import MOST
from naravard.web.tokens.key_format import new_secret
from naravard.web.tokens.models import WrongKeys
from people_samples import member, signed_in_as
from token_samples import MADE_AT, made_token
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
REAL = {
    "organisation_code": "region-09",
    "agreement_id": WHOLE,
    "duty_id": "interim-report-regions",
    "receipt_number": "X",
}
WATCHES = "regeringskansliet"
"""One that watches the country, as its keys may."""
SCOPE = {"organisation": "read", "change-contact": "details", "begin-duty": "duties", "submit-duty": "duties"}


def address(name: str, **changed: str) -> tuple[str, str]:
    """Return an operation's method and address with real values."""
    method, path, _said = with_key()[name]
    for part, value in (REAL | changed).items():
        path = path.replace(f"{{{part}}}", quote(value, safe=""))
    return method, path


def asked(client: Client, name: str, **changed: str) -> tuple[int, dict[str, object]]:
    """Ask an operation with nothing but its address; return the status and the answer, which is as described."""
    method, path = address(name, **changed)
    answer = client.generic(method, path, b"{}", content_type="application/json")
    data = json.loads(answer.content)
    assert list(shape_faults(with_key()[name][2], answer.status_code, data)) == []
    return answer.status_code, data


def bearing(secret: str) -> Client:
    return Client(headers={"authorization": f"Bearer {secret}"})


@pytest.mark.parametrize("name", with_key())
def test_without_a_key_that_holds_nothing_is_told_and_all_is_told_alike(name: str) -> None:
    expired = made_token(to_day=MADE_AT.date()).secret
    revoked = made_token()
    revoke_token(actor=THE_SERVICE, token=revoked.token, at=now())
    clients = [
        Client(),
        *(bearing(secret) for secret in (expired, revoked.secret, new_secret(), "nv_x", "x" * 5000)),
        Client(headers={"authorization": f"Basic {made_token().secret}"}),
        Client(headers={"authorization": "Bearer"}),
    ]
    answers = [asked(client, name) for client in clients]
    assert {status for status, _ in answers} == {401}
    assert len({json.dumps(data) for _, data in answers}) == 1
    method, path = address(name)
    answer = clients[0].generic(method, path)
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("name", with_key())
def test_one_who_has_signed_in_on_the_pages_has_no_key_by_that(name: str) -> None:
    assert asked(signed_in_as(member("region-09", "administrator")), name)[0] == 401


@pytest.mark.parametrize("name", [name for name in with_key() if name != "key"])
@pytest.mark.parametrize("other", ["region-10", "region-99", "kommun-0980", "x\x00y", "REGION-09", "", "å" * 500])
def test_other_organisations_are_not_there_whether_they_are_or_not(name: str, other: str) -> None:
    program = Program(WATCHES if name.startswith("country") else "region-09")
    method, path = address(name, organisation_code=other)
    answer = program.client.generic(
        method, path, b"{}", content_type="application/json", headers={"idempotency-key": "x", "if-match": "*"}
    )
    assert answer.status_code == 404
    error = answer.json()["error"]
    if other:
        assert error["id"] == "organisation-unknown"
        assert error["message"].replace(other[:80].rstrip(), "").startswith("Det finns ingen organisation ”")


@pytest.mark.parametrize("name", [name for name in with_key() if name != "key"])
def test_a_key_without_the_scope_is_told_which_it_lacks(name: str) -> None:
    operations = {
        operation.operation_id: operation.view_func.access.permission
        for _prefix, router in api._routers
        for view in router.path_operations.values()
        for operation in view.operations
    }
    scope = {"see": "read", "watch-country": "country", "change-details": "details"}.get(
        operations[name].value, "duties"
    )
    others = [each for each in ("read", "details", "duties") if each != scope]
    for code in ("region-09", "region-10", "region-99"):
        status, data = asked(Program("region-09", *others).client, name, organisation_code=code)
        assert (status, data["error"]["id"]) == (403, "scope-missing")
        assert f"({scope})" in data["error"]["message"]


def test_a_key_knows_itself() -> None:
    program = Program("region-09", "duties")
    told = program.get("/api/key").json()
    assert told == {
        "id": program.secret[3:11],
        "name": "Ekonomisystemet",
        "scopes": ["duties"],
        "to_day": "2027-06-30",
        "organisation": "region-09",
        "address": REGION,
    }


def test_many_wrong_keys_are_answered_with_how_long_to_wait() -> None:
    program = Program()
    for _ in range(MOST):
        assert asked(bearing(new_secret()), "key")[0] == 401
    guesser = bearing(new_secret())
    status, data = asked(guesser, "key")
    assert (status, data["error"]["id"]) == (429, "key-many-wrong")
    answer = guesser.get("/api/key")
    assert 0 < int(answer["Retry-After"]) <= 600
    assert answer["Retry-After"] in data["error"]["way_out"] or int(answer["Retry-After"]) < 600
    assert asked(program.client, "key")[0] == 200, "a right key opens, whoever guesses behind the same address"
    assert Client().get("/api/").status_code == 200, "what is open to everyone stays open"
    assert guesser.get("/api/key", REMOTE_ADDR="192.0.2.9").status_code == 401
    assert {row.count for row in WrongKeys.objects.all()} == {MOST, 1}


@pytest.mark.parametrize(("proxies", "is_told_apart"), [(0, False), (1, True)])
def test_the_address_is_the_one_that_the_trusted_proxies_say(
    settings: object, proxies: int, is_told_apart: int
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    for number in range(MOST):
        address = f"192.0.2.{number}"
        bearing(new_secret()).get("/api/key", headers={"x-forwarded-for": address})
    status, _ = asked(bearing(new_secret()), "key")
    assert status == (401 if is_told_apart else 429)


def test_a_request_without_a_key_is_no_guess() -> None:
    for _ in range(MOST + 1):
        assert asked(Client(), "key")[0] == 401
    assert not WrongKeys.objects.exists()


@pytest.mark.parametrize("name", with_key())
def test_answers_are_in_the_language_asked_for(name: str) -> None:
    method, path = address(name)
    answer = Client().generic(method, f"{path}?language=en")
    assert answer["Content-Language"] == "en"
    assert answer.json()["error"]["message"].startswith("The key is missing")


def test_the_open_part_takes_no_notice_of_a_key() -> None:
    assert bearing(new_secret()).get(f"/api/agreements/{WHOLE}/goals").status_code == 200
    assert not WrongKeys.objects.exists()


def test_methods_that_an_address_does_not_have_are_told_of() -> None:
    answer = Program().client.delete(REGION)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, PATCH")
    assert answer.json()["error"]["way_out"] == "Adressen svarar på GET, HEAD och PATCH."
    answer = Program().client.get(f"{REGION}/duties/{WHOLE}/interim-report-regions/begin")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")


def test_head_tells_what_get_would() -> None:
    program = Program()
    whole, head = program.client.get(REGION), program.client.head(REGION)
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", whole["ETag"])

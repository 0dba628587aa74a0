"""Signing in by two steps: turned on, asked for, once for each code, and recovery codes when the telephone is gone."""

import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.test import Client

from naravard.web.history.models import Event
from sign_in_shared import PASSWORD, account, is_signed_in, sign_in, words

TURN_ON = "/konto/tva-steg/satt-pa/"
CODE = "/konto/tva-steg/kod/"


def code(secret: str, steps: int = 0) -> str:
    """Return what the app shows, some steps from now."""
    return auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30 + steps))


@pytest.fixture
def at_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the clock stand still, so that no code changes while a test looks at it."""
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now)


def turn_on(client: Client) -> str:
    """Turn the second step on for one who has signed in, and return the secret of the app."""
    client.post("/konto/bekrafta/", {"password": PASSWORD})
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", client.get(TURN_ON).content.decode())
    assert secret is not None
    assert client.post(TURN_ON, {"code": code(secret[1], -1)})["Location"] == "/konto/tva-steg/reservkoder/"
    return secret[1]


@pytest.fixture
def secret(reader: Client, at_rest: None) -> str:
    """An account with the second step, and what its app knows."""
    account()
    sign_in(reader)
    return turn_on(reader)


def test_it_is_asked_who_one_is_before_it_is_turned_on(reader: Client) -> None:
    account()
    sign_in(reader)
    assert reader.get(TURN_ON)["Location"].startswith("/konto/bekrafta/")


def test_a_wrong_code_does_not_turn_it_on(reader: Client) -> None:
    account()
    sign_in(reader)
    reader.post("/konto/bekrafta/", {"password": PASSWORD})
    reader.get(TURN_ON)
    answer = reader.post(TURN_ON, {"code": "000000"})
    assert answer.status_code == 422
    assert "Koden stämmer inte" in words(answer)
    assert not Authenticator.objects.exists()


def test_the_password_alone_does_not_let_one_in(reader: Client, secret: str) -> None:
    another = Client()
    assert sign_in(another)["Location"] == CODE
    assert not is_signed_in(another)
    wrong = another.post(CODE, {"code": "000000"})
    assert wrong.status_code == 422
    assert another.post(CODE, {"code": code(secret, -2)}).status_code == 422, "an old code"
    assert another.post(CODE, {"code": code(secret, -1)}).status_code == 422, "the one that it was turned on with"
    assert another.post(CODE, {"code": code(secret)}).status_code == 302
    assert is_signed_in(another)


def test_a_code_lets_one_in_once(reader: Client, secret: str) -> None:
    first, second = Client(), Client()
    sign_in(first)
    sign_in(second)
    assert first.post(CODE, {"code": code(secret)}).status_code == 302
    again = second.post(CODE, {"code": code(secret)})
    assert "går bara att använda en gång" in words(again)
    assert not is_signed_in(second)


def test_a_code_is_taken_one_period_late_and_once(reader: Client, secret: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shown, began = code(secret), time.time()
    for late, taken in ((30, True), (59, False)):
        monkeypatch.setattr(time, "time", lambda: began // 30 * 30 + late)  # noqa: B023 - asked within the turn
        another = Client()
        sign_in(another)
        assert another.post(CODE, {"code": shown}).status_code == (302 if taken else 422), late
        assert is_signed_in(another) is taken


@pytest.mark.parametrize(
    ("periods", "said"),
    [
        (1, "klocka går ungefär 30 sekunder före"),
        (7, "klocka går ungefär 210 sekunder före"),
        (-3, "ungefär 90 sekunder gammal"),
        (11, "Koden stämmer inte"),
    ],
)
def test_a_telephone_with_a_wrong_clock_is_told_how_wrong(reader: Client, secret: str, periods: int, said: str) -> None:
    another = Client()
    sign_in(another)
    assert said in words(another.post(CODE, {"code": code(secret, periods)}))
    assert not is_signed_in(another)


def test_a_code_that_came_too_early_is_not_taken_when_its_time_comes(
    reader: Client, secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    another, early, began = Client(), code(secret, 1), time.time()
    sign_in(another)
    another.post(CODE, {"code": early})
    monkeypatch.setattr(time, "time", lambda: began + 30)
    assert "redan använd" in words(another.post(CODE, {"code": early})), "so it helps nobody who guesses"


def test_a_right_code_lets_the_right_person_past_those_who_guess_the_password(
    reader: Client, secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(6):
        slowed = sign_in(Client(REMOTE_ADDR=f"192.0.2.{number}"), password="fel lösenord helt")
    assert "Kod från appen" in words(slowed)
    another, began = Client(REMOTE_ADDR="198.51.100.1"), time.time()
    assert "För många försök" in words(sign_in(another, code="000000"))
    assert "hör inte ihop" in words(sign_in(another, password="fel lösenord helt", code=code(secret)))
    assert "För många försök" in words(sign_in(another, code=code(secret))), "one guess for each code"
    monkeypatch.setattr(time, "time", lambda: began + 30)
    assert sign_in(another, code=code(secret))["Location"] == CODE
    monkeypatch.setattr(time, "time", lambda: began + 60)
    assert another.post(CODE, {"code": code(secret)}).status_code == 302
    assert is_signed_in(another)


def test_guessing_codes_is_slowed(reader: Client, secret: str) -> None:
    another = Client()
    sign_in(another)
    for _ in range(5):
        another.post(CODE, {"code": "000000"})
    assert "Vänta fem minuter" in words(another.post(CODE, {"code": code(secret)}))
    assert not is_signed_in(another)


def test_a_recovery_code_lets_one_in_once(reader: Client, secret: str) -> None:
    shown = re.findall(r"<code>(\d{8})</code>", reader.get("/konto/tva-steg/reservkoder/").content.decode())
    assert len(shown) == 10
    first, again = Client(), Client()
    sign_in(first)
    assert first.post(CODE, {"code": shown[0]}).status_code == 302
    assert is_signed_in(first)
    sign_in(again)
    assert again.post(CODE, {"code": shown[0]}).status_code == 422
    assert not is_signed_in(again)


def test_turning_it_on_and_off_leaves_events_without_secrets(reader: Client, secret: str) -> None:
    reader.post("/konto/tva-steg/reservkoder/nya/")
    assert reader.post("/konto/tva-steg/stang-av/")["Location"] == "/konto/"
    kinds = list(Event.objects.filter(thing_kind="person").order_by("sequence").values_list("kind", flat=True))
    assert kinds == ["second-step-added", "recovery-codes-made", "recovery-codes-made", "second-step-removed"]
    assert not any(secret in event.content for event in Event.objects.all())
    assert sign_in(Client())["Location"] == "/mina-uppgifter/"


def test_what_makes_the_codes_is_not_kept_in_clear(reader: Client, secret: str, settings: Any) -> None:
    assert not any(secret in str(kept.data) for kept in Authenticator.objects.all())
    settings.SECRET_KEY = "another key, as after a restore without the old one"
    another = Client()
    sign_in(another)
    assert another.post(CODE, {"code": code(secret)}).status_code == 422, "it fits no code, and breaks nothing"


def test_the_code_is_an_image_within_the_policy(reader: Client) -> None:
    account()
    sign_in(reader)
    reader.post("/konto/bekrafta/", {"password": PASSWORD})
    page = reader.get(TURN_ON)
    assert 'src="data:image/svg+xml;base64,' in page.content.decode()
    assert "img-src 'self' data:" in page["Content-Security-Policy"]
    assert "style=" not in page.content.decode()

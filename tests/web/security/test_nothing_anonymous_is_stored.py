"""What a stranger sends fills nothing: no address stores a row, but counts and sessions that have a ceiling."""

import pytest
from django.apps import apps
from django.test import Client
from walking import addresses

from naravard.web.signin import sessions
from naravard.web.signin.models import Session, SharedValue
from naravard.web.tokens.models import WrongKeys
from sign_in_shared import PASSWORD, account, invite, sign_in

COUNTED = {SharedValue, WrongKeys}
"""Counts of tries; how many there can be is bounded (``MAX_ENTRIES``, ``MOST_ADDRESSES``)."""


def rows() -> dict[str, int]:
    """Return how many rows each table has, but for counts of tries."""
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model not in COUNTED and model._meta.managed
    }


def test_no_address_stores_anything_for_a_stranger(reader: Client) -> None:
    before = rows()
    for address in addresses():
        for ask in (Client().get, Client().post):
            ask(address, REMOTE_ADDR="192.0.2.7")
            assert Session.objects.count() == 0, address
    assert rows() == before


def test_nor_does_a_made_up_invitation_and_a_right_one_is_still_opened(reader: Client) -> None:
    invite("siv@example.org", "hemligt")
    for number in range(5):
        answer = Client().get(f"/inbjudan/pahittad-{number}/")
        assert (answer.status_code, "Det finns ingen inbjudan" in answer.content.decode()) == (410, True)
    assert Session.objects.count() == 0
    assert reader.get("/inbjudan/hemligt/", follow=True).status_code == 200
    assert Session.objects.count() == 1


def test_sessions_of_nobody_and_of_an_account_have_a_ceiling(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "MOST_ANONYMOUS", 3)
    monkeypatch.setattr(sessions, "MOST_OF_AN_ACCOUNT", 2)
    invite("siv@example.org", "hemligt")
    account("anna@example.org")
    for _ in range(6):
        Client().get("/inbjudan/hemligt/")
    assert Session.objects.filter(account_id=None).count() == 3
    for _ in range(6):
        sign_in(Client(), "anna@example.org", PASSWORD)
    assert Session.objects.exclude(account_id=None).count() == 2

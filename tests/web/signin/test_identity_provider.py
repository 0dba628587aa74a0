"""Signing in through a real identity provider: who is let in, who is not, and what is said."""

import socket
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from naravard.web.history.models import Event
from naravard.web.people.models import Account
from sign_in_shared import Provider, account, invite, is_signed_in, onward, sign_in, through_provider, words

BEGIN = "/konto/e-legitimation/leverantor/"


@pytest.fixture
def known(settings: Any, provider: Provider, db: None) -> Client:
    settings.SOCIALACCOUNT_PROVIDERS = provider.settings()
    return Client()


def walk(client: Client, who: str, **fields: str) -> Any:
    """Go to the provider and back as someone."""
    return client.get(through_provider(onward(client.post(BEGIN, fields)), who))


def test_one_whose_address_is_verified_is_let_in_and_known_again(known: Client) -> None:
    account("anna@example.org")
    answer = walk(known, "anna", next="/konto/")
    assert (answer.status_code, answer["Location"]) == (302, "/konto/")
    assert is_signed_in(known)
    connected = SocialAccount.objects.get()
    assert (connected.uid, connected.extra_data) == ("anna", {}), "nothing else that the provider tells is kept"
    assert Event.objects.filter(kind="identity-connected").count() == 1
    Account.objects.update(email="new-address@example.org")
    again = Client()
    walk(again, "anna")
    assert is_signed_in(again), "the account is found by the provider's own name for the person"
    assert Event.objects.filter(kind="identity-connected").count() == 1


def test_the_way_to_the_provider_has_pkce_and_state(known: Client) -> None:
    address = onward(known.post(BEGIN))
    assert "code_challenge_method=S256" in address
    assert "state=" in address
    nonces = [parse_qs(urlsplit(each).query)["nonce"] for each in (address, onward(known.post(BEGIN)))]
    assert nonces[0] != nonces[1]
    assert "acr_values" not in address


@pytest.mark.parametrize("change", ["nonce=another&was=", "was="])
def test_an_answer_that_was_not_asked_for_here_is_refused(known: Client, change: str) -> None:
    account("anna@example.org")
    address = onward(known.post(BEGIN))
    answer = known.get(through_provider(address.replace("nonce=", change), "anna"))
    assert answer.status_code == 403
    assert "Börja om härifrån" in words(answer)
    assert not is_signed_in(known)
    walk(known, "anna")
    assert is_signed_in(known), "beginning anew helps"


def test_two_begun_at_once_are_both_answered(known: Client) -> None:
    account("anna@example.org")
    first, second = onward(known.post(BEGIN)), onward(known.post(BEGIN))
    assert known.get(through_provider(second, "anna")).status_code == 302
    assert known.get(through_provider(first, "anna")).status_code == 302
    assert is_signed_in(known)


@pytest.mark.parametrize(("who", "let_in"), [("anna@loa3", True), ("anna@loa4", True), ("anna@loa2", False)])
def test_a_level_that_is_asked_for_is_held_to(
    known: Client, settings: Any, provider: Provider, who: str, *, let_in: bool
) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = provider.settings(levels="loa3 loa4")
    account("anna@example.org")
    assert "acr_values=loa3+loa4" in onward(known.post(BEGIN))
    answer = walk(known, who)
    assert is_signed_in(known) is let_in
    if not let_in:
        assert answer.status_code == 403
        assert "Provlegitimation legitimerade dig på en lägre nivå än den som krävs här." in words(answer)
        assert not SocialAccount.objects.exists(), "nothing is connected either"


def test_a_provider_that_does_not_tell_the_level_is_not_believed(
    known: Client, settings: Any, provider: Provider
) -> None:
    account("anna@example.org")
    walk(known, "anna")
    settings.SOCIALACCOUNT_PROVIDERS = provider.settings(levels="loa3")
    another = Client()
    assert walk(another, "anna").status_code == 403, "also one who is known from before"
    assert not is_signed_in(another)


def test_what_is_told_of_another_than_the_token_names_is_refused(known: Client) -> None:
    account("anna@example.org")
    walk(Client(), "anna")
    answer = walk(known, "anna-mixed-up")
    assert answer.status_code == 403
    assert "godtog inte inloggningen" in words(answer)
    assert not is_signed_in(known)


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("someone-else", "Inget konto har adressen someone-else@example.org."),
        ("anna-unverified", "har inte kontrollerat att den är din"),
        ("siv-nameless", "lämnar ingen e-postadress"),
    ],
)
def test_one_who_cannot_be_told_for_sure_is_not_let_in_and_is_told_the_way(known: Client, who: str, said: str) -> None:
    account("anna@example.org")
    account("anna-unverified@example.org")
    answer = walk(known, who)
    assert answer.status_code == 403
    assert said in words(answer)
    assert "be en administratör i din organisation om en inbjudan" in words(answer)
    assert not is_signed_in(known)
    assert not SocialAccount.objects.exists()


def test_one_who_has_signed_in_connects_an_identity_without_an_address(known: Client) -> None:
    own = account("siv@example.org")
    sign_in(known, "siv@example.org")
    first = known.post(BEGIN, {"process": "connect"})
    assert first["Location"].startswith("/konto/bekrafta/"), "it is asked once more who one is"
    known.post("/konto/bekrafta/", {"password": "tre gula krukor i fönstret"})
    walk(known, "siv-nameless", process="connect")
    assert SocialAccount.objects.get().user_id == own.pk
    another = Client()
    walk(another, "siv-nameless")
    assert is_signed_in(another)
    assert known.post("/konto/e-legitimation/koppla-bort/")["Location"] == "/konto/"
    assert not SocialAccount.objects.exists()


def test_an_identity_of_another_is_not_taken_over(known: Client) -> None:
    account("anna@example.org")
    walk(Client(), "anna")
    bo = account("bo@example.org", password="")
    known.force_login(bo)
    walk(known, "anna", process="connect")
    assert SocialAccount.objects.get().user.email == "anna@example.org"
    assert "hör redan till ett annat konto" in words(known.get("/konto/"))


def test_a_closed_account_is_not_opened(known: Client) -> None:
    shut = account("anna@example.org")
    shut.is_active = False
    shut.save()
    assert walk(known, "anna")["Location"] == "/konto/avstangt/"
    assert not is_signed_in(known)


def test_the_second_step_is_asked_for_here_too(known: Client) -> None:
    from allauth.mfa.models import Authenticator

    Authenticator.objects.create(user=account("anna@example.org"), type="totp", data={"secret": "x"})
    assert walk(known, "anna")["Location"] == "/konto/tva-steg/kod/"
    assert not is_signed_in(known)


def test_a_changed_state_is_refused(known: Client) -> None:
    account("anna@example.org")
    back = through_provider(onward(known.post(BEGIN)), "anna")
    answer = known.get(back.replace("state=", "state=x"))
    assert answer.status_code == 401
    assert "Börja om härifrån" in words(answer)
    assert not is_signed_in(known)


def test_the_answer_to_another_browser_is_refused(known: Client) -> None:
    account("anna@example.org")
    back = through_provider(onward(known.post(BEGIN)), "anna")
    stranger = Client()
    assert stranger.get(back).status_code == 401
    assert not is_signed_in(stranger)


def test_a_wrong_secret_is_told_of_in_words(known: Client, settings: Any, provider: Provider) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = provider.settings(secret="another")
    account("anna@example.org")
    answer = walk(known, "anna")
    assert answer.status_code == 401
    assert "godtog inte inloggningen" in words(answer)


def test_one_who_turns_back_is_told_so(known: Client) -> None:
    assert walk(known, "nobody")["Location"] == "/konto/e-legitimation/avbrutet/"
    assert "Du avbröt inloggningen" in words(known.get("/konto/e-legitimation/avbrutet/"))


def test_a_provider_that_is_down_is_told_of_in_words(known: Client, settings: Any) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.SOCIALACCOUNT_PROVIDERS = Provider(free.getsockname()[1]).settings()
        answer = known.post(BEGIN)
    assert answer.status_code == 503
    assert "svarar inte" in words(answer)


def test_without_a_provider_there_is_no_way_to_one(db: None) -> None:
    assert Client().post(BEGIN).status_code == 404
    assert "e-legitimation" not in Client().get("/konto/logga-in/").content.decode()


def test_the_language_holds_all_the_way(known: Client) -> None:
    account("anna@example.org")
    back = through_provider(onward(known.post(f"/en{BEGIN}")), "someone-else")
    assert back.startswith("http://testserver/konto/"), "the address that the provider knows is one"
    assert "be en administratör" not in words(known.get(back))


def test_one_who_is_invited_accepts_with_the_identity(known: Client) -> None:
    invite("siv@example.org", "hemligt")
    session = known.session
    session["invitation_secret"] = "hemligt"
    session.save()
    walk(known, "siv-nameless")
    assert is_signed_in(known)
    made = Account.objects.get(email="siv@example.org")
    assert (made.person.name, made.has_usable_password()) == ("Siv Ros", False)

"""The pages of signing in that one seldom comes to, in a real browser at the real service: whole, and accessible."""

import time
from collections.abc import Iterator

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page
from real_accounts import SECRET, filled

from browsing import faults as faults_of
from own_databases import Place
from ports import free_port
from real_service import serving
from sign_in_shared import PASSWORD, RETURN, Provider, started_provider

INVITE = "/organisation/region-09/manniskor/bjud-in/"


@pytest.fixture(scope="module")
def invitation(module_database: Place) -> str:
    """The secret of an invitation, in a database with people: Anna, Bo without a password, Totte with two steps."""
    return filled(module_database, anna=PASSWORD, bo="", totte=PASSWORD)


@pytest.fixture(scope="module")
def service(module_database: Place, invitation: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The service and an identity provider beside it."""
    provider = Provider(free_port())
    known = {
        "NARAVARD_OIDC_ISSUER": provider.issuer,
        "NARAVARD_OIDC_CLIENT_ID": "naravard",
        "NARAVARD_OIDC_CLIENT_SECRET": "a-secret-for-the-tests-only",
        "NARAVARD_OIDC_NAME": "Provlegitimation",
    }
    with (
        serving(module_database, **known) as started,
        started_provider(provider.port, [f"{started.address}{RETURN}"], tmp_path_factory.mktemp("provider")),
    ):
        yield started.address


def faults(page: Page, name: str, heading: str) -> list[str]:
    """Return all that is wrong with the page at hand, its heading among it."""
    headings = page.locator("h1").all_inner_texts()
    return [f"{name}: {headings}" for _ in [name] if headings != [heading]] + faults_of(page, name)


def sign_in(page: Page, service: str, name: str, onward: str) -> None:
    page.goto(f"{service}/konto/logga-in/?next={onward}")
    page.get_by_label("E-postadress").fill(f"{name}@example.org")
    page.get_by_label("Lösenord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Logga in", exact=True).click()


def with_identity(page: Page, service: str, who: str) -> None:
    page.goto(f"{service}/konto/logga-in/?next=/konto/")
    page.get_by_role("button", name="Logga in med Provlegitimation").click()
    page.get_by_label("Who").fill(who)
    page.get_by_role("button", name="Sign in").click()


def test_the_one_who_is_invited_makes_an_account(service: str, invitation: str, page: Page) -> None:
    page.goto(f"{service}/inbjudan/{invitation}/")
    page.get_by_role("link", name="Skapa ett konto").click()
    found = faults(page, "new", "Skapa ditt konto")
    page.get_by_role("button", name="Skapa konto").click()
    found += faults(page, "new-wrong", "Skapa ditt konto")
    assert found == []


def test_what_was_written_before_signing_in_anew_in_another_tab_is_sent(service: str, page: Page) -> None:
    sign_in(page, service, "anna", INVITE)
    page.get_by_label("Namn").fill("Ny Person")
    page.get_by_label("E-postadress").fill("ny@example.org")
    page.get_by_label("Läsare").check()
    other = page.context.new_page()
    other.goto(f"{service}/konto/logga-ut/")
    other.locator("main").get_by_role("button", name="Logga ut").click()
    other.get_by_text("Du har loggat ut.").wait_for()
    sign_in(other, service, "anna", "/konto/")
    other.get_by_role("heading", name="Så loggar du in").wait_for()
    page.locator("main form").get_by_role("button").last.click()
    page.get_by_role("heading", name="Det du skrev finns kvar").wait_for()
    found = faults(page, "kept", "Det du skrev finns kvar")
    shown = page.locator("main dl").inner_text()
    assert [word for word in ("Namn", "Ny Person", "Roll", "läsare") if word not in shown] == []
    assert "reader" not in shown
    page.get_by_role("button", name="Skicka det nu").click()
    page.get_by_text("Ny Person").first.wait_for()
    assert page.url.endswith("/organisation/region-09/manniskor/")
    assert found == []


def test_a_password_is_chosen_where_there_was_none(service: str, page: Page) -> None:
    with_identity(page, service, "bo")
    page.get_by_role("link", name="Välj ett lösenord").click()
    found = faults(page, "password-set", "Välj ett lösenord")
    page.get_by_role("button", name="Välj ett lösenord").click()
    found += faults(page, "password-set-wrong", "Välj ett lösenord")
    assert found == []


def test_a_code_is_asked_for_once_more(service: str, page: Page) -> None:
    sign_in(page, service, "totte", "/konto/")
    page.get_by_label("Kod").fill(format_hotp_value(hotp_value(SECRET, int(time.time()) // 30)))
    page.get_by_role("button", name="Logga in").click()
    page.get_by_role("heading", name="Så loggar du in").wait_for()
    page.goto(f"{service}/konto/tva-steg/bekrafta/")
    found = faults(page, "code-again", "Är det du? Skriv en kod")
    page.get_by_label("Kod").fill("000000")
    page.get_by_role("button", name="Fortsätt").click()
    page.get_by_text("Koden stämmer inte").first.wait_for()
    found += faults(page, "code-again-wrong", "Är det du? Skriv en kod")
    assert found == []


def test_one_who_tries_too_often_is_told_to_wait(service: str, page: Page) -> None:
    for _ in range(4):
        page.goto(f"{service}/konto/losenord/glomt/")
        page.get_by_label("E-postadress").fill("anna@example.org")
        page.get_by_role("button", name="Skicka länken").click()
        page.locator("h1").wait_for()
    assert faults(page, "too-many", "För många försök") == []


def test_what_goes_wrong_at_the_provider_is_told_of(service: str, page: Page) -> None:
    page.goto(f"{service}{RETURN}?state=another&code=another")
    found = faults(page, "provider-lost", "Det gick inte att logga in")
    with_identity(page, service, "nobody")
    found += faults(page, "provider-cancelled", "Du avbröt inloggningen")
    assert found == []

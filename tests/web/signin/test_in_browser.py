"""Signing in with a real browser at the service as it is run, with a real identity provider beside it."""

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from browsing import faults
from own_databases import Place
from ports import free_port
from real_service import serving
from sign_in_shared import PASSWORD, RETURN, Provider, started_provider

SERVE = """
import sys
from django.utils import timezone
from naravard.web.serve import prepare, serve
prepare()
from naravard.agreement.duties import swedish_day
from naravard.web.access.actor import THE_SERVICE
from naravard.web.organisations.intake import take_in_organisations
from naravard.web.people.models import Account, Person, Membership
take_in_organisations(actor=THE_SERVICE, at=timezone.now())
for email, name in (("anna@example.org", "Anna Ek"), ("bo@example.org", "Bo Al")):
    account = Account(email=email, person=Person.objects.create(name=name), made_at=timezone.now())
    account.set_password(sys.argv[2])
    account.save()
    Membership.objects.create(
        person=account.person, organisation_id="region-09", role="official", from_day=swedish_day(timezone.now())
    )
serve(port=int(sys.argv[1]))
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start the service and an identity provider that know one another."""
    port, provider = free_port(), Provider(free_port())
    known = {
        "NARAVARD_OIDC_ISSUER": provider.issuer,
        "NARAVARD_OIDC_CLIENT_ID": "naravard",
        "NARAVARD_OIDC_CLIENT_SECRET": "a-secret-for-the-tests-only",
        "NARAVARD_OIDC_NAME": "Provlegitimation",
    }
    place, own = Place("", tmp_path_factory.mktemp("data")), f"http://127.0.0.1:{port}"
    with (
        started_provider(provider.port, [f"{own}{RETURN}"], tmp_path_factory.mktemp("provider")),
        serving(place, SERVE, str(port), PASSWORD, NARAVARD_TODAY="", **known) as service,
    ):
        yield service.address


def sign_in(page: Page, address: str, email: str = "anna@example.org", onward: str = "/konto/") -> None:
    page.goto(f"{address}/konto/logga-in/?next={onward}")
    page.get_by_label("E-postadress").fill(email)
    page.get_by_label("Lösenord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Logga in", exact=True).click()


def test_through_the_identity_provider_and_back_within_the_policy(address: str, page: Page) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(f"{message.location['url']}: {message.text}"))
    page.goto(f"{address}/konto/logga-in/?next=/konto/")
    page.get_by_role("button", name="Logga in med Provlegitimation").click()
    page.get_by_label("Who").fill("bo")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="Så loggar du in").wait_for()
    assert page.url == f"{address}/konto/"
    assert page.get_by_text("Kopplad.").count() == 1
    assert [each for each in complaints if each.startswith(address) or "Security Policy" in each] == []


def test_every_page_of_signing_in_is_accessible_at_both_widths(address: str, page: Page) -> None:
    found: list[str] = []
    for path in ("logga-in", "losenord/glomt", "losenord/glomt/skickat", "losenord/nytt/1-abc", "avstangt"):
        page.goto(f"{address}/konto/{path}/")
        found += faults(page, path.replace("/", "-"))
    page.goto(f"{address}/konto/logga-in/")
    page.get_by_role("button", name="Logga in", exact=True).click()
    found += faults(page, "logga-in-fel")
    page.goto(f"{address}/konto/logga-in/")
    page.get_by_role("button", name="Logga in med Provlegitimation").click()
    page.get_by_label("Who").fill("nobody-known")
    page.get_by_role("button", name="Sign in").click()
    found += faults(page, "not-known")
    sign_in(page, address)
    for path in ("", "logga-ut/", "losenord/", "e-legitimation/avbrutet/"):
        page.goto(f"{address}/konto/{path}")
        found += faults(page, f"konto-{path.replace('/', '-')}")
    page.get_by_text("Naravard").first.click()
    page.goto(f"{address}/konto/tva-steg/satt-pa/")
    found += faults(page, "bekrafta")
    page.get_by_label("Lösenord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Fortsätt").click()
    found += faults(page, "tva-steg")
    code = page.locator("dd code").inner_text()
    page.get_by_label("Kod").fill(shown(code))
    page.get_by_role("button", name="Sätt på").click()
    page.get_by_role("heading", name="Dina reservkoder").wait_for()
    found += faults(page, "reservkoder")
    spare = page.locator(".nv-codes code").first.inner_text()
    for path in ("tva-steg/reservkoder/nya/", "tva-steg/stang-av/", ""):
        page.goto(f"{address}/konto/{path}")
        found += faults(page, f"med-{path.replace('/', '-')}")
    page.context.clear_cookies()
    sign_in(page, address)
    found += faults(page, "kod")
    page.get_by_label("Kod").fill(spare)
    page.get_by_role("button", name="Logga in").click()
    page.get_by_role("heading", name="Så loggar du in").wait_for()
    assert found == []


def shown(secret: str) -> str:
    """Return what the app shows now."""
    from allauth.mfa.totp.internal import auth

    return auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30))


def test_signing_out_everywhere_reaches_another_browser_at_once(address: str, page: Page, chromium: str) -> None:
    sign_in(page, address, "bo@example.org")
    other = page.context.browser
    assert other is not None
    elsewhere = other.new_page()
    sign_in(elsewhere, address, "bo@example.org")
    page.goto(f"{address}/konto/")
    page.get_by_role("button", name="Logga ut överallt utom här").click()
    page.get_by_text(re.compile("inloggning(ar)? är avslutade?")).wait_for()
    elsewhere.goto(f"{address}/konto/")
    elsewhere.get_by_text("Du har loggats ut").wait_for()
    for _ in range(4):  # both processes
        elsewhere.goto(f"{address}/konto/")
        assert "/konto/logga-in/" in elsewhere.url

"""The simulation and the second level in a real browser, as someone uses them: by hand, without scripts too."""

from typing import Protocol

import pytest
from playwright.sync_api import Browser, Page

from browsing import AXE, RUN_AXE
from web_shared import WHOLE


class Service(Protocol):
    """The service as users start it."""

    address: str


BASE = f"/overenskommelser/{WHOLE}"


def faults(page: Page) -> list[str]:
    """Return all that is wrong with the page at both widths."""
    found = []
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{page.url} at {width}: {violation}" for violation in page.evaluate(RUN_AXE)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{page.url} at {width}: scrolls sideways")
    return found


@pytest.mark.parametrize(
    "address",
    [
        f"{BASE}/simulering/?set=ambulans.rule.amount=1000000&set=e-halsa.amount=90000000&name=Prov",
        f"/en{BASE}/simulering/?set=ambulans.rul.amount=1",
        f"/en{BASE}/vidarefordelning/?belopp=nara-vard-kommuner&lan=12&satt=lika",
    ],
)
def test_results_and_mistakes_are_accessible_at_both_widths(service: Service, browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.add_init_script(path=AXE)
    page.goto(f"{service.address}{address}")
    assert faults(page) == []
    page.close()


def test_a_grant_is_changed_by_hand_without_scripts(service: Service, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{service.address}{BASE}/simulering/")
    page.get_by_role("link", name="Ändra regeln för Förstärkning av ambulanssjukvården").click()
    page.get_by_label("Grundbelopp till varje mottagare").fill("9 miljoner")
    page.get_by_role("button", name="Räkna om").click()
    page.get_by_role("link", name="Grundbeloppet är inte skrivet i hela kronor.").click()
    assert page.url.endswith("#f-base")
    page.get_by_label("Grundbelopp till varje mottagare").fill("2 000 000")
    page.get_by_label("Lika till alla").check()
    page.get_by_role("button", name="Räkna om").click()
    assert page.get_by_role("heading", level=1).inner_text() == "18 mottagare får mer och 3 får mindre"
    assert "set=ambulans.rule=" in page.url
    context.close()


def test_a_choice_shows_its_own_parts_only(service: Service, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{service.address}{BASE}/simulering/medel/ambulans/")
    assert page.get_by_label("Nyckel", exact=True).is_visible()
    page.get_by_label("Efter flera nycklar, vägda").check()
    assert page.get_by_label("Vikt 1").is_visible()
    assert not page.get_by_label("Nyckel", exact=True).is_visible()
    page.close()

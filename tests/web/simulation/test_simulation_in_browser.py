"""The simulation and the second level in a real browser, as someone uses them: by hand, without scripts too."""

import pytest
from playwright.sync_api import Page

from browsing import faults
from real_service import RealService
from web_shared import WHOLE

BASE = f"/overenskommelser/{WHOLE}"


@pytest.mark.parametrize(
    "address",
    [
        f"{BASE}/simulering/?set=ambulans.rule.amount=1000000&set=e-halsa.amount=90000000&name=Prov",
        f"/en{BASE}/simulering/?set=ambulans.rul.amount=1",
        f"/en{BASE}/vidarefordelning/?belopp=nara-vard-kommuner&lan=12&satt=lika",
    ],
)
def test_results_and_mistakes_are_accessible_at_both_widths(service: RealService, page: Page, address: str) -> None:
    page.goto(f"{service.address}{address}")
    assert faults(page) == []


def test_a_grant_is_changed_by_hand_without_scripts(service: RealService, plain: Page) -> None:
    plain.goto(f"{service.address}{BASE}/simulering/")
    plain.get_by_role("link", name="Ändra regeln för Förstärkning av ambulanssjukvården").click()
    plain.get_by_label("Grundbelopp till varje mottagare").fill("9 miljoner")
    plain.get_by_role("button", name="Räkna om").click()
    plain.get_by_role("link", name="Grundbeloppet är inte skrivet i hela kronor.").click()
    assert plain.url.endswith("#f-base")
    plain.get_by_label("Grundbelopp till varje mottagare").fill("2 000 000")
    plain.get_by_label("Lika till alla").check()
    plain.get_by_role("button", name="Räkna om").click()
    assert plain.get_by_role("heading", level=1).inner_text() == "18 mottagare får mer och 3 får mindre"
    assert "set=ambulans.rule=" in plain.url


def test_a_choice_shows_its_own_parts_only(service: RealService, page: Page) -> None:
    page.goto(f"{service.address}{BASE}/simulering/medel/ambulans/")
    assert page.get_by_label("Nyckel", exact=True).is_visible()
    page.get_by_label("Efter flera nycklar, vägda").check()
    assert page.get_by_label("Vikt 1").is_visible()
    assert not page.get_by_label("Nyckel", exact=True).is_visible()

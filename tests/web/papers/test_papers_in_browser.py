"""The pages of papers in a real browser: axe and no sideways scrolling at both widths, in both languages."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page

from browsing import AXE, RUN_AXE, WIDTHS
from own_databases import Place
from real_service import RealService, prepared
from web_shared import WHOLE

SHOTS = os.environ.get("NARAVARD_SHOTS", "")
PROGRAM = Path(__file__).with_name("paper_people.py")


@dataclass(frozen=True)
class Running:
    """The service with papers in it, and people who have signed in."""

    service: RealService
    told: dict[str, Any]


@pytest.fixture
def running(own_database: Place) -> Iterator[Running]:
    """The service on a database of its own."""
    told = prepared(own_database, PROGRAM)
    service = RealService(own_database)
    yield Running(service, told)
    service.stop()


def test_every_page_is_accessible_at_both_widths_and_says_nothing_in_the_console(
    browser: Chromium, running: Running
) -> None:
    electronic, paper = running.told["electronic"], running.told["paper"]
    rooms = {
        "nothing-written": ("region-09", f"pengar/{WHOLE}/rekvisition/"),
        "form": ("region-09", f"pengar/{WHOLE}/rekvisition/skriv/"),
        "draft": ("region-10", f"pengar/{WHOLE}/rekvisition/"),
        "check": ("region-10", f"pengar/{WHOLE}/rekvisition/kontrollera/"),
        "ready": ("region-12", f"pengar/{WHOLE}/rekvisition/"),
        "sign": ("region-12", f"pengar/{WHOLE}/rekvisition/skriv-under/"),
        "not-now": ("region-12", f"pengar/{WHOLE}/rekvisition/skriv/"),
        "handed-in": ("region-13", f"pengar/{WHOLE}/rekvisition/"),
        "papers": ("region-13", f"pengar/{WHOLE}/handlingar/"),
        "receipt": ("region-13", f"kvitto/{electronic}/"),
        "proof": ("region-13", f"kvitto/{electronic}/provning/"),
        "no-comparison": ("region-13", f"kvitto/{electronic}/skillnader/"),
        "receipt-on-paper": ("rss-09", f"kvitto/{paper}/"),
        "rss": ("rss-10", f"pengar/{WHOLE}/rekvisition/"),
        "report": ("skr", f"pengar/{WHOLE}/verksamhetsrapport/"),
        "report-form": ("skr", f"pengar/{WHOLE}/verksamhetsrapport/skriv/"),
        "received": ("kammarkollegiet", f"pengar/{WHOLE}/handlingar/"),
        "received-receipt": ("kammarkollegiet", f"kvitto/{electronic}/"),
    }
    found: list[str] = []
    for name, (code, path) in rooms.items():
        for prefix in ("", "/en"):
            with_page = page_of(browser, running, code)
            page = next(with_page)
            page.on("console", lambda message, found=found: found.append(f"the console says {message.text}"))
            answer = page.goto(f"http://127.0.0.1:{running.service.port}{prefix}/organisation/{code}/{path}")
            assert answer is not None
            assert answer.status == 200, path
            found += list(faults(page, f"{name}{prefix.replace('/', '-')}"))
            next(with_page, None)
    assert found == []


def page_of(browser: Chromium, running: Running, code: str) -> Iterator[Page]:
    """Give a page of someone in an organisation."""
    context = browser.new_context()
    context.set_default_timeout(15_000)
    context.add_init_script(path=AXE)
    address = f"http://127.0.0.1:{running.service.port}"
    context.add_cookies([{"name": running.told["name"], "value": running.told["cookies"][code], "url": address}])
    yield context.new_page()
    context.close()


def faults(page: Page, name: str) -> Iterator[str]:
    """Give all that is wrong with the page at hand, in both widths."""
    if page.locator("h1").count() != 1:
        yield f"{name}: {page.locator('h1').all_inner_texts()}"
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for violation in page.evaluate(RUN_AXE):
            yield f"{name} at {width}: {violation}"
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
            yield f"{name} at {width}: scrolls sideways, {wide} wide"
        if SHOTS:
            page.screenshot(path=f"{SHOTS}/{name}-{width}.png", full_page=True)

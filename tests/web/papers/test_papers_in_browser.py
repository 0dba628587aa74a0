"""The pages of papers in a real browser: axe and no sideways scrolling at both widths, in both languages."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser as Chromium

from browsing import faults, page_of, signed_in
from own_databases import Place
from real_service import RealService, prepared, serving
from web_shared import WHOLE

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
    with serving(own_database) as service:
        yield Running(service, told)


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
            for page in page_of(browser):
                signed_in(page, running.service.address, running.told["cookies"][code])
                page.on("console", lambda message, found=found: found.append(f"the console says {message.text}"))
                answer = page.goto(f"{running.service.address}{prefix}/organisation/{code}/{path}")
                assert answer is not None
                assert answer.status == 200, path
                found += faults(page, f"{name}{prefix.replace('/', '-')}")
                if name == "form":  # the sum follows what is written
                    page.fill("[name='belopp-ambulans']", "4 968")
                    assert page.locator("[data-total]").inner_text() == (
                        "SEK\xa029,109,872" if prefix else "29\xa0109\xa0872\xa0kr"
                    )
    assert found == []

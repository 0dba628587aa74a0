"""What the tests in a real browser share: the one browser of a run, and what axe finds wrong with a page."""

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

AXE = Path(__file__).resolve().parents[1] / "node_modules" / "axe-core" / "axe.min.js"
RUN_AXE = """async () => (await axe.run(document, {resultTypes: ['violations'], preload: false})).violations.map(
    found => `${found.id}: ${found.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ')}`)"""
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
WIDTHS = (1280, 390)


def launched(chromium: str) -> Iterator[Browser]:
    """Give a browser. Playwright can be started once in a process, so all modules share the one of the run."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


def page_of(browser: Browser, seconds: float = 15) -> Iterator[Page]:
    """Give a page with nothing remembered from others."""
    opened = browser.new_page()
    opened.set_default_timeout(seconds * 1000)
    yield opened
    opened.close()

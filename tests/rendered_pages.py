"""Pages of a test's own database in a real browser: rendered by the test's client first, then looked at.

The browser runs in a thread of its own: its loop must not be the one of the thread that the database is asked in.
"""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Page, Route, sync_playwright

from browsing import ARGUMENTS, AXE, RUN_AXE, WIDTHS

_HOST = "http://testserver"
_KINDS = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml", "woff2": "font/woff2"}


def rendered(client: Client, *paths: str) -> dict[str, str]:
    """Return pages as a client gets them."""
    found = {}
    for path in paths:
        answer = client.get(path)
        assert answer.status_code == 200, path
        found[path] = answer.content.decode()
    return found


def faults_of(pages: Mapping[str, str], chromium: str, shots: str = "") -> list[str]:
    """Return all that is wrong with pages at both widths: for axe, in the console, and sideways scrolling.

    ``shots`` is a folder to save pictures in.
    """
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(_looked_at, pages, chromium, shots).result()


def _looked_at(pages: Mapping[str, str], chromium: str, shots: str) -> list[str]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        page = browser.new_page()
        page.set_default_timeout(15_000)
        page.add_init_script(path=AXE)
        page.route(f"{_HOST}/**", lambda route: _answer(route, pages))
        found = [fault for path in pages for fault in _faults(page, path, shots)]
        browser.close()
    return found


def _answer(route: Route, pages: Mapping[str, str]) -> None:
    asked = urlsplit(route.request.url)
    path = f"{asked.path}?{asked.query}" if asked.query else asked.path
    prefix = settings.STATIC_URL
    if path in pages:
        route.fulfill(body=pages[path], content_type="text/html; charset=utf-8")
        return
    file = finders.find(asked.path.removeprefix(prefix)) if asked.path.startswith(prefix) else None
    if file is None:
        route.fulfill(status=404)
    else:
        kind = _KINDS.get(asked.path.rsplit(".", 1)[-1], "application/octet-stream")
        route.fulfill(path=str(file), content_type=kind)


def _faults(page: Page, path: str, shots: str) -> Iterator[str]:
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    page.goto(_HOST + path)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for violation in page.evaluate(RUN_AXE):
            yield f"{path} at {width}: {violation}"
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
            yield f"{path} at {width}: scrolls sideways, {wide} wide"
        if shots:
            name = path.strip("/").replace("/", "_").replace("?", "_")[-80:]
            page.screenshot(path=Path(shots) / f"{name}-{width}.png", full_page=True)

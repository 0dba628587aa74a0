"""Pages of a test's own database in a real browser: rendered by the test's client first, then looked at.

The browser runs in a thread of its own: its loop must not be the one of the thread that the database is asked in.
"""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Browser, Route

from browsing import faults, launched, page_of

Look = Callable[[Mapping[str, str]], list[str]]

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


@contextmanager
def looking(chromium: str) -> Iterator[Look]:
    """Give what returns all that is wrong with pages; they are shown in one browser, each in a page of its own."""
    with ThreadPoolExecutor(1) as thread:
        browsers = launched(chromium)
        browser = thread.submit(next, browsers).result()
        yield lambda pages: thread.submit(_looked_at, pages, browser).result()
        thread.submit(next, browsers, None).result()


def _looked_at(pages: Mapping[str, str], browser: Browser) -> list[str]:
    found = []
    for path in pages:
        for page in page_of(browser):
            page.route(f"{_HOST}/**", lambda route: _answer(route, pages))
            page.goto(_HOST + path)
            found += faults(page, path)
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

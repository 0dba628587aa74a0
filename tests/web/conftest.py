"""What the tests of the pages share: a database with agreements, a client, and the service itself with a browser."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.test import Client
from django.utils import translation
from playwright.sync_api import Browser, Page

from browsing import launched, page_of
from money_samples import ALL_RULES, all_rules
from naravard.agreement.model import Text
from naravard.allocation import AllocationError
from naravard.web.access.actor import THE_SERVICE
from naravard.web.agreements import current
from naravard.web.agreements.acts import take_in
from naravard.web.reports.paper_kinds import ReportKind
from real_service import RealService, stopped
from rendered_pages import Look, looking
from web_shared import FOLDERS, LITEN, LOADED_AT, TODAY


@pytest.fixture(autouse=True)
def _pages(settings: object) -> None:
    """Plain names of static files, Swedish, and a day on which some dates have passed and some have not."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.startswith("whitenoise.")]
    settings.NARAVARD_TODAY = TODAY
    translation.activate("sv")


@pytest.fixture
def without_forms(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no agreement have forms, so that what is told in words is handed in by the acts on duties of any kind."""
    monkeypatch.setattr(ReportKind, "paper", lambda *_: None)


@pytest.fixture
def reader(db: None) -> Client:
    """Someone who reads pages, without a browser and so without scripts."""
    return Client()


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealService]:
    """Start the real service on a free port, with everything it is served with."""
    code = (
        "import sys; from pathlib import Path; from naravard.web.serve import serve;"
        "serve(port=0, agreement_folders=[Path(sys.argv[1])])"
    )
    environment = os.environ | {
        "NARAVARD_DATA": str(tmp_path_factory.mktemp("data")),
        "NARAVARD_TODAY": TODAY,
        "NARAVARD_WORKERS": "1",
    }
    log = tmp_path_factory.mktemp("log") / "stderr.txt"
    with stopped(RealService(environment, log, "-c", code, FOLDERS)) as service:
        yield service


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's path, from NARAVARD_CHROMIUM or the search path."""
    found = os.environ.get("NARAVARD_CHROMIUM") or shutil.which("chromium-headless-shell")
    if not found:
        pytest.fail("No chromium-headless-shell was found: install it (`make test` does), or set NARAVARD_CHROMIUM.")
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """The browser of the run; each page in it remembers nothing of the others."""
    yield from launched(chromium)


@pytest.fixture(scope="session")
def look(chromium: str) -> Iterator[Look]:
    """What looks at pages that a test's own client was given; asked for by tests that use the database."""
    with looking(chromium) as look:
        yield look


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a browser that remembers nothing."""
    yield from page_of(browser)


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """The same without scripts."""
    yield from page_of(browser, scripts=False)


@pytest.fixture
def every_rule(db: None) -> str:
    """An agreement with every kind of rule, 314 recipients and a second level, and its id."""
    take_in(actor=THE_SERVICE, agreement_id=ALL_RULES, files=all_rules(), at=LOADED_AT)
    return ALL_RULES


@pytest.fixture
def not_allocated(db: None) -> Iterator[str]:
    """An agreement whose rules cannot be carried out, and its id."""
    shown = current.shown_or_404(LITEN)
    words = Text("Det går inte.", "It cannot be done.")
    problem = AllocationError(where="lika", what=words, found=words, expected=words, way_out=words)
    current._READ[shown.digest] = replace(shown, allocation=None, problem=problem)
    yield LITEN
    current._READ[shown.digest] = shown

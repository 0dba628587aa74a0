"""The pages of the money's flow and its follow-up in a real browser: accessible, and within their width."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browsing import AXE, RUN_AXE, WIDTHS, page_of
from web_shared import WHOLE

SERVE = """
import json, sys
sys.path.insert(0, sys.argv[1])
from naravard.web.serve import prepare, serve, shipped_folders, take_in
prepare()
take_in(shipped_folders())
from funds_steps import activity, cost, onward, paid
from money_steps import fixed
from naravard.ledger.facts import Sum
from people_samples import member, signed_in_as
fixed()
paid("region-09", "2022-11-02 09:00")
school = activity("region-09", "ambulans", 800_000)
activity("region-09", "nara-vard-regioner", 1_000_000, name="Fast kontakt", earmark="fast-lakarkontakt")
for month in range(2, 10):
    cost("region-09", "ambulans", 90_000, f"2022-0{month}-12", at="2022-11-03 09:00", activity=school.code)
cost("region-09", "e-halsa", 600_000, "2022-10-12", at="2022-11-04 09:00")
paid("rss-09", "2022-11-02 09:00")
onward("rss-09", "kommun-0980", Sum("nara-vard-kommuner", 1_000_000), "2022-11-03 09:00")
cost("rss-09", "nara-vard-kommuner", 300_000, "2022-10-12", at="2022-11-04 09:00", holder="kommun-0980")
who = {"region-09": "official", "kommun-0980": "municipal-official", "kammarkollegiet": "payment-handler"}
found = {code: signed_in_as(member(code, role)).cookies["sessionid"].value for code, role in who.items()}
print("sessions", json.dumps(found), flush=True)
serve(port=0)
"""
TESTS = Path(__file__).resolve().parents[2]
READY = re.compile(r"Naravard svarar på (http://[^ ]+)")
PAGES = (
    ("region-09", f"/organisation/region-09/pengar/{WHOLE}/"),
    ("region-09", f"/en/organisation/region-09/pengar/{WHOLE}/"),
    ("region-09", f"/organisation/region-09/pengar/{WHOLE}/uppfoljning/"),
    ("region-09", "/organisation/region-09/pengar/"),
    ("region-09", "/mina-uppgifter/"),
    ("kommun-0980", f"/organisation/kommun-0980/pengar/{WHOLE}/"),
    ("kommun-0980", f"/organisation/kommun-0980/pengar/{WHOLE}/uppfoljning/"),
    ("kammarkollegiet", f"/landet/pengar/{WHOLE}/?slag=region"),
    ("kammarkollegiet", f"/landet/pengar/{WHOLE}/rss-09/"),
)


@dataclass(frozen=True)
class Served:
    """The service, where it answers, and a session in each organisation."""

    address: str
    sessions: dict[str, str]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Start the service with money that has been paid, used and passed on."""
    environment = os.environ | {
        "NARAVARD_DATA": str(tmp_path_factory.mktemp("data")),
        "DATABASE_URL": "",
        "NARAVARD_TODAY": "2022-11-15",
        "NARAVARD_WORKERS": "1",
    }
    line = [sys.executable, "-c", SERVE, str(TESTS)]
    with subprocess.Popen(line, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        sessions: dict[str, str] = {}
        for said in process.stdout:
            sessions = json.loads(said.partition(" ")[2]) if said.startswith("sessions ") else sessions
            if ready := READY.search(said):
                yield Served(ready[1], sessions)
                break
        else:
            pytest.fail("the service did not start")
        process.terminate()
        process.communicate(timeout=20)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give a page of a browser that remembers nothing."""
    yield from page_of(browser)


@pytest.mark.parametrize(("who", "path"), PAGES)
def test_the_page_is_accessible_fits_and_shows_its_pictures(served: Served, page: Page, who: str, path: str) -> None:
    page.context.add_cookies([{"name": "sessionid", "value": served.sessions[who], "url": served.address}])
    page.add_init_script(path=AXE)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        answer = page.goto(f"{served.address}{path}", wait_until="load")
        assert answer is not None
        assert answer.status == 200
        assert page.evaluate(RUN_AXE) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)")
        assert len(page.query_selector_all("h1")) == 1

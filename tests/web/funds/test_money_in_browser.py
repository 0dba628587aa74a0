"""The pages of the money's flow and its follow-up in a real browser: accessible, and within their width."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page

from browsing import WIDTHS, faults, signed_in
from own_databases import Place
from real_service import serving
from web_shared import WHOLE

SERVE = """
import json
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
WITH_BARS = (
    ("region-09", f"/organisation/region-09/pengar/{WHOLE}/"),
    ("region-09", f"/organisation/region-09/pengar/{WHOLE}/uppfoljning/"),
    ("kammarkollegiet", f"/landet/pengar/{WHOLE}/?slag=region"),
)
DRAWN = """[...document.querySelectorAll('svg.nv-bar:not(.nv-key *)')].flatMap(svg =>
    [...svg.querySelectorAll('rect')].map(bar => [
    parseFloat(bar.getAttribute('width')), bar.getBoundingClientRect().width,
    svg.getBoundingClientRect().width, bar.getBoundingClientRect().height]))"""
"""Of each bar but those that explain the fillings: its part of the width in per cent, how long it is drawn in pixels,
its room, and its height."""


@dataclass(frozen=True)
class Served:
    """The service, where it answers, and a session in each organisation."""

    address: str
    sessions: dict[str, str]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Start the service with money that has been paid, used and passed on."""
    place = Place("", tmp_path_factory.mktemp("data"))
    with serving(place, SERVE, NARAVARD_TODAY="2022-11-15", NARAVARD_WORKERS="1") as service:
        (sessions,) = [said.partition(" ")[2] for said in service.said if said.startswith("sessions ")]
        yield Served(service.address, json.loads(sessions))


@pytest.mark.parametrize(("who", "path"), PAGES)
def test_the_page_is_accessible_and_fits(served: Served, page: Page, who: str, path: str) -> None:
    signed_in(page, served.address, served.sessions[who])
    answer = page.goto(f"{served.address}{path}")
    assert answer is not None
    assert answer.status == 200
    assert faults(page) == []


@pytest.mark.parametrize(("who", "path"), WITH_BARS)
def test_bars_are_drawn_as_long_as_they_say(served: Served, page: Page, who: str, path: str) -> None:
    signed_in(page, served.address, served.sessions[who])
    page.goto(f"{served.address}{path}")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        bars = page.evaluate(DRAWN)
        assert any(said > 0 for said, *_ in bars), path
        for said, drawn, room, height in bars:
            assert room > 100
            assert height > 0
            assert drawn == pytest.approx(said / 100 * room, abs=1), path

"""Make pictures of forty pages of the demonstration, at both widths, for someone who looks at them before and after.

    python scripts/pictures.py FOLDER [--day 2023-04-03] [--only WORD]

The demonstration is served from a folder of its own, so that nobody's is changed; the first time its year is filled,
which takes some minutes. Each page is opened by someone whom it is for. What is saved is named by number, so that two
folders can be looked at side by side.
"""

import argparse
import datetime
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "var" / "pictures"
WIDTHS = (1280, 390)
_HEIGHT = 900
_TALLEST = 6_000
"""Pixels of a page that are kept: what is further down looks like what is above."""
_PATIENCE = 900
"""Seconds that the demonstration may take to answer the first time."""

_A = "/overenskommelser/god-och-nara-vard-2022"
_SIMULATED = f"{_A}/simulering/?set=medarbetare-regioner.amount%3D2063000000"


class Looker(NamedTuple):
    """Someone whom pages are for: the role held, and the organisation as it is searched for."""

    role: str
    organisation: str


REGION = Looker("region-director", "region-03")
OFFICIAL = Looker("official", "region-03")
ACCOUNTANT = Looker("cfo", "region-03")
RSS = Looker("rss-coordinator", "rss-04")
MUNICIPALITY = Looker("municipal-official", "kommun-0114")
PAYER = Looker("payment-handler", "kammarkollegiet")
FOLLOWER = Looker("report-analyst", "socialstyrelsen")
MINISTRY = Looker("ministry-official", "regeringskansliet")

_R = "/organisation/region-03/pengar/god-och-nara-vard-2022"
_S = "/organisation/rss-04/pengar/god-och-nara-vard-2022"
_M = "/organisation/kommun-0114/pengar/god-och-nara-vard-2022"
_K = "/organisation/kammarkollegiet/pengar/god-och-nara-vard-2022"

PAGES: tuple[tuple[Looker | None, str], ...] = (
    (None, "/"),
    (None, f"{_A}/"),
    (None, f"{_A}/medel/"),
    (None, f"{_A}/medel/medarbetare-regioner/"),
    (None, f"{_A}/medel/medarbetare-regioner/08/"),
    (None, f"{_A}/mottagare/03/"),
    (None, f"{_A}/bilagor/bilaga-4/"),
    (None, f"{_A}/krav/"),
    (None, f"{_A}/datum/"),
    (None, f"{_A}/mal/"),
    (None, f"{_A}/text/"),
    (None, f"{_A}/genomgang/"),
    (None, f"{_A}/granskning/"),
    (None, _SIMULATED),
    (None, f"{_A}/vidarefordelning/"),
    (None, "/landet/"),
    (None, "/handbok/"),
    (None, "/handbok/fordelning/"),
    (None, "/tillganglighet/"),
    (None, "/konto/logga-in/"),
    (REGION, "/mina-uppgifter/"),
    (REGION, "/organisation/region-03/"),
    (REGION, f"{_R}/"),
    (OFFICIAL, f"{_R}/rekvisition/"),
    (REGION, f"{_R}/beslut/"),
    (OFFICIAL, f"{_R}/aktiviteter/"),
    (OFFICIAL, f"{_R}/kostnader/"),
    (OFFICIAL, f"{_R}/uppfoljning/"),
    (ACCOUNTANT, f"{_R}/redovisning/"),
    (ACCOUNTANT, f"{_R}/aterbetalning/"),
    (REGION, "/organisation/region-03/historik/"),
    (RSS, f"{_S}/"),
    (RSS, f"{_S}/vidare/"),
    (MUNICIPALITY, f"{_M}/"),
    (PAYER, "/mina-uppgifter/"),
    (PAYER, f"{_K}/rekvisitioner/"),
    (PAYER, f"{_K}/utbetalningar/"),
    (PAYER, f"{_K}/aterbetalningar/"),
    (FOLLOWER, "/landet/lage/"),
    (MINISTRY, "/landet/pengar/god-och-nara-vard-2022/"),
)
"""Whom each page is for (nobody where it is open to everyone), and its address."""


def main() -> int:
    """Serve the demonstration, open each page, and save it at both widths."""
    parser = argparse.ArgumentParser(description="Make pictures of the pages.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--day", type=datetime.date.fromisoformat, help="let the demonstration have come so far")
    parser.add_argument("--only", default="", help="only the pages whose address holds this")
    parser.add_argument("--address", default="", help="of a demonstration that is already being served")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    if asked.address:
        return _all_at(asked.address, asked)
    with _demonstration() as address:
        return _all_at(address, asked)


@contextmanager
def _demonstration() -> Iterator[str]:
    """Serve the demonstration on a free port, and stop it afterwards."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [str(Path(sys.executable).with_name("naravard")), "demo", "--port", str(port)]
    served = subprocess.Popen(command, env=os.environ | {"NARAVARD_DATA": str(DATA)})
    try:
        address = f"http://127.0.0.1:{port}"
        _until_it_answers(address, served)
        yield address
    finally:
        served.terminate()
        served.wait()


def _until_it_answers(address: str, served: subprocess.Popen[bytes]) -> None:
    last = time.monotonic() + _PATIENCE
    while time.monotonic() < last and served.poll() is None:
        try:
            with urlopen(f"{address}/halsa", timeout=5):  # noqa: S310 - an address of this machine
                return
        except (URLError, TimeoutError):
            time.sleep(1)
    sys.exit("The demonstration did not answer.")


def _all_at(address: str, asked: argparse.Namespace) -> int:
    browser_path = os.environ.get("NARAVARD_CHROMIUM") or shutil.which("chromium-headless-shell") or "chromium"
    lacking = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        pages: dict[Looker | None, Page] = {}
        for number, (who, path) in enumerate(PAGES, 1):
            if asked.only not in path:
                continue
            if who not in pages:
                pages[who] = browser.new_context().new_page()
                if asked.day and len(pages) == 1:
                    _let_it_be(pages[who], address, asked.day)
                if who:
                    _become(pages[who], address, who)
            answer = pages[who].goto(address + path)
            if answer is None or answer.status != 200:
                lacking.append(f"{path}: {answer.status if answer else 'no answer'}")
            for width in WIDTHS:
                _save(pages[who], asked.folder / f"{number:02d}-{_name(who, path)}-{width}.png", width)
        browser.close()
    print("\n".join(lacking) or f"The pictures are in {asked.folder}.")
    return 1 if lacking else 0


def _let_it_be(page: Page, address: str, day: datetime.date) -> None:
    """Let the demonstration's day be another; a day that has passed begins the year again."""
    page.goto(f"{address}/demo/dag/")
    page.fill("#dag", day.isoformat())
    page.set_default_timeout(_PATIENCE * 1000)
    page.locator("form:has(#dag) button").click()
    if (sure := page.locator("button[name=sakert]")).count():
        sure.click()


def _become(page: Page, address: str, who: Looker) -> None:
    page.goto(f"{address}/demo/bli/?sok={who.organisation}&roll={who.role}")
    page.locator(".nv-person__button").first.click()
    page.wait_for_url("**/mina-uppgifter/")


def _save(page: Page, file: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": _HEIGHT})
    height = min(page.evaluate("document.documentElement.scrollHeight"), _TALLEST)
    page.screenshot(path=file, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})


def _name(who: Looker | None, path: str) -> str:
    words = path.partition("?")[0].strip("/").replace("god-och-nara-vard-2022", "a").replace("/", "_") or "start"
    return f"{words}-{who.role}" if who else words


if __name__ == "__main__":
    sys.exit(main())

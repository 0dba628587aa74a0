"""Kammarkollegiet's pages in a real browser at the real service, and two of its handlers at the same moment."""

import importlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from browsing import faults, signed_in
from own_databases import Place, copied
from payments_steps import GOTLAND, PAYER
from real_service import Browser, RealService, prepared, serving
from web_shared import WHOLE

PROGRAM = Path(__file__).with_name("paying_people.py")
BASE = f"/organisation/{PAYER}/pengar/{WHOLE}/"


@dataclass(frozen=True)
class Running:
    """The service with requisitions and payments in it, and two handlers who have signed in."""

    service: RealService
    place: Place
    told: dict[str, Any]

    def handler(self, number: int) -> Browser:
        return Browser(self.service, {self.told["name"]: self.told["cookies"][number]})


@pytest.fixture(scope="module")
def filled(module_database: Place) -> dict[str, Any]:
    """Fill the module's database with what has been requisitioned and paid; return what was made."""
    made: dict[str, Any] = prepared(module_database, PROGRAM)
    return made


@pytest.fixture
def running(module_database: Place, filled: dict[str, Any], tmp_path: Path) -> Iterator[Running]:
    """The service on a copy of that database."""
    with copied(module_database, tmp_path / "data") as place, serving(place) as service:
        yield Running(service, place, filled)


@pytest.fixture
def page(page: Page, running: Running) -> Page:
    """A page of a handler who has signed in."""
    return signed_in(page, running.service.address, running.told["cookies"][0])


def test_every_page_is_accessible_at_both_widths_and_says_nothing_in_the_console(page: Page, running: Running) -> None:
    found: list[str] = []
    page.on("console", lambda message: found.append(f"{page.url}: the console says {message.text}"))
    page.on("pageerror", lambda error: found.append(f"{page.url}: {error}"))
    asked, paid = f"{BASE}rekvisitioner/", f"{BASE}utbetalningar/"
    paths = {
        "requisitions": asked,
        "missing": f"{asked}uteblivet/",
        "waits": f"{asked}mottagare/region-17/",
        "lacks": f"{asked}mottagare/region-18/",
        "returned": f"{asked}mottagare/region-19/",
        "paid": f"{asked}mottagare/{GOTLAND}/",
        "accept": f"{asked}mottagare/region-18/godta/",
        "return": f"{asked}mottagare/region-17/lamna-tillbaka/",
        "payments": paid,
        "order": f"{paid}ny-omgang/?valj=alla",
        "record": f"{paid}registrera/",
        "batch": f"{paid}omgang/1/",
        "confirm": f"{paid}omgang/1/bekrafta/",
        "put-back": f"{paid}omgang/1/lagg-tillbaka/",
        "payment": f"{paid}betalning/{running.told['payment']}/",
        "undo": f"{paid}betalning/{running.told['payment']}/ta-tillbaka/",
        "came-back": f"{paid}betalning/{running.told['payment']}/kom-tillbaka/",
        "answers": f"{paid}bankens-svar/",
        "answer": f"{paid}bankens-svar/1/",
    }
    address = running.service.address
    for prefix in ("", "/en"):
        for name, path in paths.items():
            answer = page.goto(f"{address}{prefix}{path}")
            assert answer is not None
            assert answer.status == 200, path
            found += faults(page, f"{name}{prefix.replace('/', '-')}")
    dead = page.goto(f"{address}{paths['batch']}betalfil.xml")
    assert dead is not None
    assert dead.status == 410, "a payment of it is put back"
    found += faults(page, "file")
    page.goto(f"{address}{paths['order']}")
    page.get_by_role("button", name="Fortsätt").click()
    page.get_by_role("heading", name="Beställ ").wait_for()
    found += faults(page, "check")
    page.get_by_role("button", name="Beställ ").click()
    page.get_by_role("heading", name="Utbetalningsomgång 2").wait_for()
    page.get_by_text("Någon annan än Kim Öst ska hämta betalfilen och bekräfta: Bo Al").wait_for()
    found += faults(page, "ordered")
    signed_in(page, address, running.told["cookies"][1]).reload()
    with page.expect_download() as fetched:
        page.get_by_role("button", name="Hämta betalfilen (pain.001.001.09)").click()
    assert fetched.value.suggested_filename.endswith(".pain.001.001.09.xml")
    page.goto(f"{address}{paths['return']}")
    page.get_by_role("button", name="Lämna tillbaka").click()
    page.get_by_role("heading", name="Det här behöver rättas").wait_for()
    found += faults(page, "wrong")
    assert [one for one in found if "422" not in one and "410" not in one] == []


def test_two_who_order_the_same_payments_at_the_same_moment_make_one_batch(running: Running) -> None:
    chosen = [f"{code}|{running.told['claims'][code]}" for code in ("region-13", "region-14", "rss-10")]
    path = f"{BASE}utbetalningar/ny-omgang/"
    answers = at_once(running, path, {"chosen": chosen, "day": "2022-09-22", "steg": "gor"})
    assert sorted(answers) == [303, 409]
    lines = running.place.ask("SELECT count(*) AS number FROM payments_line WHERE state = 'waiting'")
    assert lines[0]["number"] == 1 + 3
    assert len(running.place.ask("SELECT id FROM payments_batch")) == 2


def test_two_who_confirm_the_same_payment_at_the_same_moment_pay_it_once(running: Running) -> None:
    path = f"{BASE}utbetalningar/omgang/1/bekrafta/"
    line = str(running.told["line"])
    answers = at_once(running, path, {"chosen": [line], "day": "2022-09-20", "reference": "", "steg": "gor"})
    assert sorted(answers) == [303, 409]
    facts = running.place.ask("SELECT fact_id FROM ledger_recordedfact WHERE kind = 'paid'")
    assert len(facts) == 1 + 1


def at_once(running: Running, path: str, written: dict[str, Any]) -> list[int]:
    """Let two handlers send the same form at the same moment; return how each was answered."""
    handlers = [running.handler(number) for number in range(2)]
    forms = [handler.form(path) for handler in handlers]
    together = threading.Barrier(2)

    def send(number: int) -> int:
        form = {name: value for name, value in forms[number].items() if name not in written} | written
        together.wait()
        return handlers[number].send(path, form).status

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(send, range(2)))


def test_a_client_that_a_generator_makes_of_the_description_reads_what_the_payers_system_is_to_read(
    running: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "openapi.json"
    file.write_text(running.service.ask("GET", "/api/openapi.json").text, encoding="utf-8")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    asked = ["generate", "--path", file, "--meta", "none", "--output-path", tmp_path / "naravard_client"]
    made = subprocess.run(
        [sys.executable, "-m", "openapi_python_client", *asked],
        capture_output=True, text=True, check=False, env=os.environ | {"PATH": path},
    )  # fmt: skip
    assert (made.returncode, "Warning" in made.stdout) == (0, False), made.stdout + made.stderr
    monkeypatch.syspath_prepend(tmp_path)
    called = {
        name: importlib.import_module(f"naravard_client.api.{tag}.{name}").sync
        for tag, name in (
            ("received", "received_requisitions"), ("received", "batches"), ("received", "received_duties"),
            ("country", "country_money"), ("money", "versions"),
        )
    }  # fmt: skip
    clients = importlib.import_module("naravard_client")
    with clients.AuthenticatedClient(running.service.address, running.told["key"]) as client:
        found = {
            name: call(PAYER, WHOLE, client=client, limit=500)
            for name, call in called.items() if name != "versions"
        }  # fmt: skip
        (version,) = called["versions"](WHOLE, client=client).items
    states = {one.organisation: one.state for one in found["received_requisitions"].items}
    assert (states[GOTLAND], states["region-19"], states["region-17"]) == ("betald", "tillbaka", "vantar")
    (batch,) = found["batches"].items
    assert [line.state for line in batch.lines] == ["paid", "put-back", "waiting"]
    assert found["received_duties"].count == len(found["received_duties"].items) > 0
    assert sum(one.total.allotted for one in found["country_money"].items) == version.total
    with clients.AuthenticatedClient(running.service.address, "nv_fel") as stranger:
        assert called["batches"](PAYER, WHOLE, client=stranger).error.id == "key-invalid"

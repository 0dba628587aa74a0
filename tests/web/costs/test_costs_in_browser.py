"""The pages of costs in a real browser: accessible and within their width, and a file is taken in by hand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page

from browsing import faults, signed_in
from costs_steps import GOTLAND, sie_file, voucher
from own_databases import Place, copied
from real_service import prepared, serving
from web_shared import WHOLE

TODAY = "2022-11-02"
FILL = f"""
import json, os
os.environ["NARAVARD_TODAY"] = "{TODAY}"
from naravard.web.serve import prepare, shipped_folders, take_in
prepare()
take_in(shipped_folders())
from costs_steps import by_hand, mapped, ready, received, sie_file, taken_in, voucher
from people_samples import member, signed_in_as
ready()
mapped()
by_hand(125_000)
by_hand(50_000_000, text="Ett belopp över det som är tilldelat")
vouchers = [voucher(str(number), dict(P1=100_050, P2=7, P7=900)) for number in range(1, 9)]
taken_in(received(sie_file(*vouchers), name="januari-till-september.se"))
received(sie_file(*vouchers[2:], voucher("10", dict(P2=5_000), text="Ny")), name="januari-till-oktober.se")
print(json.dumps(signed_in_as(member("region-09", "official")).cookies["sessionid"].value))
"""
ROOM = f"/organisation/{GOTLAND}/pengar/{WHOLE}/kostnader/"
PAGES = ("", "ny/", "1/", "1/ratta/", "koppling/?fil=2", "rakna-om/", "filer/", "filer/1/", "filer/2/")


@dataclass(frozen=True)
class Served:
    """The service, where it answers, and the session of an official of Region Gotland."""

    address: str
    session: str


@pytest.fixture(scope="module")
def session(module_database: Place) -> str:
    """Fill the module's database with costs by hand, a file that is booked and one that waits; return the session."""
    made: str = prepared(module_database, "-c", FILL)
    return made


@pytest.fixture(scope="module")
def served(module_database: Place, session: str) -> Iterator[Served]:
    """The service on that database, only to be looked at."""
    with serving(module_database, NARAVARD_TODAY=TODAY, NARAVARD_WORKERS="1") as service:
        yield Served(service.address, session)


@pytest.fixture
def own(module_database: Place, session: str, tmp_path: Path) -> Iterator[Served]:
    """The service on a copy of it, to do things to."""
    with (
        copied(module_database, tmp_path / "data") as place,
        serving(place, NARAVARD_TODAY=TODAY, NARAVARD_WORKERS="1") as service,
    ):
        yield Served(service.address, session)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_pages_are_accessible_at_both_widths(served: Served, page: Page, prefix: str) -> None:
    signed_in(page, served.address, served.session)
    found: list[str] = []
    page.on("console", lambda message: found.append(f"{page.url}: the console says {message.text}"))
    for path in PAGES:
        page.goto(f"{served.address}{prefix}{ROOM}{path}")
        assert page.url.endswith(path), "signed out"
        found += faults(page)
    assert found == []


def booked(served: Served, page: Page) -> int:
    """Return the kronor that the page of costs says are booked."""
    page.goto(f"{served.address}{ROOM}")
    said = page.get_by_role("heading", level=1).inner_text()
    return int("".join(sign for sign in said if sign.isdigit()))


def test_a_file_is_chosen_looked_at_and_booked(own: Served, page: Page, tmp_path: Path) -> None:
    signed_in(page, own.address, own.session)
    assert booked(own, page) == 125_000 + 50_000_000 + 8_005, "8 × 1 000.57, rounded once"
    file = tmp_path / "hela-aret.se"
    file.write_bytes(sie_file(voucher("1", {"P2": 900_000})))
    page.goto(f"{own.address}{ROOM}filer/")
    page.get_by_label("Fil", exact=True).set_input_files(file)
    page.get_by_role("button", name="Läs in").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Vad bokförs ur fil 3?"
    page.get_by_text("Filen gäller andra dagar").click()
    page.get_by_label("Från").fill("2022-01-01")
    page.get_by_label("Till").fill("2022-12-31")
    page.get_by_role("button", name="Visa med de dagarna").click()
    page.get_by_role("button", name="Bokför kostnaderna").click()
    assert page.get_by_role("alert").get_by_role("heading").inner_text() == "Inget är gjort än"
    page.locator(".govuk-error-summary:focus").wait_for()  # the script moves it when the page is read
    found = faults(page, "yes-lacking")
    assert [one for one in found if "422" not in one] == []
    for box in page.get_by_role("checkbox", name="Ja, ").all():
        if box.is_visible():
            box.check()
    page.get_by_role("button", name="Bokför kostnaderna").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Fil 3 är bokförd"
    assert booked(own, page) == 125_000 + 50_000_000 + 9_000, "the new file is said to be of the whole year"


def test_back_keeps_what_was_written_an_error_has_the_focus_and_two_clicks_do_it_once(own: Served, page: Page) -> None:
    signed_in(page, own.address, own.session)
    heading = page.get_by_role("heading", level=1)
    amount = page.get_by_label("Belopp")
    page.goto(f"{own.address}{ROOM}ny/")
    page.get_by_label("Aktivitet").select_option("2")
    amount.fill("12,50")
    page.get_by_label("Dag").fill("2022-03-15")
    page.get_by_label("Vad det gäller").fill("Dubbelklickad")
    page.get_by_role("button", name="Fortsätt").click()
    page.locator(".govuk-error-summary:focus").wait_for()  # the script moves it when the page is read
    amount.fill("1 250")
    page.get_by_role("button", name="Fortsätt").click()
    assert "Stämmer det här?" in heading.inner_text()
    page.go_back()
    assert (amount.input_value(), page.get_by_label("Vad det gäller").input_value()) == ("1 250", "Dubbelklickad")
    page.go_back()
    assert amount.input_value() == "1 250"
    page.go_forward()
    page.go_forward()
    assert "Stämmer det här?" in heading.inner_text()
    page.get_by_role("button", name="Bokför kostnaden").dblclick()
    page.wait_for_url(re.compile(r"/kostnader/\d+/$"))
    cost = page.url
    assert page.get_by_text("Kostnaden är bokförd.").count() == 1
    page.go_back()
    assert page.url == cost
    page.goto(f"{own.address}{ROOM}")
    assert page.get_by_text("Dubbelklickad").count() == 1

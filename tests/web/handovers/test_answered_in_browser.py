"""What others wait for is pressed in a real browser: a yes, a no, an end; more time; and two where there is one."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page

from browsing import faults, page_of, signed_in
from own_databases import Place
from real_service import prepared, serving
from sharing_steps import GRANT
from web_shared import WHOLE

PROGRAM = Path(__file__).with_name("answering_people.py")
ACTIVITIES = f"/organisation/region-09/pengar/{WHOLE}/aktiviteter"
RSS = f"/organisation/rss-08/pengar/{WHOLE}/vidare/medel/{GRANT}"
NEXT = "Fortsätt"
Reader = Callable[[str], Page]


@pytest.fixture
def reader(own_database: Place, browser: Chromium) -> Iterator[Reader]:
    """Give the page of someone, at a service where things wait for answers."""
    cookies = prepared(own_database, PROGRAM)
    with serving(own_database, NARAVARD_TODAY="2023-04-05") as service:
        opened = []

        def page(who: str) -> Page:
            pages = page_of(browser)
            opened.append(pages)
            made = signed_in(next(pages), service.address, cookies[who])
            made.goto(service.address)
            return made

        yield page
        for pages in opened:
            list(pages)


def at(page: Page, path: str) -> Page:
    page.goto(page.evaluate("location.origin") + path)
    return page


def press(page: Page, button: str) -> None:
    page.locator("main").get_by_role("button", name=button, exact=True).click()
    page.wait_for_load_state()


def says(page: Page) -> str:
    return " ".join(page.locator("body").inner_text().split())


def test_each_answer_is_pressed_and_what_follows_is_said_at_both_widths(reader: Reader) -> None:
    found: list[str] = []
    director = reader("director")
    found += faults(at(director, f"{ACTIVITIES}/1/"), "activity-proposed")
    press(director, "Besluta")
    found += faults(director, "activity-decide")
    press(director, NEXT)
    found += faults(director, "activity-decide-check")
    press(director, "Besluta")
    assert "Aktiviteten är beslutad." in says(director)
    found += faults(director, "activity-decided")

    at(director, f"{ACTIVITIES}/2/avsla/")
    director.get_by_label("Skäl", exact=False).first.fill("Ingen behöver dem.")
    found += faults(director, "activity-decline")
    press(director, NEXT)
    found += faults(director, "activity-decline-check")
    director.locator("main input[name=medger]").check()
    press(director, "Avslå förslaget")
    assert "Förslaget är avslaget." in says(director)
    found += faults(director, "activity-declined")

    official = reader("official")
    found += faults(at(official, "/mina-uppgifter/"), "told-of-the-no")
    assert "Bilar som inte behövs" in says(official)
    at(official, f"{ACTIVITIES}/1/slut/")
    official.get_by_label("Skäl", exact=False).first.fill("Läkaren har slutat.")
    found += faults(official, "activity-end")
    press(official, NEXT)
    found += faults(official, "activity-end-check")
    official.locator("main input[name=medger]").check()
    press(official, "Avsluta aktiviteten")
    assert "Aktiviteten är avslutad." in says(official)
    found += faults(official, "activity-ended")

    ministry = reader("ministry")
    found += faults(at(ministry, "/mina-uppgifter/"), "ministry-waits")
    found += faults(at(ministry, f"/landet/lage/{WHOLE}/requisition-regions-skr/region-09/"), "more-time-asked")
    assert "Brand i arkivet." in says(ministry)
    at(ministry, f"/landet/lage/{WHOLE}/requisition-regions-skr/region-09/?gor=forlang")
    assert ministry.locator("#f-to_day").input_value() == "2023-04-20"
    ministry.locator("main textarea").first.fill("Beviljas.")
    found += faults(ministry, "more-time-answer")
    press(ministry, NEXT)
    found += faults(ministry, "more-time-check")
    press(ministry, "Förläng tiden")
    assert "Tiden är förlängd." in says(ministry)
    found += faults(ministry, "more-time-given")
    found += faults(at(official, "/organisation/region-09/uppgifter/"), "told-of-more-time")
    assert found == []


def test_where_nobody_else_is_there_the_page_says_whom_to_ask_and_the_administrator_finds_it(reader: Reader) -> None:
    found: list[str] = []
    rss = reader("rss")
    found += faults(at(rss, f"{RSS}/"), "onward-alone")
    assert "En betalning väntar på att bekräftas" in says(rss)
    assert "rollen RSS-samordnare" in says(rss)
    found += faults(at(rss, f"{RSS}/betala/bekrafta/"), "onward-alone-confirm")
    found += faults(at(rss, f"{RSS}/betala/"), "onward-alone-prepare")
    administrator = reader("administrator")
    found += faults(at(administrator, "/mina-uppgifter/"), "administrator-waits")
    assert "Ge någon rollen RSS-samordnare" in says(administrator)

    ministry = reader("ministry")
    found += faults(at(ministry, f"/organisation/regeringskansliet/pengar/{WHOLE}/faststallande/"), "fix-alone")
    found += faults(
        at(ministry, f"/organisation/regeringskansliet/pengar/{WHOLE}/aterkrav/region-12/"), "reclaim-alone"
    )
    assert "Ett återkrav väntar på beslut" in says(ministry)
    assert found == []

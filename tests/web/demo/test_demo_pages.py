"""The demonstration as one meets it in a browser: marked on every page, becoming anyone, and choosing the day."""

import time
from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from playwright.sync_api import Locator, Page

from browsing import faults
from naravard.web.demo.fence import OnlyThisMachine
from naravard.web.demo.post import MARK, KeptHere
from real_service import RealService

SWEDISH, ENGLISH = "Dagen är 15 november 2022.", "The day is 15 November 2022."


def said(place: Locator) -> str:
    """Return what stands in a place of a page; the blanks that hold a day together as others."""
    return " ".join(place.inner_text().split())


def become(page: Page, service: RealService, query: str) -> None:
    page.goto(f"{service.address}/demo/bli/?{query}")
    page.locator(".nv-person__button").first.click()
    page.locator(".govuk-notification-banner__heading").wait_for()


def test_the_second_start_fills_nothing_and_says_what_it_is(demonstration: RealService) -> None:
    assert demonstration.said[0].startswith("Demonstration – påhittade människor och händelser.")
    assert not [line for line in demonstration.said if line.startswith("Fyller")]
    assert "Dagen är 15 november 2022." in demonstration.said


@pytest.mark.parametrize(
    "path", ["/", "/demo/bli/", "/demo/dag/", "/konto/logga-in/", "/overenskommelser/", "/finns-inte/", "/handbok/"]
)
def test_every_page_says_that_it_is_the_demonstration(demonstration: RealService, plain: Page, path: str) -> None:
    plain.goto(demonstration.address + path)
    banner = plain.locator(".nv-demonstration")
    assert "påhittade människor och händelser." in banner.inner_text()
    assert SWEDISH in said(banner)
    assert plain.title().startswith("Demonstration: ")


def test_one_becomes_anyone_without_scripts_and_then_someone_else(demonstration: RealService, plain: Page) -> None:
    become(plain, demonstration, "sok=Gotland&roll=municipal-official")
    first = plain.locator(".nv-header__side").inner_text()
    assert plain.url == f"{demonstration.address}/mina-uppgifter/"
    assert "kommunal tjänsteperson, Gotland." in plain.locator(".govuk-notification-banner__heading").inner_text()
    plain.get_by_role("link", name="Bli någon annan").click()
    assert "Vem vill du vara?" in plain.locator("h1").inner_text()
    become(plain, demonstration, "slag=agency&roll=payment-handler")
    assert plain.locator(".nv-header__side").inner_text() != first


def test_the_people_are_found_by_organisation_kind_and_role(demonstration: RealService, plain: Page) -> None:
    plain.goto(f"{demonstration.address}/demo/bli/")
    plain.get_by_label("Organisation eller namn").fill("Kiruna")
    plain.get_by_label("Slag").select_option("municipality")
    plain.get_by_label("Roll").select_option("administrator")
    plain.get_by_role("button", name="Visa").click()
    assert plain.locator(".nv-person").count() == 1
    plain.goto(f"{demonstration.address}/demo/bli/?sok=xyzzy")
    assert plain.get_by_text("Ingen stämmer med det du sökte.").count() == 1
    for odd in ("sida=999", "sida=x", "slag=inget", "roll=ingen"):
        answer = plain.goto(f"{demonstration.address}/demo/bli/?{odd}")
        assert answer is not None
        assert answer.status == 200


def test_the_pages_are_quick(demonstration: RealService, plain: Page) -> None:
    plain.goto(f"{demonstration.address}/demo/bli/?slag=municipality")
    began = time.monotonic()
    answer = plain.goto(f"{demonstration.address}/demo/bli/?slag=municipality&sida=9")
    assert answer is not None
    assert answer.status == 200
    assert time.monotonic() - began < 3


def test_a_day_that_cannot_be_is_explained_and_kept(demonstration: RealService, plain: Page) -> None:
    plain.goto(f"{demonstration.address}/demo/dag/")
    plain.locator("#dag").fill("2021-12-31")
    plain.get_by_role("button", name="Byt dag").click()
    summary = plain.locator(".govuk-error-summary").inner_text()
    assert "Dagen ska vara från och med 2022-02-01 till och med 2023-12-31." in summary
    assert plain.locator("#dag").input_value() == "2021-12-31"


def test_backward_asks_first(demonstration: RealService, plain: Page) -> None:
    plain.goto(f"{demonstration.address}/demo/dag/")
    plain.locator("#dag").fill("2022-09-01")
    plain.get_by_role("button", name="Byt dag").click()
    assert "Tillbaka till 1 september 2022: ska året börja om?" in said(plain.locator("h1"))
    plain.get_by_role("link", name="Avbryt").click()
    assert "Nu är det 15 november 2022." in said(plain.locator(".nv-lead"))


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_its_pages_are_accessible_at_both_widths(demonstration: RealService, page: Page, prefix: str) -> None:
    found: list[str] = []
    page.on("console", lambda message: found.append(f"{page.url}: the console says {message.text}"))
    become(page, demonstration, "sok=Gotland&roll=official")
    for path in ("/demo/bli/", "/demo/dag/", "/mina-uppgifter/"):
        page.goto(f"{demonstration.address}{prefix}{path}")
        assert (ENGLISH if prefix else SWEDISH) in said(page.locator(".nv-demonstration"))
        found += faults(page)
    assert found == []


def test_to_follow_a_link_is_not_to_become_someone(demonstration: RealService, plain: Page) -> None:
    plain.goto(f"{demonstration.address}/demo/bli/?sok=Gotland")
    address = plain.locator(".nv-person").first.get_attribute("action")
    plain.goto(f"{demonstration.address}{address}")
    assert plain.url == f"{demonstration.address}/demo/bli/"
    assert "Logga in" in plain.locator(".nv-header__side").inner_text()


def test_someone_who_is_not_there_cannot_be_become(demonstration: RealService, page: Page) -> None:
    page.goto(f"{demonstration.address}/demo/bli/?sok=Gotland")
    form = page.locator(".nv-person").first
    form.evaluate("form => form.action = form.action.replace(/[0-9a-f-]{36}/, '00000000-0000-0000-0000-000000000000')")
    form.get_by_role("button").click()
    page.get_by_role("heading", name="Sidan finns inte").wait_for()
    assert "Det finns ingen sådan person i demonstrationen." in page.locator("main").inner_text()


def test_mail_is_marked_and_kept_as_a_file(tmp_path: Path, settings: object) -> None:
    settings.MAIL_FOLDER = tmp_path
    assert KeptHere().send_messages([EmailMessage("Inbjudan", "Välkommen", to=["a@example.org"])]) == 1
    [file] = tmp_path.glob("*.eml")
    kept = file.read_bytes().decode()
    assert f"Subject: {MARK} Inbjudan" in kept
    assert "Mejlet" in kept


def test_files_bear_the_demonstration_in_their_names(rf: object) -> None:
    from django.http import HttpResponse

    named = {"Content-Disposition": 'attachment; filename="laget.csv"'}
    answered = OnlyThisMachine(lambda _request: HttpResponse("", headers=named))(rf.get("/"))
    assert answered["Content-Disposition"] == 'attachment; filename="demonstration-laget.csv"'

"""Every kind of page in a real browser: accessible, within its width, quiet in the console, in both languages."""

import http.client
from collections import deque
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import Resolver404, resolve
from lxml import html
from playwright.sync_api import Page

from browsing import axe, faults
from real_service import RealService
from web_shared import LAROSATEN, LITEN, WHOLE


def fetch(address: str, path: str) -> tuple[int, str, bytes]:
    """Get a path over one connection: status, kind, content."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=120)
    connection.request("GET", path)
    answer = connection.getresponse()
    found = answer.status, answer.getheader("Content-Type", ""), answer.read()
    connection.close()
    return found


def examples(address: str, prefix: str, *starts: str) -> list[str]:
    """Crawl the pages of one language from ``starts``; return the first page met of each address pattern."""
    waiting, seen, pages = deque(starts), set(), []
    while waiting:
        path = waiting.popleft()
        route = pattern(path, prefix)
        if route is None or route in seen:
            continue
        seen.add(route)
        status, kind, content = fetch(address, path)
        assert status == 200, path
        if kind.startswith("text/html"):
            pages.append(path)
            links = html.fromstring(content.decode()).xpath("//a[not(@download)]/@href")
            waiting += [urlsplit(urljoin(path, link))._replace(query="", fragment="").geturl() for link in links]
    return pages


def pattern(path: str, prefix: str) -> str | None:
    """Return the address pattern that answers a path; ``None`` for other sites and the other language."""
    if not path.startswith(f"{prefix}/") or (not prefix and path.startswith("/en/")):
        return None
    try:
        return resolve(path.removeprefix(prefix)).route
    except Resolver404 as error:
        raise AssertionError(f"a link to nothing: {path}") from error


@pytest.mark.parametrize(
    ("prefix", "starts"),
    [
        pytest.param("", ["/", f"/overenskommelser/{LITEN}/"], id="swedish-whole-agreement"),
        pytest.param("/en", [f"/en/overenskommelser/{LAROSATEN}/", "/en/"], id="english-small-agreement"),
    ],
)
def test_every_kind_of_page_is_accessible_at_both_widths(
    service: RealService, page: Page, prefix: str, starts: list[str]
) -> None:
    """The same kinds of pages in both languages; the examples differ, so that both great and small are tried."""
    found: list[str] = []
    page.on("console", lambda message: found.append(f"{page.url}: the console says {message.text}"))
    page.on("pageerror", lambda error: found.append(f"{page.url}: {error}"))
    paths = examples(service.address, prefix, *starts)
    assert len(paths) >= 14
    for path in paths:
        page.goto(service.address + path)
        found += faults(page, path)
    assert found == []


def test_the_service_says_where_it_answers_and_what_it_read(service: RealService) -> None:
    assert "Inläst: God och nära vård 2022 (god-och-nara-vard-2022)" in service.said
    assert f"Inläst: Liten överenskommelse ({LITEN})" in service.said
    assert service.said[-1] == f"Naravard svarar på {service.address} (avsluta med Ctrl+C)"


def test_the_service_answers_whole_with_names_that_can_be_kept(service: RealService) -> None:
    status, _kind, content = fetch(service.address, "/")
    assert status == 200
    for link in html.fromstring(content.decode()).xpath("//link[@rel='stylesheet']/@href | //script/@src"):
        assert len(link.split(".")) == 3, f"{link} holds a digest of its content"
        assert fetch(service.address, link)[0] == 200


def test_the_service_gives_a_calm_page_for_what_is_not_there(service: RealService) -> None:
    status, _kind, content = fetch(service.address, "/finns-inte/")
    assert status == 404
    assert "Sidan finns inte" in content.decode()


def test_a_clause_opens_beside_in_its_own_words_and_closes_with_escape(service: RealService, page: Page) -> None:
    page.goto(f"{service.address}/overenskommelser/{WHOLE}/mal/")
    clause = page.locator("details.nv-clause").first
    clause.locator("summary").click()
    clause.get_by_text("Senast vid utgången av 2022").wait_for()
    page.keyboard.press("Escape")
    assert clause.get_attribute("open") is None


def test_a_filter_answers_at_once_and_the_address_follows(service: RealService, page: Page) -> None:
    page.goto(f"{service.address}/overenskommelser/{LAROSATEN}/krav/")
    assert page.get_by_role("button", name="Visa").count() == 0, "with scripts the button is not needed"
    page.get_by_label("Nivå").select_option("must")
    page.get_by_text("1 av 3 krav").wait_for()
    page.wait_for_url("**/krav/?*niva=must*")


def test_a_filter_works_without_scripts(service: RealService, plain: Page) -> None:
    plain.goto(f"{service.address}/overenskommelser/{LAROSATEN}/krav/")
    plain.get_by_label("Nivå").select_option("must")
    plain.get_by_role("button", name="Visa").click()
    plain.get_by_text("1 av 3 krav").wait_for()


def test_a_clause_is_reached_without_scripts(service: RealService, plain: Page) -> None:
    plain.goto(f"{service.address}/overenskommelser/{LAROSATEN}/mal/")
    clause = plain.locator("details.nv-clause").first
    clause.locator("summary").click()
    clause.get_by_role("link", name="Läs avsnitt 3").click()
    plain.get_by_role("heading", name="3 Villkor", level=1).wait_for()


def test_the_keyboard_reaches_the_content_first(service: RealService, page: Page) -> None:
    page.goto(f"{service.address}/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "innehall"


def test_on_a_phone_one_button_opens_every_menu_and_escape_closes_it(service: RealService, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(f"{service.address}/overenskommelser/{LAROSATEN}/krav/")
    link = page.get_by_role("link", name="Medel och fördelning")
    assert not link.is_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Meny", exact=True).click()
    link.wait_for()
    assert page.get_by_role("link", name="Handbok").is_visible()
    page.locator(".nv-place__name").click()
    assert page.get_by_role("link", name="Liten överenskommelse").is_visible()
    assert axe(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    link.wait_for(state="hidden")
    page.get_by_role("button", name="Meny", exact=True).click()
    link.click()
    page.wait_for_url("**/medel/")


CURRENT = """(links) => links.map(link => {
    const style = getComputedStyle(link), line = style.borderBottomWidth === '0px' ? 'Left' : 'Bottom';
    const seen = parseFloat(style[`border${line}Width`]) > 0
        && style[`border${line}Color`] !== getComputedStyle(document.body).backgroundColor;
    return [link.hasAttribute('aria-current'), seen || style.textDecorationThickness === '3px'];
})"""
"""Of each link of the menus: whether it is the page one is on, and whether a line says so."""


@pytest.mark.parametrize("width", [1280, 390])
def test_where_colours_are_the_readers_own_a_line_says_which_page_one_is_on(
    service: RealService, page: Page, width: int
) -> None:
    page.emulate_media(forced_colors="active")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{service.address}/overenskommelser/{LAROSATEN}/krav/")
    links = page.locator(".nv-menu :is(.nv-nav__link, .nv-subnav__link, .nv-subnav__page)")
    told = links.evaluate_all(CURRENT)
    assert [is_current for is_current, _ in told].count(True) == 3, "the part of the house, the group, the page"
    assert [is_current for is_current, seen in told if is_current != seen] == []


def test_on_paper_there_are_words_and_no_ways_about(service: RealService, page: Page) -> None:
    page.goto(f"{service.address}/overenskommelser/{WHOLE}/krav/")
    page.emulate_media(media="print")
    assert page.get_by_role("link", name="Handbok").count() == 0
    assert (
        page.locator(".nv-exports:visible, .nv-filter:visible, .nv-contents:visible, .govuk-button:visible").count()
        == 0
    )
    assert page.locator(".nv-requirement").first.is_visible(), "what is folded on a screen"
    label = page.locator(".nv-label").first
    label.evaluate("""label => label.insertAdjacentHTML('afterend', '<strong class="govuk-tag">Klar</strong>')""")
    for one in (label, page.locator(".govuk-tag").first):
        assert one.evaluate("one => parseFloat(getComputedStyle(one).borderTopWidth)") >= 1


def test_the_reader_changes_agreement_in_the_header(service: RealService, page: Page) -> None:
    page.goto(f"{service.address}/overenskommelser/{LAROSATEN}/krav/")
    name = page.locator(".nv-place__name")
    name.click()
    other = page.get_by_role("link", name="Liten överenskommelse")
    other.wait_for()
    page.locator("h1").click()
    other.wait_for(state="hidden")
    name.click()
    other.click()
    page.wait_for_url(f"**/overenskommelser/{LITEN}/")


def test_the_menus_are_reached_without_scripts(service: RealService, plain: Page) -> None:
    plain.set_viewport_size({"width": 390, "height": 900})
    plain.goto(f"{service.address}/overenskommelser/{LAROSATEN}/krav/")
    plain.get_by_role("button", name="Meny", exact=True).click()
    plain.get_by_role("link", name="Medel och fördelning").click()
    plain.wait_for_url("**/medel/")

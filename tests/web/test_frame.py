"""What stands around every page: navigation, languages, headers, health, errors."""

import datetime
import re

import pytest
from django.db import DatabaseError, connection
from django.test import Client, RequestFactory
from lxml import html

from naravard.web.site.errors import server_error
from naravard.web.site.operator import Operator
from web_pages import main_of, words
from web_shared import LAROSATEN, LITEN


def test_swedish_is_at_the_bare_address_whatever_the_browser_asks_for(reader: Client) -> None:
    answer = reader.get("/", headers={"accept-language": "en-GB,en;q=0.9"})
    assert '<html class="govuk-template" lang="sv">' in answer.content.decode()


def test_english_is_under_its_own_address(reader: Client) -> None:
    page = reader.get("/en/").content.decode()
    assert 'lang="en">' in page
    assert "Every krona can be traced" in page


@pytest.mark.parametrize(
    ("address", "other"),
    [
        ("/", "/en/"),
        ("/en/landet/", "/landet/"),
        (f"/overenskommelser/{LITEN}/krav/?ord=v%C3%A5rd", f"/en/overenskommelser/{LITEN}/krav/?ord=v%C3%A5rd"),
    ],
)
def test_the_language_switch_leads_to_the_same_page(reader: Client, address: str, other: str) -> None:
    (link,) = html.fromstring(reader.get(address).content.decode()).xpath('//a[contains(@class, "nv-language")]/@href')
    assert link == other
    assert reader.get(link).status_code == 200


def test_swedish_words_on_an_english_page_say_that_they_are_swedish(reader: Client) -> None:
    page = html.fromstring(reader.get(f"/en/overenskommelser/{LAROSATEN}/").content.decode())
    (introduction,) = page.xpath('//*[@lang="sv" and contains(., "kommer överens om fler platser")]')
    assert introduction.tag == "span"
    assert page.xpath("//h1[not(.//@lang)]")[0].text_content() == "Placements at universities"


def test_english_words_are_not_marked_as_swedish(reader: Client) -> None:
    page = html.fromstring(reader.get(f"/en/overenskommelser/{LITEN}/text/").content.decode())
    assert page.xpath('//div[@class="nv-where"]//summary//*[@lang="sv"]/text()') == ["Liten överenskommelse"]
    assert page.xpath("//h1/@lang | //h1//@lang") == []


def test_quotes_on_an_english_page_say_that_they_are_swedish(reader: Client) -> None:
    page = html.fromstring(reader.get(f"/en/overenskommelser/{LAROSATEN}/krav/").content.decode())
    assert page.xpath("//blockquote/@lang") == ["sv"] * 3


def test_swedish_pages_mark_nothing_as_swedish(reader: Client) -> None:
    page = html.fromstring(reader.get(f"/overenskommelser/{LAROSATEN}/").content.decode())
    assert page.xpath('//body//*[@lang="sv"]') == []


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("/", "Start"),
        ("/landet/", "Landet"),
        (f"/overenskommelser/{LITEN}/", "Överenskommelser"),
        ("/handbok/", "Handbok"),
    ],
)
def test_the_navigation_marks_where_the_reader_is(reader: Client, address: str, place: str) -> None:
    page = html.fromstring(reader.get(address).content.decode())
    assert page.xpath('//nav[@class="nv-nav"]//a[@aria-current]/text()') == [place]


def test_the_header_says_where_the_reader_is_and_breadcrumbs_lead_back(reader: Client) -> None:
    page = html.fromstring(reader.get(f"/overenskommelser/{LAROSATEN}/text/2.1/").content.decode())
    base = f"/overenskommelser/{LAROSATEN}/"
    assert page.xpath('//ol[@class="govuk-breadcrumbs__list"]//a/@href') == [f"{base}text/", f"{base}text/2/"]
    assert page.xpath('//p[@class="nv-header__where"]/text()') == ["Praktikplatser vid lärosäten"]
    assert page.xpath('//div[@class="nv-where"]//p[@class="nv-place__first"]/a/@href') == [base]
    assert page.xpath('//nav[@class="nv-subnav"]//a[@aria-current]/@href') == [f"{base}text/"]


def test_the_agreements_pages_stand_in_groups_and_the_others_are_one_step_away(reader: Client) -> None:
    page = html.fromstring(reader.get(f"/overenskommelser/{LAROSATEN}/krav/").content.decode())
    (menu,) = page.xpath('//nav[@class="nv-subnav"]')
    groups = menu.xpath("./ul/li/a/text()")
    assert groups[:2] == ["Översikt", "Pengarna"]
    assert len(groups) <= 5
    assert menu.xpath('.//a[@aria-current="page"]/text()') == ["Krav"]
    others = page.xpath('//ul[@class="nv-place__list"]//a/@href')
    assert f"/overenskommelser/{LITEN}/" in others
    assert f"/overenskommelser/{LAROSATEN}/" not in others


def test_the_foot_says_which_data_and_version_the_page_shows(reader: Client) -> None:
    foot = (
        html.fromstring(reader.get(f"/overenskommelser/{LITEN}/").content.decode()).xpath("//footer")[0].text_content()
    )
    assert re.search(r"inläst\s+4 maj 2026\.", foot)
    assert "kontrollsumma" not in foot
    assert re.search(r"Version \d+\.\d+\.\d+", foot)


def test_the_foot_leads_to_what_every_public_service_has_to_say(reader: Client) -> None:
    foot = html.fromstring(reader.get("/").content.decode()).xpath("//footer")[0]
    assert "Ingen är angiven som ansvarig för tjänsten." in foot.text_content(), "nothing is made up"
    links = foot.xpath('.//ul[@class="nv-footer__links"]//a/@href')
    assert links == ["/tillganglighet/", "/uppgifter-om-dig/", "/oppna-data/", "/historik/"]
    for link in links:
        assert reader.get(link).status_code == 200


def test_the_operator_says_who_it_is_and_how_it_is_reached(reader: Client, settings: object) -> None:
    settings.OPERATOR = Operator(name="Region Exempel", contact="naravard@example.se, 0771-00 00 00")
    foot = html.fromstring(reader.get("/").content.decode()).xpath("//footer")[0]
    assert "Region Exempel svarar för tjänsten. Kontakt: naravard@example.se, 0771-00 00 00" in words(foot)
    assert foot.xpath('.//a[starts-with(@href, "mailto:")]/@href') == ["mailto:naravard@example.se"]


def test_the_accessibility_statement_claims_nothing_that_has_not_been_assessed(
    reader: Client, settings: object
) -> None:
    said = words(main_of(reader, "/tillganglighet/"))
    assert "har inte bedömt hur väl den uppfyller lagen än" in said
    assert "Inget är undantaget" in said
    assert "uppdaterades" not in said
    settings.OPERATOR = Operator(
        name="Region Exempel", contact="naravard@example.se", accessibility="delvis",
        assessed="1 november 2026, av oss själva", faults=("Kartan saknar text på engelska",),
        exempt=("Äldre filmer: textning kostar mer än tjänsten",), updated=datetime.date(2026, 11, 3),
    )  # fmt: skip
    said = words(main_of(reader, "/tillganglighet/"))
    for part in (
        "Region Exempel står bakom den här webbplatsen.",
        "Webbplatsen är delvis förenlig med lagen.",
        "Kartan saknar text på engelska",
        "1 november 2026, av oss själva",
        "Myndigheten för digital förvaltning (Digg)",
        "oskäligt betungande att göra det tillgängligt (12 § i lagen): Äldre filmer: textning",
        "Filer som någon annan har lämnat in visas som de kom (9 § i lagen)",
        "Den uppdaterades senast 3 november 2026.",
    ):
        assert part in said


def test_nothing_inline_and_nothing_from_elsewhere_is_allowed(reader: Client) -> None:
    answer = reader.get("/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("address", ["/", f"/overenskommelser/{LAROSATEN}/text/", "/landet/"])
def test_pages_hold_nothing_that_the_policy_would_stop(reader: Client, address: str) -> None:
    page = html.fromstring(reader.get(address).content.decode())
    assert page.xpath("//@style | //style | //script[not(@src)] | //@*[starts-with(name(), 'on')]") == []
    assert all(link.startswith("/") for link in page.xpath("//script/@src | //link/@href | //img/@src"))


def test_health_says_that_all_is_well(reader: Client) -> None:
    answer = reader.get("/halsa")
    assert answer.status_code == 200
    assert answer.content.decode() == "Tjänsten och databasen fungerar.\n"
    assert "no-store" in answer["Cache-Control"]


def test_health_says_in_words_that_the_database_does_not_answer(reader: Client) -> None:
    def refuse(*_args: object) -> None:
        raise DatabaseError("disk borta")

    with connection.execute_wrapper(refuse):
        answer = reader.get("/halsa")
    assert answer.status_code == 503
    assert "databasen svarar inte" in answer.content.decode()
    assert "disk borta" not in answer.content.decode()


def test_the_page_for_faults_needs_neither_database_nor_frame() -> None:
    answer = server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    page = answer.content.decode()
    assert "Felet ligger hos tjänsten, inte hos dig." in page
    assert "Something went wrong" in page


def test_a_fault_in_a_page_gives_the_page_for_faults(db: None) -> None:
    def refuse(*_args: object) -> None:
        raise DatabaseError("disk borta")

    calm = Client(raise_request_exception=False)
    with connection.execute_wrapper(refuse):
        answer = calm.get("/")
    assert answer.status_code == 500
    assert "Något gick fel" in answer.content.decode()


def test_unknown_hosts_are_refused(reader: Client) -> None:
    assert reader.get("/", headers={"host": "annan.example"}).status_code == 400

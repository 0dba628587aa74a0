"""The page of the history: sentences, newest first, by organisation, by thing and by day, page by page."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from history_shared import ANNA, AT, BO, REGION, recorded
from lxml import html

from naravard.agreement.model import Text
from naravard.web.history.content import Named
from naravard.web.home.views.history import PAGE
from people_samples import member, signed_in_as
from web_pages import heading, main_of, words

pytestmark = pytest.mark.django_db


OWN = "/organisation/region-09/historik/"
KAMMARKOLLEGIET = Named("kammarkollegiet", Text("Kammarkollegiet"))


@pytest.fixture
def colleague(db: None) -> Client:
    """Someone of Region Gotland who reads."""
    return signed_in_as(member("region-09", "reader"))


def numbers(main: html.HtmlElement) -> list[int]:
    """Return the numbers of the events that a page shows, in its order."""
    return [int(name.removeprefix("handelse-")) for name in main.xpath("//li[@class='nv-item']/@id")]


def test_the_page_tells_in_both_languages_newest_first(reader: Client) -> None:
    recorded("ny", at=AT)
    swedish, english = main_of(reader, "/historik/"), main_of(reader, "/en/historik/")
    assert (heading(swedish), heading(english)) == ("Historik: det som har hänt", "History: what has happened")
    first = words(swedish.xpath("//li[@class='nv-item']")[0])
    assert "Naravard tog in överenskommelsen ”Prov ny”." in first
    assert "1 juni 2026 kl. 14.00" in first, "in Swedish time"
    assert "Naravard took in the agreement “Trial ny”." in words(english)


def test_an_event_shows_reason_organisation_and_what_changed(colleague: Client) -> None:
    event = recorded(
        "ny", person=ANNA, organisation=REGION, by=KAMMARKOLLEGIET, reason="Nytt beslut", before={"digest": "gammal"}
    )
    text = words(main_of(colleague, OWN).get_element_by_id(f"handelse-{event.sequence}"))
    for part in (
        "Anna Ek (ekonomichef)", "Skäl: Nytt beslut", "Region Gotland", "gjort av Kammarkollegiet", "gammal → ny",
        event.hash,
    ):  # fmt: skip
        assert part in text


def test_the_history_of_an_organisation_of_a_thing_and_of_both(reader: Client, colleague: Client) -> None:
    one = recorded("a", organisation=REGION).sequence
    two = recorded("b", organisation=REGION).sequence
    three = recorded("a").sequence
    assert numbers(main_of(colleague, OWN)) == [two, one]
    assert numbers(main_of(reader, "/historik/?sak=agreement:a")) == [three]
    assert numbers(main_of(colleague, f"{OWN}?sak=agreement:a")) == [one]
    assert "Ingen händelse stämmer" in words(main_of(colleague, f"{OWN}?sak=agreement:c"))


def test_what_an_organisation_has_done_in_the_matters_of_others(colleague: Client) -> None:
    handler = signed_in_as(member("kammarkollegiet", "payment-handler"))
    done = recorded("a", person=ANNA, organisation=REGION, by=KAMMARKOLLEGIET).sequence
    address = "/organisation/kammarkollegiet/historik/"
    assert numbers(main_of(handler, f"{address}?hos=andra")) == [done]
    assert numbers(main_of(handler, address)) == []
    assert numbers(main_of(colleague, OWN)) == [done]
    assert numbers(main_of(colleague, f"{OWN}?hos=andra")) == []


def test_what_is_an_organisations_or_a_persons_is_not_told_to_everyone(reader: Client, colleague: Client) -> None:
    theirs = recorded("a", organisation=REGION).sequence
    someone = member("region-10", "reader")
    about = recorded(someone.thing(), kind="agreement-taken-in", person=BO).sequence
    everyones = recorded("a").sequence
    assert {theirs, about, everyones} & set(numbers(main_of(reader, "/historik/"))) == {everyones}
    assert reader.get("/historik/", {"fore": theirs}).status_code == 404
    assert numbers(main_of(signed_in_as(someone), "/mitt/historik/")) == [about]
    assert numbers(main_of(colleague, "/mitt/historik/")) == []


@pytest.mark.parametrize("code", ["region-09", "region-99"])
def test_the_history_of_another_organisation_is_not_there(code: str) -> None:
    stranger = signed_in_as(member("region-10", "administrator"))
    answer = stranger.get(f"/organisation/{code}/historik/")
    assert answer.status_code == 404
    assert words(html.fromstring(answer.content.decode())).replace(code, "") == words(
        html.fromstring(stranger.get("/organisation/region-98/historik/").content.decode())
    ).replace("region-98", "")


def test_days_are_swedish_days_and_the_last_is_included(reader: Client) -> None:
    # In March 2030 Swedish summer time begins on the 31st; its midnight is 23:00 UTC the day before.
    before, first, last, after = (
        recorded(at=datetime.datetime.fromisoformat(at)).sequence
        for at in ("2030-03-30T22:59:59Z", "2030-03-30T23:00:00Z", "2030-03-31T21:59:59Z", "2030-03-31T22:00:00Z")
    )
    assert numbers(main_of(reader, "/historik/?fran=2030-03-31&till=2030-03-31")) == [last, first]
    assert numbers(main_of(reader, "/historik/?fran=2030-03-31"))[:3] == [after, last, first]
    assert before in numbers(main_of(reader, "/historik/?till=2030-03-30"))


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("fran=i+dag", "Datumet ”i dag” går inte att läsa"),
        ("till=0001-01-01", "Datumet ”0001-01-01” går inte att läsa"),
        ("sak=liten", "Skriv slag och id med kolon emellan"),
        ("sak=%00", "går inte att läsa"),
        ("sak=a:" + "9" * 500, "går inte att läsa"),
    ],
)
def test_what_cannot_be_read_is_told_of_in_words(reader: Client, query: str, told: str) -> None:
    assert told in words(main_of(reader, f"/historik/?{query}", status=400))


@pytest.mark.parametrize("number", ["999999", "abc", "-1", "9" * 40, "²"])
def test_a_page_that_begins_nowhere_is_not_there(reader: Client, number: str) -> None:
    assert reader.get("/historik/", {"fore": number}).status_code == 404


def test_every_event_stands_on_one_page_both_ways_also_when_many_are_of_the_same_moment(reader: Client) -> None:
    all_of_them = [recorded("mycket", at=AT).sequence for _ in range(2 * PAGE + 3)][::-1]
    seen, address = [], "/historik/?sak=agreement:mycket"
    addresses = []
    while address and len(addresses) < 5:
        main = main_of(reader, address)
        addresses.append(address)
        seen += numbers(main)
        older = main.xpath("//a[@rel='next']/@href")
        address = f"/historik/{older[0]}" if older else ""
    assert seen == all_of_them
    assert len(addresses) == 3
    (newer,) = main.xpath("//a[@rel='prev']/@href")
    middle = main_of(reader, f"/historik/{newer}")
    assert numbers(middle) == all_of_them[PAGE : 2 * PAGE]
    (newest,) = middle.xpath("//a[@rel='prev']/@href")
    first = main_of(reader, f"/historik/{newest}")
    assert numbers(first) == all_of_them[:PAGE]
    assert first.xpath("//a[@rel='prev']") == []


@pytest.mark.parametrize(
    ("address", "query"),
    [("/historik/", ""), (OWN, ""), ("/historik/", "sak=agreement:a"), (OWN, "sak=agreement:a"), (OWN, "hos=andra")],
)
def test_no_page_reads_the_whole_history(
    colleague: Client, address: str, query: str, django_assert_max_num_queries: object
) -> None:
    recorded("a", organisation=REGION)
    colleague.get("/historik/")  # the agreements are read into memory once, by whichever page comes first
    with django_assert_max_num_queries(12) as seen:
        main_of(colleague, f"{address}?{query}&fran=2026-01-01")
    asked = [entry["sql"] for entry in seen.captured_queries if '"history_event"."at"' in entry["sql"]]
    assert len(asked) == 1
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {asked[0]}")
            plan = " ".join(str(row) for row in cursor.fetchall())
        assert "USING INDEX history_by_" in plan
        assert "TEMP B-TREE" not in plan, "it is read in order, not sorted"


def test_the_page_is_found_from_every_page(reader: Client) -> None:
    footer = html.fromstring(reader.get("/").content.decode()).xpath("//footer")[0]
    assert "/historik/" in footer.xpath(".//a/@href")

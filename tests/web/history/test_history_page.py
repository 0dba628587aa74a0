"""The page of the history: sentences, newest first, by organisation, by thing and by day, page by page."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from history_shared import ANNA, AT, REGION, recorded
from lxml import html

from naravard.web.history.views import PAGE
from web_pages import heading, main_of, words

pytestmark = pytest.mark.django_db


def numbers(main: html.HtmlElement) -> list[int]:
    """Return the numbers of the events that a page shows, in its order."""
    return [int(name.removeprefix("handelse-")) for name in main.xpath("//li[@class='nv-item']/@id")]


def test_the_page_tells_in_both_languages_newest_first(reader: Client) -> None:
    recorded("ny", at=AT)
    swedish, english = main_of(reader, "/historik/"), main_of(reader, "/en/historik/")
    assert (heading(swedish), heading(english)) == ("Vad har hänt här?", "What has happened here?")
    first = words(swedish.xpath("//li[@class='nv-item']")[0])
    assert "Naravard tog in överenskommelsen ”Prov ny”." in first
    assert "2026-06-01 14:00" in first, "in Swedish time"
    assert "Naravard took in the agreement “Trial ny”." in words(english)


def test_an_event_shows_reason_organisation_and_what_changed(reader: Client) -> None:
    event = recorded("ny", person=ANNA, organisation=REGION, reason="Nytt beslut", before={"digest": "gammal"})
    text = words(main_of(reader, "/historik/").get_element_by_id(f"handelse-{event.sequence}"))
    for part in ("Anna Ek (ekonomichef)", "Skäl: Nytt beslut", "Region Gotland", "gammal → ny", event.hash):
        assert part in text


def test_the_history_of_an_organisation_of_a_thing_and_of_both(reader: Client) -> None:
    one = recorded("a", organisation=REGION).sequence
    two = recorded("b", organisation=REGION).sequence
    three = recorded("a").sequence
    assert numbers(main_of(reader, "/historik/?organisation=09")) == [two, one]
    assert numbers(main_of(reader, "/historik/?sak=agreement:a")) == [three, one]
    assert numbers(main_of(reader, "/historik/?organisation=09&sak=agreement:a")) == [one]
    assert "Ingen händelse stämmer" in words(main_of(reader, "/historik/?organisation=10"))


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
        ("organisation=%00", "går inte att läsa"),
        ("organisation=" + "9" * 500, "går inte att läsa"),
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


@pytest.mark.parametrize("query", ["", "organisation=09", "sak=agreement:a", "organisation=09&sak=agreement:a"])
def test_no_page_reads_the_whole_history(reader: Client, query: str, django_assert_num_queries: object) -> None:
    recorded("a", organisation=REGION)
    with django_assert_num_queries(1) as asked:
        main_of(reader, f"/historik/?{query}&fran=2026-01-01")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {asked.captured_queries[0]['sql']}")
            plan = " ".join(str(row) for row in cursor.fetchall())
        assert "USING INDEX history_by_" in plan
        assert "TEMP B-TREE" not in plan, "it is read in order, not sorted"


def test_the_page_is_found_from_every_page(reader: Client) -> None:
    footer = html.fromstring(reader.get("/").content.decode()).xpath("//footer")[0]
    assert "/historik/" in footer.xpath(".//a/@href")

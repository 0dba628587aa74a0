"""The country by duty: how many, who, and as files; and how few questions the pages ask of the database."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries
from task_samples import REPORT, REQUISITION, actor, moment, on, told

from many_steps import checked, choosable, confirmed
from naravard.web.tasks import acts
from people_samples import Reader, also, member, signed_in_as
from web_pages import csv_rows, heading, main_of, table_rows, words
from web_shared import LAROSATEN, WHOLE

pytestmark = pytest.mark.django_db
COUNTRY = "/landet/lage/"
DUTY = f"{COUNTRY}{WHOLE}/{REPORT}/"
VFU = f"{COUNTRY}{WHOLE}/vfu-report/"


@pytest.fixture(autouse=True)
def _some_have(settings: object) -> None:
    settings.NARAVARD_TODAY = "2022-10-10"
    for code, day in (("region-09", "2022-09-20"), ("region-10", "2022-10-03"), ("region-12", "2022-09-30")):
        acts.submit_duty(text="Rapport", actor=actor(code), **on(REPORT, code), at=moment(day))
    acts.accept_duty(actor=actor("socialstyrelsen", "report-analyst"), **on(), at=moment("2022-10-04"))


@pytest.fixture
def watcher() -> Client:
    """Return one who watches the country and receives nothing from the regions."""
    return signed_in_as(member("skr", "skr-official"))


def test_each_duty_says_how_many_of_how_many_and_who_is_late(watcher: Client) -> None:
    main = main_of(watcher, f"{COUNTRY}?overenskommelse={WHOLE}")
    (entry,) = main.xpath(f".//li[h2/a/@href='{DUTY}']")
    assert "3 av 21 har lämnat in 30 september 2022 – för 10 dagar sedan" in words(entry)
    tags = {words(tag): tag.get("href") for tag in entry.xpath(".//a[contains(@class,'govuk-tag')]")}
    assert tags == {
        "Inlämnad: 2": f"{DUTY}?lage=submitted",
        "Godtagen: 1": f"{DUTY}?lage=done",
        "Försenad: 18": f"{DUTY}?lage=late",
    }


def test_who_has_and_who_has_not_by_status_and_as_a_file(watcher: Client) -> None:
    assert heading(main_of(watcher, DUTY)) == "Delredovisning från regionerna 3 av 21 har lämnat in"
    rows = table_rows(main_of(watcher, f"{DUTY}?lage=submitted"))
    assert [(row[0], row[1], row[3], row[4]) for row in rows[1:]] == [
        ("Region Blekinge", "Inlämnad, kom för sent", "2022-10-03", "ja"),
        ("Region Skåne", "Inlämnad", "2022-09-30", ""),
    ]
    assert len(table_rows(main_of(watcher, f"{DUTY}?lage=kvar"))) == 1 + 18
    files = csv_rows(watcher, f"{DUTY.rstrip('/')}.csv?lage=done")
    assert [(row["code"], row["status"]) for row in files] == [("region-09", "Godtagen")]
    whole = csv_rows(watcher, f"{COUNTRY.rstrip('/')}.csv?overenskommelse={WHOLE}")
    found = next(row for row in whole if row["duty"] == "Delredovisning från regionerna")
    assert (found["of"], found["finished"], found["waiting"], found["late"]) == ("21", "3", "2", "19")


def test_a_map_says_the_status_of_each_county_or_how_many_there(watcher: Client) -> None:
    tiles = [words(tile) for tile in main_of(watcher, DUTY).xpath(".//*[contains(@class,'nv-tile ')]")]
    assert "Gotland Godtagen" in tiles
    assert "Skåne Inlämnad" in tiles
    acts.submit_duty(
        text="Rapport",
        actor=actor("kommun-0980", "municipal-official"),
        **on("vfu-report", "kommun-0980"),
        at=moment("2022-10-05"),
    )
    tiles = [words(tile) for tile in main_of(watcher, VFU).xpath(".//*[contains(@class,'nv-tile ')]")]
    assert "Gotland 1 av 2" in tiles
    assert len(tiles) == 21
    assert not main_of(watcher, f"{COUNTRY}{WHOLE}/skr-interim-report/").xpath(".//*[contains(@class,'nv-tile ')]")


def test_organisations_that_came_with_an_agreement_stand_in_the_list_as_all_others(watcher: Client) -> None:
    main = main_of(watcher, f"{COUNTRY}{LAROSATEN}/rekvisition/")
    names = [row[0] for row in table_rows(main)[1:]]
    assert names
    assert len(main.xpath(".//tbody//a")) == len(names)


def test_what_is_not_there(watcher: Client) -> None:
    for address in (f"{COUNTRY}{WHOLE}/finns-inte/", f"{COUNTRY}finns-inte/{REPORT}/", f"{COUNTRY}?overenskommelse=x"):
        assert watcher.get(address).status_code == 404, address
    official = signed_in_as(member("region-09"))
    assert official.get(COUNTRY).status_code == 404
    assert official.get(DUTY).status_code == 404


def test_the_pages_ask_few_questions_however_many_there_are(
    watcher: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for address, most in ((COUNTRY, 12), (VFU, 12), (f"{VFU.rstrip('/')}.csv", 10)):
        watcher.get(address)
        with django_assert_max_num_queries(most):
            assert watcher.get(address).status_code == 200


def test_mina_uppgifter_asks_as_few_for_many_organisations_as_for_one_of_each_kind() -> None:
    anna = member("region-09")
    client = signed_in_as(anna)
    also(anna, "kommun-0980", "municipal-official")
    also(anna, "kammarkollegiet", "payment-handler")
    also(anna, "region-01")
    for code in ("region-09", "region-01"):
        acts.begin_duty(actor=actor(code), **on(REQUISITION, code), at=moment("2022-10-05"))
    _queries(client)  # what a process keeps of an agreement is read once
    before = _queries(client)
    for code in ("kommun-1080", "kommun-1081"):
        also(anna, code, "municipal-official")
    for code in ("region-03", "region-04", "region-05", "region-06"):
        also(anna, code)
        acts.begin_duty(actor=actor(code), **on(REQUISITION, code), at=moment("2022-10-05"))
    assert _queries(client) == before
    assert len(main_of(client, "/mina-uppgifter/").xpath(".//li/h2 | .//h3")) > 30


def test_mina_uppgifter_asks_as_few_for_many_where_nothing_waits_for_the_reader() -> None:
    anna = member("kommun-0980", "municipal-official")
    client = signed_in_as(anna)
    also(anna, "kommun-1080", "municipal-official")
    _queries(client)  # what a process keeps of an agreement is read once
    before = _queries(client)
    for code in ("kommun-1081", "kommun-1082", "kommun-1060"):
        also(anna, code, "municipal-official")
    assert _queries(client) == before


def _queries(client: Reader) -> int:
    client.get("/mina-uppgifter/")  # the menu's count is kept until something happens
    with CaptureQueriesContext(connection) as captured:
        client.get("/mina-uppgifter/")
    return len(captured)


def test_the_receiver_accepts_many_at_once_each_with_its_own_event_and_looks_at_the_late_ones_by_themselves() -> None:
    acts.submit_duty(text="Rapport", actor=actor("region-13"), **on(REPORT, "region-13"), at=moment("2022-09-29"))
    receiver = signed_in_as(member("socialstyrelsen", "report-analyst"))
    many = f"{DUTY}godta-flera/"
    assert main_of(receiver, DUTY).xpath(f".//a[@href='{many}']")
    chosen = choosable(receiver, many)
    assert [one.split(" ")[0] for one in chosen] == ["region-12", "region-13"]
    (apart,) = main_of(receiver, many).xpath(".//h2[contains(., 'en för en')]/following-sibling::ul[1]/li")
    assert "Region Blekinge" in words(apart)
    check = checked(receiver, many, chosen)
    assert heading(check) == "Godta ”Delredovisning från regionerna” från 2 avsändare?"
    assert "2 inlämningar är godtagna." in words(confirmed(receiver, many, check))
    assert {code: told(REPORT, code)[-1].kind for code in ("region-10", "region-12", "region-13")} == {
        "region-10": "duty-submitted", "region-12": "duty-accepted", "region-13": "duty-accepted",
    }  # fmt: skip
    assert signed_in_as(member("skr", "skr-official")).get(many).status_code == 404
    other = main_of(signed_in_as(member("kammarkollegiet", "payment-handler")), many)
    assert "Bara den som tar emot det godtar det." in words(other)
    assert not main_of(receiver, VFU).xpath(".//a[contains(@href, 'godta-flera')]")


def test_what_came_after_midnight_in_sweden_came_that_day() -> None:
    """The database has it as the evening before, in UTC."""
    at = datetime.datetime(2022, 9, 29, 22, 30, tzinfo=datetime.UTC)
    acts.submit_duty(text="Rapport", actor=actor("region-13"), **on(REPORT, "region-13"), at=at)
    receiver = signed_in_as(member("socialstyrelsen", "report-analyst"))
    assert "Region Halland: inlämnad 30 september 2022" in words(main_of(receiver, f"{DUTY}godta-flera/"))
